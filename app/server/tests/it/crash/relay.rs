//! What stands before a site and passes requests on; at a moment that it was told, somebody is killed.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use hyper::body::Incoming;
use hyper::header::{CONNECTION, TRANSFER_ENCODING};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use reqwest::Client;

use super::places::{Moment, Place, Which};

/// Larger than anything that is sent here.
const MOST: usize = 1 << 20;

/// Where somebody is to be killed.
#[derive(Debug, Clone)]
pub(crate) struct Trap {
    pub(crate) place: &'static Place,
    pub(crate) moment: Moment,
    /// At [`Moment::During`]: after which part, in thousandths, of the time that it took the last time.
    pub(crate) part: u32,
    pub(crate) victims: Vec<Which>,
}

/// The one trap that is set, and what is needed when it springs.
pub(crate) struct Traps {
    set: Mutex<Option<Trap>>,
    sprung: tokio::sync::Notify,
    took: Mutex<HashMap<&'static str, Duration>>,
    kill: Box<dyn Fn(Which) + Send + Sync>,
}

impl Traps {
    pub(crate) fn new(kill: impl Fn(Which) + Send + Sync + 'static) -> Arc<Self> {
        let (set, sprung, took) = (Mutex::default(), tokio::sync::Notify::new(), Mutex::default());
        Arc::new(Self { set, sprung, took, kill: Box::new(kill) })
    }

    /// Waits until the trap has sprung, at most so long; whether it has.
    pub(crate) async fn set(&self, trap: Trap, most: Duration) -> bool {
        *self.set.lock().unwrap() = Some(trap);
        let sprung = tokio::time::timeout(most, self.sprung.notified()).await.is_ok();
        // It may spring in this very moment.
        let missed = self.set.lock().unwrap().take().is_some();
        if !sprung && !missed {
            self.sprung.notified().await;
        }
        sprung || !missed
    }

    /// The trap, if it is for this place and moment.
    fn springs(&self, place: Option<&'static Place>, moments: &[Moment]) -> Option<Trap> {
        let mut set = self.set.lock().unwrap();
        let here = |trap: &Trap| place.is_some_and(|place| place.name == trap.place.name);
        if set.as_ref().is_some_and(|trap| here(trap) && moments.contains(&trap.moment)) {
            return set.take();
        }
        None
    }

    fn spring(&self, trap: &Trap) {
        for victim in &trap.victims {
            (self.kill)(*victim);
        }
        self.sprung.notify_one();
    }

    fn after(&self, trap: &Trap) -> Duration {
        let took = self.took.lock().unwrap().get(trap.place.name).copied();
        took.unwrap_or(Duration::from_millis(20)).mul_f64(f64::from(trap.part) / 1000.0)
    }

    fn remember(&self, place: Option<&'static Place>, took: Duration) {
        if let Some(place) = place {
            self.took.lock().unwrap().insert(place.name, took);
        }
    }
}

/// Before one site.
pub(crate) struct Relay {
    which: Which,
    site: SocketAddr,
    traps: Arc<Traps>,
    /// A client for each visitor, so that the site sees who comes from where.
    clients: Mutex<HashMap<IpAddr, Client>>,
}

/// Nobody is told anything: the connection ends.
#[derive(Debug, thiserror::Error)]
#[error("nobody answers")]
struct Silence;

impl Relay {
    /// Listens at `public` for the site at `site`.
    pub(crate) async fn start(which: Which, public: SocketAddr, site: SocketAddr, traps: &Arc<Traps>) {
        let relay = Arc::new(Self { which, site, traps: Arc::clone(traps), clients: Mutex::default() });
        let socket = tokio::net::TcpListener::bind(public).await.expect("a free port");
        tokio::spawn(async move {
            while let Ok((stream, peer)) = socket.accept().await {
                let relay = Arc::clone(&relay);
                let service = service_fn(move |request| {
                    let relay = Arc::clone(&relay);
                    async move { relay.pass(peer.ip(), request).await }
                });
                let connection = hyper::server::conn::http1::Builder::new();
                tokio::spawn(connection.serve_connection(TokioIo::new(stream), service));
            }
        });
    }

    async fn pass(&self, peer: IpAddr, request: Request<Incoming>) -> Result<Response<Body>, Silence> {
        let place = Place::of(self.which, request.method(), request.uri().path());
        let request = self.read(peer, request).await?;
        if let Some(trap) = self.traps.springs(place, &[Moment::Before]) {
            self.traps.spring(&trap);
        }
        if let Some(trap) = self.traps.springs(place, &[Moment::During]) {
            let (traps, after) = (Arc::clone(&self.traps), self.traps.after(&trap));
            tokio::spawn(async move {
                tokio::time::sleep(after).await;
                traps.spring(&trap);
            });
        }
        let began = tokio::time::Instant::now();
        let answer = request.send().await.map_err(|_| Silence)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.map_err(|_| Silence)?;
        self.traps.remember(place, began.elapsed());
        if let Some(trap) = self.traps.springs(place, &[Moment::Lost, Moment::Answered]) {
            self.traps.spring(&trap);
            if trap.moment == Moment::Lost {
                return Err(Silence);
            }
        }
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response.headers_mut().remove(TRANSFER_ENCODING);
        response.headers_mut().remove(CONNECTION);
        Ok(response)
    }

    /// The same request to the site itself.
    async fn read(
        &self,
        peer: IpAddr,
        request: Request<Incoming>,
    ) -> Result<reqwest::RequestBuilder, Silence> {
        let (head, body) = request.into_parts();
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let address = format!("http://{}{path}", self.site);
        let body = to_bytes(Body::new(body), MOST).await.map_err(|_| Silence)?;
        let mut headers = head.headers;
        headers.remove(CONNECTION);
        Ok(self.client(peer).request(head.method, address).headers(headers).body(body))
    }

    fn client(&self, peer: IpAddr) -> Client {
        let mut clients = self.clients.lock().unwrap();
        let new = || {
            let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
            client.local_address(peer).pool_max_idle_per_host(0).build().expect("a client")
        };
        clients.entry(peer).or_insert_with(new).clone()
    }
}
