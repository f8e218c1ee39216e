//! Threads that do nothing but hash.
//!
//! Each has a [`Workspace`] of its own. The queue before them is bounded: when it is full, the
//! answer is [`Busy`] at once, instead of a wait that everybody gives up on.

use std::collections::VecDeque;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::Workspace;

/// After so long without work a thread gives its memory back.
const IDLE: Duration = Duration::from_mins(1);

/// The queue is full: try again a little later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are waiting to be checked")]
pub struct Busy;

/// The work ended without a result: it panicked, or the pool was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the hashing work was abandoned")]
pub struct Abandoned;

type Job = Box<dyn FnOnce(&mut Workspace) + Send>;

/// The threads and their queue. Dropping it lets what is queued finish.
pub struct HashPool {
    queue: Arc<Queue>,
    slots: usize,
}

struct Queue {
    state: Mutex<State>,
    arrived: Condvar,
    capacity: usize,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    taken: u64,
    closed: bool,
}

impl HashPool {
    /// Starts `slots` threads, best as many as there are cores, with room for `capacity` waiting
    /// jobs. An error is the system's refusal to start a thread.
    pub fn start(slots: usize, capacity: usize) -> std::io::Result<Self> {
        let queue =
            Arc::new(Queue { state: Mutex::default(), arrived: Condvar::new(), capacity: capacity.max(1) });
        let pool = Self { queue, slots: slots.max(1) };
        for slot in 0..pool.slots {
            let queue = Arc::clone(&pool.queue);
            std::thread::Builder::new().name(format!("hash-{slot}")).spawn(move || queue.serve())?;
        }
        Ok(pool)
    }

    /// How many hash at the same time.
    pub const fn slots(&self) -> usize {
        self.slots
    }

    /// How many jobs wait at this moment.
    pub fn waiting(&self) -> usize {
        lock(&self.queue.state).jobs.len()
    }

    /// How many jobs it has taken in since it started.
    pub fn taken(&self) -> u64 {
        lock(&self.queue.state).taken
    }

    /// Queues `work`. Whoever drops the ticket before a thread took the work up cancels it.
    pub fn submit<T, F>(&self, work: F) -> Result<Ticket<T>, Busy>
    where
        T: Send + 'static,
        F: FnOnce(&mut Workspace) -> T + Send + 'static,
    {
        let (promise, ticket) = promise();
        let mut state = lock(&self.queue.state);
        if state.jobs.len() >= self.queue.capacity {
            return Err(Busy);
        }
        state.taken += 1;
        state.jobs.push_back(Box::new(move |workspace| {
            if promise.is_wanted() {
                promise.keep(work(workspace));
            }
        }));
        drop(state);
        self.queue.arrived.notify_one();
        Ok(ticket)
    }
}

impl Drop for HashPool {
    fn drop(&mut self) {
        lock(&self.queue.state).closed = true;
        self.queue.arrived.notify_all();
    }
}

impl Queue {
    fn serve(&self) {
        let mut workspace = Workspace::new();
        while let Some(job) = self.next(&mut workspace) {
            // Whoever waits for it learns of a panic through the promise, which was dropped.
            if catch_unwind(AssertUnwindSafe(|| job(&mut workspace))).is_err() {
                workspace = Workspace::new();
            }
        }
    }

    fn next(&self, workspace: &mut Workspace) -> Option<Job> {
        let mut state = lock(&self.state);
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.closed {
                return None;
            }
            let (woken, waited) =
                self.arrived.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if waited.timed_out() && state.jobs.is_empty() {
                workspace.release();
            }
        }
    }
}

/// No code of others runs while one of our locks is held, so a poisoned one is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The result to come: a future for any runtime.
pub struct Ticket<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

struct Promise<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

struct Shared<T> {
    result: Option<Result<T, Abandoned>>,
    waker: Option<Waker>,
}

fn promise<T>() -> (Promise<T>, Ticket<T>) {
    let shared = Arc::new(Mutex::new(Shared { result: None, waker: None }));
    (Promise { shared: Arc::clone(&shared) }, Ticket { shared })
}

impl<T> Promise<T> {
    /// Whether anybody still holds the ticket.
    fn is_wanted(&self) -> bool {
        Arc::strong_count(&self.shared) > 1
    }

    fn keep(self, value: T) {
        lock(&self.shared).result = Some(Ok(value));
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        let waker = {
            let mut shared = lock(&self.shared);
            shared.result.get_or_insert(Err(Abandoned));
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for Ticket<T> {
    type Output = Result<T, Abandoned>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut shared = lock(&self.shared);
        if let Some(result) = shared.result.take() {
            return Poll::Ready(result);
        }
        shared.waker = Some(context.waker().clone());
        Poll::Pending
    }
}
