use std::convert::Infallible;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use onedoor_site::Peer;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tower::ServiceExt;

use super::{Limits, Tls};

/// More than any of our requests has in its head, cookies and a long query included.
const MAX_HEAD: usize = 32 * 1024;

/// What every connection is served with.
pub(super) struct Connection {
    router: Router,
    tls: Option<Tls>,
    limits: Limits,
    http: http1::Builder,
}

impl Connection {
    pub(super) fn new(router: Router, tls: Option<Tls>, limits: Limits) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(MAX_HEAD);
        Self { router, tls, limits, http }
    }

    /// Serves one connection to its end.
    pub(super) async fn run(&self, socket: TcpStream, peer: SocketAddr, watcher: Watcher) {
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let Some(tls) = &self.tls else { return self.http(socket, peer, watcher).await };
        match tokio::time::timeout(self.limits.head, tls.accept(socket)).await {
            Ok(Ok(stream)) => self.http(stream, peer, watcher).await,
            Ok(Err(error)) => tracing::debug!(%error, "no TLS"),
            Err(_) => tracing::debug!("TLS handshake took too long"),
        }
    }

    async fn http(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        peer: SocketAddr,
        watcher: Watcher,
    ) {
        let peer = Peer(peer.ip().to_canonical());
        let service = service_fn(|request| self.answer(request, peer));
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "connection ended");
        }
    }

    async fn answer(&self, mut request: Request<Incoming>, peer: Peer) -> Result<Response, Infallible> {
        request.extensions_mut().insert(peer);
        let answer = self.router.clone().oneshot(request.map(Body::new));
        match tokio::time::timeout(self.limits.request, answer).await {
            Ok(answer) => answer,
            Err(_) => Ok(too_late()),
        }
    }
}

/// The router is still at work and cannot say anything itself.
fn too_late() -> Response {
    tracing::error!("a request was not answered in time");
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")], "503\n").into_response()
}
