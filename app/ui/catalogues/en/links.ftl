### The accounts elsewhere that a national account opens.

## The list
links-title = Linked accounts
links-card = Accounts elsewhere that this account opens
links-lede = This account opens your accounts in the systems below. You can link another one or end a link at any time.
links-others = Accounts in other systems
links-new = Add new
links-none-title = No linked accounts
links-none = When you link an account in another system, it appears here.
links-account = Account there
links-state-active = Linked
links-state-suspended = Suspended
links-state-ended = Ended
links-state-waits = Waiting for the other side
links-state-dormant = Not in use: you have not proven it yet
links-why = Why
links-why-person-here = You did it here.
links-why-person-there = You did it at { $system }.
links-why-staff-here = The staff of this site did it. Ask the help desk if you do not know why.
links-why-staff-there = The staff of { $system } did it. Ask there if you do not know why.
links-why-suspicion-here = We have grounds to think that somebody else is using it.
links-why-suspicion-there = { $system } has grounds to think that somebody else is using it.
links-why-account-closed = The account at { $system } was closed.
links-why-person-closed = The account here was closed.
links-why-retired = { $system } is no longer run.
links-why-merged = { $system } was merged into another system. A new link on the same evidence takes the place of this one.
links-why-taken = The account at { $system } is linked with another national account.
links-why-unproven = The two sides did not both confirm this link, so it is not in force. You can link again.
links-proof-password = User name and password of the account there
links-proof-session = You were signed in there with its password
links-proof-number = The same identity number, proven on both sides
links-proof-made = The account there was made for you at that moment
links-made-by-person = You
links-made-by-portal = The other system, by itself
links-made-by-bulk = You, in an account that the other system’s staff had prepared
links-made = Linked. From now on this account opens your account at { $system }; all earlier dossiers there are still yours.
links-waits = { $system } has not answered yet. The link will finish by itself when it does; open this page again in a few minutes.
links-ended = The link with { $system } has ended. Your account and dossiers there are still there.

## Which system
links-choose-title = Where is your other account?
links-choose-lede = Choose the system. You need the user name and password of your account there; it takes about a minute.
links-choose-free = Link your account there
links-choose-linked = One account is linked already
links-choose-none-title = There is no system to link with yet
links-choose-none = When a system takes links from here, it will be shown on this page.

## The account there
links-prove-title = Your account at { $system }
links-prove-lede = Enter the user name and password that you use at { $system }. It checks them, and the two accounts are linked.
links-prove-user = User name there
links-prove-password = Password there
links-prove-button = Link
links-prove-kept = The password is passed on to { $system } to be checked, and is not kept here.
links-organisation-lede = An account at { $system } belongs to an organisation. Choose yours.
links-organisation-other = Choose another organisation
links-wrong-there = The user name or password is not right, or the account belongs to another organisation.
links-find-title = Not sure which account?
links-find-text = { $system } can look whether an account there carries your identity number. It is not told the number itself. That you asked is noted in the activity of both accounts.
links-find-button = Look for my account
links-find-one = { $system } knows an account with your identity number:
links-find-several = { $system } knows several accounts with your identity number:
links-find-none = { $system } knows no account with your identity number. If you have one all the same, you can link it with its user name and password.
links-find-more = and others
links-cancel = Cancel
links-user-missing = Enter the user name
links-password-missing = Enter the password
links-wrong = The user name or password is not right. Nothing was linked. Check them and try again, or reset the password in that system.
links-too-many = Too many attempts. You can try again after { $time }.
links-there-title = Link on the page of { $system }
links-there-lede = { $system } asks for user name and password on its own page. You go there now, and can come back when it is done.

## Why not
links-nothing-changed = Nothing was linked, and nothing has changed.
links-try-again = Try again
links-back = Back to the linked accounts
links-locked-title = The account there is locked
links-locked = The account at { $system } is locked, so it cannot be linked. Ask whoever runs it to unlock it; what is in it is kept.
links-taken-title = That account is linked with another national account
links-taken = Another national account opens the account at { $system }. If you linked it yourself, sign in with that one and end the link first. If you do not know who did, change the password at { $system } and tell its help desk.
links-another-title = You already have a linked account there
links-another = { $system } allows one linked account for each person, and you have one. To link another, end that link first.
links-person-title = That account is another person’s
links-person = The identity number that was proven in the account at { $system } is not yours. Everybody uses their own account.
links-raise-title = Your account needs a higher level
links-raise = { $system } takes links only from accounts of a higher level. Raise the level of this account first, then try again.
links-suspended-title = The link with that account is suspended
links-suspended = You have a link with this account at { $system }, but it is suspended. The list of linked accounts says why; it is resumed where it was suspended.
links-unconfirmed-title = The link with that account is being confirmed
links-unconfirmed = You have asked for a link with this account at { $system }, and the two sides are confirming it. It usually takes a few minutes: look at the list again later.
links-choice-title = The account must be chosen there
links-choice = You have several accounts at { $system }. Open { $system }, sign in with this account and choose.
links-off-title = That system takes no links now
links-off = { $system } takes no links from this account at present. Your account there goes on working as before.
links-used-title = This attempt has been used
links-used = You may have come back to an old page. Look at the linked accounts; if it is not there, begin again.
links-failed-title = The accounts could not be linked
links-failed = { $system } refused without a clear reason. Try again; if it does not help, tell the help desk.
links-down-title = { $system } is not answering
links-down = That system is not answering at the moment. It is not your fault and nothing is lost: try again in a few minutes.
links-down-asked = We asked, and no answer came. If it was heard, the link will appear in the list by itself; if not, try again in a few minutes. There is no half link.

## Ending
links-end = End the link
links-end-title = End the link with { $system }?
links-end-lede = It ends at once on both sides.
links-end-ends = What ends
links-end-sign-in = This account no longer opens your account at { $system }.
links-end-sessions = Wherever { $system } is open through this link, you are signed out.
links-end-data = { $system } can no longer ask us for your details.
links-end-stays = What stays
links-end-account = Your account, dossiers and data at { $system }.
links-end-again = You can link again at any time.
links-end-way-in = If you have no password at { $system }, set one there first, or you will have no way to sign in.
links-end-keep = Keep the link

system-suspended-title = { $portal } is closed for the time being
system-suspended = Whoever runs this site lets nobody sign in at { $portal } for the time being.
system-suspended-do = Your account here and your links stay as they are. Try again later, or ask { $portal }.
system-retired-title = { $portal } is no longer run
system-retired = Nobody can sign in at { $portal } any more, and the links with it have ended.
system-retired-do = Your account here stays as it is. If you need an old application, ask the authority that received it.
system-merged-title = { $portal } is now part of { $into }
system-merged = { $portal } has become part of { $into }. Your account, your applications and your links go there.
system-merged-do = At { $into }, sign in as before.
system-merged-go = To { $into }
system-to-links = See my links
