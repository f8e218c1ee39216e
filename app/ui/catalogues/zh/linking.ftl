### 用国家账号登录，并与本站账号关联。

## Ways on
link-continue = 继续
link-cancel = 取消
link-again = 重试
link-other-way = 用其他方式登录
link-other-account = 使用其他账号
link-home = 返回首页
link-nothing-changed = 没有建立任何关联，也没有任何变化。
link-account-label = { $name }（{ $user }）

## Not linked yet
link-not-yet-title = 您的账号尚未关联
link-not-yet = 您已通过{ $issuer }登录，但尚未与{ $site }的账号关联。请点击“继续”，输入您在本站使用的用户名和密码。
link-not-yet-once = 只需操作一次。以后一次登录即可进入，您在本站账号中的内容保持不变。
link-not-yet-known = 您似乎已有本站账号。请登录该账号以完成关联。
link-elsewhere-title = 您在本站的账号是用另一个国家账号打开的？
link-elsewhere-first = 请先用那个账号登录，然后将{ $issuer }关联到{ $site }的同一账号：办件和资料保持不变。
link-elsewhere-with = 使用{ $issuer }登录
link-new-title = 还没有本站账号？
link-new = 我们可以为您在{ $site }新建账号，并立即与{ $issuer }关联。仅当您从未有过本站账号时选择此项。
link-new-button = 新建账号

## Proving the account here
link-account-title = 登录您的本站账号
link-account = 这一步用于确认账号属于您，随后与{ $issuer }关联。
link-account-whose = 如果您不是{ $name }，请在此取消，并从登录页重新开始。
link-account-button = 关联
link-account-wrong = 用户名或密码不正确，尚未关联。请核对后重新输入，或重置密码。

## An account that the site's staff prepared
link-prepared-title = 这是您的本站账号吗？
link-prepared = 根据{ $site }的记录，您已有此账号。输入一次该账号的密码，即可与{ $issuer }关联。
link-prepared-mine = 是，输入密码
link-prepared-other-title = 不是您的账号？
link-prepared-other = 请告知我们，此账号将不再向您提示。之后您可以使用其他账号，或不使用账号继续。
link-prepared-not-mine = 这不是我的账号
link-prepared-hint = 所指账号的用户名为 { $user }。
link-matched-title-several = 哪个账号是您的？
link-matched = 有人（可能就是您）在{ $site }的这个账号中填写了您的身份号码，并与人口库一致。如果是您的账号，我们会将其与{ $issuer }关联。
link-matched-prove = { $site }的这个账号中填写了您的身份号码。请证明一次该账号是您的，即可与{ $issuer }关联。
link-matched-held = 办件和资料保持不变。该账号的密码、手机号和其他登录方式将暂停使用，直到您决定是否保留。
link-matched-since = 开通日期
link-matched-dossiers = 办件数
link-matched-mine = 是，这是我的账号
link-matched-other = 您不必认领。如果是别人的账号，不会与您关联。
link-matched-new = 不是我的，新建账号
link-matched-another = 使用我的其他本站账号

## Several accounts
link-choose-title = 您要使用哪个账号？
link-choose = 以下{ $site }的账号属于您。
link-choose-legend = 账号
link-account-used = 上次进入：{ $when }
link-kind-made = 您首次到来时创建的账号
link-kind-own = 有自己用户名的账号
link-add-title = 请登录要添加的账号
link-add-button = 再关联一个账号
link-add-more = 多个账号
link-add-more-text = 如果您在本站还有其他账号（例如在另一所学校），也可以关联。登录后您可选择账号，并可随时切换。
link-switch-title = 切换账号
link-switch-card = 无需重新登录，进入您的另一个账号。
link-switch = 以下是您的{ $issuer }可以打开的{ $site }账号。
link-switch-here = 当前账号
link-switch-about = 关于此账号
link-switch-legend = 切换到
link-switch-button = 切换
link-switch-none = 您的{ $issuer }没有打开{ $site }的其他账号。
link-switch-sign-in = 您是用这一个账号的密码登录的，它不能打开其他账号。请用{ $issuer }登录，即可看到您的全部账号。
link-switch-sign-in-button = 登录
link-switch-gone = 未切换：该账号已不再与您关联，或无法打开。以下是您现有的账号。
link-switched = 您现在已进入此账号，无需重新登录。

## The person has another
link-another-title = 您在本站已有关联的账号
link-another = { $issuer }已与{ $site }的一个账号关联，每人只能关联一个。您刚才输入的账号没有关联。
link-another-button = 用已关联的账号登录
link-another-instead = 如要改用另一个账号，请先登录已关联的账号，在“账号关联”中解除关联，之后即可关联另一个账号。

## The account is somebody else’s
link-taken-title = 该账号已与另一个国家账号关联
link-taken = { $site }的这个账号由另一个国家账号登录，因此没有与您的账号关联。
link-taken-own = 如果是您本人关联的，请用当时的国家账号登录。
link-taken-stranger = 如果不清楚是谁关联的，请修改该账号的密码，并联系本站服务台。

## Not allowed
link-untrusted-title = 此登录方式已停用
link-untrusted = { $site }目前不接受通过{ $issuer }登录。您可以用其他方式登录。
link-another-person-title = 该账号属于他人
link-another-person = { $site }这个账号中已核验的身份号码不是您的，因此没有关联。请使用本人的账号。
link-locked-title = 您的本站账号已被锁定
link-locked = { $site }中与{ $issuer }关联的账号已被锁定。请联系管理单位解锁；账号中的内容不会丢失。
link-suspended-title = 您账号的关联已暂停
link-suspended-person = 您暂停了{ $issuer }与{ $site }账号的关联。请在当时暂停的地方恢复，然后重新登录。账号中的内容不会丢失。
link-suspended-portal = { $site }暂停了{ $issuer }与您本站账号的关联。请向服务台了解原因和恢复办法。账号中的内容不会丢失；在此之前，您可以用其他方式登录。
link-suspended-identity = 您与{ $site }账号的关联已由{ $issuer }一方暂停。请在那里登录，了解原因和恢复办法。账号中的内容不会丢失；在此之前，您可以用其他方式登录。
link-unconfirmed-title = 您账号的关联尚未得到确认
link-unconfirmed = { $site }一方已关联该账号，但{ $issuer }尚未确认。通常只需几分钟，请稍后再试。在此之前，您可以用其他方式登录。
link-waits-title = 您的账号即将关联完成
link-waits = { $site }一方已关联该账号，{ $issuer }尚未回应。系统会自动完成，通常只需几分钟。
link-waits-leave = 您不必在此等候：稍后回来照常登录即可。您已填写的内容不会丢失。
link-waits-button = 再看一次
link-waited-title = 对方已确认关联
link-waited = 从现在起，您可以用{ $issuer }登录您在{ $site }的账号。
link-waited-button = 继续
link-refused-title = 关联未得到确认
link-refused = { $issuer }没有确认与{ $site }账号的关联，因此不能用它登录该账号。请用{ $issuer }重新登录以建立新的关联，或咨询服务台。如果当时正在为您开立账号，该账号已撤销。

## More assurance
link-raise-title = 需要进一步确认是您本人
link-raise = 登录{ $site }，您的{ $issuer }需要：
link-raise-do = 点击“继续”返回{ $issuer }完成确认，随后回到本站。
link-raise-not-reached = { $issuer }未能确认{ $site }所要求的等级。请先在那里提升账号等级，再重新登录。在此之前，您可以用其他方式登录。
link-level-basic = 信息已与人口库核对
link-level-substantial = 身份已通过证件和人脸核验
link-level-high = 身份已在现场核验
link-level-two-factors = 使用密码和验证码登录
link-level-hardware = 使用安全密钥登录

## 重新登录后再关联
link-again-title = 请重新登录一次再关联账号
link-again-why = 您通过{ $issuer }登录的时间已较久。关联{ $site }的已有账号之前，需要确认是您本人，而不是他人使用了您未退出的登录。
link-again-do = 点击“继续”，用{ $issuer }重新登录一次，随后回到这一步。

## Cancelled
link-cancelled-title = 您已取消登录
link-cancelled = 您尚未登录，也没有与{ $issuer }建立任何新的关联。

## Sign-ins that cannot go on
link-over-unknown-title = 无法识别这次登录
link-over-unknown = 地址可能已过期或不完整，或者登录是在别处开始的。请从本站登录页重新开始。
link-over-browser-title = 这次登录是在另一个浏览器中开始的
link-over-browser = 为保护您的安全，只能在开始登录的浏览器中完成。请返回那里，或在此重新开始。
link-over-done-title = 这一步已经完成
link-over-done = 您可能重复点击了按钮或返回了上一页。通过{ $issuer }的这次登录已使用，不能再次使用。
link-over-unfinished-title = 这次登录没有完成
link-over-unfinished = 您可能返回了上一页，或者在通过{ $issuer }返回时连接中断。没有丢失任何内容。请重新开始，只需一分钟。
link-begin-again = 重新开始
link-over-late-title = 这一步已超时
link-over-late = 为保护您的安全，通过{ $issuer }的登录只保留很短时间。没有建立任何关联。请重新开始，只需一分钟。
link-over-unbelieved-title = 登录未能完成
link-over-unbelieved = { $issuer }的答复未能通过核验，因此您尚未登录，也没有任何变化。请重试，或用其他方式登录。

## The other side is down
link-down-title = { $issuer }没有响应
link-down = 该服务目前没有响应。这不是您的问题，也没有丢失任何内容：请几分钟后重试，或用其他方式登录{ $site }。

## Done
link-done-title = 账号已关联
link-done = 今后可用{ $issuer }登录您在{ $site }的账号。
link-done-see = 您可以随时在账号设置中查看关联。
link-news-made = 已为您新建本站账号
link-news-made-text = 您用国家账号登录，而本站没有您的账号，因此我们新建了一个并完成关联。如果您有旧的本站账号，请在提交事项前联系服务台。
link-news-found = 已找到您的本站账号
link-news-found-text = 您的身份号码在两边均已核验，因此我们将本站账号与您的国家账号关联。如果有误，请联系服务台。
link-news-see = 查看已关联的账号
link-news-signed-out = 国家账号也已退出登录
link-news-signed-out-text = 之后使用此浏览器的人需要在那里重新登录。
link-end-title = 解除关联
link-end-button = 解除关联
link-end = 此后您的{ $issuer }不再能打开您在{ $site }的账号。
link-end-ends = 将终止的内容
link-end-ends-opening = 用{ $issuer }登录本站
link-end-ends-sessions = 以此方式打开的本账号的所有登录，包括所有设备，立即终止
link-end-ends-this = 本次登录也将终止：您会在此退出
link-end-stays = 保留的内容
link-end-stays-dossiers = 本账号及其中的全部办件
link-end-stays-national = 您的{ $issuer }，以及您在其他网站的账号
link-end-stays-password = 您的用户名和密码：您用它们登录本站
link-end-stays-identity = 仍可用您的另一个国家账号打开此账号。
link-end-stays-phone = 您的手机：凭发送到手机的验证码可以设置密码并登录本站
link-end-leave = 保持关联
link-end-again = 您可以随时重新关联。
link-end-last = 您的{ $issuer }是进入本账号的唯一方式。如果现在解除，您将无法再进入。
link-end-last-do = 请先为账号添加另一种登录方式：用户名和密码，或可接收验证码的手机。然后回到本页。
link-end-set-password = 设置用户名和密码
link-end-set-phone = 添加手机
link-news-ended = 关联已解除
link-news-ended-text = 您的国家账号不再能打开您的本站账号。账号中的内容均保留。您可以随时重新关联。
link-done-again = 您曾于{ $when }解除过两者的关联，现已重新关联。

## In the settings
link-list = 以下国家账号可以或曾经可以登录您的本站账号。
link-none-title = 没有关联的账号
link-none = 还没有国家账号可以登录您的本站账号。
link-only-way = 这是您唯一的登录方式。请在账号设置中设置密码，多留一种方式。
link-elsewhere = { $issuer }可登录的所有其他系统账号集中在一处显示，您可以在那里新增或解除关联。
link-own-title = 关联国家账号
link-own = 您将在那里用密码和短信验证码登录。完成后即可用该账号登录您的本站账号；本站的用户名和密码仍可使用。
link-own-esia = 关联俄罗斯政务门户 Gosuslugi 账号
link-own-other = 关联账号：{ $issuer }
link-own-cancelled = 您已取消。没有建立任何关联，本站账号没有变化。
link-own-not-reached = 没有建立关联：从这里关联需要在那里用密码和发送到您手机的验证码登录。请检查该账号中的手机号码后重试。
link-own-has-another = 没有建立关联：该国家账号已与您在本站的另一个账号关联，而每人只能关联一个账号。如果想改用这个账号，请先登录另一个账号并解除关联。
link-own-already = 该账号此前已关联，没有任何变化。

## The owner of the account
link-owner-title = 请先输入本站账号的密码
link-owner = 您登录{ $site }的时间已较久。我们需要确认是您本人，以免他人把自己的{ $issuer }账号与您的账号关联。
link-owner-known = 将{ $issuer }与此账号关联。您将前往该网站登录，然后返回这里。
link-state = 状态
link-state-active = 已关联
link-state-ended-person = 由您解除
link-state-ended-closed = 账号注销时解除
link-state-ended-here = 由本站解除
link-state-ended-there = 由国家账号一方解除
link-state-ended-recalled = 此前已解除（依国家账号一方的记录）
link-state-suspended-person = 由您暂停
link-state-suspended-here = 由本站暂停
link-state-suspended-there = 由国家账号一方暂停
link-state-suspended-recalled = 此前已暂停（依国家账号一方的记录）
link-state-suspended-unproven = 暂停，等待您确认是否属于本人
link-state-proposed = 等待对方确认
link-state-unproven = 尚未在本站验证
link-suspended-since = 暂停时间
link-since = 关联时间
link-until = 解除时间
link-account-came = 转自{ $portal }
link-carried-from = 转自
link-made-by = 由谁关联
link-made-by-person = 您本人
link-made-by-portal = 本站自动
link-made-by-bulk = 您本人，账号由本站工作人员预先准备
link-made-by-officer = 本站，依据工作人员在窗口核实的身份号码
link-proof = 如何确认账号属于您
link-proof-password = 本站账号的用户名和密码
link-proof-session = 您当时已用密码登录本站
link-proof-number = 同一身份号码，两边均已核验
link-proof-made = 账号当时为您新建
link-proof-other-identity = 您用已关联的另一个国家账号登录
link-proof-confirmed = 账号中有您的身份号码，与人口库一致，且您确认账号属于您
link-sure-claimed = 低：仅凭本人填报
link-sure-basic = 一般：可办理大多数事项
link-sure-substantial = 高：也可办理需核验身份的事项
link-sure-high = 很高：可办理所有事项
link-assurance = 关联的可信程度

## Signed out
link-signed-out-title = 您已退出
link-signed-out = 您已在本站退出登录。如使用公用电脑，请同时关闭浏览器。
link-still-signed-in-title = 您仍在本站登录中
link-still-signed-in = 如需退出，请使用页面顶部的按钮。

## Contact data
contact-title = 联系方式
contact-card = 本站显示您的哪些信息，来自何处。
contact-lede = 这里的内容不会自行改变。如果您的国家账号提供的信息不同，我们会先询问您。
contact-shown = 您的账号所显示的信息
contact-own = 由您在本站填写。
contact-own-since = 由您于{ $when }在本站填写。
contact-from = 取自{ $issuer }。
contact-from-since = 于{ $when }取自{ $issuer }。
contact-offer = { $issuer }提供的信息
contact-offer-text = 请选择本站可以保存并显示的信息。您未选用的内容不会保存。
contact-stay = 保留 { $value }
contact-stay-none = 留空
contact-take = 采用 { $value }
contact-told = { $issuer }于{ $when }提供
contact-told-proven = { $issuer }于{ $when }提供，已在那里确认
contact-password = 持有该手机的人可以重置密码，因此需要确认是您本人。
contact-not-now = 以后再说
contact-declined = { $what }：您于{ $when }选择不采用。我们没有保存当时提供的内容。
contact-again = 再次获取
contact-after-link = 您的{ $issuer }可提供联系方式。由您选择{ $site }保存并显示哪些内容，以后再选也可以。
contact-choose = 选择联系方式
contact-waiting = 您的国家账号提供了本站尚未显示的联系方式。
contact-changed = { $issuer }有新的信息
contact-changed-what = { $what }已在那里更改；我们于{ $when }得知。
contact-changed-how = 我们尚未获知新的内容。请再次从那里登录，由您选择本站是否采用。
contact-changed-go = 再次使用{ $issuer }登录

## Taking over what was there
held-title = 账号中原有的内容
held-lede = 此账号在您关联之前已经存在。凡您刚才未证明属于您的内容，在您决定之前都不能打开账号。如果曾有他人使用此账号，请将其移除。
held-none = 没有需要决定的内容。
held-phone = 手机 { $phone }
held-password = 此账号的密码
held-link = 使用{ $issuer }登录
held-since = 自{ $when }起在账号中。
held-phone-means = 暂停期间，不会向该手机发送重置密码的验证码。
held-password-means = 暂停期间，任何人都不能用它登录。
held-link-means = 暂停期间，任何人都不能用此方式进入账号。
held-keep = 这是我的：保留
held-remove = 移除
held-sessions = 已终止的登录
held-sessions-text = 您关联账号时，这些登录处于打开状态。使用者需要重新登录。
held-browser = 浏览器
held-network = 网络
held-signed-in = 登录时间
held-notice = 此账号中有您关联之前就存在的内容，现已暂停使用。
held-look = 决定保留哪些
