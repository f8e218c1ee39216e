# Closing a portal’s own account, and a copy of what the portal holds about its owner.
local-closing-lede = Read what goes and what stays before you close your account here. It can be stopped for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, and not after that.
local-closing-card = It can be stopped for a while
local-closing-back = Back to the personal settings
local-closing-still = Applications of yours are still being handled. They are not withdrawn by this; if you no longer want them, withdraw them first.
local-closing-wait = For { $days ->
    [one] { $days } day
   *[other] { $days } days
} nothing changes. We tell you by text message and e-mail; whenever you sign in you can stay.
local-closing-links = Then you are signed out everywhere, and the link with your national account ends on both sides, which are told why. Your national account stays as it is.
local-closing-data = Your name, identity number, phone, e-mail address and password are deleted here.
local-closing-dossiers = What you have submitted stays with the office, because the law has it keep applications. It goes on being handled, but you no longer see it here: write down the numbers, or download a copy of your data.
local-closing-open = Still being handled: { $count }
local-closing-over = Finished or withdrawn: { $count }
local-closing-drafts = Drafts that were never submitted are deleted: { $count }
local-closing-name = Nobody gets your user name for another 180 days.
local-closing-again = You can come back with your national account at any time. That makes a new, empty account.
local-closing-kept = The record of what happened is kept as long as the law asks for it.
local-closing-look = Stay, or see what happens
local-closing-stayed = Your account stays open.
portal-sms-closing-asked = { $site }: you asked for your account to be closed; that happens on { $day }. If you want to stay, or it wasn’t you, sign in and press “Stay”.
portal-sms-absorbed-closing = { $site }: { $before } is now part of this portal. Your account, which you wanted to be closed, came along and is closed here on { $day }. If you want to stay, sign in at { $address } as { $name } with your old password.
portal-sms-closing-stayed = { $site }: your account stays open, as you wished. If that wasn’t you, change your password.
portal-sms-closed = { $site }: your account has been closed, as you asked. This is the last message.
activity-services-closing-asked = You asked for the account to be closed
activity-services-closing-stayed = You stayed: the account is not closed
activity-services-closing-closed = The account was closed
activity-services-closing-emptied = What the account said was deleted
activity-services-closing-name-freed = The user name became free for others
activity-services-data-copied = A copy of all data of the account was made
copy-card = Everything that we hold about you, to read or as a file
copy-portal-without = Left out are secrets (passwords and codes, which we hold only as checksums or sealed). What your national account holds you ask for there.
copy-table-local-accounts = Account
copy-table-dossiers = Applications
copy-table-referrals = Applications that you were sent on with
copy-table-arrivals = Applications that came from another portal
copy-table-links = Links with national accounts
copy-table-prepared-links = Links that the staff prepared
copy-table-contact-offers = Contact data that your national account told
copy-table-contact-origins = Where contact data come from
copy-table-contact-news = News of contact data
copy-table-held-ways = Ways into the account that are on hold
copy-table-local-closings = Closing the account
copy-answer = Answer
copy-answered-at = Answered
copy-code = Number
copy-email = E-mail
copy-email-confirmed-at = E-mail confirmed
copy-heard-at = Heard
copy-held-at = On hold since
copy-issuer = National account
copy-number-proven-at = Identity number proven
copy-opened-at = Last opened by it
copy-organisation = Organisation
copy-origin = How it came to be
copy-phone-confirmed-at = Phone confirmed
copy-place-code = Code of the place
copy-place-valid-at = Place as of
copy-portal = Portal
copy-prepared-at = Prepared
copy-procedure-code = Procedure
copy-procedure-name = Procedure
copy-dossier-number = Number
copy-proven = Proven
copy-since = Since
copy-submitted-at = Submitted
copy-told-at = Told
copy-user-name = User name
copy-why = Why
copy-applicant = Applicant
copy-request = What you asked for
copy-number-proven-by = Who made sure of the number
