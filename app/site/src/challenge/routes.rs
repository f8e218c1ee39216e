//! `/challenge/…`: the picture, the sound, another check. They show what is sealed in the token to the browser
//! that it was made for, and keep nothing.

use axum::Json;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::token::{Token, ask};
use super::{picture, sound};
use crate::{Asked, HasSite, Refused, Visit};

pub(crate) fn pages<S: HasSite>() -> Router<S> {
    Router::new()
        .route("/challenge/picture", get(show))
        .route("/challenge/sound", get(say))
        .route("/challenge/another", get(another))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    challenge: String,
}

impl Wanted {
    fn open(&self, visit: &Visit) -> Result<Token, Refused> {
        let token = Token::open(&visit.site, visit.browser, &self.challenge);
        token.ok_or_else(|| Refused::kind(ErrorKind::NotFound))
    }
}

async fn show(visit: Visit, Asked(wanted): Asked<Wanted>) -> Result<Response, Refused> {
    let token = wanted.open(&visit)?;
    Ok(of_kind("image/png", picture::file(&token.digits, token.seed)))
}

async fn say(visit: Visit, Asked(wanted): Asked<Wanted>) -> Result<Response, Refused> {
    let token = wanted.open(&visit)?;
    Ok(of_kind("audio/wav", sound::file(&token.digits, visit.language, token.seed)))
}

/// Another check for the same form, for a script to put in the place of the one before.
async fn another(visit: Visit, Asked(wanted): Asked<Wanted>) -> Result<Response, Refused> {
    let token = wanted.open(&visit)?;
    let new = ask(&visit, &token.purpose, token.risk);
    Ok(Json(serde_json::json!({ "challenge": new.token() })).into_response())
}

fn of_kind(content_type: &'static str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))], bytes).into_response()
}
