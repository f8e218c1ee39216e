//! Accounts that the portal's staff prepared: whom they are offered to, and what comes of it.

use std::sync::Arc;

use axum::http::StatusCode;
use onedoor_base::{Actor, BatchId};
use onedoor_linking::MadeBy;
use onedoor_portal::prepare::{self, Source, Watch};
use onedoor_storage::StorageError;
use onedoor_storage::linking::batches::FoundRow;
use onedoor_storage::linking::prepared;

use super::fake::Person;
use super::town::{ASKING, NUMBER, PASSWORD, PROVINCE, Town, lan, minh};

struct Quiet;

impl Watch for Quiet {
    fn found(&mut self, found: &FoundRow) -> std::io::Result<()> {
        panic!("line {}: {}", found.line, found.finding.word());
    }

    fn done(&mut self, _: u64, _: u64) {}
}

/// Prepares the links of a file, all of whose rows are clean.
async fn prepare(town: &Town, rows: &str) -> BatchId {
    let source: Arc<dyn Source> =
        Arc::new(format!("organisation,user_name,national_number\n{rows}\n").into_bytes());
    let by = Actor::Operator("test".to_owned());
    let survey = Arc::new(prepare::survey(&town.portal, &source).await.expect("surveyed"));
    let batch = prepare::begin(&town.portal, &survey, "rows.csv", &by).await.expect("begun");
    prepare::run(&town.portal, &source, &survey, batch, &by, &mut Quiet).await.expect("written").id
}

async fn counts(town: &Town) -> Vec<(String, i64)> {
    let read: Result<_, StorageError> =
        town.site.store.read(|tx| Box::pin(async move { prepared::counts(tx).await })).await;
    read.expect("read").into_iter().collect()
}

fn one(measure: &str) -> Vec<(String, i64)> {
    vec![(measure.to_owned(), 1)]
}

#[tokio::test]
async fn the_person_is_asked_for_that_very_account_and_linked_when_they_prove_it() {
    let town = Town::with(PROVINCE).await;
    let account = town.account("hungtv").await;
    prepare(&town, &format!(",hungtv,{NUMBER}")).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Is this your account here?");
    page.assert_says(StatusCode::OK, "hu•••");
    assert!(!page.body.contains("hungtv"), "no more of it than its owner needs");
    let form = browser.get(&format!("{path}/account")).await;
    form.assert_says(StatusCode::OK, "hu•••");
    assert_eq!(counts(&town).await, one("dormant"), "looking changes nothing");

    let wrong = browser
        .submit(&form, &format!("{path}/account"), &[("user_name", "hungtv"), ("password", "x")])
        .await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "hu•••");
    let fields = [("user_name", "hungtv"), ("password", PASSWORD)];
    let linked = browser.submit(&wrong, &format!("{path}/account"), &fields).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    assert_eq!(town.links_of(account).await[0].made_by, MadeBy::Bulk);
    assert_eq!(counts(&town).await, one("active"));
    browser
        .get("/account/links")
        .await
        .assert_says(StatusCode::OK, "in an account that this site’s staff had prepared");
    let audit = town.audit_of(account).await;
    assert!(audit.contains("linking.link.prepared") && audit.contains("linking.link.made"), "{audit:?}");
}

#[tokio::test]
async fn whoever_says_that_it_is_not_theirs_goes_on_as_before() {
    let town = Town::with(PROVINCE).await;
    let account = town.account("hungtv").await;
    prepare(&town, &format!(",hungtv,{NUMBER}")).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let asked = browser.get(&path).await;
    let denied = browser.submit(&asked, &format!("{path}/not-mine"), &[]).await;
    denied.assert_leads_to(&path);
    assert_eq!(counts(&town).await, one("refused.denied"));
    assert!(town.record(account).await.number.is_none(), "the number that it had from there is gone");
    assert!(town.audit_of(account).await.contains("linking.link.denied"));
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Make a new account");
    let made = browser.submit(&page, &format!("{path}/new"), &[]).await;
    made.assert_leads_to("/dossiers");
    let new = town.account_of(&lan()).await.expect("linked");
    assert_ne!(new, account);
    // A second click on the first page denies nothing more.
    browser.submit(&asked, &format!("{path}/not-mine"), &[]).await;
    assert_eq!(counts(&town).await, one("refused.denied"));
}

#[tokio::test]
async fn another_person_is_not_told_of_it_and_is_refused_nothing() {
    let town = Town::with(PROVINCE).await;
    town.account("hungtv").await;
    prepare(&town, &format!(",hungtv,{NUMBER}")).await;
    town.comes_back(&mut town.browser(), &minh(), "/").await.assert_leads_to("/");
    let unproven = Person { sub: "lan-elsewhere", number_verified: false, ..lan() };
    town.comes_back(&mut town.browser(), &unproven, "/").await.assert_leads_to("/");
    assert_eq!(counts(&town).await, one("dormant"));
}

#[tokio::test]
async fn somebody_else_who_knows_the_password_takes_it_as_they_could_before() {
    let town = Town::with(ASKING).await;
    let account = town.account("hungtv").await;
    prepare(&town, &format!(",hungtv,{NUMBER}")).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &minh(), "/").await;
    town.proves(&mut browser, &path, "hungtv", PASSWORD)
        .await
        .assert_leads_to("/sign-in/linked?return_to=%2F");
    assert_eq!(town.links_of(account).await[0].made_by, MadeBy::Person);
    assert_eq!(counts(&town).await, one("refused.taken"));
    // And its person is asked as anybody is, and refused that account.
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan(), "/").await;
    assert!(!owner.get(&path).await.says("Is this your account here?"));
    let refused = town.proves(&mut owner, &path, "hungtv", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_account_with_another_number_proven_stays_shut() {
    let town = Town::with(ASKING).await;
    let account = town.account_with("minhpv", None, Some(("001090012345", true))).await;
    town.account("hungtv").await;
    prepare(&town, &format!(",hungtv,{NUMBER}")).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let refused = town.proves(&mut browser, &path, "minhpv", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(town.links_of(account).await.is_empty());
    assert_eq!(counts(&town).await, one("dormant"));
}

#[tokio::test]
async fn where_there_are_organisations_the_page_names_it_and_asks_there() {
    let town = Town::school().await;
    town.account_with("ivanova", Some("edu-112"), None).await;
    prepare(&town, &format!("edu-112,ivanova,{NUMBER}")).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "iv•••");
    assert!(page.body.contains(&format!("{path}/account?organisation=edu-112")), "{}", page.body);
}
