//! The demo world: a handful of sites in one process on one port, told apart by host name.
//!
//! Each is a site like any other, with its own database and keys; they talk to each other over HTTP,
//! and to the sandbox for what belongs to others.

mod cast;
mod hosts;
mod neighbourhood;
mod open;
mod people;
mod places;
mod register;
mod registrations;
mod secrets;
mod terms;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use onedoor_sandbox::register::{Door, NoDoor};
use onedoor_sandbox::smtp::Post;
use onedoor_sandbox::{MapSite, Sandbox, StreetMap};
use onedoor_site::jobs::Jobs;
use tokio::task::JoinHandle;

use crate::http_client::Reach;
use crate::listener::{CannotListen, Limits, Listener};
use crate::process::Process;
use crate::site::{CannotOpen, CannotShare, Shared};

use hosts::Hosts;
use open::Opener;
use places::{ON_THE_MAP, OUTSIDE};
use registrations::{REGISTRATIONS, Registration};
use secrets::Secrets;

const LIMITS: Limits = Limits {
    connections: 1024,
    // All come from this very machine.
    of_one_network: Some(512),
    settle: Duration::from_secs(1),
    head: Duration::from_secs(30),
    request: Duration::from_secs(30),
    shutdown: Duration::from_secs(10),
};

/// Where the world is.
#[derive(Debug, Clone)]
pub struct DemoOptions {
    /// Address and port; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// The directory for databases and keys; made if it does not exist.
    pub data: PathBuf,
}

/// Why the world cannot start.
#[derive(Debug, thiserror::Error)]
pub enum CannotStart {
    /// The address is taken.
    #[error(transparent)]
    Listen(#[from] CannotListen),
    /// The mail server of the demonstration.
    #[error("the mail server finds no port: {0}")]
    Mail(std::io::Error),
    /// The population register of the demonstration.
    #[error("the population register: {0}")]
    Register(#[from] NoDoor),
    /// Something that all sites need.
    #[error(transparent)]
    Share(#[from] CannotShare),
    /// The data directory.
    #[error("cannot use the data directory {dir}: {error}", dir = .dir.display())]
    Data {
        /// Which.
        dir: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A site.
    #[error("{host}: {error}")]
    Site {
        /// Which.
        host: &'static str,
        /// What stood in the way.
        error: CannotOpen,
    },
    /// The provider of an identity.
    #[error("{host}: {error}")]
    Provider {
        /// Which.
        host: &'static str,
        /// What stood in the way.
        error: onedoor_identity::ProviderError,
    },
    /// A sample person.
    #[error("{host}: the sample person {handle}: {error}")]
    Person {
        /// Where.
        host: &'static str,
        /// Who.
        handle: &'static str,
        /// What stood in the way.
        error: String,
    },
    /// A key file.
    #[error("{host}: the key file: {error}")]
    Keys {
        /// Whose.
        host: &'static str,
        /// What stood in the way.
        error: onedoor_storage::vault::KeyFileError,
    },
}

impl CannotStart {
    fn person(place: &places::Place, handle: &'static str, error: impl std::fmt::Display) -> Self {
        Self::Person { host: place.host, handle, error: error.to_string() }
    }
}

/// The running world.
pub struct World {
    process: Process,
    port: u16,
    data: PathBuf,
    map: StreetMap,
    mail: JoinHandle<()>,
    register: JoinHandle<()>,
}

impl World {
    /// Starts it: binds the address, opens the sites, brings in the sample people.
    pub async fn start(options: DemoOptions) -> Result<Self, CannotStart> {
        let listener = Listener::bind(options.listen, None, LIMITS).await?;
        let port = listener.address().port();
        // The sites know each other by address, so that another port is another world.
        let data = options.data.join(port.to_string());
        let fail = |error| CannotStart::Data { dir: data.clone(), error };
        std::fs::create_dir_all(&data).map_err(fail)?;
        let mut secrets = Secrets::open(&data.join("secrets.json")).map_err(fail)?;
        let shared = Shared::start(Reach::ThisMachine)?;
        let token = secrets.get("gateway", &*shared.random);
        let between =
            REGISTRATIONS.map(|one| (one.secret_name(), secrets.get(&one.secret_name(), &*shared.random)));
        let between = BTreeMap::from(between);
        secrets.keep().map_err(fail)?;
        let map = StreetMap { sites: sites_on_the_map(port), people: people::on_the_map() };

        // Sites learn where it is at every start, so that any port will do.
        let mail = Post::bind().await.map_err(CannotStart::Mail)?;
        let door = Door::bind().await?;
        let secret = |one: &Registration| between[&one.secret_name()].clone();
        let opener = Opener {
            port,
            data: &data,
            shared: &shared,
            token: &token,
            mail: mail.address(),
            door: &door,
            secret: &secret,
        };
        let mut hosts = Hosts::new(format!("{}/", OUTSIDE.address(port)));
        let (mut sites, mut populations) = (Vec::new(), Vec::new());
        for place in places::IDENTITIES {
            let (identity, running) = opener.identity(&place).await?;
            populations.push(people::at_identity(&place, identity).await?);
            hosts.add(place.host, running.router);
            sites.push((running.site, running.jobs));
        }
        for place in places::PORTALS {
            let (portal, running) = opener.portal(&place).await?;
            people::at_portal(&place, &portal, &populations).await?;
            onedoor_portal::linking::plan(&portal).await;
            hosts.add(place.host, running.router);
            sites.push((running.site, running.jobs));
        }
        let outside = opener.site(&OUTSIDE, Vec::new()).await?;
        let sandbox = Sandbox::new(Arc::clone(&outside), map.clone(), token.clone(), register::people());
        hosts.add(OUTSIDE.host, onedoor_sandbox::router(sandbox.clone()));
        let register = tokio::spawn(door.serve(sandbox.clone()));
        let mail = tokio::spawn(mail.serve(sandbox));
        sites.push((outside, Jobs::new()));
        let process = Process::start(listener, hosts.router(), sites);
        Ok(Self { process, port, data, map, mail, register })
    }

    /// The port it listens on.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The directory with its databases and keys.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Its sites and people.
    pub const fn map(&self) -> &StreetMap {
        &self.map
    }

    /// The address of the street map.
    pub fn address(&self) -> String {
        format!("{}/", OUTSIDE.address(self.port))
    }

    /// Lets requests finish and closes the databases.
    pub async fn stop(self) {
        self.process.stop().await;
        self.mail.abort();
        self.register.abort();
    }
}

fn sites_on_the_map(port: u16) -> Vec<MapSite> {
    let site = |place: &places::Place| MapSite {
        look: place.look,
        role: place.role,
        host: place.host.to_owned(),
        address: place.address(port),
        about: place.about,
    };
    ON_THE_MAP.iter().map(site).collect()
}
