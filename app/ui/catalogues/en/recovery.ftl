# Getting back into an account without its password; security questions; a level that is held down.

## Whose account, and what one has

recover-link = Forgot your password?
recover-title = Set a new password
recover-lede = We first make sure that the account is yours. Have your phone at hand, or your list of recovery codes.
recover-identifier-hint = If you have forgotten your user name, enter your phone number
recover-over = It took too long, or was begun in another browser. Begin again.
recover-too-many = There were too many tries. You can try again after { $time }.
recover-codes-too-many = Too many codes were asked for. You can ask for another one after { $time }, or choose another way.
recover-ways-title = How can you show that it’s you?
recover-ways-lede = Choose what you have at hand. You may be asked for a second thing, if the account opens a lot.
recover-ways-legend = What you have
recover-way-missing = Choose what you have
recover-way-phone = My phone
recover-way-phone-means = We send a code by text message to the phone number of the account
recover-way-email = My mailbox
recover-way-email-means = We send a code to the mail address of the account
recover-way-code = A recovery code
recover-way-code-means = One of the codes that you printed or wrote down
recover-way-app = My app with codes
recover-way-app-means = The code that it shows now
recover-way-questions = My security questions
recover-way-questions-means = Your answers to the three questions that you chose
recover-none-do = If you have none of these, go to an office with your identity document. There you get into your account again.
recover-other-way = Choose another way
recover-shown = Shown: { $what }
recover-shown-phone = code by text message
recover-shown-email = code by mail
recover-shown-code = recovery code
recover-shown-app = code from the app
recover-shown-questions = answers to the questions

## Codes and questions

recover-phone-title = Enter the code from the text message
recover-phone-lede = If this account has a phone number, a code is on its way there. It is good for 10 minutes.
recover-email-title = Enter the code from the letter
recover-email-lede = If this account has a mail address, a code is on its way there. It is good for 10 minutes.
recover-app-title = Enter the code from the app
recover-code-title = Enter a recovery code
recover-code-lede = Each code is good once. Strike it off the list.
recover-nothing-came-do = Wait two minutes and look among unwanted messages, too. There is nothing if the account has no such contact, or if what you entered is not yours.
recover-questions-title = Answer your questions
recover-questions-lede = Capitals, spaces and signs don’t matter.
recover-answers-missing = Answer all three questions
recover-answers-wrong = The answers don’t fit. Which of them is wrong we don’t say.
recover-sms = { $site }: { $code } is your code for a new password. Never tell it to anybody. If you didn’t ask for it, do nothing.
recover-mail-subject = { $site }: your code for a new password
recover-mail = Your code is { $code }. Enter it on the page of { $site } that asked for it. It is good for 10 minutes; never tell it to anybody.
recover-mail-otherwise = If you didn’t ask for it, do nothing: the code alone reaches nobody but you, and your password stays as it is.

## More, or waiting

recover-more-title = One more thing is needed
recover-more-lede = This account opens a lot, so one thing is not enough. Show one more, or wait { $days } days.
recover-lost-lede = To remove lost passkeys and apps, show one more thing, best a recovery code, or wait { $days } days.
recover-wait-title = If you have nothing else
recover-wait-text = We tell you at every contact of the account that somebody asks for a new password. If nobody stops it within { $days } days, you come back, show the same again and set a new password.
recover-wait-level = If you show only one thing, your identity level then counts for less for 14 days.
recover-wait-button = Wait { $days } days
recover-runs-title = You have to wait
recover-runs-lede = With what you have shown, waiting has begun already. You can go on sooner if you show one more thing.
recover-runs-until = Come back after:
recover-shut-title = Waiting was stopped
recover-shut-lede = The owner of this account stopped such a request or signed in. With what you have shown you can’t wait again for now; with one more thing you can go on at once.
recover-shut-until = Again from:
recover-waiting-title = Come back later
recover-waiting-lede = Waiting has begun. We have told you at every contact of the account, with a link that stops it.
recover-waiting-from = Come back after
recover-waiting-show = Show again then
recover-waiting-then = What happens next
recover-waiting-then-come = Then choose “Forgot your password?” again, in any browser, and show the same as today.
recover-waiting-then-week = You have a week for that.
recover-waiting-then-sign-in = If you remember your password meanwhile, sign in: that ends the waiting.

## Stopping it

recover-stop-title = Somebody wants a new password for your account
recover-stop-lede = If it wasn’t you, stop it now. Nothing has been changed yet.
recover-stop-when = Asked on
recover-stop-due = Possible from
recover-stop-button = Stop it
recover-stop-me = If it was you
recover-stop-me-text = Then there is nothing to do. Close this page.
recover-stopped-title = It is stopped
recover-stopped-lede = Nobody gets a new password this way. Your password is as it was.
recover-stopped-do = Somebody may have your phone or get into your mailbox. Sign in and look at what opens your account; if you can’t, go to an office with your identity document.
recover-stop-over-title = There is nothing to stop
recover-stop-over-lede = This request has ended, or the link is incomplete. Copy the whole link from the message.
account-recovery-waits = Somebody who can’t sign in asks for a new password for your account. If it wasn’t you, stop it before:

## The new password

recover-password-title = Choose a new password
recover-password-lede = Your user name is { $login }.
recover-password-ends = All devices are signed out, and changes of your account that are not finished are dropped.
recover-password-lowers = Because you showed only one thing, your identity level counts for less for 14 days. With a recovery code or your app it counts again at once.
recover-password-button = Set the password
recover-lost-label = I have lost my passkeys and apps, too
recover-lost-hint = They are removed. From then on you are asked for a code by text message, until you add new ones.
recover-lost-title = Lost your passkey or app, too?
recover-lost-text = Set the password now and use another second step when you sign in, or first show more to have them removed.
recover-lost-link = Show more
recover-done = The new password is set. Look at what opens your account here, and remove what you don’t know.

## Security questions

questions-title = Security questions
questions-lede = They help you if you forget your password. They are never enough alone: somebody also needs your phone, your mailbox or a recovery code.
questions-advice = Others may know the true answers. You may answer something else, if you will remember it in years.
questions-are-set = You have security questions. What you save here takes their place. Set on:
questions-none = None
questions-legend = Question { $number }
questions-label = Question
questions-choose-empty = Choose a question
questions-own = A question of my own
questions-own-label = A question of your own
questions-own-hint = Only if you chose “A question of my own”
questions-answer-label = Answer
questions-save = Save the questions
questions-remove-title = Remove the questions
questions-remove-text = Then they are not asked any more.
questions-choose = Choose a question
questions-twice = You have chosen this question already. Choose another one
questions-own-missing = Write your question
questions-too-long = Make it shorter: at most { $most } letters
questions-answer-missing = Enter an answer
questions-answer-short = Enter at least two letters or digits
questions-answer-twice = Give another answer than to the other question
questions-answer-in-question = The answer stands in the question. Change one of them
questions-answer-known = Anybody who tries to get into your account knows this already. Give another answer.
questions-notice-set = Your security questions were saved.
questions-notice-removed = Your security questions were removed.
question-teacher = What was the name of your first teacher?
question-friend = Who was your best friend as a child?
question-street = In which street did you live when you were ten?
question-book = Which book was the first that you loved?
question-neighbour = What was the name of the neighbours of your childhood?
question-toy = What was your favourite toy?
question-dish = Which dish did your grandmother cook best?
question-journey = Where did your first long journey go?
question-song = Which song was sung to you as a child?
question-job = What was your first paid work?
question-hero = Who was the hero of your childhood?
question-gift = Which gift have you never forgotten?

## A level that is held down

account-level-held = Counts for less for a while after the new password, until
account-level-raise = Make it count again
level-title = Your identity level counts for less
level-lede = A new password was set on one proof alone. So that a stranger with your phone can’t act for you, your level is lowered for a while. What was proven is not lost.
level-proven = Proven
level-counts = Counts now
level-until = Until
level-now-title = Make it count again now
level-now-text = Show something that you had before the new password was set.
level-code-label = Recovery code, or code from the app
level-code-hint = 12 digits from your list, or 6 digits from the app
level-code-wrong = The code doesn’t fit, was used already, or is newer than the password
level-raise = Confirm
level-raised = Your identity level counts in full again.
level-else-title = If you have neither
level-else-text = Wait until the day above, or go to an office with your identity document.

## What would be asked, seen beforehand

outlook-title = If you forget your password
outlook-card = What you would be asked, and what helps
outlook-low = One of the things below is enough for a new password.
outlook-middle = Two of the things below are enough for a new password at once. With one alone you wait { $days } days, and your identity level counts for less for 14 days.
outlook-high = Your account opens a lot. Two of the things below are enough for a new password at once, if one of them is a recovery code or your app. Otherwise you wait { $days } days.
outlook-at-once = With what you have you would get in at once.
outlook-waits = With what you have you would wait { $days } days.
outlook-office = You have nothing that helps: you would have to go to an office with your identity document.
outlook-stronger = With one of these you would get in at once:
outlook-have = You have it
outlook-have-not = Not set up
outlook-questions = Security questions count only beside something else.
outlook-passkey = With your passkey you sign in without a password.
