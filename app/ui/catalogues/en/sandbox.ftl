### The street map and the inbox.

street-nav = Street map
street-title = Street map
street-lede = All sites of this small world, and the people you can be in it. Everything here is invented.
street-portals = Where people go
street-identities = Where people prove who they are
street-people = People you can be
street-people-lede = Each of them shows one situation. Or be yourself: register with any mobile number; the code arrives in the inbox.
street-phone = Phone number
street-email = E-mail address
street-number = Identity number
street-login = User name
street-password = Password
street-totp = Key of the app with codes
street-programs = For programs
street-programs-text = The same sites, people and messages, as JSON:
street-about-dvcqg = The national portal: procedures of the whole country. Sign in with its own account or with VNeID.
street-about-haiduong = The one-stop desk of a province. It has local accounts from before the national ones.
street-about-school = The information system of schools. Teachers and parents have accounts there and can link their Gosuslugi account.
street-about-vneid = The electronic identity of Vietnam.
street-about-id-dvcqg = The accounts of the National Public Service Portal of Vietnam.
street-about-esia = The accounts of the Gosuslugi portal of Russia.
street-about-id-shandong = Unified sign-in of Shandong: user name, phone or identity number, password and security check.

inbox-nav = Inbox
inbox-title = Inbox
inbox-lede = Text messages and letters that the sites sent. In earnest they would be on people’s phones and in their mailboxes.
inbox-refresh = Look again
inbox-refresh-keep = Keep looking every few seconds
inbox-refresh-stop = Stop looking by itself
inbox-empty-title = No messages yet
inbox-empty-text = When a site sends a code to somebody’s phone or mailbox, it appears here.
inbox-to = To { $number }

### The population register.

census-nav = Register
census-title = Population register
census-lede = The sites look people up here, over a connection with certificates on both sides. Everybody in it is made up.
census-people = Who is in it
census-name = Full name
census-number = Identity number
census-born = Born
census-standing = Standing
census-residence = Residence
census-former = Former names
census-former-hint = With a semicolon between them if there are several.
census-born-hint = Like 15.4.1988; just 1988 if only the year is known.
census-name-problem = Enter the name.
census-born-problem = Enter the birth date like 15.4.1988, or the year alone.
census-standing-living = Living
census-standing-deceased = Deceased
census-standing-cancelled = Number withdrawn
census-mood-title = How the register answers
census-mood = Its answers
census-mood-button = Apply
census-mood-well = As it should
census-mood-slow = Too slowly
census-mood-off = Not at all
census-mood-busy = Busy: asks for half a minute’s pause
census-mood-contradictory = Contradicting itself: one number, two people
census-person-title = Correct somebody’s data
census-person-lede = As the ward’s police would: the next look-up finds the new data.
census-portrait = Their picture in the register, drawn: no living person
census-portrait-none = The register has no picture of this person.
census-person-save = Save in the register

### The sample people: what can be tried as each of them.

sample-lan = Has a national account and none at Hải Dương. Sign in at Hải Dương with the National Portal’s account: her account there is made and linked.
sample-hung = Has a national account and an old one at Hải Dương that carries his number but that nobody has proven. Come with the national account and link the old one; its old password is still right.
sample-hanh = Administers Hải Dương: the national account leads straight in. The account page leads on to the administration: figures of links, and files of prepared accounts (asks for a code by SMS).
sample-mai = Is linked at Hải Dương already: the national account leads straight in. She owns a second account there, for her shop; try to link that one too.
sample-tuan = Has a national account. At Hải Dương somebody once made an account with his number, so he is asked first. Try Mai’s user name and password there (maipt): her account belongs to somebody else. Or say that he has none: a new one is made.
sample-khai = Has VNeID, level 2. Sign in at the National Public Service Portal with it.
sample-phuong = Has VNeID and an app with codes. Put the key into an app of your own, and sign in at VNeID with the second step; then look at her security centre. Or forget her password: the codes come to her phone and, as letters, to the inbox here.
sample-zhaomin = Is on the staff of the identity of Shandong: finds people and approves. Sign in at id.shandong.localhost with the second step and open /console; look for 李娜 and propose to lock her account.
sample-qianwei = Is on the staff too: audits, approves and operates. Approve in another browser what Zhao Min proposed.
sample-nga = Is on the staff of VNeID: decides on applications for level 1. Register somebody at vneid.localhost/app, then sign in here with the second step and open /console/applications.
sample-loc = Decides on applications too: where the register has something else than the applicant says, the second of two officers. Confirm in another browser what Đỗ Thị Nga approved.
sample-wangfang = Lives in Vietnam, has no Vietnamese identity number, and writes her name in Chinese. Everything works with her mobile number.
sample-lina = Has an account at Shandong’s unified sign-in. Sign in with user name, mobile number or identity number.
sample-ivanova = A teacher with a school account that is not linked yet. Sign in at the school system through Gosuslugi, then give the school’s user name and password.
sample-petrov = A parent with a school account that is not linked yet. Try a wrong school password first, or cancel on the way.
sample-smirnova = A teacher whose school account is linked: Gosuslugi leads straight in. As a parent she has another account at another school.
sample-kuznetsov = Has Gosuslugi and no school account. Try it with Olga’s user name and password (smirnova.ov, school № 1): the account belongs to somebody else.
sample-thao = Has an account at the National Portal with a dossier and without her identity number, which the population register has. Sign in at the National Portal with the portal’s own account.
sample-thao-vneid = The same Thảo, with VNeID at level 1. Sign in at the National Portal with VNeID, before and after the old account has the number.
sample-binh = Administers the National Portal with an account that lacks his identity number; the population register has it.
sample-binh-vneid = The same Bình, with VNeID at level 2.

### The help desks of the demo world.

demo-help = Every day, { $hours } h. Tell your user name, never your password.
