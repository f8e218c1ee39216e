//! The places for connections: who has them, and who makes room when they are all taken.
//!
//! Nobody takes all: one network gets a share, and where all places are taken the neighbourhood with the most of
//! them gives one back, by the connection in it that has done nothing for the longest time. A connection that
//! has just come, has just been answered, or is being answered is left alone.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use onedoor_site::network_of;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::Limits;

/// After so long it is looked again whether a connection has become idle.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// All places.
pub(super) struct Places {
    most: usize,
    of_one_network: Option<usize>,
    settle: Duration,
    table: Mutex<Table>,
    freed: Notify,
}

#[derive(Default)]
struct Table {
    held: HashMap<u64, Held>,
    /// How many each network has, so that nobody's coming costs a look at all; nothing stays of who is gone.
    of_network: HashMap<IpAddr, usize>,
    last: u64,
}

struct Held {
    network: IpAddr,
    neighbourhood: IpAddr,
    /// Since when nothing is being answered; nothing while something is.
    idle_since: Option<Instant>,
    cut: Arc<Notify>,
    is_cut: bool,
}

/// One connection's place; free again when it is dropped.
pub(super) struct Place {
    number: u64,
    cut: Arc<Notify>,
    places: Arc<Places>,
}

/// A request is being answered; the connection is idle when this is dropped.
pub(super) struct Busy {
    number: u64,
    places: Arc<Places>,
}

/// What becomes of somebody who comes.
enum Entry {
    Place(Place),
    /// Their network has all that it may, and uses it.
    UsedUp,
    /// One that was idle was told to go, or none is.
    Wait,
}

impl Places {
    pub(super) fn new(limits: &Limits) -> Arc<Self> {
        let &Limits { connections: most, of_one_network, settle, .. } = limits;
        Arc::new(Self { most, of_one_network, settle, table: Mutex::default(), freed: Notify::new() })
    }

    /// A place for this address, as soon as there is one; nothing if its network has used up its share.
    pub(super) async fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        loop {
            match self.try_enter(address, Instant::now()) {
                Entry::Place(place) => return Some(place),
                Entry::UsedUp => return None,
                // A place that becomes free before this waits is remembered. Timed out or not: look again.
                Entry::Wait => drop(tokio::time::timeout(LOOK_AGAIN, self.freed.notified()).await),
            }
        }
    }

    fn try_enter(self: &Arc<Self>, address: IpAddr, now: Instant) -> Entry {
        let (network, neighbourhood) = (network_of(address), neighbourhood_of(address));
        let mut table = self.table();
        let of_network = table.of_network.get(&network).copied().unwrap_or_default();
        if self.of_one_network.is_some_and(|most| of_network >= most) {
            let going = table.held.values().any(|held| held.network == network && held.is_cut);
            let own = table.longest_idle(now, self.settle, |held| held.network == network);
            return if own.is_some_and(|number| table.cut(number)) || going {
                Entry::Wait
            } else {
                Entry::UsedUp
            };
        }
        if table.held.len() >= self.most {
            // Behind a proxy everybody is a neighbour, and the proxy knows best what it needs.
            if self.of_one_network.is_some() && !table.held.values().any(|held| held.is_cut) {
                let makes_room = table.who_makes_room(neighbourhood, now, self.settle);
                makes_room.map(|number| table.cut(number));
            }
            return Entry::Wait;
        }
        table.last += 1;
        let (number, cut) = (table.last, Arc::new(Notify::new()));
        let idle_since = Some(now);
        let held = Held { network, neighbourhood, idle_since, cut: Arc::clone(&cut), is_cut: false };
        table.held.insert(number, held);
        table.of_network.insert(network, of_network + 1);
        Entry::Place(Place { number, cut, places: Arc::clone(self) })
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    /// The one in the neighbourhood with the most places; never one of a neighbourhood that has no more than the
    /// comer's, unless it is the same.
    fn who_makes_room(&self, comer: IpAddr, now: Instant, settle: Duration) -> Option<u64> {
        let mut counts: HashMap<IpAddr, usize> = HashMap::new();
        for held in self.held.values() {
            *counts.entry(held.neighbourhood).or_default() += 1;
        }
        let of = |neighbourhood: &IpAddr| counts.get(neighbourhood).copied().unwrap_or_default();
        let own = of(&comer);
        let giving = |held: &Held| held.neighbourhood == comer || of(&held.neighbourhood) > own;
        let most = self.held.values().filter(|held| held.is_idle(now, settle) && giving(held));
        let most = most.map(|held| of(&held.neighbourhood)).max()?;
        self.longest_idle(now, settle, |held| giving(held) && of(&held.neighbourhood) == most)
    }

    fn longest_idle(&self, now: Instant, settle: Duration, of: impl Fn(&Held) -> bool) -> Option<u64> {
        let idle = self.held.iter().filter(|(_, held)| held.is_idle(now, settle) && of(held));
        idle.min_by_key(|(number, held)| (held.idle_since, **number)).map(|(number, _)| *number)
    }

    fn give_back(&mut self, number: u64) {
        let Some(held) = self.held.remove(&number) else { return };
        match self.of_network.get_mut(&held.network) {
            Some(taken) if *taken > 1 => *taken -= 1,
            _ => drop(self.of_network.remove(&held.network)),
        }
    }

    /// Tells a connection to go. From here on it takes no request.
    fn cut(&mut self, number: u64) -> bool {
        let Some(held) = self.held.get_mut(&number) else { return false };
        held.is_cut = true;
        held.cut.notify_one();
        true
    }
}

impl Held {
    fn is_idle(&self, now: Instant, settle: Duration) -> bool {
        !self.is_cut && self.idle_since.is_some_and(|since| now.duration_since(since) >= settle)
    }
}

impl Place {
    /// Resolves when others need it more.
    pub(super) async fn cut(&self) {
        self.cut.notified().await;
    }

    /// A request has come; nothing if the connection has been told to go, so that nobody hears the answer.
    pub(super) fn busy(&self) -> Option<Busy> {
        let mut table = self.places.table();
        let held = table.held.get_mut(&self.number).filter(|held| !held.is_cut)?;
        held.idle_since = None;
        Some(Busy { number: self.number, places: Arc::clone(&self.places) })
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some(held) = self.places.table().held.get_mut(&self.number) {
            held.idle_since = Some(Instant::now());
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.table().give_back(self.number);
        self.places.freed.notify_one();
    }
}

/// The first 24 bits of an IPv4 address, the first 48 of an IPv6 address: what one customer of a network is
/// given at most.
fn neighbourhood_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits() & (u32::MAX << 8))),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80))),
    }
}

#[cfg(test)]
mod tests;
