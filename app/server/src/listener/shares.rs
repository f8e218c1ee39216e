//! How many connections each network has: nobody may take all places.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use onedoor_site::network_of;

type Counts = Arc<Mutex<HashMap<Counted, usize>>>;

/// A network, or a neighbourhood of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Counted {
    Network(IpAddr),
    Neighbourhood(IpAddr),
}

/// What a neighbourhood may have, in shares of a network.
const NEIGHBOURS: usize = 3;

/// The networks that one owner may easily have all of: `/24` and `/48`.
fn neighbourhood_of(network: IpAddr) -> IpAddr {
    match network {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & (u32::MAX << 8)).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80)).into(),
    }
}

/// The connections of every network that has some.
pub(super) struct Shares {
    most: Option<usize>,
    counts: Counts,
}

/// One connection of a network; not counted any more when it is dropped.
pub(super) struct Share {
    counted: [Counted; 2],
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
        let counted = [Counted::Network(network), Counted::Neighbourhood(neighbourhood_of(network))];
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let used_up = |most: usize| {
            counted.iter().zip([most, most * NEIGHBOURS]).any(|(one, most)| counts.get(one) >= Some(&most))
        };
        if self.most.is_some_and(used_up) {
            return None;
        }
        for one in counted {
            *counts.entry(one).or_default() += 1;
        }
        drop(counts);
        Some(Share { counted, counts: Arc::clone(&self.counts) })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing stays of who is gone, or the table would grow for ever.
        for one in self.counted {
            match counts.get_mut(&one) {
                Some(taken) if *taken > 1 => *taken -= 1,
                _ => drop(counts.remove(&one)),
            }
        }
    }
}
