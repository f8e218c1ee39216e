//! Once an officer says that the register was put right, the person is looked up in it again: what it has now is taken
//! over, not what somebody typed. A site without a register takes the officer's word.

use onedoor_base::Country;
use onedoor_people::{BirthDate, NationalNumber, PersonName, Sex, parse_number};
use onedoor_proofing::correction::Field;
use onedoor_proofing::register::{self, Differs, Entry, Sought, Standing, Verdict};
use onedoor_site::Site;
use onedoor_site::register::Purpose;

use super::Value;

/// What the register says to an officer's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Again {
    /// There it stands.
    Agrees,
    /// It has something else, or nothing, in that field.
    Differs,
    /// It has nobody who is surely this person and lives.
    Nobody,
    /// It cannot be asked at the moment.
    Away,
}

/// Whom the register is asked about.
pub(crate) struct Person<'a> {
    pub(crate) number: &'a NationalNumber,
    pub(crate) name: &'a PersonName,
    /// As it was established, if it was.
    pub(crate) born: Option<register::Born>,
}

/// Looks the person up by their number and name, with what should be right already in its place. That makes nobody a
/// match; whose account it is was proven before, and whoever has the number is held against what should be right.
pub(crate) async fn look(site: &Site, person: &Person<'_>, value: &Value) -> Again {
    if !site.has_register() {
        return Again::Agrees;
    }
    let country = site.settings.country;
    let (number, name) = match value {
        Value::Number(new) => (new, person.name),
        Value::Name(new) => (person.number, new),
        Value::Born(_) | Value::Sex(_) | Value::Residence(_) => (person.number, person.name),
    };
    let sought = Sought {
        country,
        number: Some(number.as_str().to_owned()),
        former: None,
        name: Some(name.as_str().to_owned()),
        // Of another number it has to be shown that it is the same person's.
        born: person.born.filter(|_| matches!(value, Value::Number(_))),
        sex: None,
    };
    match site.look_up(&sought, Purpose::Correction).await {
        Ok(Verdict::Near { differs, .. }) if is_another(&sought, value, &differs) => Again::Nobody,
        Ok(Verdict::Match(entry) | Verdict::Near { entry, .. }) => judge(&entry, number, value, country),
        Ok(Verdict::Several(_) | Verdict::None) => Again::Nobody,
        // The site has told its log why.
        Err(_) => Again::Away,
    }
}

/// Whether the new number is that of somebody with another name, or with another birth date where one was established.
fn is_another(sought: &Sought, value: &Value, differs: &[Differs]) -> bool {
    let decisive = |one: &Differs| match one {
        Differs::Name => true,
        Differs::Born => sought.born.is_some(),
        _ => false,
    };
    matches!(value, Value::Number(_)) && differs.iter().any(decisive)
}

/// Somebody near, with another number, is somebody else.
fn judge(entry: &Entry, number: &NationalNumber, value: &Value, country: Country) -> Again {
    if entry.standing != Standing::Living || entry.number != number.as_str() {
        return Again::Nobody;
    }
    let field = match value {
        Value::Name(_) => Field::Name,
        Value::Born(_) => Field::Born,
        Value::Sex(_) => Field::Sex,
        Value::Residence(_) => Field::Residence,
        Value::Number(_) => Field::Number,
    };
    if has(entry, field, country).as_ref() == Some(value) { Again::Agrees } else { Again::Differs }
}

/// What an entry has in a field, if it has the whole of it.
fn has(entry: &Entry, field: Field, country: Country) -> Option<Value> {
    match field {
        Field::Name => PersonName::parse(&entry.name).ok().map(Value::Name),
        Field::Born => {
            let register::Born { year, month, day } = entry.born;
            BirthDate::new(u16::try_from(year).ok()?, month?, day?).map(Value::Born)
        }
        Field::Sex => entry.sex.map(|sex| {
            Value::Sex(match sex {
                register::Sex::Female => Sex::Female,
                register::Sex::Male => Sex::Male,
            })
        }),
        Field::Residence => {
            let text = entry.residence.as_deref()?.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Value::Residence(text))
        }
        Field::Number => parse_number(country, &entry.number).ok().map(Value::Number),
    }
}
