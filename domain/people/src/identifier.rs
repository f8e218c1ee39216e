use onedoor_base::{Country, Phone};
use onedoor_national_id::NationalNumber;

use crate::LoginName;

/// What somebody gives at the door to say whose account they want to enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identifier {
    /// The login name.
    Login(LoginName),
    /// The mobile number.
    Phone(Phone),
    /// The national number.
    Number(NationalNumber),
}

impl Identifier {
    /// Finds out which of the three a text is, by the forms of the site's country; `None` if it can
    /// be none of them.
    ///
    /// A login name begins with a letter and the two numbers never do. Where digits could be a
    /// mobile and a national number alike (eleven of them in Russia), they are read as a mobile
    /// number unless they are grouped as the national number is.
    pub fn read(text: &str, country: Country) -> Option<Self> {
        if let Ok(login) = LoginName::parse(text) {
            return Some(Self::Login(login));
        }
        // One from a place that is in no table of ours may have been registered, too.
        let number = || parse_claimed_number(country, text).ok();
        if let Some(number) = number().filter(|number| number.grouped() == text.trim()) {
            return Some(Self::Number(number));
        }
        match Phone::parse(text, country) {
            Ok(phone) => Some(Self::Phone(phone)),
            Err(_) => number().map(Self::Number),
        }
    }
}

/// Reads a national number in the form of this country.
pub fn parse_number(country: Country, text: &str) -> Result<NationalNumber, onedoor_national_id::Refused> {
    onedoor_national_id::parse(of_country(country), text)
}

/// Reads a national number that somebody claims: one from a place that is in no table of ours, too.
pub fn parse_claimed_number(
    country: Country,
    text: &str,
) -> Result<NationalNumber, onedoor_national_id::Refused> {
    onedoor_national_id::parse_claimed(of_country(country), text)
}

/// The country as the room of national numbers calls it.
pub(crate) const fn of_country(country: Country) -> onedoor_national_id::Country {
    match country {
        Country::Vietnam => onedoor_national_id::Country::Vietnam,
        Country::China => onedoor_national_id::Country::China,
        Country::Russia => onedoor_national_id::Country::Russia,
    }
}
