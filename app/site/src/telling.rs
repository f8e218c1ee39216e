//! Telling the other side of a link: at once, and as work to be done later; the same at both roles.

use std::fmt::Display;
use std::future::Future;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{Actor, AuditEvent, LinkId, Subject, Timestamp};
use onedoor_linking::Handshake;
use onedoor_storage::linking::owed;
use onedoor_storage::{StorageError, Tx};

use crate::Site;
use crate::jobs::{JobError, JobHandler};
use crate::limits::{self, Limit};

/// Whoever waits for a page waits no longer than this.
pub const AT_ONCE: Duration = Duration::from_secs(3);
/// The work begins when the first try, within the request, is over.
const FIRST: Duration = Duration::from_secs(5);
/// How often to speak and listen until nothing is owed: to tell, to send the evidence along, to tell what the
/// answer has changed.
pub const TURNS: usize = 3;

/// Puts the telling of a part down, in the transaction that changed it; nothing if the other side has heard it.
pub async fn put_down(
    tx: &mut Tx<'_>,
    site: &Site,
    stands: (LinkId, &Handshake),
    now: Timestamp,
) -> Result<(), StorageError> {
    owed::put_down(tx, stands, now.after(FIRST), now, site.random.as_ref()).await
}

/// Lets the other side be told now, for at most three seconds; what fails is done later.
pub async fn at_once<E: Display>(id: LinkId, telling: impl Future<Output = Result<(), E>>) {
    match tokio::time::timeout(AT_ONCE, telling).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::info!(link = %id, %error, "the other side is told later"),
        Err(_) => tracing::info!(link = %id, "the other side is told later: no answer in time"),
    }
}

/// What does work whose payload is an id; if it fails, it is done again later.
pub fn handler<S, I, F, D, E>(state: &S, work: F) -> JobHandler
where
    S: Clone + Send + Sync + 'static,
    I: FromStr + Send,
    F: Fn(S, I) -> D + Copy + Send + Sync + 'static,
    D: Future<Output = Result<(), E>> + Send,
    E: Display,
{
    let state = state.clone();
    Arc::new(move |payload: String| {
        let state = state.clone();
        Box::pin(async move {
            let id = payload.parse().map_err(|_| JobError("the payload is no id".to_owned()))?;
            work(state, id).await.map_err(|error| JobError(error.to_string()))
        })
    })
}

/// What the owner of a link finds, once a day, of an answer that was not believed: it cannot be, or takes back what that
/// side has said before.
pub async fn disbelieved(
    tx: &mut Tx<'_>,
    site: &Site,
    about: (LinkId, Subject),
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let event = AuditEvent::new(now, teller(), "linking.answer.disbelieved");
    once_a_day(tx, site, about, event).await
}

/// The same of an answer that could not be read: a page, half an answer, something else than the interface answers.
pub async fn unreadable(
    tx: &mut Tx<'_>,
    site: &Site,
    about: (LinkId, Subject),
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let event = AuditEvent::new(now, teller(), "linking.answer.unreadable");
    once_a_day(tx, site, about, event).await
}

fn teller() -> Actor {
    Actor::Site("telling".to_owned())
}

async fn once_a_day(
    tx: &mut Tx<'_>,
    site: &Site,
    (link, owner): (LinkId, Subject),
    event: AuditEvent,
) -> Result<Option<AuditEvent>, StorageError> {
    let once = Limit::of(site, event.action, &link.to_string(), 1, Duration::from_hours(24));
    let told = limits::take(tx, &[once], event.at).await?.is_some();
    Ok((!told).then(|| event.about(owner).with("link", link.to_string())))
}
