//! S1.2 at the portal: an identity asks what the portal is, and to link the account whose user name and password
//! somebody typed there.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_linking::{Life, MadeBy, Policy, Proof, Reason};
use onedoor_linking_protocol::Code;
use onedoor_oidc::signed_request::Request;
use serde_json::{Value, json};

use super::fake::Speaks;
use super::town::{NUMBER, PASSWORD, PROVINCE, Town, lan, minh};

const ENDPOINT: &str = "http://portal.localhost/linking/v1";
pub(super) const LAN: &str = "lan-at-this-portal";

pub(super) struct Side {
    pub(super) town: Town,
    pub(super) address: String,
}

impl Side {
    pub(super) async fn of(town: Town) -> Self {
        let address = town.listens().await;
        Self { town, address }
    }

    pub(super) async fn calls(&self, method: &str, path: &str, body: &str, jti: &str) -> (StatusCode, Value) {
        let url = format!("http://portal.localhost{path}");
        let issuer = self.town.fake.issuer();
        let request = Request { issuer, audience: ENDPOINT, method, url: &url, body: body.as_bytes() };
        let answer = reqwest::Client::new()
            .request(method.parse().expect("a method"), format!("{}{path}", self.address))
            .body(body.to_owned())
            .bearer_auth(self.town.fake.proves(&request, jti))
            .send()
            .await
            .expect("an answer");
        let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
        (status, serde_json::from_str(&answer.text().await.expect("a body")).unwrap_or_default())
    }

    /// Asks to link with this proof; `changes` take the place of the usual.
    pub(super) async fn asks(&self, proof: &str, jti: &str, changes: Value) -> (StatusCode, Value) {
        self.town.fake.asks_with(proof);
        let mut request = json!({
            "proof": proof, "subject": LAN, "acr": "urn:onedoor:loa:2", "amr": ["pwd"],
            "auth_time": self.town.now().seconds() - 10, "user_name": "hungtv", "password": PASSWORD,
        });
        for (name, value) in changes.as_object().expect("an object") {
            request[name] = value.clone();
        }
        self.calls("POST", "/linking/v1/links", &request.to_string(), jti).await
    }
}

#[track_caller]
pub(super) fn is_refused((status, body): &(StatusCode, Value), code: Code) {
    assert_eq!((status.as_u16(), body["code"].as_str()), (code.status(), Some(code.word())), "{body}");
}

#[tokio::test]
async fn a_portal_says_what_it_is() {
    let side = Side::of(Town::two_sided(PROVINCE).await).await;
    let (status, said) = side.calls("GET", "/linking/v1", "", "d-1").await;
    assert_eq!(status, StatusCode::OK, "{said}");
    assert_eq!((said["way"].as_str(), said["organisations"].as_bool()), (Some("credentials"), Some(false)));
    assert_eq!(said["page"], "http://portal.localhost/sign-in/initiate");
    let name = said["name"]["vi"].as_str().unwrap_or_default();
    assert!(name.contains("Hải Dương"), "{said}");
    let nobody = reqwest::get(format!("{}/linking/v1", side.address)).await.expect("an answer");
    assert_eq!(nobody.status().as_u16(), 401);
}

#[tokio::test]
async fn s1_2_user_name_and_password_typed_there_link_the_account_on_both_sides() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account("hungtv").await;
    let side = Side::of(town).await;
    let (status, answer) = side.asks("asked-1", "j-1", json!({})).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let link = side.town.links_of(account).await.remove(0);
    assert_eq!(
        (link.life(), link.local_proof.how, link.made_by),
        (Life::Active, Proof::Password, MadeBy::Person)
    );
    assert_eq!(link.proof.as_deref(), Some("asked-1"));
    assert!(side.town.audit_of(account).await.contains("linking.link.made"));
    // The same request once more, after an outage or by a second click: the same link.
    let (again, _) = side.asks("asked-1", "j-2", json!({})).await;
    assert_eq!((again, side.town.links_of(account).await.len()), (StatusCode::OK, 1));
    // From then on the national account opens it.
    side.town.comes_back(&mut side.town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn s1_2_two_clicks_at_once_are_one_request_and_both_are_told_so() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account("hungtv").await;
    let side = Side::of(town).await;
    // While the password of the first is checked, the second has found nothing yet.
    let (one, two) =
        tokio::join!(side.asks("asked-1", "j-1", json!({})), side.asks("asked-1", "j-2", json!({})));
    assert_eq!((one.0, two.0), (StatusCode::OK, StatusCode::OK), "{} {}", one.1, two.1);
    assert_eq!(side.town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn what_the_owner_did_not_prove_there_is_put_on_hold() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account("hungtv").await;
    town.confirm_phone(account, "+84912345678").await;
    let mut attacker = town.browser();
    let page = attacker.get("/sign-in").await;
    attacker.submit(&page, "/sign-in", &[("user_name", "hungtv"), ("password", PASSWORD)]).await;
    assert_eq!(attacker.get("/account").await.status, StatusCode::OK);
    let side = Side::of(town).await;
    let (status, answer) = side.asks("asked-1", "j-1", json!({})).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    // The password was proven; the session of whoever was there, and the telephone, were not.
    assert_ne!(attacker.get("/account").await.status, StatusCode::OK);
    let record = side.town.record(account).await;
    assert!(record.password_hash.is_some() && record.account.phone.is_none());
    assert!(side.town.audit_of(account).await.contains("linking.account.held"));
    // The owner is asked when they come.
    let mut owner = side.town.browser();
    side.town.comes_back(&mut owner, &lan(), "/account").await;
    owner.get("/account").await.assert_says(StatusCode::OK, "is on hold");
    owner.get("/account/held").await.assert_says(StatusCode::OK, "Phone +84\u{a0}912\u{a0}345\u{a0}678");
}

#[tokio::test]
async fn a_link_that_the_identity_does_not_know_of_is_none() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account("hungtv").await;
    town.confirm_phone(account, "+84912345678").await;
    let side = Side::of(town).await;
    side.town.fake.speaks(Speaks::Refuses);
    is_refused(&side.asks("asked-1", "j-1", json!({})).await, Code::ProofUsed);
    assert!(side.town.record(account).await.account.phone.is_some(), "nothing stays on hold");
    assert!(side.town.audit_of(account).await.contains("linking.account.released"));
}

#[tokio::test]
async fn every_no_has_its_code_and_links_nothing() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account_with("hungtv", None, Some(("001090012345", true))).await;
    let side = Side::of(town).await;
    let ago = |seconds: i64| side.town.now().seconds() - seconds;
    for (n, (changes, code)) in [
        (json!({ "password": "not it" }), Code::WrongCredentials),
        (json!({ "user_name": "nobody.here" }), Code::WrongCredentials),
        (json!({ "auth_time": ago(700) }), Code::ProveAgain),
        (json!({ "acr": "urn:onedoor:loa:0" }), Code::RaiseAssurance),
        (json!({ "acr": "something else" }), Code::RaiseAssurance),
        (json!({ "national_number": NUMBER, "national_number_verified": true }), Code::AnotherPersonsAccount),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = side.asks(&format!("asked-{n}"), &format!("j-{n}"), changes).await;
        is_refused(&answer, code);
    }
    let (status, body) = side.calls("POST", "/linking/v1/links", "{", "j-x").await;
    is_refused(&(status, body), Code::Malformed);
    assert!(side.town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn somebody_elses_account_and_a_second_one() {
    let town = Town::two_sided(Policy { several_accounts: false, ..PROVINCE }).await;
    let (first, second) = (town.account("hungtv").await, town.account("other").await);
    let side = Side::of(town).await;
    side.asks("asked-1", "j-1", json!({})).await;
    let taken = side.asks("asked-2", "j-2", json!({ "subject": minh().sub })).await;
    is_refused(&taken, Code::AccountTaken);
    let another = side.asks("asked-3", "j-3", json!({ "user_name": "other" })).await;
    is_refused(&another, Code::PersonHasAnother);
    // A proof that has made its link makes no other.
    let used = side.asks("asked-1", "j-4", json!({ "subject": minh().sub })).await;
    is_refused(&used, Code::ProofUsed);
    assert_eq!((side.town.links_of(first).await.len(), side.town.links_of(second).await.len()), (1, 0));
    // And none that has ended comes back.
    side.town.end(side.town.links_of(first).await.remove(0)).await;
    is_refused(&side.asks("asked-1", "j-5", json!({})).await, Code::ProofUsed);
    assert_eq!(side.town.links_of(first).await[0].handshake.ended().map(|e| e.why), Some(Reason::ByPerson));
}

#[tokio::test]
async fn guessing_from_a_national_account_is_slowed_down() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account("hungtv").await;
    let side = Side::of(town).await;
    for n in 0..10 {
        side.asks(&format!("asked-{n}"), &format!("j-{n}"), json!({ "password": "not it" })).await;
    }
    let paused = side.asks("asked-a", "j-a", json!({})).await;
    is_refused(&paused, Code::TooManyRequests);
    assert!(paused.1["retry_after"].as_u64().is_some_and(|seconds| seconds > 0));
    assert!(side.town.links_of(account).await.is_empty());
    side.town.world.clock.advance(Duration::from_mins(11));
    assert_eq!(side.asks("asked-b", "j-b", json!({})).await.0, StatusCode::OK);
}

#[tokio::test]
async fn one_national_account_does_not_try_all_accounts() {
    let town = Town::two_sided(PROVINCE).await;
    town.account("hungtv").await;
    let side = Side::of(town).await;
    for n in 0..20 {
        let other = json!({ "user_name": format!("nobody{n}"), "password": "12345678" });
        is_refused(&side.asks(&format!("a-{n}"), &format!("j-{n}"), other).await, Code::WrongCredentials);
    }
    is_refused(&side.asks("a-x", "j-x", json!({})).await, Code::TooManyRequests);
}

#[tokio::test]
async fn s1_2_a_school_says_which_organisations_there_are_and_links_the_account_of_the_one_that_is_named() {
    let town = Town::school().await;
    town.fake.speaks(Speaks::Confirms);
    let account = town.account_with("petrov", Some("edu-122"), None).await;
    let side = Side::of(town).await;
    let (_, said) = side.calls("GET", "/linking/v1", "", "d-1").await;
    assert_eq!((said["way"].as_str(), said["organisations"].as_bool()), (Some("credentials"), Some(true)));
    // Kind, region, town, organisation; each choice says how to ask on.
    let mut within = String::new();
    for (n, (title, name)) in [
        ("Kind of organisation", "Educational organisation"),
        ("Region", "Заречная область"),
        ("City or town", "Березняки"),
    ]
    .into_iter()
    .enumerate()
    {
        let path = format!("/linking/v1/organisations?within={within}");
        let (status, asked) = side.calls("GET", &path, "", &format!("o-{n}")).await;
        assert_eq!((status, asked["title"]["en"].as_str()), (StatusCode::OK, Some(title)), "{asked}");
        let choices = asked["choices"].as_array().expect("choices");
        let named = |one: &&Value| one["name"]["en"] == name;
        within = choices.iter().find(named).expect(name)["within"].as_str().expect("on").replace('/', "%2F");
    }
    let path = format!("/linking/v1/organisations?within={within}");
    let (_, there) = side.calls("GET", &path, "", "o-3").await;
    assert!(there["choices"].as_array().expect("choices").iter().any(|one| one["organisation"] == "edu-122"));
    let (_, one) = side.calls("GET", "/linking/v1/organisations?organisation=edu-122", "", "o-4").await;
    assert_eq!(one["choices"][0]["name"]["en"], "Лицей № 7, Березняки", "{one}");
    for (n, nowhere) in ["within=nothing", "within=school%2Fx", "organisation=x"].into_iter().enumerate() {
        let path = format!("/linking/v1/organisations?{nowhere}");
        is_refused(&side.calls("GET", &path, "", &format!("n-{n}")).await, Code::NotFound);
    }
    let nobody = reqwest::get(format!("{}/linking/v1/organisations", side.address)).await.expect("an answer");
    assert_eq!(nobody.status().as_u16(), 401);
    // The same user name elsewhere, or nowhere, is another account.
    for (n, organisation) in [json!(null), json!("edu-121")].into_iter().enumerate() {
        let other = json!({ "user_name": "petrov", "organisation": organisation });
        is_refused(&side.asks(&format!("w-{n}"), &format!("w-{n}"), other).await, Code::WrongCredentials);
    }
    let right = json!({ "user_name": "petrov", "organisation": "edu-122" });
    let (status, answer) = side.asks("asked-1", "j-1", right).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(side.town.links_of(account).await[0].life(), Life::Active);
}

#[tokio::test]
async fn s1_2_a_portal_whose_way_is_its_own_page_checks_no_password_that_was_typed_elsewhere() {
    let town = Town::on_its_own_page().await;
    let account = town.account("hungtv").await;
    let side = Side::of(town).await;
    let (_, said) = side.calls("GET", "/linking/v1", "", "d-1").await;
    assert_eq!(said["way"].as_str(), Some("page"));
    // Right and wrong are one answer: the policy is not the identity's to choose.
    for (n, password) in [PASSWORD, "not it"].into_iter().enumerate() {
        let asked = side.asks(&format!("a-{n}"), &format!("j-{n}"), json!({ "password": password })).await;
        is_refused(&asked, Code::NotOffered);
    }
    assert!(side.town.links_of(account).await.is_empty());
    assert!(!side.town.audit_of(account).await.contains("linking.password.refused"));
    is_refused(&side.calls("GET", "/linking/v1/organisations", "", "o-1").await, Code::NotOffered);
}
