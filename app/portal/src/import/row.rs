use csv::StringRecord;
use onedoor_base::{LocalAccountId, Phone};
use onedoor_password::{Format, classify};
use onedoor_services::accounts::{AccountState, Email, LocalAccount, Origin, UserName};
use onedoor_services::organisations::OrganisationCode;
use onedoor_storage::services::accounts::{AccountRecord, NumberRecord};

use super::ImportError;
use super::report::RefusedBecause;
use crate::{Portal, numbers};

/// The columns, in the order of [`Columns`].
const NAMES: [&str; 7] =
    ["user_name", "display_name", "organisation", "phone", "email", "national_number", "password_hash"];
const USER_NAME: usize = 0;
const DISPLAY_NAME: usize = 1;
const ORGANISATION: usize = 2;
const PHONE: usize = 3;
const EMAIL: usize = 4;
const NATIONAL_NUMBER: usize = 5;
const PASSWORD_HASH: usize = 6;

/// The most characters of a name.
const LONGEST_NAME: usize = 120;

/// Where each column stands in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    places: [Option<usize>; NAMES.len()],
    count: usize,
}

impl Columns {
    /// Reads the heading line.
    pub(super) fn of(headings: &StringRecord) -> Result<Self, ImportError> {
        let mut places = [None; NAMES.len()];
        for (place, heading) in headings.iter().enumerate() {
            let known = NAMES.iter().position(|name| name.eq_ignore_ascii_case(heading));
            let Some(column) = known else {
                return Err(ImportError::Columns(format!("no column is called {heading:?}, only {NAMES:?}")));
            };
            if places[column].replace(place).is_some() {
                return Err(ImportError::Columns(format!("{heading:?} stands there twice")));
            }
        }
        for wanted in [USER_NAME, DISPLAY_NAME] {
            if places[wanted].is_none() {
                return Err(ImportError::Columns(format!("the column {:?} is missing", NAMES[wanted])));
            }
        }
        Ok(Self { places, count: headings.len() })
    }

    fn field<'r>(&self, record: &'r StringRecord, column: usize) -> &'r str {
        self.places[column].and_then(|place| record.get(place)).unwrap_or_default()
    }
}

/// A row that was read.
#[derive(Clone)]
pub(super) struct Row {
    /// Its line.
    pub(super) line: u64,
    /// The account that it makes.
    pub(super) record: AccountRecord,
    /// The kind of its hash.
    pub(super) hash: Option<Format>,
}

/// Reads rows.
pub(super) struct Reading<'a> {
    pub(super) portal: &'a Portal,
    pub(super) columns: Columns,
    pub(super) phones_confirmed: bool,
}

impl Reading<'_> {
    /// The user name of a row, whether or not the row can be taken.
    pub(super) fn name<'r>(&self, record: &'r StringRecord) -> &'r str {
        self.columns.field(record, USER_NAME)
    }

    /// Reads a row.
    pub(super) fn row(&self, line: u64, record: &StringRecord) -> Result<Row, RefusedBecause> {
        if record.len() != self.columns.count {
            return Err(RefusedBecause::Fields { expected: self.columns.count, found: record.len() });
        }
        let field = |column| Some(self.columns.field(record, column)).filter(|text| !text.is_empty());
        let site = &self.portal.site;
        let now = site.now();
        let id = LocalAccountId::new(now, site.random.as_ref());
        let phone = field(PHONE).map(|text| Phone::parse(text, site.settings.country)).transpose();
        let phone = phone.map_err(|_| RefusedBecause::Phone)?;
        let (phone, unconfirmed_phone) = if self.phones_confirmed { (phone, None) } else { (None, phone) };
        let hash = field(PASSWORD_HASH).map(classify).transpose()?;
        let account = LocalAccount {
            id,
            user_name: UserName::imported(self.name(record))?,
            organisation: self.organisation(field(ORGANISATION))?,
            display_name: display_name(field(DISPLAY_NAME))?,
            phone,
            email: field(EMAIL).map(Email::parse).transpose().map_err(|_| RefusedBecause::Email)?,
            state: AccountState::Active,
            origin: Origin::Imported,
            created_at: now,
        };
        let number = field(NATIONAL_NUMBER).map(|text| self.number(id, text)).transpose()?;
        let password_hash = field(PASSWORD_HASH).map(str::to_owned);
        let record =
            AccountRecord { unconfirmed_phone, password_hash, number, ..AccountRecord::new(account) };
        Ok(Row { line, record, hash })
    }

    fn organisation(&self, code: Option<&str>) -> Result<Option<OrganisationCode>, RefusedBecause> {
        match (self.portal.profile.organisations, code) {
            (None, None) => Ok(None),
            (Some(all), Some(code)) if all.find(code).is_some() => {
                code.parse().map(Some).map_err(|_| RefusedBecause::Organisation)
            }
            _ => Err(RefusedBecause::Organisation),
        }
    }

    /// A number that nobody has proven here: a form of the older system said it.
    fn number(&self, id: LocalAccountId, text: &str) -> Result<NumberRecord, RefusedBecause> {
        let (country, vault) = (self.portal.site.settings.country, &self.portal.site.vault);
        let number = numbers::parse(country, text).map_err(RefusedBecause::NationalNumber)?;
        Ok(NumberRecord {
            country,
            sealed: numbers::seal(vault, id, &number),
            fingerprint: numbers::fingerprint(vault, &number),
            proven_at: None,
            proven_by: None,
            matched_at: None,
        })
    }
}

fn display_name(text: Option<&str>) -> Result<String, RefusedBecause> {
    let fits = |text: &&str| text.chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control);
    text.filter(fits).map(str::to_owned).ok_or(RefusedBecause::DisplayName)
}
