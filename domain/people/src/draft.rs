use onedoor_base::{Country, Phone};

use crate::{MalformedName, PersonName};

/// The first step of a registration, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct DraftForm<'a> {
    /// The name.
    pub name: &'a str,
    /// The mobile number.
    pub phone: &'a str,
    /// Whether the person agreed that their data are kept.
    pub consent: bool,
}

/// The first step of a registration: who wants an account, and the phone that is still to be proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What the person is called.
    pub name: PersonName,
    /// Their mobile number.
    pub phone: Phone,
}

/// What must be put right in the first step, in the order of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftProblem {
    /// The name.
    Name(MalformedName),
    /// No phone was given.
    PhoneMissing,
    /// It is no mobile number.
    Phone,
    /// Without consent nothing may be kept.
    Consent,
}

impl Draft {
    /// Checks the first step; `country` is the site's, whose people write their numbers without a prefix.
    pub fn check(form: DraftForm<'_>, country: Country) -> Result<Self, Vec<DraftProblem>> {
        let name = PersonName::parse(form.name).map_err(DraftProblem::Name);
        let phone = if form.phone.trim().is_empty() {
            Err(DraftProblem::PhoneMissing)
        } else {
            Phone::parse(form.phone, country).map_err(|_| DraftProblem::Phone)
        };
        let consent = if form.consent { Ok(()) } else { Err(DraftProblem::Consent) };
        match (name, phone, consent) {
            (Ok(name), Ok(phone), Ok(())) => Ok(Self { name, phone }),
            (name, phone, consent) => {
                Err([name.err(), phone.err(), consent.err()].into_iter().flatten().collect())
            }
        }
    }
}
