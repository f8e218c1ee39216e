//! What waits, the first due first, page by page, all of it or a part; and whose time to activate ran out.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::Timestamp;
use onedoor_site::{Asked, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::proofing::{self, Waiting};
use serde::Deserialize;

use super::super::door::Away;
use super::super::pages::{ApplicationNotice, ApplicationsPage, Part, WaitingShown};
use super::open;
use crate::Identity;

/// How many are listed on a page.
const MOST: i64 = 50;
/// How many missed windows are.
const MOST_MISSED: i64 = 50;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    pub(super) notice: String,
}

#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    notice: String,
    /// The part of the queue that is shown.
    #[serde(default)]
    part: String,
    /// The last line of the page before: when it is due, and which.
    #[serde(default)]
    due: String,
    #[serde(default)]
    after: String,
}

impl About {
    fn after(&self) -> Option<Waiting> {
        let due = Timestamp::from_millis(self.due.parse().ok()?);
        Some(Waiting { due, id: self.after.parse().ok()? })
    }
}

/// `GET /console/applications`. The counts are of the whole queue on every page.
pub(super) async fn queue(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Away> {
    open(&identity, &visit, None).await?;
    let (now, part, after) = (visit.now, Part::from_word(&about.part), about.after());
    let site = visit.site.clone();
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let site = site.clone();
        Box::pin(async move {
            let mut found = proofing::queue(tx, part.queue(now), after, MOST + 1).await?;
            let more = i64::try_from(found.len()).is_ok_and(|many| many > MOST);
            found.truncate(usize::try_from(MOST).unwrap_or_default());
            let mut waiting = Vec::new();
            for one in found {
                let second = proofing::proposed_approval(tx, one.id).await?.is_some();
                waiting.extend(WaitingShown::of(&one, second, &site.settings.calendar, now));
            }
            // They stand under the first page of all.
            let missed = match (part, after) {
                (Part::All, None) => proofing::missed(tx, now, MOST_MISSED).await?,
                _ => Vec::new(),
            };
            Ok(ApplicationsPage {
                notice: None,
                part,
                first: after.is_none(),
                more,
                waiting,
                missed: missed.into_iter().map(|one| (one.id, one.begun_at)).collect(),
                count: proofing::waiting(tx).await?,
                late: proofing::late_count(tx, now).await?,
                second: proofing::second_count(tx).await?,
            })
        })
    });
    let page = read.await?;
    Ok(visit.page(&ApplicationsPage { notice: ApplicationNotice::from_word(&about.notice), ..page }))
}
