//! The operations that are measured.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::forms::{Browser, hidden};
use crate::load::{Answer, Connection, Work};
use crate::world::{CLIENT_SECRET, Gateway, Served};

pub(crate) const PASSWORD: &str = "correct horse battery";
const VERIFIER: &str = "a-verifier-of-the-benchmark-that-is-long-enough-for-pkce";

/// Somebody who was registered, signed in.
pub(crate) struct Person {
    pub(crate) login: String,
    cookie: String,
    network: String,
}

/// Registers people over the site's own pages; `then` goes on in the browser of each.
pub(crate) fn register<T: Send>(
    identity: &Served,
    gateway: &Gateway,
    who: std::ops::Range<usize>,
    then: impl Fn(Person, Browser) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(who.start);
    let people = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= who.end {
                        return;
                    }
                    let (person, browser) = register_one(identity, gateway, index);
                    let person = then(person, browser);
                    people.lock().expect("people").push(person);
                }
            });
        }
    });
    people.into_inner().expect("people")
}

pub(crate) fn network(index: usize) -> String {
    format!("10.{}.{}.{}", index / 62_500 % 250, index / 250 % 250, index % 250 + 1)
}

fn register_one(identity: &Served, gateway: &Gateway, index: usize) -> (Person, Browser) {
    let connection = Connection::new(identity.address, &identity.host);
    let mut browser = Browser::new(connection, &identity.origin, network(index));
    let (login, phone) = (format!("person{index:05}"), format!("+8491{:07}", 2_000_000 + index));
    let page = browser.get("/register");
    let fields = [("name", "Người Thử Nghiệm"), ("phone", phone.as_str()), ("consent", "yes")];
    let sent = browser.submit(&page, "/register", &fields);
    let page = browser.follow(sent);
    let code = gateway.code(&phone);
    let sent = browser.submit(&page, "/register/code", &[("code", &code)]);
    let page = browser.follow(sent);
    let fields = [("login", login.as_str()), ("password", PASSWORD), ("again", PASSWORD)];
    let done = browser.submit(&page, "/register/credentials", &fields);
    assert!(
        done.status == 303,
        "registration ended with {}: {}",
        done.status,
        String::from_utf8_lossy(&done.body)
    );
    (Person { login, cookie: browser.cookie(), network: network(index) }, browser)
}

pub(crate) fn expect(answer: &Answer, status: u16) -> bool {
    assert!(
        answer.status == status,
        "expected {status}, not {}:\n{}\n{}",
        answer.status,
        answer.head,
        String::from_utf8_lossy(&answer.body)
    );
    true
}

/// One address, fetched over and over.
pub(crate) struct Fetch<'a> {
    pub(crate) path: &'a str,
}

impl Work for Fetch<'_> {
    type State = ();

    fn prepare(&self, _: &mut Connection, _: usize) {}

    fn step(&self, connection: &mut Connection, (): &mut ()) -> bool {
        expect(&connection.ask("GET", self.path, &[], "").expect("an answer"), 200)
    }
}

/// Posting the sign-in form.
pub(crate) struct SignIn<'a> {
    identity: &'a Served,
    people: &'a [Person],
    next: AtomicUsize,
}

impl<'a> SignIn<'a> {
    pub(crate) const fn new(identity: &'a Served, people: &'a [Person]) -> Self {
        Self { identity, people, next: AtomicUsize::new(0) }
    }
}

impl Work for SignIn<'_> {
    /// The cookie of a fresh browser, and the form's hidden fields.
    type State = (String, Vec<(String, String)>);

    fn prepare(&self, connection: &mut Connection, _: usize) -> Self::State {
        let page = connection.ask("GET", "/sign-in", &[], "").expect("an answer");
        expect(&page, 200);
        let cookie = page.cookies().next().expect("the browser's cookie").to_owned();
        (cookie, hidden(&String::from_utf8_lossy(&page.body), "/sign-in"))
    }

    fn step(&self, connection: &mut Connection, (cookie, form): &mut Self::State) -> bool {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        let person = &self.people[index % self.people.len()];
        let mut fields = form.clone();
        fields.push(("identifier".to_owned(), person.login.clone()));
        fields.push(("password".to_owned(), PASSWORD.to_owned()));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let from = network(index + 1000);
        let headers = [
            ("Cookie", cookie.as_str()),
            ("Origin", self.identity.origin.as_str()),
            ("X-Forwarded-For", &from),
        ];
        expect(&connection.ask("POST", "/sign-in", &headers, &body).expect("an answer"), 303)
    }
}

/// The authorization endpoint, for people who are signed in.
pub(crate) struct Authorize<'a> {
    path: String,
    people: &'a [Person],
    next: AtomicUsize,
    codes: Mutex<Vec<String>>,
    host: &'a str,
}

impl<'a> Authorize<'a> {
    pub(crate) fn new(identity: &'a Served, callback: &str, people: &'a [Person]) -> Self {
        let challenge = URL_SAFE_NO_PAD.encode(onedoor_base::Digest::of(VERIFIER).0);
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("response_type", "code"),
                ("client_id", "bench"),
                ("redirect_uri", callback),
                ("scope", "openid profile offline_access"),
                ("state", "benchmark"),
                ("nonce", "benchmark"),
                ("code_challenge", &challenge),
                ("code_challenge_method", "S256"),
            ])
            .finish();
        let path = format!("/oauth/authorize?{query}");
        Self { path, people, next: AtomicUsize::new(0), codes: Mutex::default(), host: &identity.host }
    }

    pub(crate) fn codes(&self) -> Vec<String> {
        std::mem::take(&mut self.codes.lock().expect("codes"))
    }
}

impl Work for Authorize<'_> {
    type State = ();

    fn prepare(&self, _: &mut Connection, _: usize) {}

    fn step(&self, connection: &mut Connection, (): &mut ()) -> bool {
        let person = &self.people[self.next.fetch_add(1, Ordering::Relaxed) % self.people.len()];
        let headers = [("Cookie", person.cookie.as_str()), ("X-Forwarded-For", person.network.as_str())];
        let answer = connection.ask("GET", &self.path, &headers, "").expect("an answer");
        let code = answer.leads_with("code");
        assert!(code.is_some(), "no code from {}: {} {}", self.host, answer.status, answer.head);
        self.codes.lock().expect("codes").extend(code);
        true
    }
}

fn basic() -> String {
    format!("Basic {}", STANDARD.encode(format!("bench:{CLIENT_SECRET}")))
}

/// Access and refresh token.
pub(crate) type Tokens = (String, String);

fn tokens_of(answer: &Answer) -> Tokens {
    expect(answer, 200);
    (
        answer.json("access_token").expect("an access token"),
        answer.json("refresh_token").expect("a refresh token"),
    )
}

/// Exchanging codes, each once.
pub(crate) struct Exchange {
    callback: String,
    codes: Vec<String>,
    next: AtomicUsize,
    tokens: Mutex<Vec<Tokens>>,
}

impl Exchange {
    pub(crate) fn new(callback: &str, codes: Vec<String>) -> Self {
        Self { callback: callback.to_owned(), codes, next: AtomicUsize::new(0), tokens: Mutex::default() }
    }

    pub(crate) fn tokens(&self) -> Vec<Tokens> {
        std::mem::take(&mut self.tokens.lock().expect("tokens"))
    }
}

impl Work for Exchange {
    type State = String;

    fn prepare(&self, _: &mut Connection, _: usize) -> String {
        basic()
    }

    fn step(&self, connection: &mut Connection, proof: &mut String) -> bool {
        let Some(code) = self.codes.get(self.next.fetch_add(1, Ordering::Relaxed)) else { return false };
        let body = onedoor_oidc::relying_party::code_form(code, &self.callback, VERIFIER);
        let answer =
            connection.ask("POST", "/oauth/token", &[("Authorization", proof)], &body).expect("an answer");
        self.tokens.lock().expect("tokens").push(tokens_of(&answer));
        true
    }
}

/// How many chains of refresh tokens can be carried on at most.
pub(crate) const CHAINS: usize = 64;

/// Refreshing: each connection carries one chain of tokens on.
pub(crate) struct Refresh {
    starts: Mutex<Vec<String>>,
}

impl Refresh {
    pub(crate) fn new(tokens: &[Tokens]) -> Self {
        // The last ones, so that the access tokens of the first stay good for the other operations.
        Self {
            starts: Mutex::new(
                tokens.iter().rev().take(CHAINS).map(|(_, refresh)| refresh.clone()).collect(),
            ),
        }
    }
}

impl Work for Refresh {
    type State = (String, String);

    fn prepare(&self, _: &mut Connection, _: usize) -> Self::State {
        (basic(), self.starts.lock().expect("tokens").pop().expect("a refresh token"))
    }

    fn step(&self, connection: &mut Connection, (proof, token): &mut Self::State) -> bool {
        let body = onedoor_oidc::relying_party::refresh_form(token);
        let answer =
            connection.ask("POST", "/oauth/token", &[("Authorization", proof)], &body).expect("an answer");
        *token = tokens_of(&answer).1;
        true
    }
}

/// Claims for an access token.
pub(crate) struct UserInfo<'a>(pub(crate) &'a [Tokens]);

impl Work for UserInfo<'_> {
    type State = usize;

    fn prepare(&self, _: &mut Connection, index: usize) -> usize {
        index
    }

    fn step(&self, connection: &mut Connection, at: &mut usize) -> bool {
        *at += 1;
        let bearer = format!("Bearer {}", self.0[*at % self.0.len()].0);
        expect(
            &connection.ask("GET", "/oauth/userinfo", &[("Authorization", &bearer)], "").expect("an answer"),
            200,
        )
    }
}

/// Looking at an access token.
pub(crate) struct Introspect<'a>(pub(crate) &'a [Tokens]);

impl Work for Introspect<'_> {
    type State = (String, usize);

    fn prepare(&self, _: &mut Connection, index: usize) -> Self::State {
        (basic(), index)
    }

    fn step(&self, connection: &mut Connection, (proof, at): &mut Self::State) -> bool {
        *at += 1;
        let body = format!("token={}", self.0[*at % self.0.len()].0);
        let answer = connection
            .ask("POST", "/oauth/introspect", &[("Authorization", proof)], &body)
            .expect("an answer");
        expect(&answer, 200);
        assert!(answer.body.windows(13).any(|w| w == b"\"active\":true"), "the token is not active");
        true
    }
}

/// A first sign-in at a portal by somebody who is signed in at the identity: redirect there, code,
/// callback, account made, link made, session begun. Each person once.
pub(crate) struct Link<'a> {
    identity: &'a Served,
    people: &'a [Person],
    next: AtomicUsize,
}

impl<'a> Link<'a> {
    pub(crate) const fn new(identity: &'a Served, people: &'a [Person]) -> Self {
        Self { identity, people, next: AtomicUsize::new(0) }
    }
}

impl Work for Link<'_> {
    type State = Connection;

    fn prepare(&self, _: &mut Connection, _: usize) -> Connection {
        Connection::new(self.identity.address, &self.identity.host)
    }

    fn step(&self, portal: &mut Connection, identity: &mut Connection) -> bool {
        let Some(person) = self.people.get(self.next.fetch_add(1, Ordering::Relaxed)) else { return false };
        let from = ("X-Forwarded-For", person.network.as_str());
        let begun = portal.ask("GET", "/sign-in/national/national", &[from], "").expect("an answer");
        let browser: Vec<&str> = begun.cookies().collect();
        let there = path_of(begun.header("location").expect("the way to the identity"));
        let answer = identity.ask("GET", &there, &[("Cookie", &person.cookie), from], "").expect("an answer");
        assert!(answer.leads_with("code").is_some(), "no code: {} {}", answer.status, answer.head);
        let back = path_of(answer.header("location").expect("the way back"));
        let arrived =
            portal.ask("GET", &back, &[("Cookie", &browser.join("; ")), from], "").expect("an answer");
        let signed_in = arrived.cookies().any(|pair| pair.starts_with("session="));
        assert!(signed_in, "no session: {} {}", arrived.status, String::from_utf8_lossy(&arrived.body));
        true
    }
}

fn path_of(address: &str) -> String {
    let url = url::Url::parse(address).expect("an address");
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}
