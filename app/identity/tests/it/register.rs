use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{IdentityLevel, Language};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Answer, Browser, TestWorld, messages, only_code_in};
use onedoor_storage::{StorageError, people};

use crate::actors::{Town, account_of, khai, vneid};
use crate::steps::{another, ask_for_code, browser, choose, is_signed_in, latest_code, prove_phone, sign_in};

const PHONE: &str = "0901 234 567";
const PASSWORD: &str = "hoa phượng đỏ sân trường";

#[tokio::test]
async fn name_phone_code_and_password_make_an_account_that_is_signed_in() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity).with("accept-language", "vi");
    let page = ask_for_code(&mut hong, PHONE).await;
    page.assert_says(StatusCode::OK, "+84\u{a0}901\u{a0}234\u{a0}567");
    let sent = messages(&identity.site).await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "+84901234567"));

    let page = prove_phone(&identity, &mut hong, PHONE).await;
    page.assert_says(StatusCode::OK, "Tên đăng nhập");
    choose(&mut hong, &page, "Thi.Hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
    assert!(is_signed_in(&mut hong).await);

    let account: Result<_, StorageError> = identity
        .site
        .store
        .read(|tx| {
            Box::pin(async move {
                let login = onedoor_people::LoginName::parse("thi.hong").expect("a login name");
                people::by_login(tx, &login).await
            })
        })
        .await;
    let account = account.expect("accounts can be read").expect("the account exists");
    assert_eq!(account.name.as_str(), "Lê Thị Hồng");
    assert_eq!((account.identity, account.language), (IdentityLevel::Claimed, Language::Vi));
    let mut elsewhere = browser(&identity);
    sign_in(&mut elsewhere, "0901234567", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn the_way_leads_to_where_the_person_was_heading_for() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = hong.get("/sign-in?return_to=%2Fgoal%3Fa%3D1").await;
    assert!(page.body.contains("/register?return_to=%2Fgoal%3Fa%3D1"), "the way to register keeps it");
    let page = hong.get("/register?return_to=%2Fgoal%3Fa%3D1").await;
    let filled = [("name", "Hồng"), ("phone", PHONE), ("consent", "yes")];
    let answer = hong.submit(&page, "/register", &filled).await;
    let page = hong.follow(answer).await;
    let code = latest_code(&identity).await;
    let answer = hong.submit(&page, "/register/code", &[("code", &code)]).await;
    let page = hong.follow(answer).await;
    choose(&mut hong, &page, "thi.hong", PASSWORD).await.assert_leads_to("/goal?a=1");
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = hong.get("/register").await;
    let again = hong.submit(&page, "/register", &[("name", "Hồng 2"), ("phone", "12")]).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the name in letters");
    assert!(again.says("Enter a mobile phone number, such as 0912\u{a0}345\u{a0}678"));
    assert!(again.says("Tick the box to agree"));
    assert!(again.title().starts_with("Error: "));
    assert_eq!(again.field("/register", "name").as_deref(), Some("Hồng 2"));
    assert!(messages(&identity.site).await.is_empty());

    let page = prove_phone(&identity, &mut hong, PHONE).await;
    let filled = [("login", "1hong"), ("password", "short"), ("again", "other")];
    let again = hong.submit(&page, "/register/credentials", &filled).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Begin the user name with a letter");
    assert!(again.says("The password needs at least 10 characters"));
    assert_eq!(again.field("/register/credentials", "login").as_deref(), Some("1hong"));
    assert_eq!(again.field("/register/credentials", "password").as_deref(), Some(""), "never shown again");
}

#[tokio::test]
async fn a_wrong_code_may_be_put_right_until_it_is_dead() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = ask_for_code(&mut hong, PHONE).await;
    let right = latest_code(&identity).await;
    for left in ["4 more times", "3 more times", "2 more times", "once more"] {
        let again = hong.submit(&page, "/register/code", &[("code", another(&right))]).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, left);
    }
    let dead = hong.submit(&page, "/register/code", &[("code", another(&right))]).await;
    dead.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "tried too often");
    let late = hong.submit(&page, "/register/code", &[("code", &right)]).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "tried too often");

    let answer = hong.submit(&late, "/register/code/again", &[]).await;
    let page = hong.follow(answer).await;
    page.assert_says(StatusCode::OK, "A new code is on its way");
    let old = hong.submit(&page, "/register/code", &[("code", &right)]).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "not right");
    let new = latest_code(&identity).await;
    let answer = hong.submit(&page, "/register/code", &[("code", &new)]).await;
    hong.follow(answer).await.assert_says(StatusCode::OK, "Choose a user name");
}

#[tokio::test]
async fn an_expired_code_is_told_to_be_late_and_another_one_sent() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = ask_for_code(&mut hong, PHONE).await;
    let code = latest_code(&identity).await;
    world.clock.advance(Duration::from_mins(10));
    let late = hong.submit(&page, "/register/code", &[("code", &code)]).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "older than 10 minutes");
    assert!(late.form("/register/code").is_none(), "there is nothing to type in any more");
    let answer = hong.submit(&late, "/register/code/again", &[]).await;
    let page = hong.follow(answer).await;
    let code = latest_code(&identity).await;
    let answer = hong.submit(&page, "/register/code", &[("code", &code)]).await;
    hong.follow(answer).await.assert_says(StatusCode::OK, "Choose a user name");

    // Confirmed, but left lying about for too long.
    let answer = answer_of(&mut hong, &page, &code).await;
    let page = hong.follow(answer).await;
    world.clock.advance(Duration::from_mins(30));
    let gone = choose(&mut hong, &page, "thi.hong", PASSWORD).await;
    gone.assert_says(StatusCode::GONE, "can’t go on here");
}

/// The right code once more, as after a double click.
async fn answer_of(browser: &mut Browser, page: &Answer, code: &str) -> Answer {
    browser.submit(page, "/register/code", &[("code", code)]).await
}

#[tokio::test]
async fn a_finished_registration_does_nothing_twice() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let code_page = ask_for_code(&mut hong, PHONE).await;
    let code = latest_code(&identity).await;
    let answer = answer_of(&mut hong, &code_page, &code).await;
    let page = hong.follow(answer).await;
    // The back button and the same code again lead on.
    answer_of(&mut hong, &code_page, &code).await.assert_leads_to(&page.path);
    let mut second_tab = hong.clone();
    choose(&mut hong, &page, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
    // The same form once more: by the second tab, which has not signed in, and by the back button.
    let replayed = choose(&mut second_tab, &page, "thi.hong.2", PASSWORD).await;
    replayed.assert_says(StatusCode::CONFLICT, "This registration is finished");
    assert!(!is_signed_in(&mut second_tab).await);
    let back = hong.get(&page.path).await;
    back.assert_says(StatusCode::CONFLICT, "This registration is finished");
    let back = hong.get(&code_page.path).await;
    back.assert_says(StatusCode::CONFLICT, "This registration is finished");
}

#[tokio::test]
async fn two_submissions_at_once_make_one_account() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = prove_phone(&identity, &mut hong, PHONE).await;
    let mut twin = hong.clone();
    let (one, two) = tokio::join!(
        choose(&mut hong, &page, "thi.hong", PASSWORD),
        choose(&mut twin, &page, "thi.hong", PASSWORD)
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    // The slower one finds the registration finished, or its login name taken by the faster.
    assert_eq!(statuses[0], StatusCode::SEE_OTHER);
    assert!(statuses[1].is_client_error(), "{statuses:?}");
}

#[tokio::test]
async fn another_browser_cannot_go_on_with_it() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = ask_for_code(&mut hong, PHONE).await;
    let code = latest_code(&identity).await;
    let mut thief = browser(&identity);
    let seen = thief.get(&page.path).await;
    seen.assert_says(StatusCode::GONE, "can’t go on here");
    assert!(!seen.says("901"), "the phone is nobody else’s business");
    let unknown = thief.get("/register/code?id=code_00000000-0000-7000-8000-000000000000").await;
    assert_eq!(
        (unknown.status, unknown.body.len()),
        (seen.status, seen.body.len()),
        "as if it did not exist"
    );
    // With a page of their own, the thief posts the other's id.
    let own = ask_for_code(&mut thief, "0901 234 568").await;
    let id = page.field("/register/code", "id").expect("the page carries the id");
    let posted = thief.submit(&own, "/register/code", &[("id", &id), ("code", &code)]).await;
    posted.assert_says(StatusCode::GONE, "can’t go on here");
    // The try did not count against the owner.
    let answer = answer_of(&mut hong, &page, &code).await;
    hong.follow(answer).await.assert_says(StatusCode::OK, "Choose a user name");
}

#[tokio::test]
async fn a_taken_phone_gets_the_same_answers_and_its_owner_a_word() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let (mut stranger, mut other) = (browser(&identity), browser(&identity));
    let commits = |identity: &onedoor_identity::Identity| identity.site.store.counters().changes;

    let before = commits(&identity);
    let taken = ask_for_code(&mut stranger, "0912 345 678").await;
    let between = commits(&identity);
    let free = ask_for_code(&mut other, "0912 345 679").await;
    assert_eq!(between - before, commits(&identity) - between, "the same work");
    assert_eq!((taken.status, taken.body.len()), (free.status, free.body.len()));
    assert_eq!(taken.headers.keys().collect::<Vec<_>>(), free.headers.keys().collect::<Vec<_>>());

    let sent = messages(&identity.site).await;
    assert_eq!(sent.len(), 2);
    assert!(sent[0].text.contains("số đã có tài khoản"), "in the owner’s language: {}", sent[0].text);
    assert!(sent[0].text.contains("http://vneid.localhost/sign-in"));

    let code = only_code_in(&sent[0]);
    let wrong_taken = stranger.submit(&taken, "/register/code", &[("code", another(&code))]).await;
    let code = latest_code(&identity).await;
    let wrong_free = other.submit(&free, "/register/code", &[("code", another(&code))]).await;
    assert_eq!((wrong_taken.status, wrong_taken.body.len()), (wrong_free.status, wrong_free.body.len()));
    let again = stranger.submit(&taken, "/register/code/again", &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(messages(&identity.site).await[2].text.contains("số đã có tài khoản"));
}

const DAY: Duration = Duration::from_hours(24);
/// Khai's phone, which somebody else has bought by now.
const SOLD: &str = "0912 345 678";

/// Hong has Khai's former number; both claim the same national number. Her browser after the registration.
async fn registers_with_a_former_owners_number(town: &Town, login: &str) -> Browser {
    let mut hong = town.browser();
    let page = hong.get("/register").await;
    let filled = [("name", "Lê Thị Hồng"), ("phone", SOLD), ("consent", "yes"), ("number", "036188001234")];
    let answer = hong.submit(&page, "/register", &filled).await;
    let page = hong.follow(answer).await;
    let code = latest_code(&town.identity).await;
    let answer = hong.submit(&page, "/register/code", &[("code", &code)]).await;
    let page = hong.follow(answer).await;
    page.assert_says(StatusCode::OK, "This number belongs to an account here");
    let filled = [("login", login), ("password", PASSWORD), ("again", PASSWORD)];
    let asked = hong.submit(&page, "/register/credentials", &filled).await;
    asked.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Tick the box if the number was somebody else’s");
    let filled: Vec<_> = filled.into_iter().chain([("former", "yes")]).collect();
    let answer = hong.submit(&asked, "/register/credentials", &filled).await;
    answer.assert_leads_to("/account?notice=registered");
    hong
}

async fn works(town: &Town, span: Duration) {
    town.world.clock.advance(span);
    let jobs = onedoor_identity::jobs(&town.identity, Jobs::new());
    jobs.round(&town.identity.site).await.expect("a round");
}

/// The answer to somebody who signs in with the number that was sold.
async fn opens(town: &Town, password: &str) -> Answer {
    sign_in(&mut town.browser(), SOLD, password).await
}

#[tokio::test]
async fn a_phone_that_changed_owner_is_the_new_owners_when_nobody_objects() {
    let town = Town::new().await;
    let mut hong = registers_with_a_former_owners_number(&town, "thi.hong").await;
    hong.get("/account").await.assert_says(StatusCode::OK, "unless somebody objects");
    // For a week nothing of Khai's is hers, and nothing of hers is Khai's.
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    opens(&town, crate::actors::PASSWORD).await.assert_leads_to("/account");
    opens(&town, PASSWORD).await.assert_says(unfit, "don’t match");
    sign_in(&mut town.browser(), "thi.hong", PASSWORD).await.assert_leads_to("/account");
    let by_number = sign_in(&mut town.browser(), "036188001234", PASSWORD).await;
    by_number.assert_says(unfit, "don’t match");
    let actions = town.actions_of(town.khai).await;
    assert!(actions.contains(&"people.phone.leaving".to_owned()), "{actions:?}");

    works(&town, DAY * 7 + Duration::from_mins(1)).await;
    opens(&town, PASSWORD).await.assert_leads_to("/account");
    opens(&town, crate::actors::PASSWORD).await.assert_says(unfit, "don’t match");
    // What Khai has is hers as before, and so is her number.
    for login in ["minh.khai", "036188001234"] {
        sign_in(&mut town.browser(), login, crate::actors::PASSWORD).await.assert_leads_to("/account");
    }
    assert!(town.actions_of(town.khai).await.contains(&"people.phone.left".to_owned()));
}

#[tokio::test]
async fn squatting_a_phone_whose_owner_objects_it_stays_theirs() {
    let town = Town::new().await;
    registers_with_a_former_owners_number(&town, "thi.hong").await;
    let sent = messages(&town.identity.site).await;
    let text = sent.into_iter().rfind(|sms| sms.text.contains("/objection?value=")).expect("told").text;
    let at = text.find("/objection?value=").expect("a link");
    let link = text[at..].split_whitespace().next().expect("a link").to_owned();
    let mut khai = town.browser();
    let page = khai.get(&link).await;
    let answer = khai.submit(&page, "/objection", &[]).await;
    khai.follow(answer).await.assert_says(StatusCode::OK, "The number stays in your account.");
    works(&town, DAY * 8).await;
    opens(&town, crate::actors::PASSWORD).await.assert_leads_to("/account");
    opens(&town, PASSWORD).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    sign_in(&mut town.browser(), "thi.hong", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn lockout_of_two_who_proved_one_phone_the_later_one_is_told() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let (mut one, mut two) = (browser(&identity), browser(&identity));
    let first = prove_phone(&identity, &mut one, PHONE).await;
    let second = prove_phone(&identity, &mut two, PHONE).await;
    choose(&mut one, &first, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
    let late = choose(&mut two, &second, "le.hong", PASSWORD).await;
    late.assert_says(StatusCode::CONFLICT, "This number has an account now");
    assert!(!is_signed_in(&mut two).await);
}

#[tokio::test]
async fn a_taken_login_name_is_told_after_the_phone_was_proven() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut hong = browser(&identity);
    let page = prove_phone(&identity, &mut hong, PHONE).await;
    let hashed = world.hashing.taken();
    let again = choose(&mut hong, &page, "MINH.KHAI", PASSWORD).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Somebody else has this user name");
    assert!(again.says("Free at the moment: MINH.KHAI2, MINH.KHAI7, MINH.KHAI.1"), "{}", again.body);
    assert_eq!(world.hashing.taken(), hashed, "nothing is hashed in vain");
    choose(&mut hong, &again, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
}

#[tokio::test]
async fn what_people_choose_is_no_password_and_no_name_is_taken_for_another() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let mut page = prove_phone(&identity, &mut hong, PHONE).await;
    for password in ["Nguyễn Văn An 1990", "MatKhau@2026", "qwertyuiop[]1", "anhyeuem12345"] {
        page = choose(&mut hong, &page, "thi.hong", password).await;
        page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Too many people use this password");
        assert_eq!(page.field("/register/credentials", "login").as_deref(), Some("thi.hong"));
    }
    for (login, told) in [
        ("аdmin.hong", "in one alphabet only"),
        ("сора", "look like those of another alphabet"),
        ("Quản-Trị-1", "taken for that of an office"),
    ] {
        page = choose(&mut hong, &page, login, PASSWORD).await;
        page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, told);
    }
    choose(&mut hong, &page, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
}

#[tokio::test]
async fn enumeration_login_names_cannot_be_tried_without_end() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut hong = browser(&identity);
    let page = prove_phone(&identity, &mut hong, PHONE).await;
    // What is wrong by itself asks for no name and is not counted.
    choose(&mut hong, &page, "minh.khai", "short")
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "at least 10");
    for _ in 0..10 {
        let told = choose(&mut hong, &page, "minh.khai", PASSWORD).await;
        told.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Somebody else has this user name");
    }
    for name in ["minh.khai", "thi.hong"] {
        let refused = choose(&mut hong, &page, name, PASSWORD).await;
        refused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
        assert!(refused.header("retry-after").is_some());
    }
    let mut other = browser(&identity).from([198, 51, 100, 7]);
    let page = prove_phone(&identity, &mut other, "0901 234 568").await;
    choose(&mut other, &page, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
}

#[tokio::test]
async fn messages_are_limited_for_a_phone_whoever_has_it() {
    for phone in ["0912 345 678", PHONE] {
        let world = TestWorld::new();
        let identity = vneid(&world).await;
        account_of(&identity, &khai()).await;
        let mut hong = browser(&identity);
        let page = ask_for_code(&mut hong, phone).await;
        for _ in 0..4 {
            let answer = hong.submit(&page, "/register/code/again", &[]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        let slow = hong.submit(&page, "/register/code/again", &[]).await;
        slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "after 13:01");
        assert_eq!(slow.header("retry-after"), Some("3601"));
        // Nor from the start, nor in another browser at another place.
        let mut elsewhere = browser(&identity).from([198, 51, 100, 7]);
        let refused = ask_for_code(&mut elsewhere, phone).await;
        refused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many codes were asked for");
        assert_eq!(messages(&identity.site).await.len(), 5);
        world.clock.advance(Duration::from_hours(1));
        ask_for_code(&mut elsewhere, phone).await.assert_says(StatusCode::OK, "Enter the code");
    }
}

#[tokio::test]
async fn the_number_can_be_changed_without_typing_all_again() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let page = ask_for_code(&mut hong, PHONE).await;
    let id = page.field("/register/code", "id").expect("the page carries the id");
    let start = hong.get(&format!("/register?from={id}")).await;
    assert_eq!(start.field("/register", "name").as_deref(), Some("Lê Thị Hồng"));
    assert_eq!(start.field("/register", "phone").as_deref(), Some("+84901234567"));
    assert_eq!(start.field("/register", "consent").as_deref(), Some("yes"));
    let answer = hong.submit(&start, "/register", &[("phone", "0901 234 569")]).await;
    hong.follow(answer).await.assert_says(StatusCode::OK, "+84\u{a0}901\u{a0}234\u{a0}569");
}

#[tokio::test]
async fn lockout_a_registration_that_was_never_proven_keeps_nobody_out() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    // Somebody types Hồng's telephone number, never has the code, and guesses until it is dead.
    let mut squatter = browser(&identity);
    let page = ask_for_code(&mut squatter, PHONE).await;
    let code = latest_code(&identity).await;
    for _ in 0..6 {
        squatter.submit(&page, "/register/code", &[("code", another(&code))]).await;
    }
    let late = squatter.submit(&page, "/register/code", &[("code", &code)]).await;
    assert_ne!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
    // She registers all the same.
    let mut hong = browser(&identity);
    let page = prove_phone(&identity, &mut hong, PHONE).await;
    choose(&mut hong, &page, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
    sign_in(&mut browser(&identity), PHONE, PASSWORD).await.assert_leads_to("/account");
}
