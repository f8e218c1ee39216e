use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use onedoor_base::{AccountId, Digest, Language, LocalAccountId, Session, Subject, Timestamp, Token};
use onedoor_ui::{Localizer, News, Page, SignedIn, Typed, View};

use crate::cookies::Cookie;
use crate::posted::page_of_the_form;
use crate::refused::Refused;
use crate::{ReturnTo, Site, told};

/// The address on the other end of the connection; the listener puts it into every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// One request to a page: by whom, from which browser, in which language.
#[derive(Clone)]
pub struct Visit(Arc<Facts>);

/// What is known about a visit.
pub struct Facts {
    /// The site that is visited.
    pub site: Arc<Site>,
    /// The moment of the request.
    pub now: Timestamp,
    /// The visitor's language: their choice first, then the browser's, then the site's.
    pub language: Language,
    /// Whether that language was chosen in this browser.
    pub language_chosen: bool,
    /// What marks the browser, signed in or not.
    pub browser: Digest,
    /// The session, if one is alive.
    pub session: Option<Session>,
    /// The value by which accounts may know the browser as one that is not to be asked for a second step.
    pub device: Option<Token>,
    /// The value by which an account knows the device on which its passcode counts, if there is one.
    pub app: Option<Token>,
    /// The visitor's network address.
    pub network: IpAddr,
    /// The browser, as it calls itself; at most 200 characters.
    pub user_agent: String,
    /// Path and query of the request; without what it says has happened, unless we sent this browser there.
    pub uri: Uri,
    told: bool,
    session_digest: Option<Digest>,
    new_browser: Option<Token>,
    news: Option<News>,
    typed: Typed,
}

impl Facts {
    /// Whom a limit by network counts: see [`network_of`].
    pub fn network_key(&self) -> String {
        network_of(self.network).to_string()
    }
}

/// The network that an address stands for wherever visitors are counted: an IPv4 address itself, of an
/// IPv6 address the first 64 bits. The rest everybody chooses alone (RFC 4291 section 2.5.4), so that
/// who has one address has 2^64.
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl std::ops::Deref for Visit {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Visit {
    /// Reads what a request says about its visitor, and looks the session up if there is a cookie.
    pub(crate) async fn of(site: &Arc<Site>, parts: &Parts) -> Result<Self, Refused> {
        let headers = &parts.headers;
        let now = site.now();
        let (browser, new_browser) = if let Some(value) = Cookie::Browser.read(&site.settings, headers) {
            (Digest::of(&value), None)
        } else {
            let token = site.token();
            (token.digest(), Some(token))
        };
        let (uri, told) = told::believed(site, browser, headers, &parts.uri);
        let session_digest = Cookie::Session.read(&site.settings, headers).map(Digest::of);
        let session = match session_digest {
            Some(digest) => crate::session::alive(site, digest, now).await?,
            None => None,
        };
        // Only to whom it happened: somebody who is signed in, unless it is about signing out.
        let news = Cookie::News.read(&site.settings, headers).and_then(|key| News::from_key(&key));
        let news = news.filter(|news| session.is_some() || news.is_for_everybody());
        Ok(Self(Arc::new(Facts {
            site: Arc::clone(site),
            now,
            language: language(site, headers),
            language_chosen: chosen_language(site, headers).is_some(),
            browser,
            device: Cookie::Device.read(&site.settings, headers).map(Token::presented),
            app: Cookie::App.read(&site.settings, headers).map(Token::presented),
            session_digest: session.as_ref().and(session_digest),
            session,
            network: network(site, parts),
            user_agent: user_agent(headers),
            uri,
            told,
            new_browser,
            news,
            typed: Typed::default(),
        })))
    }

    /// The same visit to a page in another language, with what was typed there.
    pub(crate) fn switched(self, language: Language, typed: Typed) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(facts) => Self(Arc::new(Facts { language, typed, ..facts })),
            Err(shared) => Self(shared),
        }
    }

    /// The proof that belongs into every form.
    pub fn csrf(&self) -> String {
        self.site.csrf(self.browser, self.session_digest)
    }

    /// The digest of the session's cookie.
    pub(crate) fn session_digest(&self) -> Option<Digest> {
        self.session_digest
    }

    /// A value for `purpose` that only we can make, and only for this browser: whoever comes back with it was
    /// sent away from here in this browser.
    pub fn mark(&self, purpose: &str) -> String {
        self.site.keyed(purpose, &self.browser.0)
    }

    /// What the layout around a page needs to know.
    pub fn view(&self) -> View {
        let offset = self.site.settings.country.utc_offset_minutes();
        View {
            look: Arc::clone(&self.site.look),
            t: Localizer::of(self.language),
            csrf: self.csrf(),
            signed_in: self.session.as_ref().map(|session| SignedIn {
                name: session.display_name.clone(),
                account_href: "/account".to_owned(),
                sign_out_action: "/sign-out".to_owned(),
            }),
            nav: self.site.nav.clone(),
            path: self.address().to_owned(),
            news: self.news,
            typed: self.typed.clone(),
            utc_offset: time::UtcOffset::from_whole_seconds(i32::from(offset) * 60)
                .unwrap_or(time::UtcOffset::UTC),
        }
    }

    /// Path and query, for a page that names its own address; one that is too long to come back to is the
    /// front page, so that no page grows with its address.
    pub(crate) fn address(&self) -> &str {
        let address = self.uri.path_and_query().map_or("/", |p| p.as_str());
        if address.len() <= crate::return_to::LONGEST { address } else { "/" }
    }

    /// The words of the visitor's language.
    pub fn localizer(&self) -> Arc<Localizer> {
        Localizer::of(self.language)
    }

    /// Answers with a page.
    pub fn page(&self, page: &dyn Page) -> Response {
        self.page_with(StatusCode::OK, page)
    }

    /// Answers with a page that asks for something to be put right (422), so that nobody takes the
    /// answer for a success.
    pub fn page_again(&self, page: &dyn Page) -> Response {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// Answers with a page and a status.
    pub fn page_with(&self, status: StatusCode, page: &dyn Page) -> Response {
        (status, Html(onedoor_ui::render(page, &self.view()))).into_response()
    }

    /// A page that was posted to: its own address cannot be fetched, so that the language links lead
    /// to `path` instead.
    pub fn page_at(&self, path: &str, status: StatusCode, page: &dyn Page) -> Response {
        let view = View { path: path.to_owned(), ..self.view() };
        (status, Html(onedoor_ui::render(page, &view))).into_response()
    }

    /// Sends the browser to a page of ours with GET that says what has happened, by a word in its query: it does
    /// so once, in this browser, and only because it was sent there.
    pub fn sends(&self, target: &str) -> Response {
        told::sends(&self.site, self.browser, target)
    }

    /// Has this browser remember a language, as if its owner had chosen it here.
    pub fn with_language(&self, language: Language, mut response: Response) -> Response {
        let cookie = Cookie::Language.set(&self.site.settings, language.tag());
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }

    /// Has this browser keep the value by which accounts know it (see [`Facts::device`]).
    pub fn with_device(&self, device: &Token, mut response: Response) -> Response {
        let cookie = Cookie::Device.set(&self.site.settings, device.reveal());
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }

    /// Has this browser keep the value by which an account knows its device (see [`Facts::app`]).
    pub fn with_app(&self, app: &Token, mut response: Response) -> Response {
        let cookie = Cookie::App.set(&self.site.settings, app.reveal());
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }

    /// Takes the news away once a page has said it.
    pub(crate) fn news_cookies(&self) -> impl Iterator<Item = axum::http::HeaderValue> {
        let news = self.news.map(|_| Cookie::News.clear(&self.site.settings));
        news.into_iter().chain(self.told.then(|| told::over(&self.site)))
    }

    /// Whether the browser brought nothing that marks it: it was never here, or keeps no cookies.
    pub fn is_new_browser(&self) -> bool {
        self.new_browser.is_some()
    }

    /// The cookie that a new browser gets.
    pub(crate) fn browser_cookie(&self) -> Option<(header::HeaderName, axum::http::HeaderValue)> {
        let token = self.new_browser.as_ref()?;
        Some((SET_COOKIE, Cookie::Browser.set(&self.site.settings, token.reveal())))
    }
}

/// Sends the browser to another page with GET.
pub fn see_other(target: &str) -> Response {
    Redirect::to(target).into_response()
}

/// Lets the next page say what has happened.
pub fn with_news(site: &Site, news: News, mut response: Response) -> Response {
    response.headers_mut().append(SET_COOKIE, Cookie::News.set(&site.settings, news.key()));
    response
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Refused::internal("a page outside the frame"))
    }
}

/// A visit by somebody who is signed in; everybody else is sent to the sign-in page and comes back.
#[derive(Clone)]
pub struct SignedInVisit {
    /// The visit.
    pub visit: Visit,
    /// The session.
    pub session: Session,
}

impl std::ops::Deref for SignedInVisit {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl SignedInVisit {
    /// The person, at an identity site.
    pub fn person(&self) -> Result<AccountId, Refused> {
        match self.session.subject {
            Subject::Person(id) => Ok(id),
            Subject::LocalAccount(_) => Err(Refused::internal("a local account at an identity site")),
        }
    }

    /// The local account, at a portal.
    pub fn local_account(&self) -> Result<LocalAccountId, Refused> {
        match self.session.subject {
            Subject::LocalAccount(id) => Ok(id),
            Subject::Person(_) => Err(Refused::internal("a person at a portal")),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedInVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        if let Some(session) = visit.session.clone() {
            return Ok(Self { visit, session });
        }
        // Only a page that can be fetched again is worth coming back to: for a form the one that it stood on.
        let heading = if parts.method == axum::http::Method::GET {
            ReturnTo::parse(visit.uri.path_and_query().map_or("/", |p| p.as_str()))
        } else {
            page_of_the_form(&visit.site, &parts.headers, None)
                .map_or_else(ReturnTo::home, |page| ReturnTo::parse(&page))
        };
        Err(see_other(&format!("/sign-in?return_to={}", heading.encoded())))
    }
}

fn language(site: &Site, headers: &HeaderMap) -> Language {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    chosen_language(site, headers)
        .or_else(|| Language::from_accept(text(header::ACCEPT_LANGUAGE)?))
        .unwrap_or(site.settings.default_language)
}

fn chosen_language(site: &Site, headers: &HeaderMap) -> Option<Language> {
    Language::from_tag(&Cookie::Language.read(&site.settings, headers)?)
}

/// Whom a limit by network counts, where there is no visit: at the endpoints for programs.
pub fn network_key(site: &Site, parts: &Parts) -> String {
    network_of(network(site, parts)).to_string()
}

fn network(site: &Site, parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |p| p.0);
    if !site.settings.behind_proxy {
        return peer;
    }
    // The proxy in front appends the address it saw; what stands before it anybody may have written.
    let named = parts.headers.get_all("x-forwarded-for").iter().next_back();
    named.and_then(|v| v.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
}

fn user_agent(headers: &HeaderMap) -> String {
    let text = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
