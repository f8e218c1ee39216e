//! A postal address: checked as its country wants it, and written as its country writes it.

use onedoor_base::{Country, is_unseen, plain_digit};

use crate::places;

/// The most characters of one field.
const LONGEST: usize = 200;

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its country; none of those that are known here for one elsewhere.
    pub country: Option<Country>,
    /// What its owner calls it: “Home”; may be empty.
    pub label: String,
    /// Who gets what is sent there.
    pub recipient: String,
    /// Their telephone number, as it was typed; may be empty.
    pub phone: String,
    /// The code of the smallest administrative unit, where there are tables; else empty.
    pub place: String,
    /// The town, where the unit has several; without tables town and region, and the country. Else empty.
    pub town: String,
    /// House, street, village.
    pub street: String,
    /// The postal code; may be empty.
    pub postcode: String,
}

/// What was typed.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "the fields of Address")]
pub struct AddressForm<'a> {
    pub country: Option<Country>,
    pub label: &'a str,
    pub recipient: &'a str,
    pub phone: &'a str,
    pub place: &'a str,
    pub town: &'a str,
    pub street: &'a str,
    pub postcode: &'a str,
}

/// A field of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// What its owner calls it.
    Label,
    /// Who gets what is sent there.
    Recipient,
    /// Their telephone number.
    Phone,
    /// The administrative unit.
    Place,
    /// Town and region.
    Town,
    /// House and street.
    Street,
    /// The postal code.
    Postcode,
}

/// What must be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    /// Something is missing.
    Missing(Line),
    /// Too long, or with signs that cannot be seen.
    Unfit(Line),
    /// The postal code has not so many digits as the country's have.
    Postcode {
        /// How many it has.
        digits: usize,
    },
    /// No telephone number.
    Phone,
}

/// How many digits a postal code of this country has.
const fn postcode_digits(country: Country) -> usize {
    match country {
        Country::Vietnam => 5,
        Country::China | Country::Russia => 6,
    }
}

/// Checks what was typed.
pub fn check_address(form: AddressForm<'_>) -> Result<Address, Vec<AddressProblem>> {
    let mut problems = Vec::new();
    let mut line = |line, text: &str, wanted: bool| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if wanted && text.is_empty() {
            problems.push(AddressProblem::Missing(line));
        } else if text.chars().count() > LONGEST || text.chars().any(is_unseen) {
            problems.push(AddressProblem::Unfit(line));
        }
        text
    };
    let tables = form.country.map(places);
    let place = tables.and_then(|tables| tables.place(form.place).filter(|place| tables.is_smallest(place)));
    let town_in = |tables: &crate::Places| place.is_none_or(|place| tables.has_towns(place));
    let has_town = tables.is_none_or(|tables| form.country == Some(Country::Russia) && town_in(tables));
    let (recipient, phone) =
        (line(Line::Recipient, form.recipient, true), line(Line::Phone, form.phone, false));
    let street = line(Line::Street, form.street, true);
    let town = if has_town { line(Line::Town, form.town, true) } else { String::new() };
    let (postcode, label) =
        (line(Line::Postcode, form.postcode, false), line(Line::Label, form.label, false));
    let postcode = narrow(&postcode);
    if tables.is_some() && place.is_none() {
        problems.insert(0, AddressProblem::Missing(Line::Place));
    }
    if let Some(digits) = form.country.map(postcode_digits)
        && !postcode.is_empty()
        && (postcode.len() != digits || !postcode.bytes().all(|b| b.is_ascii_digit()))
    {
        problems.push(AddressProblem::Postcode { digits });
    }
    let dialled = phone.chars().filter(char::is_ascii_digit).count();
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | '/');
    if !phone.is_empty() && (!(5..=20).contains(&dialled) || !phone.chars().all(signs)) {
        problems.push(AddressProblem::Phone);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let place = place.map(|place| place.code.to_owned()).unwrap_or_default();
    Ok(Address { country: form.country, label, recipient, phone, place, town, street, postcode })
}

/// Digits of full width become plain, spaces go.
fn narrow(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(plain_digit).collect()
}

/// The lines of an address as the post of its country wants them.
pub type Written = Vec<String>;

/// Writes an address out: in Vietnam from the house to the province, in China from the province to the house, in Russia
/// as its post prints it: the recipient, the street, the town, the region, the postal code last.
pub fn write_out(address: &Address) -> Written {
    let path: Vec<&str> = address
        .country
        .map(places)
        .map(|tables| tables.path(&address.place).into_iter().map(|place| place.name).collect())
        .unwrap_or_default();
    let Address { recipient, phone, street, town, postcode, .. } = address;
    let lines = match address.country {
        Some(Country::Vietnam) => {
            let small_first: Vec<&str> = path.into_iter().rev().collect();
            let last = [small_first.join(", "), postcode.clone()];
            vec![recipient.clone(), phone.clone(), street.clone(), joined(&last, " ")]
        }
        // One line without spaces, the largest first; then who gets it.
        Some(Country::China) => vec![
            postcode.clone(),
            format!("{}{street}", path.concat()),
            joined(&[format!("{recipient}（收）"), phone.clone()], " "),
        ],
        Some(Country::Russia) | None => {
            let region = path.concat();
            vec![recipient.clone(), phone.clone(), street.clone(), town.clone(), region, postcode.clone()]
        }
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn joined(parts: &[String], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests;
