# 通过短信和邮件告知账号所有人的内容。

notice-sms = 【{ $site }】{ $text }
# “what”和“then”是本文件中的句子。
notice-by = { $what }（{ $when }，{ $device }）。{ $then }
notice-at = { $what }（{ $when }）。{ $then }
notice-else-office = 如非本人操作，请立即携带身份证件到服务窗口办理。
notice-else-password = 如非本人操作，请立即修改密码。
notice-password-changed = 您的账号密码已修改
notice-phone-changed = 您账号的手机号已更改
notice-link-made = 今后您的账号可打开您在{ $system }的账号
notice-link-ended = 您的账号与{ $system }的关联已解除
notice-link-merged = { $system }已并入{ $into }
notice-link-merged-then = 您的账号{ $account }已转入，照常登录即可。
notice-system-retired = { $system }已停止服务
notice-system-retired-then = 与账号{ $account }的关联已结束；您在本站的账号不受影响。
notice-passkey-added = 您的账号添加了通行密钥
notice-passkey-removed = 您的账号移除了通行密钥
notice-totp-added = 您的账号添加了验证器应用
notice-totp-removed = 您的账号移除了验证器应用
notice-recovery-codes-made = 您的账号重新生成了恢复码
notice-recovery-code-used = 您的账号使用了一个恢复码，剩余 { $left } 个
notice-text-codes-chosen = 您账号的短信验证码设置已更改
notice-sign-in-refused = 有人多次用错误的密码尝试登录您的账号
notice-else-refused = 如果不是您本人，无需操作：对方未能登录。请使用较长且不在别处使用的密码。
mail-foot = 本邮件由系统自动发送，请勿回复。我们绝不会向您索要密码或验证码。
mail-help = 帮助：{ $help }
mail-hello = { $name }，您好：
mail-email-subject = 请为{ $site }确认您的邮箱地址
mail-email-code = 您的验证码是 { $code }。请在{ $site }要求输入的页面上填写。10 分钟内有效，请勿告知他人。
mail-email-otherwise = 如果不是您要求的，可能是有人输错了地址，您无需处理：没有验证码，什么都不会发生。
notice-email-added = 您的账号添加了邮箱地址 { $email }
notice-email-removed = 您的账号删除了邮箱地址 { $email }
