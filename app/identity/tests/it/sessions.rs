use axum::http::StatusCode;
use onedoor_site::testing::Browser;

use crate::actors::Town;

const PHONE: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";

async fn khai_twice(town: &Town) -> (Browser, Browser) {
    let here = town.khai_in(town.browser()).await;
    let there = town.khai_in(town.browser().from([198, 51, 100, 7]).with("user-agent", PHONE)).await;
    (here, there)
}

#[tokio::test]
async fn sessions_are_listed_and_one_is_ended() {
    let town = Town::new().await;
    let (mut here, mut there) = khai_twice(&town).await;
    let page = here.get("/account/sessions").await;
    page.assert_says(StatusCode::OK, "Firefox on Linux");
    page.assert_says(StatusCode::OK, "Chrome on Android");
    page.assert_says(StatusCode::OK, "198.51.100.7");
    assert_eq!(page.body.matches("This browser").count(), 1, "{}", page.body);

    let ended = here.submit(&page, "/account/sessions/end", &[]).await;
    ended.assert_leads_to("/account/sessions?notice=ended");
    assert!(!here.follow(ended).await.says("Chrome on Android"));
    assert!(!there.is_signed_in().await);
    assert!(here.is_signed_in().await);
    let newest = town.record_of(town.khai).await.remove(0);
    assert_eq!(
        (&*newest.action, newest.detail["why"].as_str()),
        ("site.session.ended", Some("ended_by_owner"))
    );
}

#[tokio::test]
async fn what_has_ended_is_said_to_have_ended() {
    let town = Town::new().await;
    let (mut here, mut there) = khai_twice(&town).await;
    let page = here.get("/account/sessions").await;
    here.submit(&page, "/account/sessions/end", &[]).await;
    let again = here.submit(&page, "/account/sessions/end", &[]).await;
    again.assert_leads_to("/account/sessions?notice=gone");
    let ends = town.actions_of(town.khai).await.iter().filter(|a| *a == "site.session.ended").count();
    assert_eq!(ends, 1, "the second time nothing happened");
    let nonsense = here.submit(&page, "/account/sessions/end", &[("session", "acct_1")]).await;
    nonsense.assert_leads_to("/account/sessions?notice=gone");
    assert!(!there.is_signed_in().await);
}

#[tokio::test]
async fn nobody_ends_the_sessions_of_others() {
    let town = Town::new().await;
    let (mut khai, mut khais_phone) = khai_twice(&town).await;
    let khais = khai.get("/account/sessions").await;
    let target = khais.field("/account/sessions/end", "session").expect("there is a session to end");

    let mut an = town.an_in(town.browser()).await;
    let mut ans_phone = town.an_in(town.browser().with("user-agent", PHONE)).await;
    let page = an.get("/account/sessions").await;
    assert!(!page.body.contains(&target));
    let answer = an.submit(&page, "/account/sessions/end", &[("session", &target)]).await;
    answer.assert_leads_to("/account/sessions?notice=gone");
    let ask = an.get("/account/sessions/end-others").await;
    an.submit(&ask, "/account/sessions/end-others", &[]).await;
    assert!(khai.is_signed_in().await && khais_phone.is_signed_in().await);
    assert!(!ans_phone.is_signed_in().await);
}

#[tokio::test]
async fn all_others_are_ended_after_being_named() {
    let town = Town::new().await;
    let (mut here, mut there) = khai_twice(&town).await;
    let ask = here.get("/account/sessions/end-others").await;
    ask.assert_says(StatusCode::OK, "Chrome on Android");
    assert!(!ask.says("Firefox on Linux"), "this browser is not among those to be ended");
    assert!(there.is_signed_in().await, "asking ends nothing");

    let ended = here.submit(&ask, "/account/sessions/end-others", &[]).await;
    ended.assert_leads_to("/account/sessions?notice=others-ended");
    assert!(!there.is_signed_in().await);
    assert!(here.is_signed_in().await);
    assert_eq!(town.actions_of(town.khai).await[0], "people.sessions.ended");
    here.get("/account/sessions/end-others").await.assert_leads_to("/account/sessions");
}
