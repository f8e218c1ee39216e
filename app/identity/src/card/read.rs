//! `POST /app/card/read`: a picture of the camera, for the page that shows it.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_card_code::Unreadable;
use onedoor_national_id::card::Card;
use onedoor_site::{Refused, Upload, Visit};
use onedoor_ui::ErrorKind;
use serde::Serialize;

use super::said::doubts;
use super::words::doubt_key;
use super::{CardTyped, Looked, look_at};
use crate::Identity;

/// What the page does with it.
#[derive(Serialize)]
struct Answer {
    /// What fills itself; nothing if no card was read.
    fields: Option<CardTyped>,
    /// Whether the next picture may show what this one does not: then nothing is said at first.
    again: bool,
    /// The sentence for the person.
    said: String,
    /// The sentence for somebody who had typed another number than the card has; their number stays.
    differs: String,
    /// What does not agree with the number.
    doubts: Vec<String>,
}

pub(super) async fn read(
    State(identity): State<Identity>,
    visit: Visit,
    upload: Upload,
) -> Result<Response, Refused> {
    if identity.level1.is_none() {
        return Err(Refused::kind(ErrorKind::NotFound));
    }
    let looked = look_at(&identity, &visit, upload).await?;
    let status = match &looked {
        Looked::Card(_) => StatusCode::OK,
        Looked::Unreadable(_) | Looked::Unread(_) | Looked::Newer => StatusCode::UNPROCESSABLE_ENTITY,
        Looked::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Looked::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    // What a card says is no page to go back to.
    let kept = [(header::CACHE_CONTROL, "no-store")];
    Ok((status, kept, Json(answer(&visit, &looked))).into_response())
}

fn answer(visit: &Visit, looked: &Looked) -> Answer {
    let t = visit.localizer();
    match looked {
        Looked::Card(card) => filled(visit, card),
        other => Answer {
            fields: None,
            again: may_come(other),
            said: other.problem(visit).map(|problem| problem.text(&t)).unwrap_or_default(),
            differs: String::new(),
            doubts: Vec::new(),
        },
    }
}

fn filled(visit: &Visit, card: &Card) -> Answer {
    let t = visit.localizer();
    let doubts = doubts(card, super::today(visit));
    Answer {
        fields: Some(CardTyped::of(visit, card)),
        again: false,
        said: t.get("card-read"),
        differs: t.with("card-differs", &[("number", card.number.grouped().into())]),
        doubts: doubts.into_iter().map(|doubt| t.get(doubt_key(doubt))).collect(),
    }
}

/// Whether a camera that is held a little longer, or otherwise, may still see a card.
const fn may_come(looked: &Looked) -> bool {
    matches!(
        looked,
        Looked::Busy
            | Looked::Unreadable(
                Unreadable::NoCode
                    | Unreadable::Blurred
                    | Unreadable::Crowded
                    | Unreadable::Several
                    | Unreadable::Damaged
            )
    )
}
