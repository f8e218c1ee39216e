//! What every change here has in common: its record, and that the owner is told.

use onedoor_base::{AccountId, Actor, AuditEvent, Subject};
use onedoor_site::{FreshVisit, Refused};
use onedoor_storage::{StorageError, Tx};

use crate::Identity;
use crate::notices::{self, Notice};

/// Somebody who changes how their account is opened.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) identity: Identity,
    pub(super) visit: FreshVisit,
    pub(super) account: AccountId,
}

impl Owner {
    pub(super) fn of(identity: &Identity, visit: &FreshVisit) -> Result<Self, Refused> {
        Ok(Self { identity: identity.clone(), visit: visit.clone(), account: visit.person()? })
    }

    /// What the record says of it.
    pub(super) fn event(&self, action: &'static str) -> AuditEvent {
        AuditEvent::new(self.visit.now, Actor::Person(self.account), action)
            .about(Subject::Person(self.account))
            .with("browser", self.visit.user_agent.clone())
    }

    /// Tells the owner.
    pub(super) async fn tell(&self, tx: &mut Tx<'_>, what: &'static str) -> Result<(), StorageError> {
        let notice = Notice::of(what).by(&self.visit).then("notice-else-password");
        notices::tell(tx, &self.identity, self.account, &notice, self.visit.now).await
    }
}
