use axum::http::StatusCode;
use onedoor_base::{Actor, AuditEvent, Subject};
use onedoor_storage::{Change, StorageError};

use crate::actors::Town;

#[tokio::test]
async fn a_sign_in_is_listed_with_where_it_came_from() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser().from([198, 51, 100, 7])).await;
    let page = khai.get("/account/activity").await;
    page.assert_says(StatusCode::OK, "You signed in");
    page.assert_says(StatusCode::OK, "Firefox on Linux");
    page.assert_says(StatusCode::OK, "198.51.100.7");
    assert!(!page.body.contains("site.session"), "actions are told in words");

    let mut an = town.an_in(town.browser()).await;
    let ans = an.get("/account/activity").await;
    assert!(!ans.says("198.51.100.7"), "nobody sees what others did");
}

#[tokio::test]
async fn everything_is_listed_once_over_several_pages() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    let (id, now) = (town.khai, town.identity.site.now());
    let write = town.identity.site.store.write::<_, StorageError, _>(move |_| {
        Box::pin(async move {
            let event = || AuditEvent::new(now, Actor::Person(id), "unheard.of.deed");
            let events = (0..45).map(|_| event().about(Subject::Person(id))).collect();
            Ok(Change::Recorded((), events))
        })
    });
    write.await.expect("events can be recorded");
    let mut page = khai.get("/account/activity").await;
    let (mut pages, mut deeds) = (1, page.body.matches("Something else in your account").count());
    while let Some(earlier) = earlier(&page.body) {
        page = khai.get(&earlier).await;
        pages += 1;
        deeds += page.body.matches("Something else in your account").count();
    }
    assert_eq!((pages, deeds), (3, 45));
    assert!(page.says("The account was set up"), "the last page ends with the beginning");
    assert!(!page.body.contains("unheard"), "what has no words is not shown raw");
}

#[tokio::test]
async fn a_mangled_address_shows_the_first_page() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    for query in ["?at=x&before=y", "?at=1", "?before=acct_1"] {
        let page = khai.get(&format!("/account/activity{query}")).await;
        page.assert_says(StatusCode::OK, "You signed in");
    }
}

#[tokio::test]
async fn before_anything_happened_the_page_says_what_would_be_there() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get("/account/activity?at=1&before=audt_00000000-0000-7000-8000-000000000000").await;
    page.assert_says(StatusCode::OK, "Nothing yet");
}

fn earlier(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("href=\"/account/activity?at=")?;
    let (rest, _) = rest.split_once('"')?;
    Some(format!("/account/activity?at={}", rest.replace("&amp;", "&")))
}

#[tokio::test]
async fn one_kind_can_be_looked_for() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get("/account/activity?kind=sign-in").await;
    page.assert_says(StatusCode::OK, "You signed in");
    assert!(!page.says("The account was set up"), "{}", page.body);
    let page = khai.get("/account/activity?kind=account").await;
    page.assert_says(StatusCode::OK, "The account was set up");
    assert!(!page.says("Firefox on Linux"), "{}", page.body);
    khai.get("/account/activity?kind=refused").await.assert_says(StatusCode::OK, "Nothing of this kind");
    khai.get("/account/activity?kind=nonsense").await.assert_says(StatusCode::OK, "You signed in");
}

#[tokio::test]
async fn the_whole_record_can_be_taken_away_as_a_file() {
    let town = Town::new().await;
    // What a browser calls itself may be meant for the spreadsheet of its owner.
    let mut khai = town.khai_in(town.browser().with("user-agent", "=HYPERLINK(\"x\")")).await;
    let (id, now) = (town.khai, town.identity.site.now());
    let write = town.identity.site.store.write::<_, StorageError, _>(move |_| {
        Box::pin(async move {
            let event =
                AuditEvent::new(now, Actor::Visitor, "people.sign_in.refused").about(Subject::Person(id));
            Ok(Change::Recorded((), vec![event; 1203]))
        })
    });
    write.await.expect("events can be recorded");
    let file = khai.get("/account/activity/download?format=json").await;
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"activity.json\""));
    let all: serde_json::Value = serde_json::from_str(&file.body).expect("it is JSON");
    let all = all.as_array().expect("a list");
    assert_eq!(all.iter().filter(|one| one["action"] == "people.sign_in.refused").count(), 1203);
    let ids: std::collections::BTreeSet<_> = all.iter().map(|one| one["record"].to_string()).collect();
    assert_eq!(ids.len(), all.len(), "every record once");
    let file = khai.get("/account/activity/download?format=csv").await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.body.lines().count(), all.len() + 1);
    assert!(file.body.starts_with("\u{feff}\"When\",\"What\",\"Who\""), "{}", &file.body[..80]);
    assert!(!file.body.contains("\"=") && !file.body.contains(",="), "a formula");
    assert_eq!(khai.get("/account/activity/download?format=exe").await.status, StatusCode::NOT_FOUND);
    let mut stranger = town.browser();
    let answer = stranger.get("/account/activity/download?format=csv").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
