//! A merge while a link of either account is being made.

use axum::http::StatusCode;
use onedoor_base::{AccountId, LinkProofId};
use onedoor_linking::LinkProof;
use onedoor_linking_protocol::Evidence;
use onedoor_site::testing::Browser;
use onedoor_storage::Change;
use onedoor_storage::StorageError;
use onedoor_storage::linking::proofs;

use super::names::{enters, previewed, undone};
use super::{OTHERS_PASSWORD, confirm, other};
use crate::actors::account_of;
use crate::provider::linking::{LINK, Linking};
use crate::provider::party::{Scene, pass};

struct Making {
    linking: Linking,
    other: AccountId,
}

impl Making {
    async fn new() -> Self {
        let linking = Linking::new().await;
        let other = account_of(&linking.scene.identity, &other()).await;
        pass(&linking.scene, 1);
        Self { linking, other }
    }

    async fn owner(&self) -> AccountId {
        self.linking.scene.link(LINK).await.expect("a link").person
    }
}

/// What the portal says of a link with whoever signs in there in this browser, by the password alone.
async fn evidence_of(scene: &Scene, browser: &mut Browser) -> Evidence {
    let mut evidence = Linking::evidence(scene, browser).await;
    evidence.national.authentication = 1;
    Evidence { assurance: "urn:onedoor:loa:0".to_owned(), ..evidence }
}

#[tokio::test]
async fn what_was_begun_before_the_merge_is_the_kept_accounts_and_follows_its_name() {
    let making = Making::new().await;
    let scene = &making.linking.scene;
    let mut theirs = enters(scene, "khai.moi", OTHERS_PASSWORD).await;
    let evidence = evidence_of(scene, &mut theirs).await;
    let (mut browser, page) = previewed(scene).await;
    confirm(&mut browser, &page, &[]).await.assert_leads_to("/account/merge?notice=merged");
    pass(scene, 1);
    // Only now the portal tells of the link that it made.
    let answer = making.linking.tells(LINK, &evidence).await;
    assert_eq!(answer["part"]["standing"], "confirmed", "{answer}");
    assert_eq!(making.owner().await, scene.khai);
    browser.get("/account/links").await.assert_says(StatusCode::OK, "khai.ntm");
    undone(scene, &mut browser).await;
    assert_eq!(making.owner().await, making.other);
    assert!(!browser.get("/account/links").await.says("khai.ntm"));
}

#[tokio::test]
async fn what_was_begun_while_they_were_one_follows_its_name_when_they_are_two_again() {
    let making = Making::new().await;
    let scene = &making.linking.scene;
    // Both are known there, and the person goes on under the name of the other.
    let mut theirs = enters(scene, "khai.moi", OTHERS_PASSWORD).await;
    let before = evidence_of(scene, &mut theirs).await;
    let (mut browser, page) = previewed(scene).await;
    let chosen = [("sites", "absorbed")];
    confirm(&mut browser, &page, &chosen).await.assert_leads_to("/account/merge?notice=merged");
    pass(scene, 1);
    let evidence = evidence_of(scene, &mut browser).await;
    assert_eq!(evidence.subject, before.subject);
    undone(scene, &mut browser).await;
    let answer = making.linking.tells(LINK, &evidence).await;
    assert_eq!(answer["part"]["standing"], "confirmed", "{answer}");
    assert_eq!(making.owner().await, making.other, "whoever signs in by that name has the link");
    assert!(!browser.get("/account/links").await.says("khai.ntm"));
}

#[tokio::test]
async fn a_link_that_comes_between_preview_and_confirmation_is_looked_at_first() {
    let making = Making::new().await;
    let scene = &making.linking.scene;
    let mut theirs = enters(scene, "khai.moi", OTHERS_PASSWORD).await;
    let evidence = evidence_of(scene, &mut theirs).await;
    let (mut browser, page) = previewed(scene).await;
    making.linking.tells(LINK, &evidence).await;
    assert_eq!(making.owner().await, making.other);
    let again = confirm(&mut browser, &page, &[]).await;
    again.assert_says(StatusCode::CONFLICT, "something has changed at one of the accounts");
    assert_eq!(making.owner().await, making.other, "nothing was merged");
    confirm(&mut browser, &again, &[]).await.assert_leads_to("/account/merge?notice=merged");
    assert_eq!(making.owner().await, scene.khai);
}

/// A portal that was asked to link has met whoever it was asked for, though they were never there.
#[tokio::test]
async fn a_portal_that_was_only_asked_knows_the_account_that_it_was_asked_for() {
    let making = Making::new().await;
    let scene = &making.linking.scene;
    let person = making.other;
    let subject =
        scene.identity.provider.subject_for(&scene.identity.site, person, "school").await.expect("one");
    let now = scene.identity.site.now();
    let id = LinkProofId::new(now, scene.identity.site.random.as_ref());
    let proof = LinkProof {
        person,
        client: "school".to_owned(),
        subject: subject.clone(),
        acr: "urn:onedoor:loa:1".to_owned(),
        amr: "pwd".to_owned(),
        authenticated_at: now,
        created_at: now,
    };
    let written = scene.identity.site.store.write::<_, StorageError, _>(move |tx| {
        let proof = proof.clone();
        Box::pin(async move { Ok(Change::Unrecorded(proofs::insert(tx, id, &proof).await?)) })
    });
    assert_eq!(written.await, Ok(true));
    let called = |account| scene.identity.provider.subject_for(&scene.identity.site, account, "school");
    assert_ne!(called(scene.khai).await.expect("a name"), subject);
    let (mut browser, page) = previewed(scene).await;
    confirm(&mut browser, &page, &[]).await.assert_leads_to("/account/merge?notice=merged");
    assert_eq!(called(scene.khai).await.expect("a name"), subject);
}
