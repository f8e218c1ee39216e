//! One word for one thing, on every site: what people meet twice must not seem to be two things.

use onedoor_base::Language;

use super::none;
use super::texts::texts;

/// Words that the catalogues do not use, and the word that they use instead.
const INSTEAD: &[(Language, &str, &str)] = &[
    (Language::En, "login name", "user name"),
    (Language::En, "username", "user name"),
    (Language::En, "national number", "identity number"),
    (Language::En, "identification number", "identity number"),
    (Language::En, "id card number", "identity number"),
    (Language::En, "support team", "help desk"),
    (Language::Vi, "tên người dùng", "tên đăng nhập"),
    (Language::Vi, "tên tài khoản", "tên đăng nhập"),
    (Language::Vi, "số căn cước", "số định danh cá nhân"),
    (Language::Vi, "mã định danh", "số định danh cá nhân"),
    (Language::Zh, "登录名", "用户名"),
    (Language::Zh, "帐", "账"),
    (Language::Zh, "识别号", "身份号码"),
    (Language::Zh, "证件号", "身份号码"),
    (Language::Zh, "身份证号", "身份号码"),
    (Language::Zh, "重设", "重置"),
    (Language::Zh, "客服", "服务台"),
    (Language::Zh, "国家统一账号", "国家账号"),
    (Language::En, "personal number", "identity number"),
    (Language::Vi, "khoá", "khóa"),
    (Language::Vi, "xoá", "xóa"),
    (Language::Vi, "mã hoá", "mã hóa"),
    (Language::Vi, "huỷ", "hủy"),
    (Language::Vi, "nhoè", "nhòe"),
    // The decree's term is “tài khoản định danh điện tử mức độ 1”.
    (Language::Vi, "danh tính điện tử", "định danh điện tử"),
    (Language::Vi, "mức 1", "mức độ 1"),
    (Language::Vi, "mức 2", "mức độ 2"),
    (Language::Vi, "mức định danh", "mức độ định danh"),
    (Language::Vi, "đề nghị mức độ", "hồ sơ mức độ"),
    (Language::Zh, "经办人员", "工作人员"),
    (Language::Zh, "人口登记", "人口库"),
    (Language::Zh, "登记库", "人口库"),
    (Language::Zh, "人口信息", "人口库"),
    (Language::Zh, "级别", "等级"),
    (Language::Zh, "个人号码", "身份号码"),
    (Language::Zh, "个人编号", "身份号码"),
    (Language::Zh, "个人身份号码", "身份号码"),
    (Language::Zh, "一级身份", "一级电子身份"),
    (Language::Zh, "一级申请", "一级电子身份申请"),
    (Language::Zh, "六位数字密码", "六位密码"),
    (Language::Ru, "реестр", "регистр"),
    (Language::Ru, "карточк", "удостоверение"),
    (Language::Ru, "действия карты", "срок действия удостоверения"),
    (Language::Ru, "чип карты", "чип удостоверения"),
    (Language::Ru, "новую карту", "новое удостоверение"),
    (Language::Ru, "с картой", "с удостоверением"),
    (Language::Ru, "на карте", "на удостоверении"),
    (Language::Ru, "код-паролей", "кодов-паролей"),
    (Language::Ru, "пользователя и парол", "логин и пароль"),
    (Language::Ru, "имя пользователя", "логин"),
    (Language::Ru, "имени пользователя", "логин"),
    (Language::Ru, "аккаунт", "учётная запись"),
    (Language::Ru, "номер удостоверения", "личный номер"),
    // The name in the brackets begins with the same two words.
    (Language::Ru, "учётную запись ()", "«{ $issuer }»"),
    (Language::Ru, "учётной записи ()", "«{ $issuer }»"),
    (Language::Ru, "учётная запись ()", "«{ $issuer }»"),
];

#[test]
fn one_thing_has_one_word() {
    let mut wrong = Vec::new();
    for (language, other, ours) in INSTEAD {
        for (key, text) in texts(*language) {
            if text.words.to_lowercase().contains(other) {
                wrong.push(format!("{}: {key} says “{other}”; the word is “{ours}”", language.tag()));
            }
        }
    }
    none(&wrong);
}

/// The states of an application by their keys on its own page, in the application for phones and at
/// the officers' desk.
const STATES: &[(&str, &str, &str)] = &[
    ("level1-state-data", "app-state-awaiting-data", "applications-state-awaiting-data"),
    ("level1-state-face", "app-state-awaiting-biometrics", "applications-state-awaiting-biometrics"),
    ("level1-state-review", "app-state-in-review", "applications-state-in-review"),
    // The desk adds that the person has still to activate it.
    ("level1-state-approved", "app-state-approved", "app-state-approved"),
    ("level1-state-missed", "app-state-window-missed", "applications-state-window-missed"),
    ("level1-state-active", "app-state-active", "applications-state-active"),
    ("level1-state-locked", "app-state-locked", "applications-state-locked"),
    ("level1-state-refused", "app-state-refused", "applications-state-refused"),
    ("level1-state-withdrawn", "app-state-withdrawn", "applications-state-withdrawn"),
    ("level1-state-closed", "app-state-closed", "applications-state-closed"),
];

#[test]
fn a_state_has_one_name_on_every_page() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let texts = texts(language);
        for (own, phone, desk) in STATES {
            let [own, phone, desk] = [own, phone, desk].map(|key| texts[*key].words.as_str());
            if own != phone || phone != desk {
                wrong.push(format!("{}: “{own}”, “{phone}” and “{desk}”", language.tag()));
            }
        }
    }
    none(&wrong);
}
