//! The portal counts wrong calls and wrong passwords, and says for how long it wants to be left alone.

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::situation::Stop;

/// Why a situation was not played where the portal counts wrong calls.
pub(crate) const UNTRIED: &str = "kit-untried-limit";

/// For how long it has asked to be left alone, since it was last asked.
#[derive(Clone, Default)]
pub(crate) struct Limit(Arc<Mutex<Option<Duration>>>);

impl Limit {
    /// It answered 429: nothing was shown by that, and the situation is begun again.
    pub(crate) fn is_left_alone(&self, seconds: Option<u64>) -> Stop {
        let wait = seconds.map(Duration::from_secs);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = wait;
        Stop::NotTried(UNTRIED)
    }

    /// For how long, once.
    pub(crate) fn take(&self) -> Option<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What `Retry-After` says, in seconds.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<u64> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()
}
