//! What a site does by itself every few minutes: forgets what ran out, learns of changed keys.
//!
//! Every node does it; twice does no harm.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{Actor, AuditEvent, LinkId, LocalAccountId, Randomness, Subject, Timestamp};
use onedoor_linking::{BatchState, IdentityLink, Link, PreparedRefusal};
use onedoor_password::Kind;
use onedoor_storage::linking::{
    attempts, batches, days, events, owed, prepared, proofs, proposals, undo, used,
};
use onedoor_storage::services::{arrivals, password_kinds, referrals};
use onedoor_storage::site::{alarms, codes, messages, places, sessions};
use onedoor_storage::{Change, StorageError, jobs, limits, people, proofing};

use crate::Site;
use crate::alarms::Judge;

const EVERY: Duration = Duration::from_mins(2);
/// An ended session stays so long, so that the list of activity and a late logout find it.
const KEEP_SESSIONS: Duration = Duration::from_hours(24 * 30);
/// A code stays so long, so that a late one is told to be late.
const KEEP_CODES: Duration = Duration::from_hours(24);
/// A message stays so long, so that a complaint about it can be looked into.
const KEEP_MESSAGES: Duration = Duration::from_hours(24 * 30);
/// A settled alarm stays so long.
const KEEP_ALARMS: Duration = Duration::from_hours(24 * 180);
/// The outbox has tried a message for the last time by then.
const GIVEN_UP: Duration = Duration::from_hours(6);
/// How long a sign-in by phone is kept when it is over, so that its pages can say what became of it.
const KEEP_PHONE_SIGN_INS: Duration = Duration::from_hours(1);
/// A place stays known so long after the last sign-in there.
const KEEP_PLACES: Duration = Duration::from_hours(24 * 180);
/// Work that was given up stays so long, so that an operator can find out why.
const KEEP_DEAD_JOBS: Duration = Duration::from_hours(24 * 30);
/// A sign-in through another site, and what waits for its second half, stays so long for the same reason.
const KEEP_ATTEMPTS: Duration = Duration::from_hours(24);

/// What proves a link stays longer than a link waits to be confirmed.
/// Papers of a correction, after it was settled: as long as somebody may come back to it.
const KEEP_PAPERS: Duration = Duration::from_hours(24 * 30);
const KEEP_PROOFS: Duration = Duration::from_hours(24 * 8);

/// A referral that came to nothing stays so long after it ran out, so that who comes late is told so.
const KEEP_REFERRALS: Duration = Duration::from_hours(24);

/// A file of prepared links that does not come whole is forgotten after so long,
const KEEP_ON_ITS_WAY: Duration = Duration::from_hours(6);
/// and one that nobody has decided about, or that was stopped, after so long: it names people.
pub const KEEP_UNDECIDED: Duration = Duration::from_hours(24 * 30);

/// How many accounts are looked at in one go.
const PAGE: i64 = 500;

/// Runs until `stop` resolves.
pub async fn run(site: Arc<Site>, mut stop: tokio::sync::watch::Receiver<bool>) {
    tokio::select! {
        noted = note_kinds(&site) => if let Err(error) = noted {
            tracing::warn!(site = site.settings.key, %error, "the kinds of hash are not all noted");
        },
        _ = stop.changed() => {}
    }
    while !*stop.borrow() {
        if let Err(error) = round(&site).await {
            tracing::warn!(site = site.settings.key, %error, "upkeep put off");
        }
        tokio::select! { () = tokio::time::sleep(EVERY) => {}, _ = stop.changed() => {} }
    }
}

/// Notes the kinds of the hashes that accounts of a portal have: those of an import from before they were noted
/// are not, and then the time of a failed sign-in tells them from others. Once for each start of a node.
pub async fn note_kinds(site: &Site) -> Result<(), StorageError> {
    let (mut after, mut noted) = (LocalAccountId::from_bytes([0; 16]), BTreeSet::new());
    loop {
        let page = site
            .store
            .read(move |tx| Box::pin(async move { password_kinds::hashes(tx, after, PAGE).await }))
            .await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        let kinds =
            page.iter().filter_map(|(_, hash)| Kind::of(hash).ok()).filter(|kind| *kind != Kind::OURS);
        let new: Vec<String> =
            kinds.filter(|kind| noted.insert(*kind)).map(|kind| kind.to_string()).collect();
        if new.is_empty() {
            continue;
        }
        let kept: Result<(), StorageError> = site
            .store
            .write(move |tx| {
                let new = new.clone();
                Box::pin(async move {
                    for kind in &new {
                        password_kinds::note(tx, kind).await?;
                    }
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        kept?;
    }
}

/// Once through.
pub async fn round(site: &Site) -> Result<(), StorageError> {
    if let Err(error) = site.vault.keep_up(&site.store).await {
        tracing::warn!(site = site.settings.key, %error, "the keys could not be looked at");
    }
    let now = site.now();
    let offset = site.settings.country.utc_offset_minutes();
    let (random, judge) = (Arc::clone(&site.random), Judge::of(site));
    // Each by itself: one change that touches everything would meet everybody who does anything.
    let forgotten: Result<_, StorageError> = site
        .store
        .write(move |tx| Box::pin(async move { forget(tx, now).await.map(Change::Unrecorded) }))
        .await;
    forgotten?;
    let remembered: Result<_, StorageError> = site
        .store
        .write(move |tx| {
            let random = Arc::clone(&random);
            Box::pin(async move { remember(tx, now, random.as_ref()).await.map(recorded) })
        })
        .await;
    remembered?;
    count(site, now, offset).await?;
    site.store
        .write(move |tx| {
            let judge = judge.clone();
            Box::pin(async move { judge.look(tx, now).await.map(Change::Unrecorded) })
        })
        .await
}

fn recorded(events: Vec<AuditEvent>) -> Change<()> {
    if events.is_empty() { Change::Unrecorded(()) } else { Change::Recorded((), events) }
}

/// What another site was to be told and could not be in all the attempts that work gets.
async fn remember(
    tx: &mut onedoor_storage::Tx<'_>,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<Vec<AuditEvent>, StorageError> {
    arrivals::wake(tx, now, random).await?;
    events::wake(tx, now, random).await?;
    let woken = owed::wake(tx, now, random).await?;
    let mut events = Vec::new();
    for link in &woken.unconfirmed {
        events.push(unconfirmed(link, now));
        // Whoever is to hear that other links open again is told in the next round, as of all that is owed.
        let (said, _) = undo(tx, link, Actor::Site("upkeep".to_owned()), now).await?;
        events.extend(said);
    }
    for Link { id, account, national, .. } in &woken.untold {
        let event = untold(*id, Subject::LocalAccount(*account), now);
        events.push(event.with("issuer", national.issuer.clone()));
    }
    for IdentityLink { id, person, client, .. } in &woken.untold_there {
        events.push(untold(*id, Subject::Person(*person), now).with("client", client.clone()));
    }
    Ok(events)
}

/// The other side of a link has not listened for a month: it is not told any more by itself.
fn untold(id: LinkId, owner: Subject, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Site("upkeep".to_owned()), "linking.link.untold")
        .about(owner)
        .with("link", id.to_string())
}

/// Once an hour: writes down how many links there are, and ends prepared links that cannot come about any more.
async fn count(site: &Site, now: Timestamp, offset: i16) -> Result<(), StorageError> {
    let counts: Result<_, StorageError> =
        site.store.read(move |tx| Box::pin(async move { days::due(tx, now, offset).await })).await;
    let Some(counts) = counts?.map(Arc::new) else { return Ok(()) };
    site.store
        .write(move |tx| {
            let counts = Arc::clone(&counts);
            Box::pin(async move {
                days::note(tx, &counts, now, offset).await?;
                clear(tx, now).await.map(recorded)
            })
        })
        .await
}

/// What was prepared and cannot come about any more.
async fn clear(tx: &mut onedoor_storage::Tx<'_>, now: Timestamp) -> Result<Vec<AuditEvent>, StorageError> {
    let event = |(account, why): &(LocalAccountId, PreparedRefusal)| {
        AuditEvent::new(now, Actor::Site("upkeep".to_owned()), "linking.link.preparation_ended")
            .about(Subject::LocalAccount(*account))
            .with("why", why.word())
    };
    let mut events: Vec<_> = prepared::settle_stale(tx, PAGE, now).await?.iter().map(event).collect();
    while let Some(left) =
        batches::left(tx, (now.before(KEEP_ON_ITS_WAY), now.before(KEEP_UNDECIDED))).await?
    {
        if left.state == BatchState::Receiving {
            batches::forget(tx, left.id).await?;
            continue;
        }
        batches::drop_parts(tx, left.id).await?;
        // What was prepared before it was stopped stays; the rest will not be.
        let then = if left.state == BatchState::Stopped { BatchState::Done } else { BatchState::Withdrawn };
        batches::move_on(tx, left.id, (left.state, then), now).await?;
        let by = Actor::Site("upkeep".to_owned());
        let event = AuditEvent::new(now, by, "linking.batch.forgotten").with("batch", left.id.to_string());
        events.push(event);
    }
    Ok(events)
}

/// A link ended because the national side did not confirm it in time.
fn unconfirmed(link: &Link, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Site("upkeep".to_owned()), "linking.link.ended")
        .about(Subject::LocalAccount(link.account))
        .with("link", link.id.to_string())
        .with("issuer", link.national.issuer.clone())
        .with("why", link.handshake.ended().map(|stopped| stopped.why.word()))
}

async fn forget(tx: &mut onedoor_storage::Tx<'_>, now: Timestamp) -> Result<(), StorageError> {
    sessions::sweep(tx, now.before(KEEP_SESSIONS)).await?;
    codes::sweep(tx, now.before(KEEP_CODES)).await?;
    places::sweep(tx, now.before(KEEP_PLACES)).await?;
    messages::abandon(tx, now.before(GIVEN_UP), now).await?;
    messages::sweep(tx, now.before(KEEP_MESSAGES)).await?;
    alarms::sweep(tx, now.before(KEEP_ALARMS)).await?;
    jobs::sweep(tx, now.before(KEEP_DEAD_JOBS)).await?;
    attempts::sweep(tx, now.before(KEEP_ATTEMPTS)).await?;
    proposals::sweep(tx, now.before(KEEP_ATTEMPTS)).await?;
    used::sweep(tx, now).await?;
    events::sweep(tx, now).await?;
    proofs::sweep(tx, now.before(KEEP_PROOFS)).await?;
    people::sweep_devices(tx, now).await?;
    people::sweep_sign_ins(tx, now).await?;
    people::sweep_recoveries(tx, now).await?;
    people::release_levels(tx, now).await?;
    proofing::sweep_frames(tx, now).await?;
    people::sweep_papers(tx, now.before(KEEP_PAPERS)).await?;
    people::sweep_phone_sign_ins(tx, now.before(KEEP_PHONE_SIGN_INS)).await?;
    referrals::sweep(tx, now.before(KEEP_REFERRALS)).await?;
    arrivals::sweep(tx, now).await?;
    limits::sweep(tx, now).await.map(drop)
}
