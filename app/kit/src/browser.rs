//! A browser of one person, without scripts: cookies, redirects, forms. It stops where a portal sends it away,
//! to the identity or elsewhere.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, StatusCode};
use url::Url;

use crate::html::{self, Form, Link};
use crate::limit::{Limit, retry_after};
use crate::log::Log;
use crate::situation::Stop;

/// A browser gives up after as many redirects.
const MOST_REDIRECTS: usize = 15;
/// The largest page that is read.
const LARGEST_PAGE: usize = 2 << 20;

type Jar = BTreeMap<(String, String), String>;

/// One browser.
#[derive(Clone)]
pub(crate) struct Browser {
    http: Client,
    jar: Arc<Mutex<Jar>>,
    portal: Url,
    log: Log,
    limit: Limit,
}

/// Where the browser is.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) url: Url,
    /// 0 where it was sent away from the portal.
    pub(crate) status: u16,
    pub(crate) html: String,
    pub(crate) forms: Vec<Form>,
    links: Vec<Link>,
}

/// What goes out.
struct Sent {
    method: Method,
    url: Url,
    body: Option<String>,
    /// The page that it comes from.
    from: Option<Url>,
}

impl Browser {
    pub(crate) fn new(http: &Client, portal: &Url, (log, limit): (&Log, &Limit)) -> Self {
        let (http, portal) = (http.clone(), portal.clone());
        Self { http, jar: Arc::default(), portal, log: log.clone(), limit: limit.clone() }
    }

    pub(crate) async fn get(&self, url: &Url) -> Result<Page, Stop> {
        self.go(Sent { method: Method::GET, url: url.clone(), body: None, from: None }).await
    }

    /// Presses what bears the mark: a link, or a button, or the one button of a form that is sent there.
    pub(crate) async fn press(&self, page: &Page, mark: &str, fill: &[(&str, &str)]) -> Result<Page, Stop> {
        let bears = |text: &str| bears(text, mark);
        for form in &page.forms {
            let button = form.buttons.iter().find(|button| {
                bears(&button.words) || bears(&button.name) || button.action.as_deref().is_some_and(bears)
            });
            if button.is_some() || bears(&form.action) {
                return self.send(page, form, button.or(form.buttons.first()), fill).await;
            }
        }
        let link = page.links.iter().find(|link| bears(&link.href) || bears(&link.words));
        match link.and_then(|link| page.url.join(&link.href).ok()) {
            Some(url) => self.get(&url).await,
            None => Err(Stop::Failed("kit-expects-button")),
        }
    }

    /// Chooses this: an entry of a list or one of several buttons to tick, by its value; or else presses it.
    pub(crate) async fn chooses(&self, page: &Page, choice: &str) -> Result<Page, Stop> {
        for form in &page.forms {
            if let Some(input) = form.inputs.iter().find(|input| input.is_choice() && input.value == choice) {
                return self.send(page, form, None, &[(&input.name, choice)]).await;
            }
        }
        self.press(page, choice, &[]).await
    }

    /// Whether there is anything with the mark.
    pub(crate) fn sees(page: &Page, mark: &str) -> bool {
        let bears = |text: &str| bears(text, mark);
        let forms = page.forms.iter().any(|form| {
            bears(&form.action) || form.buttons.iter().any(|b| bears(&b.words) || bears(&b.name))
        });
        forms || page.links.iter().any(|link| bears(&link.href) || bears(&link.words))
    }

    /// Sends a form, with its first button if `button` is none.
    pub(crate) async fn send(
        &self,
        page: &Page,
        form: &Form,
        button: Option<&html::Button>,
        fill: &[(&str, &str)],
    ) -> Result<Page, Stop> {
        self.go(sent(page, form, button.or(form.buttons.first()), fill)?).await
    }

    async fn go(&self, sent: Sent) -> Result<Page, Stop> {
        let mut sent = sent;
        for _ in 0..MOST_REDIRECTS {
            if sent.url.origin() != self.portal.origin() {
                return Ok(Page::new(sent.url, 0, String::new()));
            }
            let (status, target, html) = self.once(&sent).await?;
            match target {
                Some(target) => {
                    let url = sent.url.join(&target).map_err(|_| Stop::Failed("kit-expects-answer"))?;
                    // 307 and 308 keep what was sent (RFC 9110 section 15.4).
                    let keeps = matches!(status, 307 | 308);
                    let (method, body) = if keeps { (sent.method, sent.body) } else { (Method::GET, None) };
                    sent = Sent { method, url, body, from: sent.from };
                }
                None => return Ok(Page::new(sent.url, status, html)),
            }
        }
        Err(Stop::Failed("kit-expects-no-loop"))
    }

    async fn once(&self, sent: &Sent) -> Result<(u16, Option<String>, String), Stop> {
        let request = self.http.request(sent.method.clone(), sent.url.clone());
        let mut request = request
            .header(COOKIE, self.cookies(&sent.url))
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(ACCEPT_LANGUAGE, "en");
        if let Some(body) = &sent.body {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.clone());
            let origin = sent.from.as_ref().unwrap_or(&sent.url).origin().ascii_serialization();
            request = request.header(ORIGIN, origin);
        }
        let body = sent.body.clone().unwrap_or_default();
        let asked = (sent.method.as_str(), sent.url.as_str(), body.as_bytes());
        let Ok(mut answer) = request.send().await else {
            self.log.add("browser", asked, (0, b""));
            return Err(Stop::Failed("kit-expects-reached"));
        };
        self.keep(&sent.url, answer.headers());
        let (status, after) = (answer.status(), retry_after(answer.headers()));
        let target = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let mut said = Vec::new();
        while let Ok(Some(chunk)) = answer.chunk().await {
            said.extend_from_slice(&chunk);
            if said.len() > LARGEST_PAGE {
                break;
            }
        }
        let target = target.filter(|_| status.is_redirection());
        let shown = target.as_ref().map_or_else(|| said.clone(), |to| format!("→ {to}").into_bytes());
        self.log.add("browser", asked, (status.as_u16(), &shown));
        // As where a program calls: too many came before.
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(self.limit.is_left_alone(after));
        }
        Ok((status.as_u16(), target, String::from_utf8_lossy(&said).into_owned()))
    }

    fn cookies(&self, url: &Url) -> String {
        let host = url.host_str().unwrap_or_default();
        let jar = self.jar.lock().unwrap_or_else(PoisonError::into_inner);
        let ours = jar.iter().filter(|((owner, _), _)| owner == host);
        ours.map(|((_, name), value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, url: &Url, headers: &reqwest::header::HeaderMap) {
        let mut jar = self.jar.lock().unwrap_or_else(PoisonError::into_inner);
        for line in headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            let attributes = attributes.to_ascii_lowercase();
            let key = (url.host_str().unwrap_or_default().to_owned(), name.trim().to_owned());
            let over = attributes.contains("max-age=0") || attributes.contains("01 jan 1970");
            if over || value.is_empty() {
                jar.remove(&key);
            } else {
                jar.insert(key, value.trim().to_owned());
            }
        }
    }
}

/// Whether a text has the pieces of a mark in their order; `*` stands between pieces.
fn bears(text: &str, mark: &str) -> bool {
    let mut rest = text;
    mark.split('*').all(|piece| match rest.split_once(piece) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// The request that a form is sent with.
fn sent(
    page: &Page,
    form: &Form,
    button: Option<&html::Button>,
    fill: &[(&str, &str)],
) -> Result<Sent, Stop> {
    let mut fields = form.as_it_stands();
    for (name, value) in fill {
        fields.retain(|(other, _)| other != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    // One of those that exclude each other is chosen where none is.
    for radio in form.inputs.iter().filter(|input| input.kind == "radio") {
        if !fields.iter().any(|(name, _)| *name == radio.name) {
            fields.push((radio.name.clone(), radio.value.clone()));
        }
    }
    fields.extend(button.filter(|button| !button.name.is_empty()).map(|b| (b.name.clone(), b.value.clone())));
    let action = button.and_then(|button| button.action.as_deref()).unwrap_or(&form.action);
    let mut url = page.url.join(action).map_err(|_| Stop::Failed("kit-expects-button"))?;
    let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let from = Some(page.url.clone());
    if form.method == "post" {
        return Ok(Sent { method: Method::POST, url, body: Some(encoded), from });
    }
    url.set_query(Some(&encoded));
    Ok(Sent { method: Method::GET, url, body: None, from })
}

impl Page {
    fn new(url: Url, status: u16, html: String) -> Self {
        let (forms, links) = html::read(&html);
        Self { url, status, html, forms, links }
    }

    /// The form that asks for a user name and a password.
    pub(crate) fn credentials(&self) -> Option<&Form> {
        self.forms.iter().find(|form| form.credentials().is_some())
    }

    /// Whether a reader sees these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        html::text(&self.html).contains(words)
    }

    /// What a link or a form leads to, as it stands.
    pub(crate) fn leads_to(&self, part: &str) -> bool {
        let forms = self.forms.iter().any(|form| form.action.contains(part));
        forms || self.links.iter().any(|link| link.href.contains(part))
    }
}
