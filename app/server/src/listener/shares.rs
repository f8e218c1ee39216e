//! How many connections each network has: nobody may take all places.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use onedoor_site::network_of;

type Counts = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// The connections of every network that has some.
pub(super) struct Shares {
    most: Option<usize>,
    counts: Counts,
}

/// One connection of a network; not counted any more when it is dropped.
pub(super) struct Share {
    network: IpAddr,
    counts: Counts,
}

impl Shares {
    /// At most so many for each; without a number as many as they like.
    pub(super) fn new(most: Option<usize>) -> Self {
        Self { most, counts: Counts::default() }
    }

    /// One more for this address; `None` if its network has all that it may.
    pub(super) fn take(&self, address: IpAddr) -> Option<Share> {
        let network = network_of(address);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = counts.get(&network).copied().unwrap_or_default();
        if self.most.is_some_and(|most| taken >= most) {
            return None;
        }
        counts.insert(network, taken + 1);
        drop(counts);
        Some(Share { network, counts: Arc::clone(&self.counts) })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing stays of who is gone, or the table would grow for ever.
        match counts.get_mut(&self.network) {
            Some(taken) if *taken > 1 => *taken -= 1,
            _ => drop(counts.remove(&self.network)),
        }
    }
}
