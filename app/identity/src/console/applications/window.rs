//! A missed window to activate is opened again, once somebody of the desk has made sure of the person.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_proofing::application::{State as Standing, Step};
use onedoor_site::{FreshVisit, Nothing, Posted};
use onedoor_storage::{Change, proofing};
use onedoor_ui::{Problem, Problems};

use super::super::APPLICATIONS;
use super::super::door::Away;
use super::super::pages::ApplicationPage;
use super::settle::{Outcome, step, taken};
use super::{event, found, show};
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

/// `POST /console/applications/{application}/window`.
pub(super) async fn open(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Away> {
    let here = format!("{APPLICATIONS}/{id}");
    let (staff, policy) = super::open(&identity, &visit, Some(&here)).await?;
    let found = found(&staff, &id).await?;
    if !found.works(&staff) || found.state(&staff) != Standing::WindowMissed {
        return Ok(visit.sends(&format!("{APPLICATIONS}?notice=not-again")));
    }
    let within = Arc::new((staff.clone(), found.application.id));
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (staff, id) = &*within;
            let again = Ok(Change::Unrecorded(Outcome::Done("not-again")));
            let Some(one) = proofing::application(tx, *id).await? else { return again };
            if let Some(why) = taken(tx, staff, &one).await? {
                return Ok(Change::Unrecorded(Outcome::Problem(Problem::general(why))));
            }
            if !step(tx, staff, &one, (Step::OpenWindow, None)).await? {
                return again;
            }
            let notice = Notice::of("notice-application-window").then("notice-then-activate");
            notices::tell(tx, &staff.identity, one.account, &notice, staff.now()).await?;
            let event = event(staff, "people.application.window_opened", &one);
            Ok(Change::Recorded(Outcome::Done("window"), vec![event]))
        })
    });
    match write.await? {
        Outcome::Done(notice) => Ok(visit.sends(&format!("{APPLICATIONS}?notice={notice}"))),
        Outcome::Changed => Ok(visit.sends(&here)),
        Outcome::Problem(problem) => {
            let page = show::page(&staff, policy, found).await?;
            let page = ApplicationPage { problems: Problems::one(problem), ..page };
            Ok(visit.page_at(&here, StatusCode::CONFLICT, &page))
        }
    }
}
