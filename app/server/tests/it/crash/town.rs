//! An identity and a portal, each a process behind a relay, that can be killed and started again.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use onedoor_storage::StorageConfig;

use super::places::Which;
use super::relay::{Relay, Traps};
use crate::pair::Pair;
use crate::support::browser::Browser;
use crate::support::program::{Running, onedoor};
use crate::support::site::{SQLITE, Site};

/// Where the state of both lies.
#[derive(Debug, Clone)]
pub(crate) enum Engine {
    Sqlite,
    /// The URL of a server; the two use schemas that begin like this.
    Postgres {
        url: String,
        schema: String,
    },
}

/// The node that runs; the relay is where the first would be.
const NODE: u8 = 2;

pub(crate) struct Town {
    pub(crate) pair: Pair,
    pub(crate) traps: Arc<Traps>,
    engine: Engine,
    running: Arc<[Mutex<Option<Running>>; 2]>,
}

impl Engine {
    fn table(&self, which: Which) -> String {
        match self {
            Self::Sqlite => SQLITE.to_owned(),
            Self::Postgres { url, .. } => {
                let schema = self.schema(which);
                format!("postgres]\nurl = \"{url}\"\nschema = \"{schema}\"\nmax_connections = 8")
            }
        }
    }

    fn schema(&self, which: Which) -> String {
        let Self::Postgres { schema, .. } = self else { return String::new() };
        match which {
            Which::Identity => format!("{schema}_identity"),
            Which::Portal => format!("{schema}_portal"),
        }
    }
}

impl Town {
    /// Both are there and run; `accounts` is what the portal imports first.
    pub(crate) async fn new(name: &str, engine: Engine, accounts: &str) -> Self {
        let tables = [engine.table(Which::Identity), engine.table(Which::Portal)];
        let pair = Pair::stored(name, [&tables[0], &tables[1]], None, "ask").await;
        let file = pair.portal.file("accounts.csv", accounts);
        let taken = onedoor(&[
            "import",
            "accounts",
            "--phones-confirmed",
            "--config",
            &pair.portal.config(NODE),
            &file,
        ]);
        assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
        let running: Arc<[Mutex<Option<Running>>; 2]> = Arc::default();
        let killed = Arc::clone(&running);
        let traps = Traps::new(move |which| drop(killed[which as usize].lock().unwrap().take()));
        let town = Self { pair, traps, engine, running };
        for which in [Which::Identity, Which::Portal] {
            let (public, node) = (town.site(which).address(1), town.site(which).address(NODE));
            Relay::start(which, public, node, &town.traps).await;
        }
        town.start();
        town
    }

    pub(crate) fn site(&self, which: Which) -> &Site {
        match which {
            Which::Identity => &self.pair.identity,
            Which::Portal => &self.pair.portal,
        }
    }

    /// The database of a site.
    pub(crate) fn storage(&self, which: Which) -> StorageConfig {
        match &self.engine {
            Engine::Sqlite => StorageConfig::Sqlite { path: self.database(which) },
            Engine::Postgres { url, .. } => StorageConfig::Postgres {
                url: url.clone(),
                schema: Some(self.engine.schema(which)),
                max_connections: 2,
            },
        }
    }

    /// The file of the database, on SQLite.
    pub(crate) fn database(&self, which: Which) -> PathBuf {
        self.site(which).directory().join("site.db")
    }

    pub(crate) fn config(&self, which: Which) -> String {
        self.site(which).config(NODE)
    }

    /// Starts whoever does not run, and waits until they serve.
    pub(crate) fn start(&self) {
        for which in [Which::Identity, Which::Portal] {
            let mut running = self.running[which as usize].lock().unwrap();
            if running.is_none() {
                *running = Some(self.site(which).logged_node(NODE));
            }
        }
    }

    /// SIGKILL.
    pub(crate) fn kill(&self, which: Which) {
        drop(self.running[which as usize].lock().unwrap().take());
    }

    /// A browser without cookies, on the `n`th machine.
    pub(crate) fn browser(&self, n: u8) -> Browser {
        let ways = [("id.localhost", Which::Identity), ("portal.localhost", Which::Portal)];
        let ways = ways.map(|(host, which)| (host, self.site(which).address(1)));
        Browser::new("en").at(IpAddr::V4(Ipv4Addr::new(127, 1, 0, n)), &ways)
    }

    /// What the record of a site says of itself, if it was tampered with.
    pub(crate) fn audit(&self, which: Which) -> Result<(), String> {
        let verified = onedoor(&["audit", "verify", "--config", &self.config(which)]);
        let (out, error) =
            (String::from_utf8_lossy(&verified.stdout), String::from_utf8_lossy(&verified.stderr));
        if verified.status.success() { Ok(()) } else { Err(format!("{which:?}: {out}{error}")) }
    }
}
