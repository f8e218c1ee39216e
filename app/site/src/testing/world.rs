use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use onedoor_base::{Clock, Country, Digest, Language, Randomness, Timestamp};
use onedoor_password::HashPool;
use onedoor_storage::{KeyFile, StorageConfig, Store, Vault};
use onedoor_ui::{Look, NavItem, Role, SiteLook};
use url::Url;

use crate::challenge::Captcha;
use crate::register::Register;
use crate::{Settings, Site, TextLimits};

/// The hour at which every test begins: a Saturday noon in Hà Nội.
pub const DAWN: Timestamp = Timestamp::from_seconds(1_795_237_200);

/// The sites of one test: they share clock, randomness and hashing threads, and vanish with it.
pub struct TestWorld {
    /// Stands until it is told to go.
    pub clock: Arc<HandClock>,
    /// Repeats itself from test to test.
    pub random: Arc<Repeating>,
    /// Where passwords are hashed; counts what it was given.
    pub hashing: Arc<HashPool>,
    directory: PathBuf,
}

/// What a site of a test is told about itself.
pub struct TestSite {
    /// Its key, and the first part of its host name: `KEY.localhost`.
    pub key: &'static str,
    /// Its country.
    pub country: Country,
    /// The language for browsers that name none.
    pub language: Language,
    /// How it looks.
    pub look: Look,
    /// What it is for.
    pub role: Role,
    /// Its navigation.
    pub nav: Vec<NavItem>,
    /// When it wants the check that keeps programs out.
    pub captcha: Captcha,
    /// How many text messages it sends.
    pub texts: TextLimits,
    /// Where it looks people up.
    pub register: Option<Register>,
}

impl Default for TestSite {
    fn default() -> Self {
        Self {
            key: "test",
            country: Country::Vietnam,
            language: Language::En,
            look: Look::Plain,
            role: Role::Identity,
            nav: Vec::new(),
            // What is behind the check is tried without it.
            captcha: Captcha::Never,
            texts: TextLimits::default(),
            register: None,
        }
    }
}

impl Default for TestWorld {
    fn default() -> Self {
        Self::new()
    }
}

impl TestWorld {
    /// A world without sites yet.
    pub fn new() -> Self {
        let directory = std::env::temp_dir().join(unique());
        std::fs::create_dir(&directory).expect("a temporary directory can be made");
        Self {
            clock: Arc::new(HandClock(AtomicI64::new(DAWN.millis()))),
            random: Arc::new(Repeating::default()),
            hashing: Arc::new(HashPool::start(2, 64).expect("threads can be started")),
            directory,
        }
    }

    /// A site with an empty database, reached over plain HTTP at `KEY.localhost`.
    pub async fn site(&self, about: TestSite) -> Arc<Site> {
        let path = self.directory.join(format!("{}.db", about.key));
        let (clock, random): (Arc<dyn Clock>, Arc<dyn Randomness>) =
            (self.clock.clone(), self.random.clone());
        let store = Store::open(StorageConfig::Sqlite { path }, Arc::clone(&clock), Arc::clone(&random));
        let store = store.await.expect("the store opens");
        let vault = Vault::load(&store, KeyFile::generate(self.random.as_ref())).await;
        let public_url = format!("http://{}.localhost", about.key);
        Arc::new(Site {
            known_passwords: Vec::new(),
            register: about.register,
            learned_targets: crate::FormTargets::default(),
            settings: Settings {
                key: about.key.to_owned(),
                public_url: Url::parse(&public_url).expect("a key is a part of a host name"),
                country: about.country,
                calendar: onedoor_proofing::calendar::Calendar::new(about.country, [], []),
                default_language: about.language,
                form_targets: Vec::new(),
                captcha: about.captcha,
                behind_proxy: false,
                mail: true,
                texts: about.texts,
            },
            look: Arc::new(SiteLook::demonstration(about.look, about.role)),
            nav: about.nav,
            store,
            vault: vault.expect("the vault opens"),
            clock,
            random,
            hashing: Arc::clone(&self.hashing),
        })
    }

    /// Where the databases of this world lie.
    pub fn directory(&self) -> &Path {
        &self.directory
    }
}

impl Drop for TestWorld {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.directory));
    }
}

/// A clock that goes when it is told to.
pub struct HandClock(AtomicI64);

impl HandClock {
    /// So much later.
    pub fn advance(&self, span: Duration) {
        let millis = i64::try_from(span.as_millis()).expect("tests do not last for ages");
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
pub struct Repeating(AtomicU64);

impl Randomness for Repeating {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let Digest(block) = Digest::of(self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// Nobody else's name for a directory, in this run of the tests or another.
fn unique() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    #[expect(clippy::disallowed_methods, reason = "a name on this machine, not a time")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.expect("the year is past 1970").as_nanos();
    format!("onedoor_site_{}_{now}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
