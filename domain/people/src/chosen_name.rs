//! What a login name that is being chosen must be besides well-formed, so that nobody is taken for somebody else
//! (Unicode Technical Standard 39, section 5, as far as login names need it). Names from before stay as they are.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{LoginName, MalformedLoginName};

/// Who speaks for the state or the site is not chosen at a registration. Without marks, digits and signs.
const RESERVED: [&str; 44] = [
    "admin",
    "administrator",
    "administration",
    "root",
    "superuser",
    "sysadmin",
    "system",
    "support",
    "helpdesk",
    "hotline",
    "security",
    "operator",
    "moderator",
    "official",
    "officer",
    "government",
    "police",
    "onedoor",
    "webmaster",
    "postmaster",
    "noreply",
    "quantri",
    "quantrivien",
    "quanly",
    "hotro",
    "congan",
    "chinhphu",
    "vneid",
    "dichvucong",
    "админ",
    "администратор",
    "администрация",
    "поддержка",
    "безопасность",
    "полиция",
    "госуслуги",
    "есиа",
    "правительство",
    "管理员",
    "系统管理员",
    "客服",
    "警察",
    "公安",
    "政府",
];

/// Small Cyrillic letters that look like Latin ones.
const LIKE_LATIN: &str = "асеорхуіѕјһԁԛԝӏ";

/// The scripts that have letters in common use that look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// Han, kana, hangul: written beside Latin, and like nothing in it.
    EastAsian,
    Other(u32),
}

impl LoginName {
    /// Reads what a person chose as their new login name.
    pub fn choose(text: &str) -> Result<Self, MalformedLoginName> {
        let name = Self::parse(text)?;
        let scripts = scripts_of(name.key());
        let beside = |one: Script, other: Script| {
            one == other
                || matches!(
                    (one, other),
                    (Script::Latin, Script::EastAsian) | (Script::EastAsian, Script::Latin)
                )
        };
        if scripts.iter().any(|one| scripts.iter().any(|other| !beside(*one, *other))) {
            return Err(MalformedLoginName::MixedScripts);
        }
        let mut letters = name.key().chars().filter(|c| c.is_alphabetic());
        if scripts == [Script::Cyrillic] && letters.all(|c| LIKE_LATIN.contains(c)) {
            return Err(MalformedLoginName::LooksLikeAnother);
        }
        let bare: String = name.key().nfd().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)).collect();
        if RESERVED.contains(&bare.nfc().collect::<String>().replace('đ', "d").as_str()) {
            return Err(MalformedLoginName::Reserved);
        }
        Ok(name)
    }

    /// Names like this one that somebody might take instead, well-formed and allowed.
    pub fn others_like_it(&self) -> Vec<Self> {
        let plain =
            self.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '-'));
        let endings = ["2", "7", ".1", "_vn", "88", ".2", "99", "-3", "2026"];
        let mut others: Vec<Self> = endings
            .iter()
            .filter_map(|ending| Self::choose(&format!("{plain}{ending}")).ok())
            .filter(|other| other != self)
            .collect();
        others.truncate(6);
        others
    }
}

fn scripts_of(text: &str) -> Vec<Script> {
    let mut found = Vec::new();
    for script in text.chars().filter(|c| c.is_alphabetic()).map(script_of) {
        if !found.contains(&script) {
            found.push(script);
        }
    }
    found
}

/// By the blocks of Unicode; of the scripts that are not told apart here each block stands for one.
fn script_of(letter: char) -> Script {
    match u32::from(letter) {
        0x41..=0x24F
        | 0x250..=0x2AF
        | 0x1D00..=0x1DBF
        | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F
        | 0xA720..=0xA7FF => Script::Latin,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Script::Cyrillic,
        0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF => {
            Script::EastAsian
        }
        0x2_0000..=0x3_FFFF => Script::EastAsian,
        other => Script::Other(other >> 8),
    }
}
