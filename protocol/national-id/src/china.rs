//! The resident's number (GB 11643-1999): six digits of the area of first registration, date of
//! birth, three digits of which an odd last one is a man's, and a check character (ISO 7064 MOD 11-2).

use crate::date::exists;
use crate::normalise::value;
use crate::number::{Born, Place, Refused, Says, Sex};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Nobody whose number is in use was born earlier.
const FIRST_YEAR: u16 = 1850;

/// The first two digits (GB/T 2260). The areas below them changed so often that a table of today
/// holds only a part of the codes in use.
const PROVINCES: [(&str, &str); 34] = [
    ("11", "北京市"),
    ("12", "天津市"),
    ("13", "河北省"),
    ("14", "山西省"),
    ("15", "内蒙古自治区"),
    ("21", "辽宁省"),
    ("22", "吉林省"),
    ("23", "黑龙江省"),
    ("31", "上海市"),
    ("32", "江苏省"),
    ("33", "浙江省"),
    ("34", "安徽省"),
    ("35", "福建省"),
    ("36", "江西省"),
    ("37", "山东省"),
    ("41", "河南省"),
    ("42", "湖北省"),
    ("43", "湖南省"),
    ("44", "广东省"),
    ("45", "广西壮族自治区"),
    ("46", "海南省"),
    ("50", "重庆市"),
    ("51", "四川省"),
    ("52", "贵州省"),
    ("53", "云南省"),
    ("54", "西藏自治区"),
    ("61", "陕西省"),
    ("62", "甘肃省"),
    ("63", "青海省"),
    ("64", "宁夏回族自治区"),
    ("65", "新疆维吾尔自治区"),
    ("71", "台湾省"),
    ("81", "香港特别行政区"),
    ("82", "澳门特别行政区"),
];

pub(crate) fn check(text: &str) -> Result<(), Refused> {
    let (body, last) = text.as_bytes().split_at(17);
    if body.contains(&b'X') {
        return Err(Refused::Character);
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| value(*digit) * weight).sum();
    if last != [CHECKS[(sum % 11) as usize]] {
        return Err(Refused::Check);
    }
    let (year, month, day) = birth(text).ok_or(Refused::Date)?;
    if year >= FIRST_YEAR && exists(year, month, day) { Ok(()) } else { Err(Refused::Date) }
}

pub(crate) fn says(text: &str) -> Says<'_> {
    let man = value(text.as_bytes()[16]) % 2 == 1;
    let province = PROVINCES.iter().find(|(code, _)| text.starts_with(code));
    Says {
        sex: Some(if man { Sex::Male } else { Sex::Female }),
        born: birth(text).map(|(year, month, day)| Born::Date { year, month, day }),
        place: Some(Place { code: &text[..6], name: province.map(|(_, name)| *name) }),
    }
}

fn birth(text: &str) -> Option<(u16, u8, u8)> {
    Some((text.get(6..10)?.parse().ok()?, text.get(10..12)?.parse().ok()?, text.get(12..14)?.parse().ok()?))
}
