//! `/recover/stop`: the link in the notice. It asks first, because programs open links in letters; whoever has it
//! needs no session, because who lost everything else may still stop somebody.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, Subject, Token};
use onedoor_site::{Asked, Posted, Refused, Visit, of_link, see_other};
use onedoor_storage::people::{self, Recovery, RecoveryState};
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::pages::{StopPage, Stoppable};
use crate::Identity;
use crate::notices::{self, Notice};

#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    value: String,
}

async fn find(visit: &Visit, which: &Which) -> Result<Option<Recovery>, StorageError> {
    let digest = Token::presented(which.value.clone()).digest();
    visit
        .site
        .store
        .read(move |tx| Box::pin(async move { people::recovery_by_objection(tx, digest).await }))
        .await
}

/// `GET /recover/stop`.
pub(super) async fn show(visit: Visit, Asked(which): Asked<Which>) -> Result<Response, Refused> {
    let state = match find(&visit, &which).await? {
        Some(wait) if wait.state == RecoveryState::Waiting && visit.now < wait.expires_at => {
            Stoppable::Waits {
                begun_at: wait.begun_at,
                due: wait.due_at.unwrap_or(wait.expires_at),
                user_agent: wait.user_agent,
                network: wait.network,
            }
        }
        Some(wait) if wait.state == RecoveryState::Stopped => Stoppable::Stopped,
        _ => Stoppable::Over,
    };
    Ok(visit.page(&StopPage { value: which.value, state }))
}

/// `POST /recover/stop`.
pub(super) async fn stop(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(which): Posted<Which>,
) -> Result<Response, Refused> {
    if let Some(wait) = find(&visit, &which).await?
        && let Some(account) = wait.account
    {
        let (id, now) = (wait.id, visit.now);
        let notice = Notice::of("notice-recovery-stopped").then("notice-recovery-stopped-then").by(&visit);
        let event = AuditEvent::new(now, Actor::Visitor, "people.recovery.stopped")
            .about(Subject::Person(account))
            .with("browser", visit.user_agent.clone())
            .with("network", visit.network.to_string());
        let stopped = visit.site.store.write::<_, StorageError, _>(move |tx| {
            let (identity, notice, event) = (identity.clone(), notice.clone(), event.clone());
            Box::pin(async move {
                let waits = people::recovery(tx, id).await?;
                if waits.is_none_or(|wait| wait.state != RecoveryState::Waiting || now >= wait.expires_at) {
                    return Ok(Change::Unrecorded(()));
                }
                // Every wait: who has phone and mailbox can begin one with each, and the owner may see one notice only.
                people::settle_recovery_waits(tx, account, RecoveryState::Stopped, now).await?;
                notices::tell(tx, &identity, account, &notice, now).await?;
                Ok(Change::Recorded((), vec![event]))
            })
        });
        stopped.await?;
    }
    Ok(see_other(&format!("/recover/stop?value={}", of_link(&which.value))))
}
