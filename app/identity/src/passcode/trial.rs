//! One try: the digits are hashed before the transaction, and counted within it.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_authenticators::device_key::DeviceKey;
use onedoor_base::{Actor, AuditEvent, Factor, Secret, Subject};
use onedoor_password::Verdict;
use onedoor_proofing::application::Lock;
use onedoor_site::session::NewSession;
use onedoor_site::{Refused, Visit, passwords};
use onedoor_storage::proofing::{self, AppDevice};
use onedoor_storage::{Change, StorageError, Tx, people};

use super::here::{Owner, in_use};
use crate::lock;
use crate::sign_in::admit::{begin_session, speaking};
use crate::sign_in::ceremony::Question;

/// What came of it.
#[derive(Clone)]
pub(super) enum Tried {
    /// Signed in, with this session.
    In(Box<NewSession>),
    /// So many tries are left.
    Wrong(u8),
    /// That was the last one.
    Locked,
    /// Answered before, or not the same device or passcode any more.
    Over,
}

/// All that is held against the database.
pub(super) struct Trial {
    visit: Visit,
    owner: Owner,
    question: Question,
    right: bool,
    session: NewSession,
}

impl Trial {
    /// Whether the key of this device has signed the question.
    pub(super) fn is_signed(device: &AppDevice, question: &Question, signature: &str) -> bool {
        let key = device.public_key.as_deref().and_then(DeviceKey::parse);
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
        key.is_some_and(|key| key.has_signed(question.text().as_bytes(), &signature))
    }

    /// Tries these digits.
    pub(super) async fn of(
        visit: &Visit,
        owner: &Owner,
        (question, signed): (Question, bool),
        digits: Secret,
    ) -> Result<Tried, Refused> {
        let hash = owner.device.passcode_hash.clone();
        let right = passwords::check(&visit.site, Some(hash), digits).await? != Verdict::Wrong;
        let factors = if signed { vec![Factor::Pin, Factor::Swk] } else { vec![Factor::Pin] };
        let session = speaking(visit, &owner.account, factors).await?;
        let trial = Arc::new(Self { visit: visit.clone(), owner: owner.clone(), question, right, session });
        let tried: Result<Tried, StorageError> = visit
            .site
            .store
            .write(move |tx| {
                let trial = Arc::clone(&trial);
                Box::pin(async move { trial.run(tx).await })
            })
            .await;
        Ok(tried?)
    }

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Change<Tried>, StorageError> {
        let (site, now, account) = (&self.visit.site, self.visit.now, &self.owner.account);
        let which = (account.id, self.owner.device.passcode_hash.as_str());
        // As it stands now: another try may have been the last one meanwhile.
        let found = proofing::owner_of_device(tx, self.owner.device.token).await?;
        let same = found.is_some_and(|(id, device)| {
            id == which.0 && device.passcode_hash == which.1 && !device.tries.is_locked()
        });
        let stands = people::by_id(tx, account.id).await?.as_ref() == Some(account);
        if !same || !stands || !in_use(tx, account.id, now).await? || !self.question.take(tx, now).await? {
            return Ok(Change::Unrecorded(Tried::Over));
        }
        if self.right {
            proofing::passcode_right(tx, which, now).await?;
            let events = begin_session(tx, &self.visit, account.id, &self.session).await?;
            return Ok(Change::Recorded(Tried::In(Box::new(self.session.clone())), events));
        }
        let Some(tries) = proofing::passcode_wrong(tx, which).await? else {
            return Ok(Change::Unrecorded(Tried::Over));
        };
        let mut events = vec![
            AuditEvent::new(now, Actor::Visitor, "people.passcode.refused")
                .about(Subject::Person(account.id))
                .with("browser", self.visit.user_agent.clone())
                .with("network", self.visit.network.to_string()),
        ];
        if !tries.is_locked() {
            return Ok(Change::Recorded(Tried::Wrong(tries.left()), events));
        }
        events.extend(lock::by_site(tx, site, (account.id, Lock::Passcode), now).await?);
        Ok(Change::Recorded(Tried::Locked, events))
    }
}
