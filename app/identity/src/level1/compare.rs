//! A provider, or a model of the operator's own, compares the pictures of an application once they are given. What it
//! says is kept for the officer who decides; nobody waits for it, and an officer may decide before it answers.

use std::sync::Arc;

use onedoor_base::{Actor, ApplicationId, AuditEvent, Subject};
use onedoor_faces::{Pictures, Trouble};
use onedoor_proofing::application::State;
use onedoor_proofing::face::{Challenge, Shot, Word};
use onedoor_proofing::register::Verdict;
use onedoor_site::HasSite;
use onedoor_site::register::{Purpose, RegisterTrouble};
use onedoor_storage::proofing::{self, Application, FrameRow};
use onedoor_storage::{Change, StorageError, Tx, VaultError};

use super::register;
use crate::Identity;

/// The work.
pub(super) const JOB: &str = "level1.compare";

/// Why it has to be done again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Again {
    #[error("the provider that compares faces: {0}")]
    Provider(#[from] Trouble),
    #[error(transparent)]
    Register(#[from] RegisterTrouble),
    #[error(transparent)]
    Asked(#[from] register::Again),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// What waits to be compared.
struct Waiting {
    application: Application,
    challenge: Challenge,
    frames: Vec<FrameRow>,
}

/// Compares, unless it was done or nobody needs it any more.
pub(super) async fn again(identity: Identity, id: ApplicationId) -> Result<(), Again> {
    let Some(faces) = &identity.faces else { return Ok(()) };
    // The register's word comes first: it says whose picture is asked for.
    register::again(identity.clone(), id).await?;
    let read = identity
        .site()
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { waiting(tx, id).await }));
    let Some(waiting) = read.await? else { return Ok(()) };
    let Some(pictures) = pictures(&identity, &waiting).await? else { return Ok(()) };
    let word = faces.comparer.compare(&pictures).await?;
    keep(&identity, &waiting, word).await?;
    Ok(())
}

/// The application with its pictures, if an officer has it and nothing was said of them yet.
async fn waiting(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<Waiting>, StorageError> {
    let Some(application) = proofing::application(tx, id).await? else { return Ok(None) };
    if !matches!(application.state, State::InReview { .. }) || proofing::face_word(tx, id).await?.is_some() {
        return Ok(None);
    }
    let Some(challenge) = proofing::challenge(tx, id).await? else { return Ok(None) };
    Ok(Some(Waiting { application, challenge, frames: proofing::frames(tx, id).await? }))
}

/// The pictures in the clear, with the register's if it has one; nothing if theirs are not there any more.
async fn pictures(identity: &Identity, waiting: &Waiting) -> Result<Option<Pictures>, Again> {
    let (mut portrait, mut gestures) = (None, Vec::new());
    for (place, shot) in waiting.challenge.shots() {
        let Some(frame) = waiting.frames.iter().find(|frame| frame.position == place) else {
            return Ok(None);
        };
        let picture = proofing::open_frame(&identity.site().vault, waiting.application.id, frame)?;
        match shot {
            Shot::Portrait => portrait = Some(picture),
            Shot::Gesture(gesture) => gestures.push((gesture, picture)),
        }
    }
    let Some(portrait) = portrait else { return Ok(None) };
    let reference = reference(identity, &waiting.application).await?;
    Ok(Some(Pictures { portrait, reference, gestures }))
}

/// The register's picture of the one person whom it has for these data, made anew; nothing if there is nobody, nor where
/// it gives no pictures, nor if what it gives is none.
pub(crate) async fn reference(
    identity: &Identity,
    application: &Application,
) -> Result<Option<Vec<u8>>, Again> {
    let site = identity.site();
    let verdict = application.sealed.verdict(&site.vault, application.id)?;
    let Some(Verdict::Match(entry) | Verdict::Near { entry, .. }) = verdict else { return Ok(None) };
    let Some(given) = site.register_portrait(&entry.number, Purpose::Level).await? else { return Ok(None) };
    let remade = tokio::task::spawn_blocking(move || onedoor_face_picture::remade(&given)).await;
    Ok(match remade {
        Ok(Ok(picture)) => Some(picture.jpeg),
        Ok(Err(unfit)) => {
            tracing::warn!(%unfit, "the register's picture is no use");
            None
        }
        Err(broken) => {
            tracing::warn!(%broken, "the register's picture is no use");
            None
        }
    })
}

/// Keeps the word, if it still is one about what an officer has before them.
async fn keep(identity: &Identity, seen: &Waiting, word: Word) -> Result<(), StorageError> {
    let (id, account) = (seen.application.id, seen.application.account);
    let (within, word, challenge) = (identity.clone(), Arc::new(word), seen.challenge);
    let kept = identity.site().store.write::<_, StorageError, _>(move |tx| {
        let (identity, word) = (within.clone(), Arc::clone(&word));
        Box::pin(async move {
            if waiting(tx, id).await?.is_none_or(|now| now.challenge != challenge) {
                return Ok(Change::Unrecorded(()));
            }
            let (site, now) = (identity.site(), identity.site().now());
            proofing::keep_face_word(tx, &site.vault, (id, account), &word, now).await?;
            let by = Actor::Site("level1".to_owned());
            let event = AuditEvent::new(now, by, "people.application.face_compared")
                .about(Subject::Person(account))
                .with("application", id.to_string())
                .with("provider", word.provider.clone());
            Ok(Change::Recorded((), vec![event]))
        })
    });
    kept.await
}
