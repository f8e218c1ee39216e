# 门户账号的电子邮箱，以及发给账号主人的邮件。
portal-mail-subject = { $site }：您的账号有变动
portal-email-title = 电子邮箱
portal-email-lede = 账号有变动时，我们会写信到这里。如果账号既没有已确认的手机号，也没有关联国家账号，还可以用发到这里的验证码重置密码。为确认邮箱属于您，我们先发送一个验证码。
portal-email-no-mail = 本站不发送邮件，因此无法确认邮箱。申请时会自动填写该邮箱。
portal-email-label = 电子邮箱地址
portal-email-confirmed = 已确认
portal-email-remove-title = 删除邮箱
portal-email-remove-text = 此后我们不再向该邮箱发送邮件。
portal-email-remove = 删除邮箱
portal-account-email-saved = 电子邮箱已确认。
portal-account-email-removed = 电子邮箱已删除。
portal-sms-email-changed = 【{ $site }】您账号中的电子邮箱刚刚被更改。如非本人操作，请立即修改密码并联系发放账号的单位。
activity-services-account-email-code-sent = 已向新的邮箱地址发送验证码
activity-services-account-email-confirmed = 电子邮箱已确认
activity-services-account-email-removed = 电子邮箱已从账号中删除
