//! The register is asked anew by whoever works on an application: entries are put right there, and the answer that counts
//! is the newest. What it said before stays beside it. A register that does not answer changes nothing.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_proofing::application::State as Stands;
use onedoor_proofing::register::{Sought, Verdict};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::register::{Purpose, RegisterTrouble};
use onedoor_site::telling::AT_ONCE;
use onedoor_site::{FreshVisit, Nothing, Posted, Refused};
use onedoor_storage::{Change, StorageError, proofing};
use onedoor_ui::{ErrorKind, Problem, Problems};

use super::super::APPLICATIONS;
use super::super::door::{Away, Staff};
use super::super::pages::ApplicationPage;
use super::{Found, event, found, open, show};
use crate::level1::judged;
use crate::{Identity, ProviderError};

/// How often an officer asks in an hour: each look is one at a person.
const IN_AN_HOUR: i64 = 30;
const HOUR: Duration = Duration::from_hours(1);

/// `POST /console/applications/{application}/register`.
pub(super) async fn ask(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Away> {
    let here = format!("{APPLICATIONS}/{id}");
    let (staff, policy) = open(&identity, &visit, Some(&here)).await?;
    let found = found(&staff, &id).await?;
    if !visit.site.has_register() {
        return Err(Refused::kind(ErrorKind::NotFound).into());
    }
    if !found.works(&staff) || !matches!(found.state(&staff), Stands::InReview { .. }) {
        return Ok(visit.sends(&format!("{APPLICATIONS}?notice=not-again")));
    }
    let Some(said) = found.application.sealed.claimed(&visit.site.vault, found.application.id)? else {
        return Ok(visit.sends(&here));
    };
    let limit = Limit::of(&visit.site, "console.register", &staff.account.to_string(), IN_AN_HOUR, HOUR);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problem = Problem::general("applications-again-many").with("time", wait.hour(&visit));
        let page = show::page(&staff, policy, found).await?;
        let page = ApplicationPage { problems: Problems::one(problem), ..page };
        return Ok(wait.page(&visit, &here, &page));
    }
    match tokio::time::timeout(AT_ONCE, visit.site.look_up(&said, Purpose::Level)).await {
        Ok(Ok(verdict)) => {
            let kept = keep(&staff, &found, said, verdict).await?;
            Ok(visit.sends(&format!("{here}?notice={}", if kept { "asked" } else { "changed" })))
        }
        failed => {
            let problem = told(&visit, failed.ok().and_then(Result::err).as_ref());
            unanswered(&staff, &found).await?;
            let page = show::page(&staff, policy, found).await?;
            let page = ApplicationPage { problems: Problems::one(problem), ..page };
            Ok(visit.page_at(&here, StatusCode::SERVICE_UNAVAILABLE, &page))
        }
    }
}

/// Why there is no answer; nothing means that it took too long.
fn told(visit: &FreshVisit, trouble: Option<&RegisterTrouble>) -> Problem {
    match trouble {
        None => Problem::general("applications-again-slow"),
        Some(RegisterTrouble::Away { again_at: Some(at), .. }) => {
            // The minute after, so that nobody comes back too early.
            let time = visit.view().clock_time(at.after(Duration::from_mins(1)));
            Problem::general("applications-again-busy").with("time", time)
        }
        Some(RegisterTrouble::Away { again_at: None, .. } | RegisterTrouble::None) => {
            Problem::general("applications-again-away")
        }
        Some(RegisterTrouble::Strange(_) | RegisterTrouble::Copy(_)) => {
            Problem::general("applications-again-strange")
        }
    }
}

/// Keeps the answer, if it still is one to what is said and waits for a decision.
async fn keep(staff: &Staff, found: &Found, said: Sought, verdict: Verdict) -> Result<bool, Away> {
    let within = Arc::new((staff.clone(), found.application.id, said, verdict));
    let write = staff.visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (staff, id, said, verdict) = &*within;
            let (vault, now) = (&staff.visit.site.vault, staff.now());
            let Some(one) = proofing::application(tx, *id).await? else {
                return Ok(Change::Unrecorded(false));
            };
            let waits = matches!(one.state, Stands::InReview { .. });
            if !waits || one.sealed.claimed(vault, *id)?.as_ref() != Some(said) {
                return Ok(Change::Unrecorded(false));
            }
            // Whoever proposed to approve it had another answer before them.
            if one.sealed.verdict(vault, *id)?.as_ref() != Some(verdict) {
                proofing::drop_proposed(tx, *id).await?;
            }
            proofing::keep_verdict(tx, vault, *id, (verdict, Some(staff.account)), now).await?;
            let record = one.sealed.record(vault, *id)?.unwrap_or_default();
            proofing::keep_record(tx, vault, *id, &judged(record, verdict, now), now).await?;
            let event = event(staff, "people.application.register_asked_again", &one);
            Ok(Change::Recorded(true, vec![event]))
        })
    });
    Ok(write.await?)
}

/// Writes down that the register was asked in vain.
async fn unanswered(staff: &Staff, found: &Found) -> Result<(), Away> {
    let event = event(staff, "people.application.register_unanswered", &found.application);
    let write = staff.visit.site.store.write::<_, StorageError, _>(move |_| {
        let event = event.clone();
        Box::pin(async move { Ok(Change::Recorded((), vec![event])) })
    });
    Ok(write.await?)
}
