//! What a merge does to phones and mail addresses: it takes none away from the account that is kept, and undoing it
//! brings none back that was given up.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, ContactId, Email};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::messages;
use onedoor_storage::{Change, StorageError, people};

use super::undone::told;
use super::{OTHERS_PASSWORD, Twice, confirm, opens};
use crate::actors::PASSWORD;

const DAY: Duration = Duration::from_hours(24);
const OWN: &str = "0912 345 678";
const OTHERS: &str = "0977 111 222";

impl Twice {
    async fn works(&self, span: Duration) {
        self.pass(span);
        let jobs = onedoor_identity::jobs(&self.town.identity, Jobs::new());
        jobs.round(&self.town.identity.site).await.expect("a round");
    }

    async fn gets_mail(&self, account: AccountId, address: &str) {
        let site = &self.town.identity.site;
        let (now, id) = (site.now(), ContactId::new(site.now(), site.random.as_ref()));
        let email = Email::parse(address).expect("an address");
        let write = site.store.write::<_, StorageError, _>(move |tx| {
            let email = email.clone();
            Box::pin(async move {
                Ok(Change::Unrecorded(people::add_email(tx, account, (id, &email), now).await?))
            })
        });
        assert_eq!(write.await, Ok(true));
    }

    async fn mails(&self, account: AccountId) -> Vec<(ContactId, String)> {
        let read = self.town.identity.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { people::emails_of(tx, account).await })
        });
        let mails = read.await.expect("read").into_iter();
        mails.map(|one| (one.id, one.email.as_str().to_owned())).collect()
    }

    /// The link in the last message to the phone of the account that is kept.
    async fn objection(&self) -> String {
        let sent = messages(&self.town.identity.site).await;
        let text = sent.into_iter().rfind(|sms| sms.to == "+84912345678").expect("a message").text;
        let at = text.find("/objection?value=").unwrap_or_else(|| panic!("no link in {text}"));
        text[at..].split_whitespace().next().expect("a link").to_owned()
    }
}

/// Whoever sits in Khai's session merges an account of their own with hers.
#[tokio::test]
async fn merging_is_no_way_around_waiting_for_another_phone() {
    let twice = Twice::new().await;
    twice.gets_mail(twice.town.khai, "khai@mail.example").await;
    twice.gets_mail(twice.other, "moi@mail.example").await;
    let (mut browser, page) = twice.previewed().await;
    page.assert_says(StatusCode::OK, "Becomes the number of the account on");
    page.assert_says(StatusCode::OK, "only after seven days in which one can object");
    let chosen = [("phone", "absorbed"), ("emails", "absorbed")];
    confirm(&mut browser, &page, &chosen).await.assert_leads_to("/account/merge?notice=merged");
    let mails: Vec<String> = twice.mails(twice.town.khai).await.into_iter().map(|one| one.1).collect();
    assert_eq!(mails, ["khai@mail.example", "moi@mail.example"], "none is taken away");
    twice.works(DAY * 6).await;
    opens(&twice.town, OWN, PASSWORD).await.assert_leads_to("/account");
    let mut owner = twice.town.browser();
    let page = owner.get(&twice.objection().await).await;
    let answer = owner.submit(&page, "/objection", &[]).await;
    owner.follow(answer).await.assert_says(StatusCode::OK, "The change was stopped");
    assert!(!browser.is_signed_in().await);
    twice.works(DAY * 2).await;
    opens(&twice.town, OWN, PASSWORD).await.assert_leads_to("/account");
    let resting = opens(&twice.town, OTHERS, PASSWORD).await;
    resting.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
}

#[tokio::test]
async fn a_phone_that_was_chosen_comes_when_nobody_objects_and_stays_when_it_is_undone() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    confirm(&mut browser, &page, &[("phone", "absorbed")])
        .await
        .assert_leads_to("/account/merge?notice=merged");
    let path = told(&twice).await;
    twice.works(DAY * 7 + Duration::from_mins(1)).await;
    opens(&twice.town, OTHERS, PASSWORD).await.assert_leads_to("/account");
    let mut anybody = twice.town.browser();
    let asked = anybody.get(&path).await;
    anybody.submit(&asked, "/merge/undo", &[]).await.assert_says(StatusCode::OK, "The merge is undone");
    opens(&twice.town, OTHERS, PASSWORD).await.assert_leads_to("/account");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
}

/// Whoever has the message has a phone that may be somebody else's by now.
#[tokio::test]
async fn what_was_given_up_since_comes_back_to_nobody() {
    let twice = Twice::new().await;
    twice.gets_mail(twice.other, "lost@mail.example").await;
    let mut browser = twice.merged().await;
    let path = told(&twice).await;
    let [(id, _)]: [_; 1] = twice.mails(twice.town.khai).await.try_into().expect("it came along");
    let page = browser.get("/account/email").await;
    let filled = [("contact", id.to_string())];
    let filled = filled.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = browser.submit(&page, "/account/email/remove", &filled).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(twice.mails(twice.town.khai).await, []);
    let mut thief = twice.town.browser();
    let asked = thief.get(&path).await;
    asked.assert_says(StatusCode::OK, "comes back to neither");
    let parted = thief.submit(&asked, "/merge/undo", &[]).await;
    parted.assert_says(StatusCode::OK, "The merge is undone");
    assert_eq!(twice.mails(twice.other).await, []);
}

#[tokio::test]
async fn a_begun_merge_ends_when_the_owner_ends_the_other_sessions() {
    for begun_only in [true, false] {
        let twice = Twice::new().await;
        let (mut browser, page) = twice.begun().await;
        let path = page.path.split("return_to=").nth(1).expect("where to").replace("%2F", "/");
        let page = if begun_only {
            page
        } else {
            super::proves(&mut browser, &page, "khai.moi", OTHERS_PASSWORD).await
        };
        let mut owner = twice.town.khai_in(twice.town.browser()).await;
        let mut third = twice.town.khai_in(twice.town.browser()).await;
        let sessions = owner.get("/account/sessions/end-others").await;
        owner.submit(&sessions, "/account/sessions/end-others", &[]).await;
        assert!(!third.is_signed_in().await);
        let told = if begun_only {
            let page = browser.get(&page.path).await;
            super::proves(&mut browser, &page, "khai.moi", OTHERS_PASSWORD).await;
            browser.get(&path).await
        } else {
            confirm(&mut browser, &page, &[]).await
        };
        told.assert_says(StatusCode::CONFLICT, "This merge can’t go on here");
        opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
    }
}
