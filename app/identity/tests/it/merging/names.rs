//! Both names of a person stay good at the clients that know them.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::AccountId;
use onedoor_oidc::Client;
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::StorageError;
use onedoor_storage::linking::identity_links;

use super::{OTHERS_PASSWORD, begin, confirm, other, proves};
use crate::actors::{PASSWORD, account_of};
use crate::links::{link, put};
use crate::provider::party::{Scene, agree, code_of, haiduong, house, pass, request};

struct Two {
    scene: Scene,
    other: AccountId,
}

impl Two {
    async fn new() -> Self {
        let scene = Scene::with(&[haiduong(), house()]).await;
        let other = account_of(&scene.identity, &other()).await;
        pass(&scene, 1);
        Self { scene, other }
    }

    async fn enters(&self, login: &str, password: &str) -> Browser {
        enters(&self.scene, login, password).await
    }

    /// How the provincial portal is told that this browser's person is called.
    async fn called(&self, browser: &mut Browser) -> String {
        let answer = browser.visit(&request(&[])).await;
        let answer: Answer = agree(browser, answer).await;
        let tokens = self.scene.exchange(&code_of(&answer)).await;
        self.scene.verified(&tokens, Some("n0nce")).await.sub
    }

    async fn merged(&self, chosen: &[(&str, &str)]) -> Browser {
        let (mut browser, page) = previewed(&self.scene).await;
        page.assert_says(StatusCode::OK, "Hải Dương one-stop");
        confirm(&mut browser, &page, chosen).await.assert_leads_to("/account/merge?notice=merged");
        pass(&self.scene, 1);
        browser
    }

    async fn undone(&self, browser: &mut Browser) {
        undone(&self.scene, browser).await;
    }
}

pub(super) async fn enters(scene: &Scene, login: &str, password: &str) -> Browser {
    let mut browser = scene.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("identifier", login), ("password", password)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/account");
    pass(scene, 1);
    browser
}

/// Both are proven: the preview.
pub(super) async fn previewed(scene: &Scene) -> (Browser, Answer) {
    let mut browser = enters(scene, "minh.khai", PASSWORD).await;
    let begun = begin(&mut browser).await;
    let page = proves(&mut browser, &begun, "khai.moi", OTHERS_PASSWORD).await;
    (browser, page)
}

pub(super) async fn undone(scene: &Scene, browser: &mut Browser) {
    let list = browser.get("/account/merge").await;
    let id = list.body.split("/account/merge/merg_").nth(1).expect("one").split('"').next().expect("an id");
    let path = format!("/account/merge/merg_{id}");
    let asked = browser.get(&path).await;
    let answer = browser.submit(&asked, &path, &[]).await;
    assert!(
        answer.location().is_some_and(|to| to.starts_with("/account/merge?notice=undone")),
        "{}",
        answer.body
    );
    pass(scene, 1);
}

#[tokio::test]
async fn a_client_that_knows_only_the_account_that_went_goes_on_with_its_name() {
    let two = Two::new().await;
    let before = two.called(&mut two.enters("khai.moi", OTHERS_PASSWORD).await).await;
    let mut browser = two.merged(&[]).await;
    assert_eq!(two.called(&mut browser).await, before, "and it need not be agreed to again");
    two.undone(&mut browser).await;
    assert_eq!(two.called(&mut two.enters("khai.moi", OTHERS_PASSWORD).await).await, before);
    assert_ne!(two.called(&mut two.enters("minh.khai", PASSWORD).await).await, before);
}

#[tokio::test]
async fn where_both_are_known_and_nothing_can_be_told_the_person_chooses() {
    for (chosen, takes_other) in [("kept", false), ("absorbed", true)] {
        let two = Two::new().await;
        let other = two.called(&mut two.enters("khai.moi", OTHERS_PASSWORD).await).await;
        let own = two.called(&mut two.enters("minh.khai", PASSWORD).await).await;
        let mut browser = two.merged(&[("sites", chosen)]).await;
        assert_eq!(two.called(&mut browser).await, if takes_other { &other } else { &own }.clone());
        two.undone(&mut browser).await;
        assert_eq!(two.called(&mut two.enters("minh.khai", PASSWORD).await).await, own);
        assert_eq!(two.called(&mut two.enters("khai.moi", OTHERS_PASSWORD).await).await, other);
    }
}

#[tokio::test]
async fn links_and_grants_of_the_account_that_went_are_of_the_one_that_stays_until_it_is_undone() {
    let portal = Client { linking_endpoint: Some("http://127.0.0.1:9/linking/v1".to_owned()), ..haiduong() };
    let scene = Scene::with(&[portal, house()]).await;
    let other = account_of(&scene.identity, &other()).await;
    pass(&scene, 1);
    let two = Two { scene, other };
    let theirs = put(&two.scene, link(&two.scene, 7, two.other)).await;
    let mut browser = two.merged(&[]).await;
    browser.get("/account/links").await.assert_says(StatusCode::OK, "Khai (khai7)");
    let owner = |id| {
        let store = two.scene.identity.site.store.clone();
        async move {
            let read = store.read::<_, StorageError, _>(move |tx| {
                Box::pin(async move { identity_links::get(tx, id).await })
            });
            read.await.expect("read").expect("a link").person
        }
    };
    assert_eq!(owner(theirs).await, two.scene.khai);
    two.scene.world.clock.advance(Duration::from_secs(1));
    two.undone(&mut browser).await;
    assert_eq!(owner(theirs).await, two.other);
    assert!(!browser.get("/account/links").await.says("Khai (khai7)"));
}
