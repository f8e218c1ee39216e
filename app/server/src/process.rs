//! The life of a process that serves: start, signals, orderly end.

use std::sync::Arc;

use axum::Router;
use onedoor_identity::Identity;
use onedoor_site::jobs::Jobs;
use onedoor_site::{HasSite, Site};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::listener::{Listener, Tls};

/// Sites that are served on one listener until told to stop.
pub struct Process {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    sites: Vec<Arc<Site>>,
}

impl Process {
    /// Serves `router` on the listener, and starts what the sites do by themselves.
    pub fn start(listener: Listener, router: Router, sites: Vec<(Arc<Site>, Jobs)>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let mut open = Vec::new();
        for (site, jobs) in sites {
            tasks.spawn(jobs.run(Arc::clone(&site), stopped.clone()));
            tasks.spawn(onedoor_site::upkeep::run(Arc::clone(&site), stopped.clone()));
            tasks.spawn(onedoor_site::audit::run(Arc::clone(&site), stopped.clone()));
            open.push(site);
        }
        tasks.spawn(listener.serve(router, stopped));
        Self { stop, tasks, sites: open }
    }

    /// Stops taking requests, lets those under way finish, and closes the databases.
    pub async fn stop(mut self) {
        // Nobody listening means that all has ended already.
        _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
        for site in &self.sites {
            site.store.close();
        }
    }
}

/// What an operator may ask of a running process by a signal.
#[derive(Default)]
pub struct Asked {
    /// SIGHUP: its files are read again.
    pub tls: Option<Tls>,
    /// SIGHUP: the certificates by which adapters know it are read again; each with what it stands before.
    pub adapters: Vec<(&'static str, Renewal)>,
    /// SIGUSR1: new keys sign its tokens.
    pub identity: Option<Identity>,
}

/// Reads files again; or says what is wrong with them.
pub type Renewal = Box<dyn Fn() -> Result<(), String> + Send + Sync>;

/// The signals that a process listens to, from the moment this is made: have it before anybody is told that
/// the process is there, or an early SIGTERM ends it without an orderly end.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
    user: Signal,
}

impl Signals {
    /// Begins to listen.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
            user: signal(SignalKind::user_defined1())?,
        })
    }

    /// Waits for SIGTERM or SIGINT, and does what else is asked by signals until then.
    pub async fn told_to_stop(mut self, asked: &Asked) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return,
                _ = self.interrupt.recv() => return,
                _ = self.hang_up.recv() => renew(asked),
                _ = self.user.recv() => rotate(asked.identity.as_ref()).await,
            }
        }
    }
}

fn renew(asked: &Asked) {
    match asked.tls.as_ref().map(Tls::renew) {
        Some(Ok(())) => tracing::info!("certificate and key were read again"),
        Some(Err(error)) => tracing::error!(%error, "the old certificate stays in use"),
        None => tracing::info!("SIGHUP: there is no certificate to read again"),
    }
    for (adapter, renewal) in &asked.adapters {
        match renewal() {
            Ok(()) => tracing::info!(adapter, "the certificate for it was read again"),
            Err(error) => tracing::error!(adapter, %error, "it is asked with the old certificate"),
        }
    }
}

async fn rotate(identity: Option<&Identity>) {
    let Some(identity) = identity else {
        tracing::info!("SIGUSR1: nothing here signs tokens");
        return;
    };
    match identity.provider.rotate_keys(identity.site()).await {
        Ok(()) => tracing::info!("new keys sign; tokens signed before stay good until they run out"),
        Err(error) => tracing::error!(%error, "the old keys stay in use"),
    }
}
