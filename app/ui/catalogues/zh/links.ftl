### The accounts elsewhere that a national account opens.

## The list
links-title = 账号关联
links-card = 可用本账号登录的其他系统账号
links-lede = 以下系统中的账号可用本账号登录。您可以随时新增或解除关联。
links-others = 与其他系统账号的关联
links-new = 新增
links-none-title = 没有关联的账号
links-none = 关联其他系统的账号后，会显示在这里。
links-account = 对方系统的账号
links-state-active = 已关联
links-state-suspended = 已暂停
links-state-ended = 已解除
links-state-waits = 等待对方确认
links-state-dormant = 尚未启用：您还没有验证
links-why = 原因
links-why-person-here = 您在本站提出。
links-why-person-there = 您在{ $system }提出。
links-why-staff-here = 由本站工作人员处理。如不清楚原因，请联系服务台。
links-why-staff-there = 由{ $system }的工作人员处理。如不清楚原因，请向对方咨询。
links-why-suspicion-here = 我们怀疑有他人在使用此关联。
links-why-suspicion-there = { $system }怀疑有他人在使用此关联。
links-why-account-closed = { $system }的账号已注销。
links-why-person-closed = 本站账号已注销。
links-why-retired = { $system }已停止服务。
links-why-merged = { $system }已并入其他系统。凭同样的依据建立的新关联取代了此关联。
links-why-taken = { $system }的账号已与另一个国家账号关联。
links-why-unproven = 双方未能共同确认此关联，因此它没有生效。您可以重新关联。
links-proof-password = 对方系统账号的用户名和密码
links-proof-session = 您在对方系统用密码登录
links-proof-number = 双方均已核验的同一身份号码
links-proof-made = 对方系统当时为您新建了该账号
links-made-by-person = 您本人
links-made-by-portal = 对方系统，自动关联
links-made-by-bulk = 您本人，账号由对方系统工作人员预先准备
links-made = 关联成功。今后可用本账号登录您在{ $system }的账号，原有办件仍归您所有。
links-waits = { $system }尚未答复。对方答复后关联会自动完成，请几分钟后再打开此页。
links-ended = 与{ $system }的关联已解除。您在那里的账号和办件仍然保留。

## Which system
links-choose-title = 您在哪个系统有账号？
links-choose-lede = 请选择系统。您需要准备该系统账号的用户名和密码，约需一分钟。
links-choose-free = 关联您在该系统的账号
links-choose-linked = 已关联一个账号
links-choose-none-title = 目前没有可关联的系统
links-choose-none = 有系统接入后会显示在此页。

## The account there
links-prove-title = 您在{ $system }的账号
links-prove-lede = 请输入您在{ $system }使用的用户名和密码。对方核对后即完成关联。
links-prove-user = 该系统的用户名
links-prove-password = 该系统的密码
links-prove-button = 关联
links-prove-kept = 该密码只转交{ $system }核对，本站不会保存。
links-organisation-lede = { $system }的账号属于某个单位。请选择您的单位。
links-organisation-other = 选择其他单位
links-wrong-there = 用户名或密码有误，或账号属于其他单位。
links-find-title = 不确定是哪个账号？
links-find-text = { $system }可以查看那里是否有登记了您身份号码的账号。号码本身不会告诉对方。此次查询会记入两边账号的活动记录。
links-find-button = 查找我的账号
links-find-one = { $system }有一个登记了您身份号码的账号：
links-find-several = { $system }有多个登记了您身份号码的账号：
links-find-none = { $system }没有登记了您身份号码的账号。如果您在那里确有账号，仍可用其用户名和密码关联。
links-find-more = 以及其他账号
links-cancel = 取消
links-user-missing = 请输入该系统的用户名
links-password-missing = 请输入该系统的密码
links-wrong = 用户名或密码不正确。没有建立任何关联。请核对后重新输入，或在该系统重置密码。
links-too-many = 尝试次数过多，请在 { $time } 之后再试。
links-there-title = 在{ $system }页面完成关联
links-there-lede = { $system }在自己的页面核对用户名和密码。您将前往该页面，完成后即可返回。

## Why not
links-nothing-changed = 没有建立任何关联，也没有任何变化。
links-try-again = 重试
links-back = 返回关联列表
links-locked-title = 对方系统的账号已锁定
links-locked = { $system }的账号已锁定，无法关联。请向管理单位申请解锁；账号中的数据不会丢失。
links-taken-title = 该账号已与另一个国家账号关联
links-taken = { $system }的账号正由另一个国家账号登录。如果是您本人关联的，请用那个国家账号登录并先解除关联。如果不知道是谁，请在{ $system }修改密码并联系其服务台。
links-another-title = 您在该系统已有关联的账号
links-another = { $system }每人只能关联一个账号，您已经关联。如需更换，请先解除原有关联。
links-person-title = 该账号属于他人
links-person = { $system }账号中已核验的身份号码不是您的。请使用您本人的账号。
links-raise-title = 您的账号需要更高的等级
links-raise = { $system }只接受更高实名等级的账号。请先提升本账号的等级再重试。
links-suspended-title = 与该账号的关联已暂停
links-suspended = 您与{ $system }的该账号已有关联，但已暂停。原因见关联列表；请在暂停的一方恢复。
links-unconfirmed-title = 与该账号的关联正在确认
links-unconfirmed = 您已申请关联{ $system }的该账号，双方正在确认，通常只需几分钟。请稍后查看列表。
links-choice-title = 需要在该系统选择账号
links-choice = 您在{ $system }有多个账号。请打开{ $system }，用本账号登录后选择。
links-off-title = 该系统目前不接受关联
links-off = { $system }目前不接受来自本账号的关联。您在那里的账号仍可照常使用。
links-used-title = 这次关联已经使用过
links-used = 您可能返回了旧页面。请查看关联列表；如果没有，请重新开始。
links-failed-title = 关联未能完成
links-failed = { $system }拒绝了请求，未说明原因。请重试；如仍不成功，请联系服务台。
links-down-title = { $system }没有响应
links-down = 该系统目前没有响应。这不是您的问题，也没有丢失任何内容：请几分钟后重试。
links-down-asked = 请求已发出，但没有收到答复。如果对方已收到，关联会自动出现在列表中；否则请几分钟后重试。不会留下不完整的关联。

## Ending
links-end = 解除关联
links-end-title = 解除与{ $system }的关联？
links-end-lede = 解除后双方立即生效。
links-end-ends = 将会结束
links-end-sign-in = 本账号不能再登录您在{ $system }的账号。
links-end-sessions = 通过此关联登录{ $system }的设备将退出登录。
links-end-data = { $system }不能再从本站查询您的信息。
links-end-stays = 将会保留
links-end-account = 您在{ $system }的账号、办件和数据。
links-end-again = 您可以随时重新关联。
links-end-way-in = 如果您在{ $system }还没有密码，请先在那里设置，否则将无法登录。
links-end-keep = 保留关联

system-suspended-title = { $portal }暂停登录
system-suspended = 本站的管理单位暂时不允许任何人登录{ $portal }。
system-suspended-do = 您在本站的账号和关联都不受影响。请稍后再试，或咨询{ $portal }。
system-retired-title = { $portal }已停止服务
system-retired = 已不能登录{ $portal }，与它的关联也已结束。
system-retired-do = 您在本站的账号不受影响。如需以往办件，请咨询受理机关。
system-merged-title = { $portal }已并入{ $into }
system-merged = { $portal }已成为{ $into }的一部分。您的账号、办件和关联都转到那里。
system-merged-do = 请在{ $into }照常登录。
system-merged-go = 前往{ $into }
system-to-links = 查看我的关联
