//! People who have nothing of somebody else's: they learn nothing, and can annoy nobody for long.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use onedoor_site::challenge::{Captcha, digits_of};
use onedoor_site::testing::{Answer, TestWorld, letters, messages};

use super::{DAY, Place};
use crate::actors::{account_of, an, vneid_with};
use crate::steps;

/// A page without what differs from attempt to attempt.
fn alike(answer: &Answer) -> (StatusCode, Option<String>, String) {
    let plain = |text: &str| {
        let mut out = String::new();
        // Ids, proofs and nonces are runs of letters and digits that are long, or hold a dash.
        for word in text.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))) {
            let long = word.len() > 20 && word.chars().any(|c| c.is_ascii_digit());
            out.push_str(if long { "…" } else { word });
        }
        out
    };
    (answer.status, answer.location().map(plain), plain(&answer.body))
}

#[tokio::test]
async fn known_and_unknown_accounts_are_answered_alike_in_every_way() {
    let place = Place::new().await;
    // As long as each other; the second of each pair is nobody's, the third pair's first has no mail.
    for (known, unknown, way) in [
        ("van.binh", "van.bonh", "phone"),
        ("van.binh", "van.bonh", "email"),
        ("tran.an", "tran.on", "email"),
        ("0977111222", "0977111223", "phone"),
        ("036188001234", "036188001235", "phone"),
    ] {
        let mut seen = Vec::new();
        for name in [known, unknown] {
            let mut stranger = place.town.browser();
            let first = stranger.get("/recover").await;
            let begun = stranger.submit(&first, "/recover", &[("identifier", name)]).await;
            let ways = stranger.follow(begun.clone()).await;
            let sent = stranger.submit(&ways, "/recover/ways", &[("way", way)]).await;
            let page = stranger.follow(sent.clone()).await;
            place.work().await;
            let wrong = stranger.submit(&page, "/recover/show", &[("code", "000000")]).await;
            let again = stranger.submit(&wrong, "/recover/show/again", &[]).await;
            let forged = stranger.get(&ways.path.replace("/ways", "/password")).await;
            let waits = stranger.get(&ways.path.replace("/ways", "/waiting")).await;
            let asked = stranger.get(&ways.path.replace("/ways", "/questions")).await;
            let answers = [begun, ways, sent, page, wrong, again, forged, waits, asked];
            seen.push(answers.iter().map(alike).collect::<Vec<_>>());
        }
        assert_eq!(seen[0], seen[1], "{known} and {unknown} by {way}");
    }
    for (way, code) in [("code", "1234 5678 9012"), ("app", "123456")] {
        let mut seen = Vec::new();
        for name in ["van.binh", "van.bonh"] {
            let mut stranger = place.town.browser();
            let ways = place.begin(&mut stranger, name).await;
            let answer = stranger.submit(&ways, "/recover/ways", &[("way", way)]).await;
            let page = stranger.follow(answer).await;
            let wrong = stranger.submit(&page, "/recover/show", &[("code", code)]).await;
            seen.push([alike(&page), alike(&wrong)]);
        }
        assert_eq!(seen[0], seen[1], "{way}");
    }
}

#[tokio::test]
async fn known_and_unknown_accounts_take_the_same_time() {
    let place = Place::new().await;
    let mut medians = Vec::new();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    // In turn, so that whatever else goes on here meets both.
    for round in 0..15_u8 {
        for (name, times) in [("van.binh", &mut known), ("van.bonh", &mut unknown)] {
            let mut stranger = place.town.browser().from([203, 0, 113, round]);
            let first = stranger.get("/recover").await;
            #[expect(clippy::disallowed_methods, reason = "it is the time that is looked at")]
            let clock = Instant::now();
            let begun = stranger.submit(&first, "/recover", &[("identifier", name)]).await;
            let ways = stranger.follow(begun).await;
            let sent = stranger.submit(&ways, "/recover/ways", &[("way", "phone")]).await;
            stranger.follow(sent).await;
            times.push(clock.elapsed());
            place.passes(Duration::from_mins(61));
        }
    }
    for times in [&mut known, &mut unknown] {
        times.sort();
        medians.push(times[times.len() / 2].as_secs_f64());
    }
    let ratio = medians[0] / medians[1];
    assert!((0.6..1.67).contains(&ratio), "known against unknown: {medians:?}");
}

#[tokio::test]
async fn nobody_floods_an_owner_with_codes() {
    let place = Place::new().await;
    // By every name that the account has, from everywhere, for two days.
    let mut sent = Vec::new();
    for day in 0..2 {
        let before = messages(&place.town.identity.site).await.len();
        for hour in 0..6_u8 {
            for (place_no, name) in ["van.binh", "0977111222"].into_iter().cycle().take(8).enumerate() {
                let from = [203, 0, day * 10 + hour, u8::try_from(place_no).expect("few")];
                let mut stranger = place.town.browser().from(from);
                let page = stranger.get("/recover").await;
                let answer = stranger.submit(&page, "/recover", &[("identifier", name)]).await;
                let page = stranger.follow(answer).await;
                if page.form("/recover/ways").is_some() {
                    stranger.submit(&page, "/recover/ways", &[("way", "phone")]).await;
                }
                place.work().await;
            }
            place.passes(Duration::from_mins(61));
        }
        sent.push(messages(&place.town.identity.site).await.len() - before);
        place.passes(DAY.saturating_sub(Duration::from_mins(6 * 61)));
    }
    assert!(sent.iter().all(|count| (1..=10).contains(count)), "{sent:?}");
    // The owner has other ways all the time.
    let mut owner = place.town.browser();
    let page = place.begin(&mut owner, "van.binh").await;
    place.show_sent(&mut owner, &page, "email").await.assert_says(StatusCode::OK, "One more thing is needed");
    steps::sign_in(&mut owner, "van.binh", super::BINHS).await.assert_leads_to("/account");
}

/// Whoever knows a name uses up what strangers have for it, and nothing of those who have been there before.
#[tokio::test]
async fn strangers_keep_no_owner_from_getting_codes() {
    let place = Place::new().await;
    let mut owner = place.town.browser();
    steps::sign_in(&mut owner, "van.binh", super::BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    // Fifteen texts a day is what a phone gets from strangers, whatever name they know.
    for hour in 0..4_u8 {
        for (n, name) in (0_u8..).zip(["van.binh", "0977111222"].into_iter().cycle().take(30)) {
            let mut stranger = place.town.browser().from([203, 0, hour, n]);
            let page = stranger.get("/recover").await;
            let answer = stranger.submit(&page, "/recover", &[("identifier", name)]).await;
            let page = stranger.follow(answer).await;
            if page.form("/recover/ways").is_some() {
                stranger.submit(&page, "/recover/ways", &[("way", "phone")]).await;
            }
        }
        place.work().await;
        place.passes(Duration::from_mins(61));
    }
    let mut stranger = place.town.browser().from([203, 0, 113, 1]);
    let page = place.begin(&mut stranger, "van.binh").await;
    let slow = stranger.submit(&page, "/recover/ways", &[("way", "phone")]).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many codes were asked for.");
    // The same browser in another network, and another browser in the same network.
    let before = messages(&place.town.identity.site).await.len();
    let mut elsewhere = owner.clone().from([198, 51, 100, 7]);
    let page = place.begin(&mut elsewhere, "van.binh").await;
    place.show_sent(&mut elsewhere, &page, "phone").await.assert_says(StatusCode::OK, "One more thing");
    let mut anew = place.town.browser();
    let page = place.begin(&mut anew, "0977111222").await;
    place.show_sent(&mut anew, &page, "phone").await.assert_says(StatusCode::OK, "One more thing");
    assert_eq!(messages(&place.town.identity.site).await.len(), before + 2);
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let place = Place::new().await;
    for name in ["van.binh", "van.bonh"] {
        let mut stranger = place.town.browser();
        let page = place.begin(&mut stranger, name).await;
        for _ in 0..5 {
            stranger.submit(&page, "/recover/ways", &[("way", "phone")]).await;
        }
        let slow = stranger.submit(&page, "/recover/ways", &[("way", "phone")]).await;
        slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many codes were asked for.");
        for _ in 0..19 {
            place.begin(&mut stranger, name).await;
        }
        let first = stranger.get("/recover").await;
        let slow = stranger.submit(&first, "/recover", &[("identifier", name)]).await;
        slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "There were too many tries.");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_stands_in_the_record() {
    let place = Place::new().await;
    let mut thief = place.town.browser();
    let page = place.begin(&mut thief, "van.binh").await;
    let answer = thief.submit(&page, "/recover/ways", &[("way", "code")]).await;
    let page = thief.follow(answer).await;
    for _ in 0..10 {
        let wrong = thief.submit(&page, "/recover/show", &[("code", "1234 5678 9012")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let slow = thief.submit(&page, "/recover/show", &[("code", "1234 5678 9012")]).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "There were too many tries.");
    let actions = place.town.actions_of(place.binh).await;
    assert_eq!(actions.iter().filter(|action| *action == "people.recovery.refused").count(), 10);
    assert!(letters(&place.town.identity.site).await.is_empty(), "and annoys nobody");
}

#[tokio::test]
async fn a_made_up_link_stops_nothing_and_says_nothing() {
    let place = Place::new().await;
    let mut stranger = place.town.browser();
    for link in ["/recover/stop", "/recover/stop?value=abc", "/recover/stop?value=%3Cscript%3E"] {
        stranger.get(link).await.assert_says(StatusCode::OK, "There is nothing to stop");
    }
    for page in ["ways", "show", "questions", "password", "waiting"] {
        for id in ["", "x", "rcvy_0197f3c2-0000-7000-8000-000000000000"] {
            let answer = stranger.get(&format!("/recover/{page}?id={id}")).await;
            answer.assert_leads_to("/recover?notice=over");
        }
    }
    stranger.visit("/recover?notice=over").await.assert_says(StatusCode::OK, "Begin again.");
}

#[tokio::test]
async fn programs_are_kept_out_where_the_site_wants_it() {
    let world = TestWorld::new();
    let identity = vneid_with(&world, Captcha::Always).await;
    account_of(&identity, &an()).await;
    let mut program = steps::browser(&identity);
    let page = program.get("/recover").await;
    assert!(page.field("/recover", "challenge").is_some(), "{}", page.body);
    let refused = program.submit(&page, "/recover", &[("identifier", "tran.an")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let check = refused.field("/recover", "challenge").expect("a check");
    let digits =
        digits_of(&identity.site, &program.cookies["browser"], &check).expect("it is this browser's");
    let filled = [("identifier", "tran.an"), ("challenge_digits", digits.as_str())];
    let answer = program.submit(&refused, "/recover", &filled).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/recover/ways?id=")), "{answer:?}");
}
