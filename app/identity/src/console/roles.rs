//! Roles of the staff, given and taken at the command line: by whoever runs the machine, which is how the first of
//! them come about, and the way out where too few approvers are left.

use std::time::Duration;

use onedoor_base::{Actor, AuditEvent, Subject, Timestamp};
pub use onedoor_people::staff::{APPROVERS_NEEDED, StaffRole};
use onedoor_people::{AccountState, LoginName, MalformedLoginName};
use onedoor_site::HasSite;
use onedoor_storage::people::{self, HeldRole};
use onedoor_storage::{Change, StorageError};

use crate::Identity;
use crate::notices::{self, Notice};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The login name is none.
    #[error("login name: {0}")]
    Login(#[from] MalformedLoginName),
    /// There is no such account.
    #[error("nobody has this login name")]
    Nobody,
    /// The account is locked or closed.
    #[error("the account is {}", .0.word())]
    NotActive(AccountState),
    /// They do not have this role.
    #[error("they do not have this role")]
    NotHeld,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Gives somebody a role, for ever or for so long; how many approvers there are then.
pub async fn grant(
    identity: &Identity,
    login: &str,
    role: StaffRole,
    lasts: Option<Duration>,
) -> Result<i64, NotDone> {
    let now = identity.site().now();
    change(identity, login, (role, Step::Give(lasts.map(|lasts| now.after(lasts))))).await
}

/// Takes a role away; how many approvers there are then.
pub async fn revoke(identity: &Identity, login: &str, role: StaffRole) -> Result<i64, NotDone> {
    change(identity, login, (role, Step::Take)).await
}

/// What is done with a role.
#[derive(Clone, Copy)]
enum Step {
    /// Given until then, or for ever.
    Give(Option<Timestamp>),
    /// Taken away.
    Take,
}

async fn change(identity: &Identity, login: &str, (role, step): (StaffRole, Step)) -> Result<i64, NotDone> {
    let (login, within, now) = (LoginName::parse(login)?, identity.clone(), identity.site().now());
    identity
        .site()
        .store
        .write(move |tx| {
            let (login, identity) = (login.clone(), within.clone());
            Box::pin(async move {
                let account = people::by_login(tx, &login).await?.ok_or(NotDone::Nobody)?;
                let id = account.id;
                let until = if let Step::Give(until) = step { until } else { None };
                let (by, action, notice) = if matches!(step, Step::Give(_)) {
                    if account.state != AccountState::Active {
                        return Err(NotDone::NotActive(account.state));
                    }
                    people::grant_role(tx, (id, role), "staff grant", until, now).await?;
                    ("staff grant", "people.role.granted", Notice::of("notice-role-granted"))
                } else {
                    if !people::revoke_role(tx, id, role).await? {
                        return Err(NotDone::NotHeld);
                    }
                    ("staff revoke", "people.role.revoked", Notice::of("notice-role-revoked"))
                };
                notices::tell(tx, &identity, id, &notice.then("notice-else-staff"), now).await?;
                let event = AuditEvent::new(now, Actor::Operator(by.to_owned()), action)
                    .about(Subject::Person(id))
                    .with("role", role.word())
                    .with("until", until.map(Timestamp::millis));
                Ok(Change::Recorded(people::approvers(tx, now).await?, vec![event]))
            })
        })
        .await
}

/// Every role that was given, in force or not.
pub async fn list(identity: &Identity) -> Result<Vec<HeldRole>, StorageError> {
    identity.site().store.read(|tx| Box::pin(async move { people::staff(tx).await })).await
}
