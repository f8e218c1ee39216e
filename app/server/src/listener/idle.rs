//! Who has a connection and asks for nothing. When all places are taken, the one that has been idle for
//! the longest makes room: a slow or silent client keeps nobody waiting who has something to ask.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// The idle connections, in the order in which they became idle.
#[derive(Default)]
pub(super) struct Idle {
    queue: Mutex<Queue>,
    /// One more is idle.
    more: Notify,
}

#[derive(Default)]
struct Queue {
    next: u64,
    waiting: BTreeMap<u64, Arc<Notify>>,
}

/// One connection.
pub(super) struct Seat {
    idle: Arc<Idle>,
    place: Mutex<Option<u64>>,
    cut: Arc<Notify>,
}

impl Idle {
    /// A new connection: idle, until its first request has come.
    pub(super) fn seat(self: &Arc<Self>) -> Seat {
        let seat = Seat { idle: Arc::clone(self), place: Mutex::default(), cut: Arc::default() };
        seat.idle();
        seat
    }

    /// Ends the connection that has been idle for the longest, or the next that becomes so.
    pub(super) async fn make_room(&self) {
        loop {
            if let Some((_, oldest)) = self.queue().waiting.pop_first() {
                return oldest.notify_one();
            }
            self.more.notified().await;
        }
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// A request has come.
    pub(super) fn taken(&self) {
        if let Some(place) = self.place().take() {
            self.idle.queue().waiting.remove(&place);
        }
    }

    /// The request was answered.
    pub(super) fn idle(&self) {
        let mut queue = self.idle.queue();
        let place = queue.next;
        queue.next += 1;
        queue.waiting.insert(place, Arc::clone(&self.cut));
        drop(queue);
        *self.place() = Some(place);
        self.idle.more.notify_one();
    }

    /// Until it must make room.
    pub(super) async fn cut(&self) {
        self.cut.notified().await;
    }

    fn place(&self) -> std::sync::MutexGuard<'_, Option<u64>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.taken();
    }
}
