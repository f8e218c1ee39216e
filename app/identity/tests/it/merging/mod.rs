//! Two accounts of one person become one, and two again.

mod attacks;
mod belongings;
mod contacts;
mod locked;
mod making;
mod names;
mod refused;
mod undone;

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, IdentityLevel, Language, Secret};
use onedoor_identity::seed::SeedPerson;
use onedoor_site::testing::{Answer, Browser, messages};

use crate::actors::{ANS_PASSWORD, PASSWORD, Town, account_of};
use crate::steps::sign_in;

/// The password of the account that Khai made by mistake.
pub(crate) const OTHERS_PASSWORD: &str = "mưa phùn tháng giêng";

/// The account that Khai made by mistake.
pub(crate) fn other() -> SeedPerson {
    SeedPerson {
        login: "khai.moi".to_owned(),
        password: Secret::new(OTHERS_PASSWORD),
        name: "Minh Khai".to_owned(),
        phone: "0977 111 222".to_owned(),
        national_number: None,
        language: Language::En,
        identity_level: IdentityLevel::Claimed,
    }
}

struct Twice {
    town: Town,
    other: AccountId,
}

impl Twice {
    async fn new() -> Self {
        let town = Town::new().await;
        let other = account_of(&town.identity, &other()).await;
        Self { town, other }
    }

    fn pass(&self, span: Duration) {
        self.town.world.clock.advance(span);
    }

    /// Begun from Khai's account: up to the sign-in with the other.
    async fn begun(&self) -> (Browser, Answer) {
        let mut browser = self.town.khai_in(self.town.browser()).await;
        let sign_in = begin(&mut browser).await;
        (browser, sign_in)
    }

    /// Both are proven: the preview.
    async fn previewed(&self) -> (Browser, Answer) {
        let (mut browser, page) = self.begun().await;
        let page = proves(&mut browser, &page, "khai.moi", OTHERS_PASSWORD).await;
        (browser, page)
    }

    /// Merged: the browser, which goes on as Khai.
    async fn merged(&self) -> Browser {
        let (mut browser, page) = self.previewed().await;
        let answer = confirm(&mut browser, &page, &[]).await;
        answer.assert_leads_to("/account/merge?notice=merged");
        let done = browser.follow(answer).await;
        done.assert_says(StatusCode::OK, "Your two accounts are one now");
        browser
    }
}

/// From the account's page to the sign-in with the other one.
pub(crate) async fn begin(browser: &mut Browser) -> Answer {
    let page = browser.get("/account/merge").await;
    page.assert_says(StatusCode::OK, "If you have two accounts here");
    let answer = browser.submit(&page, "/account/merge", &[]).await;
    browser.follow(answer).await
}

/// Signs in with the other account.
pub(crate) async fn proves(browser: &mut Browser, page: &Answer, login: &str, password: &str) -> Answer {
    page.assert_says(StatusCode::OK, "Sign in with your other account");
    let answer = browser.submit(page, "/sign-in", &[("identifier", login), ("password", password)]).await;
    browser.follow(answer).await
}

pub(crate) async fn confirm(browser: &mut Browser, page: &Answer, chosen: &[(&str, &str)]) -> Answer {
    let filled: Vec<_> = [("mine", "yes")].into_iter().chain(chosen.iter().copied()).collect();
    browser.submit(page, &page.path, &filled).await
}

/// Whether this account can be signed in to.
async fn opens(town: &Town, login: &str, password: &str) -> Answer {
    let mut browser = town.browser();
    sign_in(&mut browser, login, password).await
}

#[tokio::test]
async fn two_accounts_become_one_after_both_were_proven_and_everything_was_seen() {
    let twice = Twice::new().await;
    let town = &twice.town;
    // Somebody sits elsewhere with the account that goes.
    let mut elsewhere = town.browser();
    sign_in(&mut elsewhere, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
    assert!(town.khai_in(town.browser()).await.get("/account").await.says("I have another account"));

    let (mut browser, page) = twice.previewed().await;
    page.assert_says(StatusCode::OK, "minh.khai stays");
    page.assert_says(StatusCode::OK, "khai.moi goes into it");
    page.assert_says(StatusCode::OK, "The name stays as it was proven");
    page.assert_says(StatusCode::OK, "No other site knows either account");
    assert!(!page.body.contains("+84977111222"), "a phone is shown as far as its owner needs it");
    let before = messages(&town.identity.site).await.len();

    let missing = browser.submit(&page, &page.path, &[]).await;
    missing.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Say that both accounts are yours");
    let answer = confirm(&mut browser, &page, &[("login", "absorbed"), ("phone", "absorbed")]).await;
    let done = browser.follow(answer).await;
    done.assert_says(StatusCode::OK, "Your two accounts are one now");
    done.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai");
    done.assert_says(StatusCode::OK, "Can be undone until");

    // Both were told, each at its own phone and in its own language, with the way to undo it, and without a user name.
    let told = messages(&town.identity.site).await.split_off(before);
    assert_eq!(told.len(), 3);
    assert!(told[0].text.contains("oi vừa được gộp vào"), "{}", told[0].text);
    assert!(told[1].text.contains("oi was merged into the account"), "{}", told[1].text);
    assert!(told[..2].iter().all(|sms| sms.text.contains("/merge/undo?key=")));
    assert!(told.iter().all(|sms| !sms.text.contains("khai.moi") && !sms.text.contains("minh.khai")));
    assert!(told[2].to == "+84912345678" && told[2].text.contains("/objection?value="), "{}", told[2].text);
    assert!(!elsewhere.is_signed_in().await, "nobody is signed in with the account that went");

    // The chosen user name opens the account that stays, with its own password; the other leads to it.
    opens(town, "khai.moi", PASSWORD).await.assert_leads_to("/account");
    let old = opens(town, "minh.khai", OTHERS_PASSWORD).await;
    old.assert_says(StatusCode::FORBIDDEN, "This account was merged into another");
    let guessed = opens(town, "minh.khai", ANS_PASSWORD).await;
    guessed.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    opens(town, "0912 345 678", PASSWORD).await.assert_leads_to("/account");
    for account in [town.khai, twice.other] {
        assert!(town.actions_of(account).await.contains(&"people.account.merged".to_owned()));
    }
    let activity = browser.get("/account/activity").await;
    activity.assert_says(StatusCode::OK, "Two accounts were merged");
}

#[tokio::test]
async fn whoever_thinks_better_of_it_has_two_accounts_as_before() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    let answer = browser.submit(&page, &format!("{}/cancel", page.path), &[]).await;
    browser.follow(answer).await.assert_says(StatusCode::OK, "Nothing was merged");
    let over = confirm(&mut browser, &page, &[]).await;
    over.assert_says(StatusCode::CONFLICT, "This merge can’t go on here");
    let record = twice.town.actions_of(twice.town.khai).await;
    assert!(record.contains(&"people.merge.cancelled".to_owned()), "{record:?}");
    opens(&twice.town, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
}
