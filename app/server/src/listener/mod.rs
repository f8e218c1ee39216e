//! Takes connections and speaks HTTP on them, until told to stop.

mod connection;
mod shares;
mod tls;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

pub use tls::{Tls, TlsError};

use connection::Connection;
use shares::{Share, Shares};

/// What keeps one visitor from taking everything.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Of these from one network (an IPv4 address, or the first 64 bits of an IPv6 address); further
    /// ones are closed at once. `None` where a proxy stands in front: all come from there.
    pub of_one_network: Option<usize>,
    /// For a TLS handshake and for the head of a request; also how long an idle connection is kept.
    pub head: Duration,
    /// For answering a request.
    pub request: Duration,
    /// For finishing requests when told to stop.
    pub shutdown: Duration,
}

/// Why nothing can be listened to.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {error}")]
pub struct CannotListen {
    address: SocketAddr,
    error: std::io::Error,
}

/// A bound address that takes no connections yet: they wait in the system's queue.
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    tls: Option<Tls>,
    limits: Limits,
}

impl Listener {
    /// Binds the address; port 0 takes any that is free.
    pub async fn bind(address: SocketAddr, tls: Option<Tls>, limits: Limits) -> Result<Self, CannotListen> {
        let fail = |error| CannotListen { address, error };
        let socket = TcpListener::bind(address).await.map_err(fail)?;
        let address = socket.local_addr().map_err(fail)?;
        Ok(Self { socket, address, tls, limits })
    }

    /// The address with the port that was bound.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves `router` until `stop` becomes true, then lets requests finish.
    pub async fn serve(self, router: Router, mut stop: watch::Receiver<bool>) {
        let connection = Arc::new(Connection::new(router, self.tls.clone(), self.limits));
        let places = Arc::new(Semaphore::new(self.limits.connections));
        let shares = Shares::new(self.limits.of_one_network);
        let graceful = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => break,
                accepted = accept(&self.socket, &places, &shares) => accepted,
            };
            let Some((socket, peer, place)) = accepted else { continue };
            let (connection, watcher) = (Arc::clone(&connection), graceful.watcher());
            tokio::spawn(async move {
                connection.run(socket, peer, watcher).await;
                drop(place);
            });
        }
        drop(self.socket);
        if tokio::time::timeout(self.limits.shutdown, graceful.shutdown()).await.is_err() {
            tracing::warn!("requests that did not finish in time are cut off");
        }
    }
}

/// A place among all and one in the network's share; both are free again when it is dropped.
struct Place {
    _of_all: OwnedSemaphorePermit,
    _of_network: Share,
}

/// Waits for a free place first: who comes when all are taken waits in the system's queue, where it
/// costs us nothing. Who has used their share up is closed at once, so that they keep nobody waiting.
async fn accept(
    socket: &TcpListener,
    places: &Arc<Semaphore>,
    shares: &Shares,
) -> Option<(TcpStream, SocketAddr, Place)> {
    let of_all = Arc::clone(places).acquire_owned().await.ok()?;
    match socket.accept().await {
        Ok((stream, peer)) => {
            let of_network = shares.take(peer.ip())?;
            Some((stream, peer, Place { _of_all: of_all, _of_network: of_network }))
        }
        Err(error) => {
            // Out of file descriptors, mostly: others will be closed soon.
            tracing::warn!(%error, "cannot take a connection");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}
