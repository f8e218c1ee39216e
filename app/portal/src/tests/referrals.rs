//! Between a national portal and a province's: outages, replays, and what a stranger tries.

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Digest, LocalAccountId, ReferralId};
use onedoor_services::dossiers::{ChosenPlace, DossierState};
use onedoor_services::referrals::{ARRIVES_WITHIN, Referral, Served};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::services::{dossiers, referrals as storage};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Look, Role, SiteLook};
use reqwest::Client;
use serde_json::{Value, json};

use crate::Profile;
use crate::referrals::{self, DEFAULT_SUBMISSION, ProvincialPortal, Referrals, Referrer};
use crate::tests::actors::{TestPortal, national, one_stop};

const BIRTH: &str = "1.001193";
/// Phường Hải Dương, Thành phố Hải Phòng.
const WARD: &str = "10525";
/// What tests call every site.
const HERE: &str = "http://test.localhost";
/// 256 bits in base64url.
pub(super) const CAPABILITY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub(super) fn client() -> Client {
    Client::builder().no_proxy().build().expect("a client")
}

/// An address at which nothing answers yet.
pub(super) fn silent() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address")
}

/// A national portal that sends people of Hải Phòng on to the portal at `origin`.
pub(super) async fn national_before(origin: &str) -> TestPortal {
    let today = "2026-11-21".parse().expect("a day");
    let province = ProvincialPortal {
        origin: origin.to_owned(),
        look: SiteLook::new(Look::Haiduong, Role::Portal),
        submission: DEFAULT_SUBMISSION.to_owned(),
        procedures: Vec::new(),
        serves: vec![Served::new("31", None, None, today).expect("a province")],
    };
    let referrals = Referrals::new(vec![province], Vec::new(), client());
    TestPortal::of(Profile { referrals, ..national() }).await
}

/// A province's portal that takes people from the one at `origin`.
pub(super) async fn province_behind(origin: &str) -> TestPortal {
    let referrer = Referrer {
        origin: origin.to_owned(),
        look: SiteLook::new(Look::Dvcqg, Role::Portal),
        upstream: "dvcqg".to_owned(),
    };
    let referrals = Referrals::new(Vec::new(), vec![referrer], client());
    TestPortal::of(Profile { referrals, ..one_stop() }).await
}

/// A referral as the national portal makes it.
async fn keep(portal: &TestPortal, owner: LocalAccountId, capability: &str) {
    keep_sent_to(portal, owner, capability, HERE).await;
}

/// The same to the portal at `origin`.
pub(super) async fn keep_sent_to(portal: &TestPortal, owner: LocalAccountId, capability: &str, origin: &str) {
    let now = portal.site().now();
    let new = Referral {
        id: ReferralId::new(now, portal.site().random.as_ref()),
        owner,
        procedure: BIRTH.parse().expect("a code"),
        place: ChosenPlace { code: WARD.to_owned(), valid_at: "2026-11-21".parse().expect("a day") },
        portal: origin.to_owned(),
        capability: Digest::of(capability),
        created_at: now,
        expires_at: now.after(ARRIVES_WITHIN),
        arrival: None,
        report: None,
    };
    let kept: Result<(), StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move { Ok(Change::Unrecorded(storage::insert(tx, &new).await?)) })
        })
        .await;
    kept.expect("kept");
}

pub(super) fn sent(from: &str, referral: &str) -> String {
    format!("/submit/{BIRTH}?place={WARD}&referral={referral}&from={from}")
}

pub(super) fn location(answer: &Answer) -> String {
    answer.location().unwrap_or_else(|| panic!("{} {}", answer.status, answer.body)).to_owned()
}

#[tokio::test]
async fn a_province_that_does_not_answer_has_its_page_and_the_choice_stays() {
    let portal = national_before(&format!("http://{}", silent())).await;
    let (mut lan, _) = portal.person("Lan").await;
    let procedure = lan.get(&format!("/procedures/{BIRTH}?place={WARD}")).await;
    let action = format!("/procedures/{BIRTH}/refer");
    let down = lan.submit(&procedure, &action, &[]).await;
    down.assert_says(StatusCode::BAD_GATEWAY, "does not answer");
    assert_eq!(down.field(&action, "place").as_deref(), Some(WARD), "one press tries again");
    assert!(down.body.contains(&format!("/procedures/{BIRTH}?place={WARD}")));
}

#[tokio::test]
async fn whoever_is_signed_out_meanwhile_comes_back_to_the_choice() {
    let portal = national_before(HERE).await;
    let (mut lan, _) = portal.person("Lan").await;
    let procedure = lan.get(&format!("/procedures/{BIRTH}?place={WARD}")).await;
    assert!(procedure.says("You apply for this at"), "{}", procedure.body);
    let mut nobody = portal.visitor();
    let shown = nobody.get(&format!("/procedures/{BIRTH}?place={WARD}")).await;
    let back = format!("/sign-in?return_to=%2Fprocedures%2F{BIRTH}%3Fplace%3D{WARD}");
    assert!(shown.body.contains(&back), "{}", shown.body);
    // An address of the form that somebody kept leads to the page from which one is sent on.
    lan.get(&format!("/submit/{BIRTH}?place={WARD}"))
        .await
        .assert_leads_to(&format!("/procedures/{BIRTH}?place={WARD}"));
}

#[tokio::test]
async fn a_referral_is_vouched_for_by_its_owner_within_the_hour() {
    let portal = national_before(HERE).await;
    let (mut lan, id) = portal.person("Lan").await;
    let (mut mai, _) = portal.person("Mai").await;
    keep(&portal, id, CAPABILITY).await;
    let digest = referrals::written(Digest::of(CAPABILITY));
    let at = |handle: &str| format!("/referrals/vouch?referral={digest}&arrival={handle}");
    let (here, elsewhere) = (CAPABILITY, "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA");
    mai.get(&at(here)).await.assert_says(StatusCode::FORBIDDEN, "made for another account");
    lan.get(&at("https://evil.example")).await.assert_says(StatusCode::NOT_FOUND, "do not know");
    let back = lan.get(&at(here)).await;
    back.assert_leads_to(&format!("{HERE}/arrivals/{here}?vouched=yes"));
    lan.get(&at(here)).await.assert_leads_to(&format!("{HERE}/arrivals/{here}?vouched=yes"));
    lan.get(&at(elsewhere)).await.assert_says(StatusCode::CONFLICT, "another browser");

    let late = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCA";
    keep(&portal, id, late).await;
    portal.world.clock.advance(ARRIVES_WITHIN);
    let (mut lan, _) = sign_in_again(&portal, id).await;
    let digest = referrals::written(Digest::of(late));
    let too_late = lan.get(&format!("/referrals/vouch?referral={digest}&arrival={here}")).await;
    too_late.assert_says(StatusCode::GONE, "too long");
    assert!(too_late.body.contains(&format!("/procedures/{BIRTH}?place={WARD}")), "she can begin again");
}

pub(super) async fn sign_in_again(portal: &TestPortal, id: LocalAccountId) -> (Browser, LocalAccountId) {
    let mut browser = portal.visitor();
    browser.get(&format!("/test-sign-in/{id}")).await.assert_leads_to("/");
    (browser, id)
}

#[tokio::test]
async fn what_was_tampered_with_has_its_page() {
    let portal = province_behind("http://127.0.0.1:9").await;
    let (mut lan, _) = portal.person("Lan").await;
    let from = "http://127.0.0.1:9";
    lan.get(&sent("http://evil.example", CAPABILITY))
        .await
        .assert_says(StatusCode::FORBIDDEN, "do not know where you come from");
    lan.get(&sent(from, "short")).await.assert_says(StatusCode::NOT_FOUND, "do not know this address");
    let hanoi = format!("/submit/{BIRTH}?place=00004&referral={CAPABILITY}&from={from}");
    lan.get(&hanoi).await.assert_says(StatusCode::NOT_FOUND, "cannot be applied for here");
    let unknown = format!("/submit/9.999999?place={WARD}&referral={CAPABILITY}&from={from}");
    assert_eq!(lan.get(&unknown).await.status, StatusCode::NOT_FOUND);
    lan.get(&format!("/arrivals/{CAPABILITY}")).await.assert_says(StatusCode::NOT_FOUND, "not begun in this");
}

#[tokio::test]
async fn an_arrival_stays_in_its_browser_and_with_its_account() {
    let portal = province_behind("http://127.0.0.1:9").await;
    let (mut lan, _) = portal.person("Lan").await;
    let arrival = location(&lan.get(&sent("http://127.0.0.1:9", CAPABILITY)).await);
    assert!(arrival.starts_with("/arrivals/") && !arrival.contains(CAPABILITY), "{arrival}");
    // The same again is the same arrival; the national portal does not answer.
    assert_eq!(location(&lan.get(&sent("http://127.0.0.1:9", CAPABILITY)).await), arrival);
    let down = lan.get(&arrival).await;
    down.assert_says(StatusCode::BAD_GATEWAY, "does not answer");
    assert!(down.body.contains(&format!("/submit/{BIRTH}?place={WARD}")), "she can apply all the same");

    let (mut mai, mai_id) = portal.person("Mai").await;
    mai.get(&arrival).await.assert_says(StatusCode::NOT_FOUND, "not begun in this browser");
    // Another account in Lan's browser.
    lan.get(&format!("/test-sign-in/{mai_id}")).await.assert_leads_to("/");
    lan.get(&arrival).await.assert_says(StatusCode::CONFLICT, "Another account went on");
}

/// Fills in the form and submits it; the number.
pub(super) async fn applies(browser: &mut Browser, form: &str) -> String {
    let page = browser.visit(form).await;
    let filled = [("applicant", "Lan"), ("phone", "0912 345 678"), ("request", "Khai sinh cho con.")];
    let saved = browser.submit(&page, &format!("/submit/{BIRTH}"), &filled).await;
    let review = browser.follow(saved).await;
    let submitted = browser.submit(&review, &review.path, &[]).await;
    location(&submitted).rsplit('/').next().expect("a number").to_owned()
}

#[tokio::test]
async fn a_report_waits_for_a_portal_that_is_down_and_comes_once() {
    let address = silent();
    let origin = format!("http://{address}");
    let national = national_before(HERE).await;
    let province = province_behind(&origin).await;
    let (mut at_national, owner) = national.person("Lan").await;
    keep(&national, owner, CAPABILITY).await;
    let (mut lan, _) = province.person("Lan").await;
    let arrival = location(&lan.get(&sent(&origin, CAPABILITY)).await);
    let handle = arrival.rsplit('/').next().expect("a handle");
    let digest = referrals::written(Digest::of(CAPABILITY));
    let vouch = format!("/referrals/vouch?referral={digest}&arrival={handle}");
    at_national.get(&vouch).await.assert_leads_to(&format!("{HERE}{arrival}?vouched=yes"));
    let form = location(&lan.get(&format!("{arrival}?vouched=yes")).await);
    let page = lan.visit(&form).await;
    page.assert_says(StatusCode::OK, "sent you here");
    let wrong = lan.submit(&page, &format!("/submit/{BIRTH}"), &[("phone", "1")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "sent you here");
    let number = applies(&mut lan, &form).await;

    // Nobody is there to be told; a second state comes meanwhile.
    let jobs = || referrals::jobs(&province.portal, Jobs::new());
    assert_eq!(jobs().round(province.site()).await, Ok(1));
    let asked = lan.get(&format!("/dossiers/{number}/withdraw")).await;
    lan.submit(&asked, &format!("/dossiers/{number}/withdraw"), &[]).await;
    let list = at_national.get("/dossiers").await;
    assert!(!list.says(&number), "{}", list.body);

    national.answers_at(address).await;
    province.world.clock.advance(Duration::from_hours(2));
    assert!(jobs().round(province.site()).await.expect("a round") > 0);
    let (mut at_national, _) = sign_in_again(&national, owner).await;
    let list = at_national.get("/dossiers").await;
    list.assert_says(StatusCode::OK, &number);
    assert!(list.says("Withdrawn") && list.says("Hải Dương"), "{}", list.body);
    assert!(list.body.contains(&format!("{HERE}/dossiers/{number}")), "{}", list.body);
    province.world.clock.advance(Duration::from_hours(2));
    assert_eq!(jobs().round(province.site()).await, Ok(0), "nothing is left to do");
}

fn told(arrival: &str, version: u32) -> Value {
    json!({
        "arrival": arrival, "number": "000.00.30.H23-261121-0001", "procedure": "Đăng ký khai sinh",
        "state": 1, "submitted_at": 1_795_237_200_000_i64, "changed_at": 1_795_237_200_000_i64,
        "address": format!("{HERE}/dossiers/000.00.30.H23-261121-0001"), "version": version,
    })
}

#[tokio::test]
async fn a_report_needs_the_capability_and_the_arrival_that_was_vouched_for() {
    let national = national_before(HERE).await;
    let (mut lan, owner) = national.person("Lan").await;
    keep(&national, owner, CAPABILITY).await;
    let address = silent();
    national.answers_at(address).await;
    let report = async |bearer: &str, body: &Value| {
        let sent = client()
            .post(format!("http://{address}/referrals/report"))
            .bearer_auth(bearer)
            .header("content-type", "application/json")
            .body(body.to_string());
        sent.send().await.expect("an answer").status().as_u16()
    };
    let here = CAPABILITY;
    assert_eq!(report("made up", &told(here, 1)).await, 401);
    assert_eq!(report(CAPABILITY, &told(here, 1)).await, 403, "nobody vouched yet");
    let digest = referrals::written(Digest::of(CAPABILITY));
    lan.get(&format!("/referrals/vouch?referral={digest}&arrival={here}")).await;
    assert_eq!(report(CAPABILITY, &told("another arrival", 1)).await, 403);
    assert_eq!(report(CAPABILITY, &json!({ "arrival": here })).await, 422);
    for (field, value) in [
        ("address", json!("http://evil.example/dossiers/1")),
        ("state", json!(0)),
        ("state", json!(99)),
        ("number", json!("<script>alert(1)</script> ")),
    ] {
        let mut wrong = told(here, 1);
        wrong[field] = value;
        assert_eq!(report(CAPABILITY, &wrong).await, 422, "{wrong}");
    }
    assert_eq!(report(CAPABILITY, &told(here, 1)).await, 204);
    assert_eq!(report(CAPABILITY, &told(here, 1)).await, 204, "twice is once");
    let mut another = told(here, 2);
    another["number"] = json!("000.00.30.H23-261121-0002");
    assert_eq!(report(CAPABILITY, &another).await, 409);
    lan.get("/dossiers").await.assert_says(StatusCode::OK, "000.00.30.H23-261121-0001");
    national.world.clock.advance(onedoor_services::referrals::FOLLOWED_FOR);
    assert_eq!(report(CAPABILITY, &told(here, 3)).await, 410);
}

#[tokio::test]
async fn a_dossier_that_nobody_sent_here_is_told_to_nobody() {
    let province = province_behind("http://127.0.0.1:9").await;
    let (mut lan, id) = province.person("Lan").await;
    applies(&mut lan, &format!("/submit/{BIRTH}?place={WARD}")).await;
    let jobs = referrals::jobs(&province.portal, Jobs::new());
    assert_eq!(jobs.round(province.site()).await, Ok(0));
    let kept: Result<_, StorageError> = province
        .site()
        .store
        .read(move |tx| Box::pin(async move { dossiers::of_owner(tx, id, 9).await }))
        .await;
    let states: Vec<DossierState> = kept.expect("read").into_iter().map(|one| one.state).collect();
    assert_eq!(states, [DossierState::Submitted]);
}
