//! Links, and how a person stands to the accounts here.

use onedoor_base::{Country, Digest, IdentityLevel, LinkId};
use onedoor_linking::{MadeBy, NationalSubject, NumberStanding, Outcome, Proof, Reason, Unfit, Wish};
use onedoor_services::accounts::NumberProver;
use onedoor_storage::linking::{Case, join, links};
use onedoor_storage::services::accounts::{self, NumberRecord};
use onedoor_storage::{Change, StorageError};

use super::{
    ISSUER, LAN, MINH, NUMBER, PLAIN, Seed, account, case, judged, links_of, open_account, person, proving,
    settle,
};
use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    a_link_reads_back_and_ends_once
    an_account_takes_one_link_at_a_time
    the_standing_of_a_person
    a_squatter_is_no_candidate_for_a_silent_link
    a_locked_account_is_not_opened_and_not_got_round
    the_number_of_another_person_shuts_the_account
    nothing_is_linked_again_in_silence
    what_the_staff_made_sure_of_makes_their_link
}

async fn a_link_reads_back_and_ends_once(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    settle(&world.store, 1, proving(LAN, account(1)), None).await.expect("linked");
    let link = links_of(&world.store, LAN).await.pop().expect("a link");
    assert_eq!(link.local_proof.how, Proof::Password);
    assert_eq!(link.assurance, IdentityLevel::Basic, "a password proves no more");
    assert_eq!(link.system, "haiduong");
    let before = link.handshake;
    let ended = link.end(DAWN, Reason::ByPerson).expect("active");
    let (first, second, active, all) = world
        .store
        .write(move |tx| {
            let ended = ended.clone();
            Box::pin(async move {
                let first = links::keep(tx, &ended, &before).await?;
                let second = links::keep(tx, &ended, &before).await?;
                let active = links::active_of(tx, account(1), ISSUER).await?;
                let all = links::of_account(tx, account(1)).await?;
                Ok::<_, StorageError>(Change::Unrecorded((first, second, active, all)))
            })
        })
        .await
        .expect("written");
    assert!(first && !second);
    assert_eq!(active, None);
    let kept = all.into_iter().next().expect("the record is kept");
    assert_eq!(kept.end(DAWN, Reason::ByPerson), Err(Unfit::Ended));
}

async fn an_account_takes_one_link_at_a_time(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    let joined = world
        .store
        .write(|tx| {
            Box::pin(async move {
                let mut joined = Vec::new();
                for (n, who) in [(1, LAN), (2, MINH), (3, LAN)] {
                    let (case, id) = (case(who), LinkId::from_bytes([n; 16]));
                    joined.push(join(tx, &case, account(1), Proof::Password, id).await?.is_some());
                }
                Ok::<_, StorageError>(Change::Unrecorded(joined))
            })
        })
        .await
        .expect("written");
    assert_eq!(joined, [true, false, false]);
}

async fn the_standing_of_a_person(world: World) {
    let ask = Outcome::AskForLocalAccount { may_create: true, candidate_known: false };
    assert_eq!(judged(&world.store, case(LAN)).await, ask);
    let proven = Seed { number: Some(NUMBER), proven: true, ..PLAIN };
    open_account(&world.store, 1, &proven).await;
    let theirs = Outcome::LinkAutomatically { account: account(1) };
    assert_eq!(judged(&world.store, case(LAN)).await, theirs);
    // Claimed is not proven, on the national side either.
    let claimed = Case { number_standing: NumberStanding::Claimed, ..case(LAN) };
    assert_eq!(judged(&world.store, claimed).await, ask);
    assert_eq!(settle(&world.store, 1, case(LAN), None).await, Ok(theirs));
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::AlreadyLinked { account: account(1) });
    // Another subject of the same issuer is somebody else, whatever its number.
    assert_eq!(judged(&world.store, case(MINH)).await, Outcome::AccountBelongsToAnother);
    // At another issuer it is the number that says who somebody is, not what they are called.
    let who = NationalSubject { issuer: "https://vneid.example".to_owned(), ..person(LAN) };
    let elsewhere = Case { who, ..case(LAN) };
    let theirs = Outcome::LinkAutomatically { account: account(1) };
    assert_eq!(judged(&world.store, elsewhere.clone()).await, theirs);
    assert_eq!(judged(&world.store, Case { number: None, ..elsewhere.clone() }).await, ask);
    assert_eq!(settle(&world.store, 2, elsewhere.clone(), None).await, Ok(theirs));
    // Of each issuer one.
    assert_eq!(judged(&world.store, elsewhere).await, Outcome::AlreadyLinked { account: account(1) });
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::AlreadyLinked { account: account(1) });
}

async fn a_squatter_is_no_candidate_for_a_silent_link(world: World) {
    let claimed = Seed { number: Some(NUMBER), ..PLAIN };
    for n in 1..=30 {
        open_account(&world.store, n, &claimed).await;
    }
    let ask = Outcome::AskForLocalAccount { may_create: true, candidate_known: true };
    assert_eq!(judged(&world.store, case(LAN)).await, ask);
    // However many they are, they do not push the owner off the list.
    open_account(&world.store, 31, &Seed { proven: true, ..claimed }).await;
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::LinkAutomatically { account: account(31) });
}

async fn a_locked_account_is_not_opened_and_not_got_round(world: World) {
    open_account(&world.store, 1, &Seed { state: "locked", ..PLAIN }).await;
    let who = case(LAN);
    world
        .store
        .write(move |tx| {
            let who = who.clone();
            Box::pin(async move {
                join(tx, &who, account(1), Proof::Password, LinkId::from_bytes([1; 16])).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("linked before it was locked");
    let refused = Outcome::NotAllowed { why: onedoor_linking::Why::AccountLocked };
    assert_eq!(judged(&world.store, case(LAN)).await, refused);
    assert_eq!(judged(&world.store, Case { wish: Wish::NewAccount, ..case(LAN) }).await, refused);
}

async fn the_number_of_another_person_shuts_the_account(world: World) {
    open_account(&world.store, 1, &Seed { number: Some(Digest([8; 32])), proven: true, ..PLAIN }).await;
    let refused = Outcome::NotAllowed { why: onedoor_linking::Why::AnotherPersonsAccount };
    assert_eq!(settle(&world.store, 1, proving(LAN, account(1)), None).await, Ok(refused));
    // Where one side is not proven there is nothing to compare.
    let claimed = Case { number_standing: NumberStanding::Claimed, ..proving(LAN, account(1)) };
    let linked = Outcome::LinkProven { account: account(1) };
    assert_eq!(settle(&world.store, 1, claimed, None).await, Ok(linked));
}

async fn nothing_is_linked_again_in_silence(world: World) {
    open_account(&world.store, 1, &Seed { number: Some(NUMBER), proven: true, ..PLAIN }).await;
    settle(&world.store, 1, case(LAN), None).await.expect("linked");
    let link = links_of(&world.store, LAN).await.pop().expect("a link");
    let before = link.handshake;
    let ended = link.end(DAWN, Reason::ByPerson).expect("active");
    world
        .store
        .write(move |tx| {
            let ended = ended.clone();
            Box::pin(async move {
                links::keep(tx, &ended, &before).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("ended");
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::Choose { accounts: vec![account(1)] });
    let chosen = Case { wish: Wish::Account(account(1)), ..case(LAN) };
    let again = Outcome::LinkAutomatically { account: account(1) };
    assert_eq!(settle(&world.store, 2, chosen, None).await, Ok(again));
}

async fn what_the_staff_made_sure_of_makes_their_link(world: World) {
    const OTHER: Digest = Digest([9; 32]);
    open_account(&world.store, 1, &PLAIN).await;
    open_account(&world.store, 2, &Seed { number: Some(OTHER), proven: true, ..PLAIN }).await;
    let proven = world.store.write(|tx| {
        Box::pin(async move {
            let number = NumberRecord {
                country: Country::Vietnam,
                sealed: vec![1],
                fingerprint: NUMBER,
                proven_at: None,
                proven_by: Some(NumberProver::Officer),
                matched_at: None,
            };
            let proven = accounts::prove_number(tx, account(1), &number, DAWN).await?;
            Ok::<_, StorageError>(Change::Unrecorded(proven))
        })
    });
    assert_eq!(proven.await, Ok(true));
    let minh = Case { number: Some(OTHER), ..case(MINH) };
    for (n, case, made_by) in [(1, case(LAN), MadeBy::Officer), (2, minh, MadeBy::Automatic)] {
        let subject = case.who.subject.clone();
        let linked = settle(&world.store, n, case, None).await.expect("linked");
        assert_eq!(linked, Outcome::LinkAutomatically { account: account(n) });
        let link = links_of(&world.store, &subject).await.pop().expect("a link");
        assert_eq!((link.local_proof.how, link.made_by), (Proof::SameNumber, made_by));
    }
    // A password is the person's own act, whoever made sure of the number.
    let by_password = world.store.write(|tx| {
        Box::pin(async move {
            let link = links::active_of(tx, account(1), ISSUER).await?.expect("a link");
            let ended = link.clone().end(DAWN, Reason::ByPerson).expect("active");
            assert!(links::keep(tx, &ended, &link.handshake).await?);
            let id = LinkId::from_bytes([3; 16]);
            let made = join(tx, &proving(LAN, account(1)), account(1), Proof::Password, id).await?;
            Ok::<_, StorageError>(Change::Unrecorded(made.expect("the account is free").made_by))
        })
    });
    assert_eq!(by_password.await, Ok(MadeBy::Person));
}
