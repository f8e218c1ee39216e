# How an account is opened beyond the password: the security centre, the second step, passkeys.

## The security centre

security-title = Security centre
security-card = What opens your account, and how to make it safer
security-lede = This is what opens your account. Every change here is told to you by text message.
security-all-well = Your account is well protected. There is nothing you need to do.
security-lately = These were added in the last 30 days. Remove what isn’t yours: whoever was in your account may have left it.
security-advice-second = Your password alone opens your account. Add a passkey or an app, so that a stolen password is not enough.
security-advice-better = Text messages can be intercepted. A passkey or an app is safer.
security-advice-another = You have one passkey or app. Add another one, in case you lose it.
security-advice-codes = You have no recovery codes. They open your account if you lose your phone.
security-advice-few = Few recovery codes are left. Make new ones before you need them.
security-second-on = On
security-second-off = Off
security-password-changed = Set on
security-sessions = { $count ->
    [one] Signed in on one device
   *[other] Signed in on { $count } devices
  }
security-codes-left = { $left ->
    [0] None
    [one] One is left
   *[other] { $left } are left
  }
security-manage = Manage
security-more = More about your account
security-authenticators = Passkeys and apps
security-authenticators-none = None yet. With one of them a stolen password opens nothing.
security-passkey = Passkey
security-passkey-doubted = There may be a copy
security-passkey-doubted-means = There may be a copy of this passkey: the last time it was used, it counted less than before. It opens your account no longer by itself. Remove it and add a new one.
security-totp = App with codes
security-label = Name
security-label-hint = So that you know it again, such as the name of the device
security-kind = Kind
security-copies = On your other devices
security-copies-yes = Yes, your devices share it
security-copies-no = No, only on one device
security-added = Added
security-used = Last used
security-never-used = Never
security-rename = Change the name
security-remove-title = Remove it
security-remove-text = It no longer opens your account from then on. You can add it again later.
security-remove-last = It is the only one. Without it your password alone may open your account.
security-remove = Remove
security-notice-totp-added = The app was added. From now on you are asked for a code of it when you sign in.
security-notice-passkey-added = The passkey was added. You can sign in with it, without a password.
security-notice-renamed = The name was changed.
security-notice-removed = It was removed and opens your account no more.
security-notice-text-codes = Your choice for text messages was saved.
security-notice-device-forgotten = It was forgotten. There you are asked for a second step again.

## An app that makes codes

totp-title = Add an app with codes
totp-lede = An app on your phone shows a new code every 30 seconds, also without a network.
totp-step-app = Install an app for one-time codes on your phone, if you don’t have one.
totp-step-scan = Scan this picture with the app.
totp-picture = QR code for the app
totp-step-type = Or type this key into the app:
totp-open-app = Open the app on this device
totp-step-code = Enter the code that the app shows now.
totp-label-hint = If you use several phones
totp-add = Add the app
totp-code-wrong = The code doesn’t fit. Check the time on your phone, and enter the code that is shown now
totp-begin-again = This page was too old. Scan the new picture below.

## Passkeys

passkey-add-title = Add a passkey
passkey-add-lede = You sign in with the finger, the face or the code that unlocks your device. No password, and nothing that could be stolen from you.
passkey-add-button = Make a passkey
passkey-what = What is a passkey?
passkey-what-text = A key that stays in your phone, your computer or a small device of its own. It works only on this site, so that no imitation of it can get it.
passkey-what-shared = Don’t make one on a device that others can unlock.
passkey-not-made = The passkey was not taken. Try again, or use another device.
passkey-no-script = This browser can’t use passkeys here, or scripts are switched off. The other ways work all the same.
passkey-failed = Nothing came of it. You can try again.
sign-in-passkey = Sign in with a passkey
sign-in-passkey-wrong = This passkey doesn’t open an account here. Sign in another way.
sign-in-passkey-doubted = There may be a copy of this passkey. Sign in with your password and another way, then remove the passkey and add a new one.
sign-in-over = The sign-in took too long, or it was begun in another browser. Sign in again.

## The second step

second-title = Second step
second-passkey-lede = Your password is right. Confirm with your passkey that it is you.
second-passkey-button = Use the passkey
second-passkey-wrong = This passkey was not taken. Try again, or use another way.
second-passkey-copied = There may be a copy of this passkey, so it is not taken any more. Use another way.
second-totp-lede = Open the app with codes on your phone, and enter the code that it shows for this site.
second-totp-label = Code from the app
second-totp-wrong = The code doesn’t fit, or was used already. Wait for the next one in the app, and enter it
second-sms-lede = We will send a text message with a code to { $phone }.
second-recovery-lede = Enter one of the recovery codes that you printed or kept. Each opens your account once.
second-recovery-label = Recovery code
second-recovery-hint = 12 digits
second-recovery-wrong = This is none of your recovery codes, or it was used already. Enter another one
second-code-missing = Enter the code
second-too-many = There were too many attempts. Your account stays open. You can try again after { $time }.
second-remember = Don’t ask on this device for 30 days
second-remember-hint = Only on a device that nobody else uses
second-others = Another way
second-choose-passkey = Passkey
second-choose-passcode = Passcode of this device
second-choose-totp = Code from an app
second-choose-sms = Code by text message
second-choose-recovery = Recovery code
second-none = None of these works?
second-none-do = Go to an office with your identity document. There your account can be opened for you again.
sms-second-step = { $site }: { $code } is your code for signing in. It is good for 10 minutes. Never tell it to anybody. If you are not signing in, change your password at once.

## Recovery codes

codes-title = Recovery codes
codes-lede = Ten codes on paper. Each opens your account once as a second step, if your phone is lost or broken.
codes-none = You have none.
codes-left = { $left ->
    [one] One is left of those that you made on { $date }.
   *[other] { $left } are left of those that you made on { $date }.
  }
codes-anew-means = If you make new ones, those from before stop working.
codes-make = Make recovery codes
codes-make-anew = Make new recovery codes
codes-new-title = Your new recovery codes
codes-shown-once = You see these codes only now. Print or save them before you go on.
codes-for = Account: { $login }
codes-once = Each code works once. Keep them where you keep your identity documents, not beside your password.
codes-made = Made on { $date }
codes-print = You can print this page.
codes-download = Save as a file
codes-done = I have kept them

## Codes by text message

text-codes-title = Codes by text message
text-codes-when = When codes are sent to your phone
text-codes-asked = When a second step is asked for
text-codes-asked-means = A portal asks for it, or you choose it instead of your passkey or app
text-codes-always = At every sign-in
text-codes-always-means = Your password alone no longer opens your account
text-codes-never = Never
text-codes-never-means = Your passkey or app is safer. Keep recovery codes, in case you lose it
text-codes-save = Save

## The device of the electronic identity

bound-title = The device of your electronic identity
bound-since = Bound since
bound-unused = Not yet
bound-means = Here your six-digit passcode opens your electronic identity, and nowhere else. If you don’t know this device, remove it and change your password.
bound-remove = Remove this device
bound-removed = The device was removed. The passcode opens nothing until you choose one on a device again.

## Remembered devices

devices-title = Devices that are not asked for a second step
devices-none = None. When you sign in with a second step, you can have a device remembered for 30 days.
devices-until = Until
devices-forget = Forget
devices-forget-all = Forget all
