# 锁定和解锁电子身份。

lock-title = 锁定电子身份
lock-lede = 手机丢失，或者怀疑有人知道您的六位密码时，请立即锁定。
lock-means = 锁定期间，我们不向任何门户证明您的身份，六位密码也不起作用。您仍可用密码登录，已提交的事项继续办理。
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
