//! Opening a site: its state, its keys, what the sites of one process share.

use std::sync::Arc;

use axum::Router;
use onedoor_base::{Clock, Randomness};
use onedoor_password::{HashPool, PasswordFilter};
use onedoor_site::jobs::Jobs;
use onedoor_site::register::Register;
use onedoor_site::{FormTargets, Settings, Site, SystemClock, SystemRandomness};
use onedoor_storage::{KeyFile, StorageConfig, StorageError, Store, Vault, VaultError};
use onedoor_ui::{NavItem, SiteLook};

use crate::http_client::{Reach, http_client};

/// How many hashes may wait for each core; at some thirty a second each, that is two seconds.
const WAITING_PER_CORE: usize = 64;

/// What the sites of one process share.
#[derive(Clone)]
pub struct Shared {
    /// The machine's clock.
    pub clock: Arc<dyn Clock>,
    /// The machine's randomness.
    pub random: Arc<dyn Randomness>,
    /// Where passwords are hashed.
    pub hashing: Arc<HashPool>,
    /// With which other sites are called.
    pub http: reqwest::Client,
}

/// Why the process cannot start.
#[derive(Debug, thiserror::Error)]
pub enum CannotShare {
    /// The system gives no threads.
    #[error("cannot start threads for hashing: {0}")]
    Threads(#[from] std::io::Error),
    /// TLS has no roots to trust, or the like.
    #[error("cannot call other sites: {0}")]
    Http(#[from] reqwest::Error),
}

impl Shared {
    /// A slot for hashing on every core; its memory is taken at the first use.
    pub fn start(reach: Reach<'_>) -> Result<Self, CannotShare> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandomness::default()),
            hashing: Arc::new(HashPool::start(cores, WAITING_PER_CORE * cores)?),
            http: http_client(reach)?,
        })
    }
}

/// What a site is opened with.
pub struct Opening {
    /// What it is told about itself.
    pub settings: Settings,
    /// How it looks.
    pub look: SiteLook,
    /// The entries of its navigation.
    pub nav: Vec<NavItem>,
    /// Where its state lies.
    pub storage: StorageConfig,
    /// Its master keys.
    pub keys: KeyFile,
    /// Lists of passwords that nobody may choose.
    pub known_passwords: Vec<Arc<PasswordFilter>>,
    /// Where it looks people up.
    pub register: Option<Register>,
}

/// Why a site cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum CannotOpen {
    /// Its database.
    #[error("the database cannot be opened: {0}")]
    Storage(#[from] StorageError),
    /// Its key file is not the one that its data was sealed with.
    #[error("the keys in the database cannot be opened with this key file: {0}")]
    Vault(#[from] VaultError),
}

/// Opens a site.
pub async fn open(opening: Opening, shared: &Shared) -> Result<Arc<Site>, CannotOpen> {
    let store = Store::open(opening.storage, Arc::clone(&shared.clock), Arc::clone(&shared.random)).await?;
    let vault = Vault::load(&store, opening.keys).await?;
    Ok(Arc::new(Site {
        known_passwords: opening.known_passwords,
        register: opening.register,
        learned_targets: FormTargets::default(),
        settings: opening.settings,
        look: Arc::new(opening.look),
        nav: opening.nav,
        store,
        vault,
        clock: Arc::clone(&shared.clock),
        random: Arc::clone(&shared.random),
        hashing: Arc::clone(&shared.hashing),
    }))
}

/// A site with all that it answers and does.
pub struct Running {
    /// The site.
    pub site: Arc<Site>,
    /// What it answers.
    pub router: Router,
    /// What it does by itself.
    pub jobs: Jobs,
}
