use axum::http::StatusCode;
use onedoor_base::Timestamp;
use onedoor_services::dossiers::{DossierCode, DossierState, DossierStep};
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::services::dossiers;
use onedoor_storage::{Change, StorageError};

use crate::tests::actors::{TestPortal, national};

/// Submits an application and returns the dossier's number.
async fn apply(person: &mut Browser) -> String {
    let form = person.visit("/submit/1.001193?place=10525").await;
    let filled = [("phone", "0912 345 678"), ("request", "Khai sinh cho con.")];
    let saved = person.submit(&form, "/submit/1.001193", &filled).await;
    let review = person.follow(saved).await;
    let submitted = person.submit(&review, &review.path, &[]).await;
    let location = submitted.location().unwrap_or_default();
    location.strip_prefix("/submitted/").expect("it is submitted").to_owned()
}

/// The authority takes a step.
async fn handle(portal: &TestPortal, owner: onedoor_base::LocalAccountId, code: &str, step: DossierStep) {
    let code: DossierCode = code.parse().expect("a code");
    let now: Timestamp = portal.site().now();
    let done: Result<(), StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            let code = code.clone();
            Box::pin(async move {
                let record = dossiers::by_code(tx, owner, &code).await?.expect("it is there");
                let after = record.state.after(step).expect("the step is possible");
                assert!(dossiers::step(tx, record.id, record.state, after, now).await?);
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    done.expect("the step is written");
}

#[tokio::test]
async fn without_dossiers_the_page_says_how_to_get_one() {
    let portal = TestPortal::of(national()).await;
    portal.visitor().get("/dossiers").await.assert_leads_to("/sign-in?return_to=%2Fdossiers");
    let (mut khai, _) = portal.person("Khai").await;
    let page = khai.get("/dossiers").await;
    page.assert_says(StatusCode::OK, "No applications yet");
    assert!(page.body.contains("href=\"/procedures\""));
}

#[tokio::test]
async fn a_dossier_shows_where_it_stands_in_words_and_what_happened() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, account) = portal.person("Khai").await;
    let code = apply(&mut khai).await;
    portal.world.clock.advance(std::time::Duration::from_hours(1));
    khai.get(&format!("/test-sign-in/{account}")).await;
    handle(&portal, account, &code, DossierStep::Accept).await;
    let mut vi = khai.clone().with("accept-language", "vi");
    let page = vi.get(&format!("/dossiers/{code}")).await;
    page.assert_says(StatusCode::OK, "Được tiếp nhận");
    assert!(page.says("Mới đăng ký") && page.says("Khai sinh cho con.") && page.says("Phường Hải Dương"));
    let list = khai.get("/dossiers").await;
    assert!(list.says("Accepted") && list.says(&code), "{}", list.body);
    // What was promised right after submitting is not promised any more.
    khai.get(&format!("/submitted/{code}")).await.assert_leads_to(&format!("/dossiers/{code}"));
    assert!(khai.get("/").await.says("Your latest applications"));
}

#[tokio::test]
async fn the_dossier_of_another_is_not_there() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let (mut lan, _) = portal.person("Lan").await;
    let code = apply(&mut khai).await;
    let own = apply(&mut lan).await;
    for path in ["/dossiers/CODE", "/dossiers/CODE/withdraw", "/submitted/CODE"] {
        let anothers = lan.get(&path.replace("CODE", &code)).await;
        assert_eq!(anothers.status, StatusCode::NOT_FOUND, "{path}");
        let nobodys = lan.get(&path.replace("CODE", "000.00.00.G01-261121-0777")).await;
        let neutral = |page: &Answer| page.body.replace(&page.path, path);
        assert_eq!(neutral(&anothers), neutral(&nobodys), "no difference from a number of nobody’s");
    }
    let ask = lan.get(&format!("/dossiers/{own}/withdraw")).await;
    let csrf = ask.field(&format!("/dossiers/{own}/withdraw"), "csrf").unwrap_or_default();
    let answer = lan.post(&format!("/dossiers/{code}/withdraw"), &[("csrf".to_owned(), csrf)], &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(khai.get(&format!("/dossiers/{code}")).await.says("Submitted"));
    assert!(!lan.get("/dossiers").await.says(&code));
}

#[tokio::test]
async fn a_dossier_is_withdrawn_after_a_question_and_only_while_it_can_be() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, account) = portal.person("Khai").await;
    let code = apply(&mut khai).await;
    let action = format!("/dossiers/{code}/withdraw");
    let ask = khai.get(&action).await;
    ask.assert_says(StatusCode::OK, "This can’t be undone");
    let done = khai.submit(&ask, &action, &[]).await;
    done.assert_leads_to(&format!("/dossiers/{code}?done=withdrawn"));
    khai.follow(done).await.assert_says(StatusCode::OK, "The application has been withdrawn.");
    // Once more, from a second tab: the same answer.
    khai.submit(&ask, &action, &[]).await.assert_leads_to(&format!("/dossiers/{code}?done=withdrawn"));
    let other = apply(&mut khai).await;
    let action = format!("/dossiers/{other}/withdraw");
    let ask = khai.get(&action).await;
    handle(&portal, account, &other, DossierStep::Refuse).await;
    let late = khai.submit(&ask, &action, &[]).await;
    let late = khai.follow(late).await;
    late.assert_says(StatusCode::OK, "can’t be withdrawn any more");
    assert!(late.says("Not accepted") && !late.body.contains(&format!("href=\"{action}\"")));
    assert_eq!(DossierState::NotAccepted.number(), 3);
}

#[tokio::test]
async fn a_draft_is_listed_continued_and_thrown_away() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let form = khai.visit("/submit/1.001193?place=10525").await;
    let filled = [("phone", "0912 345 678"), ("request", "Khai sinh cho con.")];
    let saved = khai.submit(&form, "/submit/1.001193", &filled).await;
    let review = saved.location().unwrap_or_default().to_owned();
    let list = khai.get("/dossiers").await;
    list.assert_says(StatusCode::OK, "Begun and not submitted");
    let id = review.rsplit('/').next().unwrap_or_default();
    let form = khai.get(&format!("/submit/1.001193?draft={id}")).await;
    let changed = [("request", "Khai sinh cho con gái.")];
    let saved = khai.submit(&form, "/submit/1.001193", &changed).await;
    saved.assert_leads_to(&review);
    assert!(khai.get(&review).await.says("con gái"));
    let gone = khai.submit(&list, &format!("{review}/discard"), &[]).await;
    gone.assert_leads_to("/dossiers?done=discarded");
    let page = khai.follow(gone).await;
    assert!(page.says("The draft has been discarded.") && page.says("No applications yet"));
    assert_eq!(khai.get(&review).await.status, StatusCode::NOT_FOUND);
}
