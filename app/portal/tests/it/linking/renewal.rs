//! A procedure needs more than a link that was proven by a password: the staff make sure at the counter whose account
//! it is, and the link is made anew by the number.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{IdentityLevel, LocalAccountId};
use onedoor_linking::{MadeBy, Policy, Proof, Reason, Side};
use onedoor_portal::counter::{NotProven, NumberProven, Shown, prove_number};
use onedoor_site::testing::{Answer, Browser, messages};
use onedoor_storage::{Change, Statement, StorageError, params};

use super::fake::{Mood, Person};
use super::town::{ASKING, NUMBER, PASSWORD, SCHOOL, Town, lan, minh};

/// A procedure that wants its applicants known by document and face.
const WANTED: &str = "/submit/9.900104";
const PHONE: &str = "+84912345678";
const BUTTON: &str = "Make the link surer";

/// A town that asks, and Lan's account of before in it, linked by its password: the browser, and what the procedure says.
async fn linked(town: &Town, person: &Person) -> (LocalAccountId, Browser, Answer) {
    let account = town.account("lan.old").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, person, "/").await;
    let done = town.proves(&mut browser, &path, "lan.old", PASSWORD).await;
    done.assert_leads_to("/sign-in/linked?return_to=%2F");
    let page = browser.get(WANTED).await;
    page.assert_says(StatusCode::FORBIDDEN, "We need to be surer who you are");
    (account, browser, page)
}

async fn at_the_counter(town: &Town, name: &str, number: &str) -> Result<NumberProven, NotProven> {
    let seen = "Identity card, valid until 2031";
    prove_number(&town.portal, &Shown { organisation: "", name, number, seen }).await
}

/// The account is Lan's, say the staff; the procedure's page after that.
async fn proven(town: &Town, browser: &mut Browser) -> Answer {
    // It takes a while, and what comes after it is newer.
    town.world.clock.advance(Duration::from_secs(5));
    let done = at_the_counter(town, "lan.old", NUMBER).await.expect("proven");
    assert_eq!(done, NumberProven::Done { linked: true });
    browser.get(WANTED).await
}

async fn path(town: &Town, account: LocalAccountId) -> String {
    format!("/account/links/{}/renew", town.links_of(account).await[0].id)
}

async fn stands(town: &Town, account: LocalAccountId) -> bool {
    let links = town.links_of(account).await;
    links.len() == 1 && links[0].is_active() && links[0].made_by == MadeBy::Person
}

/// Sends the form whether the page shows it or not.
async fn by_hand(town: &Town, browser: &mut Browser, account: LocalAccountId) -> Answer {
    let csrf = browser.get("/account/details").await.field("/account/details", "csrf").expect("a proof");
    let origin = town.site.settings.origin();
    let headers = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    let fields = [("csrf", csrf.as_str()), ("identity", "substantial"), ("return_to", WANTED)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let path = path(town, account).await;
    browser.post(&path, &fields, &headers).await
}

#[tokio::test]
async fn nobody_has_made_sure_yet_and_the_page_says_what_to_do() {
    let town = Town::with(ASKING).await;
    let (account, mut browser, page) = linked(&town, &lan()).await;
    for text in
        ["nobody has made sure yet that this account is yours", "lan.old", "with your identity document"]
    {
        page.assert_says(StatusCode::FORBIDDEN, text);
    }
    assert!(!page.says(BUTTON) && !page.says("Raise the level"), "{}", page.body);
    // What the page does not offer cannot be had either.
    by_hand(&town, &mut browser, account).await.assert_leads_to(WANTED);
    assert!(stands(&town, account).await);
}

#[tokio::test]
async fn the_link_is_made_anew_by_the_number_and_the_form_opens() {
    let town = Town::two_sided(ASKING).await;
    let (account, mut browser, _) = linked(&town, &lan()).await;
    town.confirm_phone(account, PHONE).await;
    let page = proven(&town, &mut browser).await;
    page.assert_says(StatusCode::FORBIDDEN, BUTTON);
    let mut elsewhere = town.browser();
    town.comes_back(&mut elsewhere, &lan(), "/").await.assert_leads_to("/");

    let away = browser.submit(&page, &path(&town, account).await, &[]).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER, "{}", away.body);
    let asked = town.fake.asked().pop().expect("pushed");
    assert_eq!(asked["acr_values"], IdentityLevel::Substantial.acr());
    let ended = town.links_of(account).await.remove(0);
    let stopped = ended.handshake.ended().expect("ended");
    assert_eq!((stopped.by, stopped.why), (Side::Here, Reason::ByPerson));
    // What was built on it is over, everywhere.
    assert_ne!(elsewhere.get("/account").await.status, StatusCode::OK);
    assert_ne!(browser.get("/account").await.status, StatusCode::OK);

    let back = browser.get(&town.fake.signs_in(away.location().expect("sent away"), &lan())).await;
    let proposal = back.location().expect("a question").to_owned();
    // They parted: only their word links again.
    let question = browser.get(&proposal).await;
    question.assert_says(StatusCode::OK, "Which account do you want to use?");
    let choose = format!("{proposal}/choose");
    let chosen = browser.submit(&question, &choose, &[("account", &account.to_string())]).await;
    chosen.assert_leads_to("/account/held?return_to=%2Fsubmit%2F9.900104");
    let link = town.links_of(account).await.remove(0);
    assert_eq!((link.local_proof.how, link.made_by), (Proof::SameNumber, MadeBy::Officer));
    assert!(link.is_active() && link.assurance == IdentityLevel::Substantial);
    assert_ne!(browser.get(WANTED).await.status, StatusCode::FORBIDDEN, "the form is open");
    let list = browser.get("/account/links").await;
    list.assert_says(StatusCode::OK, "by the identity number that its staff made sure of at the counter");
    let record = browser.get("/account/activity").await;
    record.assert_says(StatusCode::OK, "The staff at the counter confirmed that this account is yours");
    record.assert_says(StatusCode::OK, "Shown at the counter: “Identity card, valid until 2031”.");
    record
        .assert_says(StatusCode::OK, "By itself: the staff made sure of the identity number at the counter.");
    let told: Vec<String> = messages(&town.site).await.into_iter().map(|sms| sms.text).collect();
    assert!(told.iter().any(|text| text.contains("at the counter it was just confirmed")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("unlinked")), "{told:?}");
}

#[tokio::test]
async fn without_a_fresh_sign_in_or_our_own_form_nothing_ends() {
    let town = Town::with(ASKING).await;
    let (account, mut browser, _) = linked(&town, &lan()).await;
    let page = proven(&town, &mut browser).await;
    let path = path(&town, account).await;
    let fields = [("identity", "substantial"), ("return_to", WANTED)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let origin = town.site.settings.origin();
    let forged = browser.post(&path, &fields, &[("origin", origin.as_str())]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "{}", forged.body);
    let form = page.form(&path).expect("the form");
    let strange = browser.post(&path, &form, &[("origin", "https://evil.example")]).await;
    assert_eq!(strange.status, StatusCode::FORBIDDEN, "{}", strange.body);
    assert!(stands(&town, account).await);

    town.world.clock.advance(Duration::from_mins(11));
    let stale = browser.submit(&page, &path, &[]).await;
    stale.assert_says(StatusCode::FORBIDDEN, "/sign-in/national/esia?fresh=yes");
    stale.assert_says(StatusCode::FORBIDDEN, "return_to=%2Fsubmit%2F9.900104");
    assert!(stands(&town, account).await);
}

#[tokio::test]
async fn somebody_elses_link_and_one_that_opened_nothing_here_stay() {
    let town = Town::with(ASKING).await;
    let (account, mut browser, _) = linked(&town, &lan()).await;
    proven(&town, &mut browser).await;
    town.account("minh.old").await;
    let mut other = town.browser();
    let path = town.not_linked_yet(&mut other, &minh(), "/").await;
    town.proves(&mut other, &path, "minh.old", PASSWORD)
        .await
        .assert_leads_to("/sign-in/linked?return_to=%2F");
    by_hand(&town, &mut other, account).await.assert_leads_to(WANTED);
    // The account's own password opened this session: a new link would be as weak as the old one.
    let mut own = town.browser();
    let form = own.get("/sign-in").await;
    let fields = [("user_name", "lan.old"), ("password", PASSWORD)];
    own.submit(&form, "/sign-in", &fields).await.assert_leads_to("/");
    by_hand(&town, &mut own, account).await.assert_leads_to(WANTED);
    assert!(stands(&town, account).await);
}

#[tokio::test]
async fn never_the_last_way_in_and_never_for_an_issuer_that_is_down() {
    const WITHOUT: Statement =
        Statement::new("test.without", "UPDATE local_accounts SET password_hash = NULL WHERE id = $1");
    let town = Town::with(ASKING).await;
    let (account, mut browser, _) = linked(&town, &lan()).await;
    let page = proven(&town, &mut browser).await;
    let path = path(&town, account).await;
    town.fake.is(Mood::Down);
    let down = browser.submit(&page, &path, &[]).await;
    assert_eq!(down.status, StatusCode::BAD_GATEWAY, "{}", down.body);
    assert!(stands(&town, account).await);
    town.fake.is(Mood::Well);
    let taken: Result<(), StorageError> = town
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                tx.execute_one(&WITHOUT, params![account]).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    taken.expect("taken");
    let refused = browser.submit(&page, &path, &[]).await;
    refused.assert_says(StatusCode::CONFLICT, "is the only way into this account");
    assert!(stands(&town, account).await);
}

#[tokio::test]
async fn a_level_that_is_not_there_is_asked_for_before_the_link_ends() {
    let town = Town::with(ASKING).await;
    let unsure = Person { acr: IdentityLevel::Basic.acr(), ..lan() };
    let (account, mut browser, page) = linked(&town, &unsure).await;
    // Both are missing: both are said.
    page.assert_says(StatusCode::FORBIDDEN, "nobody has made sure yet that this account is yours");
    page.assert_says(StatusCode::FORBIDDEN, "does not know you well enough for it yet, either");
    let page = proven(&town, &mut browser).await;
    page.assert_says(StatusCode::FORBIDDEN, "raise the level of your account");
    assert!(!page.says(BUTTON), "{}", page.body);
    by_hand(&town, &mut browser, account).await.assert_leads_to(WANTED);
    assert!(stands(&town, account).await);
    // Raised: now the link is what is missing.
    town.comes_back(&mut browser, &lan(), WANTED).await.assert_leads_to(WANTED);
    browser.get(WANTED).await.assert_says(StatusCode::FORBIDDEN, BUTTON);
}

#[tokio::test]
async fn whoever_linked_the_account_of_somebody_else_does_not_get_it_again() {
    let town = Town::with(ASKING).await;
    let (account, mut thief, _) = linked(&town, &minh()).await;
    let page = proven(&town, &mut thief).await;
    let away = thief.submit(&page, &path(&town, account).await, &[]).await;
    let back = thief.get(&town.fake.signs_in(away.location().expect("sent away"), &minh())).await;
    let proposal = back.location().expect("a question").to_owned();
    let refused = town.proves(&mut thief, &proposal, "lan.old", PASSWORD).await;
    refused.assert_says(StatusCode::FORBIDDEN, "This account belongs to another person");
    // Its owner comes, and it is theirs.
    let mut owner = town.browser();
    let back = town.comes_back(&mut owner, &lan(), "/").await;
    back.assert_leads_to("/account/held?return_to=%2F");
    assert_eq!(town.account_of(&lan()).await, Some(account));
    assert_eq!(town.links_of(account).await[0].made_by, MadeBy::Officer);
}

#[tokio::test]
async fn at_the_counter_one_number_is_one_persons() {
    let town = Town::with(ASKING).await;
    town.account("lan.old").await;
    town.account_with("squatter", None, Some((NUMBER, false))).await;
    let refused = |done: Result<NumberProven, NotProven>| done.expect_err("refused").to_string();
    assert!(refused(at_the_counter(&town, "lan.old", "12").await).starts_with("number: "));
    assert_eq!(refused(at_the_counter(&town, "nobody", NUMBER).await), "nobody has this user name");
    for seen in ["", " ", "a\nb", &"x".repeat(201)] {
        let shown = Shown { organisation: "", name: "lan.old", number: NUMBER, seen };
        assert!(matches!(prove_number(&town.portal, &shown).await, Err(NotProven::Seen)), "{seen}");
    }
    // What somebody only typed in is in nobody's way.
    let done = at_the_counter(&town, "Lan.Old", NUMBER).await;
    assert!(matches!(done, Ok(NumberProven::Done { linked: false })));
    assert!(matches!(at_the_counter(&town, "lan.old", NUMBER).await, Ok(NumberProven::AlreadySo)));
    let another = at_the_counter(&town, "lan.old", "001090012345").await;
    assert!(matches!(another, Err(NotProven::AnotherNumber)));
    assert!(matches!(at_the_counter(&town, "squatter", NUMBER).await, Err(NotProven::Taken)));

    let school = Town::with(Policy { several_accounts: true, ..SCHOOL }).await;
    for name in ["teacher", "parent"] {
        school.account(name).await;
        let done = at_the_counter(&school, name, NUMBER).await;
        assert!(matches!(done, Ok(NumberProven::Done { linked: false })), "{name}");
    }
}
