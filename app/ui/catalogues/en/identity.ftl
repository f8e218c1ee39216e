### Registering, signing in, the account and its sessions at an identity.

## The front page

front-title = Home
front-heading = { $site }: one account for public services
front-lede = Register once. Then sign in with the same account wherever you see this name, on every portal that is connected.
front-what = What this account does for you
front-what-once = You prove who you are once. You don’t need a new password for every portal.
front-what-allow = You decide which portal learns what about you, and you can take that back.
front-what-see = You see where you are signed in and what happened in your account.
front-hello = Hello, { $name }
front-hello-lede = You are signed in. What would you like to do?
front-level = Your identity level:
front-account = My account
front-account-text = Your data, your password and your identity level
front-portals = Sites with access
front-portals-text = Who may learn what about you
front-sessions = Where you are signed in
front-sessions-text = Your browsers and devices; sign out of one you don’t know

## Signing in and out

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-again-title = Confirm that it’s you
sign-in-again-lede = The portal asks you to sign in once more before you go on.
sign-in-ahead = When you have signed in, you go on to: { $portal }.
sign-in-cancel = Cancel and go back to: { $portal }
sign-in-identifier-vn = User name, phone number or identity number
sign-in-identifier-cn = User name, phone number or identity number
sign-in-identifier-ru = User name, phone number or SNILS
sign-in-identifier-missing = Enter your user name, phone number or identity number
sign-in-password-missing = Enter your password
sign-in-no-account = Don’t have an account yet?
sign-in-wrong = The user name or number and the password don’t match. Check both and try again. If your identity number doesn’t work, try your phone number or user name.
sign-in-too-many = There were too many attempts. Your account stays open. You can try again after { $time }.
signed-out-title = You are signed out
signed-out-lede = Portals where you signed in with this account are being told. On a shared device, close the browser as well.

## Registering

register-link = Register
register-title = Register an account
register-lede = It takes about three minutes. You need a mobile phone that can receive a text message now.
register-ahead = When you have registered, you go on to: { $portal }.
register-have-account = Already have an account?
register-get-code = Get a code by text message
register-finish = Register
register-too-many = Too many codes were asked for. You can ask for another one after { $time }.
register-consent-label = I agree that my name and phone number are kept to run my account
register-consent-details = What is kept, and why
register-consent-what = We keep your name, your phone number and, encrypted, your identity number once it is known. We also keep a record of sign-ins, which you can see.
register-consent-why = We use this to recognise you and to warn you when something happens in your account. Portals learn only what you allow.
register-consent-end = You can withdraw your consent at any time by closing your account.
register-consent-missing = Tick the box to agree. Without your agreement we can’t open an account.

name-label = Full name
name-hint = As in your identity document
name-missing = Enter your full name
name-too-long = The name is too long. Enter no more than 100 characters
name-character = Enter the name in letters, without digits or symbols
phone-label = Phone number
phone-missing = Enter your phone number

code-title = Enter the code from the message
code-lede = We have sent a text message to { $phone }. The code in it is good for 10 minutes.
code-account-exists = If there is an account with this number already, the message says so and there is no code in it.
code-label = Code
code-hint = 6 digits
code-continue = Continue
code-missing = Enter the 6 digits from the message
code-wrong = { $left ->
    [one] The code is not right. You can try once more
   *[other] The code is not right. You can try { $left } more times
  }
code-exhausted = This code was tried too often and no longer works. Ask for a new one.
code-expired = This code is older than 10 minutes and no longer works. Ask for a new one.
code-too-many = Too many codes were asked for. You can ask for another one after { $time }.
code-nothing-came = No message?
code-nothing-came-do = It may take a minute. Check the number, then ask for a new code; the one before then stops working.
code-send-again = Send a new code
code-sent-again = A new code is on its way.
code-change-phone = Use another number

credentials-title = Choose a user name and a password
credentials-lede = Your phone number is confirmed. This is the last step.
login-label = User name
login-hint = { $least } to { $most } characters. Begin with a letter; then letters, digits, full stops, dashes and underscores.
login-missing = Enter a user name
login-too-short = The user name needs at least { $least } characters
login-too-long = The user name can have at most { $most } characters
login-no-letter = Begin the user name with a letter
login-character = Use only letters, digits, full stops, dashes and underscores in the user name
login-taken = Somebody else has this user name. Choose another one

password-label = Password
password-again-label = Password once more
password-hint = At least { $least } characters. Several words that only you put together are good and easy to remember.
password-missing = Enter a password
password-too-short = The password needs at least { $least } characters
password-too-long = The password is too long. Choose a shorter one
password-common = Too many people use this password. Choose another one
password-like-owner = The password must not be your name, number or user name. Choose another one
password-unchanged = This is the password that you have. Choose another one
password-again-differs = The two passwords are not the same. Enter the same one in both fields

stopped-gone = This registration can’t go on here
stopped-gone-do = It is too old, or you began it in another browser. Nothing was kept. Begin again; it takes about three minutes.
stopped-begin-again = Begin again
stopped-finished = This registration is finished
stopped-finished-do = Your account exists already. Sign in with the user name and the password that you chose.
stopped-phone-taken = This number has an account now
stopped-phone-taken-do = While you were registering, an account was made with the same phone number. If it was you in another window, sign in.
stopped-closed = This account was closed
stopped-closed-do = It can’t be opened again. To use the services, register a new account at an office.

## Text messages

sms-registration-code = { $site }: your code is { $code }. It is good for 10 minutes. Never tell it to anybody.
sms-registration-known = { $site }: somebody is registering with this number, which has an account. If it is yours, sign in: { $address }. If the number was somebody else’s before, your code is { $code } (10 minutes). Never tell it to anybody. If it wasn’t you, do nothing.
sms-second-factor = { $site }: { $code } is your code for signing in to { $portal }. It is good for 10 minutes. Never tell it to anybody. If you are not signing in, change your password at once.

## The account

account-title = My account
account-registered = Your account is ready. You are signed in.
account-password-changed = Your password was changed. All your other browsers and devices were signed out.
account-level = Identity level
account-number-unknown = Not known yet
account-phone-unknown = None
account-since = Registered on
account-language = Language we write to you in
account-ways = What you can do
account-identity = Electronic identity
account-identity-card = Your application, activating, locking and unlocking
account-consents-title = Sites with access
account-consents-card = Who may learn what about you
number-label-vn = Identity number
number-label-cn = Identity number
number-label-ru = SNILS

## Levels of identity

level-vneid-none = Not identified
level-vneid-1 = Level 1
level-vneid-2 = Level 2
level-shandong-basic = Basic real-name level
level-shandong-middle = Intermediate real-name level
level-shandong-high = Advanced real-name level
level-esia-simple = Simplified account
level-esia-standard = Standard account
level-esia-confirmed = Confirmed account
level-plain-claimed = Own statement
level-plain-basic = Checked with a register
level-plain-substantial = Checked with a document
level-plain-high = Checked in person
level-vneid-none-means = Only your phone number has been confirmed. Your name and identity number have not been checked yet.
level-vneid-1-means = Your details match the national population database.
level-vneid-2-means = Your identity card and your face have been checked. You can use every service.
level-shandong-basic-means = Only your phone number has been confirmed. Your name and identity number have not been checked yet.
level-shandong-middle-means = Your name and identity number match the population register.
level-shandong-high-means = Your identity document and your face have been checked. You can use every service.
level-esia-simple-means = Only your phone number has been confirmed. Services that need to know who you are don’t open yet.
level-esia-standard-means = Your details match the state registers. Some services still ask you to confirm your identity.
level-esia-confirmed-means = Your identity has been confirmed. You can use every service.
level-plain-claimed-means = Only your phone number has been confirmed. Nobody has checked your name yet.
level-plain-basic-means = Your details match an official register.
level-plain-substantial-means = Your identity document and your face have been checked.
level-plain-high-means = You came in person, and your document, face and fingerprints were checked.

## Sessions

sessions-title = Where you are signed in
sessions-card = Your browsers and devices; sign out of one you don’t know
sessions-lede = These browsers and devices are signed in to your account. If you don’t know one of them, end it and change your password.
sessions-device = Device
sessions-begun = Signed in
sessions-used = Last used
sessions-from = Address
sessions-end-column = End it
sessions-this = This browser
sessions-this-end = Use “Sign out” above
sessions-end = End
sessions-ended = It was ended. That device has to sign in again.
sessions-others-ended = All others were ended. You are signed in only here.
sessions-gone = That device was signed out already. The list below is up to date.
sessions-end-others-title = Sign out everywhere else
sessions-end-others-text = Every other browser and device has to sign in again, on the connected portals too. You stay signed in here.
sessions-end-others = End all others
sessions-end-others-these = These will be signed out:
sessions-keep = Leave them signed in

## Changing the password

password-new-label = New password
password-present-label = Present password
password-present-missing = Enter your present password
password-present-wrong = This is not your present password. Try again
password-too-many = There were too many attempts. You can try again after { $time }.
password-title = Change the password
password-card = Choose a new password; everywhere else you are signed out
password-lede = You stay signed in here. All your other browsers and devices are signed out. What may look things up for you while you are away may do so no more.
password-change = Change the password

email-title = Mail addresses
email-card = Where we write to you, and what portals may know
email-lede = We write to every address here when something changes in your account. An address opens nothing: you do not sign in with it.
email-none-title = No mail address yet
email-none = With one you hear of changes even when your phone is lost.
email-since = Confirmed on
email-first = Portals that you let know your mail address see this one.
email-add-title = Add an address
email-label = Mail address
email-hint = For example: name@example.org. Others may use the same one.
email-add = Send a code
email-remove = Remove
email-added = The address was added.
email-removed = The address was removed.
email-missing = Enter a mail address
email-malformed = Enter a full mail address, such as name@example.org
email-is-there = You have this address here already
email-too-many = There is room for { $most } addresses. Remove one first.
email-no-mail = This site sends no mail, so no address can be added.
email-code-title = Enter the code from the letter
email-code-lede = We have sent a letter to { $email }. The code in it is good for 10 minutes.
email-code-confirm = Confirm the address
email-code-nothing = No letter?
email-code-nothing-do = It may take a minute. Look among unwanted mail, check the address, then ask for a new code; the one before then stops working.
email-code-other = Use another address
