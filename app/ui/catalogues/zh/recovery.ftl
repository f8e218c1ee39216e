# 忘记密码后找回账号；安全问题；暂时降低的实名等级。

## Whose account, and what one has

recover-link = 忘记密码？
recover-title = 设置新密码
recover-lede = 我们先确认账号是您的。请准备好手机，或恢复码清单。
recover-identifier-hint = 忘记用户名时，请输入手机号码
recover-over = 用时过长，或是在另一个浏览器中开始的。请重新开始。
recover-too-many = 尝试次数过多。{ $time }之后可以再试。
recover-codes-too-many = 索取验证码次数过多。{ $time }之后可以再次索取，或选择其他方式。
recover-ways-title = 您用什么证明是本人？
recover-ways-lede = 请选择您手边有的。如果账号权限较多，可能还需要第二项。
recover-ways-legend = 您手边有的
recover-way-missing = 请选择您手边有的
recover-way-phone = 我的手机
recover-way-phone-means = 我们向账号的手机号码发送短信验证码
recover-way-email = 我的邮箱
recover-way-email-means = 我们向账号的邮箱地址发送验证码
recover-way-code = 恢复码
recover-way-code-means = 您打印或抄写下来的代码之一
recover-way-app = 我的验证码应用
recover-way-app-means = 应用此刻显示的验证码
recover-way-questions = 我的安全问题
recover-way-questions-means = 您选定的三个问题的答案
recover-none-do = 如果都没有，请携带身份证件到服务窗口，在那里找回账号。
recover-other-way = 选择其他方式
recover-shown = 已验证：{ $what }
recover-shown-phone = 短信验证码
recover-shown-email = 邮件验证码
recover-shown-code = 恢复码
recover-shown-app = 应用验证码
recover-shown-questions = 安全问题答案

## Codes and questions

recover-phone-title = 输入短信中的验证码
recover-phone-lede = 如果此账号有手机号码，验证码正在发往该号码，10分钟内有效。
recover-email-title = 输入邮件中的验证码
recover-email-lede = 如果此账号有邮箱地址，验证码正在发往该地址，10分钟内有效。
recover-app-title = 输入应用中的验证码
recover-code-title = 输入一个恢复码
recover-code-lede = 每个代码只能用一次，用后请从清单上划掉。
recover-nothing-came-do = 请等待两分钟，并查看垃圾邮件。如果账号没有该联系方式，或您输入的不是您本人的信息，就不会收到。
recover-questions-title = 回答您的问题
recover-questions-lede = 大小写、空格和标点不影响。
recover-answers-missing = 请回答全部三个问题
recover-answers-wrong = 答案不符。我们不说明哪一个不对。
recover-sms = { $site }：{ $code }是设置新密码的验证码，切勿告诉他人。如非本人操作，请忽略。
recover-mail-subject = { $site }：设置新密码的验证码
recover-mail = 您的验证码是{ $code }。请在{ $site }索取验证码的页面输入，10分钟内有效，切勿告诉他人。
recover-mail-otherwise = 如非本人操作，无需处理：验证码只发给您，密码保持不变。

## More, or waiting

recover-more-title = 还需要一项
recover-more-lede = 此账号权限较多，仅一项不够。请再验证一项，或等待{ $days }天。
recover-lost-lede = 要移除丢失的通行密钥和应用，请再验证一项，最好是恢复码，或等待{ $days }天。
recover-wait-title = 如果没有其他的
recover-wait-text = 我们会向账号的所有联系方式通知有人申请新密码。如果{ $days }天内无人阻止，您再回来，验证同样的内容，然后设置新密码。
recover-wait-level = 如果只验证一项，之后14天内实名等级按较低的计算。
recover-wait-button = 等待{ $days }天
recover-runs-title = 需要等待
recover-runs-lede = 凭您已验证的内容，等待已经开始。再验证一项即可提前继续。
recover-runs-until = 请在此时间之后回来：
recover-shut-title = 等待已被阻止
recover-shut-lede = 账号所有人阻止了这样的申请，或已经登录。凭您已验证的内容暂时不能再等待；再验证一项即可立即继续。
recover-shut-until = 可再次等待的日期：
recover-waiting-title = 请稍后再来
recover-waiting-lede = 等待已经开始。我们已通知账号的所有联系方式，并附上可阻止申请的链接。
recover-waiting-from = 此时间之后回来
recover-waiting-show = 届时再次验证
recover-waiting-then = 接下来
recover-waiting-then-come = 届时在任意浏览器中再次选择“忘记密码？”，验证与今天相同的内容。
recover-waiting-then-week = 您有一周时间。
recover-waiting-then-sign-in = 如果期间想起密码，请直接登录，等待随即结束。

## Stopping it

recover-stop-title = 有人想为您的账号设置新密码
recover-stop-lede = 如果不是您本人，请立即阻止。目前尚未有任何改动。
recover-stop-when = 申请时间
recover-stop-due = 最早可设置时间
recover-stop-button = 阻止
recover-stop-me = 如果是您本人
recover-stop-me-text = 那么无需操作，关闭此页面即可。
recover-stopped-title = 已阻止
recover-stopped-lede = 没有人能以此方式设置新密码，您的密码保持不变。
recover-stopped-do = 可能有人拿着您的手机或能进入您的邮箱。请登录并查看能打开账号的方式；如果无法登录，请携带身份证件到服务窗口。
recover-stop-over-title = 没有可阻止的申请
recover-stop-over-lede = 该申请已经结束，或链接不完整。请复制消息中的完整链接。
account-recovery-waits = 有无法登录的人为您的账号申请新密码。如果不是您本人，请在此时间之前阻止：

## The new password

recover-password-title = 选择新密码
recover-password-lede = 您的用户名是{ $login }。
recover-password-ends = 所有设备都将退出登录，尚未完成的账号变更将被取消。
recover-password-lowers = 由于您只验证了一项，实名等级在14天内按较低的计算。使用恢复码或验证码应用可立即恢复。
recover-password-button = 设置密码
recover-lost-label = 我的通行密钥和应用也丢失了
recover-lost-hint = 它们将被移除。此后用短信验证码验证，直到您添加新的。
recover-lost-title = 通行密钥或应用也丢失了？
recover-lost-text = 可以现在设置密码，登录时使用另一种第二步验证；也可以先再验证一项，将其移除。
recover-lost-link = 再验证一项
recover-done = 新密码已设置。请在此查看能打开账号的方式，并移除您不认识的。

## Security questions

questions-title = 安全问题
questions-lede = 忘记密码时可以帮助您。仅凭它们永远不够，还需要您的手机、邮箱或恢复码。
questions-advice = 别人可能知道真实答案。您可以填写其他内容，只要多年后仍记得。
questions-are-set = 您已有安全问题，此处保存的内容将取而代之。设置日期：
questions-none = 无
questions-legend = 问题{ $number }
questions-label = 问题
questions-choose-empty = 选择一个问题
questions-own = 我自己的问题
questions-own-label = 您自己的问题
questions-own-hint = 仅在选择“我自己的问题”时填写
questions-answer-label = 答案
questions-save = 保存问题
questions-remove-title = 删除问题
questions-remove-text = 之后不再询问这些问题。
questions-choose = 请选择一个问题
questions-twice = 您已选择此问题，请另选一个
questions-own-missing = 请写下您的问题
questions-too-long = 请缩短：最多{ $most }个字
questions-answer-missing = 请输入答案
questions-answer-short = 请至少输入两个字或数字
questions-answer-twice = 请填写与另一问题不同的答案
questions-answer-in-question = 答案出现在问题中，请修改其中之一
questions-answer-known = 想进入您账号的人已经知道这一点。请换一个答案。
questions-notice-set = 安全问题已保存。
questions-notice-removed = 安全问题已删除。
question-teacher = 您的第一位老师叫什么名字？
question-friend = 您童年最好的朋友是谁？
question-street = 您十岁时住在哪条街？
question-book = 您最早喜爱的书是哪一本？
question-neighbour = 您童年时的邻居叫什么？
question-toy = 您最喜欢的玩具是什么？
question-dish = 您奶奶或姥姥最拿手的菜是什么？
question-journey = 您第一次远行去了哪里？
question-song = 小时候别人给您唱的是哪首歌？
question-job = 您的第一份有报酬的工作是什么？
question-hero = 您童年的偶像是谁？
question-gift = 您一直忘不了的礼物是什么？

## A level that is held down

account-level-held = 设置新密码后暂时按较低等级计算，至
account-level-raise = 恢复等级
level-title = 您的实名等级暂时按较低的计算
level-lede = 新密码仅凭一项验证设置。为防止拿到您手机的陌生人以您的名义办事，等级暂时降低。已验证的内容不会丢失。
level-proven = 已验证等级
level-counts = 目前计算等级
level-until = 截止日期
level-now-title = 立即恢复
level-now-text = 请出示您在设置新密码之前就已拥有的验证方式。
level-code-label = 恢复码或应用验证码
level-code-hint = 清单上的12位数字，或应用中的6位数字
level-code-wrong = 代码不符、已用过，或晚于新密码生成
level-raise = 确认
level-raised = 您的实名等级已恢复。
level-else-title = 如果两者都没有
level-else-text = 请等到上述日期，或携带身份证件到服务窗口。

## 预先了解会询问什么

outlook-title = 如果忘记密码
outlook-card = 会询问什么，以及哪些方式有帮助
outlook-low = 凭以下任意一项即可设置新密码。
outlook-middle = 凭以下两项可立即设置新密码。只有一项时需等待 { $days } 天，且实名等级在 14 天内降低。
outlook-high = 您的账号权限较多。凭以下两项可立即设置新密码，其中一项须为恢复码或应用验证码；否则需等待 { $days } 天。
outlook-at-once = 凭您现有的方式，可以立即找回账号。
outlook-waits = 凭您现有的方式，需等待 { $days } 天。
outlook-office = 您没有可用的方式，需携带身份证件到办事窗口办理。
outlook-stronger = 再增加以下任意一项，即可立即找回账号：
outlook-have = 已有
outlook-have-not = 未设置
outlook-questions = 安全问题只能与其他方式一起使用。
outlook-passkey = 使用通行密钥登录无需密码。
