//! A portal and the people who come from it.

use std::sync::Arc;

use axum::Router;
use onedoor_base::{
    AccountId, Digest, Factor, IdentityLevel, LinkId, SESSION_LIFE, Session, SessionId, Subject, Timestamp,
    Token,
};
use onedoor_identity::{
    Identity, LevelNames, Parts, Profile, Provider, Terms, TermsVersion, identity_router,
};
use onedoor_linking::IdentityLink;
use onedoor_oidc::client::{
    BackchannelLogout, Client, ClientAuthentication, GrantType, SecretDigest, SubjectType,
};
use onedoor_oidc::id_token::{Expected, IdTokenClaims, validate_id_token};
use onedoor_oidc::keys::{Algorithm, Jwks, VerificationKeys};
use onedoor_oidc::relying_party::{TokenAnswer, basic_authorization, code_form, read_tokens};
use onedoor_oidc::{Parameters, Scopes, pkce};
use onedoor_people::CLOSING_WAIT;
use onedoor_proofing::profile::Choices;
use onedoor_site::challenge::Captcha;
use onedoor_site::testing::{Answer, Browser, TestSite, TestWorld};
use onedoor_storage::linking::identity_links;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, Statement, StorageError, params};
use onedoor_ui::Look;

use crate::actors::{LEVEL1, account_of, khai};

pub(crate) const ISSUER: &str = "http://vneid.localhost";
pub(crate) const CALLBACK: &str = "https://haiduong.example/callback";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const SECRET: &str = "a long and random secret";

const ACTIONS: Statement =
    Statement::new("testing.audit.actions", "SELECT action FROM audit ORDER BY at, id");

/// An identity with one person and two portals.
pub(crate) struct Scene {
    pub(crate) world: TestWorld,
    pub(crate) identity: Identity,
    pub(crate) router: Router,
    pub(crate) khai: AccountId,
}

/// The portal of a province.
pub(crate) fn haiduong() -> Client {
    Client {
        client_id: "haiduong".to_owned(),
        name: "Hải Dương one-stop".to_owned(),
        names: [("vi".to_owned(), "Một cửa Hải Dương".to_owned())].into(),
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: vec!["https://haiduong.example/bye".to_owned()],
        backchannel_logout: None,
        linking_endpoint: None,
        fingerprint_keys: Vec::new(),
        fingerprints_per_day: 0,
        authentication: ClientAuthentication::ClientSecretBasic(SecretDigest::of(SECRET)),
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        scopes: Scopes::parse("openid profile phone national_number offline_access").expect("scopes"),
        id_token_alg: Algorithm::Es256,
        subject_type: SubjectType::Pairwise("haiduong.example".to_owned()),
        require_pushed: false,
        first_party: false,
        default_acr: None,
        resource_server: false,
    }
}

/// A portal of the provider's own house, without a secret.
pub(crate) fn house() -> Client {
    Client {
        client_id: "house".to_owned(),
        name: "House".to_owned(),
        names: [].into(),
        authentication: ClientAuthentication::None,
        subject_type: SubjectType::Pairwise("house.example".to_owned()),
        first_party: true,
        ..haiduong()
    }
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::with(&[haiduong(), house()]).await
    }

    /// The provincial portal wants to hear of logouts at this address.
    pub(crate) async fn told_at(address: String) -> Self {
        let wish = BackchannelLogout { uri: address, session_required: true };
        Self::with(&[Client { backchannel_logout: Some(wish), ..haiduong() }, house()]).await
    }

    /// The portal of the house wants RS256; making such keys takes its time.
    pub(crate) async fn with_rs256() -> Self {
        Self::with(&[haiduong(), Client { id_token_alg: Algorithm::Rs256, ..house() }]).await
    }

    pub(crate) async fn with(clients: &[Client]) -> Self {
        Self::agreeing(clients, &[]).await
    }

    /// With these terms of use.
    pub(crate) async fn agreeing(clients: &[Client], terms: &[TermsVersion]) -> Self {
        Self::at(TestSite::default(), clients, terms).await
    }

    /// With the check that keeps programs out.
    pub(crate) async fn checking(clients: &[Client], captcha: Captcha) -> Self {
        Self::at(TestSite { captcha, ..TestSite::default() }, clients, &[]).await
    }

    async fn at(site: TestSite, clients: &[Client], terms: &[TermsVersion]) -> Self {
        let world = TestWorld::new();
        let site = world.site(TestSite { key: "vneid", look: Look::Vneid, ..site }).await;
        let profile = Profile {
            country: site.settings.country,
            levels: LevelNames::Vneid,
            choices: Choices::default(),
        };
        let provider = Provider::open(&site, clients, reqwest::Client::new()).await.expect("it opens");
        let terms = Terms::publish(&site, terms).await.expect("published");
        let identity = Identity::new(Parts {
            site,
            profile,
            provider,
            terms,
            closing_wait: CLOSING_WAIT,
            correction_days: 7,
            level1: Some(LEVEL1),
            faces: None,
        });
        let khai = account_of(&identity, &khai()).await;
        let router = identity_router(identity.clone());
        Self { world, identity, router, khai }
    }

    /// The endpoints on a port of this machine.
    pub(crate) async fn listens(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    /// A link as the identity keeps it.
    pub(crate) async fn link(&self, id: LinkId) -> Option<IdentityLink> {
        let store = &self.identity.site.store;
        let found: Result<_, StorageError> =
            store.read(move |tx| Box::pin(async move { identity_links::get(tx, id).await })).await;
        found.expect("read")
    }

    /// A browser in which nobody is signed in.
    pub(crate) fn browser(&self) -> Browser {
        Browser::at(&self.identity.site, &self.router)
    }

    /// A browser in which Khai is signed in.
    pub(crate) async fn signed_in(&self) -> Browser {
        let mut browser = self.browser();
        self.sign_in(&mut browser).await;
        browser
    }

    /// Signs Khai in, as the sign-in page would: with a new session.
    pub(crate) async fn sign_in(&self, browser: &mut Browser) -> SessionId {
        let site = &self.identity.site;
        let now = site.now();
        let session = Session {
            id: SessionId::new(now, site.random.as_ref()),
            subject: Subject::Person(self.khai),
            display_name: "Nguyễn Thị Minh Khai".to_owned(),
            factors: vec![Factor::Pwd, Factor::Sms],
            identity: IdentityLevel::Basic,
            authenticated_at: now,
            created_at: now,
            seen_at: now,
            expires_at: now.after(SESSION_LIFE),
            ended_at: None,
            user_agent: String::new(),
            network: String::new(),
            upstream: None,
        };
        let (id, token) = (session.id, site.token());
        let digest: Digest = token.digest();
        let begun: Result<(), StorageError> = site
            .store
            .write(move |tx| {
                let session = session.clone();
                Box::pin(async move {
                    Ok(Change::Unrecorded(sessions::insert(tx, &session, digest, None).await?))
                })
            })
            .await;
        begun.expect("a session begins");
        browser.cookies.insert("session".to_owned(), token.reveal().to_owned());
        id
    }

    /// What the provider answers a portal's server that posts a form and proves itself.
    pub(crate) async fn call(&self, path: &str, form: &str) -> Answer {
        let header = basic_authorization("haiduong", SECRET);
        self.call_as(path, form, &[("authorization", &header)]).await
    }

    /// The same with these headers.
    pub(crate) async fn call_as(&self, path: &str, form: &str, headers: &[(&'static str, &str)]) -> Answer {
        let form = Parameters::parse(form).expect("a form");
        let fields: Vec<_> = form.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        self.browser().post(path, &fields, headers).await
    }

    /// The claims as they come from userinfo.
    pub(crate) async fn userinfo(&self, access_token: &str) -> Answer {
        let browser = self.browser().with("authorization", &format!("Bearer {access_token}"));
        { browser }.get("/oauth/userinfo").await
    }

    /// Khai signs in to the provincial portal and agrees; the tokens.
    pub(crate) async fn tokens(&self, scope: &str) -> TokenAnswer {
        let mut browser = self.signed_in().await;
        self.tokens_in(&mut browser, scope).await
    }

    /// The same in this browser, where she is signed in.
    pub(crate) async fn tokens_in(&self, browser: &mut Browser, scope: &str) -> TokenAnswer {
        let answer = browser.visit(&request(&[("scope", scope)])).await;
        let answer = agree(browser, answer).await;
        self.exchange(&code_of(&answer)).await
    }

    pub(crate) async fn exchange(&self, code: &str) -> TokenAnswer {
        tokens_of(&self.call("/oauth/token", &code_form(code, CALLBACK, VERIFIER)).await)
    }

    /// The published keys.
    pub(crate) async fn keys(&self) -> Jwks {
        let answer = self.browser().get("/oauth/jwks").await;
        Jwks::parse(answer.body.as_bytes()).expect("keys")
    }

    /// Verifies an ID token as the portal would.
    pub(crate) async fn verified(&self, tokens: &TokenAnswer, nonce: Option<&str>) -> IdTokenClaims {
        let expected = Expected {
            issuer: ISSUER,
            client_id: "haiduong",
            algorithm: Some(Algorithm::Es256),
            nonce,
            access_token: Some(&tokens.access_token),
            max_age: None,
            leeway: 0,
        };
        let keys = VerificationKeys::from_jwks(&self.keys().await);
        let now = self.identity.site.now().seconds();
        let token = tokens.id_token.as_deref().expect("an ID token");
        validate_id_token(token, &keys, &expected, now).expect("a good ID token")
    }

    /// Everything that was recorded.
    pub(crate) async fn actions(&self) -> Vec<String> {
        let rows: Result<_, StorageError> = self
            .identity
            .site
            .store
            .read(|tx| Box::pin(async move { tx.rows(&ACTIONS, params![]).await }))
            .await;
        rows.expect("records").iter().map(|row| row.text("action").expect("an action")).collect()
    }
}

/// The address to which the provincial portal sends its people, with some parameters changed or added.
pub(crate) fn request(changes: &[(&str, &str)]) -> String {
    let challenge = pkce::challenge(VERIFIER);
    let usual = [
        ("client_id", "haiduong"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("state", "st4te"),
        ("nonce", "n0nce"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let kept = usual.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let query =
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept.chain(changes)).finish();
    format!("/oauth/authorize?{query}")
}

/// Agrees, if that is what the page asks for.
pub(crate) async fn agree(browser: &mut Browser, page: Answer) -> Answer {
    let action = format!("{}/consent", page.path);
    if page.form(&action).is_none() {
        return page;
    }
    browser.submit(&page, &action, &[("decision", "allow")]).await
}

/// What the portal is answered: the parameters of its callback.
#[track_caller]
pub(crate) fn answered(answer: &Answer) -> Parameters {
    let to = answer.location().unwrap_or_default();
    let query = to.strip_prefix(CALLBACK).and_then(|rest| rest.strip_prefix('?'));
    let query = query.unwrap_or_else(|| panic!("{} leads to {to:?}: {}", answer.path, answer.body));
    Parameters::parse(query).expect("parameters")
}

#[track_caller]
pub(crate) fn code_of(answer: &Answer) -> String {
    let params = answered(answer);
    assert_eq!((params.get("state"), params.get("iss")), (Some("st4te"), Some(ISSUER)));
    params.get("code").expect("a code").to_owned()
}

/// The error that the portal is told.
#[track_caller]
pub(crate) fn error_of(answer: &Answer) -> String {
    let params = answered(answer);
    assert_eq!((params.get("state"), params.get("iss")), (Some("st4te"), Some(ISSUER)));
    params.get("error").expect("an error").to_owned()
}

#[track_caller]
pub(crate) fn tokens_of(answer: &Answer) -> TokenAnswer {
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    read_tokens(answer.status.as_u16(), answer.body.as_bytes()).expect("tokens")
}

/// The error of an endpoint for clients.
#[track_caller]
pub(crate) fn refused(answer: &Answer) -> (u16, String) {
    let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    (answer.status.as_u16(), body["error"].as_str().expect("an error").to_owned())
}

/// A moment from now.
pub(crate) fn pass(scene: &Scene, seconds: u64) -> Timestamp {
    scene.world.clock.advance(std::time::Duration::from_secs(seconds));
    scene.identity.site.now()
}

/// For those who look at the site itself.
pub(crate) fn site(scene: &Scene) -> Arc<onedoor_site::Site> {
    Arc::clone(&scene.identity.site)
}

/// A bearer value nobody has.
pub(crate) fn guess(scene: &Scene) -> Token {
    scene.identity.site.token()
}
