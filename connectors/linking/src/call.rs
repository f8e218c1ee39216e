use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use onedoor_base::LinkId;
use onedoor_linking_protocol::{
    Blinded, CANDIDATES, Candidates, CandidatesRequest, Description, Evaluated, FINGERPRINTS,
    FingerprintKeys, LINKS, LinkPage, LinkRequest, MERGED, Merged, MergedRequest, ORGANISATIONS,
    Organisations, OrganisationsAsked, Problem, Told,
};
use reqwest::{Client, Method};
use serde::de::DeserializeOwned;

use crate::Trouble;

/// How long to wait for an answer where nobody waits for us.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// More than a page of links needs.
const LARGEST_ANSWER: usize = 256 * 1024;

/// A request to the other side, as it will go out; the answer to it is a `T`.
pub struct Call<T> {
    method: Method,
    url: String,
    body: Vec<u8>,
    answer: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)
    }
}

impl Call<Told> {
    /// Tells where we stand to a link; the answer says where the other side stands.
    pub fn tell(endpoint: &str, id: LinkId, told: &Told) -> Self {
        Self::new(Method::PUT, format!("{}{LINKS}/{id}", base(endpoint)), json(told))
    }

    /// Asks a portal to link a person with the account whose credentials were typed.
    pub fn link(endpoint: &str, request: &LinkRequest) -> Self {
        Self::new(Method::POST, format!("{}{LINKS}", base(endpoint)), json(request))
    }
}

impl Call<Description> {
    /// Asks a portal what it is.
    pub fn describe(endpoint: &str) -> Self {
        Self::new(Method::GET, base(endpoint).to_owned(), Vec::new())
    }
}

impl Call<Organisations> {
    /// Asks a portal for the organisations that its accounts belong to.
    pub fn organisations(endpoint: &str, asked: &OrganisationsAsked) -> Self {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let asked = [("within", &asked.within), ("organisation", &asked.organisation)];
        query.extend_pairs(asked.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))));
        let query = query.finish();
        let query = if query.is_empty() { query } else { format!("?{query}") };
        Self::new(Method::GET, format!("{}{ORGANISATIONS}{query}", base(endpoint)), Vec::new())
    }
}

impl Call<FingerprintKeys> {
    /// Asks an identity by which keys it fingerprints numbers for us.
    pub fn fingerprint_keys(endpoint: &str) -> Self {
        Self::new(Method::GET, format!("{}{FINGERPRINTS}", base(endpoint)), Vec::new())
    }
}

impl Call<Evaluated> {
    /// Has an identity evaluate blinded numbers.
    pub fn fingerprints(endpoint: &str, blinded: &Blinded) -> Self {
        Self::new(Method::POST, format!("{}{FINGERPRINTS}", base(endpoint)), json(blinded))
    }
}

impl Call<Candidates> {
    /// Asks a portal whether it knows an account of a person.
    pub fn candidates(endpoint: &str, request: &CandidatesRequest) -> Self {
        Self::new(Method::POST, format!("{}{CANDIDATES}", base(endpoint)), json(request))
    }
}

impl Call<LinkPage> {
    /// Asks an identity for the links that it has with us, by id, after this one.
    pub fn list(endpoint: &str, after: Option<LinkId>) -> Self {
        let after = after.map(|id| format!("?after={id}")).unwrap_or_default();
        Self::new(Method::GET, format!("{}{LINKS}{after}", base(endpoint)), Vec::new())
    }
}

impl Call<Merged> {
    /// Asks an identity which of these links of another portal may be carried over to us.
    pub fn merged(endpoint: &str, request: &MergedRequest) -> Self {
        Self::new(Method::POST, format!("{}{MERGED}", base(endpoint)), json(request))
    }
}

impl<T> Call<T> {
    fn new(method: Method, url: String, body: Vec<u8>) -> Self {
        Self { method, url, body, answer: PhantomData }
    }

    /// The method, as a proof of the request names it.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The whole address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The body, byte for byte.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl<T: DeserializeOwned> Call<T> {
    /// Sends it. `authorization` is the value of that header.
    pub async fn send(self, http: &Client, authorization: &str) -> Result<T, Trouble> {
        let mut request = http
            .request(self.method, self.url)
            .timeout(PATIENCE)
            .header("authorization", authorization)
            .header("accept", "application/json");
        if !self.body.is_empty() {
            request = request.header("content-type", "application/json").body(self.body);
        }
        let mut answer = request.send().await.map_err(down)?;
        let status = answer.status();
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(down)? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST_ANSWER {
                return Err(Trouble::Nonsense(status.as_u16()));
            }
        }
        if status.is_success() {
            return serde_json::from_slice(&body).map_err(|_| Trouble::Nonsense(status.as_u16()));
        }
        Err(match serde_json::from_slice::<Problem>(&body) {
            Ok(problem) if problem.status == status.as_u16() && !status.is_server_error() => {
                Trouble::Refused(problem)
            }
            _ if status.is_server_error() => Trouble::Down(status.to_string()),
            _ => Trouble::Nonsense(status.as_u16()),
        })
    }
}

pub(crate) fn base(endpoint: &str) -> &str {
    endpoint.trim_end_matches('/')
}

fn json(body: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("strings and numbers serialise")
}

/// With the cause at the bottom, which is what helps.
pub(crate) fn down(error: reqwest::Error) -> Trouble {
    if error.is_timeout() {
        return Trouble::Slow;
    }
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    Trouble::Down(cause.to_string())
}
