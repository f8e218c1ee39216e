//! An account that the portal's staff prepared for a person: asked for by what its owner knows it by, and dropped as
//! soon as the person says that it is not theirs.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{AuditEvent, LocalAccountId, Subject};
use onedoor_linking::{Outcome, PreparedRefusal, Wish};
use onedoor_site::{Nothing, Posted, Refused, Visit, see_other};
use onedoor_storage::linking::{judge, prepared};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};

use super::answer::step;
use super::label::begun;
use super::pages::PreparedAccount;
use super::steps::{Waiting, posted_to};
use crate::Portal;

/// What the person is told of the account that waits for them, if one does.
pub(super) async fn of(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
) -> Result<Option<PreparedAccount>, Refused> {
    let case = waiting.settlement(portal, visit, None, Wish::None).case();
    let judged: Result<Outcome, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            let case = case.clone();
            Box::pin(async move { judge(tx, &case).await })
        })
        .await;
    match judged? {
        Outcome::AskForPrepared { account, .. } | Outcome::AskForMatched { account, .. } => {
            Ok(Some(said(portal, account).await?))
        }
        _ => Ok(None),
    }
}

/// How an account is named to somebody who has not shown yet that it is theirs.
pub(super) async fn said(portal: &Portal, account: LocalAccountId) -> Result<PreparedAccount, Refused> {
    let store = &portal.site.store;
    let record = store.read(move |tx| Box::pin(async move { accounts::get(tx, account).await })).await?;
    let record = record.ok_or_else(|| Refused::internal("a prepared account is not there"))?;
    let organisation = record
        .account
        .organisation
        .as_ref()
        .map(|code| (code.as_str().to_owned(), portal.profile.organisation_name(code.as_str())));
    Ok(PreparedAccount { organisation, user_name: begun(record.account.user_name.as_str()) })
}

/// `POST /sign-in/link/{proposal}/not-mine`: the person says that the account is not theirs.
pub(super) async fn not_mine(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    posted: Result<Posted<Nothing>, Refused>,
) -> Result<Response, Refused> {
    let waiting = match posted_to(&portal, &visit, &id, posted).await? {
        Ok((waiting, _)) => waiting,
        Err(over) => return Ok(over),
    };
    let case = waiting.settlement(&portal, &visit, None, Wish::None).case();
    let denied: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let case = case.clone();
            Box::pin(async move {
                let asked = match judge(tx, &case).await? {
                    Outcome::AskForPrepared { account, .. } => Some(account),
                    _ => None,
                };
                let Some((account, number)) = asked.zip(case.number) else {
                    return Ok(Change::Unrecorded(()));
                };
                prepared::deny(tx, account, number, case.now).await?;
                let event = AuditEvent::new(case.now, onedoor_base::Actor::Visitor, "linking.link.denied")
                    .about(Subject::LocalAccount(account))
                    .with("issuer", case.who.issuer.as_str())
                    .with("why", PreparedRefusal::Denied.word());
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    denied?;
    Ok(see_other(&step(waiting.id, "")))
}
