use csv::StringRecord;
use onedoor_base::Country;
use onedoor_proofing::register::{Born, Entry, Sex, Standing};

use super::columns::{Column, Columns};

/// What stands between several numbers or names in one field.
const BETWEEN: char = '|';

/// A row by its columns.
pub(super) struct Fields<'f> {
    pub(super) columns: &'f Columns,
    pub(super) record: &'f StringRecord,
    pub(super) country: Country,
}

impl Fields<'_> {
    fn get(&self, column: Column) -> &str {
        self.columns.field(self.record, column)
    }

    fn several(&self, column: Column) -> impl Iterator<Item = &str> {
        self.get(column).split(BETWEEN).map(str::trim).filter(|part| !part.is_empty())
    }
}

/// The person of a row.
pub(super) fn entry(fields: &Fields<'_>) -> Result<Entry, &'static str> {
    let number = number(fields)?;
    let entry = Entry {
        country: fields.country,
        number,
        former_numbers: fields.several(Column::FormerNumbers).map(plain).collect(),
        name: fields.get(Column::Name).to_owned(),
        former_names: fields.several(Column::FormerNames).map(str::to_owned).collect(),
        born: born(fields.get(Column::Born)).ok_or("a birth date that is none")?,
        sex: sex(fields.get(Column::Sex))?,
        residence: Some(fields.get(Column::Residence).to_owned()).filter(|place| !place.is_empty()),
        standing: standing(fields)?,
    };
    entry.fault().map_or(Ok(entry), Err)
}

/// The number of a row.
pub(super) fn number(fields: &Fields<'_>) -> Result<String, &'static str> {
    if !fields.columns.fit(fields.record) {
        return Err("not as many fields as the first line");
    }
    let number = plain(fields.get(Column::Number));
    if number.is_empty() { Err("no number") } else { Ok(number) }
}

/// Without what people put between digits.
fn plain(number: &str) -> String {
    number.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '\u{a0}')).collect()
}

/// `1990-03-07`, `1990-03`, `1990`.
fn born(text: &str) -> Option<Born> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |found| found.map(Some))?;
    let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |found| found.map(Some))?;
    let small = |part: Option<u16>| part.map_or(Some(None), |part| u8::try_from(part).ok().map(Some));
    let born = Born { year: year.into(), month: small(month)?, day: small(day)? };
    (parts.next().is_none() && born.is_day()).then_some(born)
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn sex(text: &str) -> Result<Option<Sex>, &'static str> {
    match text.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "f" | "female" => Ok(Some(Sex::Female)),
        "m" | "male" => Ok(Some(Sex::Male)),
        _ => Err("a sex that is neither female nor male"),
    }
}

fn standing(fields: &Fields<'_>) -> Result<Standing, &'static str> {
    let instead = Some(plain(fields.get(Column::Instead))).filter(|number| !number.is_empty());
    match (fields.get(Column::Standing).to_ascii_lowercase().as_str(), instead) {
        ("" | "living", None) => Ok(Standing::Living),
        ("deceased", None) => Ok(Standing::Deceased),
        ("cancelled", instead) => Ok(Standing::Cancelled { instead }),
        ("" | "living" | "deceased", Some(_)) => Err("another number instead of one that is not cancelled"),
        _ => Err("a standing that is neither living, deceased nor cancelled"),
    }
}
