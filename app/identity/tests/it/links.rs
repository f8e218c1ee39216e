//! `/account/links`: the links of a person, seen, made and ended at the identity.

use std::sync::{Arc, Mutex};

use axum::Json;
use axum::http::StatusCode;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Assurance, AuthenticationLevel, GrantId, IdentityLevel, LinkId, Timestamp};
use onedoor_linking::{
    Evidence, Handshake, IdentityLink, Life, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Report,
    Standing,
};
use onedoor_oidc::Client;
use onedoor_site::testing::{Browser, messages};
use onedoor_storage::linking::identity_links;
use onedoor_storage::{Change, StorageError};
use serde_json::json;

use crate::actors::PASSWORD;
use crate::provider::party::{Scene, agree, code_of, haiduong, house, pass, refused, request};

/// Where nobody listens: what is told there is told later.
const NOWHERE: &str = "http://127.0.0.1:9/linking/v1";

async fn scene() -> Scene {
    let portal = Client { linking_endpoint: Some(NOWHERE.to_owned()), ..haiduong() };
    Scene::with(&[portal, house()]).await
}

/// Khai with her password, just now.
pub(crate) async fn khai(scene: &Scene) -> Browser {
    let mut browser = scene.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/account");
    pass(scene, 1);
    browser
}

fn part(at: Timestamp) -> Part {
    Part { number: 1, standing: Standing::Confirmed { at } }
}

/// A link that both sides have confirmed.
pub(crate) fn link(scene: &Scene, n: u8, person: AccountId) -> IdentityLink {
    let now = scene.identity.site.now();
    let mine = Handshake::NEW.confirm(now).expect("new");
    let (handshake, _) = mine.hear(&Report { part: part(now), heard: part(now) });
    IdentityLink {
        id: LinkId::from_bytes([n; 16]),
        person,
        client: "haiduong".to_owned(),
        system: "haiduong".to_owned(),
        subject: "khai-at-haiduong".to_owned(),
        account: format!("acc_{n}"),
        label: format!("Khai (khai{n})"),
        proof: Some(GrantId::from_bytes([n; 16]).to_string()),
        evidence: Evidence {
            national: NationalEvidence {
                at: now,
                assurance: Assurance {
                    identity: IdentityLevel::Basic,
                    authentication: AuthenticationLevel::One,
                },
            },
            local: Proven { how: Proof::Password, at: now },
            assurance: IdentityLevel::Basic,
            made_by: MadeBy::Person,
        },
        handshake,
        created_at: now,
    }
}

pub(crate) async fn put(scene: &Scene, link: IdentityLink) -> LinkId {
    let id = link.id;
    let written: Result<bool, StorageError> = scene
        .identity
        .site
        .store
        .write(move |tx| {
            let link = link.clone();
            Box::pin(async move { Ok(Change::Unrecorded(identity_links::insert(tx, &link).await?)) })
        })
        .await;
    assert_eq!(written, Ok(true));
    id
}

pub(crate) async fn life(scene: &Scene, id: LinkId) -> Life {
    let read: Result<_, StorageError> = scene
        .identity
        .site
        .store
        .read(move |tx| Box::pin(async move { identity_links::get(tx, id).await }))
        .await;
    read.expect("read").expect("a link").life()
}

#[tokio::test]
async fn the_list_says_what_is_linked_and_why_something_is_not_any_more() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    browser.get("/account/links").await.assert_says(StatusCode::OK, "No linked accounts");
    assert!(browser.get("/account").await.says("Linked accounts"));
    put(&scene, link(&scene, 1, scene.khai)).await;
    let now = scene.identity.site.now();
    let other = link(&scene, 2, scene.khai);
    let staff = Report {
        part: Part { number: 2, standing: Standing::Ended { at: now, why: Reason::ByStaff } },
        heard: part(now),
    };
    put(&scene, IdentityLink { handshake: other.handshake.hear(&staff).0, ..other }).await;
    let page = browser.get("/account/links").await;
    page.assert_says(StatusCode::OK, "Hải Dương one-stop");
    page.assert_says(StatusCode::OK, "Khai (khai1)");
    page.assert_says(StatusCode::OK, "The staff of Hải Dương one-stop did it");
    assert_eq!(page.body.matches("/end\"").count(), 1, "only what stands can be ended");
}

#[tokio::test]
async fn ending_ends_tokens_and_consent_and_tells_the_person() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let page = browser.visit(&request(&[("scope", "openid profile offline_access")])).await;
    let answer = agree(&mut browser, page).await;
    let tokens = scene.exchange(&code_of(&answer)).await;
    let id = put(&scene, link(&scene, 1, scene.khai)).await;
    let path = format!("/account/links/{id}/end");
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "End the link with Hải Dương one-stop?");
    page.assert_says(StatusCode::OK, "Your account, dossiers and data at Hải Dương one-stop");
    let done = browser.submit(&page, &path, &[]).await;
    let list = browser.follow(done).await;
    list.assert_says(StatusCode::OK, "The link with Hải Dương one-stop has ended");
    list.assert_says(StatusCode::OK, "You did it here");
    assert_eq!(life(&scene, id).await, Life::Ended);
    // Nothing of what was granted is of use.
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, StatusCode::UNAUTHORIZED);
    let refresh = tokens.refresh_token.expect("a refresh token");
    let form = format!("grant_type=refresh_token&refresh_token={refresh}");
    assert_eq!(refused(&scene.call("/oauth/token", &form).await), (400, "invalid_grant".to_owned()));
    assert!(browser.get("/account/consents").await.says("No site has access"));
    let told = messages(&scene.identity.site).await;
    assert!(
        told.last().is_some_and(|sms| sms.text.contains("has ended") || sms.text.contains("đã kết thúc"))
    );
    assert!(scene.actions().await.iter().any(|action| action == "linking.link.ended_by_owner"));
    // A second click, the back button.
    let again = browser.submit(&page, &path, &[]).await;
    browser.follow(again).await.assert_says(StatusCode::OK, "has ended");
    browser.get(&path).await.assert_leads_to("/account/links");
    assert_eq!(messages(&scene.identity.site).await.len(), told.len(), "told once");
}

#[tokio::test]
async fn an_old_session_ends_nothing_without_the_password() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let id = put(&scene, link(&scene, 1, scene.khai)).await;
    let path = format!("/account/links/{id}/end");
    let page = browser.get(&path).await;
    pass(&scene, 601);
    let first = browser.submit(&page, &path, &[]).await;
    assert!(first.location().unwrap_or_default().starts_with("/sign-in?again=yes&return_to="), "{first:?}");
    assert_eq!(life(&scene, id).await, Life::Active);
    let form = browser.follow(first).await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    let back = browser.submit(&form, "/sign-in", &fields).await;
    back.assert_leads_to(&path);
    let page = browser.get(&path).await;
    browser.submit(&page, &path, &[]).await;
    assert_eq!(life(&scene, id).await, Life::Ended);
}

#[tokio::test]
async fn nobody_sees_or_ends_a_link_of_somebody_else() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let an = crate::actors::account_of(&scene.identity, &crate::actors::an()).await;
    let id = put(&scene, link(&scene, 1, an)).await;
    let path = format!("/account/links/{id}/end");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let form = browser.get("/account/consents").await;
    assert!(!form.says("khai1"));
    let csrf = browser.get("/account/password").await.field("/account/password", "csrf").expect("a proof");
    let forced = browser.post(&path, &[("csrf".to_owned(), csrf)], &[]).await;
    assert_eq!(forced.status, StatusCode::NOT_FOUND);
    assert_eq!(life(&scene, id).await, Life::Active);
    assert_eq!(browser.get("/account/links/nonsense/end").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_another_account_there_is_allowed_stays() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let proving = scene.tokens_in(&mut browser, "openid profile offline_access").await;
    let proof =
        scene.verified(&proving, Some("n0nce")).await.extra["jti"].as_str().expect("a grant").to_owned();
    let later = scene.tokens_in(&mut browser, "openid profile offline_access").await;
    let first = IdentityLink { proof: Some(proof), ..link(&scene, 1, scene.khai) };
    let (id, kept) = (put(&scene, first).await, put(&scene, link(&scene, 2, scene.khai)).await);
    let end = async |browser: &mut Browser, id: LinkId| {
        let path = format!("/account/links/{id}/end");
        let page = browser.get(&path).await;
        browser.submit(&page, &path, &[]).await;
    };
    end(&mut browser, id).await;
    assert_eq!((life(&scene, id).await, life(&scene, kept).await), (Life::Ended, Life::Active));
    assert!(!browser.get("/account/consents").await.says("No site has access"));
    // The grant that proved the link is over; what the other account goes by is not.
    assert_eq!(scene.userinfo(&proving.access_token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(scene.userinfo(&later.access_token).await.status, StatusCode::OK);
    end(&mut browser, kept).await;
    assert_eq!(scene.userinfo(&later.access_token).await.status, StatusCode::UNAUTHORIZED);
    assert!(browser.get("/account/consents").await.says("No site has access"));
}

/// A portal's interface: says what it is, and answers whoever asks to link as it is told to.
struct Portal {
    endpoint: String,
    asked: Arc<Mutex<Vec<serde_json::Value>>>,
    /// What it answers when it is told of a link.
    told: Arc<Mutex<serde_json::Value>>,
}

impl Portal {
    async fn start(way: &str, organisations: bool, page: &str, answer: (u16, serde_json::Value)) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}/linking/v1", listener.local_addr().expect("an address"));
        let description = json!({
            "version": 1, "system": "haiduong", "name": { "en": "Hải Dương" }, "way": way, "page": page,
            "organisations": organisations, "candidates": true,
        });
        let asked: Arc<Mutex<Vec<serde_json::Value>>> = Arc::default();
        let heard = Arc::clone(&asked);
        let link = move |Json(request): Json<serde_json::Value>| {
            let (heard, (status, answer)) = (Arc::clone(&heard), answer.clone());
            async move {
                heard.lock().expect("whole").push(request);
                (StatusCode::from_u16(status).expect("a status"), Json(answer))
            }
        };
        let told: Arc<Mutex<serde_json::Value>> = Arc::default();
        let answers = Arc::clone(&told);
        let tell = move || {
            let answer = answers.lock().expect("whole").clone();
            // A text is answered as it stands.
            let body = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
            async move { ([("content-type", "application/json")], body) }
        };
        let heard = Arc::clone(&asked);
        let candidates = move |Json(request): Json<serde_json::Value>| {
            let heard = Arc::clone(&heard);
            async move {
                heard.lock().expect("whole").push(request);
                Json(json!({ "accounts": [{ "user_name": "hu•••" }], "more": false }))
            }
        };
        let router = axum::Router::new()
            .route("/linking/v1", get(move || async move { Json(description) }))
            .route("/linking/v1/links", post(link))
            .route("/linking/v1/organisations", get(self::organisations))
            .route("/linking/v1/links/{id}", axum::routing::put(tell))
            .route("/linking/v1/candidates", post(candidates));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { endpoint, asked, told }
    }

    /// What it answers when it is told of a link.
    fn tells(&self, answer: serde_json::Value) {
        *self.told.lock().expect("whole") = answer;
    }

    async fn scene(&self) -> Scene {
        let portal = Client { linking_endpoint: Some(self.endpoint.clone()), ..haiduong() };
        Scene::with(&[portal, house()]).await
    }
}

/// Two organisations, one of them in a region.
async fn organisations(
    axum::extract::Query(asked): axum::extract::Query<std::collections::BTreeMap<String, String>>,
) -> (StatusCode, Json<serde_json::Value>) {
    let lyceum = json!({ "name": { "en": "Lyceum\u{7} 7" }, "organisation": "edu-122" });
    let school = json!({ "name": { "ru": "School 1" }, "organisation": "edu-111" });
    let region = json!({ "name": { "ru": "Заречная" }, "within": "r 1" });
    let title = json!({ "en": "Region" });
    let word = |name: &str| asked.get(name).map(String::as_str);
    match (word("organisation"), word("within")) {
        (Some("edu-122"), _) => (StatusCode::OK, Json(json!({ "choices": [lyceum] }))),
        (None, Some("r 1")) => (StatusCode::OK, Json(json!({ "choices": [school] }))),
        (None, None) => (StatusCode::OK, Json(json!({ "title": title, "choices": [region, lyceum] }))),
        _ => (StatusCode::NOT_FOUND, Json(problem("not_found", 404).1)),
    }
}

const THERE: &str = "https://haiduong.example/sign-in/initiate";
const NEW: &str = "/account/links/new/haiduong";

fn problem(code: &str, status: u16) -> (u16, serde_json::Value) {
    (status, json!({ "status": status, "code": code, "title": "x", "retry_after": 60 }))
}

#[tokio::test]
async fn s1_2_the_system_is_chosen_and_chooses_the_way() {
    let portal = Portal::start("page", false, THERE, problem("malformed", 400)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let list = browser.get("/account/links").await;
    assert!(list.body.contains("/account/links/new"));
    let choice = browser.get("/account/links/new").await;
    choice.assert_says(StatusCode::OK, "Hải Dương one-stop");
    assert!(choice.body.contains(NEW) && !choice.says("House"), "only who has an interface");
    let page = browser.get(NEW).await;
    let there = "https://haiduong.example/sign-in/initiate?iss=http%3A%2F%2Fvneid.localhost";
    assert!(page.body.contains(there), "{}", page.body);
    assert_eq!(browser.get("/account/links/new/house").await.status, StatusCode::NOT_FOUND);
    pass(&scene, 601);
    let first = browser.get(NEW).await;
    assert!(
        first.location().unwrap_or_default().starts_with("/sign-in?again=yes"),
        "an old session links nothing"
    );
}

#[tokio::test]
async fn nobody_is_sent_to_a_page_that_is_not_the_portals_own() {
    let portal = Portal::start("page", false, "https://evil.example/", problem("malformed", 400)).await;
    let scene = portal.scene().await;
    let page = khai(&scene).await.get(NEW).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert!(!page.body.contains("evil"));
}

#[tokio::test]
async fn a_portal_that_does_not_answer_is_said_to_be_down() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let down = browser.get(NEW).await;
    down.assert_says(StatusCode::BAD_GATEWAY, "is not answering");
    down.assert_says(StatusCode::BAD_GATEWAY, "nothing is lost");
    assert!(down.body.contains(&format!("href=\"{NEW}\"")), "and a way to try again");
}

async fn tries(browser: &mut Browser) -> onedoor_site::testing::Answer {
    let form = browser.get(NEW).await;
    form.assert_says(StatusCode::OK, "Your account at Hải Dương one-stop");
    browser.submit(&form, NEW, &[("user_name", "hungtv"), ("password", "vai-thieu-2009")]).await
}

#[tokio::test]
async fn s1_2_user_name_and_password_are_passed_on_and_every_no_has_its_words() {
    for (code, status, says, why) in [
        ("wrong_credentials", 422, "The user name or password is not right", "was wrong"),
        ("too_many_requests", 429, "Too many attempts", "too many tries"),
        ("account_locked", 409, "The account there is locked", "The account is locked"),
        (
            "account_taken",
            409,
            "linked with another national account",
            "linked with another national account",
        ),
        (
            "person_has_another",
            409,
            "You already have a linked account there",
            "has another linked account there",
        ),
        ("another_persons_account", 409, "another person’s", "another person’s identity number"),
        ("raise_assurance", 403, "Your account needs a higher level", "not proven well enough"),
        ("link_suspended", 409, "is suspended", "The link is suspended"),
        ("link_unconfirmed", 409, "is being confirmed", "waits to be confirmed"),
        ("issuer_not_trusted", 403, "takes no links now", "does not take this national account"),
        ("proof_used", 409, "has been used", "had been used before"),
        ("choose", 409, "must be chosen there", "must be chosen there"),
    ] {
        let portal = Portal::start("credentials", false, THERE, problem(code, status)).await;
        let scene = portal.scene().await;
        let mut browser = khai(&scene).await;
        let answer = tries(&mut browser).await;
        assert_eq!(answer.status.as_u16(), status, "{code}: {}", answer.body);
        assert!(answer.says(says), "{code}: {}", answer.body);
        assert!(!answer.body.contains("vai-thieu-2009"), "{code}: the password does not come back");
        let asked = portal.asked.lock().expect("whole").clone();
        assert_eq!((asked.len(), asked[0]["user_name"].as_str()), (1, Some("hungtv")));
        assert_eq!(asked[0]["password"].as_str(), Some("vai-thieu-2009"));
        // All of it stands in the person's record, with the reason.
        let record = browser.get("/account/activity").await;
        assert!(record.says("You asked for an account elsewhere to be linked"), "{code}: {}", record.body);
        let sentence = match code {
            "wrong_credentials" => "A wrong user name or password of an account elsewhere was given",
            _ => "An account elsewhere was not linked",
        };
        assert!(record.says(sentence) && record.says(why), "{code}: {}", record.body);
    }
}

#[tokio::test]
async fn what_is_missing_is_said_before_anybody_is_asked_and_a_second_click_is_the_same_request() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let form = browser.get(NEW).await;
    let empty = browser.submit(&form, NEW, &[]).await;
    empty.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the user name");
    assert!(portal.asked.lock().expect("whole").is_empty());
    let fields = [("user_name", "hungtv"), ("password", "x")];
    browser.submit(&form, NEW, &fields).await;
    browser.submit(&form, NEW, &fields).await;
    let asked = portal.asked.lock().expect("whole").clone();
    assert_eq!(asked[0]["proof"], asked[1]["proof"]);
    // A stolen session of long ago asks nobody.
    pass(&scene, 601);
    let first = browser.submit(&form, NEW, &fields).await;
    assert!(first.location().unwrap_or_default().starts_with("/sign-in?again=yes"));
    assert_eq!(portal.asked.lock().expect("whole").len(), 2);
}

#[tokio::test]
async fn a_portal_that_breaks_off_leaves_no_half_link() {
    let portal = Portal::start("credentials", false, THERE, (503, json!({}))).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let down = tries(&mut browser).await;
    down.assert_says(StatusCode::BAD_GATEWAY, "There is no half link");
    browser.get("/account/links").await.assert_says(StatusCode::OK, "No linked accounts");
}

#[tokio::test]
async fn s1_2_the_portal_says_which_account_is_wanted_if_the_person_asks() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let endpoint = Some(portal.endpoint.clone());
    let client = Client {
        linking_endpoint: endpoint,
        fingerprint_keys: vec!["2026".to_owned()],
        fingerprints_per_day: 9,
        ..haiduong()
    };
    let scene = Scene::with(&[client, house()]).await;
    let mut browser = khai(&scene).await;
    let form = browser.get(NEW).await;
    form.assert_says(StatusCode::OK, "Not sure which account?");
    assert!(portal.asked.lock().expect("whole").is_empty(), "nobody is asked before the person wants it");
    let found = browser.submit(&form, &format!("{NEW}/find"), &[]).await;
    found.assert_says(StatusCode::OK, "knows an account with your identity number");
    found.assert_says(StatusCode::OK, "hu•••");
    let asked = portal.asked.lock().expect("whole").clone();
    let print = asked[0]["fingerprints"][0].as_str().expect("a fingerprint");
    assert!(print.starts_with("2026.") && !asked[0].to_string().contains(crate::actors::NUMBER), "{print}");
    assert!(scene.actions().await.contains(&"linking.candidates.asked".to_owned()));
    browser.get("/account/activity").await.assert_says(StatusCode::OK, "You asked a site whether it knows");
    // And the form goes on; the portal judges by the fingerprints too.
    browser.submit(&found, NEW, &[("user_name", "hungtv"), ("password", "x")]).await;
    let asked = portal.asked.lock().expect("whole").clone();
    assert_eq!(asked[1]["fingerprints"][0].as_str(), Some(print));
    // An old session asks nobody.
    pass(&scene, 601);
    let first = browser.submit(&form, &format!("{NEW}/find"), &[]).await;
    assert!(first.location().unwrap_or_default().starts_with("/sign-in?again=yes"));
    assert_eq!(portal.asked.lock().expect("whole").len(), 2);
}

#[tokio::test]
async fn a_portal_without_fingerprints_is_not_asked_for_accounts() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let form = browser.get(NEW).await;
    assert!(!form.says("Not sure which account?"));
    let csrf = form.field(NEW, "csrf").expect("a proof");
    let forced = browser.post(&format!("{NEW}/find"), &[("csrf".to_owned(), csrf)], &[]).await;
    forced.assert_leads_to(NEW);
    assert!(portal.asked.lock().expect("whole").is_empty());
}

/// What portals say of themselves and of links is looked at as what strangers say.
#[tokio::test]
async fn a_portal_that_says_it_has_linked_and_has_not_makes_no_link() {
    let confirmed = json!({ "number": 1, "standing": "confirmed", "at": 1_795_320_000_000_i64 });
    for lie in [
        json!({ "part": confirmed, "heard": confirmed }),
        json!({ "part": { "number": 9_000_000, "standing": "ended", "at": 1, "why": "by_staff" }, "heard": confirmed }),
        json!({ "part": confirmed, "heard": confirmed, "link": "link_01990000-0000-7000-8000-000000000001",
                "system": "another" }),
        json!([]),
        json!("linked"),
    ] {
        let portal = Portal::start("credentials", false, THERE, (200, lie.clone())).await;
        let scene = portal.scene().await;
        let other =
            put(&scene, IdentityLink { client: "house".to_owned(), ..link(&scene, 1, scene.khai) }).await;
        let mut browser = khai(&scene).await;
        let answer = tries(&mut browser).await;
        let page = if answer.location().is_some() { browser.follow(answer).await } else { answer };
        assert!(!page.says("The two accounts are linked now"), "{lie}: {}", page.body);
        let list = browser.get("/account/links").await;
        assert_eq!(list.body.matches("/end\"").count(), 1, "{lie}: only the link that stands: {}", list.body);
        assert_eq!(life(&scene, other).await, Life::Active, "{lie}");
        let read = lie.get("part").is_some();
        let record = browser.get("/account/activity").await;
        assert_eq!(record.says("about a link that cannot be read"), !read, "{lie}: {}", record.body);
    }
}

#[tokio::test]
async fn what_cannot_be_read_of_a_portals_answer_is_found_by_the_person_once_a_day() {
    for answer in ["<!doctype html><title>Welcome</title>", "{\"part\":{\"number\":1,\"stan", "[]", ""] {
        let portal = Portal::start("credentials", false, THERE, problem("malformed", 400)).await;
        portal.tells(json!(answer));
        let scene = portal.scene().await;
        let id = put(&scene, link(&scene, 1, scene.khai)).await;
        let by = onedoor_base::Actor::Operator("links suspend".to_owned());
        for wanted in [onedoor_linking::StaffAct::Suspend(Reason::ByStaff), onedoor_linking::StaffAct::Resume]
        {
            onedoor_identity::staff::act(&scene.identity, id, wanted, &by).await.expect("done here");
        }
        assert_eq!(life(&scene, id).await, Life::Active, "{answer}");
        let said = scene.actions().await;
        assert_eq!(
            said.iter().filter(|action| *action == "linking.answer.unreadable").count(),
            1,
            "{answer}"
        );
        let record = khai(&scene).await.get("/account/activity").await;
        assert!(record.says("about a link that cannot be read"), "{answer}: {}", record.body);
    }
}

#[tokio::test]
async fn a_portal_that_takes_back_what_it_told_is_not_believed_and_the_person_finds_it() {
    let part = |number: u64, standing: &str| match standing {
        "confirmed" => json!({ "number": number, "standing": standing, "at": 1_795_320_000_000_i64 }),
        _ => {
            json!({ "number": number, "standing": standing, "at": 1_795_320_000_000_i64, "why": "by_staff" })
        }
    };
    for lie in [
        json!({ "part": part(1, "confirmed"), "heard": part(2, "suspended") }),
        json!({ "part": part(5_000_000, "confirmed"), "heard": part(2, "suspended") }),
    ] {
        let portal = Portal::start("credentials", false, THERE, (200, lie.clone())).await;
        portal.tells(lie.clone());
        let scene = portal.scene().await;
        // The portal has suspended it and let it open again: its part is number three.
        let made = link(&scene, 1, scene.khai);
        let again = Part { number: 3, standing: Standing::Confirmed { at: scene.identity.site.now() } };
        let (handshake, _) = made.handshake.hear(&Report { part: again, heard: made.handshake.mine });
        let id = put(&scene, IdentityLink { handshake, ..made }).await;
        let by = onedoor_base::Actor::Operator("links suspend".to_owned());
        let wanted = onedoor_linking::StaffAct::Suspend(Reason::ByStaff);
        let stands = onedoor_identity::staff::act(&scene.identity, id, wanted, &by).await;
        assert_eq!(stands.ok(), Some(Life::Suspended), "{lie}");
        assert_eq!(scene.link(id).await.expect("there").handshake.theirs, again, "{lie}");
        let record = khai(&scene).await.get("/account/activity").await;
        assert!(record.says("gave an answer about a link that cannot be"), "{lie}: {}", record.body);
    }
}

#[tokio::test]
async fn s1_2_where_accounts_belong_to_organisations_one_is_chosen_first() {
    let portal = Portal::start("credentials", true, THERE, problem("wrong_credentials", 422)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let first = browser.get(NEW).await;
    first.assert_says(StatusCode::OK, "belongs to an organisation");
    assert!(first.says("Region") && first.says("Заречная") && first.says("Lyceum 7"), "{}", first.body);
    assert!(!first.body.contains("type=\"password\""));
    let missed = browser.get(&format!("{NEW}?choice=")).await;
    missed.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose one from the list");
    browser.get(&format!("{NEW}?choice=in+r+1")).await.assert_says(StatusCode::OK, "School 1");
    // What the portal does not know begins anew.
    for made_up in ["choice=in+nowhere", "choice=is+nothing", "organisation=edu-999", "within=x&choice=zzz"] {
        browser.get(&format!("{NEW}?{made_up}")).await.assert_says(StatusCode::OK, "Region");
    }
    let form = browser.get(&format!("{NEW}?choice=is+edu-122")).await;
    form.assert_says(StatusCode::OK, "Lyceum 7");
    let fields = [("user_name", "petrov"), ("password", "vai-thieu-2009")];
    let wrong = browser.submit(&form, NEW, &fields).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "or the account belongs to another organisation");
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Lyceum 7");
    let asked = portal.asked.lock().expect("whole").clone();
    assert_eq!((asked.len(), asked[0]["organisation"].as_str()), (1, Some("edu-122")));
    // A form that names none, or one that is not there, asks nobody.
    let proof = form.field(NEW, "proof").expect("a proof");
    let csrf = form.field(NEW, "csrf").expect("a proof");
    for organisation in ["", "edu-999"] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("proof", &proof),
            ("organisation", organisation),
            ("user_name", "petrov"),
            ("password", "x"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        browser.post(NEW, &fields, &[]).await.assert_leads_to(NEW);
    }
    assert_eq!(portal.asked.lock().expect("whole").len(), 1);
}

#[tokio::test]
async fn s1_2_a_portal_with_organisations_whose_way_is_its_own_page_is_left_to_it() {
    let portal = Portal::start("page", true, THERE, problem("malformed", 400)).await;
    let scene = portal.scene().await;
    let page = khai(&scene).await.get(NEW).await;
    assert!(page.body.contains("https://haiduong.example/sign-in/initiate?iss="), "{}", page.body);
}
