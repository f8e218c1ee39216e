//! What the operator has taken of messages that are not through yet.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use onedoor_base::MessageId;

/// More messages than are half sent at a time.
const MOST: usize = 1000;

/// The operator's ids for parts. Of many messages the oldest is forgotten, which at worst brings it twice.
#[derive(Default)]
pub(super) struct Memory(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    taken: HashMap<MessageId, HashMap<usize, String>>,
    order: VecDeque<MessageId>,
}

impl Memory {
    /// A part was taken, whoever still waits for that.
    pub(super) fn note(&self, (id, part): (MessageId, usize), taken: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.taken.contains_key(&id) {
            kept.order.push_back(id);
        }
        kept.taken.entry(id).or_default().insert(part, taken.to_owned());
        while kept.order.len() > MOST {
            if let Some(oldest) = kept.order.pop_front() {
                kept.taken.remove(&oldest);
            }
        }
    }

    /// The operator's id for a part that it took.
    pub(super) fn of(&self, (id, part): (MessageId, usize)) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.taken.get(&id)?.get(&part).cloned()
    }

    /// The message is through.
    pub(super) fn forget(&self, id: MessageId) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.taken.remove(&id);
        kept.order.retain(|one| *one != id);
    }
}
