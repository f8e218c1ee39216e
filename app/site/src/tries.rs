//! Trying to sign in with a name and a password: how often, and that nobody can keep an owner out.
//!
//! Only failures count, and by what was typed, not by the account: otherwise the limits would tell
//! whether an account exists, and which phone belongs to which login name. One place, ten failures in
//! ten minutes; one name, a hundred in an hour from everywhere; one network, three hundred in ten
//! minutes on whatever names, with room for the many homes behind one address.
//!
//! Whoever guesses from many networks uses the second up, so that it alone would make the owner wait as
//! long as the guessing lasts. Therefore a browser that has signed in to the account before counts for
//! itself alone, and a network that has is not under the second. What this does not do: an owner who comes
//! with a new browser from a new network while somebody guesses waits with the guessers, up to an hour; and a
//! neighbour behind the same address can find out that an account was used there, by using up the
//! second limit from elsewhere.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use onedoor_base::{Actor, AuditEvent, Digest, Subject, Timestamp};
use onedoor_storage::site::places::{self, Places};
use onedoor_storage::{StorageError, Tx};

use crate::challenge::Risk;
use crate::limits::{self, Limit, Wait};
use crate::{Refused, Site, Visit};

const TEN_MINUTES: Duration = Duration::from_mins(10);
const HOUR: Duration = Duration::from_hours(1);

/// From how many failures on it may be a program, and surely is one: by place, by name, by network.
const OF_PLACE: (i64, i64) = (3, 7);
const OF_NAME: (i64, i64) = (10, 30);
pub(crate) const OF_NETWORK: (i64, i64) = (30, 100);

/// One try.
#[derive(Clone)]
pub struct Try {
    site: Arc<Site>,
    browser: Digest,
    network: String,
    name: String,
    /// How many failures in an hour with this name from everywhere.
    most: i64,
    now: Timestamp,
}

/// With a name and a password.
const MOST: i64 = 100;
/// With a code of a few digits, by somebody who has the password.
const MOST_CODES: i64 = 20;

impl Try {
    /// With this name, in the one form that all spellings of it share.
    pub fn of(visit: &Visit, name: String) -> Self {
        let site = Arc::clone(&visit.site);
        Self { site, browser: visit.browser, network: visit.network_key(), name, most: MOST, now: visit.now }
    }

    /// With a code, after the right password: `name` says for whom. There are few codes, so that fewer are tried.
    pub fn with_code(visit: &Visit, name: String) -> Self {
        Self { most: MOST_CODES, ..Self::of(visit, name) }
    }

    /// The same where no browser asks, but somebody whom another site vouches for: `whom` stands for both the
    /// browser and the network.
    pub fn vouched_for(site: &Arc<Site>, whom: &str, name: String, now: Timestamp) -> Self {
        Self {
            site: Arc::clone(site),
            browser: Digest::of(whom),
            network: whom.to_owned(),
            name,
            most: MOST,
            now,
        }
    }

    /// Counts the try against what holds for it; how long to wait if that is used up. `account` is whom
    /// the name means, if anybody: it is the same work without.
    pub async fn count(
        &self,
        tx: &mut Tx<'_>,
        account: Option<Subject>,
    ) -> Result<Option<Wait>, StorageError> {
        let all = self.limits(tx, account).await?;
        limits::take(tx, &all, self.now).await
    }

    /// How much speaks for a program, by the failures before; counts nothing. With and without an account it is
    /// the same work.
    pub async fn risk(&self, tx: &mut Tx<'_>, account: Option<Subject>) -> Result<Risk, StorageError> {
        let mut worst = Risk::None;
        for limit in &self.limits(tx, account).await? {
            let steps = match limit.scope() {
                "try.name" => OF_NAME,
                "try.network" => OF_NETWORK,
                _ => OF_PLACE,
            };
            worst = worst.max(Risk::of_count(tx, limit, steps, self.now).await?);
        }
        Ok(worst)
    }

    /// The password was right, so that the try is no failure; call it before the session begins, which
    /// makes the place known. The count of the place begins anew, of the others only this try is taken back: or who has
    /// one account of their own could go on guessing for ever.
    pub async fn succeeded(&self, tx: &mut Tx<'_>, account: Subject) -> Result<(), StorageError> {
        let all = self.limits(tx, Some(account)).await?;
        if let Some((of_place, others)) = all.split_first() {
            limits::forget(tx, of_place).await?;
            for limit in others {
                limits::give_back(tx, limit).await?;
            }
        }
        Ok(())
    }

    /// The limit of the place first.
    async fn limits(&self, tx: &mut Tx<'_>, account: Option<Subject>) -> Result<Vec<Limit>, StorageError> {
        let places = places_of(&self.site, account, self.browser, &self.network);
        let known = places::known(tx, account, places).await?;
        let (site, network, name) = (&self.site, &self.network, &self.name);
        if known.browser {
            let browser = text(self.browser);
            return Ok(vec![Limit::of(site, "try.browser", &format!("{browser} {name}"), 10, TEN_MINUTES)]);
        }
        let of_place = Limit::of(site, "try.name_network", &format!("{network} {name}"), 10, TEN_MINUTES);
        let of_network = self::network(site, network);
        Ok(if known.network {
            vec![of_place, of_network]
        } else {
            vec![of_place, Limit::of(site, "try.name", name, self.most, HOUR), of_network]
        })
    }
}

/// Writes a failed try into the record under `action`, with or without an account: it is the same work.
pub async fn record_refusal(
    site: &Site,
    action: &'static str,
    account: Option<Subject>,
    network: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    let event = AuditEvent::new(now, Actor::Visitor, action).with("network", network);
    let event = match account {
        Some(account) => event.about(account),
        None => event,
    };
    Ok(site.record(event).await?)
}

/// Whether an account was signed in from this browser or this network before: `network` is an address.
pub async fn is_known_place(
    tx: &mut Tx<'_>,
    site: &Site,
    account: Subject,
    (browser, network): (Digest, &str),
) -> Result<bool, StorageError> {
    let network =
        network.parse().map_or_else(|_| network.to_owned(), |address| crate::network_of(address).to_string());
    let known = places::known(tx, Some(account), places_of(site, Some(account), browser, &network)).await?;
    Ok(known.browser || known.network)
}

/// What a limit counts that belongs to a name, and whether the visit comes from a place of the account: a browser or a
/// network where it was signed in before counts for itself, so that strangers use up nothing that is the owner's. With
/// and without an account it is the same work.
pub async fn name_here(
    tx: &mut Tx<'_>,
    visit: &Visit,
    account: Option<Subject>,
    name: &str,
) -> Result<(String, bool), StorageError> {
    let network = visit.network_key();
    let known = places::known(tx, account, places_of(&visit.site, account, visit.browser, &network)).await?;
    Ok(match (known.browser, known.network) {
        (true, _) => (format!("browser {} {name}", text(visit.browser)), true),
        (false, true) => (format!("network {network} {name}"), true),
        (false, false) => (name.to_owned(), false),
    })
}

/// What the places of a visit are called for this account; for nobody they are called something, too.
pub(crate) fn places_of(site: &Site, account: Option<Subject>, browser: Digest, network: &str) -> Places {
    let owner = match account {
        Some(Subject::Person(id)) => id.to_string(),
        Some(Subject::LocalAccount(id)) => id.to_string(),
        None => String::new(),
    };
    let print = |kind: &str, place: &str| site.vault.fingerprint("place", &format!("{owner} {kind} {place}"));
    Places { browser: print("browser", &text(browser)), network: print("network", network) }
}

/// The limit of a network, whatever names are tried there.
pub(crate) fn network(site: &Site, network: &str) -> Limit {
    Limit::of(site, "try.network", network, 300, TEN_MINUTES)
}

fn text(digest: Digest) -> String {
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(digest.0)
}
