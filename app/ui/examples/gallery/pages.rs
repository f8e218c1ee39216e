//! Pages as a site might have them; their words stand here, because no site says them.

use onedoor_base::{Language, Timestamp};
use onedoor_ui::components::{
    Button, Cards, Checkbox, Form, Notice, Radios, Select, SummaryList, Table, TextField, Tone, button_link,
    button_row, details, empty_state, fieldset, heading, kicker, lede, section, status, steps,
};
use onedoor_ui::components::{SiteWay, bridge, site_card, site_cards};
use onedoor_ui::{
    Icon, Localizer, Look, Markup, Page, Problem, Problems, Role, Sampled, SiteLook, View, Width,
    grouped_phone, html, masked,
};

const MOMENT: Timestamp = Timestamp::from_seconds(1_795_244_709);

/// The words of the language, in the order vi, zh, ru, en.
fn say(t: &Localizer, words: [&'static str; 4]) -> &'static str {
    let place = Language::ALL.iter().position(|l| *l == t.language()).unwrap_or_default();
    words[place]
}

pub(crate) struct SignIn(Problems);

impl Page for SignIn {
    fn title(&self, t: &Localizer) -> String {
        say(t, ["Đăng nhập", "登录", "Вход", "Sign in"]).to_owned()
    }

    fn problems(&self) -> &Problems {
        &self.0
    }

    fn back(&self) -> Option<String> {
        Some("/".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(say(t, [
                "Một tài khoản cho mọi cổng dịch vụ công. Việc này mất khoảng một phút.",
                "一个账号，通办各级政务服务。大约需要一分钟。",
                "Одна учётная запись для всех порталов услуг. Это займёт около минуты.",
                "One account for every public portal. It takes about a minute.",
            ])))
            (Form::post(view, "/sign-in").around(&html! {
                (TextField::new("login", say(t, ["Số điện thoại hoặc số định danh", "手机号或身份证号", "Телефон или номер документа", "Phone or national number"]))
                    .hint(say(t, ["Ví dụ: 0912 345 678", "例如：138 1234 5678", "Например: +7 912 345-67-89", "For example 0912 345 678"]))
                    .value("0912 345 678").autocomplete("username").problems(&self.0, t))
                (TextField::password("password", say(t, ["Mật khẩu", "密码", "Пароль", "Password"]), t).problems(&self.0, t))
                (Checkbox::new("stay", say(t, ["Giữ đăng nhập trên thiết bị này", "在此设备上保持登录", "Не выходить на этом устройстве", "Stay signed in on this device"])))
                (Button::primary(self.title(t)))
            }))
            (button_row(&button_link(say(t, ["Tạo tài khoản mới", "注册新账号", "Создать учётную запись", "Create an account"]), "/register", false)))
            (details(say(t, ["Không nhớ mật khẩu?", "忘记密码？", "Забыли пароль?", "Forgotten your password?"]), &html! {
                p { a href="/recover" { (say(t, ["Đặt lại bằng mã gửi đến điện thoại", "通过手机验证码重置", "Восстановить по коду из СМС", "Reset it with a code by text message"])) } }
            }))
        }
    }
}

impl Sampled for SignIn {
    fn samples() -> Vec<Self> {
        let wrong =
            vec![Problem::new("login", "error-bad-request"), Problem::new("password", "error-form-expired")];
        vec![Self(Problems::new()), Self(wrong.into())]
    }
}

pub(crate) struct Code;

impl Page for Code {
    fn title(&self, t: &Localizer) -> String {
        say(t, ["Nhập mã xác nhận", "输入验证码", "Введите код из СМС", "Enter the code"]).to_owned()
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (steps(t, 2, 3))
            (heading(self.title(t)))
            (lede(say(t, [
                "Chúng tôi đã gửi mã 6 chữ số đến số ••• 678. Mã dùng được trong 5 phút.",
                "6 位验证码已发送至尾号 678 的手机，5 分钟内有效。",
                "Мы отправили код из 6 цифр на номер, который заканчивается на 678. Он действует 5 минут.",
                "We sent a 6-digit code to the number ending in 678. It is valid for 5 minutes.",
            ])))
            (Notice::success(say(t, ["Đã gửi mã mới.", "新的验证码已发送。", "Новый код отправлен.", "A new code is on its way."])))
            (Form::post(view, "/code").around(&html! {
                (TextField::code("code", say(t, ["Mã xác nhận", "验证码", "Код", "Code"]), 6))
                (button_row(&html! {
                    (Button::primary(say(t, ["Tiếp tục", "继续", "Продолжить", "Continue"])))
                    (Button::quiet(say(t, ["Gửi lại mã", "重新发送", "Отправить ещё раз", "Send it again"])).value("again", "1"))
                }))
            }))
        }
    }
}

impl Sampled for Code {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}

pub(crate) struct Desk;

impl Page for Desk {
    fn title(&self, t: &Localizer) -> String {
        say(t, ["Xin chào, chị Minh Khai", "您好，明开", "Здравствуйте, Минь Кхай", "Hello, Minh Khai"])
            .to_owned()
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let waiting = say(t, ["Chờ bổ sung", "待补正", "Нужны документы", "Papers needed"]);
        let done = say(t, ["Đã trả kết quả", "已办结", "Готово", "Completed"]);
        let procedure =
            say(t, ["Đăng ký khai sinh", "出生登记", "Регистрация рождения", "Birth registration"]);
        html! {
            (heading(self.title(t)))
            (lede(say(t, ["Một hồ sơ đang chờ chị bổ sung giấy tờ.", "有一件办件等待您补充材料。", "Одно обращение ждёт ваших документов.", "One case is waiting for papers from you."])))
            (Cards::new()
                .card(say(t, ["Nộp hồ sơ trực tuyến", "在线申报", "Подать заявление", "Apply online"]),
                    say(t, ["Tìm thủ tục và nộp từ nhà", "查找事项，在家办理", "Найдите услугу и подайте заявление из дома", "Find a procedure and apply from home"]), "/a").icon(Icon::Search)
                .card(say(t, ["Hồ sơ của tôi", "我的办件", "Мои обращения", "My cases"]),
                    say(t, ["Theo dõi tiến độ từng hồ sơ", "查看每件办件的进度", "Следите за каждым обращением", "See how far each one is"]), "/b").icon(Icon::Document).tag(status(waiting, Tone::Attention))
                .card(say(t, ["Tài khoản liên kết", "关联账号", "Связанные записи", "Linked accounts"]),
                    say(t, ["Các cổng đã nối với tài khoản này", "已与本账号关联的门户", "Порталы, связанные с этой записью", "Portals connected with this account"]), "/c").icon(Icon::Link))
            (section(say(t, ["Hồ sơ gần đây", "最近办件", "Последние обращения", "Recent cases"]), &html! {
                (Table::new(say(t, ["Hồ sơ gần đây", "最近办件", "Последние обращения", "Recent cases"]), vec![
                    say(t, ["Thủ tục", "事项", "Услуга", "Procedure"]).to_owned(),
                    say(t, ["Ngày nộp", "申报日期", "Подано", "Submitted"]).to_owned(),
                    say(t, ["Tình trạng", "状态", "Состояние", "State"]).to_owned(),
                ]).quiet_caption()
                    .row(vec![html! { a href="/1" { (procedure) } }, view.date(MOMENT), status(waiting, Tone::Attention)])
                    .row(vec![html! { a href="/2" { (procedure) } }, view.date_time(MOMENT), status(done, Tone::Good)])
                    .row(vec![html! { a href="/3" { (procedure) } }, view.date(MOMENT), status(done, Tone::Neutral)]))
            }))
        }
    }
}

impl Sampled for Desk {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}

pub(crate) struct Account;

impl Page for Account {
    fn title(&self, t: &Localizer) -> String {
        say(t, ["Thông tin cá nhân", "个人信息", "Личные данные", "Personal data"]).to_owned()
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let home = say(t, ["Trang chủ", "首页", "Главная", "Home"]);
        let space = say(t, ["Trang cá nhân", "个人空间", "Личный кабинет", "Personal space"]);
        vec![(home.to_owned(), "/".to_owned()), (space.to_owned(), "/me".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let change = say(t, ["Thay đổi", "修改", "Изменить", "Change"]);
        html! {
            (heading(self.title(t)))
            (Notice::info(say(t, ["Tài khoản của chị đã được xác minh mức 2.", "您的账号已完成高级实名认证。", "Ваша запись подтверждена.", "Your account is verified at level 2."])))
            (SummaryList::new()
                .row(say(t, ["Họ và tên", "姓名", "ФИО", "Name"]), "Nguyễn Thị Minh Khai")
                .rich(say(t, ["Số định danh cá nhân", "身份号码", "Личный номер", "Identity number"]), html! { (masked("036188001234", 4)) })
                .row(say(t, ["Số điện thoại", "手机号", "Телефон", "Phone"]), grouped_phone("+84912345678")).action(change, "/phone")
                .rich(say(t, ["Đăng ký ngày", "注册时间", "Создана", "Registered"]), view.date_time(MOMENT)))
            (section(say(t, ["Tài khoản liên kết", "关联账号", "Связанные записи", "Linked accounts"]), &empty_state(
                Icon::Link,
                say(t, ["Chưa có tài khoản liên kết", "暂无关联账号", "Связанных записей пока нет", "No linked accounts yet"]),
                say(t, ["Khi chị liên kết với một cổng, cổng đó sẽ hiện ở đây.", "关联门户后将显示在这里。", "Здесь появятся порталы, которые вы свяжете.", "Portals that you link will appear here."]),
                &button_link(say(t, ["Thêm mới", "新增关联", "Добавить", "Add one"]), "/link", false))))
        }
    }
}

impl Sampled for Account {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}

pub(crate) struct Parts(Problems);

impl Page for Parts {
    fn title(&self, t: &Localizer) -> String {
        say(t, ["Chọn nơi nộp hồ sơ", "选择办理地点", "Где подать заявление", "Where to apply"]).to_owned()
    }

    fn problems(&self) -> &Problems {
        &self.0
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (kicker(say(t, ["Đăng ký khai sinh", "出生登记", "Регистрация рождения", "Birth registration"])))
            (heading(self.title(t)))
            (Form::post(view, "/where").around(&html! {
                (Radios::new("kind", say(t, ["Bạn nộp cho ai?", "为谁办理？", "Для кого вы подаёте?", "Who is it for?"]))
                    .explained("me", say(t, ["Cho con tôi", "我的子女", "Для моего ребёнка", "My child"]), say(t, ["Bạn là cha hoặc mẹ", "您是父亲或母亲", "Вы отец или мать", "You are a parent"]))
                    .choice("other", say(t, ["Cho người khác", "他人", "Для другого человека", "Somebody else"]))
                    .value("me").problems(&self.0, t))
                (fieldset(say(t, ["Nơi nộp", "办理地点", "Место подачи", "Place"]), &html! {
                    (Select::new("province", say(t, ["Tỉnh, thành phố", "省、市", "Провинция или город", "Province or city"]))
                        .empty(say(t, ["Chọn tỉnh, thành phố", "请选择", "Выберите", "Choose one"]))
                        .option("31", "Thành phố Hải Phòng").option("30", "Tỉnh Hải Dương").value("30").problems(&self.0, t))
                    (TextField::email("email", say(t, ["Thư điện tử", "电子邮箱", "Электронная почта", "E-mail"])).optional(t))
                    (TextField::phone("phone", say(t, ["Số điện thoại", "手机号", "Телефон", "Phone"])))
                    (TextField::digits("number", say(t, ["Số định danh cá nhân", "身份号码", "Личный номер", "Identity number"])))
                    (TextField::long("note", say(t, ["Ghi chú", "备注", "Примечание", "Note"])).optional(t))
                }))
                (Notice::warning(say(t, ["Sau khi nộp, bạn không đổi được nơi nhận.", "提交后无法更改办理地点。", "После подачи место изменить нельзя.", "You can’t change the place after you apply."]))
                    .title(say(t, ["Hãy kiểm tra lại", "请再次核对", "Проверьте ещё раз", "Check once more"])))
                (button_row(&html! {
                    (Button::primary(say(t, ["Nộp hồ sơ", "提交", "Подать", "Apply"])).icon(Icon::Check))
                    (Button::secondary(say(t, ["Lưu nháp", "保存草稿", "Сохранить", "Save for later"])).value("draft", "1"))
                    (Button::danger(say(t, ["Xóa", "删除", "Удалить", "Delete"])).about(self.title(t)).value("delete", "1"))
                }))
            }))
            (site_cards(&html! {
                @for (look, role) in [(Look::Dvcqg, Role::Portal), (Look::Esia, Role::Identity), (Look::School, Role::Portal)] {
                    (site_card(&SiteLook::new(look, role), t, say(t, ["Nộp hồ sơ cho cả nước", "全国事项在线办理", "Услуги для всей страны", "Services for the whole country"]), "/x", "x.localhost:8080"))
                }
            }))
            (SiteWay::link(Look::Vneid, say(t, ["Đăng nhập bằng VNeID", "使用 VNeID 登录", "Войти через VNeID", "Sign in with VNeID"]), "/a").hint(say(t, ["Tài khoản định danh mức 1 hoặc mức 2", "一级或二级电子身份", "Уровень 1 или 2", "Level 1 or level 2"])))
            (Form::post(view, "/s").around(&html! {
                (SiteWay::button(Look::Esia, say(t, ["Đăng nhập bằng Gosuslugi", "使用 Gosuslugi 登录", "Вход через портал Госуслуг", "Sign in with Gosuslugi"])).value("provider", "esia"))
            }))
            (bridge((Look::Esia, &SiteLook::new(Look::Esia, Role::Identity).name(t), "Мария Иванова"), (Look::School, &SiteLook::new(Look::School, Role::Portal).name(t), "ivanova"), true))
            (bridge((Look::Vneid, &SiteLook::new(Look::Vneid, Role::Identity).name(t), "Nguyễn Thị Minh Khai"), (Look::Haiduong, &SiteLook::new(Look::Haiduong, Role::Portal).name(t), ""), false))
            p { @for (text, tone) in [("A", Tone::Neutral), ("B", Tone::Active), ("C", Tone::Good), ("D", Tone::Attention), ("E", Tone::Bad)] { (status(text, tone)) " " } }
        }
    }
}

impl Sampled for Parts {
    fn samples() -> Vec<Self> {
        vec![
            Self(Problems::new()),
            Self(
                vec![
                    Problem::general("error-busy-do"),
                    Problem::new("kind", "error-not-found"),
                    Problem::new("province", "error-bad-request"),
                ]
                .into(),
            ),
        ]
    }
}
