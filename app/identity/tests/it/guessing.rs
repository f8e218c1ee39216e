//! Guessing passwords: it is slowed down, the owner is told, and nobody is shut out of their own account by it.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_identity::Identity;
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{TestWorld, messages};

use crate::actors::{PASSWORD, account_of, khai, vneid};
use crate::steps::{browser, sign_in};

/// Guesses from so many addresses that the name's own count is used up.
async fn guess_from_everywhere(identity: &Identity, identifier: &str) {
    for n in 0..100_u8 {
        let mut one = browser(identity).from([203, 0, 113, n / 10]);
        let answer = sign_in(&mut one, identifier, "not the password").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn many_tries_slow_down_and_never_shut_the_owner_out() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut thief = browser(&identity).from([203, 0, 113, 9]);
    for _ in 0..10 {
        let answer = sign_in(&mut thief, "minh.khai", "con thuyền không bến").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let hashed = world.hashing.taken();
    let slow = sign_in(&mut thief, "MINH.KHAI", PASSWORD).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "after 12:11");
    assert_eq!(slow.header("retry-after"), Some("601"));
    assert_eq!(world.hashing.taken(), hashed, "nothing is hashed for it");
    assert_eq!(slow.field("/sign-in", "identifier").as_deref(), Some("MINH.KHAI"), "nothing typed is lost");
    // The owner, who sits elsewhere, comes in.
    sign_in(&mut browser(&identity), "minh.khai", PASSWORD).await.assert_leads_to("/account");
    // And the thief's place is open again after a while.
    world.clock.advance(Duration::from_mins(10));
    sign_in(&mut thief, "minh.khai", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn unknown_identifiers_are_limited_alike() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut thief = browser(&identity);
    for identifier in ["nobody.here", "12345", "0912 345 671"] {
        for _ in 0..10 {
            let answer = sign_in(&mut thief, identifier, "con thuyền không bến").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let slow = sign_in(&mut thief, identifier, PASSWORD).await;
        assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn one_address_cannot_try_one_password_on_everybody() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut thief = browser(&identity);
    let page = thief.get("/sign-in").await;
    let mut refused = 0;
    for n in 0..301 {
        let name = format!("somebody.{n}");
        let answer =
            thief.submit(&page, "/sign-in", &[("identifier", name.as_str()), ("password", "x")]).await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 1);
}

#[tokio::test]
async fn guessing_from_many_addresses_of_one_ipv6_network_is_guessing_from_one() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut statuses = Vec::new();
    for n in 1..=11 {
        let mut one = browser(&identity);
        one.network = format!("2001:db8:0:1::{n}").parse().expect("an address");
        statuses.push(sign_in(&mut one, "minh.khai", "not the password").await.status);
    }
    assert!(!statuses[..10].contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
    assert_eq!(statuses[10], StatusCode::TOO_MANY_REQUESTS);
    let mut neighbour = browser(&identity);
    neighbour.network = "2001:db8:0:2::1".parse().expect("an address");
    let answer = sign_in(&mut neighbour, "minh.khai", "not the password").await;
    assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn who_guesses_from_everywhere_keeps_no_owner_waiting_where_they_were_before() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let home = [192, 0, 2, 7];
    let mut own = browser(&identity).from(home);
    sign_in(&mut own, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    own.cookies.remove("session");
    guess_from_everywhere(&identity, "minh.khai").await;
    let mut stranger = browser(&identity).from([198, 51, 100, 1]);
    let slow = sign_in(&mut stranger, "minh.khai", PASSWORD).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "after 13:01");
    assert_eq!(slow.header("retry-after"), Some("3601"));
    // Another browser at home, and the own one on the road.
    sign_in(&mut browser(&identity).from(home), "minh.khai", PASSWORD).await.assert_leads_to("/account");
    let mut on_the_road = own.clone().from([198, 51, 100, 2]);
    sign_in(&mut on_the_road, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    // Known to one account is not known to another, and a stolen place is no place for guessing.
    guess_from_everywhere(&identity, "nobody.here").await;
    let other = sign_in(&mut own.clone().from(home), "nobody.here", PASSWORD).await;
    assert_eq!(other.status, StatusCode::TOO_MANY_REQUESTS);
    for _ in 0..10 {
        sign_in(&mut own, "minh.khai", "not the password").await;
    }
    let slow = sign_in(&mut own, "minh.khai", PASSWORD).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "after 12:11");
}

#[tokio::test]
async fn places_are_forgotten_with_the_password_that_was_good_there() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut thief = browser(&identity).from([203, 0, 113, 99]);
    sign_in(&mut thief, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    thief.cookies.remove("session");
    let mut own = browser(&identity).from([192, 0, 2, 7]);
    sign_in(&mut own, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    let page = own.get("/account/sessions/end-others").await;
    own.submit(&page, "/account/sessions/end-others", &[]).await;
    own.cookies.remove("session");
    guess_from_everywhere(&identity, "minh.khai").await;
    let slow = sign_in(&mut thief, "minh.khai", PASSWORD).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    sign_in(&mut own, "minh.khai", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn only_failures_count() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    for round in 0..3 {
        for _ in 0..9 {
            sign_in(&mut browser(&identity), "minh.khai", "not the password").await;
        }
        let answer = sign_in(&mut browser(&identity), "minh.khai", PASSWORD).await;
        assert_eq!(answer.location(), Some("/account"), "round {round}");
    }
}

#[tokio::test]
async fn the_owner_is_told_of_a_burst_of_failures_and_not_of_each() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let jobs = onedoor_identity::jobs(&identity, Jobs::new());
    let (mut told, mut rounds) = (Vec::new(), Vec::new());
    for name in ["minh.khai", "minh.khoi"] {
        for attempt in 1..=9 {
            let mut stranger = browser(&identity).from([203, 0, 113, attempt]);
            let answer = sign_in(&mut stranger, name, "con thuyền không bến").await;
            answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
            rounds.push(jobs.round(&identity.site).await.expect("a round"));
            told.push(messages(&identity.site).await.len());
        }
    }
    // The fifth brings a message, the others none; for nobody there is the same work to be done.
    assert_eq!(told, [[0, 0, 0, 0, 1, 1, 1, 1, 1], [1; 9]].concat());
    assert_eq!((rounds[4] > rounds[3], rounds[13] > rounds[12]), (true, true), "{rounds:?}");
    let message = messages(&identity.site).await.pop().expect("there is one");
    assert!(message.text.contains("mật khẩu sai"), "{}", message.text);
    assert_eq!(message.to, "+84912345678");
    // Two bursts a day, however long somebody goes on.
    for hour in 1..=4 {
        world.clock.advance(Duration::from_mins(61));
        for attempt in 1..=6 {
            let mut stranger = browser(&identity).from([203, 0, 113, 100 + hour * 10 + attempt]);
            sign_in(&mut stranger, "minh.khai", "con thuyền không bến").await;
        }
        jobs.round(&identity.site).await.expect("a round");
    }
    assert_eq!(messages(&identity.site).await.len(), 2);
    // And the owner still gets in.
    sign_in(&mut browser(&identity), "minh.khai", PASSWORD).await.assert_leads_to("/account");
}
