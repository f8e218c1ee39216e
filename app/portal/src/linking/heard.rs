//! What becomes of what was heard of a link.

use onedoor_base::{Actor, AuditEvent, SessionEnd, Subject, Timestamp};
use onedoor_linking::{Heard, Life, Link};
use onedoor_storage::linking::{links, undo};
use onedoor_storage::services::contacts;
use onedoor_storage::{StorageError, Tx};

use crate::Portal;

/// Draws the consequences of what the issuer has said of a link, in the transaction that wrote it down; returns
/// what the audit should say. Nothing if its life has not changed.
pub(crate) async fn consequences(
    tx: &mut Tx<'_>,
    _portal: &Portal,
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
        events.extend(undo(tx, link, Actor::Client(link.national.issuer.clone()), now).await?);
    }
    if heard.now == Life::Ended {
        contacts::forget_of_issuer(tx, link.account, &link.national.issuer).await?;
    }
    Ok(events)
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
