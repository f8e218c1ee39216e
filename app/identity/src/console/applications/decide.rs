//! What an officer sends: approve, ask again, or refuse, each with a reason of the list.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_proofing::application::{Reason, Step};
use onedoor_site::{FreshVisit, Posted};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::super::APPLICATIONS;
use super::super::door::Away;
use super::super::pages::ApplicationPage;
use super::settle::{Decided, Outcome, settle};
use super::{found, open, show};
use crate::{Identity, ProviderError};

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    data: String,
    #[serde(default)]
    face: String,
    #[serde(default)]
    refusal: String,
    #[serde(default)]
    checked: String,
    /// How many steps the officer's page knew.
    #[serde(default)]
    acts: usize,
    /// Which of the register's answers it had.
    #[serde(default)]
    answer: i64,
}

impl Form {
    fn read(&self) -> Result<Decided, Problem> {
        let with = |step: Step, word: &str, field: &'static str| {
            let reason = Reason::from_word(word).filter(|reason| reason.is_for(step));
            let reason = reason.ok_or(Problem::new(field, "applications-reason-missing"))?;
            Ok(Decided { step, reason: Some(reason), checked: false, acts: self.acts, answer: self.answer })
        };
        match self.verdict.as_str() {
            "approve" => Ok(Decided {
                step: Step::Approve,
                reason: None,
                checked: self.checked == "yes",
                acts: self.acts,
                answer: self.answer,
            }),
            "data" => with(Step::AskForData, &self.data, "data"),
            "face" => with(Step::AskForFace, &self.face, "face"),
            "refuse" => with(Step::Refuse, &self.refusal, "refusal"),
            _ => Err(Problem::new("verdict", "applications-verdict-missing")),
        }
    }
}

/// `POST /console/applications/{application}/decide`.
pub(super) async fn decide(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let here = format!("{APPLICATIONS}/{id}");
    let (staff, policy) = open(&identity, &visit, Some(&here)).await?;
    let found = found(&staff, &id).await?;
    if !found.works(&staff) {
        return Ok(visit.sends(&format!("{APPLICATIONS}?notice=not-again")));
    }
    let outcome = match form.read() {
        Ok(decided) => {
            let within = Arc::new((staff.clone(), policy, found.application.id, decided));
            let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
                let within = Arc::clone(&within);
                Box::pin(async move { settle(tx, &within.0, within.1, within.2, within.3).await })
            });
            write.await?
        }
        Err(problem) => Outcome::Problem(problem),
    };
    match outcome {
        Outcome::Done(notice) => Ok(visit.sends(&format!("{APPLICATIONS}?notice={notice}"))),
        Outcome::Changed => Ok(visit.sends(&format!("{here}?notice=changed"))),
        Outcome::Problem(problem) => {
            let page = show::page(&staff, policy, found).await?;
            let page = ApplicationPage { problems: Problems::one(problem), ..page };
            Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}
