//! The life of links on both sides: what holds an account, what is heard, and what happens at one moment.

use std::time::Duration;

use onedoor_base::{IdentityLevel, LinkId, Timestamp};
use onedoor_linking::{
    Handshake, Life, Link, MadeBy, NationalEvidence, Outcome, Part, Proof, Proven, Reason, Report, Standing,
    SuspendedBy, Why, Wish,
};
use onedoor_storage::linking::{Case, links, owed, proposals};
use onedoor_storage::{Change, StorageError, Store};

use crate::contract::contract;
use crate::linking::{LAN, MINH, PLAIN, account, case, judged, open_account, person, proposal, put};
use crate::world::{DAWN, World};

contract! {
    a_link_reads_back_at_every_step_of_its_life
    a_proposed_link_holds_the_account_and_what_only_the_other_side_says_does_not
    two_claims_on_one_account_at_the_same_moment
    a_suspended_link_opens_nothing_and_is_not_got_round
    what_is_heard_beside_an_end_does_not_undo_it
    a_report_that_comes_twice_at_once_is_taken_once
    the_proofs_that_wait_die_with_the_link
    links_that_owe_are_found
}

pub(crate) const CONFIRMED: Part = Part { number: 1, standing: Standing::Confirmed { at: DAWN } };

fn proven_here() -> Handshake {
    Handshake::NEW.confirm(DAWN).expect("new")
}

fn active() -> Handshake {
    proven_here().hear(&Report { part: CONFIRMED, heard: CONFIRMED }).0
}

/// A link of this person with this account, standing so.
fn link(n: u8, subject: &str, which: u8, handshake: Handshake) -> Link {
    Link {
        id: LinkId::from_bytes([n; 16]),
        system: "haiduong".to_owned(),
        national: person(subject),
        account: account(which),
        proof: None,
        national_proof: NationalEvidence { at: DAWN, assurance: case(subject).assurance },
        local_proof: Proven { how: Proof::Password, at: DAWN },
        assurance: IdentityLevel::Basic,
        made_by: MadeBy::Person,
        handshake,
        created_at: DAWN,
    }
}

async fn insert(store: &Store, link: Link) -> bool {
    store
        .write(move |tx| {
            let link = link.clone();
            Box::pin(
                async move { Ok::<_, StorageError>(Change::Unrecorded(links::insert(tx, &link).await?)) },
            )
        })
        .await
        .expect("written")
}

async fn read(store: &Store, id: LinkId) -> Link {
    let found: Result<_, StorageError> =
        store.read(move |tx| Box::pin(async move { links::get(tx, id).await })).await;
    found.expect("read").expect("a link")
}

/// Changes the portal's part, as a handler would: read, decide, keep.
async fn change(
    store: &Store,
    id: LinkId,
    what: fn(Handshake, Timestamp, Reason) -> Result<Handshake, onedoor_linking::Unfit>,
) -> bool {
    store
        .write(move |tx| {
            Box::pin(async move {
                let link = links::get(tx, id).await?.expect("a link");
                let before = link.handshake;
                let Ok(handshake) = what(before, DAWN, Reason::ByPerson) else {
                    return Ok(Change::Unrecorded(false));
                };
                let kept = links::keep(tx, &Link { handshake, ..link }, &before).await?;
                Ok::<_, StorageError>(Change::Unrecorded(kept))
            })
        })
        .await
        .expect("written")
}

async fn hear(store: &Store, id: LinkId, report: Report) -> Life {
    let heard: Result<_, StorageError> = store
        .write(move |tx| Box::pin(async move { Ok(Change::Unrecorded(links::hear(tx, id, &report).await?)) }))
        .await;
    let (link, now) = heard.expect("written").expect("heard");
    assert_eq!(link.life(), now.now);
    now.now
}

async fn a_link_reads_back_at_every_step_of_its_life(world: World) {
    let suspended = active().suspend(DAWN, Reason::Suspicion).expect("active");
    let ended = suspended.end(DAWN, Reason::ByStaff).expect("suspended");
    let there = Handshake::NEW.hear(&Report { part: CONFIRMED, heard: Part::UNKNOWN }).0;
    let alone = Handshake::ONE_SIDED.confirm(DAWN).expect("new");
    let steps = [Handshake::NEW, there, proven_here(), active(), suspended, ended, alone];
    for (n, handshake) in (1..).zip(steps) {
        open_account(&world.store, n, &PLAIN).await;
        let made = link(n, LAN, n, handshake);
        assert!(insert(&world.store, made.clone()).await, "{handshake:?}");
        assert_eq!(read(&world.store, made.id).await, made);
    }
}

async fn a_proposed_link_holds_the_account_and_what_only_the_other_side_says_does_not(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    let there = Handshake::NEW.hear(&Report { part: CONFIRMED, heard: Part::UNKNOWN }).0;
    assert!(insert(&world.store, link(1, MINH, 1, there)).await);
    assert!(insert(&world.store, link(2, MINH, 1, Handshake::NEW)).await);
    assert!(
        insert(&world.store, link(3, LAN, 1, proven_here())).await,
        "nobody has proven the account before"
    );
    assert!(!insert(&world.store, link(4, MINH, 1, proven_here())).await);
    // To Minh it is another's, to Lan it is not confirmed yet; neither gets in.
    let proving = |who| Case { local: Some((account(1), DAWN)), ..case(who) };
    assert_eq!(judged(&world.store, proving(MINH)).await, Outcome::AccountBelongsToAnother);
    let unconfirmed = Outcome::NotAllowed { why: Why::LinkUnconfirmed };
    assert_eq!(judged(&world.store, proving(LAN)).await, unconfirmed);
    // Once the identity has refused it the account is free again.
    let refused = Part { number: 1, standing: Standing::Ended { at: DAWN, why: Reason::ProofUnknown } };
    let report = Report { part: refused, heard: CONFIRMED };
    assert_eq!(hear(&world.store, LinkId::from_bytes([3; 16]), report).await, Life::Ended);
    assert!(insert(&world.store, link(5, MINH, 1, proven_here())).await);
}

async fn two_claims_on_one_account_at_the_same_moment(world: World) {
    for n in 1..=10 {
        open_account(&world.store, n, &PLAIN).await;
        let claims = [(2 * n, LAN), (2 * n + 1, MINH)].map(|(id, who)| {
            let (store, link) = (world.store.clone(), link(id, who, n, proven_here()));
            tokio::spawn(async move { insert(&store, link).await })
        });
        let mut won = 0;
        for claim in claims {
            won += u8::from(claim.await.expect("ran"));
        }
        assert_eq!(won, 1);
    }
}

async fn a_suspended_link_opens_nothing_and_is_not_got_round(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    assert!(insert(&world.store, link(1, LAN, 1, active())).await);
    let id = LinkId::from_bytes([1; 16]);
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::AlreadyLinked { account: account(1) });
    assert!(change(&world.store, id, |h, at, _| h.suspend(at, Reason::ByStaff)).await);
    let by = |by| Outcome::NotAllowed { why: Why::LinkSuspended(by) };
    assert_eq!(judged(&world.store, case(LAN)).await, by(SuspendedBy::Portal));
    let insists = Case { wish: Wish::NewAccount, ..case(LAN) };
    assert_eq!(judged(&world.store, insists).await, by(SuspendedBy::Portal));
    let proving = |who| Case { local: Some((account(1), DAWN)), ..case(who) };
    assert_eq!(judged(&world.store, proving(LAN)).await, by(SuspendedBy::Portal));
    assert_eq!(judged(&world.store, proving(MINH)).await, Outcome::AccountBelongsToAnother, "it is held");
    // Each side lifts its own.
    let theirs = Part { number: 2, standing: Standing::Suspended { at: DAWN, why: Reason::Suspicion } };
    hear(&world.store, id, Report { part: theirs, heard: CONFIRMED }).await;
    assert!(change(&world.store, id, |h, at, _| h.resume(at)).await);
    assert_eq!(judged(&world.store, case(LAN)).await, by(SuspendedBy::Identity));
    let lifted = Part { number: 3, standing: Standing::Confirmed { at: DAWN } };
    assert_eq!(hear(&world.store, id, Report { part: lifted, heard: CONFIRMED }).await, Life::Active);
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::AlreadyLinked { account: account(1) });
}

async fn what_is_heard_beside_an_end_does_not_undo_it(world: World) {
    for n in 1..=10 {
        open_account(&world.store, n, &PLAIN).await;
        let made = link(n, LAN, n, active());
        assert!(insert(&world.store, made.clone()).await);
        let (one, two) = (world.store.clone(), world.store.clone());
        let newer = Part { number: 3, standing: Standing::Confirmed { at: DAWN } };
        let report = Report { part: newer, heard: CONFIRMED };
        let (ended, heard) = tokio::join!(
            tokio::spawn(async move { change(&one, made.id, Handshake::end).await }),
            tokio::spawn(async move { hear(&two, made.id, report).await }),
        );
        assert!(ended.expect("ran"));
        let _ended_or_not = heard.expect("ran");
        let after = read(&world.store, made.id).await;
        assert_eq!((after.life(), after.handshake.theirs), (Life::Ended, newer), "neither is lost");
        assert!(after.handshake.owes());
        assert!(!change(&world.store, made.id, Handshake::end).await, "a link ends once");
        // The receipt is taken after the end, too.
        hear(&world.store, made.id, Report { heard: after.handshake.mine, ..report }).await;
        assert!(!read(&world.store, made.id).await.handshake.owes());
    }
}

async fn a_report_that_comes_twice_at_once_is_taken_once(world: World) {
    for n in 1..=5 {
        open_account(&world.store, n, &PLAIN).await;
        let made = link(n, LAN, n, proven_here());
        assert!(insert(&world.store, made.clone()).await);
        let report = Report { part: CONFIRMED, heard: CONFIRMED };
        let arrivals = [(); 3].map(|()| {
            let store = world.store.clone();
            tokio::spawn(async move { hear(&store, made.id, report).await })
        });
        for arrival in arrivals {
            assert_eq!(arrival.await.expect("ran"), Life::Active);
        }
        assert_eq!(read(&world.store, made.id).await.handshake, active());
    }
}

async fn the_proofs_that_wait_die_with_the_link(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    assert!(insert(&world.store, link(1, LAN, 1, active())).await);
    put(&world.store, proposal(1)).await;
    let others = onedoor_linking::Proposal { national: person(MINH), ..proposal(2) };
    put(&world.store, others).await;
    assert!(change(&world.store, LinkId::from_bytes([1; 16]), Handshake::end).await);
    let left: Result<_, StorageError> = world
        .store
        .read(|tx| {
            Box::pin(async move {
                let (lans, minhs) = (proposal(1).id, proposal(2).id);
                Ok([proposals::get(tx, lans).await?.is_some(), proposals::get(tx, minhs).await?.is_some()])
            })
        })
        .await;
    assert_eq!(left, Ok([false, true]), "a proof from before the end links nothing after it");
}

async fn links_that_owe_are_found(world: World) {
    let alone = Handshake::ONE_SIDED.confirm(DAWN).expect("new");
    for (n, handshake) in (1..).zip([active(), proven_here(), alone, proven_here()]) {
        open_account(&world.store, n, &PLAIN).await;
        assert!(insert(&world.store, link(n, LAN, n, handshake)).await);
    }
    let owing = async |after: [u8; 16], most| -> Vec<LinkId> {
        let found: Result<_, StorageError> = world
            .store
            .read(move |tx| Box::pin(async move { links::owing(tx, LinkId::from_bytes(after), most).await }))
            .await;
        found.expect("read")
    };
    let id = |n| LinkId::from_bytes([n; 16]);
    assert_eq!(owing([0; 16], 9).await, [id(2), id(4)]);
    assert_eq!(owing([0; 16], 1).await, [id(2)]);
    assert_eq!(owing([2; 16], 9).await, [id(4)]);

    // Nobody has listened for a month: it is given up, until something changes.
    let random = world.random.clone();
    let wake = async |after: Duration| {
        let random = random.clone();
        let woken: Result<_, StorageError> = world
            .store
            .write(move |tx| {
                let random = random.clone();
                Box::pin(async move {
                    Ok(Change::Unrecorded(owed::wake(tx, DAWN.after(after), random.as_ref()).await?))
                })
            })
            .await;
        woken.expect("woken")
    };
    assert!(change(&world.store, id(1), Handshake::suspend).await);
    assert!(wake(owed::TOLD_FOR).await.untold.is_empty());
    assert_eq!(owing([0; 16], 9).await, [id(1), id(2), id(4)]);
    let woken = wake(owed::TOLD_FOR + Duration::from_millis(1)).await;
    assert_eq!(woken.untold.iter().map(|link| link.id).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(owing([0; 16], 9).await, [id(2), id(4)], "that those have ended is new");
    assert!(change(&world.store, id(1), Handshake::end).await);
    assert_eq!(owing([0; 16], 9).await, [id(1), id(2), id(4)]);
}
