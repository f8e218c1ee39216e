# 用手机注册。

app-continue = 继续
app-change = 修改
app-register = 注册

## 首页

app-front-title = 手机上的电子身份
app-front-lede = 在这部手机上即可完成注册、核验和激活。注册大约需要五分钟。
app-front-need = 需要准备
app-front-need-card = 带有 12 位号码的身份证
app-front-need-phone = 您本人的手机号码，能够接收短信
app-front-need-camera = 最好有摄像头，用来扫描证件上的二维码。也可以上传照片或手动输入
app-front-next = 办理过程
app-front-next-register = 您用证件信息、短信验证码和密码注册。
app-front-next-face = 您确认信息并拍摄面部。
app-front-next-officer = 工作人员比对后，在一个工作日内作出决定。
app-front-next-activate = 您收到通知后，在七天内激活。
app-front-under-way = 这部手机上有一次尚未完成的注册。输入的内容只在本浏览器中保留一天。
app-front-go-on = 继续注册
app-front-passcode = 用六位密码打开
app-front-anew = 删除并重新开始

## 注册

app-begin-title = 身份号码和手机号码
app-begin-lede = 验证码会发送到这个手机。在验证码通过之前，您输入的内容只保存在本浏览器中。
app-no-cookies-title = 浏览器不保存 Cookie
app-no-cookies-lede = 没有 Cookie，您输入的内容无法从一页带到下一页。
app-no-cookies-do = 请在浏览器设置中允许本网站使用 Cookie，退出禁止 Cookie 的无痕窗口，或者换一个浏览器。
app-no-cookies-again = 再试一次
app-card-title = 证件信息
app-card-lede = 扫描二维码，各栏会自动填写。也可以全部手动输入。
app-card-data = 信息
app-review-title = 信息都正确吗？
app-review-lede = 注册前请核对信息。日后发现有误，也可以申请更正。
app-review-doubts = 有些信息与身份号码不一致
app-review-doubts-on = 如果证件上确实如此，请继续：工作人员会核实。
app-consent-label = 我同意保存并核验这些信息，以便为我办理电子身份
app-consent-what = 我们加密保存您的证件信息、手机号码和密码的散列值。之后还有您的面部照片，到期即删除。
app-consent-why = 信息将与人口库比对，由工作人员作出决定。
app-password-title = 设置密码
app-password-lede = 今后用身份号码和这个密码登录。
app-password-set = 设置密码并注册
app-done-title = 注册成功
app-done-new = 账号已建立，您已登录。
app-done-lede = 今后请用身份号码和密码登录。
app-done-login = 也可以用这个用户名登录，即使有人误用您的号码注册也不受影响。请记下它。
app-done-next = 您的身份尚未核验。接下来请确认信息并拍摄面部；如果 30 天内没有提交申请，就只能用用户名或手机号码登录。

## 申请状态

app-home-title = 您的电子身份
app-home-due = 最迟于 { $date } 作出决定。
app-home-go-on = 继续申请
app-home-apply = 申请一级电子身份
app-home-activate = 激活
app-home-unlock = 查看如何解锁
app-state-none = 没有申请
app-state-none-means = 您已有账号，但还没有申请电子身份。
app-state-requested = 已开始
app-state-requested-means = 申请已开始。请继续填写证件信息。
app-state-awaiting-data = 待补信息
app-state-awaiting-data-means = 接下来请确认证件信息。
app-state-awaiting-biometrics = 待拍面部
app-state-awaiting-biometrics-means = 接下来请拍摄面部，供工作人员比对。
app-state-in-review = 等待决定
app-state-in-review-means = 材料已齐，工作人员将作出决定，并通知您。
app-state-approved = 已批准
app-state-approved-means = 申请已批准。请在收到通知后七天内激活。
app-state-window-missed = 激活期限已过
app-state-window-missed-means = 七天已过。工作人员可以重新开放期限。
app-state-active = 使用中
app-state-active-means = 您的一级电子身份正在使用。
app-state-locked = 已锁定
app-state-locked-means = 您的电子身份已锁定，但仍可登录。
app-state-refused = 未获批准
app-state-refused-means = 申请未获批准，原因见通知；您可以重新申请。
app-state-withdrawn = 已撤回
app-state-withdrawn-means = 您撤回了申请。可以重新申请。
app-state-closed = 已注销
app-state-closed-means = 电子身份已注销。您可以重新申请。

## Sign-in

app-sign-in-lede = 请用注册时的身份号码和密码登录。
app-sign-in-number = 身份号码
app-sign-in-number-hint = 12 位数字；也可以用手机号码或用户名

## 浏览器

app-short-name = 电子身份
app-device = 这个浏览器
app-device-no-scripts = 没有脚本或浏览器较旧也能办理：用照片代替页面里的摄像头，读不出的内容手动输入。必须允许 Cookie。
app-device-fine = 正常
app-device-missing = 缺少
app-device-secure = 安全连接
app-device-secure-missing = 请用 https:// 开头的网址打开本页。在此之前无法使用摄像头，请上传照片。
app-device-cookies = Cookie 功能
app-device-cookies-missing = 请在浏览器设置中允许本网站使用 Cookie，或退出无痕窗口。没有 Cookie 无法注册。
app-device-camera = 摄像头
app-device-camera-missing = 没有找到摄像头。请上传用其他设备拍摄的证件照片，或者手动输入；之后的面部也可以用照片。
app-device-crypto = 保存密钥的地方
app-device-crypto-missing = 这个浏览器无法保存密钥。可以注册；激活时改用 Cookie。建议使用较新的浏览器。

## 没有网络

app-offline-title = 您已离线
app-offline-lede = 没有网络连接。已提交的内容仍然保留：注册完成之前在您的浏览器里，之后由我们保存。
app-offline-again = 再试一次
