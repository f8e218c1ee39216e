# What the owner of an account is told about it, by text message and by mail.

notice-sms = { $site }: { $text }
# “what” and “then” are sentences of this file.
notice-by = { $what } ({ $when }, { $device }). { $then }
notice-at = { $what } ({ $when }). { $then }
notice-else-office = If it wasn’t you, go to an office with your identity document at once.
notice-else-password = If it wasn’t you, change your password at once.
notice-password-changed = The password of your account was changed
notice-phone-changed = The phone number of your account was changed
notice-link-made = Your account now opens your account at { $system }
notice-phone-sign-in = Somebody signed in with your phone at a computer that is new for your account
notice-link-ended = The link between your account and { $system } has ended
notice-link-merged = { $system } is now part of { $into }
notice-link-merged-then = Your account { $account } is there; sign in as before.
notice-system-retired = { $system } is no longer run
notice-system-retired-then = The link with { $account } has ended; your account here stays as it is.
notice-passkey-added = A passkey was added to your account
notice-passkey-copied = There may be a copy of your passkey “{ $label }”, and it opens your account no longer by itself
notice-then-passkey-copied = Sign in with your password and another way, remove this passkey and add a new one.
notice-passkey-removed = A passkey was removed from your account
notice-totp-added = An app with codes was added to your account
notice-totp-removed = An app with codes was removed from your account
notice-recovery-codes-made = New recovery codes were made for your account
notice-recovery-code-used = A recovery code of your account was used; left: { $left }
notice-text-codes-chosen = It was changed when codes by text message are sent for your account
notice-sign-in-new = Somebody signed in to your account with a browser and in a network that are new for it
notice-sign-in-refused = Somebody tried several times to sign in to your account with wrong passwords
notice-second-refused = Somebody gave your password, but failed several times at the second step
notice-else-refused = If it wasn’t you, you need not do anything: they didn’t get in. A long password that you use nowhere else keeps it so.
mail-foot = This letter was written by a machine; answers are not read. We never ask for your password or a code.
mail-help = Help: { $help }
mail-hello = Hello { $name },
mail-email-subject = Confirm your mail address for { $site }
mail-email-code = Your code is { $code }. Enter it on the page of { $site } that asked for it. It is good for 10 minutes; never tell it to anybody.
mail-email-otherwise = If you did not ask for it, somebody has mistyped an address and there is nothing to do: without the code nothing happens.
notice-email-added = The mail address { $email } was added to your account
notice-email-removed = The mail address { $email } was removed from your account
notice-name-changed = The name of your account was changed
notice-closing-asked = Your account was asked to be closed; that happens in { $days ->
    [one] { $days } day
   *[other] { $days } days
}
notice-closing-stay = If you want to stay, or it wasn’t you, sign in and press “Stay”.
notice-closing-stayed = Your account stays open
notice-closed = Your account was closed as you asked
notice-closed-then = You have been signed out everywhere; this is the last message.
notice-recovery-waiting = Somebody who can’t sign in asks for a new password for your account and may set it from { $until } on
notice-recovery-stop = If it wasn’t you, stop it: { $link }
notice-recovery-stopped = The request for a new password for your account was stopped
notice-recovery-stopped-then = Your password is as it was. If you didn’t stop it, go to an office with your identity document.
notice-recovery-signed-in = Waiting for a new password for your account has ended, because somebody signed in
notice-recovery-replaced = Waiting for a new password for your account has ended, because the password was changed
notice-password-recovered = A new password was set for your account by somebody who couldn’t sign in; all devices were signed out
notice-password-recovered-lost = A new password was set for your account by somebody who couldn’t sign in; all devices were signed out, and what was said to be lost was removed (passkeys: { $keys }, apps: { $apps })
notice-questions-set = The security questions of your account were chosen anew
notice-questions-removed = The security questions of your account were removed
notice-level-raised = The identity level of your account counts in full again
notice-locked = Your account was locked: nobody can sign in with it
notice-unlocked = Your account was unlocked: you can sign in again
notice-signed-out-by-staff = The staff of the site ended sessions of your account
notice-role-granted = Your account was given a role on the staff
notice-role-revoked = A role on the staff was taken from your account
notice-else-staff = If you did not ask for it, call the help desk.
notice-locked-dropped = What was waiting on the account has ended too: a way back in, another phone, a merge or the closing. Ask for it again if it was you; if you did not ask for the lock, call the help desk.
notice-correction-sent = A request to put your personal data right was sent from your account
notice-corrected = Your personal data were put right
notice-correction-refused = Your request to put data right was refused; your account says why
