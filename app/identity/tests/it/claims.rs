//! What people say of themselves when they register: a national number, a name in any script, a login name.

use axum::http::StatusCode;
use onedoor_base::AccountId;
use onedoor_identity::Identity;
use onedoor_people::LoginName;
use onedoor_site::testing::{Answer, Browser, TestWorld};
use onedoor_storage::{StorageError, people};

use crate::actors::{NUMBER, PASSWORD as KHAIS, Town, account_of, khai, vneid};
use crate::steps::{browser, choose, latest_code, prove_phone, sign_in};

const PHONE: &str = "0901 234 567";
const PASSWORD: &str = "hoa phượng đỏ sân trường";

/// The first step with a national number.
async fn begin(browser: &mut Browser, number: &str, more: &[(&str, &str)]) -> Answer {
    let page = browser.get("/register").await;
    let mut filled = vec![("name", "Lê Thị Hồng"), ("phone", PHONE), ("consent", "yes"), ("number", number)];
    filled.extend(more);
    browser.submit(&page, "/register", &filled).await
}

/// A whole registration with a national number.
async fn register(identity: &Identity, browser: &mut Browser, number: &str) -> AccountId {
    let answer = begin(browser, number, &[]).await;
    let page = browser.follow(answer).await;
    let code = latest_code(identity).await;
    let answer = browser.submit(&page, "/register/code", &[("code", &code)]).await;
    let page = browser.follow(answer).await;
    choose(browser, &page, "thi.hong", PASSWORD).await.assert_leads_to("/account?notice=registered");
    id_of(identity, "thi.hong").await
}

async fn id_of(identity: &Identity, login: &str) -> AccountId {
    let login = LoginName::parse(login).expect("a login name");
    let found = identity.site.store.read::<_, StorageError, _>(move |tx| {
        let login = login.clone();
        Box::pin(async move { people::by_login(tx, &login).await })
    });
    found.await.expect("accounts can be read").expect("the account is there").id
}

#[tokio::test]
async fn a_claimed_number_is_kept_sealed_and_shown_masked() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    let id = register(&identity, &mut hong, "001 190 000 001").await;
    let account = hong.get("/account").await;
    account.assert_says(StatusCode::OK, "not checked");
    assert!(!account.says("001190000001") && !account.says("001 190"), "only its ends are shown");
    let kept = identity
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::claimed_number(tx, id).await }));
    let (sealed, _) = kept.await.expect("read").expect("the claim is there");
    assert!(!sealed.sealed.windows(6).any(|six| six == b"190000"), "sealed");
    let number = people::open_claim(&identity.site.vault, id, &sealed).expect("it opens in its place");
    assert_eq!(number.as_str(), "001190000001");
    assert!(people::open_number(&identity.site.vault, id, &sealed).is_err(), "and is no proven number");
    assert!(
        people::open_claim(&identity.site.vault, AccountId::new(world_now(&world), &*world.random), &sealed)
            .is_err()
    );
    // It opens nothing.
    let refused = sign_in(&mut browser(&identity), "001190000001", PASSWORD).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
}

fn world_now(world: &TestWorld) -> onedoor_base::Timestamp {
    onedoor_base::Clock::now(&*world.clock)
}

#[tokio::test]
async fn enumeration_somebody_elses_number_gives_nothing_away_and_squats_nothing() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    // Khai's number is proven; the other one is nobody's. The answers are the same but for their ids.
    let (mut one, mut two) = (browser(&identity), browser(&identity).from([198, 51, 100, 7]));
    let taken = begin(&mut one, NUMBER, &[]).await;
    let free = begin(&mut two, "036188001235", &[]).await;
    assert_eq!((taken.status, taken.body.len()), (free.status, free.body.len()));
    let (taken, free) = (one.follow(taken).await, two.follow(free).await);
    assert_eq!((taken.status, taken.body.len()), (free.status, free.body.len()));
    let mut hong = browser(&identity).from([203, 0, 113, 9]);
    register(&identity, &mut hong, NUMBER).await;
    sign_in(&mut browser(&identity), NUMBER, PASSWORD)
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    sign_in(&mut browser(&identity), NUMBER, KHAIS).await.assert_leads_to("/account");
}

#[tokio::test]
async fn lockout_a_claimed_number_keeps_its_owner_from_nothing() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    register(&identity, &mut browser(&identity), NUMBER).await;
    // Now the owner comes, with the number proven.
    account_of(&identity, &khai()).await;
    sign_in(&mut browser(&identity), NUMBER, KHAIS).await.assert_leads_to("/account");
}

#[tokio::test]
async fn what_does_not_fit_is_said_with_what_to_do() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hong = browser(&identity);
    for (country, number, born, told) in [
        ("vn", "00119000000", "", "has 12 characters, and you gave 11"),
        ("vn", "123456789", "", "former nine-digit kind"),
        ("vn", "001190000001", "7.3.1991", "was born in 1990"),
        ("cn", "110101199003071234", "", "last character doesn’t fit"),
        ("cn", "110101199003071233", "8.3.1990", "was born on 1990-03-07"),
        ("ru", "112-233-445 96", "", "last two digits don’t fit"),
        ("ru", "112-233-445 95", "31.2.1990", "Enter the day of birth with its year"),
        ("cn", "1101011990030712x3", "", "with X only at the end"),
    ] {
        let again = begin(&mut hong, number, &[("number_country", country), ("born", born)]).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, told);
        assert_eq!(again.field("/register", "number").as_deref(), Some(number), "nothing typed is lost");
        assert_eq!(again.field("/register", "number_country").as_deref(), Some(country));
    }
    // A place that nobody knows is a doubt and no mistake.
    let answer = begin(&mut hong, "003190000001", &[("born", "7.3.1990")]).await;
    let page = hong.follow(answer).await;
    page.assert_says(StatusCode::OK, "We don’t know the place");
    let id = page.field("/register/code", "id").expect("the page carries the id");
    let back = hong.get(&format!("/register?from={id}")).await;
    assert_eq!(back.field("/register", "number").as_deref(), Some("003190000001"));
    assert_eq!(back.field("/register", "born").as_deref(), Some(""), "the day of birth was not kept");
}

#[tokio::test]
async fn whoever_has_an_account_may_claim_a_number_later_and_take_it_back() {
    let town = Town::new().await;
    let mut an = town.an_in(town.browser()).await;
    let page = an.get("/account/number").await;
    page.assert_says(StatusCode::OK, "What such a number says");
    let typed = [("number", "110101199003071233"), ("number_country", "cn"), ("born", "19900307")];
    let answer = an.submit(&page, "/account/number/claim", &typed).await;
    let page = an.follow(answer).await;
    page.assert_says(StatusCode::OK, "The number was saved as you gave it");
    page.assert_says(StatusCode::OK, "110••• •••••••• 1233");
    let again = an.submit(&page, "/account/number/claim", &[("number", " ")]).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the number");
    an.get("/account/activity").await.assert_says(StatusCode::OK, "You said which identity number is yours");
    let page = an.get("/account/number").await;
    let answer = an.submit(&page, "/account/number/claim/remove", &[]).await;
    an.follow(answer).await.assert_says(StatusCode::OK, "The number was deleted");
    assert!(!an.get("/account/number").await.says("1233"));
    // Whose number is proven claims no other beside it.
    let mut khai = town.khai_in(town.browser()).await;
    let own = khai.get("/account/number").await;
    own.assert_says(StatusCode::OK, "has been checked");
    assert!(own.form("/account/number/claim").is_none());
    let account = khai.get("/account").await;
    let csrf = account.field("/sign-out", "csrf").expect("a proof");
    let origin = khai.origin().to_owned();
    let fields = [("csrf".to_owned(), csrf), ("number".to_owned(), "001190000001".to_owned())];
    khai.post("/account/number/claim", &fields, &[("origin", &origin)])
        .await
        .assert_leads_to("/account/number");
    assert!(!town.actions_of(town.khai).await.contains(&"people.number.claimed".to_owned()));
}

#[tokio::test]
async fn names_of_every_script_are_kept_as_they_are_written() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let names =
        ["阿卜杜拉·买买提", "محمد بن عبد الله", "علی‌رضا", "ශ්‍රීමතී", "བསྟན་འཛིན", "𠮷野家", "O’Brien-Дьяконова"];
    for (n, name) in names.into_iter().enumerate() {
        let mut new = browser(&identity);
        let page = new.get("/register").await;
        let phone = format!("090123456{n}");
        let filled = [("name", name), ("phone", phone.as_str()), ("consent", "yes")];
        let answer = new.submit(&page, "/register", &filled).await;
        let page = new.follow(answer).await;
        let code = latest_code(&identity).await;
        let answer = new.submit(&page, "/register/code", &[("code", &code)]).await;
        let page = new.follow(answer).await;
        let login = format!("person{n}");
        choose(&mut new, &page, &login, PASSWORD).await.assert_leads_to("/account?notice=registered");
        new.get("/account").await.assert_says(StatusCode::OK, name);
    }
    let mut new = browser(&identity);
    for name in
        ["An\u{202e}gnouD", "A\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}n", "<script>", "An 😀"]
    {
        let page = new.get("/register").await;
        let filled = [("name", name), ("phone", PHONE), ("consent", "yes")];
        let again = new.submit(&page, "/register", &filled).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the name in letters");
    }
}

#[tokio::test]
async fn two_browsers_that_want_one_login_name_at_once() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let (mut one, mut two) = (browser(&identity), browser(&identity));
    let first = prove_phone(&identity, &mut one, PHONE).await;
    let second = prove_phone(&identity, &mut two, "0901 234 568").await;
    let (a, b) = tokio::join!(
        choose(&mut one, &first, "Thi.Hong", PASSWORD),
        choose(&mut two, &second, "thi.hong", PASSWORD)
    );
    let (won, lost, loser) =
        if a.status == StatusCode::SEE_OTHER { (a, b, &mut two) } else { (b, a, &mut one) };
    won.assert_leads_to("/account?notice=registered");
    lost.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Somebody else has this user name");
    choose(loser, &lost, "another.name", PASSWORD).await.assert_leads_to("/account?notice=registered");
}

#[tokio::test]
async fn advice_says_while_typing_what_the_form_would_say_and_not_who_is_here() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut hong = browser(&identity);
    let page = prove_phone(&identity, &mut hong, PHONE).await;
    let field = |name: &str| page.field("/register/credentials", name).expect("the form has it");
    let (id, csrf, origin) = (field("id"), field("csrf"), hong.origin().to_owned());
    let asked = |login: &str, password: &str| {
        [("csrf", csrf.as_str()), ("id", &id), ("login", login), ("password", password)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for (login, password, told) in [
        ("1hong", "", "Begin the user name with a letter"),
        ("", "short", "at least 10 characters"),
        ("", "Nguyễn Văn An 1990", "Too many people use this password"),
        ("", "Lê Thị Hồng", "must not be your name"),
    ] {
        let said = hong.post("/register/advice", &asked(login, password), &[("origin", &origin)]).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.body);
        assert!(said.body.contains(told), "{}", said.body);
        // The form says the same.
        let form =
            choose(&mut hong, &page, if login.is_empty() { "thi.hong" } else { login }, password).await;
        form.assert_says(
            StatusCode::UNPROCESSABLE_ENTITY,
            if password.is_empty() { "Begin the user name" } else { told },
        );
    }
    let before = identity.site.store.counters();
    let taken = hong.post("/register/advice", &asked("minh.khai", PASSWORD), &[("origin", &origin)]).await;
    let free = hong.post("/register/advice", &asked("minh.khoi", PASSWORD), &[("origin", &origin)]).await;
    assert_eq!((taken.status, &taken.body), (free.status, &free.body), "whether it is taken is not said");
    assert_eq!(identity.site.store.counters().changes, before.changes, "nothing is written");
    let mut thief = browser(&identity);
    let own = thief.get("/register").await.field("/register", "csrf").expect("a proof");
    let mut foreign = asked("minh.khai", "x");
    foreign[0].1 = own;
    let refused = thief.post("/register/advice", &foreign, &[("origin", &origin)]).await;
    assert_eq!(refused.status, StatusCode::GONE, "another browser’s registration");
}
