# Locking an electronic identity, and unlocking it.

lock-title = Lock your electronic identity
lock-lede = If your phone is gone, or somebody may know your passcode, lock it at once.
lock-means = While it is locked, no portal learns from us who you are, and the passcode counts for nothing. You can go on signing in with your password. What you have applied for goes on.
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
