//! Security questions, for whoever has none yet: the same that a recovery asks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, passwords, see_other};
use onedoor_storage::people::{self, KeptQuestions};
use onedoor_ui::Problems;
use serde::Deserialize;

use super::passcode::going_on;
use super::{PATH, QUESTIONS, finish};
use crate::Identity;
use crate::owner_code::{About, at};
use crate::recovery::answers_secret;
use crate::security::{ChosenForm, QuestionsPage, names_of};

/// `GET /app/activate/questions`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    let going = going_on(&identity, &visit, &about.id).await?;
    let Some((_, id)) = going.filter(|(one, _)| one.is_approved()) else { return Ok(see_other(PATH)) };
    let activation = Some(id.to_string());
    Ok(visit.page(&QuestionsPage { set_at: None, slots: Vec::new(), activation, problems: Problems::new() }))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(flatten)]
    chosen: ChosenForm,
}

/// `POST /app/activate/questions`: the last step.
pub(super) async fn choose(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let going = going_on(&identity, &visit, &typed.id).await?;
    let Some((applicant, id)) = going.filter(|(one, _)| one.is_approved()) else {
        return Ok(see_other(PATH));
    };
    let names = names_of(&visit).await?;
    let chosen = match typed.chosen.judged(&names) {
        Ok(chosen) => chosen,
        Err((slots, problems)) => {
            let activation = Some(id.to_string());
            let page = QuestionsPage { set_at: None, slots, activation, problems };
            return Ok(visit.page_at(&at(QUESTIONS, id), StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let new = KeptQuestions {
        sealed: people::seal_questions(&visit.site.vault, applicant.account.id, &chosen.questions),
        answers_hash: passwords::make(&visit.site, answers_secret(&chosen.answers)).await?,
        set_at: visit.now,
    };
    finish::activate(&applicant, id, Some(new)).await
}
