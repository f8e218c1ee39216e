//! `/recover/questions`: the security questions, which only somebody sees who has shown something else.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use onedoor_base::{Digest, Secret};
use onedoor_password::Verdict;
use onedoor_people::recovery::{Proof, Question, joined_answers};
use onedoor_site::limits::{Limit, forget, taken};
use onedoor_site::{Asked, Posted, Refused, Visit, passwords, see_other};
use onedoor_storage::people::{self, KeptQuestions};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::case::Case;
use super::pages::QuestionsPage;
use super::{DAY, at, over};

#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    id: String,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    answer_1: String,
    #[serde(default)]
    answer_2: String,
    #[serde(default)]
    answer_3: String,
}

/// What is hashed of the answers: all of them in one, however long they are.
pub(crate) fn answers_secret(joined: &str) -> Secret {
    Secret::new(STANDARD_NO_PAD.encode(Digest::of(joined).0))
}

/// `GET /recover/questions`.
pub(super) async fn show(visit: Visit, Asked(about): Asked<About>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &about.id).await? else { return Ok(over(&visit)) };
    let Some((_, questions)) = asked(&visit, &case)? else { return Ok(see_other(&at("ways", case.id()))) };
    Ok(visit.page(&page(&case, questions, Problems::new())))
}

/// `POST /recover/questions`.
pub(super) async fn check(visit: Visit, Posted(typed): Posted<Typed>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &typed.id).await? else { return Ok(over(&visit)) };
    let Some((kept, questions)) = asked(&visit, &case)? else { return Ok(see_other(&at("ways", case.id()))) };
    let here = at("questions", case.id());
    let Some(joined) = joined_answers([&typed.answer_1, &typed.answer_2, &typed.answer_3]) else {
        let page = page(&case, questions, Problems::one(Problem::general("recover-answers-missing")));
        return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    // People close to the owner know more than chance does: five tries a day.
    let limit = Limit::of(&visit.site, "recover.questions", &case.owner().to_string(), 5, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problem = Problem::general("recover-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, &here, &page(&case, questions, Problems::one(problem))));
    }
    let verdict =
        passwords::check(&visit.site, Some(kept.answers_hash.clone()), answers_secret(&joined)).await?;
    let right = matches!(verdict, Verdict::Right { .. });
    note(&visit, &case, right.then_some((limit, kept))).await?;
    if right {
        return Ok(visit.sends(&at("ways", case.id())));
    }
    let page = page(&case, questions, Problems::one(Problem::general("recover-answers-wrong")));
    Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// The questions, if they may be asked.
fn asked(visit: &Visit, case: &Case) -> Result<Option<(KeptQuestions, Vec<Question>)>, Refused> {
    let ways = case.ways(visit.site.settings.mail);
    let Some(kept) = case.questions.clone().filter(|_| ways.contains(&Proof::Questions)) else {
        return Ok(None);
    };
    let questions = people::open_questions(&visit.site.vault, case.owner(), &kept)?;
    Ok(Some((kept, questions)))
}

/// Writes down what came of it; if the answers were right, with the limit that begins anew and the questions that they
/// answer.
async fn note(visit: &Visit, case: &Case, right: Option<(Limit, KeptQuestions)>) -> Result<(), Refused> {
    let action = if right.is_some() { "people.recovery.proven" } else { "people.recovery.refused" };
    let event = case.event(visit, action).with("way", Proof::Questions.word());
    let (id, here, right) = (case.id(), visit.clone(), Arc::new(right));
    let written = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (event, here, right) = (event.clone(), here.clone(), Arc::clone(&right));
        Box::pin(async move {
            if let Some((limit, kept)) = &*right {
                let Some(case) = Case::read(tx, (id, here.browser), here.now).await? else {
                    return Ok(Change::Unrecorded(()));
                };
                // Others by now: answers to those before prove nothing.
                let same = case.questions.as_ref() == Some(kept);
                if !same || !case.prove(tx, Proof::Questions).await? {
                    return Ok(Change::Unrecorded(()));
                }
                forget(tx, limit).await?;
            }
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(written.await?)
}

fn page(case: &Case, questions: Vec<Question>, problems: Problems) -> QuestionsPage {
    QuestionsPage { id: case.id().to_string(), questions, problems }
}
