//! How it stands; and where it may be activated, number and telephone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::Phone;
use onedoor_people::parse_claimed_number;
use onedoor_proofing::application::{ACTIVATION, State as Stands};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::{BeginPage, StatePage};
use super::{Applicant, CODE, CODE_OF, PATH};
use crate::Identity;
use crate::owner_code::{at, send};
use crate::passcode;

/// Tries of number and telephone in an hour. Nobody learns anything of others: only one's own application is held
/// against them.
const TRIES: i64 = 10;
const HOUR: std::time::Duration = std::time::Duration::from_hours(1);

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
    /// `yes`: the identity is in use, and this device shall open it.
    #[serde(default)]
    here: String,
}

/// `GET /app/activate`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let applicant = Applicant::of(&identity, &visit).await?;
    let taken = news.notice == "taken";
    match applicant {
        Some(applicant)
            if !taken
                && (applicant.is_approved() || applicant.state == Stands::Active && news.here == "yes") =>
        {
            Ok(visit.page(&page(&applicant, Typed::default(), Problems::new())))
        }
        found => {
            let level = identity.profile.levels.level(onedoor_base::IdentityLevel::Basic);
            let bound = news.notice == "bound";
            let here = passcode::counts_here(&visit, visit.person()?).await?;
            Ok(visit.page(&StatePage { state: found.map(|one| one.state), taken, bound, here, level }))
        }
    }
}

#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    phone: String,
}

fn page(applicant: &Applicant, typed: Typed, problems: Problems) -> BeginPage {
    let until = match applicant.state {
        Stands::Approved { noticed } => Some(noticed.after(ACTIVATION)),
        _ => None,
    };
    let country = applicant.visit.site.settings.country;
    BeginPage { until, number: typed.number, phone: typed.phone, country, problems }
}

/// Where the form can be opened again.
fn form_of(applicant: &Applicant) -> String {
    if applicant.is_approved() { PATH.to_owned() } else { format!("{PATH}?here=yes") }
}

/// The telephone, if both are those of the application.
fn agreed(applicant: &Applicant, typed: &Typed) -> Result<Phone, Vec<Problem>> {
    let mut problems = Vec::new();
    if typed.number.trim().is_empty() {
        problems.push(Problem::new("number", "activate-number-missing"));
    }
    if typed.phone.trim().is_empty() {
        problems.push(Problem::new("phone", "phone-missing"));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let country = applicant.visit.site.settings.country;
    let number = parse_claimed_number(applicant.identity.profile.country, &typed.number).ok();
    let same_number = number.is_some_and(|number| applicant.number().as_deref() == Some(number.as_str()));
    let phone = Phone::parse(&typed.phone, country).ok();
    let same_phone = applicant.phone.clone().filter(|own| phone.as_ref() == Some(own));
    match same_phone {
        Some(phone) if same_number => Ok(phone),
        _ => Err(vec![Problem::general("activate-differs")]),
    }
}

/// `POST /app/activate`: sends a code.
pub(super) async fn ask(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some(applicant) = Applicant::choosing(&identity, &visit).await? else { return Ok(see_other(PATH)) };
    let limit = Limit::of(&visit.site, "activation.number", &applicant.account.id.to_string(), TRIES, HOUR);
    let wait = taken(&visit, [limit]).await?;
    let sent = match (wait, agreed(&applicant, &typed)) {
        (Some(wait), _) => Err(wait),
        (None, Err(problems)) => {
            let page = page(&applicant, typed, problems.into());
            return Ok(visit.page_at(&form_of(&applicant), StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        (None, Ok(phone)) => send(&CODE_OF, &applicant.owner(), &phone, None).await?,
    };
    match sent {
        Ok(id) => Ok(see_other(&at(CODE, id))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, &form_of(&applicant), &page(&applicant, typed, Problems::one(problem))))
        }
    }
}
