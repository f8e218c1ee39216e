//! What becomes of what was heard of a link.

use onedoor_base::{Actor, AuditEvent, SessionEnd, Subject, Timestamp};
use onedoor_linking::{Heard, Life, Link};
use onedoor_site::HasSite;
use onedoor_storage::linking::{links, undo};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::contacts;
use onedoor_storage::{StorageError, Tx};

use super::tell;
use crate::Portal;
use crate::told::Notice;

/// Draws the consequences of what the issuer has said of a link, in the transaction that wrote it down; returns
/// what the audit should say. Nothing if its life has not changed.
pub(crate) async fn consequences(
    tx: &mut Tx<'_>,
    portal: &Portal,
    link: &Link,
    heard: &Heard,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    if heard.before == heard.now {
        return Ok(Vec::new());
    }
    let mut events: Vec<AuditEvent> = said(link, *heard, now).into_iter().collect();
    if heard.before == Life::Active {
        let issuer = &link.national.issuer;
        for session in links::end_sessions(tx, link, now).await? {
            let event = AuditEvent::new(now, Actor::Client(issuer.clone()), "site.session.ended")
                .about(Subject::LocalAccount(link.account))
                .with("session", session.to_string())
                .with("why", SessionEnd::LinkEnded.word());
            events.push(event);
        }
    }
    if heard.before == Life::Proposed && heard.now == Life::Ended {
        let (said, resumed) = undo(tx, link, Actor::Client(link.national.issuer.clone()), now).await?;
        events.extend(said);
        for other in &resumed {
            tell::put_down(tx, portal.site(), other, now).await?;
        }
    }
    if heard.now == Life::Ended {
        contacts::forget_of_issuer(tx, link.account, &link.national.issuer).await?;
        if matches!(heard.before, Life::Active | Life::Suspended) {
            notify(tx, portal, link, now).await?;
        }
    }
    Ok(events)
}

/// A message to the phone and the mailbox of the account, in its owner's language, as when it ends here. Once, because a link ends
/// once; and among no more than a site sends, because an issuer may end many.
pub(super) async fn notify(
    tx: &mut Tx<'_>,
    portal: &Portal,
    link: &Link,
    now: Timestamp,
) -> Result<(), StorageError> {
    let Some(record) = accounts::get(tx, link.account).await? else { return Ok(()) };
    message(tx, portal, &record, ("message.unlinked", "portal-sms-unlinked"), now).await
}

/// The same when an account that was there is linked: whoever knew its password may not have been its owner. To the
/// contacts as they stood before, because what was not proven is put on hold by the link.
pub(crate) async fn notify_linked(
    tx: &mut Tx<'_>,
    portal: &Portal,
    record: &AccountRecord,
    now: Timestamp,
) -> Result<(), StorageError> {
    message(tx, portal, record, ("message.linked", "portal-sms-linked"), now).await
}

/// The same when the staff have made sure at the counter whose account it is: the national identity of that number
/// opens it from then on.
pub(crate) async fn notify_number(
    tx: &mut Tx<'_>,
    portal: &Portal,
    record: &AccountRecord,
    now: Timestamp,
) -> Result<(), StorageError> {
    message(tx, portal, record, ("message.number", "portal-sms-number"), now).await
}

async fn message(
    tx: &mut Tx<'_>,
    portal: &Portal,
    record: &AccountRecord,
    (counted, key): (&'static str, &'static str),
    now: Timestamp,
) -> Result<(), StorageError> {
    let site = portal.site();
    match Notice::of(site, now, record, key, site.settings.default_language) {
        Ok(notice) => notice.queue_among(tx, (site, record), counted, now).await,
        // It can only fail to seal text, which it does not.
        Err(_) => Ok(()),
    }
}

fn said(link: &Link, heard: Heard, now: Timestamp) -> Option<AuditEvent> {
    let action = match heard.now {
        Life::Active if heard.before == Life::Suspended => "linking.link.resumed",
        Life::Active => "linking.link.confirmed",
        Life::Suspended => "linking.link.suspended",
        Life::Ended => "linking.link.ended",
        Life::Dormant | Life::Proposed | Life::ProvenThere => return None,
    };
    let why = link.handshake.ended().or_else(|| link.handshake.suspended());
    let event = AuditEvent::new(now, Actor::Client(link.national.issuer.clone()), action)
        .about(Subject::LocalAccount(link.account))
        .with("link", link.id.to_string())
        .with("issuer", link.national.issuer.clone())
        .with("why", why.map(|stopped| stopped.why.word()));
    Some(event)
}
