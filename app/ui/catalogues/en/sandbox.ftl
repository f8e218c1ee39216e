### The street map and the inbox.

street-nav = Street map
street-title = Street map
street-lede = All sites of this small world, and the people you can be in it. Everything here is invented.
street-portals = Where people go
street-identities = Where people prove who they are
street-people = People you can be
street-people-lede = Each of them shows one situation. Or be yourself: register with any mobile number; the code arrives in the inbox.
street-person = Person
street-situation = What you can try
street-accounts = Accounts
street-no-account = No account yet
street-phone = Mobile number
street-number = National number
street-login = User name
street-password = Password
street-programs = For programs
street-programs-text = The same sites, people and messages, as JSON:
street-about-dvcqg = The national portal: procedures of the whole country. Sign in with its own account or with VNeID.
street-about-haiduong = The one-stop desk of a province. It has local accounts from before the national ones.
street-about-school = The information system of schools. Teachers and parents have accounts there and can link their Gosuslugi account.
street-about-vneid = The electronic identity of Vietnam.
street-about-id-dvcqg = The accounts of the National Public Service Portal of Vietnam.
street-about-esia = The accounts of the Gosuslugi portal of Russia.

inbox-nav = Inbox
inbox-title = Inbox
inbox-lede = Text messages that the sites sent. In earnest they would be on people’s phones.
inbox-refresh = Look again
inbox-refresh-keep = Keep looking every few seconds
inbox-refresh-stop = Stop looking by itself
inbox-empty-title = No messages yet
inbox-empty-text = When a site sends a code to somebody’s phone, it appears here.
inbox-to = To { $number }
