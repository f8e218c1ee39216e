//! The life of a process that serves: start, signals, orderly end.

use std::sync::Arc;

use axum::Router;
use onedoor_identity::Identity;
use onedoor_site::jobs::Jobs;
use onedoor_site::{HasSite, Site};
use tokio::signal::unix::{SignalKind, signal};
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
    /// SIGUSR1: new keys sign its tokens.
    pub identity: Option<Identity>,
}

/// Waits for SIGTERM or SIGINT, and does what else is asked by signals until then.
pub async fn told_to_stop(asked: &Asked) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let mut user = signal(SignalKind::user_defined1())?;
    loop {
        tokio::select! {
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
            _ = hang_up.recv() => renew(asked.tls.as_ref()),
            _ = user.recv() => rotate(asked.identity.as_ref()).await,
        }
    }
}

fn renew(tls: Option<&Tls>) {
    match tls.map(Tls::renew) {
        Some(Ok(())) => tracing::info!("certificate and key were read again"),
        Some(Err(error)) => tracing::error!(%error, "the old certificate stays in use"),
        None => tracing::info!("SIGHUP: there is no certificate to read again"),
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
