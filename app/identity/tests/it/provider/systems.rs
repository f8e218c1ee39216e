//! Systems come and go: what people and portals meet where one is suspended, retired or merged.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, LinkId, Timestamp};
use onedoor_identity::systems::{self, NotDone, Wanted};
use onedoor_linking::{
    Evidence, Handshake, IdentityLink, Life, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Standing,
};
use onedoor_oidc::Client;
use onedoor_storage::linking::identity_links;
use onedoor_storage::{Change, StorageError};

use super::party::{Scene, agree, code_of, haiduong, refused, request};

/// A second province.
fn haiphong() -> Client {
    Client {
        client_id: "haiphong".to_owned(),
        name: "Hải Phòng".to_owned(),
        names: [].into(),
        redirect_uris: vec!["https://haiphong.example/callback".to_owned()],
        linking_endpoint: Some("https://haiphong.example/linking/v1".to_owned()),
        ..haiduong()
    }
}

async fn scene() -> Scene {
    Scene::with(&[haiduong(), haiphong()]).await
}

async fn change(scene: &Scene, wanted: Wanted) -> Result<bool, NotDone> {
    let changed = systems::change(&scene.identity, "haiduong", wanted, "a test").await?;
    systems::conclude(&scene.identity, "haiduong").await?;
    Ok(changed)
}

#[tokio::test]
async fn a_suspended_system_signs_nobody_in_until_it_is_resumed() {
    let scene = scene().await;
    let tokens = scene.tokens("openid profile").await;
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 200);
    assert!(change(&scene, Wanted::Suspend).await.expect("suspended"));
    assert!(!change(&scene, Wanted::Suspend).await.expect("it stands so"));
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 401, "what it had of her has ended");
    // She is told on a page; the portal by a code.
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    page.assert_says(StatusCode::SERVICE_UNAVAILABLE, "is closed for the time being");
    let answer = scene.call("/oauth/token", "grant_type=authorization_code&code=x&redirect_uri=x").await;
    assert_eq!(refused(&answer), (400, "unauthorized_client".to_owned()));
    // It pushes its requests as before, so that its people get as far as that page.
    let pushed = request(&[]);
    let pushed = scene.call("/oauth/par", pushed.split('?').nth(1).expect("a query")).await;
    assert_eq!(pushed.status, StatusCode::CREATED, "{}", pushed.body);

    assert!(change(&scene, Wanted::Resume).await.expect("resumed"));
    let answer = browser.visit(&request(&[])).await;
    code_of(&agree(&mut browser, answer).await);
    let actions = scene.actions().await;
    for action in ["provider.system.suspended", "provider.system.resumed"] {
        assert_eq!(actions.iter().filter(|known| *known == action).count(), 1, "{action}");
    }
}

#[tokio::test]
async fn a_request_that_waited_when_its_system_was_suspended_says_so() {
    let scene = scene().await;
    let mut browser = scene.signed_in().await;
    let question = browser.visit(&request(&[])).await;
    assert_eq!(question.status, 200, "{}", question.body);
    change(&scene, Wanted::Suspend).await.expect("suspended");
    let page = browser.get(&question.path).await;
    page.assert_says(StatusCode::SERVICE_UNAVAILABLE, "is closed for the time being");
}

#[tokio::test]
async fn a_merged_system_shows_the_way_and_cannot_be_merged_again() {
    let scene = scene().await;
    let into = |name: &str| Wanted::Merge(name.to_owned());
    for (name, expected) in
        [("haiduong", "into itself"), ("nowhere", "no system is registered"), ("haiphong", "")]
    {
        let told = change(&scene, into(name)).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains(expected), "{name}: {told}");
    }
    assert!(!change(&scene, into("haiphong")).await.expect("it stands so"), "twice is once");
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    page.assert_says(StatusCode::GONE, "is now part of Hải Phòng");
    assert!(page.body.contains("href=\"https://haiphong.example/\""), "{}", page.body);
    let back = change(&scene, Wanted::Resume).await.expect_err("it is merged");
    assert!(back.to_string().contains("is merged: it cannot be resumed"), "{back}");
}

/// A link of Khai's with Hải Dương, confirmed on both sides.
fn link(scene: &Scene, n: u8, subject: &str, now: Timestamp) -> IdentityLink {
    let proven = Part { number: 1, standing: Standing::Confirmed { at: now } };
    let national = Assurance { identity: IdentityLevel::Basic, authentication: AuthenticationLevel::One };
    IdentityLink {
        id: LinkId::from_bytes([n; 16]),
        person: scene.khai,
        client: "haiduong".to_owned(),
        system: "haiduong".to_owned(),
        subject: subject.to_owned(),
        account: format!("local_{n}"),
        label: "khai".to_owned(),
        proof: None,
        evidence: Evidence {
            national: NationalEvidence { at: now, assurance: national },
            local: Proven { how: Proof::Password, at: now },
            assurance: IdentityLevel::Claimed,
            made_by: MadeBy::Person,
        },
        handshake: Handshake { mine: proven, theirs: proven, told: 1, one_sided: false },
        created_at: now,
    }
}

#[tokio::test]
async fn the_links_of_a_retired_system_end_and_their_owners_are_told_once() {
    let scene = scene().await;
    let tokens = scene.tokens("openid profile").await;
    let subject = scene.verified(&tokens, Some("n0nce")).await.sub;
    let now = scene.identity.site.now();
    let links = [link(&scene, 1, &subject, now), link(&scene, 2, &subject, now)];
    let kept: Result<(), StorageError> = scene
        .identity
        .site
        .store
        .write(move |tx| {
            let links = links.clone();
            Box::pin(async move {
                for link in &links {
                    identity_links::insert(tx, link).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    kept.expect("links");
    systems::change(&scene.identity, "haiduong", Wanted::Retire, "closed").await.expect("retired");
    // The command was killed here; whoever goes on does the rest, and nothing twice.
    let done = systems::conclude(&scene.identity, "haiduong").await.expect("concluded");
    assert_eq!((done.parted, done.ended), (1, 2));
    assert_eq!(systems::conclude(&scene.identity, "haiduong").await, Ok(systems::Concluded::default()));
    for n in [1, 2] {
        let link = scene.link(LinkId::from_bytes([n; 16])).await.expect("it stays on record");
        assert_eq!(link.life(), Life::Ended);
        assert_eq!(link.handshake.ended().map(|end| end.why), Some(Reason::SystemRetired));
        assert!(link.handshake.owes(), "the portal is told");
    }
    let mut browser = scene.signed_in().await;
    browser.get("/account/links").await.assert_says(StatusCode::OK, "is no longer run");
    browser.visit(&request(&[])).await.assert_says(StatusCode::GONE, "is no longer run");

    // It is switched off for good: after a month nobody tries any more, and that is on record.
    let untold = async || {
        onedoor_site::upkeep::round(&scene.identity.site).await.expect("a round");
        let all = systems::all(&scene.identity.site.store).await.expect("systems");
        let haiduong = all.iter().find(|system| system.known.client_id == "haiduong");
        haiduong.map_or(0, |system| system.untold)
    };
    scene.world.clock.advance(Duration::from_hours(24 * 29));
    assert_eq!(untold().await, 0);
    scene.world.clock.advance(Duration::from_hours(24 * 2));
    assert_eq!(untold().await, 2);
    assert_eq!(untold().await, 2);
    let actions = scene.actions().await;
    assert_eq!(actions.iter().filter(|action| *action == "linking.link.untold").count(), 2);
    let mut browser = scene.signed_in().await;
    browser.get("/account/activity").await.assert_says(StatusCode::OK, "has not answered for a month");
}

#[tokio::test]
async fn a_system_is_registered_while_the_site_runs_and_stays_when_it_starts_again() {
    let scene = Scene::with(&[haiduong()]).await;
    let mut browser = scene.signed_in().await;
    let callback = ("redirect_uri", "https://haiphong.example/callback");
    let address = request(&[("client_id", "haiphong"), callback]);
    assert_eq!(browser.visit(&address).await.status, 400, "nobody knows it");
    assert!(systems::register(&scene.identity, &haiphong(), "new").await.expect("registered"));
    assert!(!systems::register(&scene.identity, &haiphong(), "new").await.expect("the same"));
    let question = browser.visit(&address).await;
    assert_eq!(question.status, 200, "{}", question.body);
    let policy = question.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("https://haiphong.example"), "a form leads there: {policy}");
    let configured = systems::register(&scene.identity, &haiduong(), "").await.expect_err("it is configured");
    assert!(configured.to_string().contains("stands in the configuration"), "{configured}");
    // The configuration does not name it, and ends only what it once named.
    let site = &scene.identity.site;
    onedoor_identity::Provider::open(site, &[haiduong()], reqwest::Client::new())
        .await
        .expect("opened again");
    assert_eq!(browser.visit(&address).await.status, 200);
    systems::change(&scene.identity, "haiduong", Wanted::Suspend, "").await.expect("suspended");
    onedoor_identity::Provider::open(site, &[haiduong()], reqwest::Client::new())
        .await
        .expect("opened again");
    assert_eq!(browser.visit(&request(&[])).await.status, 503, "a start changes nothing of that");
}
