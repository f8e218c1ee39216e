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
notice-link-ended = The link between your account and { $system } has ended
notice-link-merged = { $system } is now part of { $into }
notice-link-merged-then = Your account { $account } is there; sign in as before.
notice-system-retired = { $system } is no longer run
notice-system-retired-then = The link with { $account } has ended; your account here stays as it is.
notice-passkey-added = A passkey was added to your account
notice-passkey-removed = A passkey was removed from your account
notice-totp-added = An app with codes was added to your account
notice-totp-removed = An app with codes was removed from your account
notice-recovery-codes-made = New recovery codes were made for your account
notice-recovery-code-used = A recovery code of your account was used; left: { $left }
notice-text-codes-chosen = It was changed when codes by text message are sent for your account
notice-sign-in-refused = Somebody tried several times to sign in to your account with wrong passwords
notice-else-refused = If it wasn’t you, you need not do anything: they didn’t get in. A long password that you use nowhere else keeps it so.
mail-foot = This letter was written by a machine; answers are not read. We never ask for your password or a code.
mail-help = Help: { $help }
mail-hello = Hello { $name },
mail-email-subject = Confirm your mail address for { $site }
mail-email-code = Your code is { $code }. Enter it on the page of { $site } that asked for it. It is good for 10 minutes; never tell it to anybody.
mail-email-otherwise = If you did not ask for it, somebody has mistyped an address and there is nothing to do: without the code nothing happens.
notice-email-added = The mail address { $email } was added to your account
notice-email-removed = The mail address { $email } was removed from your account
