//! The register is asked once more at the desk.

use std::sync::{Arc, Mutex};

use onedoor_site::register::{Register, Trouble};
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_ui::Look;

use super::*;
use crate::actors::{account_of, agreeing, khai};
use crate::console::staff;

type Says = Arc<Mutex<Result<Vec<Entry>, Trouble>>>;

/// A town with two officers whose site has a register that says so.
async fn asking(says: &Says) -> Town {
    let world = TestWorld::new();
    let within = Arc::clone(says);
    let register = Register::Played(Arc::new(move |_| match &*within.lock().expect("nobody fails") {
        Ok(entries) => Ok(entries.clone()),
        Err(Trouble::Busy { retry_after }) => Err(Trouble::Busy { retry_after: *retry_after }),
        Err(Trouble::Unreadable(why)) => Err(Trouble::Unreadable(why)),
        Err(_) => Err(Trouble::Unreachable("nobody answers".to_owned())),
    }));
    let about = TestSite { key: "vneid", look: Look::Vneid, register: Some(register), ..TestSite::default() };
    let identity = agreeing(world.site(about).await, &[]).await.expect("it opens");
    let khai = account_of(&identity, &khai()).await;
    world.clock.advance(Duration::from_secs(1));
    let town = Town { world, identity, khai };
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    hire(&town, "can.bo.hai", "0903 000 012", &[StaffRole::Officer]).await;
    town
}

async fn asks(browser: &mut Browser, id: ApplicationId) -> Answer {
    let page = browser.get(&at(id)).await;
    browser.submit(&page, &format!("{}/register", at(id)), &[]).await
}

fn verdict_of(town: &Town, one: &Application) -> Option<Verdict> {
    one.sealed.verdict(&town.identity.site.vault, one.id).expect("it opens")
}

fn asked(id: ApplicationId) -> String {
    format!("{}?notice=asked", at(id))
}

const CHECKED: [(&str, &str); 2] = [("verdict", "approve"), ("checked", "yes")];

#[tokio::test]
async fn the_newest_answer_counts_and_the_earlier_one_stays_beside_it() {
    let says: Says = Arc::new(Mutex::new(Ok(vec![entry(APPLICANTS_NAME)])));
    let town = asking(&says).await;
    let id = applies(&town, town.khai, Verdict::None).await;
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    officer.get(&at(id)).await.assert_says(StatusCode::OK, "The register has nobody who may be");
    asks(&mut officer, id).await.assert_leads_to(&asked(id));
    let page = officer.get(&asked(id)).await;
    for shown in ["The register has answered", "exactly this person", "Newest: this one counts", "Nobody"] {
        page.assert_says(StatusCode::OK, shown);
    }
    let actions = town.actions_of(town.khai).await;
    assert!(actions.contains(&"people.application.register_asked_again".to_owned()), "{actions:?}");
    decides(&mut officer, id, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    let mut khai = town.khai_in(town.browser()).await;
    let read = khai.get("/account/activity").await;
    read.assert_says(StatusCode::OK, "An officer asked the population register about your data again");
}

#[tokio::test]
async fn nobody_is_approved_on_an_answer_that_the_register_took_back() {
    for newest in [Vec::new(), vec![entry("Trần Thị Bưởi")], vec![entry(APPLICANTS_NAME); 2]] {
        let says: Says = Arc::new(Mutex::new(Ok(newest)));
        let town = asking(&says).await;
        let id = applies(&town, town.khai, same()).await;
        let mut officer = staff(&town, "can.bo").await;
        takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
        let old = officer.get(&at(id)).await;
        asks(&mut officer, id).await.assert_leads_to(&asked(id));
        let before = officer.submit(&old, &format!("{}/decide", at(id)), &[("verdict", "approve")]).await;
        before.assert_leads_to(&format!("{}?notice=changed", at(id)));
        let alone = decides(&mut officer, id, &[("verdict", "approve")]).await;
        alone.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Confirm that you found this person");
        decides(&mut officer, id, &CHECKED).await.assert_leads_to(&notice("proposed"));
        assert!(matches!(state(&town, id).await, State::InReview { .. }));
        let kept = record_of(&town, id).await;
        assert!(kept.validations.iter().all(|one| one.how != Validated::RegisterMatch), "{kept:?}");
    }
}

#[tokio::test]
async fn another_answer_takes_back_what_one_officer_proposed_on_the_one_before() {
    let says: Says = Arc::new(Mutex::new(Ok(Vec::new())));
    let town = asking(&says).await;
    let id = applies(&town, town.khai, near()).await;
    let mut first = staff(&town, "can.bo").await;
    works(&mut first, id, &CHECKED).await.assert_leads_to(&notice("proposed"));
    let mut second = staff(&town, "can.bo.hai").await;
    takes(&mut second, id, "no").await.assert_leads_to(&at(id));
    asks(&mut second, id).await.assert_leads_to(&asked(id));
    assert!(!second.get(&at(id)).await.says("Another officer wants to approve"));
    decides(&mut second, id, &CHECKED).await.assert_leads_to(&notice("proposed"));
    assert!(matches!(state(&town, id).await, State::InReview { .. }), "one alone has seen the newest");
}

#[tokio::test]
async fn a_register_that_does_not_answer_loses_nothing() {
    let troubles = [
        (Trouble::Unreachable(String::new()), "The register does not answer"),
        (Trouble::Busy { retry_after: None }, "The register does not answer"),
        (Trouble::Unreadable("no JSON"), "could not be read"),
    ];
    for (trouble, words) in troubles {
        let says: Says = Arc::new(Mutex::new(Err(trouble)));
        let town = asking(&says).await;
        let id = applies(&town, town.khai, same()).await;
        let mut officer = staff(&town, "can.bo").await;
        takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
        let failed = asks(&mut officer, id).await;
        failed.assert_says(StatusCode::SERVICE_UNAVAILABLE, words);
        failed.assert_says(StatusCode::SERVICE_UNAVAILABLE, "exactly this person");
        assert_eq!(verdict_of(&town, &get(&town, id).await), Some(same()));
        let actions = town.actions_of(town.khai).await;
        assert!(actions.contains(&"people.application.register_unanswered".to_owned()), "{actions:?}");
        decides(&mut officer, id, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    }
}

#[tokio::test]
async fn only_whoever_holds_the_case_asks_and_not_without_end() {
    let says: Says = Arc::new(Mutex::new(Ok(Vec::new())));
    let town = asking(&says).await;
    let id = applies(&town, town.khai, same()).await;
    let path = format!("{}/register", at(id));
    let mut officer = staff(&town, "can.bo").await;
    posts(&mut officer, &path, &[]).await.assert_leads_to(&notice("not-again"));
    let mut khai = town.khai_in(town.browser()).await;
    assert_eq!(posts(&mut khai, &path, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(verdict_of(&town, &get(&town, id).await), Some(same()), "nobody was asked");

    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    for _ in 0..30 {
        asks(&mut officer, id).await.assert_leads_to(&asked(id));
    }
    let much = asks(&mut officer, id).await;
    much.assert_says(StatusCode::TOO_MANY_REQUESTS, "asked the register very often");
    decides(&mut officer, id, &[("verdict", "refuse"), ("refusal", "not-live")])
        .await
        .assert_leads_to(&notice("refused"));
    posts(&mut officer, &path, &[]).await.assert_leads_to(&notice("not-again"));
}

#[tokio::test]
async fn without_a_register_there_is_nothing_to_ask() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    assert!(!officer.get(&at(id)).await.says("Ask the register again"));
    let path = format!("{}/register", at(id));
    assert_eq!(posts(&mut officer, &path, &[]).await.status, StatusCode::NOT_FOUND);
}
