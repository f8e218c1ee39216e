//! Places for pictures that are on their way. What comes slowly is not cut off, so a place may be held for long: nobody has
//! more than a share of them, and the others' pictures find one.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many pictures at once, and of these so many of one sender.
pub(crate) struct Places {
    most: usize,
    of_one: usize,
    held: Mutex<BTreeMap<String, usize>>,
}

/// A place, until it is dropped.
pub(crate) struct Place {
    places: &'static Places,
    sender: String,
}

impl Places {
    pub(crate) const fn new(most: usize, of_one: usize) -> Self {
        Self { most, of_one, held: Mutex::new(BTreeMap::new()) }
    }

    /// A place for a picture of this sender; nothing if all of theirs, or all, are taken.
    pub(crate) fn enter(&'static self, sender: &str) -> Option<Place> {
        let mut held = self.lock();
        if held.values().sum::<usize>() >= self.most {
            return None;
        }
        let own = held.entry(sender.to_owned()).or_default();
        if *own >= self.of_one {
            return None;
        }
        *own += 1;
        Some(Place { places: self, sender: sender.to_owned() })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        // Numbers are whole whatever became of who held the lock.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.lock();
        if let Some(own) = held.get_mut(&self.sender) {
            *own -= 1;
            if *own == 0 {
                held.remove(&self.sender);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    static PLACES: Places = Places::new(3, 2);

    #[test]
    fn nobody_holds_more_than_a_share_and_a_place_that_is_left_is_free() {
        let first = PLACES.enter("slow").expect("a place");
        let second = PLACES.enter("slow").expect("a place");
        assert!(PLACES.enter("slow").is_none(), "their share");
        let other = PLACES.enter("other").expect("what is not theirs is others'");
        assert!(PLACES.enter("third").is_none(), "all are taken");
        drop(first);
        let again = PLACES.enter("third").expect("one is free");
        drop((second, other, again));
        assert!(PLACES.lock().is_empty(), "nobody is remembered");
    }
}
