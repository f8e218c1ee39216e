# 身份证上的信息：扫描、拍照或输入。

card-scan = 扫描证件上的二维码
card-scan-where = 2021 年起签发的证件，二维码在正面右上角；2024 年 7 月起签发的证件，二维码在背面。
card-camera-start = 用摄像头扫描
card-camera-stop = 关闭摄像头
card-camera-picture = 摄像头画面
card-camera-starting = 正在打开摄像头。浏览器可能会询问是否允许本页使用摄像头。
card-camera-looking = 请把二维码对准摄像头，避免反光。识别会自动完成。
card-camera-refused = 浏览器不允许本页使用摄像头。请在浏览器设置中允许，或者上传照片，或者手动输入。
card-camera-missing = 无法打开摄像头。请上传照片或手动输入。
card-camera-tired = 摄像头找了一会儿仍未发现二维码。请拍一张照片，或者手动输入。
card-camera-failed = 画面没有传到服务器。请检查网络后重新打开摄像头，或刷新页面。
card-photograph = 带有二维码一面的照片
card-photograph-hint = JPEG、PNG 或 WebP，不超过 12 MB。二维码须完整、清晰、无反光。我们只读取二维码，不保存照片。
card-photograph-read = 读取照片
card-not-readable = 扫不出二维码？手动输入
card-read = 二维码已读取。请核对下面的信息。
card-differs = 证件上的号码是 { $number }，与您输入的不同。您输入的号码已保留，请改正有误的一个。
card-many = 发送的图片过多。请在 { $time } 之后再试，或者手动输入。
card-busy = 目前发送图片的人较多。请稍后再试，或者手动输入。

## 各栏

card-number = 身份号码
card-number-hint = 12 位数字，可带空格。例如：001 190 000 018
card-number-missing = 请输入 12 位身份号码
card-number-length = 身份号码为 12 位，您输入了 { $found } 位
card-number-former = 这 9 位数字是旧证件的号码。请输入新证件上的 12 位号码
card-number-character = 身份号码只能是数字
card-name = 姓名
card-name-hint = 与证件上一致
card-name-missing = 请输入与证件上一致的姓名
card-born = 出生日期
card-born-hint = 日、月、年。例如：07/03/1990
card-born-wrong = 请输入完整的出生日期，例如 07/03/1990
card-sex = 性别
card-sex-missing = 请选择证件上的性别
card-residence = 常住地
card-residence-wrong = 常住地不得超过 300 个字
card-issued = 签发日期
card-issued-hint = 在证件背面。例如：12/05/2021
card-issued-wrong = 请输入完整的签发日期，例如 12/05/2021，也可以留空

## 图片或二维码不对

card-picture-empty = 请先选择或拍摄照片
card-picture-large = 图片太大。请使用不超过 12 MB、2800 万像素的照片
card-picture-heic = 这里无法读取 HEIC 照片。请把手机相机设为 JPEG（“兼容性最佳”），或者截屏
card-picture-kind = 无法读取这种文件。请选择 JPEG、PNG 或 WebP 照片
card-picture-damaged = 图片已损坏或不完整。请重新拍摄
card-picture-no-code = 没有看到二维码。请靠近一些，让二维码占画面的三分之一
card-picture-blurred = 二维码模糊或被遮住了一部分。请拿稳、擦净镜头并避免反光
card-picture-several = 图片里有多个二维码。请只拍证件
card-picture-crowded = 图片里图案太多。请把证件放在素色的台面上
card-code-empty = 这个二维码是空的。请扫描身份证上的二维码
card-code-newer = 这是 2024 年新版身份证的二维码，本站无法读取。请按证件手动输入
card-code-part = 证件的二维码只读出一部分。请再扫一次；仍然不行，请手动输入
card-code-field = 看起来是身份证，但有些信息读不出来。请手动输入
card-foreign-health = 这是新冠疫情时期的个人二维码。请扫描身份证上的二维码
card-foreign-application = 这是应用程序显示的二维码。请扫描印在身份证上的二维码
card-foreign-address = 这个二维码是网址。请扫描身份证上的二维码
card-foreign-visiting-card = 这是名片的二维码。请扫描身份证上的二维码
card-foreign-machine-readable = 这是护照或其他国家证件上的机读码。请扫描越南身份证上的二维码
card-foreign-payment = 这是付款码。请扫描身份证上的二维码
card-foreign-network = 这是无线网络的二维码。请扫描身份证上的二维码
card-foreign-binary = 这个二维码里没有文字。请扫描身份证上的二维码
card-foreign-unknown = 这不是越南身份证的二维码

## 不一致之处

card-doubt-sex = 按身份号码，性别应与所填的不同。
card-doubt-birth-year = 按身份号码，出生年份应与所填的不同。
card-doubt-place = 不认识号码开头所代表的省市或国家。
card-doubt-issued-too-early = 按这些信息，证件是在未满 14 岁或出生之前签发的。
card-doubt-future = 签发日期在将来。
