//! Recovery codes: ten at once, shown once.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::Secret;
use onedoor_people::factors::{RECOVERY_CODES, recovery_code};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};

use super::change::Owner;
use super::pages::{CodesPage, NewCodesPage};
use crate::Identity;
use crate::routes::Known;

/// `GET /account/security/codes`.
pub(super) async fn show(visit: FreshVisit) -> Result<Response, Refused> {
    let id = visit.person()?;
    let left: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { people::recovery_codes_left(tx, id).await }))
        .await;
    let (left, made_at) = left?;
    Ok(visit.page(&CodesPage { left, made_at }))
}

/// `POST /account/security/codes`: makes new ones and shows them, this once. A form that is sent again makes others.
pub(super) async fn make(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let known = Known::of(&visit).await?;
    let codes: Vec<Secret> = (0..RECOVERY_CODES).map(|_| recovery_code(visit.site.random.as_ref())).collect();
    let digests: Vec<_> =
        codes.iter().map(|code| people::recovery_digest(&visit.site.vault, owner.account, code)).collect();
    let within = Arc::new((owner, digests));
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (owner, digests) = &*within;
                people::renew_recovery_codes(tx, owner.account, digests, owner.visit.now).await?;
                owner.tell(tx, "notice-recovery-codes-made").await?;
                Ok(Change::Recorded((), vec![owner.event("people.recovery_codes.made")]))
            })
        })
        .await?;
    let page = NewCodesPage { login: known.account.login.as_str().to_owned(), codes, made_at: visit.now };
    Ok(visit.page_at("/account/security/codes", axum::http::StatusCode::OK, &page))
}
