//! A database of its own for each test, a clock that stands, and randomness that repeats itself.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Once};

use onedoor_base::{Clock, Digest, Randomness, Timestamp};
use onedoor_storage::{StorageConfig, StorageError, Store};

/// The hour at which every test begins.
pub(crate) const DAWN: Timestamp = Timestamp::from_seconds(1_760_000_000);

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) random: Arc<Repeating>,
    pub(crate) config: StorageConfig,
    directory: Option<PathBuf>,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        Self::sqlite_at(None).await
    }

    pub(crate) async fn postgres() -> Option<Self> {
        Self::postgres_at(None).await
    }

    /// Migrated no further than to `upto`.
    pub(crate) async fn sqlite_at(upto: Option<i64>) -> Self {
        let directory = std::env::temp_dir().join(unique());
        std::fs::create_dir(&directory).expect("a temporary directory can be made");
        let config = StorageConfig::Sqlite { path: directory.join("site.db") };
        Self::open(config, Some(directory), upto).await
    }

    /// Nothing if no server is at hand and none is required.
    pub(crate) async fn postgres_at(upto: Option<i64>) -> Option<Self> {
        let Ok(url) = std::env::var("ONEDOOR_TEST_POSTGRES") else {
            let required = std::env::var("ONEDOOR_TEST_POSTGRES_REQUIRED").is_ok_and(|value| value == "1");
            assert!(!required, "ONEDOOR_TEST_POSTGRES must hold the URL of a PostgreSQL server");
            say_skipped();
            return None;
        };
        let config = StorageConfig::Postgres { url, schema: Some(unique()), max_connections: 8 };
        Some(Self::open(config, None, upto).await)
    }

    async fn open(config: StorageConfig, directory: Option<PathBuf>, upto: Option<i64>) -> Self {
        let clock = Arc::new(HandClock(AtomicI64::new(DAWN.millis())));
        let random = Arc::new(Repeating(AtomicU64::new(0)));
        let store = Store::open_at(config.clone(), clock.clone(), random.clone(), upto).await;
        Self { store: store.expect("the store opens"), clock, random, config, directory }
    }

    /// The same database again: after a restart, or as another node.
    pub(crate) async fn again(&self) -> Result<Store, StorageError> {
        self.again_at(None).await
    }

    /// The same, migrated no further than to `upto`.
    pub(crate) async fn again_at(&self, upto: Option<i64>) -> Result<Store, StorageError> {
        Store::open_at(self.config.clone(), self.clock.clone(), self.random.clone(), upto).await
    }

    /// Where the files of this test lie, on SQLite.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.as_deref().expect("a test of SQLite")
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(directory) = &self.directory {
            drop(std::fs::remove_dir_all(directory));
        }
    }
}

/// A clock that goes when it is told to.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// The digests of 0, 1, 2, …
#[derive(Default)]
pub(crate) struct Repeating(AtomicU64);

impl Randomness for Repeating {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let Digest(block) = Digest::of(self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

fn say_skipped() {
    static SAID: Once = Once::new();
    // Written past the test runner, which keeps what passing tests print to itself.
    SAID.call_once(|| {
        let said = b"\nPostgreSQL is SKIPPED in these tests: ONEDOOR_TEST_POSTGRES is not set\n\n";
        std::io::stderr().write_all(said).expect("standard error is open");
    });
}

/// Nobody else's name for a directory or a schema, in this run of the tests or another.
fn unique() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    #[expect(clippy::disallowed_methods, reason = "a name on this machine, not a time")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.expect("the year is past 1970").as_nanos();
    format!("onedoor_{}_{now}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
