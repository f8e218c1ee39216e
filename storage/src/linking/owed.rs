//! What the other side of a link is still to be told.

use std::time::Duration;

use onedoor_base::{JobId, LinkId, Randomness, Timestamp};
use onedoor_linking::{Handshake, Life, Link, Reason};

use super::{identity_links, links};
use crate::jobs::{self, NewJob};
use crate::{StorageError, Tx};

/// The work of telling the other side where this one stands to a link; the payload is the link's id.
pub const TELL_JOB: &str = "linking.tell";
/// For how long a link that is proven here waits for the other side, and holds its account meanwhile.
pub const UNCONFIRMED_LIFE: Duration = Duration::from_hours(24 * 7);

const PAGE: i64 = 200;
const PAGES: usize = 50;

/// Puts the telling of a part down, in the transaction that changed it; nothing if the other side has heard it.
pub async fn put_down(
    tx: &mut Tx<'_>,
    (id, handshake): (LinkId, &Handshake),
    due_at: Timestamp,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<(), StorageError> {
    if !handshake.owes() {
        return Ok(());
    }
    // With the number, so that a change while the one before is being told is not taken for the same work.
    let key = format!("{id} {}", handshake.mine.number);
    let job = NewJob { kind: TELL_JOB, payload: &id.to_string(), due_at, unique_key: Some(&key) };
    jobs::enqueue(tx, &job, JobId::new(now, random), now).await.map(drop)
}

/// Takes up again what was given up in all the attempts that work gets, on either side; what waits is left
/// alone. A link that the issuer has not confirmed in time ends; returns those that did.
pub async fn wake(
    tx: &mut Tx<'_>,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<Vec<Link>, StorageError> {
    let mut over = Vec::new();
    let mut after = LinkId::from_bytes([0; 16]);
    for _ in 0..PAGES {
        let page = links::owing(tx, after, PAGE).await?;
        for id in &page {
            let Some(link) = links::get(tx, *id).await? else { continue };
            let link = in_time(tx, link, now, &mut over).await?;
            put_down(tx, (*id, &link.handshake), now, now, random).await?;
        }
        let Some(last) = page.last() else { break };
        after = *last;
    }
    wake_identity(tx, now, random).await?;
    Ok(over)
}

async fn wake_identity(tx: &mut Tx<'_>, now: Timestamp, random: &dyn Randomness) -> Result<(), StorageError> {
    let mut after = LinkId::from_bytes([0; 16]);
    for _ in 0..PAGES {
        let page = identity_links::owing(tx, after, PAGE).await?;
        for id in &page {
            if let Some(link) = identity_links::get(tx, *id).await? {
                put_down(tx, (*id, &link.handshake), now, now, random).await?;
            }
        }
        let Some(last) = page.last() else { break };
        after = *last;
    }
    Ok(())
}

/// The link, ended if it has waited for too long.
async fn in_time(
    tx: &mut Tx<'_>,
    link: Link,
    now: Timestamp,
    over: &mut Vec<Link>,
) -> Result<Link, StorageError> {
    let waits = link.life() == Life::Proposed;
    if !waits || now < link.created_at.after(UNCONFIRMED_LIFE) {
        return Ok(link);
    }
    let before = link.handshake;
    match link.clone().end(now, Reason::Unconfirmed) {
        Ok(ended) if links::keep(tx, &ended, &before).await? => {
            over.push(ended.clone());
            Ok(ended)
        }
        _ => Ok(link),
    }
}
