use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode, Version, header};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use onedoor_site::{Patience, Peer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tower::ServiceExt;

use super::places::{Busy, Place};
use super::{Limits, Tls};

/// More than any of our requests has in its head, cookies and a long query included.
const MAX_HEAD: usize = 32 * 1024;

/// So much of a body must come within the time for a request, that it may take longer: 2 KiB in a second.
const LEAST: u64 = 64 * 1024;

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

    /// Serves one connection to its end, or until its place is needed.
    pub(super) async fn run(&self, socket: TcpStream, peer: SocketAddr, place: &Place, watcher: Watcher) {
        tokio::select! {
            biased;
            () = place.cut() => tracing::debug!("an idle connection makes room"),
            () = self.serve(socket, peer, place, watcher) => {}
        }
    }

    async fn serve(&self, socket: TcpStream, peer: SocketAddr, place: &Place, watcher: Watcher) {
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let Some(tls) = &self.tls else { return self.http(socket, peer, place, watcher).await };
        match tokio::time::timeout(self.limits.head, tls.accept(socket)).await {
            Ok(Ok(stream)) => self.http(stream, peer, place, watcher).await,
            Ok(Err(error)) => tracing::debug!(%error, "no TLS"),
            Err(_) => tracing::debug!("TLS handshake took too long"),
        }
    }

    async fn http(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        peer: SocketAddr,
        place: &Place,
        watcher: Watcher,
    ) {
        let peer = Peer(peer.ip().to_canonical());
        let service = service_fn(|request| self.answer(request, peer, place));
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "connection ended");
        }
    }

    async fn answer(
        &self,
        mut request: Request<Incoming>,
        peer: Peer,
        place: &Place,
    ) -> Result<Response, Infallible> {
        // Told to go while the request was on its way: it is not begun, so that it can be sent again.
        let Some(busy) = place.busy() else { return std::future::pending().await };
        if !names_one_host(&request) {
            let problem = "a request names one host (RFC 9112 section 3.2)\n";
            return Ok((StatusCode::BAD_REQUEST, [(header::CONNECTION, "close")], problem).into_response());
        }
        let patience = Patience::default();
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(patience.clone());
        let answer = self.router.clone().oneshot(request.map(Body::new));
        let response = match self.in_time(answer, &patience).await {
            Some(Ok(response)) => response,
            Some(Err(impossible)) => match impossible {},
            None => too_late(),
        };
        Ok(response.map(|body| Body::new(Answering { body, _busy: busy })))
    }
}

impl Connection {
    /// The answer, if it comes within the time for one; nobody is cut off whose file is still on its way.
    async fn in_time<T>(&self, answer: impl Future<Output = T>, patience: &Patience) -> Option<T> {
        let mut answer = std::pin::pin!(answer);
        loop {
            let before = patience.taken();
            match tokio::time::timeout(self.limits.request, &mut answer).await {
                Ok(answer) => return Some(answer),
                Err(_) if patience.taken() - before >= LEAST => {}
                Err(_) => return None,
            }
        }
    }
}

/// RFC 9112 section 3.2: HTTP/1.1 has exactly one `Host`, 1.0 may have none. Of two, we and a proxy in front could
/// each believe another.
fn names_one_host(request: &Request<Incoming>) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok(),
        (None, None) => request.version() < Version::HTTP_11,
        _ => false,
    }
}

/// An answer under way: until its last byte is handed over, the connection is not idle.
struct Answering {
    body: Body,
    _busy: Busy,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The router is still at work and cannot say anything itself.
fn too_late() -> Response {
    tracing::error!("a request was not answered in time");
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")], "503\n").into_response()
}
