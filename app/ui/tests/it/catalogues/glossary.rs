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
