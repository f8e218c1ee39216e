//! An identity that is killed in the middle of a merge and of its undoing: either everything has happened or nothing.

use std::sync::Arc;
use std::time::Duration;

use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::{Statement, StorageConfig, StorageError, Store};

use crate::support::browser::{Browser, Page};
use crate::support::gateway::Gateway;
use crate::support::program::Running;
use crate::support::site::{SQLITE, Site};
use crate::world::registration::{BINH, Newcomer};

/// Bình's other account; of the two, which are proven equally, the one that is proven last is kept.
const AGAIN: Newcomer = Newcomer {
    phone: "0912 345 678",
    number: "+84912345678",
    login: "binh.moi",
    password: "mưa phùn tháng giêng",
    ..BINH
};

/// When it is killed, in hundredths of the time that the whole takes.
const MOMENTS: [u32; 5] = [10, 40, 60, 80, 100];

/// What both accounts have, and what is written of their merge.
const STANDS: Statement = Statement::new(
    "test.merge.stands",
    "SELECT 'account ' || login_name || ' ' || state AS line FROM accounts \
     UNION ALL SELECT 'contact ' || login_name || ' ' || value FROM contacts \
     JOIN accounts ON accounts.id = contacts.account_id \
     UNION ALL SELECT 'merge ' || kept.login_name || ' ' || absorbed.login_name FROM merges \
     JOIN accounts kept ON kept.id = kept_id JOIN accounts absorbed ON absorbed.id = absorbed_id \
     WHERE merges.state = 'done' ORDER BY line",
);

type Stands = Vec<String>;

struct Killed {
    site: Site,
    node: Option<Running>,
}

impl Killed {
    async fn start() -> Self {
        let gateway = Gateway::start().await;
        let site = Site::at_host("id.localhost", "merge-killed", SQLITE, &gateway)
            .playing("[identity]\ncaptcha = \"never\"");
        let node = Some(site.node(1));
        let world = Self { site, node };
        for who in [&BINH, &AGAIN] {
            let browser = Browser::new("en");
            let form = browser.get(&world.site.at("/register")).await;
            let filled = [("name", who.name), ("phone", who.phone), ("consent", "yes")];
            let asked = browser.send(&form, "/register", &filled).await;
            let code = gateway.code_to(who.number, 0).await;
            let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
            let filled = [("login", who.login), ("password", who.password), ("again", who.password)];
            browser
                .send(&credentials, "/register/credentials", &filled)
                .await
                .is_at("id.localhost", "/account");
        }
        world
    }

    /// Both accounts are proven: the preview.
    async fn preview(&self) -> (Browser, Page) {
        let browser = Browser::new("en");
        let sign_in = browser.get(&self.site.at("/sign-in")).await;
        signs_in(&browser, &sign_in, &AGAIN).await.is_at("id.localhost", "/account");
        let start = browser.get(&self.site.at("/account/merge")).await;
        let other = browser.send(&start, "/account/merge", &[]).await;
        let preview = signs_in(&browser, &other, &BINH).await;
        preview.says("Merge these two accounts?");
        (browser, preview)
    }

    /// The page that asks whether to undo it.
    async fn asked(&self) -> (Browser, Page) {
        let browser = Browser::new("en");
        let sign_in = browser.get(&self.site.at("/sign-in")).await;
        signs_in(&browser, &sign_in, &BINH).await.is_at("id.localhost", "/account");
        let list = browser.get(&self.site.at("/account/merge")).await;
        let asked = browser.follow(&list, "/undo").await;
        asked.says("Undo this merge?");
        (browser, asked)
    }

    /// Sends the form, kills the identity after this time, and starts it again.
    async fn killed_while(
        &mut self,
        (browser, page): (Browser, Page),
        part: &'static str,
        after: Duration,
    ) -> Stands {
        let sending =
            tokio::spawn(async move { browser.try_send(&page, part, &[("mine", "yes")]).await.is_ok() });
        tokio::time::sleep(after).await;
        self.node.take().expect("it runs").kill();
        sending.await.expect("sent");
        self.stands().await
    }

    /// Read while nobody else has the database; then it runs again.
    async fn stands(&mut self) -> Stands {
        if let Some(node) = self.node.take() {
            assert_eq!(node.stop(), Some(0));
        }
        let config = StorageConfig::Sqlite { path: self.site.directory().join("site.db") };
        let store = Store::open(config, Arc::new(SystemClock), Arc::new(SystemRandomness::default()));
        let store = store.await.expect("the database");
        let read = store.read::<_, StorageError, _>(|tx| {
            Box::pin(async move { tx.rows(&STANDS, &[]).await?.iter().map(|row| row.text("line")).collect() })
        });
        let stands = read.await.expect("read");
        store.close();
        self.node = Some(self.site.node(1));
        stands
    }
}

async fn signs_in(browser: &Browser, page: &Page, who: &Newcomer) -> Page {
    browser.send(page, "/sign-in", &[("identifier", who.login), ("password", who.password)]).await
}

#[tokio::test]
async fn killed_in_the_middle_it_is_merged_or_not_and_parted_or_not() {
    let mut world = Killed::start().await;
    let two = world.stands().await;
    // Undisturbed: how it stands then, and how long it takes.
    let (browser, preview) = world.preview().await;
    let begun = tokio::time::Instant::now();
    browser.send(&preview, "/account/merge/merg_", &[("mine", "yes")]).await.says("are one now");
    let merging = begun.elapsed();
    let one = world.stands().await;
    let gone = format!("account {} merged", AGAIN.login);
    assert!(one.contains(&gone) && !two.contains(&gone), "{one:?}");
    let (browser, asked) = world.asked().await;
    let begun = tokio::time::Instant::now();
    browser.send(&asked, "/undo", &[]).await.says("Both accounts are as they were before");
    let undoing = begun.elapsed();
    assert_eq!(world.stands().await, two);

    let mut seen = [0; 4];
    for moment in MOMENTS {
        let before = world.preview().await;
        let now = world.killed_while(before, "/account/merge/merg_", merging * moment / 100).await;
        assert!(now == two || now == one, "half merged at {moment}: {now:?}");
        seen[usize::from(now == one)] += 1;
        if now == two {
            // It can be done all the same: nothing of the first attempt is in its way.
            let (browser, preview) = world.preview().await;
            browser.send(&preview, "/account/merge/merg_", &[("mine", "yes")]).await.says("are one now");
        }
        let before = world.asked().await;
        let now = world.killed_while(before, "/undo", undoing * moment / 100).await;
        assert!(now == two || now == one, "half parted at {moment}: {now:?}");
        seen[2 + usize::from(now == two)] += 1;
        if now == one {
            let (browser, asked) = world.asked().await;
            browser.send(&asked, "/undo", &[]).await.says("Both accounts");
        }
        assert_eq!(world.stands().await, two, "killed at {moment}");
    }
    println!("not merged, merged, not parted, parted: {seen:?}");
}
