//! What hangs on accounts and dossiers moves with them from one portal to another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::StatusCode;
use onedoor_base::{AuthenticationLevel, Digest, IdentityLevel, LocalAccountId, Secret};
use onedoor_linking::{Creation, Policy};
use onedoor_services::accounts::{AccountState, ContactKind};
use onedoor_site::jobs::Jobs;
use onedoor_storage::services::{closings, contacts as stored};
use onedoor_storage::{Change, KeyFile, StorageError};
use onedoor_ui::{Look, Role, SiteLook};

use super::actors::TestPortal;
use super::referrals::{
    CAPABILITY, applies, client, keep_sent_to, location, national_before, province_behind, sent,
    sign_in_again, silent,
};
use crate::contacts::{self, ContactValue};
use crate::linking::{DEFAULT_SCOPE, Linking, UpstreamSettings};
use crate::moving::{AbsorbError, Absorbing, Leaving, absorb, export};
use crate::{Portal, PortalFacts, referrals};

/// Where the old portal is.
const OLD: &str = "http://old.localhost";
/// Where another one is.
const ELSE: &str = "http://else.localhost";
const ISSUER: &str = "https://identity.example";
const PHONE: &str = "+84912345678";

/// The portal that takes the other in, where people come from [`ISSUER`].
fn with_issuer(portal: &TestPortal) -> Portal {
    let upstream = UpstreamSettings {
        way: crate::linking::LinkingWay::Credentials,
        key: "dvcqg".to_owned(),
        look: SiteLook::new(Look::Vneid, Role::Identity),
        issuer: ISSUER.to_owned(),
        client_id: "haiphong".to_owned(),
        client_secret: Secret::new("x"),
        scope: DEFAULT_SCOPE.to_owned(),
        policy: Policy {
            several_accounts: false,
            creation: Creation::Ask,
            least_identity: IdentityLevel::Basic,
            least_authentication: AuthenticationLevel::One,
            register_match: onedoor_linking::RegisterMatch::Confirm,
        },
        fingerprints: false,
    };
    let origin = portal.site().settings.origin();
    Portal::new(PortalFacts {
        site: Arc::clone(portal.site()),
        profile: portal.portal.profile.clone(),
        linking: Linking::new("haiphong", &origin, &client(), vec![upstream]),
    })
}

/// An issuer that is known at both portals tells a telephone number, and another one a mail address.
async fn hears(portal: &TestPortal, account: LocalAccountId) {
    let (record, now) = (portal.kept(account).await, portal.site().now());
    let vault = portal.site().vault.clone();
    let heard: Result<(), StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            let (record, vault) = (record.clone(), vault.clone());
            Box::pin(async move {
                let value =
                    |kind, value: &str| [ContactValue { kind, value: value.to_owned(), proven: true }];
                let phone = value(ContactKind::Phone, PHONE);
                contacts::hear(tx, &vault, &record, &phone, ISSUER, now).await?;
                let mail = value(ContactKind::Email, "lan@example.vn");
                contacts::hear(tx, &vault, &record, &mail, "https://elsewhere.example", now).await?;
                stored::changed(tx, record.account.id, ContactKind::Name, ISSUER, now).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    heard.expect("heard");
}

/// A new directory of a test.
fn dir(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("onedoor-moving-{name}-{}", std::process::id()));
    _ = std::fs::remove_dir_all(&dir);
    dir
}

/// Writes all of a portal to a directory, as the portal of this key and address.
async fn leaves(from: &TestPortal, (system, origin): (&str, &str), (dir, key): (&Path, &KeyFile)) {
    let leaving = Leaving {
        store: &from.site().store,
        vault: &from.site().vault,
        system: system.to_owned(),
        names: BTreeMap::new(),
        origin: origin.to_owned(),
        now: from.site().now(),
    };
    let exported = export(&leaving, dir, key, from.site().random.as_ref()).await.expect("written");
    assert_eq!(exported.accounts, 1);
}

/// Moves everything from one portal into another.
async fn moves(from: &TestPortal, into: &Portal) {
    let dir = dir("moves");
    let key = KeyFile::generate(from.site().random.as_ref());
    leaves(from, ("haiduong", OLD), (&dir, &key)).await;
    let written = std::fs::read_to_string(dir.join("accounts")).expect("a file");
    assert!(!written.contains(PHONE), "sealed");
    let taken = absorb(into, &dir, (&key, OLD), Absorbing::default()).await.expect("taken in");
    assert_eq!((taken.accounts, taken.dossiers, taken.not_taken), (1, 1, Vec::new()));
    std::fs::remove_dir_all(&dir).expect("removed");
}

#[tokio::test]
async fn s1_3_offers_and_reports_move_when_portals_become_one() {
    let address = silent();
    let origin = format!("http://{address}");
    let (national, province) = (national_before(OLD).await, province_behind(&origin).await);
    let (mut at_national, owner) = national.person("Lan").await;
    keep_sent_to(&national, owner, CAPABILITY, OLD).await;
    let (mut lan, account) = province.person("Lan").await;
    let arrival = location(&lan.get(&sent(&origin, CAPABILITY)).await);
    let handle = arrival.rsplit('/').next().expect("a handle");
    let digest = referrals::written(Digest::of(CAPABILITY));
    let vouch = format!("/referrals/vouch?referral={digest}&arrival={handle}");
    at_national.get(&vouch).await.assert_leads_to(&format!("{OLD}{arrival}?vouched=yes"));
    let form = location(&lan.get(&format!("{arrival}?vouched=yes")).await);
    let number = applies(&mut lan, &form).await;
    hears(&province, account).await;

    // The national portal has heard nothing yet when the province goes into the other.
    let other = province_behind(&origin).await;
    let into = with_issuer(&other);
    moves(&province, &into).await;

    // What waits for her answer waits here, under the keys of this portal.
    let read = other.site().store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((stored::offers(tx, account).await?, stored::news(tx, account).await?)) })
    });
    let (offers, news) = read.await.expect("read");
    assert_eq!(offers.iter().map(|offer| offer.kind).collect::<Vec<_>>(), [ContactKind::Phone]);
    let sealed = offers[0].sealed.as_deref().expect("it waits");
    let opened = contacts::open(&other.site().vault, account, ContactKind::Phone, sealed);
    assert_eq!(opened.ok().as_deref(), Some(PHONE));
    assert_eq!(news.iter().map(|news| news.kind).collect::<Vec<_>>(), [ContactKind::Name]);

    // The report is made from here, with an address that leads here.
    national.answers_at(address).await;
    onedoor_site::upkeep::round(other.site()).await.expect("a round");
    let jobs = referrals::jobs(&into, Jobs::new());
    assert_eq!(jobs.round(other.site()).await, Ok(1));
    let (mut at_national, _) = sign_in_again(&national, owner).await;
    let list = at_national.get("/dossiers").await;
    list.assert_says(StatusCode::OK, &number);
    assert!(list.body.contains(&format!("{OLD}/dossiers/{number}")), "{}", list.body);
}

#[tokio::test]
async fn s1_3_an_export_reaches_only_what_came_under_its_own_key() {
    let (province, other) =
        (province_behind("http://a.localhost").await, province_behind("http://b.localhost").await);
    let into = with_issuer(&other);
    let (_, _) = province.person("Lan").await;
    let random = province.site().random.as_ref();
    let keys = [KeyFile::generate(random), KeyFile::generate(random)];
    let [theirs, forged, named, elsewhere] = ["theirs", "forged", "named", "elsewhere"].map(dir);
    leaves(&province, ("haiduong", OLD), (&theirs, &keys[0])).await;
    let takes = async |dir: &Path, key: usize, from: &str, check: bool| {
        absorb(&into, dir, (&keys[key], from), Absorbing { check, ..Absorbing::default() }).await
    };
    assert!(matches!(takes(&theirs, 0, ELSE, true).await, Err(AbsorbError::NotFrom { .. })));
    assert_eq!(takes(&theirs, 0, OLD, false).await.expect("taken in").accounts, 1);
    // Whoever was given another key calls themselves the portal that came before, or takes its name for theirs; or
    // uses the key for another portal.
    leaves(&province, ("haiduong", OLD), (&forged, &keys[1])).await;
    leaves(&province, ("haiduong", ELSE), (&named, &keys[1])).await;
    leaves(&province, ("bacninh", ELSE), (&elsewhere, &keys[0])).await;
    for check in [true, false] {
        assert!(matches!(takes(&forged, 1, OLD, check).await, Err(AbsorbError::OtherKey(_))));
        assert!(matches!(takes(&named, 1, ELSE, check).await, Err(AbsorbError::OtherKey(_))));
        assert!(matches!(takes(&elsewhere, 0, ELSE, check).await, Err(AbsorbError::OtherPortal(_))));
    }
    // The same again, written anew.
    std::fs::remove_dir_all(&theirs).expect("removed");
    leaves(&province, ("haiduong", OLD), (&theirs, &keys[0])).await;
    assert_eq!(takes(&theirs, 0, OLD, false).await.expect("taken in").already_there, 1);
    for dir in [theirs, forged, named, elsewhere] {
        std::fs::remove_dir_all(dir).expect("removed");
    }
}

#[tokio::test]
async fn a_closing_that_waits_goes_on_where_the_account_is_now() {
    let (province, other) =
        (province_behind("http://a.localhost").await, province_behind("http://b.localhost").await);
    let into = with_issuer(&other);
    let (_, account) = province.person("Lan").await;
    let (now, day) = (province.site().now(), std::time::Duration::from_hours(24));
    let asked = province.site().store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let phone = onedoor_base::Phone::from_stored(PHONE.to_owned());
            onedoor_storage::services::accounts::set_phone(tx, account, &phone, now).await?;
            Ok(Change::Unrecorded(closings::ask(tx, account, now.after(day), now).await?))
        })
    });
    assert_eq!(asked.await, Ok(true));
    let (dir, key) = (dir("closes"), KeyFile::generate(province.site().random.as_ref()));
    leaves(&province, ("haiduong", OLD), (&dir, &key)).await;
    absorb(&into, &dir, (&key, OLD), Absorbing::default()).await.expect("taken in");
    std::fs::remove_dir_all(&dir).expect("removed");
    let told = other.messages().await.pop().expect("a message");
    assert!(told.text.contains("which you wanted to be closed, came along"), "{}", told.text);
    // A week to stay, although it would have been over the next day.
    other.world.clock.advance(day * 6);
    other.messages().await;
    assert_eq!(other.kept(account).await.account.state, AccountState::Active);
    other.world.clock.advance(day * 2);
    other.messages().await;
    assert_eq!(other.kept(account).await.account.state, AccountState::Closed);
}
