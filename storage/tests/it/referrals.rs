//! Referrals at the national portal, arrivals at the province's.

use onedoor_base::{ArrivalId, Digest, LocalAccountId, ReferralId, Timestamp};
use onedoor_services::dossiers::{ChosenPlace, DossierState};
use onedoor_services::referrals::{ARRIVES_WITHIN, FOLLOWED_FOR, Referral, Report};
use onedoor_storage::services::arrivals::{self, Arrival, REPORT_JOB};
use onedoor_storage::services::{dossiers, referrals};
use onedoor_storage::{StorageError, jobs};

use crate::contract::contract;
use crate::services::{change, draft, owner, submit};
use crate::world::{DAWN, World};

contract! {
    a_referral_reads_as_it_was_written
    one_arrival_is_vouched_for
    the_latest_report_stays
    what_came_to_nothing_is_forgotten
    one_capability_in_one_browser_is_one_arrival
    an_arrival_belongs_to_the_first_account
    each_version_of_a_dossier_is_reported
    a_report_that_was_given_up_is_taken_up_again
}

const PORTAL: &str = "https://haiduong.example";

fn referral(world: &World, owner: LocalAccountId, capability: &str) -> Referral {
    Referral {
        id: ReferralId::new(DAWN, world.random.as_ref()),
        owner,
        procedure: "1.001193".parse().expect("a code"),
        place: ChosenPlace { code: "10525".into(), valid_at: "2026-11-22".parse().expect("a day") },
        portal: PORTAL.into(),
        capability: Digest::of(capability),
        created_at: DAWN,
        expires_at: DAWN.after(ARRIVES_WITHIN),
        arrival: None,
        report: None,
    }
}

fn report(version: u32, state: DossierState) -> Report {
    Report {
        number: "000.00.00.H23-261122-0001".into(),
        procedure: "Đăng ký khai sinh".into(),
        state,
        submitted_at: DAWN,
        changed_at: Timestamp::from_millis(DAWN.millis() + i64::from(version)),
        address: format!("{PORTAL}/dossiers/1"),
        version,
    }
}

async fn keep(world: &World, new: &Referral) {
    let new = new.clone();
    change(&world.store, move |tx| {
        let new = new.clone();
        Box::pin(async move { referrals::insert(tx, &new).await })
    })
    .await;
}

async fn found(world: &World, capability: &str) -> Option<Referral> {
    let digest = Digest::of(capability);
    let found =
        world.store.read(move |tx| Box::pin(async move { referrals::by_capability(tx, digest).await }));
    found.await.expect("read")
}

async fn vouch(world: &World, id: ReferralId, arrival: &'static str) -> bool {
    change(&world.store, move |tx| {
        Box::pin(async move { referrals::vouch(tx, id, Digest::of(arrival), DAWN.after(FOLLOWED_FOR)).await })
    })
    .await
}

async fn hear(world: &World, id: ReferralId, arrival: &'static str, report: Report) -> bool {
    change(&world.store, move |tx| {
        let report = report.clone();
        Box::pin(async move { referrals::hear(tx, id, Digest::of(arrival), &report).await })
    })
    .await
}

async fn a_referral_reads_as_it_was_written(world: World) {
    let new = referral(&world, owner(&world, "lan").await, "capability");
    keep(&world, &new).await;
    assert_eq!(found(&world, "capability").await, Some(new));
    assert_eq!(found(&world, "another").await, None);
}

async fn one_arrival_is_vouched_for(world: World) {
    let new = referral(&world, owner(&world, "lan").await, "capability");
    keep(&world, &new).await;
    let (here, there) = tokio::join!(vouch(&world, new.id, "here"), vouch(&world, new.id, "there"));
    assert!(here != there, "two arrivals at the same moment: one of them");
    let arrival = found(&world, "capability").await.expect("there").arrival;
    assert_eq!(arrival, Some(Digest::of(if here { "here" } else { "there" })));
}

async fn the_latest_report_stays(world: World) {
    let lan = owner(&world, "lan").await;
    let new = referral(&world, lan, "capability");
    keep(&world, &new).await;
    assert!(!hear(&world, new.id, "here", report(1, DossierState::Submitted)).await, "nobody vouched");
    assert!(vouch(&world, new.id, "here").await);
    assert!(!hear(&world, new.id, "elsewhere", report(1, DossierState::Submitted)).await);
    assert!(hear(&world, new.id, "here", report(2, DossierState::Accepted)).await);
    assert!(!hear(&world, new.id, "here", report(1, DossierState::Submitted)).await, "late");
    assert!(!hear(&world, new.id, "here", report(2, DossierState::Accepted)).await, "twice");
    let listed = world.store.read(move |tx| Box::pin(async move { referrals::reported(tx, lan, 9).await }));
    let reports: Vec<_> = listed.await.expect("read").into_iter().filter_map(|one| one.report).collect();
    assert_eq!(reports, [report(2, DossierState::Accepted)]);
}

async fn what_came_to_nothing_is_forgotten(world: World) {
    let lan = owner(&world, "lan").await;
    let (idle, used) = (referral(&world, lan, "idle"), referral(&world, lan, "used"));
    for new in [&idle, &used] {
        keep(&world, new).await;
    }
    assert!(vouch(&world, used.id, "here").await);
    assert!(hear(&world, used.id, "here", report(1, DossierState::Submitted)).await);
    let after = DAWN.after(FOLLOWED_FOR).after(ARRIVES_WITHIN);
    let swept = change(&world.store, move |tx| Box::pin(async move { referrals::sweep(tx, after).await }));
    assert_eq!(swept.await, 1);
    assert!(found(&world, "idle").await.is_none());
    assert!(found(&world, "used").await.is_some(), "its owner still sees the dossier");
}

fn arrival(world: &World, browser: &str, key: &str) -> Arrival {
    let id = ArrivalId::new(DAWN, world.random.as_ref());
    Arrival {
        id,
        handle: Digest::of(id.as_bytes()),
        browser: Digest::of(browser),
        portal: "https://dvcqg.example".into(),
        capability: Digest::of("capability"),
        sealed: vec![5; 9],
        procedure: "1.001193".parse().expect("a code"),
        place: "10525".into(),
        submission_key: Digest::of(key),
        account: None,
        vouched: false,
        refused_at: None,
        created_at: DAWN,
        expires_at: DAWN.after(ARRIVES_WITHIN),
    }
}

async fn arrives(world: &World, new: &Arrival) -> bool {
    let new = new.clone();
    change(&world.store, move |tx| {
        let new = new.clone();
        Box::pin(async move { arrivals::insert(tx, &new).await })
    })
    .await
}

async fn one_capability_in_one_browser_is_one_arrival(world: World) {
    let first = arrival(&world, "browser", "form");
    assert!(arrives(&world, &first).await);
    assert!(!arrives(&world, &arrival(&world, "browser", "another form")).await);
    assert!(arrives(&world, &arrival(&world, "another browser", "third form")).await);
    let (capability, browser, handle) = (first.capability, first.browser, first.handle);
    let both = world.store.read(move |tx| {
        Box::pin(async move {
            Ok::<_, StorageError>((
                arrivals::by_capability(tx, capability, browser).await?,
                arrivals::by_handle(tx, handle).await?,
            ))
        })
    });
    assert_eq!(both.await.expect("read"), (Some(first.clone()), Some(first)));
}

async fn takes(world: &World, id: ArrivalId, account: LocalAccountId) -> bool {
    change(&world.store, move |tx| Box::pin(async move { arrivals::take(tx, id, account).await })).await
}

async fn an_arrival_belongs_to_the_first_account(world: World) {
    let (lan, mai) = (owner(&world, "lan").await, owner(&world, "mai").await);
    let new = arrival(&world, "browser", "form");
    assert!(arrives(&world, &new).await);
    assert!(takes(&world, new.id, lan).await);
    assert!(takes(&world, new.id, lan).await);
    assert!(!takes(&world, new.id, mai).await);
}

/// An arrival that was vouched for, and the dossier that was submitted with its form.
async fn with_a_dossier(world: &World) -> (Arrival, onedoor_base::DossierId) {
    let lan = owner(world, "lan").await;
    let new = arrival(world, "browser", "form");
    assert!(arrives(world, &new).await);
    assert!(takes(world, new.id, lan).await);
    let id = new.id;
    change(&world.store, move |tx| Box::pin(async move { arrivals::vouched(tx, id).await })).await;
    let begun = draft(world, lan);
    let dossier = begun.id;
    submit(world, begun, Digest::of("form")).await;
    (new, dossier)
}

async fn waiting(world: &World) -> Vec<String> {
    let later = DAWN.after(ARRIVES_WITHIN);
    let leased = change(&world.store, move |tx| {
        Box::pin(async move { jobs::lease(tx, (later, ARRIVES_WITHIN), 99, &[]).await })
    });
    leased.await.into_iter().filter(|job| job.kind == REPORT_JOB).map(|job| job.payload).collect()
}

async fn each_version_of_a_dossier_is_reported(world: World) {
    let (new, dossier) = with_a_dossier(&world).await;
    let random = world.random.clone();
    let id = new.id;
    let due = change(&world.store, move |tx| {
        let random = random.clone();
        Box::pin(async move {
            arrivals::changed(tx, dossier, DAWN, random.as_ref()).await?;
            arrivals::changed(tx, dossier, DAWN, random.as_ref()).await?;
            dossiers::step(tx, dossier, DossierState::Submitted, DossierState::Accepted, DAWN).await?;
            arrivals::changed(tx, dossier, DAWN, random.as_ref()).await?;
            arrivals::to_report(tx, id).await
        })
    });
    let due = due.await.expect("it is to be reported");
    assert_eq!((due.told, due.version, due.state), (0, 2, DossierState::Accepted));
    assert_eq!(due.portal, new.portal);
    // Once for each state, however often it was put down.
    assert_eq!(waiting(&world).await, [id.to_string(), id.to_string()]);
}

async fn a_report_that_was_given_up_is_taken_up_again(world: World) {
    let (new, _) = with_a_dossier(&world).await;
    let wake = async || {
        let random = world.random.clone();
        change(&world.store, move |tx| {
            let random = random.clone();
            Box::pin(async move { arrivals::wake(tx, DAWN, random.as_ref()).await })
        })
        .await
    };
    assert_eq!(wake().await, 1);
    assert_eq!(waiting(&world).await, [new.id.to_string()]);
    let id = new.id;
    let told = change(&world.store, move |tx| {
        Box::pin(async move { Ok([arrivals::told(tx, id, 1).await?, arrivals::told(tx, id, 1).await?]) })
    });
    assert_eq!(told.await, [true, false]);
    assert_eq!(wake().await, 0, "nothing is owed");
}
