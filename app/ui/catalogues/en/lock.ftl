# Locking an electronic identity, and unlocking it.

lock-title = Lock your electronic identity
lock-lede = If your phone is gone, or somebody may know your passcode, lock it at once.
lock-means = While it is locked, we confirm to no portal who you are, and the passcode counts for nothing. You can go on signing in with your password. What you have applied for goes on.
lock-unbound = Your old passcode no longer counts
lock-unbound-do = No device opens your electronic identity with a passcode now. Choose a new one on the device that you want to use.
lock-unbound-button = Choose a new passcode on this device
lock-undo = You unlock it yourself, here, with a code to your phone and your security questions.
lock-do = Lock it now
lock-now-locked = Your electronic identity is locked. We have told you so at all your contacts.
lock-locked = Your electronic identity is locked
lock-locked-lede = You can sign in, but to the portals you are nobody proven until every lock is taken off.
lock-besides = Lock it yourself as well
lock-nothing = There is nothing to lock
lock-nothing-lede = You have no electronic identity in use.
lock-person = You locked it
lock-person-by = Locked by you,
lock-person-do = You can unlock it yourself: you need your phone and the answers to your security questions.
lock-passcode = Wrong passcodes
lock-passcode-by = Locked after five wrong passcodes in a row,
lock-passcode-do = You can unlock it yourself and choose a new passcode: you need your phone and the answers to your security questions.
lock-authority = Order of an authority
lock-authority-by = Locked by an authority’s order,
lock-authority-do = Only the authority can have it unlocked. If you think it is a mistake, turn to an office with your card.
lock-card-expired = Your identity card has expired
lock-card-expired-by = Locked at the end of its validity,
lock-card-expired-do = Get a new card. As soon as an officer has seen it, your electronic identity is unlocked.

# Unlocking.

sms-unlock = { $site }: { $code } is your code for unlocking your electronic identity. It is good for 10 minutes. Never tell it to anybody.
unlock-title = Unlock it yourself
unlock-lede = It takes about two minutes. We send a code to your phone and then ask your security questions. After wrong passcodes you also choose a new passcode, which counts on this device only.
unlock-phone = The code goes to { $phone }.
unlock-not-alone = To unlock it yourself you need a confirmed phone and security questions, and your account does not have both. An officer can unlock it.
unlock-questions-lede = Write the answers as you chose them. Capitals and spaces do not matter. You have five tries a day.
unlock-do = Unlock
unlock-ask = Ask an officer to unlock it
unlock-ask-instead = I don’t have that phone or don’t know the answers
unlock-ask-lede = An officer decides within two working days, and we tell you at all your contacts. Locks by order of an authority are not taken off this way.
unlock-ask-send = Send the request
unlock-reason = Why it should be unlocked
unlock-reason-hint = A sentence or two: what has happened, and what has changed since.
unlock-reason-missing = Write in a sentence or two why it should be unlocked, in 300 characters at most
unlock-many = You have asked often today. Try again after { $time }.
lock-now-unlocked = The lock that was yours to take off is off.
lock-now-asked = Your request was sent.
lock-asked = Your request to an officer
lock-asked-due = An officer answers by { $date }.
lock-asked-refused = The officer did not unlock it.
lock-asked-answer = The officer writes:

# Requests at the officers’ desk.

lock-order = Number of the order: { $number }
lock-person-desk = Locked by the person
lock-card-expired-desk = Identity card expired
unlocks-title = Requests to unlock
unlocks-lede = People who cannot unlock their electronic identity themselves. An answer is due within two working days.
unlocks-none-title = Nobody waits
unlocks-none = Requests to unlock appear here, what is due first on top.
unlocks-asked = Asked
unlocks-more = Show the next ones
unlocks-locks = What lies on it
unlocks-reason = What the person writes
unlocks-grant = Unlock
unlocks-grant-hint = Every lock but an authority’s order is taken off; an expired card’s only if you have seen a new one. A passcode has to be chosen anew.
unlocks-card = I have seen a new card that is valid
unlocks-card-ended = By its date of issue this card is not valid any more. Look at the date again.
unlocks-card-issued = Date of issue of the new card
unlocks-card-issued-hint = Only if you have seen a new card. For example: 12/05/2025. From it follows until when the card is valid.
unlocks-card-issued-wrong = Enter the date of issue of the new card with day, month and year, such as 12/05/2025
unlocks-card-missing = Say that you have seen a new card, or refuse
unlocks-authority-only = An authority’s order is not taken off here: refuse, or wait for the order to be lifted
unlocks-answer = Your answer
unlocks-answer-hint = The person reads it.
unlocks-done-granted = Unlocked; the person is told.
unlocks-done-refused = Refused; the person is told.
unlocks-not-again = This request waits for nobody any more.
