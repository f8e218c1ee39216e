use axum::response::Response;
use onedoor_site::{Asked, Refused, SignedInVisit};
use onedoor_storage::{StorageError, people};
use serde::Deserialize;

use super::pages::{CorrectionNotice, ListPage};
use crate::routes::Known;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    pub(super) notice: String,
}

/// `GET /account/corrections`.
pub(super) async fn show(visit: SignedInVisit, Asked(news): Asked<News>) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    let id = known.account.id;
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::corrections_of(tx, id).await }));
    Ok(visit.page(&ListPage {
        notice: CorrectionNotice::from_word(&news.notice),
        numbered: known.account.number.is_some() || known.claim.is_some(),
        corrections: read.await?,
        now: visit.now,
    }))
}
