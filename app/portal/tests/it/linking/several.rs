//! Several accounts of one person: linked, chosen after the sign-in, switched without another one (S5.5).

use axum::http::StatusCode;
use onedoor_base::{IdentityLevel, LocalAccountId, Subject};
use onedoor_linking::{Policy, Reason};
use onedoor_site::testing::{Answer, Browser};

use super::fake::Person;
use super::town::{NUMBER, PASSWORD, SCHOOL, Town, lan, minh, session_of};

const ADD: &str = "/sign-in/national/esia?add=yes&return_to=%2Faccount%2Flinks";
const SWITCHED: &str = "/account?done=switched";
const GONE: &str = "/account/switch?told=gone";

/// The person links the account `user_name` at their first sign-in.
async fn first(town: &Town, person: &Person, user_name: &str) -> Browser {
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, person, "/").await;
    let linked = town.proves(&mut browser, &path, user_name, PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2F");
    browser
}

/// On the way to one more account, as far as the form that asks for it.
async fn asked_for_another(town: &Town, browser: &mut Browser, person: &Person) -> String {
    let away = browser.get(ADD).await;
    let location = away.location().expect("sent away").to_owned();
    let back = browser.get(&town.fake.signs_in(&location, person)).await;
    let form = back.location().unwrap_or_default().to_owned();
    assert!(form.starts_with("/sign-in/link/prop_") && form.ends_with("/account"), "{form}: {}", back.body);
    form
}

async fn gives(browser: &mut Browser, form: &str, user_name: &str) -> Answer {
    let page = browser.get(form).await;
    page.assert_says(StatusCode::OK, "Sign in to the account you want to add");
    browser.submit(&page, form, &[("user_name", user_name), ("password", PASSWORD)]).await
}

async fn adds(town: &Town, browser: &mut Browser, person: &Person, user_name: &str) {
    let form = asked_for_another(town, browser, person).await;
    gives(browser, &form, user_name).await.assert_leads_to("/sign-in/linked?return_to=%2Faccount%2Flinks");
}

/// Whatever the page offers: the form as somebody would send it who writes their own.
async fn goes_to(town: &Town, browser: &mut Browser, account: LocalAccountId) -> Answer {
    let proof = proof(browser).await;
    goes_with(town, browser, &proof, account).await
}

/// What a form of this browser carries.
async fn proof(browser: &mut Browser) -> String {
    browser.get("/account/details").await.field("/account/details", "csrf").expect("a proof")
}

async fn goes_with(town: &Town, browser: &mut Browser, proof: &str, account: LocalAccountId) -> Answer {
    let fields = [("csrf".to_owned(), proof.to_owned()), ("account".to_owned(), account.to_string())];
    let origin = town.site.settings.origin();
    let headers = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    browser.post("/account/switch", &fields, &headers).await
}

async fn is_in(town: &Town, browser: &Browser, account: LocalAccountId) -> bool {
    session_of(town, browser).await.subject == Subject::LocalAccount(account)
}

/// Two accounts of Lan's, the second just added: she is in that one.
async fn two(town: &Town) -> (LocalAccountId, LocalAccountId, Browser) {
    let teacher = town.account("teacher").await;
    let parent = town.account("parent").await;
    let mut browser = first(town, &lan(), "teacher").await;
    adds(town, &mut browser, &lan(), "parent").await;
    (teacher, parent, browser)
}

#[tokio::test]
async fn s5_5_one_more_account_is_added_from_the_settings() {
    let town = Town::with(SCHOOL).await;
    let teacher = town.account("teacher").await;
    let parent = town.account("parent").await;
    let mut browser = first(&town, &lan(), "teacher").await;
    let settings = browser.get("/account/links").await;
    settings.assert_says(StatusCode::OK, "Link one more account");
    assert!(settings.says(&ADD.replace('&', "&amp;")) || settings.says(ADD), "{}", settings.body);
    adds(&town, &mut browser, &lan(), "parent").await;
    // The national side was proven anew, not taken from a session that somebody left open.
    let asked = town.fake.asked().pop().expect("asked");
    assert_eq!((asked["prompt"].as_str(), asked["max_age"].as_str()), ("login", "600"));
    assert_eq!((town.links_of(teacher).await.len(), town.links_of(parent).await.len()), (1, 1));
    assert!(is_in(&town, &browser, parent).await);
}

#[tokio::test]
async fn s5_5_after_the_sign_in_one_chooses_and_the_last_choice_is_only_marked() {
    let town = Town::with(SCHOOL).await;
    let (teacher, parent, _) = two(&town).await;
    for chosen in [teacher, parent, teacher] {
        let mut browser = town.browser();
        town.world.clock.advance(std::time::Duration::from_mins(1));
        let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
        let page = browser.get(&path).await;
        page.assert_says(StatusCode::OK, "Which account do you want to use?");
        for text in ["Owner of teacher (teacher)", "Owner of parent (parent)", "last opened", "own user name"]
        {
            assert!(page.says(text), "{text}: {}", page.body);
        }
        let choose = format!("{path}/choose");
        browser
            .submit(&page, &choose, &[("account", &chosen.to_string())])
            .await
            .assert_leads_to("/dossiers");
        assert!(is_in(&town, &browser, chosen).await);
        // The next time the mark stands there, and nothing is opened by itself.
        let mut next = town.browser();
        let path = town.not_linked_yet(&mut next, &lan(), "/dossiers").await;
        let page = next.get(&path).await;
        assert_eq!(page.field(&format!("{path}/choose"), "account"), Some(chosen.to_string()));
    }
}

#[tokio::test]
async fn s5_5_one_more_account_is_added_from_the_choice() {
    let town = Town::with(SCHOOL).await;
    two(&town).await;
    let third = town.account("second-school").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    assert!(page.says(&format!("{path}/account")), "{}", page.body);
    let linked = town.proves(&mut browser, &path, "second-school", PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2F");
    assert!(is_in(&town, &browser, third).await);
    assert!(browser.get("/account/switch").await.says("Owner of teacher (teacher)"));
}

#[tokio::test]
async fn s5_5_switching_needs_no_sign_in_and_leaves_a_record() {
    let town = Town::with(SCHOOL).await;
    let (teacher, parent, mut browser) = two(&town).await;
    assert!(browser.get("/account").await.says("Switch account"));
    let before = session_of(&town, &browser).await;
    let old = browser.clone();
    let asked = town.fake.asked().len();
    goes_to(&town, &mut browser, teacher).await.assert_leads_to(SWITCHED);
    browser.get(SWITCHED).await.assert_says(StatusCode::OK, "You are now in this account.");
    let after = session_of(&town, &browser).await;
    assert_eq!(after.subject, Subject::LocalAccount(teacher));
    assert_eq!(after.upstream, before.upstream);
    assert_eq!(after.authenticated_at, before.authenticated_at);
    assert_ne!(after.id, before.id);
    assert_eq!(town.fake.asked().len(), asked);
    // The cookie of before is good for nothing.
    assert_ne!(old.cookies["session"], browser.cookies["session"]);
    assert!(session_of(&town, &old).await.ended_at.is_some());
    assert!(town.audit_of(teacher).await.contains("linking.account.switched"));
    assert!(town.audit_of(parent).await.contains("site.session.ended"));
}

#[tokio::test]
async fn s5_5_each_account_is_as_sure_as_its_own_link() {
    let town = Town::with(SCHOOL).await;
    // Known by a number that is proven on both sides, and by a password that anybody might know.
    let sure = town.account_with("teacher", None, Some((NUMBER, true))).await;
    let unsure = town.account("parent").await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await.assert_leads_to("/account/held?return_to=%2F");
    adds(&town, &mut browser, &lan(), "parent").await;
    let (high, low) = (IdentityLevel::Substantial, IdentityLevel::Basic);
    assert_eq!(session_of(&town, &browser).await.identity, low);
    for (account, level) in [(sure, high), (unsure, low), (sure, high)] {
        goes_to(&town, &mut browser, account).await.assert_leads_to(SWITCHED);
        assert_eq!(session_of(&town, &browser).await.identity, level);
    }
}

#[tokio::test]
async fn the_password_of_one_account_opens_no_other() {
    let town = Town::with(SCHOOL).await;
    let (teacher, parent, _) = two(&town).await;
    let mut browser = town.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("user_name", "teacher"), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/");
    let page = browser.get("/account/switch").await;
    assert!(!page.says("parent") && page.says("which opens no other"), "{}", page.body);
    goes_to(&town, &mut browser, parent).await.assert_leads_to(GONE);
    assert!(is_in(&town, &browser, teacher).await);
}

#[tokio::test]
async fn what_is_not_theirs_or_does_not_open_is_not_switched_to() {
    let town = Town::with(SCHOOL).await;
    let (teacher, parent, mut browser) = two(&town).await;
    let strangers = town.account("stranger").await;
    first(&town, &minh(), "stranger").await;
    let nobodys = town.account("nobody").await;
    for account in [strangers, nobodys] {
        goes_to(&town, &mut browser, account).await.assert_leads_to(GONE);
    }
    // Suspended by the staff, and then ended.
    let link = town.links_of(teacher).await.remove(0);
    town.suspend(link, Reason::ByStaff).await;
    goes_to(&town, &mut browser, teacher).await.assert_leads_to(GONE);
    let link = town.links_of(teacher).await.remove(0);
    town.end(link).await;
    goes_to(&town, &mut browser, teacher).await.assert_leads_to(GONE);
    let told = browser.get(GONE).await;
    assert!(told.says("no longer linked with you") && !told.says("Owner of teacher"), "{}", told.body);
    assert!(is_in(&town, &browser, parent).await);
}

#[tokio::test]
async fn an_issuer_that_is_not_taken_any_more_opens_no_other_account() {
    let town = Town::with(SCHOOL).await;
    let (teacher, parent, browser) = two(&town).await;
    let mut later = town.browser_at(&town.without_national());
    later.cookies = browser.cookies.clone();
    goes_to(&town, &mut later, teacher).await.assert_leads_to(GONE);
    assert!(is_in(&town, &later, parent).await);
}

#[tokio::test]
async fn a_session_is_left_once() {
    let town = Town::with(SCHOOL).await;
    let (teacher, _, mut browser) = two(&town).await;
    // Both forms were open before either was sent.
    let proof = proof(&mut browser).await;
    let (mut one, mut other) = (browser.clone(), browser.clone());
    let (first, second) = tokio::join!(
        goes_with(&town, &mut one, &proof, teacher),
        goes_with(&town, &mut other, &proof, teacher)
    );
    let switched = [first, second].iter().filter(|answer| answer.location() == Some(SWITCHED)).count();
    assert_eq!(switched, 1);
}

#[tokio::test]
async fn turning_back_from_adding_leaves_one_where_one_was() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("teacher").await;
    let mut browser = first(&town, &lan(), "teacher").await;
    // At the national identity.
    let away = browser.get(ADD).await;
    let location = away.location().expect("sent away").to_owned();
    let back = browser.get(&town.fake.refuses(&location, "access_denied")).await;
    back.assert_leads_to("/account/links");
    // And at the password.
    let form = asked_for_another(&town, &mut browser, &lan()).await;
    let page = browser.get(&form).await;
    let cancel = form.replace("/account", "/cancel");
    let cancelled = browser.submit(&page, &cancel, &[]).await;
    browser.follow(cancelled).await.assert_says(StatusCode::OK, "Linked accounts");
    assert!(is_in(&town, &browser, account).await);
}

#[tokio::test]
async fn where_one_account_is_allowed_none_is_added() {
    let town = Town::with(Policy { several_accounts: false, ..SCHOOL }).await;
    town.account("teacher").await;
    let mut browser = first(&town, &lan(), "teacher").await;
    assert!(!browser.get("/account/links").await.says("Link one more account"));
    // Asked for by hand it is a sign-in like any other.
    let away = browser.get(ADD).await;
    let location = away.location().expect("sent away").to_owned();
    browser.get(&town.fake.signs_in(&location, &lan())).await.assert_leads_to("/account/links");
}
