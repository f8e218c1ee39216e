//! Contact data of the national identity: offered after the link, never taken over unasked (S5.4).

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::LocalAccountId;
use onedoor_services::accounts::{ContactAnswer, ContactKind};
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::StorageError;
use onedoor_storage::services::contacts::{self, ContactOffer};

use super::fake::Person;
use super::town::{PASSWORD, SCHOOL, Town, lan};

const PAGE: &str = "/account/contacts";
const PHONE: &str = "+84912345678";
const OTHER_PHONE: &str = "+84987654321";

/// Lan, whose national identity tells a telephone number and a mail address.
fn told(phone: &'static str) -> Person {
    let more = vec![("phone_number", phone), ("phone_number_verified", "true"), ("email", "lan@example.vn")];
    Person { more, ..lan() }
}

async fn linked(town: &Town, person: &Person) -> (LocalAccountId, Browser, Answer) {
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, person, "/dossiers").await;
    let done = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    done.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    let page = browser.follow(done).await;
    (account, browser, page)
}

async fn offers(town: &Town, account: LocalAccountId) -> Vec<ContactOffer> {
    let found: Result<_, StorageError> =
        town.site.store.read(move |tx| Box::pin(async move { contacts::offers(tx, account).await })).await;
    found.expect("read")
}

async fn answer_to(town: &Town, account: LocalAccountId, kind: ContactKind) -> Option<ContactAnswer> {
    let offers = offers(town, account).await;
    offers.iter().find(|offer| offer.kind == kind).map(|offer| offer.told.answer)
}

/// What the form sends for the value that is offered.
fn mark(page: &Answer, field: &str) -> String {
    let before = format!("name=\"{field}\" value=\"take-");
    let rest = page.body.split_once(&before).unwrap_or_else(|| panic!("{field}: {}", page.body)).1;
    format!("take-{}", rest.split_once('"').expect("a value").0)
}

#[tokio::test]
async fn s5_4_what_is_told_is_offered_after_the_link_and_changes_nothing() {
    let town = Town::with(SCHOOL).await;
    let (account, mut browser, done) = linked(&town, &told(PHONE)).await;
    done.assert_says(StatusCode::OK, "Choose contact data");
    let record = town.record(account).await.account;
    assert_eq!((record.phone, record.email, record.display_name.as_str()), (None, None, "Owner of ivanova"));
    let page = browser.get("/account/contacts?return_to=%2Fdossiers").await;
    for text in
        ["Take over +84\u{a0}912\u{a0}345\u{a0}678", "Take over lan@example.vn", "Take over Trần Thị Lan"]
    {
        assert!(page.says(text), "{text}: {}", page.body);
    }
    // The values are sealed until somebody wants them.
    for offer in offers(&town, account).await {
        let sealed = offer.sealed.expect("it waits");
        assert!(!String::from_utf8_lossy(&sealed).contains("12345678"));
    }
    // Skipped, it waits.
    assert!(page.says("Not now"));
    browser.get("/account").await.assert_says(StatusCode::OK, "contact data that this site does not show");
}

#[tokio::test]
async fn s5_4_what_is_chosen_is_kept_with_its_origin_and_the_rest_is_not() {
    let town = Town::with(SCHOOL).await;
    let (account, mut browser, _) = linked(&town, &told(PHONE)).await;
    let page = browser.get("/account/contacts?return_to=%2Fdossiers").await;
    let phone = mark(&page, "phone");
    browser.submit(&page, PAGE, &[("phone", &phone)]).await.assert_leads_to("/dossiers");
    let record = town.record(account).await.account;
    assert_eq!(record.phone.map(|phone| phone.as_str().to_owned()).as_deref(), Some(PHONE));
    assert_eq!((record.email, record.display_name.as_str()), (None, "Owner of ivanova"));
    let page = browser.get(PAGE).await;
    assert!(page.says("Taken over from") && page.says("You gave this here"), "{}", page.body);
    assert!(page.says("you chose on"), "{}", page.body);
    assert!(
        offers(&town, account).await.iter().all(|offer| offer.sealed.is_none()),
        "nothing is kept beside"
    );
    let audit = town.audit_of(account).await;
    assert!(audit.contains("services.contact.kept") && audit.contains("services.contact.declined"));
}

#[tokio::test]
async fn s5_4_a_value_that_changes_there_is_offered_again_and_replaces_nothing() {
    let town = Town::with(SCHOOL).await;
    let (account, mut browser, _) = linked(&town, &told(PHONE)).await;
    let page = browser.get(PAGE).await;
    let phone = mark(&page, "phone");
    browser.submit(&page, PAGE, &[("phone", &phone)]).await;
    // The same once more: answered is answered.
    town.comes_back(&mut browser, &told(PHONE), "/").await.assert_leads_to("/");
    assert!(matches!(answer_to(&town, account, ContactKind::Email).await, Some(ContactAnswer::Declined(_))));
    assert!(!browser.get(PAGE).await.says("Take over"));
    // Another one.
    town.comes_back(&mut browser, &told(OTHER_PHONE), "/").await.assert_leads_to("/");
    let record = town.record(account).await.account;
    assert_eq!(record.phone.map(|phone| phone.as_str().to_owned()).as_deref(), Some(PHONE));
    assert_eq!(answer_to(&town, account, ContactKind::Phone).await, Some(ContactAnswer::Waiting));
    browser.get(PAGE).await.assert_says(StatusCode::OK, "Take over +84\u{a0}987\u{a0}654\u{a0}321");
    // And back again: the account shows it, so there is nothing to ask.
    town.comes_back(&mut browser, &told(PHONE), "/").await.assert_leads_to("/");
    assert_eq!(answer_to(&town, account, ContactKind::Phone).await, None);
}

#[tokio::test]
async fn a_value_that_was_told_while_the_page_was_open_is_not_taken_over_for_the_one_shown() {
    let town = Town::with(SCHOOL).await;
    let (account, mut browser, _) = linked(&town, &told(PHONE)).await;
    let page = browser.get(PAGE).await;
    let mut elsewhere = town.browser();
    town.comes_back(&mut elsewhere, &told(OTHER_PHONE), "/").await.assert_leads_to("/");
    browser.submit(&page, PAGE, &[("phone", &mark(&page, "phone"))]).await;
    assert_eq!(town.record(account).await.account.phone, None);
    assert_eq!(answer_to(&town, account, ContactKind::Phone).await, Some(ContactAnswer::Waiting));
}

#[tokio::test]
async fn a_telephone_number_that_is_not_confirmed_there_is_no_way_into_an_account_here() {
    let town = Town::with(SCHOOL).await;
    let unconfirmed = Person { more: vec![("phone_number", PHONE)], ..lan() };
    let (account, ..) = linked(&town, &unconfirmed).await;
    assert_eq!(answer_to(&town, account, ContactKind::Phone).await, None);
}

#[tokio::test]
async fn whoever_finds_the_session_open_takes_over_no_telephone_number() {
    let town = Town::with(SCHOOL).await;
    let (account, mut browser, _) = linked(&town, &told(PHONE)).await;
    town.world.clock.advance(Duration::from_mins(11));
    let page = browser.get(PAGE).await;
    let phone = mark(&page, "phone");
    for password in ["", "not the password"] {
        let wrong = browser.submit(&page, PAGE, &[("phone", &phone), ("password", password)]).await;
        wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    }
    assert_eq!(town.record(account).await.account.phone, None);
    browser.submit(&page, PAGE, &[("phone", &phone), ("password", PASSWORD)]).await;
    assert!(town.record(account).await.account.phone.is_some());
}

#[tokio::test]
async fn what_was_declined_can_be_asked_for_again_and_then_comes_from_there_anew() {
    let town = Town::with(SCHOOL).await;
    let (account, mut browser, _) = linked(&town, &told(PHONE)).await;
    let page = browser.get(PAGE).await;
    browser.submit(&page, PAGE, &[]).await;
    let page = browser.get(PAGE).await;
    let again = browser.submit(&page, "/account/contacts/again", &[("kind", "phone")]).await;
    again.assert_leads_to("/sign-in/national/esia?return_to=%2Faccount%2Fcontacts");
    assert_eq!(answer_to(&town, account, ContactKind::Phone).await, None);
    town.comes_back(&mut browser, &told(PHONE), "/").await.assert_leads_to("/");
    assert_eq!(answer_to(&town, account, ContactKind::Phone).await, Some(ContactAnswer::Waiting));
}
