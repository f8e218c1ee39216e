# 密码之外的登录方式：安全中心、第二步验证、通行密钥。

## 安全中心

security-title = 安全中心
security-card = 哪些方式可以登录您的账号，如何让它更安全
security-lede = 以下方式可以登录您的账号。这里的每次更改都会通过短信告知您。
security-all-well = 您的账号已得到良好保护，无需其他操作。
security-lately = 以下内容是最近 30 天内添加的。不是您本人添加的请删除：进入过您账号的人可能留下了它们。
security-advice-second = 目前仅凭密码即可登录您的账号。请添加通行密钥或验证器应用，这样即使密码被盗也无法登录。
security-advice-better = 短信可能被截获。通行密钥或验证器应用更安全。
security-advice-another = 您只有一个通行密钥或应用。请再添加一个，以防丢失。
security-advice-codes = 您还没有恢复码。手机丢失时，可以用恢复码登录。
security-advice-few = 恢复码所剩不多。请在用完之前重新生成。
security-second-on = 已开启
security-second-off = 未开启
security-password-changed = 设置于
security-sessions = 已在 { $count } 台设备登录
security-codes-left = { $left ->
    [0] 没有
   *[other] 剩余 { $left } 个
  }
security-manage = 管理
security-more = 更多
security-authenticators = 通行密钥和应用
security-authenticators-none = 还没有。添加后，即使密码被盗也无法登录您的账号。
security-passkey = 通行密钥
security-passkey-doubted = 可能已被复制
security-passkey-doubted-means = 此通行密钥可能已被复制：最近一次使用时，它的计数比以前小。单凭它已不能登录您的账号。请移除它并添加新的通行密钥。
security-totp = 验证器应用
security-label = 名称
security-label-hint = 方便您辨认，例如设备名称
security-kind = 类型
security-copies = 您的其他设备
security-copies-yes = 有，由您的设备共享
security-copies-no = 没有，仅在一台设备上
security-added = 添加时间
security-used = 最近使用
security-never-used = 从未
security-rename = 修改名称
security-remove-title = 移除
security-remove-text = 移除后将无法再用它登录您的账号。以后可以重新添加。
security-remove-last = 这是唯一的一个。移除后，可能仅凭密码就能登录您的账号。
security-remove = 移除
security-notice-totp-added = 应用已添加。今后登录时需要输入其中的验证码。
security-notice-passkey-added = 通行密钥已添加。您可以用它登录，无需密码。
security-notice-renamed = 名称已修改。
security-notice-removed = 已移除，无法再用它登录您的账号。
security-notice-text-codes = 您对短信验证码的选择已保存。
security-notice-device-forgotten = 已取消信任。在该设备登录时将再次要求第二步验证。

## 验证器应用

totp-title = 添加验证器应用
totp-lede = 手机上的应用每 30 秒显示一个新验证码，没有网络也能用。
totp-step-app = 如果还没有，请在手机上安装一个验证器应用。
totp-step-scan = 用该应用扫描此图。
totp-picture = 供应用扫描的二维码
totp-step-type = 或在应用中输入此密钥：
totp-open-app = 在本设备上打开应用
totp-step-code = 输入应用当前显示的验证码。
totp-label-hint = 如果您使用多部手机
totp-add = 添加应用
totp-code-wrong = 验证码不正确。请检查手机时间，并输入当前显示的验证码
totp-begin-again = 页面已过期。请扫描下方的新图。

## 通行密钥

passkey-add-title = 添加通行密钥
passkey-add-lede = 用解锁设备的指纹、面容或密码登录。无需账号密码，也没有可被窃取的内容。
passkey-add-button = 创建通行密钥
passkey-what = 什么是通行密钥？
passkey-what-text = 一把保存在手机、电脑或专用小设备中的密钥，只在本网站有效，仿冒网站无法获取。
passkey-what-shared = 请勿在他人可以解锁的设备上创建。
passkey-not-made = 通行密钥未能添加。请重试，或换一台设备。
passkey-no-script = 此浏览器在这里无法使用通行密钥，或已禁用脚本。其他方式仍可使用。
passkey-failed = 没有成功，可以再试一次。
sign-in-passkey = 使用通行密钥登录
sign-in-passkey-wrong = 此通行密钥无法登录这里的账号，请换一种方式。
sign-in-passkey-doubted = 此通行密钥可能已被复制。请用密码和另一种方式登录，然后移除它并添加新的通行密钥。
sign-in-over = 登录超时，或是在其他浏览器中开始的。请重新登录。

## 第二步验证

second-title = 第二步验证
second-passkey-lede = 密码正确。请用通行密钥确认是您本人。
second-passkey-button = 使用通行密钥
second-passkey-wrong = 此通行密钥未通过。请重试，或换一种方式。
second-passkey-copied = 此通行密钥可能已被复制，不再接受。请换一种方式。
second-totp-lede = 请打开手机上的验证器应用，输入其中为本网站显示的验证码。
second-totp-label = 应用中的验证码
second-totp-wrong = 验证码不正确或已使用过。请等应用显示下一个后再输入
second-sms-lede = 我们将向 { $phone } 发送短信验证码。
second-recovery-lede = 请输入您打印或保存的恢复码之一。每个恢复码只能使用一次。
second-recovery-label = 恢复码
second-recovery-hint = 12 位数字
second-recovery-wrong = 这不是您的恢复码，或已使用过。请输入另一个
second-code-missing = 请输入验证码
second-too-many = 尝试次数过多。您的账号没有被锁定，请在 { $time } 之后重试。
second-remember = 30 天内在此设备上不再询问
second-remember-hint = 仅限只有您使用的设备
second-others = 其他方式
second-choose-passkey = 通行密钥
second-choose-passcode = 本设备的六位密码
second-choose-totp = 应用中的验证码
second-choose-sms = 短信验证码
second-choose-recovery = 恢复码
second-none = 以上方式都不可用？
second-none-do = 请携带身份证件到服务窗口，工作人员会帮您恢复账号。
sms-second-step = 【{ $site }】登录验证码 { $code }，10 分钟内有效。请勿告知他人。如非本人操作，请立即修改密码。

## 恢复码

codes-title = 恢复码
codes-lede = 十个写在纸上的代码。手机丢失或损坏时，每个可在第二步验证中使用一次。
codes-none = 您还没有恢复码。
codes-left = { $date }生成的恢复码还剩 { $left } 个。
codes-anew-means = 重新生成后，之前的恢复码将失效。
codes-make = 生成恢复码
codes-make-anew = 重新生成恢复码
codes-new-title = 您的新恢复码
codes-shown-once = 这些恢复码仅显示这一次。请先打印或保存再继续。
codes-for = 账号：{ $login }
codes-once = 每个恢复码只能使用一次。请与身份证件放在一起，不要与密码放在一起。
codes-made = 生成于 { $date }
codes-print = 您可以打印本页。
codes-download = 保存为文件
codes-done = 我已保存

## 短信验证码

text-codes-title = 短信验证码
text-codes-when = 何时向您的手机发送验证码
text-codes-asked = 需要第二步验证时
text-codes-asked-means = 平台要求时，或您选择用它代替通行密钥或应用时
text-codes-always = 每次登录时
text-codes-always-means = 仅凭密码将无法登录您的账号
text-codes-never = 从不
text-codes-never-means = 通行密钥或应用更安全。请保留恢复码，以防丢失
text-codes-save = 保存

## 受信任的设备

## The device of the electronic identity

bound-title = 电子身份绑定的设备
bound-since = 绑定时间
bound-unused = 尚未使用
bound-means = 六位密码只能在此设备上打开您的电子身份。如不认识此设备，请移除并修改密码。
bound-remove = 移除此设备
bound-removed = 设备已移除。在您重新在某台设备上设置之前，六位密码不起作用。

devices-title = 无需第二步验证的设备
devices-none = 没有。登录时完成第二步验证后，可以选择在 30 天内信任该设备。
devices-until = 有效期至
devices-forget = 取消信任
devices-forget-all = 全部取消信任
