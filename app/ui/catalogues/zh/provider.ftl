### Consent and everything else between an identity and the sites that rely on it.

consent-title = 是否允许{ $portal }查看您的信息？
consent-signed-in-as = 当前登录：{ $name }
consent-lede = 您的密码和验证码不会传给对方。只需授权一次，系统会记住您的选择。
consent-what = { $portal }将获得
consent-item-name = 姓名
consent-item-login = 用户名
consent-item-language = 语言
consent-item-phone = 手机号码
consent-item-email = 电子邮箱
consent-item-number = 身份号码
consent-item-born = 出生日期
consent-item-sex = 性别
consent-item-residence = 居住地址
consent-established = 以核实您身份时确认的信息为准
consent-item-match = 由身份号码生成的比对码
consent-item-verified = 您的身份是如何核实的
consent-match-means = 仅为此网站由您的身份号码生成，用于查找您在那里的账号。由它无法得知号码。
consent-verified-means = 您的姓名和号码依据什么规则、以何种方式、何时、与什么核对过。
consent-item-offline = 保持连接
consent-offline-means = 您离开后，对方仍可再次查询上述信息
consent-not-known = 账号中没有此项信息
consent-later = 您可以随时在账号的“已授权网站”中撤回授权。
consent-allow = 同意并继续
consent-deny = 不同意

choose-title = 您要使用哪个账号？
choose-other-title = { $portal }需要另一个账号
choose-for = 继续前往{ $portal }
choose-lede = 您当前以{ $name }的身份登录。
choose-go-on = 以{ $name }的身份继续
choose-other = 使用其他账号
choose-other-lede = 您在此以{ $name }的身份登录，但{ $portal }等待的是另一位用户。请用那个账号登录，或者返回。

raise-title = 您的账号需要更高的实名等级
raise-lede = { $portal }要求的身份核验等级高于您账号当前的等级。未传递任何信息。
raise-has = 当前等级
raise-wants = 要求等级
raise-do = 请先提升账号的实名等级，再重新打开该服务。
raise-phone-title = 您的账号还没有手机号码
raise-phone-lede = { $portal }要求用密码和短信验证码登录，但您的账号没有可接收验证码的手机号码。未传递任何信息。
raise-phone-do = 请先为账号添加手机号码，再重新打开该服务。

factor-title = 用短信验证码确认
factor-lede = 这一步需要确认是您本人。验证码将发送到您账号中的手机号码：{ $phone }。
factor-second-lede = 这一步需要确认是您本人。请用通行密钥、应用或验证码确认。
factor-second-other = 其他方式
factor-other-phone = 已不再使用该号码？请先取消，并到服务台更新手机号码。
factor-too-many-tries = 该账号输入验证码的次数过多，请在 { $time } 之后再试。

over-answered-title = 本次登录已经完成
over-answered-do = 您可能已在另一个标签页完成登录，或者返回了旧页面。请在{ $portal }继续操作；如果那里尚未登录，请重新开始。
over-expired-title = 本次登录已超时
over-expired-do = 为保障安全，本次登录已结束，未传递任何信息。请前往{ $portal }重新开始。
way-on-to = 前往{ $portal }
way-back-to = 取消并返回{ $portal }

pass-on-title = 正在返回
pass-on-lede = 正在带您返回{ $portal }。如果页面没有跳转，请点击下面的按钮。
pass-on-lede-somewhere = 正在带您返回原来的网站。如果页面没有跳转，请点击下面的按钮。
pass-on-button = 继续

sign-out-title = 您要退出登录吗？
sign-out-asked-by = { $portal }请求您在此也退出登录。
sign-out-asked = 另一个网站请求您在此退出登录。
sign-out-means = 您将在本站以及本设备上用这次登录打开的所有网站退出登录。
sign-out-confirm = 全部退出
sign-out-stay = 保持登录

consents-title = 已授权网站
consents-lede = 以下网站可以查看您同意提供的信息。它们都不知道您的密码。
consents-none = 暂无已授权网站
consents-none-how = 用本账号登录其他网站后，该网站会显示在这里。
consents-house = 无需授权的网站
consents-house-text = 这些网站与本账号属于同一系统。您登录过这些网站，因此它们可以查看下列信息。查看情况记录在：
consents-what = 可查看
consents-only-identity = 仅确认是您本人
consents-since = 授权日期
consents-end-means = 撤回授权后，该网站不能再向我们查询您的信息；它已获得的信息以及您在那里的账号不受影响。
consents-end = 撤回授权
consents-ended = { $portal }不再拥有访问权限。
