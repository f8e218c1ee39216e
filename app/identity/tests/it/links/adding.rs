//! `/account/links/new`: a system is chosen, and the account there proven here or on its own page.

use axum::http::StatusCode;
use onedoor_oidc::Client;
use onedoor_site::testing::Browser;
use serde_json::json;

use super::portal::{Portal, problem};
use super::{khai, scene};
use crate::provider::party::{Scene, haiduong, house, pass};

pub(super) const THERE: &str = "https://haiduong.example/sign-in/initiate";
const NEW: &str = "/account/links/new/haiduong";

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

pub(super) async fn tries(browser: &mut Browser) -> onedoor_site::testing::Answer {
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

#[tokio::test]
async fn after_some_wrong_passwords_of_accounts_elsewhere_a_program_is_kept_out() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let scene = portal.guarded().await;
    let mut browser = khai(&scene).await;
    for _ in 0..2 {
        assert!(!tries(&mut browser).await.says("challenge_digits"), "slips of the finger");
    }
    let third = tries(&mut browser).await;
    assert!(third.says("challenge_digits"), "{}", third.body);
    let asked = portal.asked.lock().expect("whole").len();
    let fields = [("user_name", "hungtv"), ("password", "vai-thieu-2009")];
    let stopped = browser.submit(&third, NEW, &fields).await;
    stopped.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "value=\"hungtv\"");
    assert_eq!(portal.asked.lock().expect("whole").len(), asked, "no portal is asked");
    let token = stopped.field(NEW, "challenge").expect("a check");
    let site = &scene.identity.site;
    let digits = onedoor_site::challenge::digits_of(site, &browser.cookies["browser"], &token);
    let digits = digits.expect("it is this browser's");
    let mut filled = fields.to_vec();
    filled.push(("challenge_digits", &digits));
    browser.submit(&stopped, NEW, &filled).await;
    assert_eq!(portal.asked.lock().expect("whole").len(), asked + 1);
}
