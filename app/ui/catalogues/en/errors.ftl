### Pages that say that something did not work, and what to do.

error-reference = Reference number
error-way-home = Go to the home page
error-way-again = Try again
error-way-open-form = Open the form again
error-way-sign-in = Choose how to sign in

error-not-found = We can’t find this page
error-not-found-do = The address may be incomplete, or the page may have moved. Check the address, or start from the home page.
error-forbidden = You don’t have access to this page
error-forbidden-do = It belongs to another account or another role. If you have several accounts, sign out and sign in with the other one.
error-form-expired = This form has expired
error-form-expired-do = Nothing was sent. The page may have been open too long, or you signed in or out in another tab. Open the form again and fill it in once more.
error-too-many = Too many attempts
error-too-many-do = To protect accounts we are taking a pause. You can try again after { $time }.
error-busy = Very many people are here right now
error-busy-do = Your request has not been carried out. Wait a minute and try again.
error-unreachable = { $site } is not answering
error-unreachable-do = You did nothing wrong, and nothing has changed. Try again in a few minutes, or sign in another way.
error-cancelled = You are not signed in
error-cancelled-do = You cancelled the sign-in, and no information was passed on. You can sign in at any time.
error-unknown-client = We don’t recognise the site that sent you here
error-unknown-client-do = It is not registered with us, or its link is wrong, so we won’t send you back there. Go to that site and start again; if it happens again, tell them.
error-bad-request = We couldn’t understand this request
error-bad-request-do = The link may be old or cut short. Start again from the home page.
error-internal = Something went wrong on our side
error-internal-do = The fault is ours and has been recorded. Try again in a few minutes. If it happens again, give the help desk the reference number below.
