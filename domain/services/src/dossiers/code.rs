use std::fmt;
use std::str::FromStr;

use crate::Day;

/// The electronic identifier of an agency: `000.00.01.H22` (Decision 20/2020/QD-TTg: three levels
/// below the agency of the first level, whose own code comes last).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Agency(String);

/// The text is no agency's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an agency's identifier like 000.00.01.H22")]
pub struct MalformedAgency;

impl Agency {
    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Agency {
    type Err = MalformedAgency;

    fn from_str(text: &str) -> Result<Self, MalformedAgency> {
        let legal = text.len() == 13
            && text.bytes().enumerate().all(|(position, b)| match position {
                3 | 6 | 9 => b == b'.',
                10 => b.is_ascii_uppercase(),
                _ => b.is_ascii_digit(),
            });
        if legal { Ok(Self(text.to_owned())) } else { Err(MalformedAgency) }
    }
}

/// The number by which applicant and authority speak of a dossier: `000.00.01.H22-250701-0001`
/// (Circular 01/2018/TT-VPCP article 19): agency, day of receipt, serial number of that day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DossierCode {
    /// Who receives it.
    pub agency: Agency,
    /// On which day, from 2000 to 2099.
    pub day: Day,
    /// Which of that day, from 1; four digits are written, more if there are more.
    pub serial: u32,
}

/// The text is no dossier's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a dossier's code like 000.00.01.H22-250701-0001")]
pub struct MalformedDossierCode;

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { agency: Agency(agency), day, serial } = self;
        write!(f, "{agency}-{:02}{:02}{:02}-{serial:04}", day.year() % 100, day.month(), day.day())
    }
}

impl FromStr for DossierCode {
    type Err = MalformedDossierCode;

    /// Reads a code as it is written, in capitals or not, with spaces around it or not.
    fn from_str(text: &str) -> Result<Self, MalformedDossierCode> {
        let text = text.trim().to_ascii_uppercase();
        let parts: Vec<&str> = text.split('-').collect();
        let &[agency, day, serial] = parts.as_slice() else { return Err(MalformedDossierCode) };
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if day.len() != 6 || !(4..=9).contains(&serial.len()) || !digits(day) || !digits(serial) {
            return Err(MalformedDossierCode);
        }
        let pair = |at: usize| day[at..at + 2].parse::<u8>().map_err(|_| MalformedDossierCode);
        let serial = serial.parse().map_err(|_| MalformedDossierCode)?;
        Ok(Self {
            agency: agency.parse().map_err(|_| MalformedDossierCode)?,
            day: Day::new(2000 + u16::from(pair(0)?), pair(2)?, pair(4)?).ok_or(MalformedDossierCode)?,
            serial: if serial == 0 { return Err(MalformedDossierCode) } else { serial },
        })
    }
}
