# Registering from the phone.

app-continue = Continue
app-change = Change
app-register = Register

## The front

app-front-title = Your electronic identity on the phone
app-front-lede = Register, have your identity checked and activate your electronic identity, all from this phone. Registering takes about five minutes.
app-front-need = What you need
app-front-need-card = Your identity card with the 12-digit number
app-front-need-phone = Your own phone number, which can receive text messages
app-front-need-camera = A camera helps: it reads the QR code of the card. You can also send a photograph or type the data
app-front-next = What happens
app-front-next-register = You register with your card’s data, a code from a text message and a password.
app-front-next-face = You confirm the data and show your face.
app-front-next-officer = An officer compares and decides, within one working day.
app-front-next-activate = You get a message and activate your electronic identity within seven days.
app-front-under-way = On this phone a registration was begun and not finished. What was typed is kept for a day, in this browser only.
app-front-go-on = Go on with it
app-front-passcode = Open with the passcode
app-front-anew = Delete it and begin anew

## Registering

app-begin-title = Your identity number and your phone
app-begin-lede = You will get a code on this phone. What you type stays in this browser until the code has come back.
app-no-cookies-title = This browser keeps no cookies
app-no-cookies-lede = Without cookies nothing of what you type would be kept from one page to the next.
app-no-cookies-do = Allow cookies for this site in the settings of your browser, leave a private window that blocks them, or open this page in another browser.
app-no-cookies-again = Try again
app-card-title = Your card’s data
app-card-lede = Scan the QR code and the fields fill themselves. You can also type everything.
app-card-data = The data
app-review-title = Is everything right?
app-review-lede = Look through your data before you register. Wrong data can be put right later, too.
app-review-doubts = Some data don’t agree with the identity number
app-review-doubts-on = If everything stands so on your card, go on: an officer will look at it.
app-consent-label = I agree that these data are kept and checked to give me an electronic identity
app-consent-what = We keep the data of your card, your phone number and a fingerprint of your password, encrypted. Later the picture of your face is added; it is deleted when its time is over.
app-consent-why = The data are compared with the population register, and an officer decides.
app-password-title = Choose a password
app-password-lede = With it and your identity number you sign in from now on.
app-password-set = Set the password and register
app-done-title = You are registered
app-done-new = Your account was made, and you are signed in.
app-done-lede = From now on you sign in with your identity number and your password.
app-done-login = This user name works as well, also if somebody else should have registered with your number by mistake. Keep it.
app-done-next = Your identity is not proven yet. Confirm your data and show your face next; if no application is given in within 30 days, you can only sign in with the user name or your phone number.

## Where the application stands

app-home-title = Your electronic identity
app-home-due = The decision is due on { $date }.
app-home-go-on = Go on with the application
app-home-apply = Apply for level 1
app-home-activate = Activate
app-home-unlock = See how to unlock it
app-state-none = No application
app-state-none-means = You have an account, and have not applied for an electronic identity.
app-state-requested = Begun
app-state-requested-means = Your application has begun. Go on with the data of your card.
app-state-awaiting-data = Data wanted
app-state-awaiting-data-means = Confirm the data of your card next.
app-state-awaiting-biometrics = Pictures wanted
app-state-awaiting-biometrics-means = Take pictures of your face next, so that an officer can compare them.
app-state-in-review = Waiting for a decision
app-state-in-review-means = An officer has everything and will decide. You get a message.
app-state-approved = Approved
app-state-approved-means = Your application was approved. Activate your electronic identity within seven days of the message.
app-state-window-missed = Not activated in time
app-state-window-missed-means = The seven days are over. An officer can open them again.
app-state-active = Active
app-state-active-means = Your electronic identity of level 1 is active.
app-state-locked = Locked
app-state-locked-means = Your electronic identity is locked. You can still sign in.
app-state-refused = Refused
app-state-refused-means = The application was refused. The message said why; you can apply again.
app-state-withdrawn = Taken back
app-state-withdrawn-means = You took the application back. You can apply again.
app-state-closed = Closed
app-state-closed-means = The electronic identity was closed. You can apply again.

## Sign-in

app-sign-in-lede = Sign in with the identity number with which you registered, and your password.
app-sign-in-number = Identity number
app-sign-in-number-hint = 12 digits; or your phone number, or your user name

## The browser

app-short-name = Identity
app-device = This browser
app-device-no-scripts = Without scripts, or in an older browser, everything works too: you send photographs instead of using the camera in the page, and you type what can’t be read. Cookies have to be allowed.
app-device-fine = fine
app-device-missing = missing
app-device-secure = A secure connection
app-device-secure-missing = Open this page by its address with https://. Until then the camera can’t be used: send photographs.
app-device-cookies = Cookies
app-device-cookies-missing = Allow cookies for this site in the settings of your browser, or leave the private window. You can’t register without them.
app-device-camera = A camera
app-device-camera-missing = None was found. Send a photograph of the card that you took elsewhere, or type the data; for the face later, a photograph is enough, too.
app-device-crypto = A place for keys
app-device-crypto-missing = This browser can’t keep a key. You can register; to activate it uses a cookie instead. A newer browser is better.

## Without a network

app-offline-title = You are offline
app-offline-lede = There is no connection to the internet. What you gave before is kept: your browser has it until you are registered, and we have it from then on.
app-offline-again = Try again
