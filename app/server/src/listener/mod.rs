//! Takes connections and speaks HTTP on them, until told to stop.

mod connection;
mod places;
mod tls;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub use tls::{Tls, TlsError};

use connection::Connection;
use places::{Place, Places};

/// What keeps one visitor from taking everything.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Of these from one network (an IPv4 address, or the first 64 bits of an IPv6 address); further
    /// ones are closed at once, unless one of the others is idle. `None` where a proxy stands in front: all come
    /// from there.
    pub of_one_network: Option<usize>,
    /// For how long a connection is left alone after it came and after an answer, even if others need its place.
    pub settle: Duration,
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
        let places = Places::new(&self.limits);
        let graceful = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => break,
                accepted = accept(&self.socket, &places) => accepted,
            };
            let Some((socket, peer, place)) = accepted else { continue };
            let (connection, watcher) = (Arc::clone(&connection), graceful.watcher());
            tokio::spawn(async move { connection.run(socket, peer, &place, watcher).await });
        }
        drop(self.socket);
        if tokio::time::timeout(self.limits.shutdown, graceful.shutdown()).await.is_err() {
            tracing::warn!("requests that did not finish in time are cut off");
        }
    }
}

/// Takes the next connection and finds it a place. While it waits for one, those after it wait in the system's
/// queue, where they cost us nothing. Who has used their share up is closed at once, so that they keep nobody
/// waiting.
async fn accept(socket: &TcpListener, places: &Arc<Places>) -> Option<(TcpStream, SocketAddr, Place)> {
    match socket.accept().await {
        Ok((stream, peer)) => {
            let place = places.enter(peer.ip()).await?;
            Some((stream, peer, place))
        }
        Err(error) => {
            // Out of file descriptors, mostly: others will be closed soon.
            tracing::warn!(%error, "cannot take a connection");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}
