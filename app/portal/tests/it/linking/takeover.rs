//! Taking over what was there: whoever was in an account before its owner linked it keeps nothing that the owner did
//! not prove (the pre-hijacking attacks of Sudhodanan and Paverd, USENIX Security 2022).

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::LocalAccountId;
use onedoor_site::challenge::{Captcha, digits_of};
use onedoor_site::testing::{Answer, Browser, letters, messages};

use super::fake::Person;
use super::town::{ASKING, NUMBER, PASSWORD, PROVINCE, SCHOOL, Town, lan, minh};

const PAGE: &str = "/account/held";
const PHONE: &str = "+84912345678";

async fn links(town: &Town, person: &Person, user_name: &str) -> (Browser, Answer) {
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, person, "/dossiers").await;
    let done = town.proves(&mut browser, &path, user_name, PASSWORD).await;
    done.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    let page = browser.follow(done).await;
    (browser, page)
}

async fn tries_password(town: &Town, user_name: &str) -> (Browser, StatusCode) {
    let mut browser = town.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("user_name", user_name), ("password", PASSWORD)];
    let answer = browser.submit(&page, "/sign-in", &fields).await;
    (browser, answer.status)
}

async fn opens(town: &Town, user_name: &str) -> bool {
    tries_password(town, user_name).await.1 == StatusCode::SEE_OTHER
}

/// An account that carries Lan's number, proven; somebody has set its password and its telephone. Lan comes.
async fn found(town: &Town) -> (LocalAccountId, Browser) {
    let account = town.account_with("lan.old", None, Some((NUMBER, true))).await;
    town.confirm_phone(account, PHONE).await;
    let mut browser = town.browser();
    let found = town.comes_back(&mut browser, &lan(), "/dossiers").await;
    // At once to the page on which they decide, and from there to where they were heading.
    found.assert_leads_to("/account/held?return_to=%2Fdossiers");
    let page = browser.follow(found).await;
    page.assert_says(StatusCode::OK, "The password of this account");
    assert!(page.says("name=\"return_to\" value=\"/dossiers\""), "{}", page.body);
    (account, browser)
}

#[tokio::test]
async fn prehijacking_unexpired_session_of_whoever_was_there_before_ends() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let (mut attacker, _) = tries_password(&town, "ivanova").await;
    assert_eq!(attacker.get("/account").await.status, StatusCode::OK);
    let (mut owner, _) = links(&town, &lan(), "ivanova").await;
    assert_ne!(attacker.get("/account").await.status, StatusCode::OK);
    // The owner sees where it was.
    owner.get(PAGE).await.assert_says(StatusCode::OK, "Sessions that were ended");
    assert_eq!(owner.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn prehijacking_trojan_identifier_of_whoever_was_there_before_gets_no_code() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.confirm_phone(account, PHONE).await;
    let (mut owner, done) = links(&town, &lan(), "ivanova").await;
    done.assert_says(StatusCode::OK, "is on hold");
    let record = town.record(account).await;
    assert_eq!(record.account.phone, None, "nothing sends a code to a telephone that is not confirmed");
    assert!(town.audit_of(account).await.contains("linking.account.held"));
    let page = owner.get(PAGE).await;
    page.assert_says(StatusCode::OK, "Phone +84\u{a0}912\u{a0}345\u{a0}678");
    owner.get("/account").await.assert_says(StatusCode::OK, "is on hold");
    // Removed it is gone for good.
    owner.submit(&page, PAGE, &[("held_phone", "remove")]).await.assert_leads_to("/");
    let record = town.record(account).await;
    assert_eq!((record.account.phone, record.unconfirmed_phone), (None, None));
    assert!(!owner.get("/account").await.says("is on hold"));
}

#[tokio::test]
async fn prehijacking_classic_merge_leaves_the_password_of_whoever_was_there_before_without_effect() {
    let town = Town::with(PROVINCE).await;
    let (account, mut owner) = found(&town).await;
    assert!(!opens(&town, "lan.old").await);
    let page = owner.get(PAGE).await;
    page.assert_says(StatusCode::OK, "The password of this account");
    // Not decided is not used.
    owner.submit(&page, PAGE, &[]).await.assert_leads_to("/account/held?return_to=%2F");
    assert!(!opens(&town, "lan.old").await);
    let fields = [("held_password", "remove"), ("held_phone", "remove")];
    owner.submit(&page, PAGE, &fields).await.assert_leads_to("/");
    assert!(!opens(&town, "lan.old").await);
    assert!(town.audit_of(account).await.contains("services.way.removed"));
}

#[tokio::test]
async fn what_the_owner_keeps_opens_again() {
    let town = Town::with(PROVINCE).await;
    let (account, mut owner) = found(&town).await;
    let page = owner.get(PAGE).await;
    let kept = owner.submit(&page, PAGE, &[("held_password", "keep")]).await;
    kept.assert_leads_to("/account/held?return_to=%2F");
    assert!(opens(&town, "lan.old").await);
    let page = owner.get(PAGE).await;
    owner.submit(&page, PAGE, &[("held_phone", "keep")]).await.assert_leads_to("/");
    assert_eq!(
        town.record(account).await.account.phone.map(|p| p.as_str().to_owned()).as_deref(),
        Some(PHONE)
    );
    assert!(town.audit_of(account).await.contains("services.way.kept"));
    owner.get(PAGE).await.assert_says(StatusCode::OK, "There is nothing to decide.");
}

#[tokio::test]
async fn what_was_proven_just_now_is_not_put_on_hold() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.confirm_phone(account, PHONE).await;
    let more = vec![("phone_number", PHONE), ("phone_number_verified", "true")];
    let (_, done) = links(&town, &Person { more, ..lan() }, "ivanova").await;
    assert!(!done.says("is on hold"), "{}", done.body);
    assert!(opens(&town, "ivanova").await);
    assert!(town.record(account).await.account.phone.is_some());
}

#[tokio::test]
async fn whoever_finds_the_session_open_keeps_nothing_on_hold() {
    let town = Town::with(PROVINCE).await;
    let (_, mut owner) = found(&town).await;
    let page = owner.get(PAGE).await;
    town.world.clock.advance(Duration::from_mins(11));
    let asked = owner.submit(&page, PAGE, &[("held_password", "keep")]).await;
    asked.assert_says(StatusCode::FORBIDDEN, "Confirm that it’s you");
    assert!(!opens(&town, "lan.old").await);
}

#[tokio::test]
async fn a_new_password_is_not_undone_by_the_one_on_hold() {
    let town = Town::with(PROVINCE).await;
    let (_, mut owner) = found(&town).await;
    let form = owner.get("/account/password").await;
    let fields = [("user_name", "lan.new"), ("password", "chín con cò trắng")];
    owner.submit(&form, "/account/password", &fields).await.assert_leads_to("/account?done=password");
    let page = owner.get(PAGE).await;
    owner.submit(&page, PAGE, &[("held_password", "keep"), ("held_phone", "remove")]).await;
    assert!(!opens(&town, "lan.new").await && !opens(&town, "lan.old").await);
}

#[tokio::test]
async fn lockout_an_unproven_squatter_on_a_number_does_not_keep_its_owner_out() {
    let town = Town::with(ASKING).await;
    // Somebody typed Lan's number into an account of their own and linked it with their own national identity.
    let squatter = town.account_with("squatter", None, Some((NUMBER, false))).await;
    links(&town, &Person { number: None, ..minh() }, "squatter").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let page = browser.get(&path).await;
    let made = browser.submit(&page, &format!("{path}/new"), &[]).await;
    made.assert_leads_to("/dossiers");
    let own = town.account_of(&lan()).await.expect("an account of her own");
    assert_ne!(own, squatter);
}

#[tokio::test]
async fn lockout_a_squatter_on_a_telephone_or_mail_address_does_not_keep_its_owner_out() {
    let town = Town::with(SCHOOL).await;
    let squatter = town.account("squatter").await;
    town.confirm_phone(squatter, PHONE).await;
    let account = town.account("ivanova").await;
    let more = vec![("phone_number", PHONE), ("phone_number_verified", "true"), ("email", "lan@example.vn")];
    let (mut owner, _) = links(&town, &Person { more, ..lan() }, "ivanova").await;
    assert_eq!(town.account_of(&lan()).await, Some(account));
    // And she may have it here: a telephone is nobody's in particular.
    let page = owner.get("/account/contacts").await;
    let mark = page.body.split("name=\"phone\" value=\"take-").nth(1).and_then(|rest| rest.split('"').next());
    let mark = format!("take-{}", mark.expect("offered"));
    owner.submit(&page, "/account/contacts", &[("phone", &mark)]).await;
    assert!(town.record(account).await.account.phone.is_some());
}

#[tokio::test]
async fn the_telephone_that_stood_in_the_account_hears_that_it_was_linked() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.confirm_phone(account, PHONE).await;
    links(&town, &lan(), "ivanova").await;
    // On hold since then, and told all the same: whoever typed the password may not be its owner.
    assert_eq!(town.record(account).await.account.phone, None);
    let told = messages(&town.site).await;
    assert_eq!(told.iter().map(|sms| sms.to.as_str()).collect::<Vec<_>>(), [PHONE]);
    assert!(told[0].text.contains("just been linked"), "{}", told[0].text);
}

#[tokio::test]
async fn a_mailbox_that_was_not_shown_just_now_is_in_doubt_and_hears_of_the_link() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.confirm_mail(account, "ivanova@mail.example").await;
    links(&town, &lan(), "ivanova").await;
    let record = town.record(account).await;
    assert!(record.account.email.is_some() && record.mailbox().is_none(), "a new code shows whose it is");
    let told = letters(&town.site).await;
    assert_eq!(told.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ivanova@mail.example"]);
    assert!(told[0].text.contains("just been linked"), "{}", told[0].text);
    // The issuer has made sure of it: it stays.
    let account = town.account("petrova").await;
    town.confirm_mail(account, "petrova@mail.example").await;
    let more = vec![("email", "petrova@mail.example"), ("email_verified", "true")];
    links(&town, &Person { more, number: None, ..minh() }, "petrova").await;
    assert!(town.record(account).await.mailbox().is_some());
}

#[tokio::test]
async fn the_check_against_programs_stands_before_the_proof_of_the_account() {
    let town = Town::checking(Captcha::Always).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let refused = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("value=\"ivanova\"") && refused.says("challenge_digits"), "{}", refused.body);
    let form = format!("{path}/account");
    let token = refused.field(&form, "challenge").expect("a check");
    let digits = digits_of(&town.site, &browser.cookies["browser"], &token).expect("this browser's");
    let fields = [("user_name", "ivanova"), ("password", PASSWORD), ("challenge_digits", &digits)];
    let done = browser.submit(&refused, &form, &fields).await;
    done.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
}
