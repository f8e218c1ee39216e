//! How often something may be tried, counted for all nodes together. A limit slows down: it passes by
//! itself, says when, and shuts no account.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use onedoor_base::{Digest, Timestamp};
use onedoor_storage::limits::{self, Verdict};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{ErrorKind, Page};

use crate::alarms::Raise;
use crate::{Refused, Site, Visit};

pub use crate::texting::{
    all_messages, letters, letters_by_itself, letters_to_known_place, messages, messages_by_itself,
    messages_of, messages_of_network, messages_to_owner,
};

/// In an hour, to a prefix whose codes do not come back.
const SLOWED: i64 = 20;

/// One limit: what is counted, for whom, how often in how long.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub(crate) scope: &'static str,
    pub(crate) key: Digest,
    most: i64,
    window: Duration,
    alarm: Option<Raise>,
}

impl Limit {
    /// At most so many in a span for this key, which the table keeps as a keyed fingerprint.
    pub fn of(site: &Site, scope: &'static str, key: &str, most: i64, window: Duration) -> Self {
        Self { scope, key: site.vault.fingerprint("limit", key), most, window, alarm: None }
    }

    /// Whoever runs the site must know when it is met. Such a limit holds for many people: it is counted only where
    /// those before it, which hold for one, let somebody pass.
    #[must_use]
    pub(crate) const fn alarming(self, alarm: Raise) -> Self {
        Self { alarm: Some(alarm), ..self }
    }

    /// At most so many from now on.
    const fn lowered(self, most: i64) -> Self {
        Self { most, ..self }
    }

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
        if limit.alarm.is_some() && longest.is_some() {
            continue;
        }
        let limit = match limit.alarm {
            Some(alarm) if alarm.slows_down(tx).await? => limit.lowered(SLOWED),
            _ => *limit,
        };
        let verdict = limits::take(tx, limit.scope, limit.key, limit.most, limit.window, now).await?;
        if let Verdict::RetryAfter(wait) = verdict {
            longest = longest.max(Some(Wait(wait)));
            if let Some(alarm) = limit.alarm {
                alarm.met(tx, (limit.most, limit.window), now).await?;
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
pub async fn taken(visit: &Visit, all: impl IntoIterator<Item = Limit>) -> Result<Option<Wait>, Refused> {
    let (now, all) = (visit.now, all.into_iter().collect::<Vec<_>>());
    let wait: Result<_, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let all = all.clone();
            Box::pin(async move { take(tx, &all, now).await.map(Change::Unrecorded) })
        })
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
