# 锁定和解锁电子身份。

lock-title = 锁定电子身份
lock-lede = 手机丢失，或者怀疑有人知道您的六位密码时，请立即锁定。
lock-means = 锁定期间，我们不向任何门户证明您的身份，六位密码也不起作用。您仍可用密码登录，已提交的事项继续办理。
lock-unbound = 原来的六位密码已失效
lock-unbound-do = 目前没有任何设备可以用六位密码打开您的电子身份。请在您打算使用的设备上重新设置。
lock-unbound-button = 在本设备上重新设置六位密码
lock-undo = 您可以在这里自行解锁：需要发送到手机的验证码和安全问题的答案。
lock-do = 立即锁定
lock-now-locked = 您的电子身份已锁定，我们已通知您的所有联系方式。
lock-locked = 您的电子身份已锁定
lock-locked-lede = 您仍可登录，但在全部锁定解除之前，对各门户来说您的身份未经核实。
lock-besides = 再由本人锁定
lock-nothing = 没有可以锁定的内容
lock-nothing-lede = 您没有使用中的电子身份。
lock-person = 您本人锁定
lock-person-by = 由您锁定，时间：
lock-person-do = 您可以自行解锁：需要手机和安全问题的答案。
lock-passcode = 六位密码输错
lock-passcode-by = 连续五次输错六位密码后锁定，时间：
lock-passcode-do = 您可以自行解锁并设置新的六位密码：需要手机和安全问题的答案。
lock-authority = 主管机关决定
lock-authority-by = 按主管机关的决定锁定，时间：
lock-authority-do = 只有该机关可以要求解锁。如认为有误，请携带身份证到服务窗口。
lock-card-expired = 身份证已过期
lock-card-expired-by = 因身份证有效期届满而锁定，时间：
lock-card-expired-do = 请换领新证。工作人员查看新证后即为您解锁。

# 解锁。

sms-unlock = { $site }：{ $code } 是您解锁电子身份的验证码，10 分钟内有效。请勿告诉任何人。
unlock-title = 自行解锁
unlock-lede = 大约需要两分钟。我们向您的手机发送验证码，然后询问安全问题。如因输错六位密码而锁定，还要设置新的六位密码，仅在本设备上有效。
unlock-phone = 验证码将发送到 { $phone }。
unlock-not-alone = 自行解锁需要已确认的手机号和安全问题，您的账号没有同时具备。工作人员可以为您解锁。
unlock-questions-lede = 请按当初设置的内容填写答案，不区分大小写和空格。每天可以尝试五次。
unlock-do = 解锁
unlock-ask = 申请由工作人员解锁
unlock-ask-instead = 我没有那个手机或不记得答案
unlock-ask-lede = 工作人员在两个工作日内作出决定，我们会通知您的所有联系方式。按主管机关决定的锁定不能这样解除。
unlock-ask-send = 提交申请
unlock-reason = 为什么要解锁
unlock-reason-hint = 一两句话：发生了什么，现在有什么变化。
unlock-reason-missing = 请用一两句话写明解锁的理由，最多 300 字
unlock-many = 您今天已多次申请，请在 { $time } 之后再试。
lock-now-unlocked = 您可以自行解除的锁定已经解除。
lock-now-asked = 您的申请已提交。
lock-asked = 您向工作人员提交的申请
lock-asked-due = 工作人员最迟于 { $date } 答复。
lock-asked-refused = 工作人员没有解锁。
lock-asked-answer = 工作人员说明：

# 工作人员办理的申请。

lock-order = 决定文号：{ $number }
lock-person-desk = 由本人锁定
lock-card-expired-desk = 身份证已过期
unlocks-title = 解锁申请
unlocks-lede = 无法自行解锁电子身份的人员。须在两个工作日内答复。
unlocks-none-title = 没有等待办理的申请
unlocks-none = 解锁申请显示在这里，先到期的排在最前。
unlocks-asked = 申请时间
unlocks-more = 查看后面的申请
unlocks-locks = 锁定原因
unlocks-reason = 申请人说明
unlocks-grant = 解锁
unlocks-grant-hint = 除主管机关的决定外，其他锁定全部解除；身份证过期的锁定须查看新证后才解除。六位密码须重新设置。
unlocks-card = 我已查看有效的新证
unlocks-card-ended = 按此签发日期，该证已失效。请再核对日期。
unlocks-card-issued = 新证的签发日期
unlocks-card-issued-hint = 仅在已查看新证时填写。例如：12/05/2025。有效期据此计算。
unlocks-card-issued-wrong = 请填写新证签发的日、月、年，例如 12/05/2025
unlocks-card-missing = 请确认已查看新证，或者拒绝
unlocks-authority-only = 主管机关的决定不能在此解除：请拒绝，或等待决定撤销
unlocks-answer = 您的答复
unlocks-answer-hint = 申请人会看到。
unlocks-done-granted = 已解锁，并已通知申请人。
unlocks-done-refused = 已拒绝，并已通知申请人。
unlocks-not-again = 此申请已无需办理。
