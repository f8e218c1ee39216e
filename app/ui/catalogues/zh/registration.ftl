### 注册：选择的、声明的和同意的内容。

login-mixed-scripts = 用户名请只使用一种字母：不同的字母看起来可能相同
login-looks-alike = 这些字母与另一种字母相同。请加上一个只有您的文字才有的字母，或改用拉丁字母
login-reserved = 这个名称容易被误认为机关名称，请换一个
login-taken-free = 该用户名已被使用。目前可用：{ $names }

## 自行填报的证件号码

claim-title = 身份号码
claim-lede = 您可以填写自己的身份号码。号码保存在账号中，等待核验；核验之前，它不具有任何效力，也不会告知任何门户。
claim-legend = 身份号码（选填）
claim-why = 可以不填，以后再补充。号码加密保存；核验之前不能用来登录，任何人也不能凭它找到您。
claim-country = 哪个国家的号码
claim-country-vn = 越南：身份号码，12位数字
claim-country-cn = 中国：公民身份号码，18位
claim-country-ru = 俄罗斯：个人保险账号（СНИЛС），11位数字
claim-number = 身份号码
claim-hint-vn = 例如：001 090 123 456
claim-hint-cn = 例如：110101 19900307 1233
claim-hint-ru = 例如：112-233-445 95
claim-born = 出生日期
claim-born-hint = 仅用于发现号码中的笔误，不会保存。例如：1990年3月7日
claim-length = 该号码应为{ $expected }位，您填写了{ $found }位。请核对，或者不填
claim-former = 这是旧的9位号码。请填写12位号码，或者不填
claim-no-such-day = 第7至14位是出生日期，但没有这一天。请核对号码，或者不填
claim-check = 最后一位校验码与前面的数字不符，说明有一位填错了。请核对号码，或者不填
claim-check-ru = 最后两位校验码与前面的数字不符，说明有一位填错了。请核对号码，或者不填
claim-character = 请用数字填写号码，空格和短横线不影响
claim-character-cn = 请用数字填写号码，只有最后一位可以是X，空格不影响
claim-born-malformed = 请填写带年份的出生日期，例如1990年3月7日，或者不填
claim-differs = 按这个号码，持有人出生于{ $date }。请更正有误的一项，或者不填出生日期
claim-differs-year = 按这个号码，持有人出生于{ $year }年。请更正有误的一项，或者不填出生日期
claim-missing = 请填写号码
claim-doubt = 我们不认识该号码开头代表的地区。可能是我们的地区表不全，请再看一下号码是否正确。
claim-doubt-look = 查看号码
claim-says = 号码能说明什么，不能说明什么
claim-says-vn = 越南的号码说明出生登记所在的省份或国家、性别和出生年份。它没有校验码，填错不一定能发现。它不说明您现在住在哪里。
claim-says-cn = 中国的号码说明首次登记的地区、出生日期和性别，最后一位是校验码。它不说明您现在住在哪里，也不说明民族。
claim-says-ru = 俄罗斯的个人保险账号不说明持有人的任何情况，最后两位是校验码。
claim-state = 状态
claim-state-proven = 已核验
claim-state-claimed = 本人填报，未核验
claim-since = 填报时间
claim-proven-means = 该号码已核验，不能自行修改。如有错误，请携带身份证到办事窗口办理。
claim-means = 该号码尚未核验：不能用来登录，没有任何效力，也不会告知其他网站。
claim-another = 填写另一个号码
claim-save = 保存
claim-saved = 号码已按您填写的内容保存。
claim-remove = 撤回号码
claim-removed = 号码已删除。
account-number-claimed = （本人填报，未核验）
account-number-change = 修改
account-number-give = 填写

## 用户协议

terms-title = 用户协议
terms-lede = { $site }，版本{ $version }，自{ $date }起施行。
terms-not-in-force = 这不是现行版本。
terms-versions = 全部版本
terms-version = 版本
terms-from = 施行日期
terms-agreed = 您的同意时间
terms-in-force = 现行
terms-agree-title = 用户协议已更新
terms-agree-lede = 版本{ $version }自{ $date }起施行。请阅读并同意，然后继续前往您要访问的页面。
terms-agree-before = 查看您以前同意的版本
terms-agree-button = 同意并继续
terms-agree-otherwise = 不同意则不能使用账号。账号保持不变，您以后可以再登录。
terms-agree-not = 不同意，退出登录
register-terms-label = 我同意{ $date }的用户协议（版本{ $version }）
register-terms-read = 阅读用户协议
register-terms-page = 在单独的页面打开，查看全部版本
register-terms-missing = 请勾选同意用户协议
register-terms-changed = 用户协议刚刚更新。请阅读后重新勾选

## 填写时的提示

login-rules = 用户名的要求
login-rule-length = 长度为{ $least }至{ $most }个字符。
login-rule-letters = 可以使用文字、字母、数字、点、下划线和短横线，不区分大小写。
login-rule-first = 以文字或字母开头。
login-rule-alphabet = 只使用一种字母；汉字可以和拉丁字母一起使用。
advice-login-fine = 可以用作用户名。是否已被使用，注册时才会显示。
advice-password-fine = 这是一个好密码。
register-former = 此号码属于本站的一个账号。如果那是您的账号，请登录或找回，不要再次注册。
register-former-label = 此号码以前归他人使用，那个账号不是我的
register-former-hint = 此号码将于{ $date }归您使用。在此之前我们会通知原使用人，对方可以阻止；期间请用用户名登录。
register-former-missing = 如果此号码以前归他人使用，请勾选。如果那是您的账号，请登录。
