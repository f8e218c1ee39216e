//! Another phone for an account, and objecting to it.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, ContactId, Email, Phone};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Answer, Browser, letters, messages};
use onedoor_storage::{Change, StorageError, people};

use crate::actors::{Town, account_of};
use crate::{merging, steps};

const DAY: Duration = Duration::from_hours(24);
/// Khai's present phone, the one she wants, and An's.
const OLD: &str = "+84912345678";
const FRESH: &str = "0911 222 333";
const ANS: &str = "+84987654321";
const MAIL: &str = "khai@mail.example";

struct Place {
    town: Town,
}

impl Place {
    async fn new() -> Self {
        let place = Self { town: Town::new().await };
        let (site, now) = (&place.town.identity.site, place.town.identity.site.now());
        let (khai, contact) = (place.town.khai, ContactId::new(now, site.random.as_ref()));
        let given: Result<bool, StorageError> = site
            .store
            .write(move |tx| {
                let email = Email::parse(MAIL).expect("an address");
                Box::pin(async move {
                    people::add_email(tx, khai, (contact, &email), now).await.map(Change::Unrecorded)
                })
            })
            .await;
        assert_eq!(given, Ok(true));
        place
    }

    /// What is due is done.
    async fn passes(&self, span: Duration) {
        self.town.world.clock.advance(span);
        let jobs = onedoor_identity::jobs(&self.town.identity, Jobs::new());
        jobs.round(&self.town.identity.site).await.expect("a round");
    }

    fn later(&self) {
        self.town.world.clock.advance(Duration::from_secs(1));
    }

    /// What was sent to a phone last.
    async fn texted(&self, to: &str) -> String {
        let sent = messages(&self.town.identity.site).await;
        sent.into_iter().rfind(|sms| sms.to == to).unwrap_or_else(|| panic!("nothing to {to}")).text
    }

    async fn code(&self, to: &str) -> String {
        let text = self.texted(to).await;
        let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
        runs.next().unwrap_or_else(|| panic!("no code in {text}")).to_owned()
    }

    /// The link in the last message to a phone, or in the last letter.
    async fn link(&self, to: Option<&str>) -> String {
        let text = match to {
            Some(phone) => self.texted(phone).await,
            None => letters(&self.town.identity.site).await.pop().expect("a letter").text,
        };
        let at = text.find("/objection?value=").unwrap_or_else(|| panic!("no link in {text}"));
        text[at..].split_whitespace().next().expect("a link").to_owned()
    }

    async fn phone_of(&self, account: AccountId) -> Option<String> {
        let read = self.town.identity.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { people::phone_of(tx, account).await })
        });
        read.await.expect("it can be read").map(|phone| phone.as_str().to_owned())
    }

    async fn owner_of(&self, phone: &str) -> Option<AccountId> {
        let phone = Phone::from_stored(phone.to_owned());
        let read = self.town.identity.site.store.read::<_, StorageError, _>(move |tx| {
            let phone = phone.clone();
            Box::pin(async move { people::by_phone(tx, &phone).await })
        });
        read.await.expect("it can be read").map(|account| account.id)
    }

    async fn actions(&self) -> Vec<String> {
        self.town.actions_of(self.town.khai).await
    }

    /// Asks for another phone and shows it; the page that comes then.
    async fn shows(&self, browser: &mut Browser, phone: &str) -> Answer {
        let page = browser.get("/account/phone").await;
        let answer = browser.submit(&page, "/account/phone", &[("phone", phone)]).await;
        let page = browser.follow(answer).await;
        self.types(browser, &page, phone).await
    }

    async fn types(&self, browser: &mut Browser, page: &Answer, phone: &str) -> Answer {
        page.assert_says(StatusCode::OK, "Enter the code from");
        let phone = Phone::parse(phone, onedoor_base::Country::Vietnam).expect("a phone");
        let code = self.code(phone.as_str()).await;
        self.later();
        let answer = browser.submit(page, "/account/phone/code", &[("code", &code)]).await;
        browser.follow(answer).await
    }

    /// Shows the old phone, too.
    async fn shows_old(&self, browser: &mut Browser, page: &Answer) -> Answer {
        page.assert_says(StatusCode::OK, "Do you still have the present phone?");
        let answer = browser.submit(page, "/account/phone/old", &[]).await;
        let page = browser.follow(answer).await;
        self.types(browser, &page, OLD).await
    }

    /// Has lost the old phone, and waits.
    async fn waits(&self, browser: &mut Browser, phone: &str) -> Answer {
        let page = self.shows(browser, phone).await;
        let answer = browser.submit(&page, "/account/phone/wait", &[]).await;
        self.later();
        browser.follow(answer).await
    }

    /// Opens the link and presses the button.
    async fn objects(&self, link: &str) -> Answer {
        let mut owner = self.town.browser();
        let page = owner.get(link).await;
        let answer = owner.submit(&page, "/objection", &[]).await;
        self.later();
        owner.follow(answer).await
    }
}

#[tokio::test]
async fn who_shows_both_phones_changes_at_once_and_the_old_one_is_told() {
    let place = Place::new().await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let page = place.shows(&mut khai, FRESH).await;
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some(OLD), "one of two is not enough");
    let page = place.shows_old(&mut khai, &page).await;
    page.assert_says(StatusCode::OK, "Your phone number was changed.");
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some("+84911222333"));
    for phone in [OLD, "+84911222333"] {
        let told = place.texted(phone).await;
        assert!(told.contains("/objection?value="), "{told}");
    }
    assert_eq!(place.actions().await[0], "people.phone.changed");
    let mut again = place.town.browser();
    steps::sign_in(&mut again, "0911222333", crate::actors::PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn a_change_at_once_is_undone_by_the_link_for_a_week() {
    let place = Place::new().await;
    let mut thief = place.town.khai_in(place.town.browser()).await;
    let page = place.shows(&mut thief, FRESH).await;
    place.shows_old(&mut thief, &page).await;
    let link = place.link(Some(OLD)).await;
    let mut looker = place.town.browser();
    looker.get(&link).await.assert_says(StatusCode::OK, "Undo the change of your phone number");
    assert_eq!(
        place.phone_of(place.town.khai).await.as_deref(),
        Some("+84911222333"),
        "looking does nothing"
    );
    place.town.world.clock.advance(Duration::from_secs(1));
    let page = place.objects(&link).await;
    page.assert_says(StatusCode::OK, "The phone number is as it was before.");
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some(OLD));
    assert!(!thief.is_signed_in().await);
    assert_eq!(place.actions().await[0], "people.phone.change_undone");
    assert!(place.texted("+84911222333").await.contains("•"), "the other phone hears of it, too");
    looker.get(&link).await.assert_says(StatusCode::OK, "The change was stopped");
    // A week later the link is over.
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let page = place.shows(&mut khai, FRESH).await;
    place.shows_old(&mut khai, &page).await;
    let link = place.link(Some(OLD)).await;
    place.passes(DAY * 7).await;
    looker.get(&link).await.assert_says(StatusCode::OK, "There is nothing to stop any more");
    let origin = looker.origin().to_owned();
    let value = link.split('=').nth(1).expect("a value").to_owned();
    looker.post("/objection", &[("value".to_owned(), value)], &[("origin", &origin)]).await;
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some("+84911222333"));
}

#[tokio::test]
async fn who_cannot_show_the_old_one_waits_a_week_and_everybody_is_told() {
    let place = Place::new().await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let page = place.waits(&mut khai, FRESH).await;
    page.assert_says(StatusCode::OK, "The new number waits.");
    page.assert_says(StatusCode::OK, "A number is waiting");
    assert_ne!(place.link(Some(OLD)).await, "", "the old phone has the link");
    assert_ne!(place.link(None).await, "", "and so has the mailbox");
    khai.get("/account").await.assert_says(StatusCode::OK, "unless somebody objects");
    place.passes(DAY * 6 + Duration::from_mins(24 * 60 - 1)).await;
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some(OLD));
    place.passes(Duration::from_mins(2)).await;
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some("+84911222333"));
    let actions = place.actions().await;
    assert_eq!(actions[..2], ["people.phone.changed", "people.phone.change_waits"], "{actions:?}");
}

#[tokio::test]
async fn an_objection_stops_it_signs_everybody_out_and_shuts_waiting_for_a_month() {
    let place = Place::new().await;
    let mut thief = place.town.khai_in(place.town.browser()).await;
    place.waits(&mut thief, FRESH).await;
    let page = place.objects(&place.link(None).await).await;
    page.assert_says(StatusCode::OK, "The change was stopped");
    page.assert_says(StatusCode::OK, "somebody knows your password");
    assert!(!thief.is_signed_in().await);
    place.passes(DAY * 8).await;
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some(OLD));
    // With the password alone nothing waits again; with the present phone it changes.
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let page = place.shows(&mut khai, FRESH).await;
    page.assert_says(StatusCode::OK, "Somebody stopped such a change of this account.");
    assert!(page.form("/account/phone/wait").is_none());
    let forged = page.form("/account/phone/old").expect("a form");
    let origin = khai.origin().to_owned();
    let answer = khai.post("/account/phone/wait", &forged, &[("origin", &origin)]).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/account/phone/old?id=")), "{answer:?}");
    khai.get("/account").await.assert_says(StatusCode::OK, "minh.khai");
    place.shows_old(&mut khai, &page).await.assert_says(StatusCode::OK, "Your phone number was changed.");
}

#[tokio::test]
async fn any_session_withdraws_without_another_proof_and_everybody_is_told() {
    let place = Place::new().await;
    let mut owner = place.town.khai_in(place.town.browser()).await;
    let mut thief = place.town.khai_in(place.town.browser()).await;
    place.waits(&mut thief, FRESH).await;
    let link = place.link(None).await;
    place.passes(Duration::from_mins(25)).await;
    let page = owner.get("/account").await;
    page.assert_says(StatusCode::OK, "If it wasn’t you, withdraw it");
    let answer = owner.submit(&page, "/account/phone/withdraw", &[]).await;
    let page = owner.follow(answer).await;
    page.assert_says(StatusCode::OK, "The change was withdrawn.");
    assert!(page.form("/account/phone/withdraw").is_none());
    assert_eq!(place.actions().await[0], "people.phone.change_withdrawn");
    let mut looker = place.town.browser();
    looker.get(&link).await.assert_says(StatusCode::OK, "There is nothing to stop any more");
    place.passes(DAY * 8).await;
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some(OLD));
}

#[tokio::test]
async fn a_phone_that_changed_owner_moves_after_a_week_unless_its_owner_objects() {
    let place = Place::new().await;
    let an = place.owner_of(ANS).await.expect("An has a phone");
    let mut khai = place.town.khai_in(place.town.browser()).await;
    // To An it is said that his phone leaves him; Khai is led to a merge or to waiting.
    let page = place.shows(&mut khai, ANS).await;
    page.assert_says(StatusCode::OK, "Another account has this number");
    page.assert_says(StatusCode::OK, "/account/merge");
    let answer = khai.submit(&page, "/account/phone/wait", &[]).await;
    khai.follow(answer).await.assert_says(StatusCode::OK, "The new number waits.");
    place.later();
    let link = place.link(Some(ANS)).await;
    assert_ne!(link, place.link(Some(OLD)).await, "each has a value of their own");
    let page = place.objects(&link).await;
    page.assert_says(StatusCode::OK, "The number stays in your account.");
    assert!(khai.is_signed_in().await, "who may have the number rightly is not thrown out");
    place.passes(DAY * 31).await;
    assert_eq!(place.owner_of(ANS).await, Some(an));

    let mut khai = place.town.khai_in(place.town.browser()).await;
    place.waits(&mut khai, ANS).await;
    place.passes(DAY * 7 + Duration::from_mins(1)).await;
    assert_eq!(place.owner_of(ANS).await, Some(place.town.khai));
    assert_eq!(place.phone_of(an).await, None);
    let actions = place.town.actions_of(an).await;
    assert_eq!(actions[..2], ["people.phone.left", "people.phone.leaving"], "{actions:?}");
}

/// It rests at an account of one's own, and is nobody else's.
#[tokio::test]
async fn a_phone_that_rests_at_ones_own_merged_account_is_simply_taken() {
    let place = Place::new().await;
    let other = account_of(&place.town.identity, &merging::other()).await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let begun = merging::begin(&mut khai).await;
    let page = merging::proves(&mut khai, &begun, "khai.moi", merging::OTHERS_PASSWORD).await;
    merging::confirm(&mut khai, &page, &[]).await.assert_leads_to("/account/merge?notice=merged");
    place.later();
    assert_eq!(place.owner_of("+84977111222").await, Some(other));
    let page = place.shows(&mut khai, "0977 111 222").await;
    place.shows_old(&mut khai, &page).await.assert_says(StatusCode::OK, "Your phone number was changed.");
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some("+84977111222"));
    assert_eq!(place.phone_of(other).await, None);
}

/// Somebody who was not told loses nothing.
#[tokio::test]
async fn a_phone_that_somebody_got_meanwhile_stays_theirs() {
    let place = Place::new().await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    place.waits(&mut khai, FRESH).await;
    let an = place.owner_of(ANS).await.expect("An has a phone");
    onedoor_identity::change_phone(&place.town.identity, "tran.an", FRESH).await.expect("at the counter");
    place.passes(DAY * 8).await;
    assert_eq!(place.owner_of("+84911222333").await, Some(an));
    assert_eq!(place.phone_of(place.town.khai).await.as_deref(), Some(OLD));
    assert_eq!(place.actions().await[0], "people.phone.change_lapsed");
}

#[tokio::test]
async fn codes_are_good_for_one_account_in_one_browser_once() {
    let place = Place::new().await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let page = place.shows(&mut khai, FRESH).await;
    let asked = khai.submit(&page, "/account/phone/old", &[]).await;
    let asked = khai.follow(asked).await;
    let mut tab = khai.clone();
    let late = tab.get(&page.path).await;
    place.types(&mut khai, &asked, OLD).await.assert_says(StatusCode::OK, "was changed");
    // The other tab waits with a code that is spent.
    let answer = tab.submit(&late, "/account/phone/wait", &[]).await;
    answer.assert_leads_to("/account/phone");
    let again = tab.get(&page.path).await;
    again.assert_leads_to("/account/phone");
    // Another account's, and nobody's.
    let mut an = place.town.an_in(place.town.browser()).await;
    for path in ["/account/phone/code", "/account/phone/old", "/account/phone/taken"] {
        for id in ["", "x", page.path.split('=').nth(1).expect("an id")] {
            an.get(&format!("{path}?id={id}")).await.assert_leads_to("/account/phone");
        }
    }
}

#[tokio::test]
async fn what_is_no_phone_or_the_same_is_said_and_wrong_codes_are_counted() {
    let place = Place::new().await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    for (typed, said) in
        [("", "Enter your phone number"), ("12", "Enter a mobile phone number"), ("0912 345 678", "already")]
    {
        let page = khai.get("/account/phone").await;
        let answer = khai.submit(&page, "/account/phone", &[("phone", typed)]).await;
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, said);
    }
    let page = khai.get("/account/phone").await;
    let answer = khai.submit(&page, "/account/phone", &[("phone", FRESH)]).await;
    let mut page = khai.follow(answer).await;
    let code = place.code("+84911222333").await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        page = khai.submit(&page, "/account/phone/code", &[("code", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(page.form("/account/phone/code").is_none(), "the code is dead");
    place.later();
    let answer = khai.submit(&page, "/account/phone/again", &[]).await;
    let page = khai.follow(answer).await;
    place.types(&mut khai, &page, FRESH).await.assert_says(StatusCode::OK, "Do you still have");
}

#[tokio::test]
async fn nobody_is_flooded_with_notices_of_changes_that_wait() {
    let place = Place::new().await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    for n in 0..3 {
        let page = place.waits(&mut khai, &format!("0911 222 33{n}")).await;
        page.assert_says(StatusCode::OK, "The new number waits.");
    }
    let told = letters(&place.town.identity.site).await.len();
    let page = place.shows(&mut khai, "0911 222 339").await;
    let answer = khai.submit(&page, "/account/phone/wait", &[]).await;
    answer.assert_says(StatusCode::TOO_MANY_REQUESTS, "asked for too often today");
    assert_eq!(letters(&place.town.identity.site).await.len(), told);
}

#[tokio::test]
async fn a_made_up_link_stops_nothing_and_says_nothing() {
    let place = Place::new().await;
    let mut stranger = place.town.browser();
    for link in ["/objection", "/objection?value=abc", "/objection?value=%3Cscript%3E"] {
        stranger.get(link).await.assert_says(StatusCode::OK, "There is nothing to stop any more");
    }
}
