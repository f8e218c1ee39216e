//! What the portal's staff do with a link: look at whose it is, suspend it, let it open again, end it. By command;
//! each of it stands in the owner's record.

use onedoor_base::{Actor, AuditEvent, LinkId, LocalAccountId, Subject, Timestamp};
use onedoor_linking::{Life, Link, Reason, StaffAct, Unfit};
use onedoor_services::accounts::UserName;
use onedoor_site::HasSite;
use onedoor_site::session::ended_event;
use onedoor_storage::linking::links;
use onedoor_storage::services::{accounts, contacts};
use onedoor_storage::{Change, StorageError, Tx};

use super::ending::opens_without;
use super::{heard, tell};
use crate::Portal;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// There is no such account.
    #[error("nobody has this user name")]
    Nobody,
    /// There is no such link.
    #[error("there is no such link")]
    NoSuchLink,
    /// The link stands otherwise.
    #[error("the link is {}", .0.word())]
    Unfit(Life),
    /// Without the link nobody could open the account.
    #[error("it is the only way into the account, which has no password and no phone; suspend it instead")]
    LastWay,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The links of an account, the newest first; its owner finds that somebody looked. `name` is the user name, where
/// there are organisations with one of them before it: `edu-111/petrova`.
pub async fn links_of(portal: &Portal, name: &str, by: &Actor) -> Result<Vec<Link>, NotDone> {
    let (organisation, user) = name.split_once('/').unwrap_or(("", name));
    let (organisation, key, by) = (organisation.to_owned(), UserName::key_of(user), by.clone());
    let now = portal.site().now();
    portal
        .site()
        .store
        .write(move |tx| {
            let (organisation, key, by) = (organisation.clone(), key.clone(), by.clone());
            Box::pin(async move {
                let found = accounts::by_name(tx, &organisation, &key).await?.ok_or(NotDone::Nobody)?;
                let id: LocalAccountId = found.account.id;
                let event = AuditEvent::new(now, by, "linking.links.seen").about(Subject::LocalAccount(id));
                Ok(Change::Recorded(links::of_account(tx, id).await?, vec![event]))
            })
        })
        .await
}

/// Does it, with all that follows, and tells the issuer; where the link stands then.
pub async fn act(portal: &Portal, id: LinkId, wanted: StaffAct, by: &Actor) -> Result<Life, NotDone> {
    let (within, by, now) = (portal.clone(), by.clone(), portal.site().now());
    portal
        .site()
        .store
        .write(move |tx| {
            let (portal, by) = (within.clone(), by.clone());
            Box::pin(async move { act_in(tx, &portal, (id, wanted), by, now).await })
        })
        .await?;
    tell::now(portal, id).await;
    let read = portal.site().store.read(move |tx| Box::pin(async move { links::get(tx, id).await }));
    let link: Option<Link> = read.await?;
    link.map(|link| link.life()).ok_or(NotDone::NoSuchLink)
}

async fn act_in(
    tx: &mut Tx<'_>,
    portal: &Portal,
    (id, wanted): (LinkId, StaffAct),
    by: Actor,
    now: Timestamp,
) -> Result<Change<()>, NotDone> {
    let link = links::get(tx, id).await?.ok_or(NotDone::NoSuchLink)?;
    let before = link.handshake;
    let changed = wanted.on(before, now).map_err(|_: Unfit| NotDone::Unfit(before.life()))?;
    let after = Link { handshake: changed, ..link };
    if wanted.ends() && !opens_without(tx, portal, &after).await? {
        return Err(NotDone::LastWay);
    }
    if !links::keep(tx, &after, &before).await? {
        return Err(NotDone::Unfit(before.life()));
    }
    tell::put_down(tx, portal.site(), &after, now).await?;
    let subject = Subject::LocalAccount(after.account);
    let mut events = vec![
        AuditEvent::new(now, by, wanted.action())
            .about(subject)
            .with("link", id.to_string())
            .with("issuer", after.national.issuer.as_str())
            .with("why", wanted.why().map(Reason::word)),
    ];
    if before.life() == Life::Active {
        for session in links::end_sessions(tx, &after, now).await? {
            events.push(ended_event(subject, session, onedoor_base::SessionEnd::LinkEnded, now));
        }
    }
    if wanted.ends() {
        contacts::forget_of_issuer(tx, after.account, &after.national.issuer).await?;
        heard::notify(tx, portal, &after, now).await?;
    }
    Ok(Change::Recorded((), events))
}
