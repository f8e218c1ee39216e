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

use super::places::{Moment, Place, Victims, Which};

/// Larger than anything that is sent here.
const MOST: usize = 1 << 20;

/// Where somebody is to be killed.
#[derive(Debug, Clone)]
pub(crate) struct Trap {
    /// Whichever is walked into first.
    pub(crate) places: Vec<&'static Place>,
    pub(crate) moment: Moment,
    /// At [`Moment::During`]: after which part, in thousandths, of the time that it took the last time.
    pub(crate) part: u32,
    pub(crate) victims: Victims,
}

/// The one trap that is set, and what is needed when it springs.
pub(crate) struct Traps {
    set: Mutex<Option<Trap>>,
    sprung: tokio::sync::mpsc::UnboundedSender<(&'static Place, Vec<Which>)>,
    heard: tokio::sync::Mutex<tokio::sync::mpsc::UnboundedReceiver<(&'static Place, Vec<Which>)>>,
    took: Mutex<HashMap<&'static str, Duration>>,
    kill: Box<dyn Fn(Which) + Send + Sync>,
}

impl Traps {
    pub(crate) fn new(kill: impl Fn(Which) + Send + Sync + 'static) -> Arc<Self> {
        let (sprung, heard) = tokio::sync::mpsc::unbounded_channel();
        let (set, took) = (Mutex::default(), Mutex::default());
        Arc::new(Self { set, sprung, heard: tokio::sync::Mutex::new(heard), took, kill: Box::new(kill) })
    }

    /// Waits until the trap has sprung, at most so long; where it has, and on whom.
    pub(crate) async fn set(&self, trap: Trap, most: Duration) -> Option<(&'static Place, Vec<Which>)> {
        let mut heard = self.heard.lock().await;
        *self.set.lock().unwrap() = Some(trap);
        if let Ok(sprung) = tokio::time::timeout(most, heard.recv()).await {
            return sprung;
        }
        if self.set.lock().unwrap().take().is_some() {
            return None;
        }
        // Somebody walks into it in this very moment.
        heard.recv().await
    }

    /// The trap, if it is for this place and one of these moments.
    fn springs(&self, place: Option<&'static Place>, moments: &[Moment]) -> Option<(Trap, &'static Place)> {
        let (mut set, place) = (self.set.lock().unwrap(), place?);
        let here = |trap: &Trap| trap.places.contains(&place) && moments.contains(&trap.moment);
        if !set.as_ref().is_some_and(here) {
            return None;
        }
        set.take().map(|trap| (trap, place))
    }

    fn spring(&self, trap: &Trap, place: &'static Place) {
        let victims = trap.victims.of(place.site);
        for victim in &victims {
            (self.kill)(*victim);
        }
        _ = self.sprung.send((place, victims));
    }

    fn after(&self, trap: &Trap, place: &'static Place) -> Duration {
        let took = self.took.lock().unwrap().get(place.name).copied();
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
        if let Some((trap, place)) = self.traps.springs(place, &[Moment::Before]) {
            self.traps.spring(&trap, place);
        }
        if let Some((trap, place)) = self.traps.springs(place, &[Moment::During]) {
            let (traps, after) = (Arc::clone(&self.traps), self.traps.after(&trap, place));
            tokio::spawn(async move {
                tokio::time::sleep(after).await;
                traps.spring(&trap, place);
            });
        }
        let began = tokio::time::Instant::now();
        let answer = request.send().await.map_err(|_| Silence)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.map_err(|_| Silence)?;
        self.traps.remember(place, began.elapsed());
        if let Some((trap, place)) = self.traps.springs(place, &[Moment::Lost, Moment::Answered]) {
            self.traps.spring(&trap, place);
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
