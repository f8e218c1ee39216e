# 激活电子身份。

sms-activation = 【{ $site }】验证码 { $code }，用于激活电子身份，10 分钟内有效。请勿告知他人。

activate-title = 激活您的电子身份
activate-lede = 请准备好申请时使用的手机。大约需要三分钟：验证码、六位密码和安全问题。
activate-until = 请在 { $date }之前激活。
activate-here = 请在您打算使用六位密码的设备上操作：六位密码只在这台设备上有效。
activate-number = 您的身份号码
activate-number-hint = 申请中的 12 位数字，可以带空格。
activate-number-missing = 请输入身份号码
activate-phone = 您的手机号
activate-differs = 身份号码和手机号与您的申请不一致，请都核对一下。
activate-send = 发送验证码
activate-finish = 激活

passcode-title = 设置六位密码
passcode-lede = 六位密码与这台设备绑定，在其他设备上无效。
passcode-label = 六位密码
passcode-again = 再输入一次
passcode-hint = 六位数字；不要用生日、您各种号码中的一段，也不要用 111222 或 123456 这样的数字。
passcode-shape = 请输入六位数字
passcode-repeated = 请换一组不这样重复的数字
passcode-in-a-row = 请换一组不是依次递增或递减的数字
passcode-known = 请换一个：这组数字出现在您的生日或号码中
passcode-differs = 请输入与上面相同的六位密码
passcode-save = 继续

activate-active = 您的电子身份使用中
activate-active-do = 您现在拥有“{ $level }”。六位密码在您设置它的那台设备上有效。
activate-missed = 七天的激活期限已过
activate-missed-do = 什么都没有丢失：您的申请仍是已批准状态。请联系批准的机关重新开放七天期限。您会收到短信，然后就可以在这里激活。
activate-locked = 您的电子身份已锁定
activate-locked-do = 您仍可登录，但解锁之前电子身份不起作用。
activate-nothing = 没有可激活的内容
activate-not-yet = 目前没有可激活的内容
activate-not-yet-do = 申请先要获得批准。您可以查看申请的进展。
activate-see = 查看进展
activate-device = 在本设备上打开
activate-device-lede = 请备好电子身份所用的手机：验证码会发到那里，然后设置六位密码。原来的设备将不再有效。
activate-device-done = 六位密码现在在本设备上有效。
activate-taken = 您的号码已属于另一个账号
activate-taken-do = 有人用另一个账号核实了这个号码。您的申请仍是已批准状态，什么都没有丢失。
activate-taken-mine = 如果那个账号也是您的，请把两个账号合并。
activate-taken-not-mine = 如果不是您的，请带上证件到公安机关，由他们查明号码是谁的。
passcode-open-title = 输入六位密码
passcode-again-lede = 请输入六位密码，再次确认是您本人。
passcode-open-lede = 它在本设备上打开您的电子身份。
passcode-open-no-script = 本设备用自己的密钥签名，需要启用脚本。未启用脚本时，请用密码登录。
passcode-open-button = 打开
passcode-open-else = 改用密码登录
passcode-wrong = 六位密码不正确。还可以尝试 { $left } 次，之后电子身份将被锁定。
passcode-too-late = 页面打开时间过长，请重新输入六位密码
passcode-no-key = 本浏览器已没有您设备的密钥。请用密码登录并重新激活本设备
passcode-locked = 六位密码已连续五次输入错误，您的电子身份已被锁定。请用密码登录查看处理办法。
