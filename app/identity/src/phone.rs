//! Another phone for an account, put in by whoever runs the site: the person has been at the counter and shown who
//! they are, because the old phone is gone.

use onedoor_base::{Actor, AuditEvent, ContactId, MalformedPhone, Phone, Subject};
use onedoor_people::{Account, LoginName, MalformedLoginName};
use onedoor_site::HasSite;
use onedoor_storage::{Change, StorageError, Tx, people};

use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneChanged {
    /// Done; these portals, by their client ids, are told that it has changed.
    Done(Vec<String>),
    /// It was so already.
    AlreadySo,
}

/// Why it was not changed.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// The login name is none.
    #[error("login name: {0}")]
    Login(#[from] MalformedLoginName),
    /// The phone is none.
    #[error("phone: {0}")]
    Phone(#[from] MalformedPhone),
    /// There is no such account.
    #[error("nobody has this login name")]
    Nobody,
    /// It is the phone of another account.
    #[error("another account has this phone")]
    Taken,
    /// The database, or what stands in it.
    #[error(transparent)]
    Ours(#[from] ProviderError),
}

impl From<StorageError> for NotChanged {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

/// Gives the account with this login name another phone, which counts as confirmed. The old phone and the new are
/// told, and so are the portals that may know of it.
pub async fn change_phone(identity: &Identity, login: &str, phone: &str) -> Result<PhoneChanged, NotChanged> {
    let (login, within) = (LoginName::parse(login)?, identity.clone());
    let phone = Phone::parse(phone, identity.profile.country)?;
    identity
        .site()
        .store
        .write(move |tx| {
            let (login, phone, identity) = (login.clone(), phone.clone(), within.clone());
            Box::pin(async move {
                let account = people::by_login(tx, &login).await?.ok_or(NotChanged::Nobody)?;
                change(tx, &identity, &account, &phone).await
            })
        })
        .await
}

async fn change(
    tx: &mut Tx<'_>,
    identity: &Identity,
    account: &Account,
    phone: &Phone,
) -> Result<Change<PhoneChanged>, NotChanged> {
    let (site, now) = (identity.site(), identity.site().now());
    let before = people::phone_of(tx, account.id).await?;
    if before.as_ref() == Some(phone) {
        return Ok(Change::Unrecorded(PhoneChanged::AlreadySo));
    }
    let contact = ContactId::new(now, site.random.as_ref());
    if !people::change_phone(tx, account.id, (contact, phone), now).await? {
        return Err(NotChanged::Taken);
    }
    people::replace_phone_change(tx, account.id, now).await?;
    people::drop_begun_recoveries(tx, account.id, now).await?;
    let notice = Notice::of("notice-phone-changed").also_to(before.as_ref());
    notices::tell(tx, identity, account.id, &notice, now).await?;
    let told = events::contact_changed(tx, site, account.id, &["phone_number"], now).await?;
    let operator = Actor::Operator("people phone".to_owned());
    let event = AuditEvent::new(now, operator, "people.phone.changed")
        .about(Subject::Person(account.id))
        .with("told", told.join(" "));
    Ok(Change::Recorded(PhoneChanged::Done(told), vec![event]))
}
