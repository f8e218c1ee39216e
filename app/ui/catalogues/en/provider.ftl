### Consent and everything else between an identity and the sites that rely on it.

consent-title = Allow { $portal } to see your details?
consent-signed-in-as = Signed in as { $name }
consent-lede = Your password and codes are never passed on. You decide once; we remember it.
consent-what = What { $portal } will receive
consent-item-name = Name
consent-item-login = User name
consent-item-language = Language
consent-item-phone = Phone number
consent-item-email = Mail address
consent-item-number = Identity number
consent-item-born = Date of birth
consent-item-sex = Sex
consent-item-residence = Place of residence
consent-established = As it was established when you were verified
consent-item-match = Fingerprint of the identity number
consent-item-verified = How your identity was verified
consent-match-means = Made of your identity number for this site alone, so that it finds your account there. The number cannot be told from it.
consent-verified-means = By whose rules, how, when and against what your name and number were checked.
consent-item-offline = Stay connected
consent-offline-means = It may ask for these details again while you are away
consent-not-known = Not in your account
consent-later = You can take this back at any time under “Sites with access” in your account.
consent-allow = Allow and continue
consent-deny = Don’t allow

choose-title = Which account do you want to use?
choose-other-title = { $portal } expects another account
choose-for = To continue to { $portal }
choose-lede = You are signed in as { $name }.
choose-go-on = Continue as { $name }
choose-other = Use another account
choose-other-lede = You are signed in here as { $name }, but { $portal } is waiting for somebody else. Sign in with that account, or go back.

raise-title = Your account needs a higher level
raise-lede = { $portal } asks for proof of identity that your account does not have yet. Nothing has been passed on.
raise-has = Your level now
raise-wants = Level asked for
raise-do = Raise the level of your account first, then open the service again.
raise-phone-title = Your account has no phone number
raise-phone-lede = { $portal } asks for a sign-in with your password and a code by text message, but your account has no number that a code could be sent to. Nothing has been passed on.
raise-phone-do = Add a phone number to your account first, then open the service again.

factor-title = Confirm with a code by text message
factor-lede = This step needs to be sure that it is you. We will send a code to the phone number in your account: { $phone }.
factor-second-lede = This step needs to be sure that it is you. Confirm with a passkey, an app or a code.
factor-second-other = Something else
factor-other-phone = No longer use this number? Cancel here, and have the number changed at an office first.
factor-too-many-tries = Codes for this account have been tried too often. You can try again after { $time }.

over-answered-title = This sign-in is already finished
over-answered-do = It may have been finished in another tab, or you came back to an old page. Go on at { $portal }; if you are not signed in there, start again there.
over-expired-title = This sign-in took too long
over-expired-do = For your safety it has ended, and nothing was passed on. Go to { $portal } and start again.
way-on-to = Go to { $portal }
way-back-to = Cancel and go back to { $portal }

pass-on-title = Taking you back
pass-on-lede = You are being taken back to { $portal }. If nothing happens, press the button.
pass-on-lede-somewhere = You are being taken back to the site you came from. If nothing happens, press the button.
pass-on-button = Continue

sign-out-title = Do you want to sign out?
sign-out-asked-by = { $portal } asks to sign you out here too.
sign-out-asked = Another site asks to sign you out here.
sign-out-means = You will be signed out here and at every site that you opened with this sign-in on this device.
sign-out-confirm = Sign out everywhere
sign-out-stay = Stay signed in

consents-title = Sites with access
consents-lede = These sites may see the details that you allowed. None of them knows your password.
consents-none = No site has access
consents-none-how = When you sign in to another site with this account, it appears here.
consents-house = Sites that need no permission
consents-house-text = They belong to the same system as this account. You signed in there, and they may see what is listed. Each time they look it is recorded:
consents-what = May see
consents-only-identity = Only that it is you
consents-since = Since
consents-end-means = Without access the site can no longer ask us for your details. What it has already received stays with it, and your account there stays.
consents-end = Remove access
consents-ended = { $portal } no longer has access.
