//! What an operator must look at: seen, and settled.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::AlarmId;
use onedoor_people::staff::Part;
use onedoor_site::{Asked, FreshVisit, Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::site::alarms;
use onedoor_ui::ErrorKind;

use super::ALARMS;
use super::door::{self, Away};
use super::operate::{Wanted, written};
use super::pages::{AlarmsPage, OperatorNotice};
use crate::Identity;

/// How many are listed.
const MOST: i64 = 100;

/// `GET /console/alarms`.
pub(super) async fn list(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Alarms, None).await?;
    let read = visit.site.store.read::<_, StorageError, _>(|tx| {
        Box::pin(
            async move { Ok((alarms::list(tx, true, MOST).await?, alarms::list(tx, false, MOST).await?)) },
        )
    });
    let (standing, all) = read.await?;
    let over = all.into_iter().filter(|alarm| alarm.state == "settled").collect();
    Ok(visit.page(&AlarmsPage { notice: OperatorNotice::from_word(&wanted.notice), standing, over }))
}

/// `POST /console/alarms/{alarm}/see`.
pub(super) async fn see(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Away> {
    change(&identity, &visit, &id, Step::See).await
}

/// `POST /console/alarms/{alarm}/settle`.
pub(super) async fn settle(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Away> {
    change(&identity, &visit, &id, Step::Settle).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    See,
    Settle,
}

async fn change(identity: &Identity, visit: &FreshVisit, id: &str, step: Step) -> Result<Response, Away> {
    let staff = door::open(identity, visit, Part::Alarms, Some(ALARMS)).await?;
    let id: AlarmId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let (action, word) = match step {
        Step::See => ("site.alarm.seen", "seen"),
        Step::Settle => ("site.alarm.settled", "settled"),
    };
    let event = staff.event(action).with("alarm", id.to_string());
    let by = format!("console {}", staff.account);
    let done = written(&staff, event, move |tx, now| {
        let by = by.clone();
        Box::pin(async move {
            match step {
                Step::See => alarms::see(tx, id, now).await,
                Step::Settle => alarms::settle(tx, id, &by, now).await,
            }
        })
    });
    Ok(visit.sends(&format!("{ALARMS}?notice={}", if done.await? { word } else { "not-again" })))
}
