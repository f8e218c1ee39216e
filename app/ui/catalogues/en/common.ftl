### What every page has: sites’ names, the layout, forms and lists.

site-name-vneid = VNeID electronic identity
site-name-id-dvcqg = National services account
site-name-dvcqg = National Public Service Portal
site-name-haiduong = Hải Dương One-Stop Desk
site-name-haiphong = Hải Phòng One-Stop Desk
site-name-esia = Gosuslugi account
site-name-school = Net City. Education
site-name-id-shandong = Shandong Unified Sign-in
site-name-shandong = Shandong Government Services
site-name-outside = The outside world
site-name-plain = Onedoor

layout-title = { $page } – { $site }
layout-title-error = Error: { $page } – { $site }
layout-skip = Skip to main content
layout-back = Back
layout-breadcrumb = Where this page is
layout-language = Language
layout-navigation = Main sections
layout-signed-in = Signed in as
layout-account = My account
layout-sign-out = Sign out
layout-demonstration = This is a demonstration, not a government site. Don’t enter real data.
layout-footer = Runs on Onedoor, which is free software.
layout-footer-demonstration = A demonstration of Onedoor. All people and cases here are invented.

help-title = Help desk

form-problems = Some things need correcting
form-optional = (optional)
form-password-show = Show
form-password-hide = Hide
form-number-show = Show in full
form-step = Step { $step } of { $of }



device-both = { $browser } on { $system }
device-unknown = Unknown browser

phone-hint-vn = For example: 0912 345 678
phone-hint-cn = For example: 138 0013 8000
phone-hint-ru = For example: 8 912 345-67-89
phone-malformed-vn = Enter a mobile phone number, such as 0912 345 678
phone-malformed-cn = Enter a mobile phone number, such as 138 0013 8000
phone-malformed-ru = Enter a mobile phone number, such as 8 912 345-67-89
