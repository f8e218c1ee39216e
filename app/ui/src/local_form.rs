//! Dates, numbers and phone numbers as the readers of each language write them.

use onedoor_base::{Country, Language, Timestamp};
use time::{OffsetDateTime, UtcOffset};

use crate::Localizer;

const RU_MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day and minute at a fixed distance from UTC; a moment beyond the calendar becomes its first day.
fn at(moment: Timestamp, offset: UtcOffset) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(moment.seconds())
        .ok()
        .and_then(|t| t.checked_to_offset(offset))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// `21/11/2026`, `2026-11-21`, `21.11.2026`, `21 Nov 2026`.
pub(crate) fn date(language: Language, moment: Timestamp, offset: UtcOffset) -> String {
    let t = at(moment, offset);
    let (year, month, day) = (t.year(), u8::from(t.month()), t.day());
    match language {
        Language::Vi => format!("{day:02}/{month:02}/{year}"),
        Language::Zh => format!("{year}-{month:02}-{day:02}"),
        Language::Ru => format!("{day:02}.{month:02}.{year}"),
        Language::En => format!("{day} {} {year}", &EN_MONTHS[usize::from(month) - 1][..3]),
    }
}

/// The short date and the minute: `21/11/2026 14:05`.
pub(crate) fn date_time(language: Language, moment: Timestamp, offset: UtcOffset) -> String {
    let t = at(moment, offset);
    let comma = if language == Language::En { "," } else { "" };
    format!("{}{comma} {:02}:{:02}", date(language, moment, offset), t.hour(), t.minute())
}

/// The short date and the minute at a country's clock, for messages that no page stands around.
pub fn moment(t: &Localizer, moment: Timestamp, country: Country) -> String {
    let offset = i32::from(country.utc_offset_minutes()) * 60;
    date_time(t.language(), moment, UtcOffset::from_whole_seconds(offset).unwrap_or(UtcOffset::UTC))
}

/// The hour and minute of the day: `14:05`.
pub(crate) fn clock_time(moment: Timestamp, offset: UtcOffset) -> String {
    let t = at(moment, offset);
    format!("{:02}:{:02}", t.hour(), t.minute())
}

/// `ngày 21 tháng 11 năm 2026`, `2026年11月21日`, `21 ноября 2026 года`, `21 November 2026`.
pub(crate) fn long_date(language: Language, moment: Timestamp, offset: UtcOffset) -> String {
    let t = at(moment, offset);
    let (year, month, day) = (t.year(), u8::from(t.month()), t.day());
    let name = usize::from(month) - 1;
    match language {
        Language::Vi => format!("ngày {day} tháng {month} năm {year}"),
        Language::Zh => format!("{year}年{month}月{day}日"),
        Language::Ru => format!("{day}\u{a0}{} {year}\u{a0}года", RU_MONTHS[name]),
        Language::En => format!("{day} {} {year}", EN_MONTHS[name]),
    }
}

/// `2026-11-21T14:05+07:00`, for the `datetime` attribute.
pub(crate) fn machine_time(moment: Timestamp, offset: UtcOffset) -> String {
    let t = at(moment, offset);
    let (h, m, _) = t.offset().as_hms();
    let sign = if t.offset().is_negative() { '-' } else { '+' };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}{sign}{:02}:{:02}",
        t.year(),
        u8::from(t.month()),
        t.day(),
        t.hour(),
        t.minute(),
        h.unsigned_abs(),
        m.unsigned_abs()
    )
}

/// A whole number with its thousands apart: `1.234.567`, `1,234,567`, `1 234 567`.
pub(crate) fn number(language: Language, value: i64) -> String {
    let apart = match language {
        Language::Vi => '.',
        Language::Zh | Language::En => ',',
        Language::Ru => '\u{a0}',
    };
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "\u{2212}" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(apart);
        }
        text.push(digit);
    }
    text
}

/// Digits in groups of `size` from the left, for identity numbers: `0361 8800 1234`.
pub fn grouped_digits(number: &str, size: usize) -> String {
    let mut text = String::new();
    for (place, letter) in number.chars().filter(|c| !c.is_whitespace()).enumerate() {
        if place > 0 && place % size.max(1) == 0 {
            text.push('\u{a0}');
        }
        text.push(letter);
    }
    text
}

/// A phone number as its country groups it: `0912 345 678`, `+84 912 345 678`, `+86 138 1234 5678`,
/// `+7 912 345-67-89`. Anything else stays as it is.
pub fn grouped_phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let cut = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    match (phone.trim_start().starts_with('+'), digits.len()) {
        (true, 11) if digits.starts_with("84") => {
            format!("+84\u{a0}{}\u{a0}{}\u{a0}{}", cut(2, 5), cut(5, 8), cut(8, 11))
        }
        (true, 13) if digits.starts_with("86") => {
            format!("+86\u{a0}{}\u{a0}{}\u{a0}{}", cut(2, 5), cut(5, 9), cut(9, 13))
        }
        (true, 11) if digits.starts_with('7') => {
            format!("+7\u{a0}{}\u{a0}{}-{}-{}", cut(1, 4), cut(4, 7), cut(7, 9), cut(9, 11))
        }
        (false, 10) if digits.starts_with('0') => {
            format!("{}\u{a0}{}\u{a0}{}", cut(0, 4), cut(4, 7), cut(7, 10))
        }
        _ => phone.to_owned(),
    }
}

/// The catalogue key of how phone numbers of this country are typed, with an example.
pub const fn phone_hint(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "phone-hint-vn",
        Country::China => "phone-hint-cn",
        Country::Russia => "phone-hint-ru",
    }
}

/// The catalogue key of what to say to somebody who typed no phone number, with an example of this country.
pub const fn phone_malformed(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "phone-malformed-vn",
        Country::China => "phone-malformed-cn",
        Country::Russia => "phone-malformed-ru",
    }
}

/// All but the last `shown` letters as dots: `•••••••• 1234`.
pub fn masked(value: &str, shown: usize) -> String {
    let letters: Vec<char> = value.chars().filter(|c| !c.is_whitespace()).collect();
    // A value so short that its end would be most of it stays hidden altogether.
    let hidden = if letters.len() >= shown * 2 { letters.len() - shown } else { letters.len() };
    let end: String = letters[hidden..].iter().collect();
    let gap = if end.is_empty() { "" } else { "\u{a0}" };
    format!("{}{gap}{end}", "•".repeat(hidden.min(8)))
}

#[cfg(test)]
mod tests;
