use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{ContactId, Phone, Subject};
use onedoor_identity::Identity;
use onedoor_people::{Account, AccountState, LoginName, PersonName};
use onedoor_site::testing::{DAWN, TestWorld};
use onedoor_storage::people::{Inserted, NewAccount, insert};
use onedoor_storage::{Change, StorageError, audit};

use crate::actors::{PASSWORD, account_of, khai, vneid};
use crate::steps::{browser, is_signed_in, sign_in};

#[tokio::test]
async fn login_name_phone_and_number_open_the_same_account() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    for identifier in
        ["minh.khai", " MINH.KHAI ", "0912 345 678", "+84912345678", "036188001234", "036 188 001 234"]
    {
        let mut khai = browser(&identity);
        sign_in(&mut khai, identifier, PASSWORD).await.assert_leads_to("/account");
        let front = khai.get("/").await;
        front.assert_says(StatusCode::OK, "Hello, Nguyễn Thị Minh Khai");
    }
}

#[tokio::test]
async fn known_and_unknown_accounts_get_the_same_answer_after_the_same_work() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    // Each pair is as long as the other, known first.
    for (known, unknown) in
        [("minh.khai", "minh.khoi"), ("0912 345 678", "0912 345 679"), ("036188001234", "036188001235")]
    {
        let mut seen = Vec::new();
        for identifier in [known, unknown] {
            let mut visitor = browser(&identity);
            let page = visitor.get("/sign-in").await;
            let (hashed, before) = (world.hashing.taken(), identity.site.store.counters());
            let filled = [("identifier", identifier), ("password", "con thuyền không bến")];
            let answer = visitor.submit(&page, "/sign-in", &filled).await;
            answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
            let after = identity.site.store.counters();
            let work = (world.hashing.taken() - hashed, after.changes - before.changes);
            assert_eq!(work, (1, 2), "one hash; the limits and the record");
            let statements = after.statements - before.statements;
            let challenge = answer.field("/sign-in/passkey", "challenge").expect("one for passkeys");
            let body =
                answer.body.replace(identifier, "").replace(&csrf(&answer), "").replace(&challenge, "");
            let headers: Vec<_> = answer.headers.iter().map(|(n, v)| format!("{n}: {v:?}")).collect();
            seen.push((answer.status, headers, statements, body));
        }
        assert_eq!(seen[0], seen[1], "{known} and {unknown}");
    }
}

fn csrf(answer: &onedoor_site::testing::Answer) -> String {
    answer.field("/sign-in", "csrf").expect("the form carries the proof")
}

#[tokio::test]
async fn a_session_is_new_after_signing_in() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    // Somebody planted a value before: it is not taken over.
    let mut khai = browser(&identity);
    khai.cookies.insert("session".to_owned(), "planted".to_owned());
    sign_in(&mut khai, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    let first = khai.cookies["session"].clone();
    assert_ne!(first, "planted");
    // Signing in once more in the same browser: another value, and the first is good for nothing.
    let page = khai.get("/sign-in?again=yes").await;
    page.assert_says(StatusCode::OK, "Confirm that it’s you");
    let filled = [("identifier", "minh.khai"), ("password", PASSWORD)];
    khai.submit(&page, "/sign-in", &filled).await.assert_leads_to("/account");
    assert_ne!(khai.cookies["session"], first);
    let mut thief = khai.clone();
    thief.cookies.insert("session".to_owned(), first);
    assert!(!is_signed_in(&mut thief).await);
    assert!(is_signed_in(&mut khai).await);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut khai = browser(&identity);
    sign_in(&mut khai, "minh.khai", PASSWORD).await;
    let copy = khai.cookies.clone();
    let front = khai.get("/").await;
    let answer = khai.submit(&front, "/sign-out", &[]).await;
    answer.assert_leads_to("/signed-out");
    assert!(!khai.cookies.contains_key("session"));
    khai.follow(answer).await.assert_says(StatusCode::OK, "You are signed out");
    khai.cookies = copy;
    assert!(!is_signed_in(&mut khai).await);
    // Whoever has signed in again is not told the contrary.
    sign_in(&mut khai, "minh.khai", PASSWORD).await;
    khai.get("/signed-out").await.assert_leads_to("/account");
}

#[tokio::test]
async fn the_way_leads_to_where_the_person_was_heading_for_and_never_elsewhere() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    for (asked, arrived) in [
        ("/goal?a=1&b=2", "/goal?a=1&b=2"),
        ("", "/account"),
        ("/", "/account"),
        ("https://evil.example/", "/account"),
        ("//evil.example/", "/account"),
        ("/\\evil.example/", "/account"),
        ("/\t/evil.example/", "/account"),
        ("javascript:alert(1)", "/account"),
    ] {
        let mut khai = browser(&identity);
        let asked: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        let page = khai.get(&format!("/sign-in?return_to={asked}")).await;
        let filled = [("identifier", "minh.khai"), ("password", PASSWORD)];
        khai.submit(&page, "/sign-in", &filled).await.assert_leads_to(arrived);
        // Signed in already: straight on.
        khai.get(&format!("/sign-in?return_to={asked}")).await.assert_leads_to(arrived);
    }
    // Nor when the form itself was tampered with.
    let mut khai = browser(&identity);
    let page = khai.get("/sign-in").await;
    let filled =
        [("identifier", "minh.khai"), ("password", PASSWORD), ("return_to", "https://evil.example/")];
    khai.submit(&page, "/sign-in", &filled).await.assert_leads_to("/account");
}

#[tokio::test]
async fn a_refused_sign_in_stands_in_the_owners_record() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let id = account_of(&identity, &khai()).await;
    world.clock.advance(Duration::from_millis(1));
    let mut thief = browser(&identity).from([203, 0, 113, 9]);
    sign_in(&mut thief, "036188001234", "con thuyền không bến").await;
    world.clock.advance(Duration::from_millis(1));
    sign_in(&mut browser(&identity), "minh.khai", PASSWORD).await;
    let later = DAWN.after(Duration::from_secs(1));
    let record: Result<_, StorageError> = identity
        .site
        .store
        .read(move |tx| Box::pin(async move { audit::of_subject(tx, Subject::Person(id), later, 10).await }))
        .await;
    let record = record.expect("the record can be read");
    let actions: Vec<&str> = record.iter().map(|r| r.action.as_str()).collect();
    assert_eq!(actions, ["site.session.begun", "people.sign_in.refused", "people.account.seeded"]);
    assert_eq!(record[1].detail["network"], "203.0.113.9");
}

#[tokio::test]
async fn a_closed_account_is_told_to_who_knows_its_password_and_a_locked_one_to_nobody() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    for (state, phone, login, (status, says)) in [
        (
            AccountState::Locked,
            "0912 000 001",
            "locked.one",
            (StatusCode::UNPROCESSABLE_ENTITY, "don’t match"),
        ),
        (
            AccountState::Closed,
            "0912 000 002",
            "closed.one",
            (StatusCode::FORBIDDEN, "This account was closed"),
        ),
    ] {
        with_state(&identity, state, phone, login).await;
        let mut owner = browser(&identity);
        sign_in(&mut owner, login, PASSWORD).await.assert_says(status, says);
        let wrong = sign_in(&mut owner, login, "con thuyền không bến").await;
        wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
        assert!(!is_signed_in(&mut owner).await);
    }
}

async fn with_state(identity: &Identity, state: AccountState, phone: &str, login: &str) {
    let site = &identity.site;
    let password_hash = {
        let hashing = site.hashing.submit(|workspace| onedoor_password::hash(PASSWORD, [7; 16], workspace));
        hashing.expect("there is room").await.expect("it is hashed").expect("it is short enough")
    };
    let account = Account {
        id: onedoor_base::AccountId::new(DAWN, site.random.as_ref()),
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Trần Văn An").expect("a name"),
        state,
        identity: onedoor_base::IdentityLevel::Claimed,
        language: onedoor_base::Language::Vi,
        password_hash,
        password_changed_at: DAWN,
        number: None,
        created_at: DAWN,
    };
    let phone = Phone::parse(phone, identity.profile.country).expect("a phone");
    let new = NewAccount {
        account,
        number: None,
        phone: Some((ContactId::new(DAWN, site.random.as_ref()), phone)),
    };
    let made: Result<Inserted, StorageError> = site
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move { insert(tx, &new).await.map(Change::Unrecorded) })
        })
        .await;
    assert_eq!(made, Ok(Inserted::Done));
}

#[tokio::test]
async fn what_is_missing_is_said_without_a_try() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut visitor = browser(&identity);
    let hashed = world.hashing.taken();
    let answer = sign_in(&mut visitor, " ", "").await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your user name");
    assert!(answer.says("Enter your password"));
    assert_eq!(world.hashing.taken(), hashed);
}

#[tokio::test]
async fn the_choice_of_language_keeps_the_way() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut khai = browser(&identity);
    sign_in(&mut khai, "minh.khai", PASSWORD).await;
    let page = khai.get("/sign-in?return_to=%2Fgoal&again=yes").await;
    let wrong =
        khai.submit(&page, "/sign-in", &[("identifier", "minh.khai"), ("password", "wrong one")]).await;
    let here = "/sign-in?return_to=%2Fgoal&again=yes";
    let button = format!("formaction=\"{}&amp;language=vi\"", here.replace('&', "&amp;"));
    assert!(wrong.body.contains(&button), "{}", wrong.body);
    let mut typed = wrong.form("/sign-in").expect("the form");
    typed.push(("password".to_owned(), "wrong one".to_owned()));
    let again = khai.post(&format!("{here}&language=vi"), &typed, &[]).await;
    again.assert_says(StatusCode::OK, "Xác nhận đúng là bạn");
    assert_eq!(again.field("/sign-in", "identifier").as_deref(), Some("minh.khai"));
    assert!(!again.body.contains("wrong one"), "{}", again.body);
    // What was wrong is said again, in the other language; also when it is changed once more.
    let told = |t: onedoor_base::Language| onedoor_ui::Localizer::of(t).get("sign-in-wrong");
    assert!(
        again.says(&told(onedoor_base::Language::Vi)) && again.title().starts_with("Lỗi"),
        "{}",
        again.body
    );
    let typed = again.form("/sign-in").expect("the form");
    let back = khai.post(&format!("{here}&language=ru"), &typed, &[]).await;
    assert!(back.says(&told(onedoor_base::Language::Ru)), "{}", back.body);
    // What no page of ours says is not said.
    let mut forged = back.form("/sign-in").expect("the form");
    forged.retain(|(name, _)| name != "problems");
    forged.push(("problems".to_owned(), ";no-such-key|<b>;sign-in-wrong".to_owned()));
    let forged = khai.post(&format!("{here}&language=en"), &forged, &[]).await;
    assert!(!forged.body.contains("error-summary") && !forged.says("no-such-key"), "{}", forged.body);
}
