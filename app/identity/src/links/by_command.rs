//! What the staff of an identity do with a link: look at whose it is, suspend it, let it open again, end it. By
//! command; each of it stands in the owner's record.

use onedoor_base::{Actor, AuditEvent, LinkId, Subject, Timestamp};
use onedoor_linking::{IdentityLink, Life, Reason, StaffAct, Unfit};
use onedoor_people::{LoginName, MalformedLoginName};
use onedoor_site::HasSite;
use onedoor_storage::linking::identity_links;
use onedoor_storage::{Change, StorageError, Tx, people};

use super::end;
use crate::Identity;
use crate::interface::tell;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The login name is none.
    #[error("login name: {0}")]
    Login(#[from] MalformedLoginName),
    /// There is no such account.
    #[error("nobody has this login name")]
    Nobody,
    /// There is no such link.
    #[error("there is no such link")]
    NoSuchLink,
    /// The link stands otherwise.
    #[error("the link is {}", .0.word())]
    Unfit(Life),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The links of a person, the newest first; they find that somebody looked.
pub async fn links_of(state: &Identity, login: &str, by: &Actor) -> Result<Vec<IdentityLink>, NotDone> {
    let (login, by, now) = (LoginName::parse(login)?, by.clone(), state.site().now());
    state
        .site()
        .store
        .write(move |tx| {
            let (login, by) = (login.clone(), by.clone());
            Box::pin(async move {
                let id = people::by_login(tx, &login).await?.ok_or(NotDone::Nobody)?.id;
                let event = AuditEvent::new(now, by, "linking.links.seen").about(Subject::Person(id));
                Ok(Change::Recorded(identity_links::of_person(tx, id).await?, vec![event]))
            })
        })
        .await
}

/// Does it, with all that follows, and tells the portal; where the link stands then.
pub async fn act(state: &Identity, id: LinkId, wanted: StaffAct, by: &Actor) -> Result<Life, NotDone> {
    let (within, by, now) = (state.clone(), by.clone(), state.site().now());
    state
        .site()
        .store
        .write(move |tx| {
            let (state, by) = (within.clone(), by.clone());
            Box::pin(async move { act_in(tx, &state, (id, wanted), by, now).await })
        })
        .await?;
    tell::now(state, id).await;
    let read = state.site().store.read(move |tx| Box::pin(async move { identity_links::get(tx, id).await }));
    let link: Option<IdentityLink> = read.await?;
    link.map(|link| link.life()).ok_or(NotDone::NoSuchLink)
}

async fn act_in(
    tx: &mut Tx<'_>,
    state: &Identity,
    (id, wanted): (LinkId, StaffAct),
    by: Actor,
    now: Timestamp,
) -> Result<Change<()>, NotDone> {
    let link = identity_links::get(tx, id).await?.ok_or(NotDone::NoSuchLink)?;
    let before = link.handshake;
    let changed = wanted.on(before, now).map_err(|_: Unfit| NotDone::Unfit(before.life()))?;
    let after = IdentityLink { handshake: changed, ..link };
    if !identity_links::keep(tx, &after, &before).await? {
        return Err(NotDone::Unfit(before.life()));
    }
    match wanted {
        StaffAct::End(_) => end::conclude(tx, state, &after, now).await?,
        StaffAct::Suspend(_) => drop(end::shut(tx, state, &after, now).await?),
        StaffAct::Resume => {}
    }
    tell::put_down(tx, state.site(), &after, now).await?;
    let event = AuditEvent::new(now, by, wanted.action())
        .about(Subject::Person(after.person))
        .with("link", id.to_string())
        .with("client", after.client.as_str())
        .with("why", wanted.why().map(Reason::word));
    Ok(Change::Recorded((), vec![event]))
}
