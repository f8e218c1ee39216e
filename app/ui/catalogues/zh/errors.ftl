### Pages that say that something did not work, and what to do.

error-reference = 查询编号
error-way-home = 返回首页
error-way-again = 重试
error-way-open-form = 重新打开表单
error-way-sign-in = 选择登录方式

error-not-found = 找不到这个页面
error-not-found-do = 网址可能不完整，或者页面已经迁移。请核对网址，或从首页重新进入。
error-forbidden = 您无权查看此页面
error-forbidden-do = 此页面仅对其他账号或其他角色开放。如果您有多个账号，请先退出登录，再用另一个账号登录。
error-form-expired = 表单已失效
error-form-expired-do = 信息尚未提交。页面可能打开时间过长，或者您在另一个标签页登录或退出过。请重新打开表单并填写。
error-too-many = 尝试次数过多
error-too-many-do = 为保护账号安全，系统已暂停受理。请在 { $time } 之后重试。
error-busy = 当前访问人数较多
error-busy-do = 您的请求尚未处理。请稍等一分钟再试。
error-unreachable = { $site } 暂时没有响应
error-unreachable-do = 这不是您的操作问题，任何信息都没有变动。请过几分钟重试，或换一种登录方式。
error-cancelled = 您尚未登录
error-cancelled-do = 您取消了登录，没有传递任何信息。您可以随时重新登录。
error-unknown-client = 无法识别跳转来源网站
error-unknown-client-do = 该网站未在本平台登记，或链接有误，因此我们不会把您带回那里。请回到原网站重新开始；如仍有问题，请告知该网站。
error-bad-request = 无法处理该请求
error-bad-request-do = 链接可能已失效或不完整。请从首页重新开始。
error-internal = 系统出现故障
error-internal-do = 这是我们的问题，已经记录。请稍后重试；如仍有问题，请向服务台提供下面的查询编号。
