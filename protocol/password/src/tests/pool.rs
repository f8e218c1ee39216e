use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use crate::*;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait_for<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// Occupies one thread of the pool until the sender is dropped; returns when it is occupied.
fn occupy(pool: &HashPool) -> (Sender<()>, Ticket<()>) {
    let (release, gate): (Sender<()>, Receiver<()>) = channel();
    let (started, begun) = channel();
    let ticket = pool
        .submit(move |_| {
            started.send(()).unwrap();
            let _ = gate.recv();
        })
        .unwrap();
    begun.recv().unwrap();
    (release, ticket)
}

#[test]
fn work_comes_back_with_its_result() {
    let pool = HashPool::start(2, 8).unwrap();
    let made = pool.submit(|w| hash(b"secret", [1; SALT_BYTES], w).unwrap()).unwrap();
    let made = wait_for(made).unwrap();
    let verdict = pool.submit(move |w| verify(&made, b"secret", w)).unwrap();
    assert_eq!(wait_for(verdict), Ok(Verdict::Right { replace: false }));
}

#[test]
fn a_full_queue_says_so_at_once() {
    let pool = HashPool::start(1, 2).unwrap();
    let (release, running) = occupy(&pool);
    let waiting = [pool.submit(|_| 1).unwrap(), pool.submit(|_| 2).unwrap()];
    assert_eq!(pool.waiting(), 2);
    assert_eq!(pool.submit(|_| 3).err(), Some(Busy));
    drop(release);
    assert_eq!(wait_for(running), Ok(()));
    assert_eq!(waiting.map(wait_for), [Ok(1), Ok(2)]);
}

#[test]
fn work_that_nobody_waits_for_is_not_done() {
    let pool = HashPool::start(1, 8).unwrap();
    let (release, running) = occupy(&pool);
    let done = Arc::new(AtomicU32::new(0));
    let count = |done: &Arc<AtomicU32>| {
        let done = Arc::clone(done);
        move |_: &mut Workspace| done.fetch_add(1, Ordering::SeqCst)
    };
    drop(pool.submit(count(&done)).unwrap());
    let kept = pool.submit(count(&done)).unwrap();
    drop(release);
    assert_eq!((wait_for(running), wait_for(kept)), (Ok(()), Ok(0)));
}

#[test]
fn a_panic_costs_one_answer_and_no_thread() {
    let pool = HashPool::start(1, 8).unwrap();
    let broken = pool.submit(|_| panic!("on purpose")).unwrap();
    assert_eq!(wait_for(broken), Err::<(), _>(Abandoned));
    assert_eq!(wait_for(pool.submit(|_| 7).unwrap()), Ok(7));
}

#[test]
fn what_is_queued_is_finished_after_the_pool_is_gone() {
    let pool = HashPool::start(1, 8).unwrap();
    let (release, running) = occupy(&pool);
    let queued = pool.submit(|_| 5).unwrap();
    drop(pool);
    drop(release);
    assert_eq!((wait_for(running), wait_for(queued)), (Ok(()), Ok(5)));
}
