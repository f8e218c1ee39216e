### What every page has: sites’ names, the layout, forms and lists.

site-name-vneid = VNeID 电子身份
site-name-id-dvcqg = 国家公共服务账号
site-name-dvcqg = 国家公共服务门户
site-name-haiduong = 海阳一站式服务
site-name-haiphong = 海防一站式服务
site-name-esia = Gosuslugi 账号
site-name-school = 网络城市·教育
site-name-id-shandong = 山东省统一身份认证
site-name-shandong = 山东政务服务网
site-name-outside = 外部世界
site-name-plain = 一站通

layout-title = { $page } – { $site }
layout-title-error = 有误：{ $page } – { $site }
layout-skip = 跳到主要内容
layout-back = 返回
layout-breadcrumb = 当前位置
layout-language = 语言
layout-navigation = 主导航
layout-signed-in = 当前登录：
layout-account = 我的账号
layout-sign-out = 退出登录
layout-demonstration = 演示网站，不属于任何政府机关。请勿填写真实信息。
layout-footer = 本站运行自由软件 Onedoor。
layout-footer-demonstration = Onedoor 演示网站。这里的人物和办件均为虚构。

help-title = 服务台

form-problems = 请先更正以下内容
form-optional = （选填）
form-password-show = 显示
form-password-hide = 隐藏
form-number-show = 显示完整号码
form-step = 第 { $step } 步，共 { $of } 步



device-both = { $system } 上的 { $browser }
device-unknown = 未知浏览器

phone-hint-vn = 例如：0912 345 678
phone-hint-cn = 例如：138 0013 8000
phone-hint-ru = 例如：8 912 345-67-89
phone-malformed-vn = 请输入手机号，例如 0912 345 678
phone-malformed-cn = 请输入手机号，例如 138 0013 8000
phone-malformed-ru = 请输入手机号，例如 8 912 345-67-89
