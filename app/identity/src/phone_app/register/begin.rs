//! First step: the national number and the phone (S3.1).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::Phone;
use onedoor_national_id::{Country, parse_claimed};
use onedoor_site::draft::Drafted;
use onedoor_site::{Asked, Nothing, Posted, Refused, Visit, see_other};
use onedoor_ui::{Problem, Problems, grouped_phone};
use serde::Deserialize;

use super::{BEGIN, CARD, Draft};
use crate::Identity;
use crate::card::number_problem;
use crate::pages::draft_problem;
use crate::phone_app::pages::{BeginPage, NoCookiesPage};
use crate::phone_app::{PATH, only_where_given};

#[derive(Deserialize)]
pub(super) struct Heading {
    /// Sent back here to see whether the browser keeps what it is given.
    #[serde(default)]
    cookies: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    number: String,
    #[serde(default)]
    phone: String,
}

/// `GET /app/register`. A browser that keeps no cookies is told so before anything is typed.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    if visit.session.is_some() {
        return Ok(see_other(PATH));
    }
    match (visit.is_new_browser(), heading.cookies.as_str()) {
        (true, "probe") => return Ok(visit.page(&NoCookiesPage)),
        (true, _) => return Ok(see_other(&format!("{BEGIN}?cookies=probe"))),
        (false, _) => {}
    }
    let form = draft.map(|draft| Form { number: draft.number, phone: grouped_phone(&draft.phone) });
    Ok(visit.page(&page(&identity, form.unwrap_or_default(), Problems::new())))
}

/// `POST /app/register`.
pub(super) async fn give(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let number = parse_claimed(Country::Vietnam, &form.number).map_err(number_problem);
    let phone = phone(&form.phone, &identity);
    let (number, phone) = match (number, phone) {
        (Ok(number), Ok(phone)) => (number, phone),
        (number, phone) => {
            let problems: Vec<Problem> = [number.err(), phone.err()].into_iter().flatten().collect();
            let page = page(&identity, form, problems.into());
            return Ok(visit.page_at(BEGIN, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let mut draft = draft.unwrap_or_default();
    if draft.number != number.as_str() {
        // Another person's number, perhaps: their card's data are not this one's.
        draft = Draft { number: number.as_str().to_owned(), ..Draft::default() };
    }
    phone.as_str().clone_into(&mut draft.phone);
    visit.keeps(draft, see_other(CARD))
}

/// `POST /app/register/anew`: somebody else goes on with this phone.
pub(super) async fn anew(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    visit.drops::<Draft>(see_other(BEGIN))
}

fn phone(typed: &str, identity: &Identity) -> Result<Phone, Problem> {
    use onedoor_people::DraftProblem;
    let country = identity.profile.country;
    if typed.trim().is_empty() {
        return Err(draft_problem(DraftProblem::PhoneMissing, country));
    }
    Phone::parse(typed, country).map_err(|_| draft_problem(DraftProblem::Phone, country))
}

fn page(identity: &Identity, form: Form, problems: Problems) -> BeginPage {
    BeginPage { number: form.number, phone: form.phone, country: identity.profile.country, problems }
}
