//! A national identity that speaks the real protocol over loopback: discovery, keys, pushed requests, token,
//! userinfo. What happens in the browser there (signing in, allowing) is [`Fake::signs_in`].

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use onedoor_base::{Clock, LinkId};
use onedoor_linking::Handshake;
use onedoor_linking_protocol::Told;
use onedoor_oidc::backchannel::Logout;
use onedoor_oidc::id_token::{Audience, IdTokenClaims, at_hash};
use onedoor_oidc::keys::{Algorithm, Jwks, SigningKey, Typ};
use onedoor_oidc::pkce;
use onedoor_oidc::relying_party::basic_authorization;
use onedoor_oidc::signed_request::Request as SignedRequest;
use onedoor_site::testing::HandClock;
use serde_json::{Map, Value, json};
use url::Url;

mod links;
mod prints;

pub(super) use links::Speaks;

pub(super) const CLIENT: &str = "the-portal";
pub(super) const SECRET: &str = "a secret between portal and identity";

/// Somebody with a national identity.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) sub: &'static str,
    pub(super) name: &'static str,
    pub(super) acr: &'static str,
    pub(super) amr: &'static [&'static str],
    pub(super) sid: &'static str,
    pub(super) number: Option<&'static str>,
    pub(super) number_verified: bool,
    /// How many seconds ago they signed in there, unless they are asked to do it anew.
    pub(super) signed_in_ago: i64,
    /// What else the userinfo endpoint says.
    pub(super) more: Vec<(&'static str, &'static str)>,
}

#[derive(Clone)]
pub(super) struct Fake(Arc<Inner>);

struct Inner {
    issuer: String,
    key: SigningKey,
    clock: Arc<HandClock>,
    state: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    pushed: HashMap<String, HashMap<String, String>>,
    codes: HashMap<String, (HashMap<String, String>, Person)>,
    access: HashMap<String, Person>,
    last: u64,
    mood: Mood,
    speaks: Speaks,
    proofs: Vec<String>,
    links: HashMap<LinkId, Handshake>,
    told: Vec<Told>,
    lists_in_circles: bool,
    /// What it answers to whatever it is told, instead of the truth.
    lie: Option<String>,
    /// The names of its keys for fingerprints; with some it tells no numbers.
    keys: Vec<&'static str>,
    /// What is evaluated with, where that is not the published key.
    cheats: Option<&'static str>,
    /// What it was asked to evaluate.
    blinded: Vec<String>,
    asked: Vec<HashMap<String, String>>,
}

/// What it does wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Mood {
    /// Nothing.
    #[default]
    Well,
    /// Answers 503 to programs.
    Down,
    /// The token endpoint answers 503.
    TokenDown,
    /// Puts another nonce into the identity token.
    OtherNonce,
    /// Does not ask for a new sign-in when it is asked to.
    KeepsOldSignIns,
    /// Does not say when the person signed in.
    NoHour,
    /// Userinfo is about somebody else.
    OtherUserinfo,
}

impl Fake {
    /// The proof of a request of its own.
    pub(super) fn proves(&self, request: &SignedRequest<'_>, jti: &str) -> String {
        request.sign(&self.0.key, jti, self.0.clock.now().seconds()).expect("signed")
    }

    pub(super) async fn start(clock: &Arc<HandClock>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let key = SigningKey::generate(Algorithm::Es256).expect("a key");
        let fake = Self(Arc::new(Inner { issuer, key, clock: Arc::clone(clock), state: Mutex::default() }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/jwks", get(keys))
            .route("/par", post(push))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .route("/linking/v1/links", get(links::list))
            .route("/linking/v1/links/{id}", put(links::hear))
            .route("/linking/v1/fingerprints", get(prints::keys).post(prints::evaluate))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        fake
    }

    pub(super) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(super) fn is(&self, mood: Mood) {
        self.book(|book| book.mood = mood);
    }

    fn book<T>(&self, work: impl FnOnce(&mut Book) -> T) -> T {
        work(&mut self.0.state.lock().expect("whole"))
    }

    /// The requests that were pushed, the latest last.
    pub(super) fn asked(&self) -> Vec<HashMap<String, String>> {
        self.book(|book| book.asked.clone())
    }

    /// The request behind the address that the portal sent the browser to.
    fn request(&self, location: &str) -> HashMap<String, String> {
        let url = Url::parse(location).expect("an address");
        assert!(location.starts_with(&format!("{}/authorize?", self.0.issuer)), "{location}");
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(query.get("client_id").map(String::as_str), Some(CLIENT));
        self.book(|book| book.pushed.remove(&query["request_uri"])).expect("pushed before, and once")
    }

    /// The person signs in there and allows it; where the browser is sent, without the portal's origin.
    pub(super) fn signs_in(&self, location: &str, person: &Person) -> String {
        let request = self.request(location);
        let code = self.book(|book| {
            book.last += 1;
            let code = format!("code-{}", book.last);
            book.codes.insert(code.clone(), (request.clone(), person.clone()));
            code
        });
        self.answer(&request, &[("code", &code)])
    }

    /// The person turns back there, or something else goes wrong.
    pub(super) fn refuses(&self, location: &str, error: &str) -> String {
        let request = self.request(location);
        self.answer(&request, &[("error", error), ("error_description", "Click here: https://evil.example")])
    }

    fn answer(&self, request: &HashMap<String, String>, fields: &[(&str, &str)]) -> String {
        let mut url = Url::parse(&request["redirect_uri"]).expect("an address");
        url.query_pairs_mut()
            .extend_pairs(fields)
            .append_pair("state", &request["state"])
            .append_pair("iss", &self.0.issuer);
        format!("{}?{}", url.path(), url.query().unwrap_or_default())
    }

    /// A logout token about this person's session.
    pub(super) fn logout_token(&self, person: &Person, jti: &str) -> String {
        let (issuer, now) = (self.issuer(), self.0.clock.now().seconds());
        let logout = Logout { issuer, client_id: CLIENT, subject: person.sub, sid: person.sid, jti, now };
        logout.sign(&self.0.key).expect("signed")
    }

    /// A signed token with these claims.
    pub(super) fn signed(&self, typ: Typ, claims: &Value) -> String {
        self.0.key.sign(typ, claims.to_string().as_bytes()).expect("signed")
    }

    fn next_proof(&self) -> String {
        self.book(|book| {
            let proof = format!("proof-{}", book.proofs.len() + 1);
            book.proofs.push(proof.clone());
            proof
        })
    }

    fn claims(
        &self,
        request: &HashMap<String, String>,
        person: &Person,
        access: &str,
        mood: Mood,
    ) -> IdTokenClaims {
        let now = self.0.clock.now().seconds();
        let anew = request.get("prompt").is_some_and(|prompt| prompt == "login");
        let ago = if anew && mood != Mood::KeepsOldSignIns { 0 } else { person.signed_in_ago };
        let nonce = if mood == Mood::OtherNonce { "of-another-sign-in" } else { &request["nonce"] };
        IdTokenClaims {
            iss: self.0.issuer.clone(),
            sub: person.sub.to_owned(),
            aud: Audience::One(CLIENT.to_owned()),
            exp: now + 300,
            iat: now,
            auth_time: (mood != Mood::NoHour).then_some(now - ago),
            nonce: Some(nonce.to_owned()),
            acr: Some(person.acr.to_owned()),
            amr: person.amr.iter().map(|amr| (*amr).to_owned()).collect(),
            azp: None,
            at_hash: Some(at_hash(access)),
            sid: Some(person.sid.to_owned()),
            extra: self.extra(person),
        }
    }
}

type Fields = Form<HashMap<String, String>>;

fn is_client(headers: &HeaderMap) -> bool {
    let expected = basic_authorization(CLIENT, SECRET);
    headers.get("authorization").is_some_and(|given| given.as_bytes() == expected.as_bytes())
}

fn error(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}

fn down() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

async fn document(State(fake): State<Fake>) -> Response {
    if fake.book(|book| book.mood) == Mood::Down {
        return down();
    }
    let at = |path: &str| format!("{}{path}", fake.0.issuer);
    let speaks = fake.book(|book| book.speaks) != Speaks::Not;
    Json(json!({
        "issuer": fake.0.issuer,
        "onedoor_linking_endpoint": speaks.then(|| at("/linking/v1")),
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/jwks"),
        "userinfo_endpoint": at("/userinfo"),
        "pushed_authorization_request_endpoint": at("/par"),
        "end_session_endpoint": at("/end"),
        "authorization_response_iss_parameter_supported": true,
    }))
    .into_response()
}

async fn keys(State(fake): State<Fake>) -> Response {
    Jwks { keys: vec![fake.0.key.jwk().clone()] }.to_json().into_response()
}

async fn push(State(fake): State<Fake>, headers: HeaderMap, Form(fields): Fields) -> Response {
    if fake.book(|book| book.mood) == Mood::Down {
        return down();
    }
    let sound = is_client(&headers)
        && fields.get("response_type").is_some_and(|kind| kind == "code")
        && fields.get("code_challenge_method").is_some_and(|method| method == "S256")
        && fields.get("code_challenge").is_some_and(|challenge| pkce::is_challenge(challenge));
    if !sound {
        return error("invalid_request");
    }
    let request_uri = fake.book(|book| {
        book.last += 1;
        let name = format!("urn:ietf:params:oauth:request_uri:{}", book.last);
        book.asked.push(fields.clone());
        book.pushed.insert(name.clone(), fields);
        name
    });
    (StatusCode::CREATED, Json(json!({ "request_uri": request_uri, "expires_in": 60 }))).into_response()
}

async fn token(State(fake): State<Fake>, headers: HeaderMap, Form(fields): Fields) -> Response {
    let mood = fake.book(|book| book.mood);
    if matches!(mood, Mood::Down | Mood::TokenDown) {
        return down();
    }
    if !is_client(&headers) {
        return error("invalid_client");
    }
    // A code is good once, whatever comes of it.
    let Some((request, person)) =
        fields.get("code").and_then(|code| fake.book(|book| book.codes.remove(code)))
    else {
        return error("invalid_grant");
    };
    let verifier = fields.get("code_verifier").map_or("", String::as_str);
    if !pkce::answers(verifier, &request["code_challenge"])
        || fields.get("redirect_uri") != request.get("redirect_uri")
    {
        return error("invalid_grant");
    }
    let access = fake.book(|book| {
        book.last += 1;
        let access = format!("access-{}", book.last);
        book.access.insert(access.clone(), person.clone());
        access
    });
    let id_token = fake.claims(&request, &person, &access, mood).sign(&fake.0.key).expect("signed");
    Json(json!({ "access_token": access, "token_type": "Bearer", "id_token": id_token, "expires_in": 300 }))
        .into_response()
}

async fn userinfo(State(fake): State<Fake>, headers: HeaderMap) -> Response {
    let bearer = headers.get("authorization").and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some(person) = bearer.and_then(|access| fake.book(|book| book.access.get(access).cloned())) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let other = fake.book(|book| book.mood) == Mood::OtherUserinfo;
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(if other { "somebody-else" } else { person.sub }));
    claims.insert("name".to_owned(), json!(person.name));
    let tells = fake.book(|book| book.keys.is_empty());
    if let Some(number) = person.number.filter(|_| tells) {
        claims.insert("national_number".to_owned(), json!(number));
        claims.insert("national_number_verified".to_owned(), json!(person.number_verified));
    }
    for (name, value) in person.more {
        claims.insert(name.to_owned(), if value == "true" { json!(true) } else { json!(value) });
    }
    Json(Value::Object(claims)).into_response()
}
