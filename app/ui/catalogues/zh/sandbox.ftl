### The street map and the inbox.

street-nav = 站点地图
street-title = 站点地图
street-lede = 这个小世界的全部站点，以及您可以扮演的人。这里的一切均为虚构。
street-portals = 办事的地方
street-identities = 证明身份的地方
street-people = 您可以扮演的人
street-people-lede = 每个人对应一种情形。您也可以用自己的身份：用任意手机号注册，验证码会出现在收件箱里。
street-phone = 手机号
street-email = 电子邮箱
street-number = 身份号码
street-login = 用户名
street-password = 密码
street-totp = 验证器应用的密钥
street-programs = 供程序使用
street-programs-text = 同样的站点、人员和短信，JSON 格式：
street-about-dvcqg = 越南国家门户，办理全国事项。可使用门户账号或 VNeID 登录。
street-about-haiduong = 一个省的一站式门户，保留着早于国家账号的本地账号。
street-about-school = 学校信息系统。教师和家长在此有账号，并可关联俄罗斯国家服务（Gosuslugi）账号。
street-about-vneid = 越南电子身份。
street-about-id-dvcqg = 越南国家公共服务门户的账号。
street-about-esia = 俄罗斯国家服务门户（Gosuslugi）的账号。
street-about-id-shandong = 山东省统一身份认证：用户名、手机号或身份号码，加密码和验证码。

inbox-nav = 收件箱
inbox-title = 收件箱
inbox-lede = 各站点发出的短信和邮件。在现实中，它们会发到个人手机和邮箱。
inbox-refresh = 刷新
inbox-refresh-keep = 每隔几秒自动刷新
inbox-refresh-stop = 停止自动刷新
inbox-empty-title = 暂无短信
inbox-empty-text = 站点向某人的手机或邮箱发送验证码后，会显示在这里。
inbox-to = 发送至 { $number }

### The population register.

census-nav = 人口库
census-title = 国家人口数据库
census-lede = 各站点在此查询人员，连接双方都使用证书。库中人员均为虚构。
census-people = 库中人员
census-name = 姓名
census-number = 公民身份号码
census-born = 出生日期
census-standing = 状态
census-residence = 住址
census-former = 曾用名
census-former-hint = 有多个时用分号隔开。
census-born-hint = 例如 15.4.1988；只知道年份时填 1988。
census-name-problem = 请填写姓名。
census-born-problem = 请按 15.4.1988 的格式填写出生日期，或只填年份。
census-standing-living = 在世
census-standing-deceased = 已故
census-standing-cancelled = 号码已注销
census-mood-title = 人口库如何应答
census-mood = 应答方式
census-mood-button = 应用
census-mood-well = 正常
census-mood-slow = 过慢
census-mood-off = 不应答
census-mood-busy = 繁忙：请半分钟后再问
census-mood-contradictory = 自相矛盾：一个号码，两个人
census-person-title = 更正个人资料
census-person-lede = 如同派出所更正：下次查询即为新资料。
census-portrait = 人口库中的照片：绘制而成，并非真人
census-portrait-none = 人口库中没有此人的照片。
census-person-save = 保存到人口库

### The sample people: what can be tried as each of them.

sample-lan = 有国家账号，在海阳没有账号。请用国家门户账号登录海阳：系统会自动建立账号并完成关联。
sample-hung = 有国家账号，在海阳还有一个旧账号，上面登记着他的号码，但从未核实。请用国家账号进入并关联旧账号，旧密码仍然有效。
sample-hanh = 海阳门户的管理人员：用国家账号可直接进入。账号页面有管理入口：关联统计和预先准备账号的文件（需短信验证码）。
sample-mai = 已在海阳关联，用国家账号可直接进入。她在那里还有一个店铺用的账号，可以试着再关联这一个。
sample-tuan = 有国家账号。曾有人在海阳用他的号码建过账号，所以系统会先询问。请试用阿梅的用户名和密码（maipt）：该账号属于他人。也可以回答没有账号，系统会新建一个。
sample-khai = 有二级 VNeID。请用它登录国家公共服务门户。
sample-phuong = 有 VNeID 和验证器应用。请把密钥输入您自己的应用，用第二步验证登录 VNeID，再查看安全中心。也可以试试忘记密码：验证码发到她的手机，邮件则在此处的收件箱。
sample-zhaomin = 山东身份网站的工作人员：查找个人并审批。用第二步验证登录 id.shandong.localhost，打开 /console；查找李娜并提议锁定她的账号。
sample-qianwei = 同为工作人员：审计、审批和运维。请在另一个浏览器中批准赵敏的提议。
sample-nga = VNeID 的工作人员：审批一级电子身份申请。先在 vneid.localhost/app 为某人注册，再用第二步验证在此登录并打开 /console/applications。
sample-loc = 同样审批申请：人口库与申请人所述不符时，需要第二名工作人员。请在另一个浏览器中确认杜氏娥批准的申请。
sample-wangfang = 居住在越南，没有越南身份号码，姓名用汉字书写。凭手机号即可办理一切。
sample-lina = 在山东统一身份认证有账号。请用用户名、手机号或身份号码登录。
sample-ivanova = 教师，有尚未关联的学校账号。请通过俄罗斯国家服务登录学校系统，然后输入学校的用户名和密码。
sample-petrov = 家长，有尚未关联的学校账号。可以先输错学校密码，或者中途取消。
sample-smirnova = 教师，学校账号已关联，通过俄罗斯国家服务可直接进入。作为家长，她在另一所学校还有一个账号。
sample-kuznetsov = 有俄罗斯国家服务账号，没有学校账号。请试用奥尔加的用户名和密码（smirnova.ov，第 1 学校）：该账号属于他人。
sample-thao = 在国家门户有账号和一件办件，账号中没有身份号码；人口库中有她的号码。请用门户账号登录国家公共服务门户。
sample-thao-vneid = 同一位阿草，持有一级 VNeID。请在旧账号填写号码之前和之后，分别用 VNeID 登录国家公共服务门户。
sample-binh = 国家门户的管理人员，账号中没有身份号码；人口库中有他的号码。
sample-binh-vneid = 同一位阿平，持有二级 VNeID。

### The help desks of the demo world.

demo-help = 每日 { $hours } 时。请告知用户名，切勿告知密码。
