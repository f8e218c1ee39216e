# 用手机申请一级电子身份。

level1-title = 一级电子身份
level1-lede = 凭身份证和本人面部照片即可办理电子身份，不必到窗口。
level1-needs = 您需要准备
level1-needs-card = 带二维码的身份证
level1-needs-camera = 摄像头，或现在拍摄的面部照片
level1-needs-time = 大约五分钟。可以随时停下，以后再继续，也可以换一台设备
level1-next = 接下来
level1-next-text = 工作人员在一个工作日内将您的照片与人口库核对。结果会通知您，请在七天内激活电子身份。
level1-begin = 开始
level1-begin-again = 重新申请
level1-phone-first = 您的账号还没有验证过的手机号。结果通过手机通知，请先验证手机号。
level1-phone-give = 验证手机号
level1-go-on = 继续
level1-back = 返回
level1-many = 您今天提交信息的次数较多，请在 { $time } 之后再试。

## 办理进度

level1-state = 状态
level1-due = 最晚答复
level1-late = 已逾期
level1-window = 激活截止
level1-reason = 原因
level1-state-data = 待补信息
level1-state-face = 待拍面部
level1-state-review = 等待决定
level1-state-approved = 已批准
level1-state-missed = 激活期限已过
level1-state-active = 使用中
level1-state-locked = 已锁定
level1-state-refused = 未获批准
level1-state-withdrawn = 已撤回
level1-state-closed = 已注销
level1-now-data = 我们需要您身份证上的信息。
level1-now-face = 我们需要您的面部照片。
level1-now-review = 您已登记，正在等待决定。工作人员会查看您的申请，有结果后通知您，您无需再做什么。
level1-now-approved = 您的申请已批准，请现在激活电子身份。
level1-now-missed = 七天的激活期限已过。请联系批准的机关，工作人员可以重新开放期限。
level1-now-active = 您的电子身份正在使用中。
level1-now-locked = 您的电子身份已锁定。
level1-now-refused = 您的申请未获批准，可以重新申请。
level1-now-withdrawn = 您撤回了申请，可以重新申请。
level1-now-closed = 该电子身份已注销。
level1-given = 申请已提交。
level1-withdrawn = 申请已撤回，照片已删除。
level1-over = 没有可以撤回的申请。
level1-withdraw-title = 撤回申请
level1-withdraw-does = 申请终止，照片立即删除。您可以随时重新申请。
level1-withdraw = 撤回

## 步骤

level1-task-account = 已验证手机号的账号
level1-task-data = 身份证信息
level1-task-face = 面部照片
level1-task-decision = 工作人员决定
level1-task-activate = 激活
level1-task-done = 已完成
level1-task-now = 现在办理
level1-task-waits = 办理中
level1-task-later = 稍后

## 身份证

level1-card-title = 您的身份证
level1-card-lede = 扫描证件上的二维码，或输入证件上的信息。提交之前您可以逐项核对。
level1-card-typed = 信息
level1-data-title = 核对信息
level1-data-lede = 我们用这些信息查询人口库，请确保与证件一致。
level1-former = 旧身份号码
level1-from = 来源
level1-from-code = 证件二维码
level1-from-typing = 手工输入
level1-child = 未满 14 周岁不能独自申请。请由父母或监护人与您一同申请电子身份。
level1-child-small = 未满 6 周岁的儿童，由父母或监护人申请一级电子身份。
level1-child-nothing-sent = 目前没有向人口库或工作人员发送任何信息。
level1-child-do = 现在可以这样做
level1-child-counter = 请一同前往所在乡、坊的公安机关或身份证办理点。
level1-child-papers = 请带上孩子的身份证或出生证明，以及父母或监护人的身份证。
level1-child-born = 出生日期填错了？改正后即可继续。
level1-child-leave = 查看我的申请
level1-doubts = 有些信息不一致。您仍可继续，工作人员会核查。
level1-consent = 我同意将这些信息和我的面部照片与人口库比对
level1-consent-hint = 仅用于本次申请。照片加密保存，到期或您撤回申请时即删除。
level1-consent-program = 工作人员决定前，程序会先比对您的照片，并把结果告诉工作人员。程序不作任何决定。
level1-consent-missing = 请同意比对，或返回
level1-correct = 修改信息

## 面部

level1-face-title = 面部照片
level1-face-lede = 需要一张正面照，以及三张按随机抽取的动作拍摄的照片。请摘下眼镜、口罩和帽子。
level1-face-place = 第 { $place } 张，共 { $count } 张：
level1-face-photograph = 拍摄或选择照片
level1-face-file = 照片
level1-face-file-hint = JPEG、PNG 或 WebP，不超过 8 MB，须为现在拍摄。我们不保存拍摄地点和设备信息。
level1-face-send = 发送照片
level1-face-until = 这些动作有效至
level1-face-why = 为什么需要动作？
level1-face-why-text = 防止他人用已有的照片冒充您申请。如果某个动作做不到，可以全部重拍以抽取其他动作，或到窗口办理。照片由工作人员比对。
level1-camera-start = 打开摄像头
level1-camera-take = 拍照
level1-camera-wait = 请保持不动，倒计时
level1-camera-sending = 正在发送照片。
level1-camera-refused = 浏览器不允许本页使用摄像头。请在浏览器设置中允许，或发送照片。
level1-camera-missing = 无法打开摄像头，请改为发送照片。
level1-shot-portrait = 正视镜头，闭上嘴
level1-shot-turn-left = 向左转头
level1-shot-turn-right = 向右转头
level1-shot-look-up = 抬起下巴，向上看
level1-shot-look-down = 低下头，向下看
level1-shot-open-mouth = 张大嘴
level1-shot-close-eyes = 闭上双眼
level1-shot-smile = 露齿微笑
level1-shot-lean = 把头歪向一侧肩膀
level1-picture-empty = 请先选择或拍摄照片
level1-picture-large = 照片太大。请使用不超过 8 MB、2800 万像素的照片
level1-picture-heic = 无法读取 HEIC 照片。请把手机相机设为 JPEG（“兼容性最佳”）
level1-picture-kind = 这不是可以读取的图片。请选择 JPEG、PNG 或 WebP
level1-picture-damaged = 照片损坏或不完整，请重拍
level1-picture-small = 照片太小。每边至少 240 像素，面部要占满画面
level1-picture-blurred = 照片模糊。请拿稳手机、擦净镜头后重拍
level1-picture-dark = 照片太暗，请到光线充足的地方
level1-picture-bright = 照片太亮，请不要逆光拍摄
level1-picture-same = 这张与另一张相同。请按动作重新拍摄
level1-picture-many = 您发送的照片较多，请在 { $time } 之后再试
level1-picture-busy = 目前发送照片的人较多，请稍后再试

## 核对

level1-confirm-title = 这是您本人吗？
level1-confirm-lede = 请核对面部是否清楚、信息是否正确。之后由工作人员决定。
level1-portrait = 您的正面照
level1-gestures = 您的动作
level1-confirm = 确认并提交
level1-again = 全部重拍
