//! How often something may be tried, counted for all nodes together. A limit slows down; nothing
//! here ever shuts an account, or anybody could shut out anybody.

use std::time::Duration;

use onedoor_base::{AccountId, CodeId, Digest, Phone, Timestamp};
use onedoor_site::{Refused, Site, Visit};
use onedoor_storage::limits::{self, Verdict};
use onedoor_storage::{Change, StorageError, Tx};

const TEN_MINUTES: Duration = Duration::from_mins(10);
const QUARTER: Duration = Duration::from_mins(15);
const HOUR: Duration = Duration::from_hours(1);

/// One limit: what is counted, for whom, how often in how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    scope: &'static str,
    key: Digest,
    most: i64,
    window: Duration,
}

/// The limits of signing in with this identifier, as it was typed and made one form.
///
/// They are counted by what was typed and not by the account: otherwise the limits themselves would
/// tell whether an account exists, and which phone belongs to which login name. The first is for one
/// who guesses from one place, so that the owner elsewhere is not kept waiting; the second for many
/// who guess together (NIST SP 800-63B section 3.2.2: at most a hundred); the third for one who tries
/// one password on many accounts, with room for the many homes behind one address.
pub(crate) fn sign_in(visit: &Visit, identifier: &str) -> [Limit; 3] {
    let site = &visit.site;
    let network = visit.network_key();
    [
        Limit::new(site, "sign_in.identifier_network", &format!("{network} {identifier}"), 10, TEN_MINUTES),
        Limit::new(site, "sign_in.identifier", identifier, 100, HOUR),
        Limit::new(site, "sign_in.network", &network, 300, TEN_MINUTES),
    ]
}

/// The limits of text messages that a visitor has sent: per phone, per address, and for the whole
/// site, because somebody may profit from messages that others pay for.
pub(crate) fn messages(visit: &Visit, phone: &Phone) -> [Limit; 3] {
    let site = &visit.site;
    [
        Limit::new(site, "message.phone", phone.as_str(), 5, HOUR),
        Limit::new(site, "message.network", &visit.network_key(), 60, HOUR),
        Limit::new(site, "message.site", "", 5000, HOUR),
    ]
}

/// The limits of asking for a login name at the end of a registration, because the answer tells which
/// names are taken: per registration, which costs a message, and per address.
pub(crate) fn login_names(visit: &Visit, registration: CodeId) -> [Limit; 2] {
    let site = &visit.site;
    [
        Limit::new(site, "register.login.code", &registration.to_string(), 10, HOUR),
        Limit::new(site, "register.login.network", &visit.network_key(), 100, HOUR),
    ]
}

/// The limit of giving the present password to somebody who is signed in: a browser that was left
/// open is no place to guess it.
pub(crate) fn present_password(visit: &Visit, account: AccountId) -> Limit {
    Limit::new(&visit.site, "password.present", &account.to_string(), 5, QUARTER)
}

impl Limit {
    fn new(site: &Site, scope: &'static str, key: &str, most: i64, window: Duration) -> Self {
        Self { scope, key: site.vault.fingerprint("limit", key), most, window }
    }
}

/// Counts one use of each; how long to wait if one of them is used up.
///
/// The transaction must not be undone afterwards: the count would be undone with it.
pub(crate) async fn take(
    tx: &mut Tx<'_>,
    all: &[Limit],
    now: Timestamp,
) -> Result<Option<Duration>, StorageError> {
    let mut longest = None;
    for limit in all {
        let verdict = limits::take(tx, limit.scope, limit.key, limit.most, limit.window, now).await?;
        if let Verdict::RetryAfter(wait) = verdict {
            longest = longest.max(Some(wait));
        }
    }
    Ok(longest)
}

/// Counts one use of each, in a transaction of its own.
pub(crate) async fn taken<const N: usize>(
    visit: &Visit,
    all: [Limit; N],
) -> Result<Option<Duration>, Refused> {
    let now = visit.now;
    let wait: Result<_, StorageError> = visit
        .site
        .store
        .write(move |tx| Box::pin(async move { take(tx, &all, now).await.map(Change::Unrecorded) }))
        .await;
    Ok(wait?)
}

/// The count begins anew.
pub(crate) async fn forget(tx: &mut Tx<'_>, limit: &Limit) -> Result<(), StorageError> {
    limits::forget(tx, limit.scope, limit.key).await
}

/// The identifier was the visitor's own: its count begins anew. That of the address does not, or
/// somebody could go on for ever with one account of their own.
pub(crate) async fn forget_identifier(tx: &mut Tx<'_>, all: &[Limit; 3]) -> Result<(), StorageError> {
    for limit in &all[..2] {
        limits::forget(tx, limit.scope, limit.key).await?;
    }
    Ok(())
}
