//! A browser without scripts: cookies, redirects, forms.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use onedoor_server::http_client::{Reach, http_client};
use reqwest::header::{COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, StatusCode};
use url::Url;

use super::html::{self, Form};

/// How long a patient person waits for a page.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

type Jar = BTreeMap<(String, String), String>;

/// One browser of one person.
#[derive(Clone)]
pub(crate) struct Browser {
    http: Client,
    jar: Arc<Mutex<Jar>>,
    authority: Vec<u8>,
    language: &'static str,
}

/// Where the browser is.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(crate) html: String,
    /// Every address on the way here, the first one first.
    pub(crate) way: Vec<Url>,
}

/// Why somebody does not get on.
#[derive(Debug)]
pub(crate) enum Stuck {
    /// Nobody answers, or not to the end.
    NoAnswer(String),
    /// The page has no such link or form.
    NotOffered(String),
}

/// For those who are sure to get on.
#[track_caller]
fn went(page: Result<Page, Stuck>) -> Page {
    page.unwrap_or_else(|stuck| panic!("{stuck}"))
}

impl std::fmt::Display for Stuck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoAnswer(why) | Self::NotOffered(why) => f.write_str(why),
        }
    }
}

impl Browser {
    pub(crate) fn new(language: &'static str) -> Self {
        let http = http_client(Reach::ThisMachine).expect("a client");
        Self { http, jar: Arc::default(), authority: Vec::new(), language }
    }

    /// The same browser, whose way to each host leads to one node of several.
    pub(crate) fn by_way_of(&self, nodes: &[(&str, std::net::SocketAddr)]) -> Self {
        let http = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        let http = nodes.iter().fold(http, |http, (host, node)| http.resolve(host, *node));
        Self { http: http.build().expect("a client"), ..self.clone() }
    }

    /// The same browser, believing this authority.
    pub(crate) fn trusting(self, authority: &str) -> Self {
        let authority = authority.as_bytes().to_vec();
        let http = http_client(Reach::Anywhere(&authority)).expect("a client");
        Self { http, authority, ..self }
    }

    /// The same browser with new connections: those to a process that died are dead.
    pub(crate) fn afresh(&self) -> Self {
        let reach =
            if self.authority.is_empty() { Reach::ThisMachine } else { Reach::Anywhere(&self.authority) };
        Self { http: http_client(reach).expect("a client"), ..self.clone() }
    }

    /// Whether anybody answers there whom it believes.
    pub(crate) async fn reaches(&self, address: &str) -> bool {
        self.afresh().http.get(address).send().await.is_ok()
    }

    /// The same browser on a machine of its own, with a new connection for each request.
    pub(crate) fn at(&self, machine: std::net::IpAddr, ways: &[(&str, std::net::SocketAddr)]) -> Self {
        let http = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        let http = http.local_address(machine).pool_max_idle_per_host(0).timeout(PATIENCE);
        let http = ways.iter().fold(http, |http, (host, site)| http.resolve(host, *site));
        Self { http: http.build().expect("a client"), ..self.clone() }
    }

    pub(crate) async fn get(&self, address: &str) -> Page {
        went(self.try_get(address).await)
    }

    /// The same where nobody may answer.
    pub(crate) async fn try_get(&self, address: &str) -> Result<Page, Stuck> {
        self.go(Method::GET, address.parse().expect("an address"), None, None).await
    }

    /// Follows the first link of the page whose address contains `part`.
    pub(crate) async fn follow(&self, page: &Page, part: &str) -> Page {
        went(self.try_follow(page, part).await)
    }

    /// The same where there may be no such link, or nobody may answer.
    pub(crate) async fn try_follow(&self, page: &Page, part: &str) -> Result<Page, Stuck> {
        let links = html::links(&page.html);
        let link = links.iter().find(|link| link.contains(part));
        let missing = || Stuck::NotOffered(format!("no link to {part:?}: {links:?}\n{page}"));
        self.go(Method::GET, page.url.join(link.ok_or_else(missing)?).expect("an address"), None, None).await
    }

    /// Fills in and sends the form of the page whose action contains `part`.
    pub(crate) async fn send(&self, page: &Page, part: &str, filled: &[(&str, &str)]) -> Page {
        went(self.try_send(page, part, filled).await)
    }

    /// The same where there may be no such form, or nobody may answer.
    pub(crate) async fn try_send(
        &self,
        page: &Page,
        part: &str,
        filled: &[(&str, &str)],
    ) -> Result<Page, Stuck> {
        let form = page.find_form(part)?;
        let mut fields = form.fields;
        for (name, value) in filled {
            fields.retain(|(other, _)| other != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let mut target = page.url.join(&form.action).expect("an address");
        let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        if form.method.eq_ignore_ascii_case("post") {
            let origin = page.url.origin().ascii_serialization();
            return self.go(Method::POST, target, Some(encoded), Some(origin)).await;
        }
        target.set_query(Some(&encoded));
        self.go(Method::GET, target, None, None).await
    }

    /// Posts these fields as if from a page of `origin`, and goes nowhere: the status, and where it
    /// would have led.
    pub(crate) async fn post_once(
        &self,
        address: &str,
        fields: &[(String, String)],
        origin: &str,
    ) -> (StatusCode, String) {
        let url: Url = address.parse().expect("an address");
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.http.post(url.clone()).header(COOKIE, self.cookies(&url)).header(ORIGIN, origin);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        let response = request.send().await.unwrap_or_else(|error| panic!("{url}: {error:?}"));
        let target = response.headers().get(LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default();
        (response.status(), target.to_owned())
    }

    async fn go(
        &self,
        method: Method,
        url: Url,
        body: Option<String>,
        origin: Option<String>,
    ) -> Result<Page, Stuck> {
        let (mut method, mut url, mut body) = (method, url, body);
        let mut way = vec![url.clone()];
        loop {
            let mut request =
                self.http.request(method.clone(), url.clone()).header(COOKIE, self.cookies(&url));
            request =
                request.header("accept-language", self.language).header("accept", "text/html,*/*;q=0.8");
            if let Some(body) = body.take() {
                request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
                request = request.header(ORIGIN, origin.clone().unwrap_or_default());
            }
            let silence = |error: reqwest::Error| Stuck::NoAnswer(format!("{error:?}"));
            let response = request.send().await.map_err(silence)?;
            self.keep(&url, response.headers());
            let status = response.status();
            if !status.is_redirection() || way.len() > 20 {
                let html = response.text().await.map_err(silence)?;
                return Ok(Page { url, status, html, way });
            }
            let target = response.headers().get(LOCATION).and_then(|l| l.to_str().ok()).expect("a location");
            url = url.join(target).expect("an address");
            method = Method::GET;
            way.push(url.clone());
        }
    }

    fn cookies(&self, url: &Url) -> String {
        let host = url.host_str().unwrap_or_default();
        let jar = self.jar.lock().expect("the jar");
        let ours = jar.iter().filter(|((owner, _), _)| owner == host);
        ours.map(|((_, name), value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, url: &Url, headers: &reqwest::header::HeaderMap) {
        let mut jar = self.jar.lock().expect("the jar");
        for line in headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            let key = (url.host_str().unwrap_or_default().to_owned(), name.to_owned());
            if attributes.contains("Max-Age=0") {
                jar.remove(&key);
            } else {
                jar.insert(key, value.to_owned());
            }
        }
    }
}

impl Page {
    /// The form whose action is, or contains, `part`.
    #[track_caller]
    pub(crate) fn form(&self, part: &str) -> Form {
        self.find_form(part).unwrap_or_else(|stuck| panic!("{stuck}"))
    }

    /// The same where there may be none.
    pub(crate) fn find_form(&self, part: &str) -> Result<Form, Stuck> {
        let forms = html::forms(&self.html);
        let exactly = forms.iter().find(|form| form.action == part);
        let found = exactly.or_else(|| forms.iter().find(|form| form.action.contains(part)));
        found.cloned().ok_or_else(|| Stuck::NotOffered(format!("no form to {part:?}: {forms:?}\n{self}")))
    }

    /// What a reader sees.
    pub(crate) fn text(&self) -> String {
        html::text(&self.html)
    }

    /// Asserts that the page says something.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        assert!(self.text().contains(words), "does not say {words:?}:\n{self}");
    }

    /// Asserts where the browser is.
    #[track_caller]
    pub(crate) fn is_at(&self, site: &str, path: &str) {
        let here = (self.url.host_str().unwrap_or_default(), self.url.path());
        assert_eq!(here, (site, path), "\n{self}");
    }
}

impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let way: Vec<_> = self.way.iter().map(Url::as_str).collect();
        write!(f, "{} {}\nby way of {}\n{}", self.status, self.url, way.join("\n  "), self.text())
    }
}
