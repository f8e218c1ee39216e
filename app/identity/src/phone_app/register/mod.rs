//! `/app/register`: number and phone, the card's data, a look through all of it, the code, the password. Until the code
//! has come back, what is typed is kept by the browser alone ([`Draft`]).
//!
//! That somebody gives a number proves nothing: it becomes a claim of the account and of its application. A phone that an
//! account has already is treated as at every registration (`routes::register`).

mod begin;
mod card;
mod code;
mod make;
mod name;
mod password;
mod review;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use onedoor_base::{CodeId, Phone};
use onedoor_site::code::payload;
use onedoor_site::draft;
use onedoor_site::{Refused, Visit, see_other};
use onedoor_storage::StorageError;
use onedoor_storage::site::codes::{self, SentCode};
use serde::{Deserialize, Serialize};

use crate::Identity;
use crate::card::CardTyped;
use crate::pages::{Stopped, StoppedPage};
use crate::routes::register::Agreed;

pub(crate) const BEGIN: &str = "/app/register";
pub(super) const CARD: &str = "/app/register/card";
pub(super) const PHOTOGRAPH: &str = "/app/register/card/photograph";
pub(super) const REVIEW: &str = "/app/register/review";
pub(super) const CODE: &str = "/app/register/code";
pub(super) const CODE_AGAIN: &str = "/app/register/code/again";
pub(super) const PASSWORD: &str = "/app/register/password";
pub(super) const ANEW: &str = "/app/register/anew";
/// How many steps it has, for whoever counts them.
pub(super) const STEPS: u8 = 5;

/// What the codes are for.
const PURPOSE: &str = "app.registration";

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(BEGIN, get(begin::show).post(begin::give))
        .route(ANEW, post(begin::anew))
        .route(CARD, get(card::show).post(card::give))
        .route(PHOTOGRAPH, post(card::photograph))
        .route(REVIEW, get(review::show).post(review::send))
        .route(CODE, get(code::show).post(code::check))
        .route(CODE_AGAIN, post(code::again))
        .route(PASSWORD, get(password::show).post(password::finish))
}

/// A registration under way, in the browser where it is typed.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The twelve digits.
    pub(super) number: String,
    /// E.164.
    pub(super) phone: String,
    /// The card's data, as they stand in the form.
    pub(super) card: Option<CardTyped>,
    /// The number of a card that was photographed, if it is another one than the number that was given.
    pub(super) other: Option<String>,
    /// Whether the card's data were given and found well formed.
    pub(super) given: bool,
    /// The terms that they agreed to, where the site has some.
    pub(super) agreed: Option<Agreed>,
}

impl draft::Draft for Draft {
    const NAME: &'static str = "registration";
    const PATH: &'static str = "/app";
}

impl Draft {
    fn phone(&self) -> Phone {
        Phone::from_stored(self.phone.clone())
    }

    /// The card's form: what stood in it, or the number alone.
    fn card(&self) -> CardTyped {
        self.card.clone().unwrap_or_else(|| CardTyped { number: self.number.clone(), ..CardTyped::default() })
    }

    /// Where it goes on.
    pub(super) fn onward(&self) -> &'static str {
        if self.given { REVIEW } else { CARD }
    }
}

/// What is sealed with the code: all else the browser brings along.
#[derive(Serialize, Deserialize)]
struct Sent {
    phone: String,
}

/// The code of this browser by the id that its pages carry; a page that says where to go on if there is none, or the
/// registration was finished.
async fn load(visit: &Visit, id: &str) -> Result<(SentCode, Phone), Refused> {
    let Ok(id) = id.parse::<CodeId>() else { return Err(stopped(Stopped::RegistrationGone)) };
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await }));
    let Some(sent) = read.await?.filter(|sent| sent.browser == visit.browser) else {
        return Err(stopped(Stopped::RegistrationGone));
    };
    if sent.used_at.is_some() {
        return Err(stopped(Stopped::RegistrationFinished));
    }
    let Sent { phone } = payload(visit, &sent)?;
    Ok((sent, Phone::from_stored(phone)))
}

fn stopped(why: Stopped) -> Refused {
    let status = match why {
        Stopped::RegistrationGone => StatusCode::GONE,
        _ => StatusCode::CONFLICT,
    };
    Refused::page(status, StoppedPage { why, return_to: super::PATH.to_owned() })
}

/// Without a draft there is nothing to go on with.
fn to_the_beginning() -> axum::response::Response {
    see_other(BEGIN)
}

fn with_id(path: &str, id: CodeId) -> String {
    format!("{path}?id={id}")
}
