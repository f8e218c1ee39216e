//! The staff's console: who comes in, what takes two, and what the person reads of it.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_authenticators::totp;
use onedoor_base::{AccountId, Language, Secret};
use onedoor_identity::console::roles::{self, StaffRole};
use onedoor_identity::seed::{self, SeedPerson};
use onedoor_people::AccountState;
use onedoor_site::testing::{Answer, Browser, messages};
use onedoor_storage::{StorageError, people};

use crate::actors::{PASSWORD, Town, account_of};
use crate::steps;

const SECRET: &str = "MRXW63TFMRXW63TFMRXW63TFMRXW63TF";
pub(crate) const STAFFS_PASSWORD: &str = "chín mươi chín bậc thang";
pub(crate) const REASON: &str = "Chủ tài khoản báo mất điện thoại";

/// Somebody of the staff.
pub(crate) fn member(login: &str, phone: &str) -> SeedPerson {
    SeedPerson {
        login: login.to_owned(),
        password: Secret::new(STAFFS_PASSWORD),
        name: format!("Cán bộ {login}"),
        phone: phone.to_owned(),
        national_number: None,
        language: Language::Vi,
        identity_level: onedoor_base::IdentityLevel::Basic,
    }
}

/// Gives the site such a member with an app that makes codes.
pub(crate) async fn hire(town: &Town, login: &str, phone: &str, roles: &[StaffRole]) -> AccountId {
    let id = account_of(&town.identity, &member(login, phone)).await;
    seed::totp(&town.identity, id, SECRET).await.expect("an app is added");
    for role in roles {
        roles::grant(&town.identity, login, *role, None).await.expect("the role is given");
    }
    town.world.clock.advance(Duration::from_secs(1));
    id
}

/// Signs a member in with both factors; where that leads.
pub(crate) async fn comes(town: &Town, browser: &mut Browser, login: &str, to: &str) -> Answer {
    town.world.clock.advance(Duration::from_secs(31));
    let page = browser.get(&format!("/sign-in?return_to={}", to.replace('/', "%2F"))).await;
    let filled = [("identifier", login), ("password", STAFFS_PASSWORD)];
    let answer = browser.submit(&page, "/sign-in", &filled).await;
    shows_code(town, browser, answer).await
}

/// Goes on with a begun second step.
pub(crate) async fn shows_code(town: &Town, browser: &mut Browser, answer: Answer) -> Answer {
    let page = browser.follow(answer).await;
    let secret = totp::from_base32(SECRET).expect("base32");
    let code = totp::code(&secret, totp::step_at(town.identity.site.now().seconds()));
    let answer = browser.submit(&page, "/sign-in/second", &[("code", &code)]).await;
    browser.follow(answer).await
}

/// A member in the console.
pub(crate) async fn staff(town: &Town, login: &str) -> Browser {
    let mut browser = town.browser();
    comes(town, &mut browser, login, "/console").await.assert_says(StatusCode::OK, "Staff console");
    browser
}

/// Looks for somebody.
pub(crate) async fn looks_for(browser: &mut Browser, who: &str) -> Answer {
    let page = browser.get("/console/people").await;
    let filled = [("who", who), ("reason", REASON), ("case", "2026/117")];
    browser.submit(&page, "/console/people", &filled).await
}

/// Finds Khai and proposes to lock her account, or to unlock it; the proposal's address.
async fn proposes(browser: &mut Browser) -> String {
    proposes_about(browser, "minh.khai").await
}

/// The same of somebody else.
pub(crate) async fn proposes_about(browser: &mut Browser, who: &str) -> String {
    let found = looks_for(browser, who).await;
    let look = found.location().expect("they are found").to_owned();
    browser.get(&look).await.assert_says(StatusCode::OK, who);
    let page = browser.get(&format!("{look}/propose")).await;
    let answer = browser.submit(&page, &format!("{look}/propose"), &[]).await;
    let to = answer.location().unwrap_or_else(|| panic!("nothing was proposed: {answer:?}"));
    to.split('?').next().unwrap_or_default().to_owned()
}

pub(crate) async fn decides(browser: &mut Browser, proposal: &str, verdict: &str) -> Answer {
    let page = browser.get(proposal).await;
    browser.submit(&page, &format!("{proposal}/decide"), &[("verdict", verdict)]).await
}

/// A town with somebody who finds people and two approvers.
pub(crate) async fn staffed() -> Town {
    let town = Town::new().await;
    staff_up(&town).await;
    town
}

/// Gives a town the same.
pub(crate) async fn staff_up(town: &Town) {
    hire(town, "ho.tro", "0903 000 001", &[StaffRole::Support]).await;
    hire(town, "duyet.mot", "0903 000 002", &[StaffRole::Approver]).await;
    hire(town, "duyet.hai", "0903 000 003", &[StaffRole::Approver, StaffRole::Support]).await;
}

pub(crate) async fn state_of(town: &Town, id: AccountId) -> AccountState {
    let read = town
        .identity
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::by_id(tx, id).await }));
    read.await.expect("the account can be read").expect("there is one").state
}

#[tokio::test]
async fn the_console_is_there_for_the_staff_with_two_factors_lately() {
    let town = staffed().await;
    let mut khai = town.khai_in(town.browser()).await;
    khai.get("/console").await.assert_says(StatusCode::NOT_FOUND, "");
    assert!(!khai.get("/account").await.says("Staff console"));

    // A deep link survives the sign-in with both factors.
    let mut browser = town.browser();
    let asked = browser.get("/console/people").await;
    assert_eq!(asked.location(), Some("/sign-in?return_to=%2Fconsole%2Fpeople"));
    let page = comes(&town, &mut browser, "ho.tro", "/console/people").await;
    page.assert_says(StatusCode::OK, "Find a person");
    assert!(browser.get("/account").await.says("Staff console"));
    browser.get("/console/systems").await.assert_says(StatusCode::FORBIDDEN, "This part is for another role");

    // Left alone, it asks again; used, it stays open for two hours.
    for _ in 0..8 {
        town.world.clock.advance(Duration::from_mins(9));
        browser.get("/console").await.assert_says(StatusCode::OK, "Staff console");
    }
    town.world.clock.advance(Duration::from_mins(11));
    let idle = browser.get("/console/people").await;
    assert_eq!(idle.location(), Some("/sign-in?again=yes&return_to=%2Fconsole%2Fpeople"));
    browser.get("/account").await.assert_says(StatusCode::OK, "");
    assert!(browser.get("/console").await.location().is_some(), "another page does not open it");

    // Whoever has a phone alone is told what is missing.
    let mut plain = town.browser();
    let id = hire(&town, "mot.lop", "0903 000 009", &[StaffRole::Auditor]).await;
    forget_app(&town, id).await;
    let page = plain.get("/sign-in").await;
    let filled = [("identifier", "mot.lop"), ("password", STAFFS_PASSWORD)];
    plain.submit(&page, "/sign-in", &filled).await.assert_leads_to("/account");
    plain.get("/console").await.assert_says(StatusCode::FORBIDDEN, "A passkey or an app is needed here");
}

async fn forget_app(town: &Town, id: AccountId) {
    let written = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            for app in people::totps(tx, id).await? {
                people::remove_totp(tx, (id, app.id)).await?;
            }
            Ok(onedoor_storage::Change::Unrecorded(()))
        })
    });
    written.await.expect("it is removed");
}

#[tokio::test]
async fn one_person_is_found_by_all_of_what_they_gave_and_reads_why() {
    let town = staffed().await;
    let mut support = staff(&town, "ho.tro").await;
    let page = support.get("/console/people").await;
    let empty = support.submit(&page, "/console/people", &[]).await;
    empty.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Write a reason of 10 letters at least");
    for nobody in ["minh", "minh.khac", "0912 345 670"] {
        let answer = looks_for(&mut support, nobody).await;
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Nobody is found by this");
    }
    looks_for(&mut support, "ho.tro").await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "your own account");
    for one in ["minh.khai", "0912 345 678", "036188001234"] {
        let found = looks_for(&mut support, one).await;
        let person = support.follow(found).await;
        person.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai");
        assert!(!person.says("0912 345 678") && !person.says("036188001234"), "no more than is needed");
    }
    let mut khai = town.khai_in(town.browser()).await;
    let activity = khai.get("/account/activity").await;
    activity.assert_says(StatusCode::OK, "The site’s staff looked at your account");
    activity.assert_says(StatusCode::OK, REASON);
    activity.assert_says(StatusCode::OK, "2026/117");

    // A look is its own member's, for half an hour.
    let found = looks_for(&mut support, "minh.khai").await;
    let look = found.location().expect("a look").to_owned();
    let mut other = staff(&town, "duyet.hai").await;
    other.get(&look).await.assert_says(StatusCode::NOT_FOUND, "");
    for _ in 0..4 {
        town.world.clock.advance(Duration::from_mins(8));
        support.get("/console").await;
    }
    support.visit(&look).await.assert_says(StatusCode::OK, "The thirty minutes are over");
}

#[tokio::test]
async fn staff_sign_a_person_out_and_the_person_is_told() {
    let town = staffed().await;
    let mut khai = town.khai_in(town.browser()).await;
    let mut support = staff(&town, "ho.tro").await;
    let found = looks_for(&mut support, "minh.khai").await;
    let look = found.location().expect("a look").to_owned();
    let page = support.get(&look).await;
    let action = format!("{look}/sessions/end");
    let ended = support.submit(&page, &action, &[("session", "all")]).await;
    ended.assert_leads_to(&format!("{look}?notice=sessions-ended"));
    assert!(!khai.is_signed_in().await);
    let told = messages(&town.identity.site).await;
    assert!(told.last().expect("she is told").text.contains("kết thúc phiên đăng nhập"));
    assert!(town.actions_of(town.khai).await.contains(&"people.session.ended_by_staff".to_owned()));
}

#[tokio::test]
async fn a_lock_takes_two_and_shuts_everything() {
    let town = staffed().await;
    let mut khai = town.khai_in(town.browser()).await;
    let mut proposer = staff(&town, "duyet.hai").await;
    let proposal = proposes(&mut proposer).await;
    assert_eq!(state_of(&town, town.khai).await, AccountState::Active);
    let before = town.actions_of(town.khai).await;
    assert!(!before.contains(&"people.lock.proposed".to_owned()), "whoever took it over is not warned");

    // Not by oneself, though both roles are there.
    assert!(proposer.get(&proposal).await.form(&format!("{proposal}/decide")).is_none());
    let csrf = proposer.get(&proposal).await.field(&format!("{proposal}/withdraw"), "csrf").expect("a token");
    let fields = [("csrf".to_owned(), csrf), ("verdict".to_owned(), "approve".to_owned())];
    let origin = proposer.origin().to_owned();
    let own = proposer.post(&format!("{proposal}/decide"), &fields, &[("origin", &origin)]).await;
    own.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "somebody else decides");

    let mut approver = staff(&town, "duyet.mot").await;
    let undecided = decides(&mut approver, &proposal, "").await;
    undecided.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose whether you approve it");
    decides(&mut approver, &proposal, "approve")
        .await
        .assert_leads_to(&format!("{proposal}?notice=approved"));
    assert_eq!(state_of(&town, town.khai).await, AccountState::Locked);
    assert!(!khai.is_signed_in().await);
    let told = messages(&town.identity.site).await;
    assert!(told.last().expect("she is told").text.contains("đã bị khóa"));

    // Right and wrong passwords are the same to whoever tries them.
    let mut thief = town.browser();
    let right = steps::sign_in(&mut thief, "minh.khai", PASSWORD).await;
    right.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    let wrong = steps::sign_in(&mut thief, "minh.khai", "con thuyền không bến").await;
    assert_eq!(right.status, wrong.status);

    // Twice is once; and back again, by two.
    assert!(approver.get(&proposal).await.form(&format!("{proposal}/decide")).is_none());
    let back = proposes(&mut proposer).await;
    decides(&mut approver, &back, "approve").await.assert_leads_to(&format!("{back}?notice=approved"));
    let mut khai = town.khai_in(town.browser()).await;
    let activity = khai.get("/account/activity").await;
    activity.assert_says(StatusCode::OK, "The site’s staff locked your account");
    activity.assert_says(StatusCode::OK, "The site’s staff unlocked your account");
}

#[tokio::test]
async fn a_proposal_is_refused_taken_back_or_over_after_a_day() {
    let town = staffed().await;
    let mut support = staff(&town, "ho.tro").await;
    let mut approver = staff(&town, "duyet.mot").await;
    let refused = proposes(&mut support).await;
    // While it waits, there is no other.
    let found = looks_for(&mut support, "minh.khai").await;
    let look = found.location().expect("a look").to_owned();
    let page = support.get(&format!("{look}/propose")).await;
    let second = support.submit(&page, &format!("{look}/propose"), &[]).await;
    second.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "waits already");
    decides(&mut approver, &refused, "refuse").await.assert_leads_to(&format!("{refused}?notice=refused"));

    let back = proposes(&mut support).await;
    let page = support.get(&back).await;
    let answer = support.submit(&page, &format!("{back}/withdraw"), &[]).await;
    answer.assert_leads_to(&format!("{back}?notice=withdrawn"));

    let late = proposes(&mut support).await;
    town.world.clock.advance(Duration::from_hours(24));
    let mut approver = staff(&town, "duyet.mot").await;
    let page = approver.get(&late).await;
    page.assert_says(StatusCode::OK, "Day is over");
    assert!(page.form(&format!("{late}/decide")).is_none());
    assert_eq!(state_of(&town, town.khai).await, AccountState::Active);
    // The next one finds it settled.
    let mut support = staff(&town, "ho.tro").await;
    proposes(&mut support).await;
    let actions = town.actions_of(town.khai).await;
    for action in ["people.lock.declined", "people.proposal.withdrawn", "people.proposal.expired"] {
        assert!(actions.contains(&action.to_owned()), "{action}: {actions:?}");
    }
}

pub(crate) async fn proposes_role(browser: &mut Browser, filled: &[(&str, &str)]) -> Answer {
    let page = browser.get("/console/staff").await;
    let mut all = vec![("reason", REASON), ("case", "NS-9")];
    all.extend_from_slice(filled);
    browser.submit(&page, "/console/staff", &all).await
}

#[tokio::test]
async fn roles_are_given_by_two_and_the_last_two_approvers_stay() {
    let town = staffed().await;
    let mut first = staff(&town, "duyet.mot").await;
    let mut second = staff(&town, "duyet.hai").await;
    let own = proposes_role(&mut first, &[("login", "duyet.mot"), ("role", "operator")]).await;
    own.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "your own account");
    let few = [("login", "duyet.hai"), ("role", "approver"), ("asks", "revoke")];
    let few = proposes_role(&mut first, &few).await;
    few.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Two approvers must stay");
    let given =
        proposes_role(&mut first, &[("login", "tran.an"), ("role", "operator"), ("days", "30")]).await;
    let proposal = given.location().expect("it is proposed").split('?').next().expect("a path").to_owned();
    decides(&mut second, &proposal, "approve").await.assert_leads_to(&format!("{proposal}?notice=approved"));
    let list = second.get("/console/staff").await;
    list.assert_says(StatusCode::OK, "tran.an");
    let held = roles::list(&town.identity).await.expect("the staff can be read");
    let an = held.iter().find(|held| held.login == "tran.an").expect("An is on the staff");
    assert!(an.until.is_some() && an.granted_by.contains("acct_"), "{an:?}");

    // Taken away at the command line, it opens nothing from the next page on.
    roles::revoke(&town.identity, "duyet.mot", StaffRole::Approver).await.expect("it is taken away");
    first.get("/console/staff").await.assert_says(StatusCode::NOT_FOUND, "");
    second.get("/console/staff").await.assert_says(StatusCode::OK, "There are fewer than two approvers");
}

#[tokio::test]
async fn looking_for_very_many_people_is_slowed_down_and_counted() {
    let town = staffed().await;
    hire(&town, "giam.sat", "0903 000 004", &[StaffRole::Auditor]).await;
    let mut support = staff(&town, "ho.tro").await;
    for n in 0..30 {
        let answer = looks_for(&mut support, &format!("nguoi.so{n}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    let capped = looks_for(&mut support, "minh.khai").await;
    capped.assert_says(StatusCode::TOO_MANY_REQUESTS, "very many people");
    let mut auditor = staff(&town, "giam.sat").await;
    let record = auditor.get("/console/record").await;
    record.assert_says(StatusCode::OK, REASON);
    assert!(record.says("ho.tro") && record.says(">30<"), "{}", record.body);
}

#[tokio::test]
async fn a_text_message_does_not_open_the_console() {
    let town = Town::new().await;
    let id = account_of(&town.identity, &member("chi.sim", "0903 000 009")).await;
    roles::grant(&town.identity, "chi.sim", StaffRole::Approver, None).await.expect("the role is given");
    let mut browser = town.browser();
    steps::sign_in(&mut browser, "chi.sim", STAFFS_PASSWORD).await.assert_leads_to("/account");
    town.world.clock.advance(Duration::from_secs(1));
    browser.get("/console").await.assert_says(StatusCode::FORBIDDEN, "A passkey or an app is needed here");
    // With an app that one is asked for, and no text message is offered beside it.
    seed::totp(&town.identity, id, SECRET).await.expect("an app is added");
    let answer = browser.get("/console").await;
    let page = browser.follow(answer).await;
    page.assert_says(StatusCode::OK, "Code from the app");
    page.assert_says(StatusCode::OK, "not enough for the staff console");
    assert!(!page.says("Code by text message</a>"));
    let forced = browser.get(&format!("{}&way=sms", page.path)).await;
    forced.assert_says(StatusCode::OK, "Code from the app");
    assert!(forced.form("/sign-in/second/text").is_none());
}
