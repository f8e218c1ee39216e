### Registering: what is chosen, what is claimed, what is agreed to.

login-mixed-scripts = Write the user name in one alphabet only: letters of several alphabets look alike
login-looks-alike = These letters look like those of another alphabet. Add a letter that exists only in yours, or write the name in Latin letters
login-reserved = This name could be taken for that of an office. Choose another one
login-taken-free = Somebody else has this user name. Free at the moment: { $names }

## The national number, as a claim

claim-title = Identity number
claim-lede = You can say which identity number is yours. It is kept with your account until it is checked; before that it opens nothing, and no portal is told.
claim-legend = Identity number, if you want to give it
claim-why = You can leave this out and add it later. We keep the number encrypted. Until it has been checked it opens nothing, and nobody can find you by it.
claim-country = Which country’s number
claim-country-vn = Vietnam: identity number, 12 digits
claim-country-cn = China: resident identity number, 18 characters
claim-country-ru = Russia: SNILS, 11 digits
claim-number = Identity number
claim-hint-vn = For example: 001 090 123 456
claim-hint-cn = For example: 110101 19900307 1233
claim-hint-ru = For example: 112-233-445 95
claim-born = Day of birth
claim-born-hint = Only to find slips in the number; we don’t keep it. For example: 7.3.1990
claim-length = This number has { $expected } characters, and you gave { $found }. Check it, or leave it out
claim-former = This is a number of the former nine-digit kind. Enter the twelve digits, or leave it out
claim-no-such-day = Digits 7 to 14 are a day of birth, and there is no such day. Check the number, or leave it out
claim-check = The last character doesn’t fit the others, so one of them is mistyped. Check the number, or leave it out
claim-check-ru = The last two digits don’t fit the others, so one of them is mistyped. Check the number, or leave it out
claim-character = Enter the number in digits; spaces and dashes don’t matter
claim-character-cn = Enter the number in digits, with X only at the end; spaces don’t matter
claim-born-malformed = Enter the day of birth with its year, such as 7.3.1990, or leave it out
claim-differs = By this number its owner was born on { $date }. Put right whichever is wrong, or leave out the day of birth
claim-differs-year = By this number its owner was born in { $year }. Put right whichever is wrong, or leave out the day of birth
claim-missing = Enter the number
claim-doubt = We don’t know the place that this identity number begins with. That may be the fault of our list; look once more whether the number is right.
claim-doubt-look = Look at the number
claim-says = What such a number says, and what not
claim-says-vn = A Vietnamese number says in which province or country the birth was registered, the sex and the year of birth. It has no check digit, so a slip is not always seen. It doesn’t say where you live today.
claim-says-cn = A Chinese number says where it was first registered, the day of birth and the sex; its last character is a check. It doesn’t say where you live today or which nationality you belong to.
claim-says-ru = A SNILS says nothing of its owner. Its last two digits are a check.
claim-state = State
claim-state-proven = Checked
claim-state-claimed = As you gave it, not checked
claim-since = Given on
claim-proven-means = This number has been checked and can’t be changed by hand. If it is wrong, go to an office with your identity card.
claim-means = Nobody has checked this number yet. It opens nothing, you can’t sign in with it, and portals are not told.
claim-another = Give another number
claim-save = Save
claim-saved = The number was saved as you gave it.
claim-remove = Take the number back
claim-removed = The number was deleted.
account-number-claimed = (as you gave it, not checked)
account-number-change = Change
account-number-give = Give it

## Terms of use

terms-title = Terms of use
terms-lede = { $site }, version { $version }, in force from { $date }.
terms-not-in-force = This is not the version that is in force now.
terms-versions = All versions
terms-version = Version
terms-from = In force from
terms-agreed = You agreed
terms-in-force = In force
terms-agree-title = The terms of use have changed
terms-agree-lede = Version { $version } has been in force since { $date }. Read it and agree to it; then you go on to where you were heading for.
terms-agree-before = Read the version that you agreed to before
terms-agree-button = Agree and go on
terms-agree-otherwise = Without agreeing you can’t use the account. It stays as it is, and you can sign in again later.
terms-agree-not = Sign out without agreeing
register-terms-label = I agree to the terms of use of { $date } (version { $version })
register-terms-read = Read the terms of use
register-terms-page = Open them on a page of their own, with all versions
register-terms-missing = Tick the box to agree to the terms of use
register-terms-changed = The terms of use have just changed. Read them and tick the box once more

## While one types

login-rules = What a user name may be
login-rule-length = It has { $least } to { $most } characters.
login-rule-letters = Letters, digits, full stop, underscore and dash; capitals make no difference.
login-rule-first = It begins with a letter.
login-rule-alphabet = All letters are of one alphabet; Latin letters may stand beside Chinese characters.
advice-login-fine = This can be a user name. Whether it is free shows when you register.
advice-password-fine = This is a good password.
register-former = This number belongs to an account here. If that account is yours, sign in or get back into it, and do not register again.
register-former-label = The number was somebody else’s before; the account is not mine
register-former-hint = The number becomes yours on { $date }. Until then we tell its former owner, who can stop it, and you sign in with your user name.
register-former-missing = Tick the box if the number was somebody else’s before. If the account is yours, sign in.
