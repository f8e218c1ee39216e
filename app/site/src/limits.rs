//! How often something may be tried, counted for all nodes together. A limit slows down: it passes by
//! itself, says when, and shuts no account.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use onedoor_base::{Digest, Phone, Timestamp};
use onedoor_storage::limits::{self, Verdict};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{ErrorKind, Page};

use crate::{Refused, Site, Visit};

const HOUR: Duration = Duration::from_hours(1);

/// Under which the messages of a whole site are counted.
const ALL_MESSAGES: &str = "message.site";

/// One limit: what is counted, for whom, how often in how long.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    scope: &'static str,
    key: Digest,
    most: i64,
    window: Duration,
}

impl Limit {
    /// At most so many in a span for this key, which the table keeps as a keyed fingerprint.
    pub fn of(site: &Site, scope: &'static str, key: &str, most: i64, window: Duration) -> Self {
        Self { scope, key: site.vault.fingerprint("limit", key), most, window }
    }
}

impl Limit {
    /// What is counted.
    pub(crate) const fn scope(&self) -> &'static str {
        self.scope
    }
}

/// How long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wait(pub Duration);

impl Wait {
    /// The moment as a page names it: the minute after, so that nobody comes back too early.
    fn over_at(self, now: Timestamp) -> Timestamp {
        now.after(self.0 + Duration::from_mins(1))
    }

    /// The hour from which on it may be tried again, as a page names it.
    pub fn hour(self, visit: &Visit) -> String {
        visit.view().clock_time(self.over_at(visit.now))
    }

    /// Answers with a page that says to wait (429); the header says it to programs.
    pub fn page(self, visit: &Visit, path: &str, page: &dyn Page) -> Response {
        let mut response = visit.page_at(path, StatusCode::TOO_MANY_REQUESTS, page);
        let seconds = HeaderValue::from(self.0.as_secs() + 1);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
        response
    }

    /// The same where there is no form to go back to.
    pub fn refused(self, visit: &Visit) -> Refused {
        Refused::kind(ErrorKind::TooManyAttempts(self.over_at(visit.now)))
    }
}

/// Counts one use of each; how long to wait if one of them is used up.
///
/// The transaction must not be undone afterwards: the count would be undone with it.
pub async fn take(tx: &mut Tx<'_>, all: &[Limit], now: Timestamp) -> Result<Option<Wait>, StorageError> {
    let mut longest = None;
    for limit in all {
        let verdict = limits::take(tx, limit.scope, limit.key, limit.most, limit.window, now).await?;
        if let Verdict::RetryAfter(wait) = verdict {
            longest = longest.max(Some(Wait(wait)));
            if limit.scope == ALL_MESSAGES {
                tracing::warn!(
                    most = limit.most,
                    wait = ?wait,
                    monotonic_counter.messages_capped = 1_u64,
                    "no more text messages: somebody asks for too many"
                );
            }
        }
    }
    Ok(longest)
}

/// Counts several uses at once; how long to wait if they are more than may be.
pub async fn take_many(
    tx: &mut Tx<'_>,
    limit: &Limit,
    count: i64,
    now: Timestamp,
) -> Result<Option<Wait>, StorageError> {
    let (most, window) = (limit.most, limit.window);
    Ok(match limits::take_many(tx, (limit.scope, limit.key), count, (most, window), now).await? {
        Verdict::RetryAfter(wait) => Some(Wait(wait)),
        Verdict::Allowed => None,
    })
}

/// Whether a limit is used up; counts nothing.
pub async fn look(tx: &mut Tx<'_>, limit: &Limit, now: Timestamp) -> Result<Option<Wait>, StorageError> {
    let verdict = limits::look(tx, limit.scope, limit.key, limit.most, now).await?;
    Ok(match verdict {
        Verdict::RetryAfter(wait) => Some(Wait(wait)),
        Verdict::Allowed => None,
    })
}

/// How often it was used in the span that is running; counts nothing.
pub async fn used(tx: &mut Tx<'_>, limit: &Limit, now: Timestamp) -> Result<i64, StorageError> {
    limits::used(tx, limit.scope, limit.key, now).await
}

/// Counts one use of each, in a transaction of its own.
pub async fn taken<const N: usize>(visit: &Visit, all: [Limit; N]) -> Result<Option<Wait>, Refused> {
    let now = visit.now;
    let wait: Result<_, StorageError> = visit
        .site
        .store
        .write(move |tx| Box::pin(async move { take(tx, &all, now).await.map(Change::Unrecorded) }))
        .await;
    Ok(wait?)
}

/// The count begins anew.
pub async fn forget(tx: &mut Tx<'_>, limit: &Limit) -> Result<(), StorageError> {
    limits::forget(tx, limit.scope, limit.key).await
}

/// The use was none that counts.
pub async fn give_back(tx: &mut Tx<'_>, limit: &Limit) -> Result<(), StorageError> {
    limits::give_back(tx, limit.scope, limit.key).await
}

/// The limits of text messages that a visitor sends: per phone, per address, and for the whole site,
/// because somebody may profit from messages that others pay for. `scope` says what for, so that what
/// a stranger sets off for one purpose does not show in another.
pub fn messages(visit: &Visit, scope: &'static str, phone: &Phone) -> [Limit; 3] {
    let site = &visit.site;
    let network = Limit::of(site, "message.network", &visit.network_key(), 60, HOUR);
    [messages_to(site, scope, phone), network, all_messages(site)]
}

/// The limit of text messages to one phone.
pub fn messages_to(site: &Site, scope: &'static str, phone: &Phone) -> Limit {
    Limit::of(site, scope, phone.as_str(), 5, HOUR)
}

/// The limit of text messages for the whole site.
pub fn all_messages(site: &Site) -> Limit {
    Limit::of(site, ALL_MESSAGES, "", 5000, HOUR)
}
