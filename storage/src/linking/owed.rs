//! What the other side of a link is still to be told.

use std::time::Duration;

use onedoor_base::{JobId, LinkId, Randomness, Timestamp};
use onedoor_linking::{Handshake, IdentityLink, Life, Link, Reason};

use super::{identity_links, links};
use crate::jobs::{self, NewJob};
use crate::{StorageError, Tx};

/// The work of telling the other side where this one stands to a link; the payload is the link's id.
pub const TELL_JOB: &str = "linking.tell";
/// For how long a link that is proven here waits for the other side, and holds its account meanwhile.
pub const UNCONFIRMED_LIFE: Duration = Duration::from_hours(24 * 7);

/// For how long the other side is told by itself where this one stands: one that has not answered for so long was
/// switched off. Of what it has missed it hears when it asks, and before anything is built on what it knows.
pub const TOLD_FOR: Duration = Duration::from_hours(24 * 30);

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

/// What upkeep has decided about links.
#[derive(Debug, Default)]
pub struct Woken {
    /// At a portal: they ended, because the issuer has not confirmed them in time.
    pub unconfirmed: Vec<Link>,
    /// At a portal: the issuer is not told any more where they stand.
    pub untold: Vec<Link>,
    /// At an identity: the portal is not told any more.
    pub untold_there: Vec<IdentityLink>,
}

/// Takes up again what was given up in all the attempts that work gets, on either side; what waits is left
/// alone, and what nobody has listened to for [`TOLD_FOR`] is not told again. A link that the issuer has not confirmed
/// in time ends.
pub async fn wake(tx: &mut Tx<'_>, now: Timestamp, random: &dyn Randomness) -> Result<Woken, StorageError> {
    let mut woken = Woken::default();
    let mut after = LinkId::from_bytes([0; 16]);
    for _ in 0..PAGES {
        let page = links::owing(tx, after, PAGE).await?;
        for id in &page {
            let Some(link) = links::get(tx, *id).await? else { continue };
            let link = in_time(tx, link, now, &mut woken.unconfirmed).await?;
            if is_in_vain(&link.handshake, now) {
                let given_up = links::give_up(tx, *id, now).await?;
                woken.untold.extend(given_up.then_some(link));
            } else {
                put_down(tx, (*id, &link.handshake), now, now, random).await?;
            }
        }
        let Some(last) = page.last() else { break };
        after = *last;
    }
    wake_identity(tx, now, random, &mut woken).await?;
    Ok(woken)
}

async fn wake_identity(
    tx: &mut Tx<'_>,
    now: Timestamp,
    random: &dyn Randomness,
    woken: &mut Woken,
) -> Result<(), StorageError> {
    let mut after = LinkId::from_bytes([0; 16]);
    for _ in 0..PAGES {
        let page = identity_links::owing(tx, after, PAGE).await?;
        for id in &page {
            let Some(link) = identity_links::get(tx, *id).await? else { continue };
            if is_in_vain(&link.handshake, now) {
                let given_up = identity_links::give_up(tx, *id, now).await?;
                woken.untold_there.extend(given_up.then_some(link));
            } else {
                put_down(tx, (*id, &link.handshake), now, now, random).await?;
            }
        }
        let Some(last) = page.last() else { break };
        after = *last;
    }
    Ok(())
}

/// Whether nobody has listened for so long that nobody will.
fn is_in_vain(handshake: &Handshake, now: Timestamp) -> bool {
    handshake.owes() && handshake.mine.standing.at().is_some_and(|at| at < now.before(TOLD_FOR))
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
