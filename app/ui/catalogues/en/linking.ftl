### Signing in with a national identity, and linking it with an account here.

## Ways on
link-continue = Continue
link-cancel = Cancel
link-again = Try again
link-other-way = Sign in another way
link-other-account = Use another account
link-home = Go to the home page
link-nothing-changed = Nothing has been linked and nothing has changed.
link-account-label = { $name } ({ $user })

## Not linked yet
link-not-yet-title = Your account is not linked yet
link-not-yet = You are signed in with your { $issuer }, but it is not linked with an account at { $site } yet. Choose “Continue” and enter the user name and password that you use here.
link-not-yet-once = You do this once. From then on you come in with one sign-in, and everything in your account here stays as it is.
link-not-yet-known = It looks as if you already have an account here. Sign in to it to link the two.
link-elsewhere-title = Have you used an account here with another national account?
link-elsewhere-first = Sign in with that one first. Then your { $issuer } is linked with the same account at { $site }: its dossiers and data stay as they are.
link-elsewhere-with = Sign in with { $issuer }
link-new-title = No account here yet?
link-new = We can make one for you at { $site } and link it with your { $issuer } straight away. Choose this only if you have never had an account here.
link-new-button = Make a new account

## Proving the account here
link-account-title = Sign in to your account here
link-account = This shows that the account is yours. Then it is linked with your { $issuer }.
link-account-whose = If you are not { $name }, cancel here and start again from the sign-in page.
link-account-button = Link
link-account-wrong = The user name or password is not right. Nothing has been linked. Check both and enter them again, or set a new password.

## An account that the site's staff prepared
link-prepared-title = Is this your account here?
link-prepared = According to its records, { $site } already has this account for you. Enter its password once, and it is linked with your { $issuer }.
link-prepared-mine = Yes, enter its password
link-prepared-other-title = Not your account?
link-prepared-other = Say so, and this account is not offered to you again. You can then use another account or go on without one.
link-prepared-not-mine = This is not my account
link-prepared-hint = The account meant has the user name { $user }.
link-matched-title-several = Which account is yours?
link-matched = Somebody, perhaps you, gave your identity number in this account at { $site }, and the population register knows it. If the account is yours, we link it with your { $issuer }.
link-matched-prove = Your identity number was given in this account at { $site }. Show once that the account is yours, and it is linked with your { $issuer }.
link-matched-held = Its dossiers and data stay as they are. Its password, phone and other ways in are put on hold until you decide whether to keep them.
link-matched-since = Here since
link-matched-dossiers = Dossiers
link-matched-mine = Yes, this account is mine
link-matched-other = Nobody is obliged to take it. If it is somebody else’s, it is not linked with you.
link-matched-new = Not mine: make a new account
link-matched-another = Use another account of mine here

## Several accounts
link-choose-title = Which account do you want to use?
link-choose = These accounts at { $site } belong to you.
link-choose-legend = Account
link-account-used = last opened { $when }
link-kind-made = Account made when you first came
link-kind-own = Account with its own user name
link-add-title = Sign in to the account you want to add
link-add-button = Link one more account
link-add-more = Several accounts
link-add-more-text = If you have another account here, for example at another school, link it too. You then choose after signing in, and can switch at any time.
link-switch-title = Switch account
link-switch-card = Go on in another account of yours, without signing in again.
link-switch = All accounts that your { $issuer } opens at { $site }.
link-switch-here = You are in
link-switch-about = About this account
link-switch-legend = Go on in
link-switch-button = Switch
link-switch-none = Your { $issuer } opens no other account at { $site }.
link-switch-sign-in = You signed in with the password of this one account, which opens no other. Sign in with your { $issuer } to see all your accounts.
link-switch-sign-in-button = Sign in
link-switch-gone = You did not go anywhere: that account is no longer linked with you, or cannot be opened. These are the ones you have.
link-switched = You are now in this account. You did not need to sign in again.

## The person has another
link-another-title = You already have a linked account here
link-another = Your { $issuer } is already linked with an account at { $site }, and each person may link only one. The account you have just entered has not been linked.
link-another-button = Sign in with the linked account
link-another-instead = To use the other account instead, sign in with the linked one, and end its link under “Linked accounts”. Then you can link the other.

## The account is somebody else’s
link-taken-title = This account is linked with another national account
link-taken = The account at { $site } opens with another national account, so we have not linked it with yours.
link-taken-own = If you linked it yourself, sign in with the national account that you used then.
link-taken-stranger = If you do not know who linked it, change its password and tell the help desk of this site.

## Not allowed
link-untrusted-title = This way of signing in is switched off
link-untrusted = { $site } does not accept sign-ins through your { $issuer } at the moment. You can sign in another way.
link-another-person-title = This account belongs to another person
link-another-person = The identity number confirmed in this account at { $site } is not yours, so we have not linked it. Each person uses an account of their own.
link-locked-title = Your account here is locked
link-locked = The account at { $site } that is linked with your { $issuer } is locked. Ask the office that runs it to unlock it; nothing in it is lost.
link-suspended-title = The link with your account is suspended
link-suspended-person = You suspended the link between your { $issuer } and your account at { $site }. Lift the suspension where you set it, then sign in again. Nothing in the account is lost.
link-suspended-portal = { $site } has suspended the link between your { $issuer } and your account here. Ask the help desk why, and what lifts the suspension. Nothing in the account is lost; until then you can sign in another way.
link-suspended-identity = The link with your account at { $site } was suspended on the other side: { $issuer }. Sign in there to see why, and what lifts the suspension. Nothing in the account is lost; until then you can sign in another way.
link-unconfirmed-title = The link with your account is not confirmed yet
link-unconfirmed = The account at { $site } is linked on this side, but the other side, { $issuer }, has not confirmed it yet. This usually takes a few minutes: try again later. Until then you can sign in another way.
link-waits-title = Your accounts are almost linked
link-waits = The account at { $site } is linked on this side. The other side, { $issuer }, has not answered yet. This is finished by itself, usually within minutes.
link-waits-leave = You need not wait here: come back later and sign in as usual. Nothing you entered is lost.
link-waits-button = Look again
link-waited-title = The other side has confirmed the link
link-waited = Your { $issuer } now opens your account at { $site }.
link-waited-button = Continue
link-refused-title = The link was not confirmed
link-refused = The other side, { $issuer }, did not confirm the link with the account at { $site }, so it does not open the account. Sign in with your { $issuer } again to make a new link, or ask the help desk. If an account was being made for you, it was removed again.

## More assurance
link-raise-title = We need to be surer that it is you
link-raise = To sign in to { $site }, your { $issuer } needs:
link-raise-do = Choose “Continue” to go back to your { $issuer } and complete this. Then you return here.
link-raise-not-reached = Your { $issuer } could not confirm what { $site } requires. Raise its level there, then sign in here again. Until then you can sign in another way.
link-level-basic = Details matched with the population register
link-level-substantial = Identity confirmed by document and face
link-level-high = Identity confirmed in person
link-level-two-factors = Sign-in with a password and a code
link-level-hardware = Sign-in with a security key

## Proving again
link-again-title = Sign in once more to link your account
link-again-why = You signed in with your { $issuer } too long ago. Before an account that exists at { $site } is linked, we make sure that it is you, and not somebody who found you signed in.
link-again-do = Choose “Continue” and sign in with your { $issuer } once more. Then you come back to this step.

## Cancelled
link-cancelled-title = You cancelled the sign-in
link-cancelled = You are not signed in. No link with your { $issuer } has been made.

## Sign-ins that cannot go on
link-over-unknown-title = We don’t know this sign-in
link-over-unknown = The address may be old or cut short, or the sign-in began somewhere else. Start again from the sign-in page of this site.
link-over-browser-title = This sign-in began in another browser
link-over-browser = For your protection it can be finished only in the browser where it began. Go back there, or start again here.
link-over-done-title = This step has already been done
link-over-done = You may have pressed a button twice or gone back a page. This sign-in with your { $issuer } was used and cannot be used again.
link-over-unfinished-title = This sign-in was not finished
link-over-unfinished = You may have gone back a page, or the connection broke just as you came back with your { $issuer }. Nothing is lost. Begin again; it takes a minute.
link-begin-again = Begin again
link-over-late-title = The time for this step is over
link-over-late = For your protection a sign-in with your { $issuer } waits only a short time. Nothing has been linked. Start again; it takes a minute.
link-over-unbelieved-title = We could not complete the sign-in
link-over-unbelieved = The answer about your { $issuer } could not be checked, so you are not signed in. Nothing has changed. Try again, or sign in another way.

## The other side is down
link-down-title = { $issuer }: no answer
link-down = The service is not answering at the moment. It is not your fault, and nothing is lost: try again in a few minutes, or sign in to { $site } another way.

## Done
link-done-title = Your accounts are linked
link-done = From now on your { $issuer } opens your account at { $site }.
link-done-see = You can see your links at any time in your account settings.
link-news-made = An account was made for you here
link-news-made-text = You came with your national account and had none here, so we made one and linked the two. If you do have an older account here, tell the help desk before you submit anything.
link-news-found = We found your account here
link-news-found-text = Your identity number is confirmed on both sides, so we linked your account here with your national account. If this is not right, tell the help desk.
link-news-see = See your linked accounts
link-news-signed-out = Your national account is signed out too
link-news-signed-out-text = Whoever uses this browser next has to sign in there again.
link-end-title = Unlink
link-end-button = Unlink
link-end = After this your { $issuer } no longer opens your account at { $site }.
link-end-ends = What ends
link-end-ends-opening = Signing in here with { $issuer }
link-end-ends-sessions = Every session of this account that was opened in that way, on every device, at once
link-end-ends-this = This session too: you will be signed out here
link-end-stays = What stays
link-end-stays-dossiers = This account with all dossiers in it
link-end-stays-national = Your { $issuer }, and your accounts at other sites
link-end-stays-password = Your user name and password: with them you sign in here
link-end-stays-identity = The account still opens with your other national account.
link-end-stays-phone = Your phone: with a code sent to it you can set a password and sign in here
link-end-leave = Leave it linked
link-end-again = You can link the two again at any time.
link-end-last = Your { $issuer } is the only way into this account. If it ended now, you could not get in any more.
link-end-last-do = First give the account another way in: a user name with a password, or a phone to which a code can be sent. Then come back here.
link-end-set-password = Set user name and password
link-end-set-phone = Add a phone
link-news-ended = The link has ended
link-news-ended-text = Your national account no longer opens your account here. Everything in the account is still there. You can link the two again at any time.
link-done-again = You had ended a link between the two on { $when }. They are linked again.

## In the settings
link-list = These national accounts open your account here, or used to.
link-none-title = No linked account
link-none = No national account opens your account here yet.
link-only-way = This is your only way in. Set a password in your account settings to have a second one.
link-elsewhere = All accounts in other systems that your { $issuer } opens are listed in one place. There you can add a link or end one.
link-own-title = Link a national account
link-own = You sign in there with your password and a code by text message. Afterwards that account opens your account here; your user name and password here go on working.
link-own-esia = Link a Gosuslugi portal account
link-own-other = Link an account: { $issuer }
link-own-cancelled = You cancelled. Nothing was linked, and your account here is as it was.
link-own-not-reached = Nothing was linked: linking from here needs a sign-in there with your password and a code to your phone. Check the phone number in that account, then try again.
link-own-has-another = Nothing was linked: that national account opens another account of yours here already, and only one can be linked. If you want this one instead, sign in to the other and end its link first.
link-own-already = That account is linked already. Nothing has changed.

## The owner of the account
link-owner-title = First enter the password of this account
link-owner = You signed in to { $site } some time ago. We need to be sure that it is you, so that nobody links their own { $issuer } account with yours.
link-owner-known = Link your { $issuer } with this account. You sign in there and come back here.
link-state = State
link-state-active = Linked
link-state-ended-person = Ended by you
link-state-ended-closed = Ended when the account was closed
link-state-ended-here = Ended by this site
link-state-ended-there = Ended by the national account’s side
link-state-ended-recalled = Ended before, as the national account’s side remembers
link-state-suspended-person = Suspended by you
link-state-suspended-here = Suspended by this site
link-state-suspended-there = Suspended by the national account’s side
link-state-suspended-recalled = Suspended before, as the national account’s side remembers
link-state-suspended-unproven = Suspended until you say whether it is yours
link-state-proposed = Waiting for the other side to confirm
link-state-unproven = Not proven here yet
link-suspended-since = Suspended since
link-since = Linked since
link-until = Ended on
link-account-came = carried over from { $portal }
link-carried-from = Carried over from
link-made-by = Linked by
link-made-by-person = You
link-made-by-portal = This site, automatically
link-made-by-bulk = You, in an account that this site’s staff had prepared
link-made-by-officer = This site, by the identity number that its staff made sure of at the counter
link-proof = How it was shown that the account is yours
link-proof-password = User name and password of the account here
link-proof-session = You were signed in here with your password
link-proof-number = The same identity number, confirmed on both sides
link-proof-made = The account was made for you at that moment
link-proof-other-identity = You signed in with another national account that is linked
link-proof-confirmed = It carries your identity number, which the population register knows, and you said that it is yours
link-sure-claimed = Low: your own word
link-sure-basic = Ordinary: enough for most services
link-sure-substantial = High: also for services that need a confirmed identity
link-sure-high = Very high: for every service
link-assurance = How sure this link is

## Signed out
link-signed-out-title = You are signed out
link-signed-out = You are signed out here. On a shared computer, close the browser as well.
link-still-signed-in-title = You are still signed in here
link-still-signed-in = To sign out, use the button at the top of the page.

## Contact data
contact-title = Contact data
contact-card = What this site shows of you, and where it comes from.
contact-lede = Nothing here changes by itself. If your national account tells something else, you are asked.
contact-shown = What your account shows
contact-own = You gave this here.
contact-own-since = You gave this here on { $when }.
contact-from = Taken over from { $issuer }.
contact-from-since = Taken over from { $issuer } on { $when }.
contact-offer = { $issuer } tells us this
contact-offer-text = Choose what this site is to keep and show. What you do not take over is not kept.
contact-stay = Stay with { $value }
contact-stay-none = Leave it empty
contact-take = Take over { $value }
contact-told = Told by { $issuer } on { $when }
contact-told-proven = Told by { $issuer } on { $when }, confirmed there
contact-password = Whoever has the phone can set a new password, so we make sure that it is you.
contact-not-now = Not now
contact-declined = { $what }: you chose on { $when } not to take it over. We have not kept what was offered.
contact-again = Ask for it again
contact-after-link = Your { $issuer } tells contact data. You choose which of them { $site } keeps and shows; you can do so later, too.
contact-choose = Choose contact data
contact-waiting = Your national account tells contact data that this site does not show.
contact-changed = { $issuer } has something new
contact-changed-what = { $what } was changed there; we heard of it on { $when }.
contact-changed-how = We were not told the new value. Sign in from there again, and you choose whether this site takes it over.
contact-changed-go = Sign in with { $issuer } again

## Taking over what was there
held-title = What was in your account before
held-lede = This account existed before you linked it. What you have not just proven to be yours opens nothing until you decide. If somebody else had been using the account, remove it.
held-none = There is nothing to decide.
held-phone = Phone { $phone }
held-password = The password of this account
held-link = Signing in with { $issuer }
held-since = In the account since { $when }.
held-phone-means = While it is on hold, no code to set a new password is sent to it.
held-password-means = While it is on hold, nobody can sign in with it.
held-link-means = While it is on hold, nobody gets into the account this way.
held-keep = It is mine: keep it
held-remove = Remove it
held-sessions = Sessions that were ended
held-sessions-text = They were open when you linked the account. Whoever used them has to sign in again.
held-browser = Browser
held-network = Network
held-signed-in = Signed in
held-notice = Something in this account was there before you linked it, and is on hold.
held-look = Decide what to keep
