### 防止程序自动填写表单的验证。

challenge-title = 验证码
challenge-working = 您的设备正在进行简短计算，您无需操作。
challenge-done = 您的设备已完成验证，您无需操作。
challenge-failed = 您的设备未能自动完成验证，请输入图片或语音中的数字。
challenge-choose = 改为输入图片中的数字
challenge-picture-alt = 含有五个数字的图片。如果看不清，请收听后面的语音。
challenge-listen = 五个数字的语音
challenge-file = 数字语音文件
challenge-digits = 图片或语音中的数字
challenge-digits-hint = 五个数字
challenge-another = 换一张
challenge-wanted = 请完成下面的验证码。如果本页需要密码，请重新输入密码
challenge-wrong = 数字不正确，请输入新图片中的数字
challenge-over = 验证码已使用过或已过期，请完成下面的新验证码。如果本页需要密码，请重新输入密码
challenge-too-many = 您所在的网络多次未通过验证码，请在 { $time } 之后再试
