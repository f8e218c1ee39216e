### Registering, signing in, the account and its sessions at an identity.

## The front page

front-title = 首页
front-heading = { $site }：一个账号，通办各项政务服务
front-lede = 只需注册一次，就能用同一个账号登录所有已接入的平台。
front-what = 这个账号能为您做什么
front-what-once = 身份只需证明一次，不必为每个平台另设密码。
front-what-allow = 哪个平台能知道哪些信息由您决定，并可随时收回。
front-what-see = 您可以看到账号在哪里登录、发生过什么。
front-hello = 您好，{ $name }
front-hello-lede = 您已登录。您想做什么？
front-level = 您的实名等级：
front-account = 我的账号
front-account-text = 您的资料、密码和实名等级
front-portals = 已授权网站
front-portals-text = 谁可以知道您的哪些信息
front-sessions = 登录设备
front-sessions-text = 您的浏览器和设备；可让不认识的设备退出

## Signing in and out

sign-in-title = 登录
sign-in-button = 登录
sign-in-again-title = 请确认是您本人
sign-in-again-lede = 平台要求您再次登录后才能继续。
sign-in-ahead = 登录后将前往：{ $portal }。
sign-in-cancel = 取消并返回：{ $portal }
sign-in-identifier-vn = 用户名、手机号或身份号码
sign-in-identifier-cn = 用户名、手机号或身份号码
sign-in-identifier-ru = 用户名、手机号或 SNILS 号码
sign-in-identifier-missing = 请输入用户名、手机号或身份号码
sign-in-password-missing = 请输入密码
sign-in-no-account = 还没有账号？
sign-in-wrong = 账号与密码不匹配。请检查后重试。如果用身份号码登录不了，请改用手机号码或用户名。
sign-in-too-many = 尝试次数过多。您的账号没有被锁定，请在 { $time } 之后重试。
signed-out-title = 您已退出登录
signed-out-lede = 我们正在通知您用此账号登录过的平台。如果是公用设备，请同时关闭浏览器。

## Registering

register-link = 注册
register-title = 注册账号
register-lede = 大约需要三分钟。请准备好能接收短信的手机。
register-ahead = 注册后将前往：{ $portal }。
register-have-account = 已有账号？
register-get-code = 获取短信验证码
register-finish = 注册
register-too-many = 获取验证码的次数过多，请在 { $time } 之后再试。
register-consent-label = 我同意保存我的姓名和手机号，用于提供账号服务
register-consent-details = 保存哪些信息、为什么保存
register-consent-what = 我们保存您的姓名、手机号，以及获知后加密保存的身份号码。登录记录也会保存，您可以随时查看。
register-consent-why = 这些信息用于识别您本人，并在账号发生变化时提醒您。各平台只能得到您允许的信息。
register-consent-end = 您可以随时注销账号，撤回同意。
register-consent-missing = 请勾选同意。未经您同意，我们无法开通账号。

name-label = 姓名
name-hint = 与身份证件一致
name-missing = 请输入姓名
name-too-long = 姓名过长，请不要超过 100 个字符
name-character = 姓名只能包含文字，请去掉数字和符号
phone-label = 手机号
phone-missing = 请输入手机号

code-title = 输入短信验证码
code-lede = 短信已发送至 { $phone }，验证码 10 分钟内有效。
code-account-exists = 如果该手机号已有账号，短信会说明这一点，其中没有验证码。
code-label = 验证码
code-hint = 6 位数字
code-continue = 继续
code-missing = 请输入短信中的 6 位数字
code-wrong = { $left ->
   *[other] 验证码不正确，还可以再试 { $left } 次
  }
code-exhausted = 该验证码尝试次数过多，已失效。请重新获取。
code-expired = 该验证码已超过 10 分钟，已失效。请重新获取。
code-too-many = 获取验证码的次数过多，请在 { $time } 之后再试。
code-nothing-came = 没有收到短信？
code-nothing-came-do = 短信可能会延迟一分钟。请核对手机号后重新获取；之前的验证码将随之失效。
code-send-again = 重新获取短信验证码
code-sent-again = 新的验证码已发出。
code-change-phone = 换一个手机号

credentials-title = 设置用户名和密码
credentials-lede = 您的手机号已通过验证，这是最后一步。
login-label = 用户名
login-hint = { $least } 至 { $most } 个字符，以文字或字母开头，可使用文字、字母、数字、点、连字符和下划线。
login-missing = 请输入用户名
login-too-short = 用户名至少需要 { $least } 个字符
login-too-long = 用户名最多 { $most } 个字符
login-no-letter = 用户名请以文字或字母开头
login-character = 用户名只能使用文字、字母、数字、点、连字符和下划线
login-taken = 该用户名已被使用，请换一个

password-label = 密码
password-again-label = 再次输入密码
password-hint = 至少 { $least } 个字符。用几个只有您会想到的词组成，既安全又好记。
password-missing = 请输入密码
password-too-short = 密码至少需要 { $least } 个字符
password-too-long = 密码过长，请缩短
password-common = 使用这个密码的人太多，请换一个
password-like-owner = 密码不能是您的姓名、号码或用户名，请换一个
password-unchanged = 这就是您当前的密码，请换一个
password-again-differs = 两次输入的密码不一致，请重新输入相同的密码

stopped-gone = 无法在此继续注册
stopped-gone-do = 本次注册已过期，或是在另一个浏览器中开始的。没有保存任何信息。请重新开始，大约需要三分钟。
stopped-begin-again = 重新开始
stopped-finished = 注册已完成
stopped-finished-do = 您的账号已经建立。请用您设置的用户名和密码登录。
stopped-phone-taken = 该手机号刚刚注册了账号
stopped-phone-taken-do = 在您注册期间，已有人用同一手机号建立账号。如果是您在另一个窗口中操作的，请直接登录。
stopped-closed = 该账号已注销
stopped-closed-do = 账号无法恢复。如需办理业务，请到服务窗口注册新账号。

## Text messages

sms-registration-code = 【{ $site }】您的验证码为 { $code }，10 分钟内有效。请勿告知他人。
sms-registration-known = 【{ $site }】有人想用此手机号注册，但已有账号使用此号码。如果那是您的账号，请在 { $address } 用此手机号和密码登录。如果此号码以前归他人使用，您的验证码为 { $code }，10 分钟内有效。请勿告知他人。如非本人操作，无需理会。
sms-second-factor = 【{ $site }】验证码 { $code }，用于确认登录{ $portal }，10 分钟内有效。请勿告知他人。如非本人操作，请立即修改密码。

## The account

account-title = 我的账号
account-registered = 您的账号已开通，现已登录。
account-password-changed = 密码已修改，其他浏览器和设备均已退出登录。
account-level = 实名等级
account-number-unknown = 尚未登记
account-phone-unknown = 无
account-since = 注册日期
account-language = 通知语言
account-ways = 您可以办理
account-identity = 电子身份
account-identity-card = 您的申请，以及激活、锁定和解锁
account-consents-title = 已授权网站
account-consents-card = 谁可以知道您的哪些信息
number-label-vn = 身份号码
number-label-cn = 身份号码
number-label-ru = SNILS 号码

## Levels of identity

level-vneid-none = 未认证
level-vneid-1 = 一级认证
level-vneid-2 = 二级认证
level-shandong-basic = 初级实名
level-shandong-middle = 中级实名
level-shandong-high = 高级实名
level-esia-simple = 简易账号
level-esia-standard = 标准账号
level-esia-confirmed = 已确认账号
level-plain-claimed = 本人声明
level-plain-basic = 已与登记信息核对
level-plain-substantial = 已核验证件
level-plain-high = 已当面核验
level-vneid-none-means = 目前只验证了手机号，姓名和身份号码尚未核对。
level-vneid-1-means = 您的信息与国家人口数据库一致。
level-vneid-2-means = 您的身份证件和人脸已核验，可以办理所有业务。
level-shandong-basic-means = 目前只验证了手机号，姓名和身份号码尚未核对。
level-shandong-middle-means = 您的姓名和身份号码与人口库一致。
level-shandong-high-means = 您的证件和人脸已核验，可以办理所有业务。
level-esia-simple-means = 目前只验证了手机号，还不能使用需要确认身份的服务。
level-esia-standard-means = 您的信息与国家登记信息一致，部分服务仍需确认身份。
level-esia-confirmed-means = 您的身份已确认，可以办理所有业务。
level-plain-claimed-means = 目前只验证了手机号，姓名尚未核对。
level-plain-basic-means = 您的信息与官方登记一致。
level-plain-substantial-means = 您的证件和人脸已核验。
level-plain-high-means = 您本人到场，证件、人脸和指纹均已核验。

## Sessions

sessions-title = 登录设备
sessions-card = 您的浏览器和设备；可让不认识的设备退出
sessions-lede = 以下浏览器和设备正在登录您的账号。如有不认识的，请将其退出并修改密码。
sessions-device = 设备
sessions-begun = 登录时间
sessions-used = 最近使用
sessions-from = 网络地址
sessions-end-column = 退出
sessions-this = 本浏览器
sessions-this-end = 请使用上方的“退出”
sessions-end = 退出
sessions-ended = 已退出，该设备需要重新登录。
sessions-others-ended = 其他设备已全部退出，目前仅在此处登录。
sessions-gone = 该设备此前已退出，以下是最新列表。
sessions-end-others-title = 退出其他所有设备
sessions-end-others-text = 其他浏览器和设备（包括在已授权平台上的登录）都需要重新登录。您在此处保持登录。
sessions-end-others = 全部退出
sessions-end-others-these = 以下设备将退出登录：
sessions-keep = 保持登录

## Changing the password

password-new-label = 新密码
password-present-label = 当前密码
password-present-missing = 请输入当前密码
password-present-wrong = 当前密码不正确，请重试
password-too-many = 尝试次数过多，请在 { $time } 之后重试。
password-title = 修改密码
password-card = 设置新密码；其他设备将退出登录
password-lede = 您在此处保持登录，其他浏览器和设备将全部退出。获准在您不在时查询资料的，也不再获准。
password-change = 修改密码

email-title = 邮箱地址
email-card = 我们写信的地址，以及各门户可以知道的地址
email-lede = 账号有变化时，我们会写信到这里的每个地址。邮箱地址不能用来登录。
email-none-title = 还没有邮箱地址
email-none = 有了邮箱地址，即使手机丢失，您也能得知变化。
email-since = 确认日期
email-first = 您允许得知邮箱地址的门户会看到这个地址。
email-add-title = 添加地址
email-label = 邮箱地址
email-hint = 例如：name@example.org。他人也可以使用同一地址。
email-add = 发送验证码
email-remove = 删除
email-added = 地址已添加。
email-removed = 地址已删除。
email-missing = 请输入邮箱地址
email-malformed = 请输入完整的邮箱地址，例如 name@example.org
email-is-there = 您已经有这个地址
email-too-many = 最多可保存 { $most } 个地址。请先删除一个。
email-no-mail = 本站不发送邮件，因此无法添加地址。
email-code-title = 输入邮件中的验证码
email-code-lede = 我们已发送邮件到 { $email }。其中的验证码 10 分钟内有效。
email-code-confirm = 确认地址
email-code-nothing = 没有收到邮件？
email-code-nothing-do = 可能需要一分钟。请查看垃圾邮件，核对地址，再要求新的验证码；之前的验证码随即失效。
email-code-other = 使用其他地址
