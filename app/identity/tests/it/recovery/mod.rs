//! Getting back into an account without its password.

mod attackers;
mod locked;
mod owners;
mod questions;
mod replaced;
mod strangers;

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, ContactId, Email, IdentityLevel, Language, Secret};
use onedoor_identity::seed::SeedPerson;
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Answer, Browser, letters, messages};
use onedoor_storage::{Change, StorageError, people};

use crate::actors::{Town, account_of};

/// Bình's password, until it is forgotten.
const BINHS: &str = "mười hai con giáp";
/// What is chosen instead.
const NEW: &str = "con trâu đi trước cái cày";
const MAIL: &str = "binh@mail.example";
const DAY: Duration = Duration::from_hours(24);

/// A town with Bình, whose name and number were checked, and who has a mailbox.
struct Place {
    town: Town,
    binh: AccountId,
}

impl Place {
    async fn new() -> Self {
        let town = Town::new().await;
        let binh = SeedPerson {
            login: "van.binh".to_owned(),
            password: Secret::new(BINHS),
            name: "Lê Văn Bình".to_owned(),
            phone: "0977 111 222".to_owned(),
            national_number: None,
            language: Language::En,
            identity_level: IdentityLevel::Basic,
        };
        let binh = account_of(&town.identity, &binh).await;
        let place = Self { town, binh };
        place.give_mail(binh, MAIL).await;
        place
    }

    async fn give_mail(&self, account: AccountId, email: &str) {
        let (site, email) = (&self.town.identity.site, Email::parse(email).expect("an address"));
        let (now, contact) = (site.now(), ContactId::new(site.now(), site.random.as_ref()));
        let given: Result<bool, StorageError> = site
            .store
            .write(move |tx| {
                let email = email.clone();
                Box::pin(async move {
                    Ok(Change::Unrecorded(people::add_email(tx, account, (contact, &email), now).await?))
                })
            })
            .await;
        assert_eq!(given, Ok(true));
    }

    /// What waits to be done is done.
    async fn work(&self) {
        let jobs = onedoor_identity::jobs(&self.town.identity, Jobs::new());
        jobs.round(&self.town.identity.site).await.expect("a round");
        self.town.world.clock.advance(Duration::from_secs(1));
    }

    fn passes(&self, span: Duration) {
        self.town.world.clock.advance(span);
    }

    /// The first page: whose account it is.
    async fn begin(&self, browser: &mut Browser, identifier: &str) -> Answer {
        let page = browser.get("/recover").await;
        let answer = browser.submit(&page, "/recover", &[("identifier", identifier)]).await;
        let page = browser.follow(answer).await;
        page.assert_says(StatusCode::OK, "How can you show that it’s you?");
        page
    }

    /// Lets a code be sent; the page that asks for it.
    async fn send(&self, browser: &mut Browser, page: &Answer, way: &str) -> Answer {
        let answer = browser.submit(page, "/recover/ways", &[("way", way)]).await;
        let page = browser.follow(answer).await;
        self.work().await;
        page
    }

    /// Shows the code that was sent last; where it leads.
    async fn show_sent(&self, browser: &mut Browser, page: &Answer, way: &str) -> Answer {
        let page = self.send(browser, page, way).await;
        let code = if way == "phone" { self.texted().await } else { self.mailed().await };
        let answer = browser.submit(&page, "/recover/show", &[("code", &code)]).await;
        browser.follow(answer).await
    }

    /// The code in the latest text message.
    async fn texted(&self) -> String {
        let sent = messages(&self.town.identity.site).await;
        code_in(&sent.last().expect("a message was sent").text)
    }

    /// The code in the latest letter.
    async fn mailed(&self) -> String {
        let sent = letters(&self.town.identity.site).await;
        code_in(&sent.last().expect("a letter was sent").text)
    }

    /// Chooses the new password; the answer to it.
    async fn choose(&self, browser: &mut Browser, page: &Answer) -> Answer {
        page.assert_says(StatusCode::OK, "Choose a new password");
        let filled = [("password", NEW), ("again", NEW)];
        let answer = browser.submit(page, "/recover/password", &filled).await;
        self.passes(Duration::from_secs(1));
        answer
    }

    /// The link with which a wait is stopped, as the latest letter has it.
    async fn stop_link(&self) -> String {
        let sent = letters(&self.town.identity.site).await;
        let text = &sent.last().expect("a letter was sent").text;
        let at = text.find("/recover/stop?value=").unwrap_or_else(|| panic!("no link in {text}"));
        text[at..].split_whitespace().next().expect("a link").to_owned()
    }

    /// How well the owner of an account counts as proven.
    async fn level(&self, account: AccountId) -> IdentityLevel {
        let read =
            self.town.identity.site.store.read::<_, StorageError, _>(move |tx| {
                Box::pin(async move { people::by_id(tx, account).await })
            });
        read.await.expect("it can be read").expect("it is there").identity
    }
}

fn code_in(text: &str) -> String {
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
    runs.next().unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}
