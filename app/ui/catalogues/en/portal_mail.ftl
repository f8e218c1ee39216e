# The mail address of a portal’s own account, and letters to its owner.
portal-mail-subject = { $site }: a change in your account
portal-email-title = Your e-mail address
portal-email-lede = We write there when something changes in your account. As long as the account has neither a confirmed phone number nor a linked national account, a code sent there also resets your password. To make sure that the address is yours, we send a code first.
portal-email-no-mail = This site sends no mail, so the address can’t be confirmed. It is filled in on applications.
portal-email-label = E-mail address
portal-email-confirmed = Confirmed
portal-email-remove-title = Remove the address
portal-email-remove-text = We then no longer write to you there.
portal-email-remove = Remove the address
portal-account-email-saved = The e-mail address is confirmed.
portal-account-email-removed = The e-mail address has been removed.
portal-sms-email-changed = { $site }: the e-mail address of your account has just been changed. If that wasn’t you, change your password and tell whoever gave you the account at once.
activity-services-account-email-code-sent = A code was sent to a new mail address
activity-services-account-email-confirmed = The mail address was confirmed
activity-services-account-email-removed = The mail address was removed from the account
