//! What somebody typed into an application, read into what is kept, with what must be put right.

use onedoor_base::{Country, Phone};
use onedoor_services::accounts::Email;
use onedoor_services::dossiers::{ChosenPlace, DossierContent, Missing};
use onedoor_services::procedures::Procedure;
use onedoor_services::{Day, units};
use onedoor_ui::{Problem, Problems, phone_malformed};

use crate::Portal;
use crate::pages::Typed;
use crate::place::LAST_OF_THREE_TIERS;

/// The most characters of a name and of a request.
const LONGEST_NAME: usize = 200;
const LONGEST_REQUEST: usize = 4000;

/// Reads the form. What can't be read is left out and named among the problems.
pub(crate) fn read(
    portal: &Portal,
    procedure: &Procedure,
    typed: &Typed,
    today: Day,
) -> (DossierContent, Problems) {
    let country = portal.site.settings.country;
    let phone = Phone::parse(&typed.phone, country);
    let email = Email::parse(&typed.email);
    // Browsers send line ends as CR LF.
    let (applicant, request) = (typed.applicant.trim(), typed.request.trim().replace("\r\n", "\n"));
    // The draft keeps as much as an application may have.
    let content = DossierContent {
        applicant: applicant.chars().take(LONGEST_NAME).collect(),
        phone: phone.clone().ok(),
        email: email.clone().ok(),
        place: chosen(&typed.place, today),
        former_place: former(typed, today).filter(|_| procedure.former_place),
        request: request.chars().take(LONGEST_REQUEST).collect(),
    };
    let mut problems: Vec<Problem> = content
        .missing(procedure, today)
        .into_iter()
        .map(|missing| problem(missing, typed, country))
        .collect();
    if applicant.chars().count() > LONGEST_NAME {
        problems.push(Problem::new("applicant", "services-applicant-long"));
    }
    if email.is_err() && !typed.email.trim().is_empty() {
        problems.push(Problem::new("email", "services-email-malformed"));
    }
    if request.chars().count() > LONGEST_REQUEST {
        problems.push(Problem::new("request", "services-request-long"));
    }
    problems.sort_by_key(|problem| FIELDS.iter().position(|field| *field == problem.field));
    (content, problems.into())
}

/// The fields in the order of the page; what belongs to none comes first.
const FIELDS: [&str; 5] = ["", "applicant", "phone", "email", "request"];

fn problem(missing: Missing, typed: &Typed, country: Country) -> Problem {
    match missing {
        Missing::Place => Problem::general("services-place-missing"),
        Missing::FormerPlace => Problem::general("services-former-missing"),
        Missing::Applicant => Problem::new("applicant", "services-applicant-missing"),
        Missing::Phone if typed.phone.trim().is_empty() => Problem::new("phone", "services-phone-missing"),
        Missing::Phone => Problem::new("phone", phone_malformed(country)),
        Missing::Request => Problem::new("request", "services-request-missing"),
    }
}

fn former(typed: &Typed, today: Day) -> Option<ChosenPlace> {
    let day = if typed.when == "before" { LAST_OF_THREE_TIERS } else { today };
    chosen(&typed.former, day)
}

/// The unit, if there was one of this code on the day.
fn chosen(code: &str, day: Day) -> Option<ChosenPlace> {
    units().at(day).unit(code).map(|unit| ChosenPlace { code: unit.code().to_owned(), valid_at: day })
}
