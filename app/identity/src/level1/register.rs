//! The register is asked about the data of an application, until it answers. What it says is kept for whoever decides;
//! that it knows number, name and birth date together is written into the record of evidence. It verifies nobody.

use std::sync::Arc;

use onedoor_base::{Actor, ApplicationId, AuditEvent, Subject};
use onedoor_proofing::application::State;
use onedoor_proofing::register::{Sought, Verdict};
use onedoor_site::HasSite;
use onedoor_site::register::{Purpose, RegisterTrouble};
use onedoor_site::telling::AT_ONCE;
use onedoor_storage::proofing::{self, Application};
use onedoor_storage::{Change, StorageError, VaultError};

use super::claimed::judged;
use crate::Identity;

/// The work.
pub(super) const JOB: &str = "level1.register";

/// Why it has to be done again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Again {
    #[error(transparent)]
    Register(#[from] RegisterTrouble),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// Asks, unless it was answered or nobody needs it any more.
pub(super) async fn again(identity: Identity, id: ApplicationId) -> Result<(), Again> {
    let site = identity.site();
    if !site.has_register() {
        return Ok(());
    }
    let read = site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { proofing::application(tx, id).await }));
    let Some(application) = read.await? else { return Ok(()) };
    let Some(said) = unasked(&identity, &application)? else { return Ok(()) };
    let verdict = site.look_up(&said, Purpose::Level).await?;
    keep(&identity, id, said, verdict).await?;
    Ok(())
}

/// The same while somebody waits for a page: three seconds, then the work goes on by itself.
pub(super) async fn at_once(identity: Identity, id: ApplicationId) {
    match tokio::time::timeout(AT_ONCE, again(identity, id)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::info!(application = %id, %error, "the register is asked later"),
        Err(_) => tracing::info!(application = %id, "the register is asked later: no answer in time"),
    }
}

/// What the register is to be asked about.
fn unasked(identity: &Identity, application: &Application) -> Result<Option<Sought>, VaultError> {
    let site = identity.site();
    let waits = matches!(application.state, State::AwaitingBiometrics | State::InReview { .. });
    if !waits || application.sealed.verdict(&site.vault, application.id)?.is_some() {
        return Ok(None);
    }
    application.sealed.claimed(&site.vault, application.id)
}

/// Keeps the answer, if it still is one to what is said.
async fn keep(identity: &Identity, id: ApplicationId, said: Sought, verdict: Verdict) -> Result<(), Again> {
    let within = identity.clone();
    let (said, verdict) = (Arc::new(said), Arc::new(verdict));
    let kept = identity.site().store.write::<_, Again, _>(move |tx| {
        let (identity, said, verdict) = (within.clone(), Arc::clone(&said), Arc::clone(&verdict));
        Box::pin(async move {
            let site = identity.site();
            let (vault, now) = (&site.vault, site.now());
            let Some(application) = proofing::application(tx, id).await? else {
                return Ok(Change::Unrecorded(()));
            };
            if unasked(&identity, &application)?.as_ref() != Some(&said) {
                return Ok(Change::Unrecorded(()));
            }
            proofing::keep_verdict(tx, vault, id, (&verdict, None), now).await?;
            let record = application.sealed.record(vault, id)?.unwrap_or_default();
            proofing::keep_record(tx, vault, id, &judged(record, &verdict, now), now).await?;
            let by = Actor::Site("level1".to_owned());
            let event = AuditEvent::new(now, by, "people.application.register_asked")
                .about(Subject::Person(application.account))
                .with("application", id.to_string());
            Ok(Change::Recorded((), vec![event]))
        })
    });
    kept.await
}
