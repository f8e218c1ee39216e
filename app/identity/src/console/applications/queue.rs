//! What waits, the first due first; and whose time to activate ran out.

use axum::extract::State;
use axum::response::Response;
use onedoor_site::{Asked, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::proofing;
use serde::Deserialize;

use super::super::door::Away;
use super::super::pages::{ApplicationNotice, ApplicationsPage, WaitingShown};
use super::open;
use crate::Identity;

/// How many are listed.
const MOST: i64 = 100;
/// How many missed windows are.
const MOST_MISSED: i64 = 50;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    pub(super) notice: String,
}

/// `GET /console/applications`.
pub(super) async fn queue(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    open(&identity, &visit, None).await?;
    let now = visit.now;
    let site = visit.site.clone();
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let site = site.clone();
        Box::pin(async move {
            let mut waiting = Vec::new();
            for one in proofing::queue(tx, None, MOST).await? {
                let second = proofing::proposed_approval(tx, one.id).await?.is_some();
                waiting.extend(WaitingShown::of(&one, second, &site.settings.calendar, now));
            }
            let missed = proofing::missed(tx, now, MOST_MISSED).await?;
            Ok(ApplicationsPage {
                notice: None,
                waiting,
                missed: missed.into_iter().map(|one| (one.id, one.begun_at)).collect(),
                count: proofing::waiting(tx).await?,
                late: proofing::late_count(tx, now).await?,
            })
        })
    });
    let page = read.await?;
    Ok(visit.page(&ApplicationsPage { notice: ApplicationNotice::from_word(&news.notice), ..page }))
}
