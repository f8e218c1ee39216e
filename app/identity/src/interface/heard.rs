//! What becomes of what was heard of a link.

use onedoor_base::{AccountId, Actor, AuditEvent, LinkId, Subject, Timestamp};
use onedoor_linking::{Handshake, IdentityLink, Life, Reason};
use onedoor_storage::{StorageError, Tx};

use crate::{Identity, links};

/// Draws the consequences of a link that stood at `before` and stands otherwise now, in the transaction that
/// wrote it down; returns what the audit should say. Nothing if its life has not changed.
pub(crate) async fn consequences(
    tx: &mut Tx<'_>,
    state: &Identity,
    before: Option<&Handshake>,
    link: &IdentityLink,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let before = before.map_or(Life::Dormant, Handshake::life);
    if before == link.life() {
        return Ok(Vec::new());
    }
    let action = match link.life() {
        Life::Active if before == Life::Suspended => "linking.link.resumed",
        Life::Active => "linking.link.made",
        Life::Suspended => "linking.link.suspended",
        Life::Ended => "linking.link.ended",
        Life::Dormant | Life::Proposed | Life::ProvenThere => return Ok(Vec::new()),
    };
    match link.life() {
        Life::Ended => links::end::conclude(tx, state, link, now).await?,
        Life::Suspended => drop(links::end::shut(tx, state, link, now).await?),
        _ => {}
    }
    let why = link.handshake.ended().or_else(|| link.handshake.suspended());
    let event = AuditEvent::new(now, Actor::Client(link.client.clone()), action)
        .about(Subject::Person(link.person))
        .with("link", link.id.to_string())
        .with("client", link.client.clone())
        .with("why", why.map(|stopped| stopped.why.word()));
    let made = before != Life::Suspended && link.life() == Life::Active;
    Ok(vec![if made { event.with("made_by", link.evidence.made_by.word()) } else { event }])
}

/// A portal told of a link that the identity does not confirm; its proof is `person`'s, if it is anybody's that was
/// given to this portal.
pub(super) fn refused(
    client: &str,
    (id, why): (LinkId, Reason),
    person: Option<AccountId>,
    now: Timestamp,
) -> AuditEvent {
    let event = AuditEvent::new(now, Actor::Client(client.to_owned()), "linking.link.unconfirmed")
        .with("link", id.to_string())
        .with("client", client)
        .with("why", why.word());
    AuditEvent { subject: person.map(Subject::Person), ..event }
}
