//! A new passcode after wrong ones: from here on this is the account's device. The page that asks for it carries a sealed
//! word that the questions were answered with this code, so that nobody passes by them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{CodeId, Digest, Secret};
use onedoor_proofing::application::Lock;
use onedoor_proofing::passcode::Tries;
use onedoor_site::{FreshVisit, Posted, Refused, passwords, see_other};
use onedoor_storage::people::KeptQuestions;
use onedoor_storage::proofing::{self, AppDevice};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::Problems;
use serde::Deserialize;

use super::{Locked, QUESTIONS, UNLOCK, answers};
use crate::Identity;
use crate::activation::{key_of_device, may_be_passcode};
use crate::lock::pages::NewPasscodePage;
use crate::owner_code::at;

/// In whose hands it is worth something: nobody's but this code's, and of these answers.
fn context(id: CodeId) -> String {
    format!("lock.answered/{id}")
}

fn fingerprint(kept: &KeptQuestions) -> Digest {
    Digest::of(&kept.answers_hash)
}

/// The sealed word that the questions were answered.
pub(super) fn answered(locked: &Locked, id: CodeId, kept: &KeptQuestions) -> String {
    URL_SAFE_NO_PAD.encode(locked.visit.site.vault.seal(&context(id), &fingerprint(kept).0))
}

fn has_answered(locked: &Locked, id: CodeId, word: &str) -> bool {
    let Some(kept) = &locked.questions else { return false };
    let Ok(sealed) = URL_SAFE_NO_PAD.decode(word) else { return false };
    let opened = locked.visit.site.vault.open(&context(id), &sealed);
    opened.is_ok_and(|opened| opened.as_slice() == fingerprint(kept).0)
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    answered: String,
    #[serde(default)]
    passcode: String,
    #[serde(default)]
    again: String,
    /// Of the key that the browser made, if it could.
    #[serde(default)]
    public_key: String,
}

/// `POST /app/lock/passcode`.
pub(super) async fn choose(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some((locked, id)) = Locked::shown(&identity, &visit, &typed.id).await? else {
        return Ok(see_other(UNLOCK));
    };
    let Some(sought) = locked.sought()? else { return Ok(see_other(UNLOCK)) };
    if !locked.locks.has(Lock::Passcode) || !has_answered(&locked, id, &typed.answered) {
        return Ok(see_other(&at(QUESTIONS, id)));
    }
    let code = match may_be_passcode((&typed.passcode, &typed.again), &sought, locked.phone.as_ref()) {
        Ok(code) => code,
        Err(problem) => {
            let problems = Problems::one(problem);
            let page = NewPasscodePage { id: id.to_string(), answered: typed.answered, problems };
            return Ok(visit.page_at(&at(QUESTIONS, id), StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let token = visit.site.token();
    let device = AppDevice {
        token: token.digest(),
        public_key: key_of_device(&typed.public_key),
        passcode_hash: passwords::make(&visit.site, Secret::new(code)).await?,
        tries: Tries::default(),
        user_agent: visit.user_agent.clone(),
        bound_at: visit.now,
        used_at: None,
    };
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (locked, device) = (locked.clone(), device.clone());
        Box::pin(async move {
            let mut events = answers::unlock(tx, &locked, id).await?;
            // Done before, in another tab.
            if events.is_empty() {
                return Ok(Change::Unrecorded(()));
            }
            proofing::bind_device(tx, locked.account, &device).await?;
            events.push(locked.event("people.passcode.set"));
            Ok(Change::Recorded((), events))
        })
    });
    done.await?;
    Ok(visit.with_app(&token, visit.sends("/app/lock?notice=unlocked")))
}
