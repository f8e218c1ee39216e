use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Certificate, Identity, Response, StatusCode};
use url::Url;

use crate::Trouble;

/// Longer than this an adapter asks for at its own risk of not being asked at all.
const LONGEST_PAUSE: Duration = Duration::from_hours(1);

/// What an adapter is reached with.
#[derive(Clone)]
pub struct ClientSettings<'a> {
    /// Its address; what is asked comes after it.
    pub url: Url,
    /// Our certificate with those between it and the authority, and the key to it, PEM, where it wants one.
    pub identity: Option<(&'a [u8], &'a [u8])>,
    /// Who may have certified the adapter, PEM. Nobody else is believed, the system's authorities neither.
    pub authorities: &'a [u8],
}

/// Why an adapter cannot be asked with the given settings.
#[derive(Debug, thiserror::Error)]
pub enum BadClient {
    /// Only over TLS.
    #[error("the address begins with https")]
    InTheClear,
    /// Our certificate and key.
    #[error("certificate and key cannot be used: {0}")]
    Identity(reqwest::Error),
    /// Those of the authorities.
    #[error("the authorities cannot be read: {0}")]
    Authorities(reqwest::Error),
    /// There is none in the file.
    #[error("there is no certificate among the authorities")]
    NoAuthority,
    /// They do not belong together, or the kind of key is not supported.
    #[error("certificate, key and authorities cannot be used together: {0}")]
    Together(reqwest::Error),
}

/// An adapter, asked over TLS. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: Arc<RwLock<reqwest::Client>>,
    url: String,
    patience: Duration,
}

impl Client {
    /// Reads certificates and key; asks nothing yet. No answer takes longer than `patience`.
    pub fn new(settings: &ClientSettings<'_>, patience: Duration) -> Result<Self, BadClient> {
        if settings.url.scheme() != "https" {
            return Err(BadClient::InTheClear);
        }
        let authorities =
            Certificate::from_pem_bundle(settings.authorities).map_err(BadClient::Authorities)?;
        if authorities.is_empty() {
            return Err(BadClient::NoAuthority);
        }
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("onedoor/", env!("CARGO_PKG_VERSION")))
            // Adapters stand in closed networks, and what they are asked goes nowhere else.
            .no_proxy()
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .tls_certs_only(authorities)
            .timeout(patience)
            .pool_max_idle_per_host(8)
            .pool_idle_timeout(Duration::from_secs(20));
        if let Some((certificate, key)) = settings.identity {
            let pair = [certificate, b"\n", key].concat();
            http = http.identity(Identity::from_pem(&pair).map_err(BadClient::Identity)?);
        }
        let http = Arc::new(RwLock::new(http.build().map_err(BadClient::Together)?));
        let url = settings.url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { http, url, patience })
    }

    /// Asks with certificate, key and authorities of another from now on, and so do all clones; what is under way ends as
    /// it began. The address stays.
    pub fn renew(&self, fresh: &Self) {
        let http = fresh.http();
        *self.http.write().unwrap_or_else(PoisonError::into_inner) = http;
    }

    fn http(&self) -> reqwest::Client {
        self.http.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks a question that changes nothing there, and reads an answer of at most `largest` bytes.
    ///
    /// A connection that breaks is tried once more within the same patience.
    pub async fn ask(&self, path: &str, question: &[u8], largest: usize) -> Result<Vec<u8>, Trouble> {
        let twice = async {
            match self.once(path, question, largest).await {
                Err(Broken::Connection(_)) => self.once(path, question, largest).await,
                done => done,
            }
        };
        let answered = tokio::time::timeout(self.patience, twice).await;
        answered.map_err(|_| Trouble::Unreachable("not in time".to_owned()))?.map_err(Broken::trouble)
    }

    async fn once(&self, path: &str, question: &[u8], largest: usize) -> Result<Vec<u8>, Broken> {
        let request = self
            .http()
            .post(format!("{}{path}", self.url))
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .body(question.to_vec());
        let mut answer = request.send().await.map_err(broken)?;
        judge(&answer).map_err(Broken::Answer)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(broken)? {
            body.extend_from_slice(&chunk);
            if body.len() > largest {
                return Err(Broken::Answer(Trouble::Unreadable("too large")));
            }
        }
        Ok(body)
    }
}

/// What came of one try.
enum Broken {
    /// The connection: worth another.
    Connection(String),
    /// What was said.
    Answer(Trouble),
}

impl Broken {
    fn trouble(self) -> Trouble {
        match self {
            Self::Connection(why) => Trouble::Unreachable(why),
            Self::Answer(trouble) => trouble,
        }
    }
}

fn broken(error: reqwest::Error) -> Broken {
    if error.is_timeout() {
        return Broken::Answer(Trouble::Unreachable("not in time".to_owned()));
    }
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    Broken::Connection(cause.to_string())
}

fn judge(answer: &Response) -> Result<(), Trouble> {
    match answer.status() {
        StatusCode::OK => Ok(()),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            Err(Trouble::Busy { retry_after: pause(answer) })
        }
        status if status.is_server_error() => Err(Trouble::Unreachable(status.to_string())),
        status if status.is_client_error() => Err(Trouble::Refused(status.as_u16())),
        _ => Err(Trouble::Unreadable("another status than the interface has")),
    }
}

/// RFC 9110 section 10.2.3, in seconds; a date would want the two clocks to agree.
fn pause(answer: &Response) -> Option<Duration> {
    let seconds: u64 = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}
