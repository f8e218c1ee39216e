//! Second step: the card's data, scanned, photographed or typed (S3.2).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_site::draft::Drafted;
use onedoor_site::limits::Wait;
use onedoor_site::{Asked, Posted, Refused, Upload, Visit, see_other};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{CARD, Draft, REVIEW, to_the_beginning};
use crate::Identity;
use crate::card::{self, CardTyped, Looked, look_at};
use crate::phone_app::only_where_given;
use crate::phone_app::pages::CardPage;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /app/register/card`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let Some(draft) = draft else { return Ok(to_the_beginning()) };
    let problems = match &draft.other {
        Some(number) => Problems::one(Problem::new("number", "card-differs").with("number", number.clone())),
        None => Problems::new(),
    };
    let read = news.notice == "read" && draft.other.is_none();
    Ok(visit.page(&CardPage { card: draft.card(), read, problems }))
}

/// `POST /app/register/card`.
pub(super) async fn give(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Posted(typed): Posted<CardTyped>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let Some(mut draft) = draft else { return Ok(to_the_beginning()) };
    match typed.check(&visit, card::today(&visit)) {
        Ok(said) => {
            said.card.number.as_str().clone_into(&mut draft.number);
            draft.card = Some(typed);
            (draft.other, draft.given) = (None, true);
            visit.keeps(draft, see_other(REVIEW))
        }
        Err(problems) => {
            let page = CardPage { card: typed, read: false, problems };
            Ok(visit.page_at(CARD, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// `POST /app/register/card/photograph`: what a browser without scripts, or a phone without patience, sends.
pub(super) async fn photograph(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    upload: Upload,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let Some(mut draft) = draft else { return Ok(to_the_beginning()) };
    let looked = look_at(&identity, &visit, upload).await?;
    if let Looked::Card(read) = &looked {
        let filled = CardTyped::of(&visit, read);
        // What was typed is never replaced without a word: the page says that the card has another number.
        draft.other = (read.number.as_str() != draft.number).then(|| read.number.grouped());
        let number = if draft.other.is_some() { draft.number.clone() } else { filled.number.clone() };
        (draft.card, draft.given) = (Some(CardTyped { number, ..filled }), false);
        return visit.keeps(draft, visit.sends(&format!("{CARD}?notice=read")));
    }
    let problems = looked.problem(&visit).map(Problems::one).unwrap_or_default();
    let page = CardPage { card: draft.card(), read: false, problems };
    Ok(match looked {
        Looked::TooMany(wait) => Wait::page(wait, &visit, CARD, &page),
        Looked::Busy => visit.page_at(CARD, StatusCode::SERVICE_UNAVAILABLE, &page),
        _ => visit.page_at(CARD, StatusCode::UNPROCESSABLE_ENTITY, &page),
    })
}
