# The settings of an account at an identity site.
settings-title = Settings
settings-card = Personal data, addresses, language, a copy of your data
settings-lede = Everything about your account, and the way to change it.
settings-change = Change
settings-open = Open
settings-save = Save
settings-back = Back without changes
settings-none = Not said
settings-proven = Proven
settings-personal = Personal data
settings-security = Security centre
settings-verification = Real-name verification and access
settings-account = Your account
settings-password-since = Changed on
settings-second-on = A second step is asked after your password
settings-second-off = Only your password is asked; a second step protects you if somebody learns it
settings-saved-personal = Your personal data were saved.
settings-saved-language = The language was saved. We write to you in it from now on.
settings-personal-lede = What you say of yourself. Nobody has to say more than the name.
settings-proven-title = What was proven
settings-proven-why = This was checked against a register or your identity document. Portals rely on it, so it can’t be typed over here.
settings-proven-wrong = If it is wrong, or your name has changed, have your identity document corrected first, then go to an office with it: there your data are checked anew.
settings-number = Identity number
settings-born = Date of birth
settings-born-hint = For example: 7 3 1990
settings-born-day = Day
settings-born-month = Month
settings-born-year = Year
settings-born-year-known = { $year }
settings-born-day-known = { $day }/{ $month }/{ $year }
settings-born-none = Enter a day that there is, in the past, or leave all three fields empty
settings-born-other-year = Your identity number says that you were born in { $year }. Enter that year, or leave all three fields empty
settings-sex = Sex
settings-sex-male = Male
settings-sex-female = Female
settings-sex-unsaid = I’d rather not say
settings-employer = Employer
settings-employer-hint = Company, office or school where you work. Only you see it.
settings-employer-too-long = The employer’s name is too long. Enter no more than { $most } characters
settings-employer-character = There are signs in the employer’s name that can’t be seen. Type it instead of pasting it
settings-language = Language
settings-language-lede = In this language we write to you, and you find it wherever you sign in, unless another one was chosen in that browser.
closing-title = Close the account
closing-lede = Read what happens before you close your account. It can be stopped for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, and not after that.
closing-row = Closing the account
closing-row-none = The account is open
closing-row-waiting = It will be closed on { $day }
closing-what-title = What happens
closing-what-wait = For { $days ->
    [one] { $days } day
   *[other] { $days } days
} nothing changes. We tell you at every contact of yours; whenever you sign in you can stay.
closing-what-links = Then you are signed out everywhere, and all links with your accounts at portals end. Those accounts, and your applications there, stay with the portals.
closing-what-data = Your name, identity number, phone, mail addresses, postal addresses and everything you sign in with are deleted here.
closing-what-free = Your phone number and your identity number can be used for a new account at once.
closing-what-login = Nobody gets your user name for another 180 days; after that it is free for everybody.
closing-what-kept = The record of what happened is kept as long as the law asks for it. Nobody ever gets the number under which portals know you.
closing-sure = I have read what happens and want to close my account
closing-sure-missing = Tick that you have read what happens
closing-do = Close the account
closing-asked = We have noted that you want to close your account, and told you at every contact of yours.
closing-waiting-title = Your account is about to be closed
closing-waiting = It will be closed on { $day }. Do you want to stay? One tap and everything remains as it is.
closing-stay = Stay
closing-go-on = Go on without changing that
settings-saved-stayed = Your account stays open. Everything is as it was.
settings-meanwhile = Meanwhile this was changed in another window. Look at what stands now and at what you typed, then save again
settings-stands = What stands now
