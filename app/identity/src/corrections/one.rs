//! One request: how it stands, and taking it back.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_proofing::correction::Step;
use onedoor_site::{Asked, FreshVisit, Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::people::{self, Correction};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{ErrorKind, Problems};

use super::list::News;
use super::pages::{CorrectionNotice, OnePage};
use super::{PATH, Value, event};
use crate::Identity;

/// The request of this address, if it is the visitor's own.
pub(super) async fn own(visit: &SignedInVisit, id: &str) -> Result<Correction, Refused> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id = id.parse().map_err(|error| not_found().because(error))?;
    let me = visit.person()?;
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::correction(tx, id).await }));
    read.await?.filter(|found| found.account == me).ok_or_else(not_found)
}

/// The page of one.
pub(super) fn page(identity: &Identity, visit: &SignedInVisit, one: Correction) -> Result<OnePage, Refused> {
    let said = people::open_said(&visit.site.vault, &one)?;
    Ok(OnePage {
        notice: None,
        wanted: Value::from_stored(one.field, &said.wanted, identity.profile.country),
        words: said.words,
        correction: one,
        now: visit.now,
        problems: Problems::new(),
    })
}

/// `GET /account/corrections/{correction}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let one = own(&visit, &id).await?;
    let page = page(&identity, &visit, one)?;
    Ok(visit.page(&OnePage { notice: CorrectionNotice::from_word(&news.notice), ..page }))
}

/// `POST /account/corrections/{correction}/withdraw`.
pub(super) async fn withdraw(
    visit: FreshVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    let one = own(&visit, &id).await?;
    let (id, account, now) = (one.id, one.account, visit.now);
    let Ok(after) = one.state.after(Step::Withdraw) else {
        return Ok(visit.sends(&format!("{PATH}/{id}?notice=over")));
    };
    let before = one.state;
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            if !people::settle_correction(tx, id, (before, after), (None, None), now).await? {
                return Ok(Change::Unrecorded(false));
            }
            let event = event(account, "people.correction.withdrawn", now).with("correction", id.to_string());
            Ok(Change::Recorded(true, vec![event]))
        })
    });
    let notice = if done.await? { "withdrawn" } else { "over" };
    Ok(visit.sends(&format!("{PATH}/{id}?notice={notice}")))
}
