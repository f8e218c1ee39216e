### The check that keeps programs out of forms.

challenge-title = Security check
challenge-working = Your device is doing a short calculation. You need not do anything.
challenge-done = Your device has done the check. You need not do anything.
challenge-failed = Your device could not do the check by itself. Type the digits from the picture or the sound.
challenge-choose = Type digits from a picture instead
challenge-picture-alt = A picture of five digits. If you cannot read them, listen to them: the sound follows.
challenge-listen = The five digits, spoken
challenge-file = The digits as a sound file
challenge-digits = Digits in the picture or the sound
challenge-digits-hint = Five digits
challenge-another = Show other digits
challenge-wanted = Pass the security check below. If this page asks for a password, type it again
challenge-wrong = Those were not the digits. Type the digits of the new picture
challenge-over = The security check had been used or was too old. Pass the new one below. If this page asks for a password, type it again
challenge-too-many = Too many security checks from your network went wrong. Try again after { $time }
