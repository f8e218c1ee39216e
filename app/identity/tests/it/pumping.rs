//! Somebody is paid for text messages that others pay for, and asks for many.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_identity::Identity;
use onedoor_site::TextLimits;
use onedoor_site::testing::{Answer, Browser, TestSite, TestWorld, messages};
use onedoor_storage::StorageError;
use onedoor_storage::site::alarms::{self, Alarm};
use onedoor_ui::Look;

use crate::actors::{PASSWORD, account_of, agreeing, khai};
use crate::steps::{browser, prove_phone, sign_in};

async fn vneid(world: &TestWorld, texts: TextLimits) -> Identity {
    let site: Arc<_> =
        world.site(TestSite { key: "vneid", look: Look::Vneid, texts, ..TestSite::default() }).await;
    agreeing(site, &[]).await.expect("no terms need to be published")
}

/// Somebody at an address of their own asks for a code.
async fn ask(identity: &Identity, network: [u8; 4], phone: &str) -> Answer {
    let mut visitor = browser(identity).from(network);
    let page = visitor.get("/register").await;
    visitor.submit(&page, "/register", &[("name", "Lê Thị Hồng"), ("phone", phone), ("consent", "yes")]).await
}

async fn standing(identity: &Identity) -> Vec<Alarm> {
    let read = identity
        .site
        .store
        .read::<_, StorageError, _>(|tx| Box::pin(async move { alarms::list(tx, true, 10).await }));
    read.await.expect("alarms are read")
}

fn kinds(found: &[Alarm]) -> Vec<(&str, &str)> {
    found.iter().map(|alarm| (alarm.kind.as_str(), alarm.subject.as_str())).collect()
}

#[tokio::test]
async fn numbers_that_begin_alike_get_so_many_and_it_is_an_alarm() {
    let world = TestWorld::new();
    let identity = vneid(&world, TextLimits { prefix_hour: 3, ..TextLimits::default() }).await;
    account_of(&identity, &khai()).await;
    for n in 0..3_u8 {
        let asked = ask(&identity, [10, n, 0, 1], &format!("0912 000 00{n}")).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
    }
    // Known and unknown numbers meet the same page.
    let unknown = ask(&identity, [10, 8, 0, 1], "0912 000 009").await;
    let known = ask(&identity, [10, 9, 0, 1], "0912 345 678").await;
    for page in [&unknown, &known] {
        page.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many codes were asked for");
    }
    assert_eq!(messages(&identity.site).await.len(), 3);
    let found = standing(&identity).await;
    assert_eq!(kinds(&found), [("sms_prefix", "+84912")]);
    assert_eq!((found[0].count, found[0].state.as_str()), (2, "open"));
    // Others are not held up.
    assert_eq!(ask(&identity, [10, 9, 0, 1], "0987 000 001").await.status, StatusCode::SEE_OTHER);
    world.clock.advance(Duration::from_hours(1));
    assert_eq!(ask(&identity, [10, 9, 0, 1], "0912 000 009").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_asks_in_vain_uses_up_nothing_of_others() {
    let world = TestWorld::new();
    let texts = TextLimits { phone_hour: 2, prefix_hour: 3, site_hour: 4, ..TextLimits::default() };
    let identity = vneid(&world, texts).await;
    for _ in 0..9 {
        ask(&identity, [10, 1, 0, 1], "0912 000 001").await;
    }
    assert_eq!(messages(&identity.site).await.len(), 2);
    assert!(standing(&identity).await.is_empty());
    assert_eq!(ask(&identity, [10, 2, 0, 1], "0912 000 002").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn neighbours_foreign_countries_and_days_have_limits_too() {
    let world = TestWorld::new();
    let texts = TextLimits { network_hour: 2, abroad_hour: 2, phone_day: 3, ..TextLimits::default() };
    let identity = vneid(&world, texts).await;
    for (n, status) in
        [(1, StatusCode::SEE_OTHER), (2, StatusCode::SEE_OTHER), (3, StatusCode::TOO_MANY_REQUESTS)]
    {
        let asked = ask(&identity, [10, n, 0, 1], &format!("+7 912 000 00 0{n}")).await;
        assert_eq!(asked.status, status, "{n}");
    }
    assert_eq!(kinds(&standing(&identity).await), [("sms_country", "+7")]);
    // Ten of one range, two of each address; the eleventh is one too many.
    for n in 0..10_u8 {
        let asked = ask(&identity, [10, 20, 0, 1 + n / 2], &format!("0981 000 00{n}")).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{n}");
    }
    assert_eq!(ask(&identity, [10, 20, 0, 77], "0981 000 020").await.status, StatusCode::TOO_MANY_REQUESTS);
    // A phone that gets one every two hours has enough of them after three.
    for n in 1..=4_u8 {
        world.clock.advance(Duration::from_hours(2));
        let asked = ask(&identity, [10, 30, n, 1], "0982 000 001").await;
        let status = if n < 4 { StatusCode::SEE_OTHER } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(asked.status, status, "{n}");
    }
}

/// Whoever earns by the messages that a phone of theirs gets has their own account tell them the same again and again.
#[tokio::test]
async fn notices_are_counted_and_the_first_of_a_kind_is_always_sent() {
    let world = TestWorld::new();
    let identity = vneid(&world, TextLimits::default()).await;
    account_of(&identity, &khai()).await;
    let mut khai = browser(&identity);
    sign_in(&mut khai, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    let choose = async |khai: &mut Browser, choice| {
        let page = khai.get("/account/security").await;
        let done = khai.submit(&page, "/account/security/text-codes", &[("choice", choice)]).await;
        done.assert_leads_to("/account/security?notice=text-codes");
    };
    for round in 0..12 {
        choose(&mut khai, if round % 2 == 0 { "always" } else { "when_asked" }).await;
    }
    assert_eq!(messages(&identity.site).await.len(), 5, "in an hour");
    let page = khai.get("/account/security/codes").await;
    khai.submit(&page, "/account/security/codes", &[]).await;
    assert_eq!(messages(&identity.site).await.len(), 6, "another kind");
    for _ in 0..12 {
        world.clock.advance(Duration::from_hours(1));
        let page = khai.get("/sign-in?again=yes").await;
        let filled = [("identifier", "minh.khai"), ("password", PASSWORD)];
        khai.submit(&page, "/sign-in", &filled).await;
        choose(&mut khai, "always").await;
        choose(&mut khai, "when_asked").await;
    }
    assert!(messages(&identity.site).await.len() <= 16, "in a day");
}

/// Codes that never come back are perhaps asked for by somebody who is paid for them.
#[tokio::test]
async fn codes_that_do_not_come_back_slow_their_prefix_down_until_they_do() {
    let world = TestWorld::new();
    let texts = TextLimits { judged_from: 10, least_share: 20, ..TextLimits::default() };
    let identity = vneid(&world, texts).await;
    for n in 0..12_u8 {
        ask(&identity, [10, n, 0, 1], &format!("0912 000 0{n:02}")).await;
        // Of another prefix three in twelve come back.
        let phone = format!("0987 000 0{n:02}");
        if n < 3 {
            prove_phone(&identity, &mut browser(&identity).from([10, 50 + n, 0, 1]), &phone).await;
        } else {
            ask(&identity, [10, 50 + n, 0, 1], &phone).await;
        }
    }
    let upkeep = async || {
        world.clock.advance(Duration::from_mins(20));
        onedoor_site::upkeep::round(&identity.site).await.expect("upkeep");
    };
    upkeep().await;
    let found = standing(&identity).await;
    assert_eq!(kinds(&found), [("sms_conversion", "+84912")]);
    assert_eq!(found[0].detail, "of 12 codes 0 were given back");
    // Twenty in an hour instead of five hundred.
    world.clock.advance(Duration::from_hours(1));
    let mut sent = 0;
    for n in 0..25_u8 {
        let asked = ask(&identity, [10, 100 + n, 0, 1], &format!("0912 100 0{n:02}")).await;
        sent += i32::from(asked.status == StatusCode::SEE_OTHER);
    }
    assert_eq!(sent, 20);
    // It passes by itself when nothing of the kind is sent any more.
    world.clock.advance(Duration::from_hours(8));
    upkeep().await;
    upkeep().await;
    assert!(!kinds(&standing(&identity).await).contains(&("sms_conversion", "+84912")));
}
