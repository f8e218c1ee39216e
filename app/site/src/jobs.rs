//! Work that any node may do later: takes what is due, runs it, tries again when it fails.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{JobId, Timestamp};
use onedoor_storage::jobs::{self, Backoff, Leased, NewJob};
use onedoor_storage::{Change, StorageError};
use tokio::sync::watch;
use tokio::task::{Id, JoinSet};

use crate::Site;

/// How long a node may take for one piece of work before another takes it up.
const LEASE: Duration = Duration::from_mins(1);
/// How often to look when nothing was due.
const PAUSE: Duration = Duration::from_millis(200);
/// A second, then twice as long each time up to an hour.
const FIRST: Duration = Duration::from_secs(1);
const MOST: Duration = Duration::from_hours(1);
/// Given up after so many attempts, which is between one and two hours: what comes later is of no use.
const ATTEMPTS: i64 = 14;
/// The same for what may come late: about two days.
const PATIENT: i64 = 70;
/// How long what lasts may take to end.
const FAREWELL: Duration = Duration::from_secs(2);
/// How much one node takes at once.
const AT_ONCE: usize = 16;
/// How much of that may be of one kind: while an operator of messages says “slower”, links are told all the same.
const OF_A_KIND: usize = AT_ONCE / 2;

/// What runs one kind of work; an error is written down and the work is tried again later.
pub type JobHandler =
    Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>> + Send + Sync>;

/// Why work could not be done now. Never holds what the work was about.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct JobError(pub String);

/// Puts work down that nothing else hangs on, unless it is there already under this key: rounds that put down each
/// other, on one node or another.
pub async fn put_down(
    site: &Site,
    (kind, payload): (&'static str, &str),
    due_at: Timestamp,
    key: &str,
) -> Result<(), StorageError> {
    let (now, payload, key) = (site.now(), payload.to_owned(), key.to_owned());
    let id = JobId::new(now, site.random.as_ref());
    let put = site.store.write(move |tx| {
        let (payload, key) = (payload.clone(), key.clone());
        Box::pin(async move {
            let job = NewJob { kind, payload: &payload, due_at, unique_key: Some(&key) };
            jobs::enqueue(tx, &job, id, now).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    put.await
}

/// Work that comes once in so long. Its rounds put down each other, on one node or another, each under the name of its
/// time, which it carries as its payload.
#[derive(Debug, Clone, Copy)]
pub struct Rounds {
    /// Which work.
    pub kind: &'static str,
    /// How often.
    pub every: Duration,
}

impl Rounds {
    /// Puts a round down for then, unless there is one of that time.
    pub async fn put_down(self, site: &Site, due_at: Timestamp) -> Result<(), StorageError> {
        let name = self.name(due_at);
        put_down(site, (self.kind, &name), due_at, &name).await
    }

    /// Puts down the round that follows the one that runs. It never has the same name, also where that one came too
    /// early or the clock was put back: as long as it runs its name is taken, and nothing would follow.
    pub async fn follow(self, site: &Site, running: &str) -> Result<(), StorageError> {
        let due_at = site.now().after(self.every);
        let again = self.name(due_at) == running;
        self.put_down(site, if again { due_at.after(self.every) } else { due_at }).await
    }

    fn name(self, at: Timestamp) -> String {
        format!("round {}", at.millis() / i64::try_from(self.every.as_millis()).unwrap_or(1))
    }
}

/// Something that lasts as long as the work: it is told when to end.
type Beside =
    Box<dyn FnOnce(watch::Receiver<bool>) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// The kinds of work of a site and what runs them.
#[derive(Default)]
pub struct Jobs {
    kinds: HashMap<&'static str, Kind>,
    beside: Vec<Beside>,
}

/// What runs one kind of work, and how often it is tried.
struct Kind {
    handler: JobHandler,
    attempts: i64,
}

impl Jobs {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a kind that is given up after an hour or two.
    #[must_use]
    pub fn with(mut self, kind: &'static str, handler: JobHandler) -> Self {
        self.kinds.insert(kind, Kind { handler, attempts: ATTEMPTS });
        self
    }

    /// Adds a kind that is tried for about two days, because the other side must come to know.
    #[must_use]
    pub fn with_patient(mut self, kind: &'static str, handler: JobHandler) -> Self {
        self.kinds.insert(kind, Kind { handler, attempts: PATIENT });
        self
    }

    /// Adds what must be there while work is done, such as a connection: it begins with [`Jobs::run`] and is told to end
    /// when the last work is done.
    #[must_use]
    pub fn beside<F>(
        mut self,
        lasting: impl FnOnce(watch::Receiver<bool>) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.beside.push(Box::new(move |stop| Box::pin(lasting(stop))));
        self
    }

    /// Runs until `stop` resolves, and then what is under way to its end; several nodes may do so on one
    /// database. What takes long holds up nothing but its own kind, and of that no more than its own place: a portal
    /// that does not answer must not keep somebody waiting for a code.
    pub async fn run(mut self, site: Arc<Site>, mut stop: watch::Receiver<bool>) {
        let (end, ended) = watch::channel(false);
        let beside = std::mem::take(&mut self.beside).into_iter();
        let mut lasting: JoinSet<()> = beside.map(|begin| begin(ended.clone())).collect();
        let (jobs, mut working) = (Arc::new(self), Working::default());
        while !*stop.borrow() {
            working.look();
            let (most, but_for) = working.room();
            let pause = match jobs.take(&site, most, &but_for).await {
                Ok(taken) if taken.is_empty() => PAUSE,
                Ok(taken) => {
                    for job in taken {
                        let (jobs, site) = (Arc::clone(&jobs), Arc::clone(&site));
                        working.begin(job.kind.clone(), async move {
                            if let Err(error) = jobs.one(&site, &job).await {
                                wait_for_database(&site, &error);
                            }
                        });
                    }
                    continue;
                }
                Err(error) => {
                    wait_for_database(&site, &error);
                    PAUSE * 10
                }
            };
            tokio::select! { () = tokio::time::sleep(pause) => {}, _ = stop.changed() => {} }
        }
        while working.tasks.join_next().await.is_some() {}
        _ = end.send(true);
        // It has nothing more to do than to say goodbye.
        drop(tokio::time::timeout(FAREWELL, async { while lasting.join_next().await.is_some() {} }).await);
    }

    /// Takes what is due and runs it to its end; returns how much there was.
    pub async fn round(&self, site: &Arc<Site>) -> Result<usize, StorageError> {
        let taken = self.take(site, AT_ONCE, &[]).await?;
        let all = futures_util::future::join_all(taken.iter().map(|job| self.one(site, job))).await;
        all.into_iter().collect::<Result<Vec<()>, _>>().map(|done| done.len())
    }

    /// Takes what is due, at most `most`, but nothing of these kinds.
    async fn take(
        &self,
        site: &Arc<Site>,
        most: usize,
        but_for: &[String],
    ) -> Result<Vec<Leased>, StorageError> {
        let (now, most, but_for) = (site.now(), i64::try_from(most).unwrap_or(i64::MAX), but_for.to_vec());
        // Looking costs nothing; only what is due is worth a transaction.
        let next = site.store.read(|tx| Box::pin(async move { jobs::next_due(tx).await })).await?;
        if most == 0 || next.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        site.store
            .write(move |tx| {
                let but_for = but_for.clone();
                Box::pin(async move {
                    Ok(Change::Unrecorded(jobs::lease(tx, (now, LEASE), most, &but_for).await?))
                })
            })
            .await
    }

    async fn one(&self, site: &Arc<Site>, job: &Leased) -> Result<(), StorageError> {
        let kind = self.kinds.get(job.kind.as_str());
        let attempts = kind.map_or(ATTEMPTS, |kind| kind.attempts);
        let backoff = Backoff { first: FIRST, most: MOST, attempts };
        let outcome = match kind {
            Some(kind) => (kind.handler)(job.payload.clone()).await,
            None => Err(JobError(format!("no handler for {:?}", job.kind))),
        };
        let (leased, site) = (job.clone(), Arc::clone(site));
        let (now, random) = (site.now(), Arc::clone(&site.random));
        if let Err(error) = &outcome {
            tracing::warn!(kind = job.kind, attempt = job.attempt, %error, "work failed");
        }
        site.store
            .write(move |tx| {
                let (leased, outcome, random) = (leased.clone(), outcome.clone(), Arc::clone(&random));
                Box::pin(async move {
                    match outcome {
                        Ok(()) => drop(jobs::complete(tx, &leased).await?),
                        Err(error) => {
                            jobs::fail(tx, &leased, &error.0, &backoff, now, random.as_ref()).await?;
                        }
                    }
                    Ok(Change::Unrecorded(()))
                })
            })
            .await
    }
}

/// What a node is doing.
#[derive(Default)]
struct Working {
    tasks: JoinSet<()>,
    kinds: HashMap<Id, String>,
}

impl Working {
    fn begin(&mut self, kind: String, work: impl Future<Output = ()> + Send + 'static) {
        let id = self.tasks.spawn(work).id();
        self.kinds.insert(id, kind);
    }

    /// Forgets what is done.
    fn look(&mut self) {
        while let Some(done) = self.tasks.try_join_next_with_id() {
            self.kinds.remove(&done.map_or_else(|error| error.id(), |(id, ())| id));
        }
    }

    /// How much more may be taken at once, so that no kind gets more places than it may have; and of which kinds
    /// nothing.
    fn room(&self) -> (usize, Vec<String>) {
        let mut under_way = HashMap::<&str, usize>::new();
        for kind in self.kinds.values() {
            *under_way.entry(kind).or_default() += 1;
        }
        let full = |count: &usize| *count >= OF_A_KIND;
        let but_for = under_way.iter().filter(|(_, count)| full(count)).map(|(kind, _)| (*kind).to_owned());
        let most = under_way.values().filter(|count| !full(count)).max().copied().unwrap_or_default();
        ((OF_A_KIND - most).min(AT_ONCE.saturating_sub(self.tasks.len())), but_for.collect())
    }
}

fn wait_for_database(site: &Site, error: &StorageError) {
    tracing::warn!(site = site.settings.key, %error, "jobs are waiting for the database");
}
