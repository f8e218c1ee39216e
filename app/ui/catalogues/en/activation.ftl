# Activating an electronic identity.

sms-activation = { $site }: { $code } is your code for activating your electronic identity. It is good for 10 minutes. Never tell it to anybody.

activate-title = Activate your electronic identity
activate-lede = Have the phone of your application at hand. It takes about three minutes: a code, a passcode of six digits, and security questions.
activate-until = You can activate it until { $date }.
activate-here = Do it on the device on which you want to use the passcode: it will count there only.
activate-number = Your identity number
activate-number-hint = The 12 digits of your application. You may type spaces.
activate-number-missing = Enter your identity number
activate-phone = Your phone number
activate-differs = Identity number and phone number are not those of your application. Look at both again.
activate-send = Send the code
activate-finish = Activate

passcode-title = Choose a passcode of six digits
passcode-lede = It belongs to this device and is worth nothing on another.
passcode-label = Passcode
passcode-again = Passcode once more
passcode-hint = Six digits; no birth date, no part of your numbers, nothing like 111222 or 123456.
passcode-shape = Enter six digits
passcode-repeated = Choose digits that do not repeat like that
passcode-in-a-row = Choose digits that do not just count up or down
passcode-known = Choose another: this is in your birth date or in one of your numbers
passcode-differs = Enter the same passcode as above
passcode-save = Continue

activate-active = Your electronic identity is active
activate-active-do = You have “{ $level }” now. The passcode counts on the device on which you chose it.
activate-missed = The seven days for activating are over
activate-missed-do = Nothing is lost: your application stays approved. Ask the office that approved it to open the seven days again. You get a message, and can activate it here then.
activate-locked = Your electronic identity is locked
activate-locked-do = You can sign in, but it counts for nothing until it is unlocked.
activate-nothing = There is nothing to activate
activate-not-yet = There is nothing to activate yet
activate-not-yet-do = First an application has to be approved. You can see how yours stands.
activate-see = How it stands
activate-device = Open it on this device
activate-device-lede = Have the phone of your identity at hand: a code goes there, then you choose a passcode. The device on which it counted before stops counting.
activate-device-done = The passcode counts on this device now.
activate-taken = Another account has your number
activate-taken-do = Somebody proved with another account to have this number. Your application stays approved and nothing of it is lost.
activate-taken-mine = If the other account is yours, put the two together.
activate-taken-not-mine = If it is not yours, go to an office of the police with your card: they will find out whose number it is.
passcode-open-title = Enter your passcode
passcode-again-lede = Your passcode shows once more that it is you.
passcode-open-lede = It opens your electronic identity on this device.
passcode-open-no-script = This device signs with its own key, which takes scripts. Without scripts, sign in with your password.
passcode-open-button = Open
passcode-open-else = Sign in with the password instead
passcode-wrong = { $left ->
    [one] This is not your passcode. One try is left; then your electronic identity is locked.
   *[other] This is not your passcode. { $left } tries are left.
}
passcode-too-late = The page was open for too long. Enter the passcode again
passcode-no-key = This browser does not have the key of your device any more. Sign in with your password and activate this device again
passcode-locked = The passcode was wrong five times, and your electronic identity is locked. Sign in with your password to see what to do.
