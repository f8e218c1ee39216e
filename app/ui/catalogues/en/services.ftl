### Procedures, administrative units, dossiers.

## Navigation and front pages
services-nav-home = Home
services-nav-procedures = Online services
services-nav-applications = Services
services-nav-dossiers = My applications
services-front-question = What do you need to do?
services-front-national = Find a procedure, apply and follow your case, in one place for the whole country.
services-front-one-stop = The one-stop desk online: apply to your commune and the province’s offices without coming to the counter.
services-front-school = For parents, pupils and teachers
services-front-school-lede = Send applications to the school and follow them. Sign in with the user name from your school or through Gosuslugi.
services-front-greeting = Hello, { $name }
services-front-start = Start here
services-front-all = All procedures
services-front-all-text = What you need, how long it takes, what it costs.
services-front-dossiers-text = What you applied for, what you have begun, and where it stands.
services-front-account-text = Your name, phone, password and linked accounts.
services-front-signin-text = Sign in to apply and to see your applications.
services-front-account = My account
services-front-signin = Sign in
services-front-recent = Your latest applications
services-front-common = Often asked for

## Finding a procedure
services-search = Search for a procedure
services-search-hint = For example “birth”. Vietnamese words work without accents too.
services-search-hint-school = For example: enrolment, meals.
services-search-button = Search
services-change = Change
services-next = Continue
services-choose = Choose from the list
services-list-title = Procedures
services-found = { $count ->
    [one] { $count } procedure for “{ $query }”
    *[other] { $count } procedures for “{ $query }”
}
services-found-none = Nothing found for “{ $query }”
services-found-none-text = Try fewer or other words, or look through all procedures.
services-papers = What you need
services-papers-none = No further papers.
services-code = Code
services-time = How long it takes
services-time-days = { $days ->
    [one] { $days } working day
    *[other] { $days } working days
}
services-time-once = At once
services-fee = Fee
services-fee-free = Free
services-fee-case = Depends on the case; the authority tells you beforehand
services-how = How it goes
services-how-fully = Entirely online
services-how-partly = Partly online: you come once
services-where = Who decides
services-where-province = The province
services-where-district = The district
services-where-ward = The commune or ward
services-where-school = The school
services-apply = Apply online
services-apply-signin = You will need to sign in; what you have chosen is kept.
services-level = Identity check
services-level-none = None: signing in is enough
services-needed-title = We need to be surer who you are
services-needed = To apply for this, it must be known of you:
services-needed-national = You are signed in with the user name of this site, which does not show that. Sign in with a national account. If it does not open your account here yet, you link the two on the way.
services-needed-way = Continue with: { $issuer }
services-needed-level = So far, this is not confirmed. In “{ $issuer }”, raise the level of your account, then continue here. If you have done that, just continue.
services-needed-link = You linked your account here with “{ $issuer }” by a user name and a password, which somebody else could have been told. For this application that is not sure enough.
services-needed-number = What is missing: nobody has made sure yet that this account is yours.
services-needed-office-title = What to do
services-needed-office-go = Go to the office with your identity document. Say which user name you have here: { $name }.
services-needed-office-staff = The staff look at the document and confirm that the account is yours. That is done once.
services-needed-office-back = Come back to this page and continue. The link is then made surer here.
services-needed-office-else = You can also hand in the application at the office right away.
services-needed-office-again = I have been there: look again
services-needed-also = “{ $issuer }” does not know you well enough for it yet, either. Raise the level of your account there; you can do that now.
services-needed-renew = It has been confirmed that this account is yours. What is left to do: make the link anew by your identity number.
services-needed-renew-how = The link ends and is made again at once: you sign in with “{ $issuer }” and say that this account is the one.
services-needed-renew-stays = Everything in the account stays. Other ways into it are put on hold until you say which of them are yours.
services-needed-renew-back = Then you continue with this application.
services-needed-renew-button = Make the link surer
services-needed-back = Back to the procedure

## Choosing the place
services-place-title = Where do you apply?
services-place-lede = Choose the place whose authority decides; usually it is where you live.
services-place-today = By the units in force since 1 July 2025: province, then commune or ward.
services-place-former = By the units before 1 July 2025: province, district, commune.
services-place-province = Province or city
services-place-district = District
services-place-ward = Commune or ward
services-place-agree = Agree
services-when-missing = Say when it was registered.
services-place-change = Change where you apply
services-former-change = Change where it was registered
services-former-title = Where was it registered?
services-former-lede = Choose the place by the name it had then, as on the old paper.
services-former-when = When was it registered?
services-former-before = Before 1 July 2025
services-former-since = On or after 1 July 2025
services-former-place = Where it was registered
services-place = Where you apply

## Writing and submitting
services-submit-lede = Nothing is sent yet: in the next step you check it and then submit. What you write is kept as a draft.
services-applicant = Applicant
services-applicant-missing = Enter the applicant’s name.
services-applicant-long = The name is too long. Use at most 200 characters.
services-email-malformed = Enter a full e-mail address, such as name@example.com.
services-phone = Phone number for questions
services-phone-missing = Enter a phone number so that the authority can reach you.
services-email = E-mail
services-request = What you ask for
services-request-hint = In your own words: what, for whom, and why.
services-request-missing = Write what you ask for.
services-request-long = The text is too long. Use at most 4000 characters.
services-place-missing = Choose where you apply, down to the last level asked for.
services-former-missing = Choose where it was registered.
services-review-title = Check before you submit
services-review-promise = By submitting you confirm that this is true. It goes to the authority that decides; you can withdraw it until there is a decision.
services-review-submit = Submit the application
services-review-incomplete = Something is missing. Complete it, then submit.
services-submitted-title = Your application is submitted
services-submitted-code = Application number
services-submitted-keep = Note the number or print this page: it is what the authority will ask for.
services-submitted-next = What happens next
services-submitted-next-receive = The authority checks and accepts it, or says what is missing.
services-submitted-next-days = { $days ->
    [one] From then on, it takes up to { $days } working day.
    *[other] From then on, it takes up to { $days } working days.
}
services-submitted-next-follow = You can see where it stands at any time under My applications.
services-submitted-open = Open the application

## My dossiers
services-dossiers-empty = No applications yet
services-dossiers-empty-text = What you apply for here will show up with where it stands.
services-dossiers-find = Find a procedure
services-dossiers-drafts = Begun and not submitted
services-dossiers-submitted = Submitted
services-column-procedure = Procedure
services-column-code = Number
services-column-state = State
services-column-changed = Updated
services-draft-continue = Continue
services-draft-discard = Discard the draft
services-draft-discarded = The draft has been discarded.
services-dossier-title = Application { $code }
services-dossier-came = Submitted at { $portal }, which is part of this portal now. It came here:
services-dossier-history = What has happened
services-dossier-content = What you wrote
services-dossier-withdraw = Withdraw the application
services-withdraw-title = Withdraw this application?
services-withdraw-lede = The authority stops handling { $code }. This can’t be undone, but you can apply again. The withdrawn application stays in your list.
services-withdraw-keep = Keep it
services-withdrawn = The application has been withdrawn.
services-withdraw-late = This application can’t be withdrawn any more.
services-state-draft = Draft
services-state-submitted = Submitted
services-state-accepted = Accepted
services-state-not-accepted = Not accepted
services-state-in-progress = Being handled
services-state-papers-wanted = More papers wanted
services-state-payment-wanted = Payment wanted
services-state-withdrawn = Withdrawn
services-state-stopped = Stopped
services-state-finished = Finished
services-state-returned = Result handed over

## From the national portal to a province's, and back
referral-applies-at = You apply for this at { $portal }. Once submitted, it shows in both places.
referral-came-from = { $portal } sent you here. What you submit also shows there, under My applications.
referral-see-there = See it at { $portal }
referral-at = at { $portal }
referral-unknown-title = We do not know this address
referral-unknown = Part of it is missing or was changed. Nothing has been submitted. Find the procedure again and start from there.
referral-another-title = This address was made for another account
referral-another = Somebody else’s address cannot be used for your application. Choose the procedure yourself and apply online: then the application is yours.
referral-used-title = You went on in another browser
referral-used = Drafts and applications are still there. To apply from this browser, start again from the procedure.
referral-expired-title = It took too long
referral-expired = More than an hour has gone by since you chose to apply online. The procedure and the place are still chosen: press the button again.
referral-province-down-title = { $portal } does not answer
referral-province-down = We cannot send you there just now. The procedure and the place you chose are kept; try again in a few minutes.
referral-national-down-title = { $portal } does not answer
referral-national-down = Just now it cannot confirm that it sent you. Try again, or apply here right away: the application counts just the same, it only does not show over there.
referral-stranger-title = We do not know where you come from
referral-stranger = The address names a portal that is unknown here, so it will not be told of your application. You can still apply here.
referral-not-served-title = This cannot be applied for here
referral-not-served = { $portal } does not handle this procedure or this place. Nothing has been submitted. Choose the place again.
referral-browser-title = This was not begun in this browser
referral-browser = It was begun in another browser, or too long ago. Drafts and applications are still under My applications.
referral-account-title = Another account went on with this
referral-account = In this browser another account went on before you. Go back to { $portal } and apply online once more.
referral-way-procedures = Find a procedure
referral-way-again = Start again
referral-way-retry = Try again
referral-way-later = Back to the procedure
referral-way-here = Apply here
referral-way-back = Back to { $portal }
