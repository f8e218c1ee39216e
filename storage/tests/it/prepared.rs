//! Prepared links: what they do to the standing of a person, and what becomes of them.

use std::collections::BTreeMap;

use onedoor_base::{Actor, BatchId, Digest, LinkId, Timestamp};
use onedoor_linking::{
    BatchState, Creation, Finding, LinkedState, MadeBy, NumberStanding, Outcome, Part, Policy, Proof, Reason,
    Standing, Wish,
};
use onedoor_services::Day;
use onedoor_storage::linking::batches::{Batch, FoundRow, Tally};
use onedoor_storage::linking::prepared::Dormant;
use onedoor_storage::linking::{Case, batches, days, join, judge, links, prepared};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, Statement, StorageError, Store, Tx, Value};

use crate::contract::contract;
use crate::linking::{LAN, MINH, NUMBER, PLAIN, Seed, account, case, open_account};
use crate::transactions::run;
use crate::world::{DAWN, World};

contract! {
    the_person_is_asked_for_the_account_that_was_prepared
    it_becomes_active_when_its_person_proves_both_sides
    whoever_is_not_known_to_be_its_person_takes_it_and_leaves_nothing
    one_account_a_person_ends_what_waits_elsewhere
    denied_it_is_over_and_the_number_goes
    a_link_that_was_never_confirmed_lets_it_wait_again
    what_cannot_come_about_is_ended
    a_batch_is_written_once_from_where_it_was
    a_batch_is_taken_back_in_parts
    a_day_is_counted_once_an_hour
}

const BATCH: BatchId = BatchId::from_bytes([9; 16]);
const CARRIES: Seed = Seed { state: "active", number: Some(NUMBER), proven: false };
const CHANGE: Statement = Statement::new(
    "test.change",
    "UPDATE local_accounts SET state = $2, number_fingerprint = $3 WHERE id = $1",
);

fn batch(id: BatchId) -> Batch {
    Batch {
        id,
        digest: Digest([5; 32]),
        name: "accounts.csv".to_owned(),
        made_by: Actor::Operator("links prepare".to_owned()),
        state: BatchState::Writing,
        rows: 10,
        position: 0,
        tally: Tally::default(),
        created_at: DAWN,
        changed_at: DAWN,
    }
}

/// Runs the work in a transaction, with copies of the values that are named.
macro_rules! write {
    ($store:expr, $tx:ident $(, $value:ident)* => $work:expr) => {
        $store
            .write(move |$tx| {
                $(let $value = $value.clone();)*
                Box::pin(async move { Ok::<_, StorageError>(Change::Unrecorded($work)) })
            })
            .await
            .expect("written")
    };
}

/// Account 1 is prepared for the number; account 2 is another one.
async fn world(world: &World) {
    open_account(&world.store, 1, &CARRIES).await;
    open_account(&world.store, 2, &PLAIN).await;
    write!(world.store, tx => {
        batches::insert(tx, &batch(BATCH)).await?;
        let dormant = Dormant { number: NUMBER, gave_number: true };
        assert!(prepared::insert(tx, BATCH, account(1), dormant, DAWN).await?);
    });
}

async fn judged(store: &Store, case: Case) -> Outcome {
    store
        .read::<_, StorageError, _>(move |tx| {
            let case = case.clone();
            Box::pin(async move { judge(tx, &case).await })
        })
        .await
        .expect("judged")
}

async fn counts(store: &Store) -> BTreeMap<String, i64> {
    store
        .read::<_, StorageError, _>(|tx| Box::pin(async move { prepared::counts(tx).await }))
        .await
        .expect("counted")
}

fn only(measure: &str) -> BTreeMap<String, i64> {
    [(measure.to_owned(), 1)].into()
}

async fn has_number(store: &Store, n: u8) -> bool {
    let read = store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { accounts::by_number(tx, NUMBER).await.map(|all| (n, all)) })
    });
    let (n, all) = read.await.expect("read");
    all.iter().any(|record| record.account.id == account(n))
}

const ASKED: Outcome = Outcome::AskForPrepared { account: account_of(1), may_create: true };

const fn account_of(n: u8) -> onedoor_base::LocalAccountId {
    onedoor_base::LocalAccountId::from_bytes([n; 16])
}

async fn link(tx: &mut Tx<'_>, case: &Case, n: u8) -> Result<onedoor_linking::Link, StorageError> {
    let made = join(tx, case, account(n), Proof::Password, LinkId::from_bytes([n; 16])).await?;
    Ok(made.expect("the account is free"))
}

async fn the_person_is_asked_for_the_account_that_was_prepared(w: World) {
    world(&w).await;
    for n in 3..40 {
        open_account(&w.store, n, &CARRIES).await;
    }
    assert_eq!(judged(&w.store, case(LAN)).await, ASKED, "squatters do not push it off the list");
    let claimed = Case { number_standing: NumberStanding::Claimed, ..case(LAN) };
    assert!(matches!(
        judged(&w.store, claimed).await,
        Outcome::AskForLocalAccount { candidate_known: false, .. }
    ));
    let another = Case { number: Some(Digest([8; 32])), ..case(MINH) };
    assert!(matches!(
        judged(&w.store, another).await,
        Outcome::AskForLocalAccount { candidate_known: false, .. }
    ));
    let policy = Policy { creation: Creation::Yes, ..case(LAN).policy };
    let new = Case { wish: Wish::NewAccount, policy, ..case(LAN) };
    assert_eq!(judged(&w.store, new).await, Outcome::CreateAndLink);
}

async fn it_becomes_active_when_its_person_proves_both_sides(w: World) {
    world(&w).await;
    let link =
        write!(w.store, tx => link(tx, &Case { local: Some((account(1), DAWN)), ..case(LAN) }, 1).await?);
    assert_eq!((link.made_by, link.local_proof.how), (MadeBy::Bulk, Proof::Password));
    assert_eq!(counts(&w.store).await, only("active"));
    assert!(has_number(&w.store, 1).await);
}

async fn whoever_is_not_known_to_be_its_person_takes_it_and_leaves_nothing(w: World) {
    world(&w).await;
    let unknown = Case { number_standing: NumberStanding::Unknown, number: None, ..case(MINH) };
    let link = write!(w.store, tx, unknown => link(tx, &unknown, 1).await?);
    assert_eq!(link.made_by, MadeBy::Person);
    assert_eq!(counts(&w.store).await, only("refused.taken"));
    assert!(!has_number(&w.store, 1).await, "what only the batch said of the account is gone");
    assert!(matches!(
        judged(&w.store, case(LAN)).await,
        Outcome::AskForLocalAccount { candidate_known: false, .. }
    ));
}

async fn one_account_a_person_ends_what_waits_elsewhere(w: World) {
    world(&w).await;
    write!(w.store, tx => {
        let several = Policy { several_accounts: true, ..case(LAN).policy };
        link(tx, &Case { policy: several, ..case(LAN) }, 2).await.map(drop)?;
    });
    assert_eq!(counts(&w.store).await, only("dormant"), "who may have several has it still");
    open_account(&w.store, 3, &PLAIN).await;
    write!(w.store, tx => link(tx, &case(LAN), 3).await.map(drop)?);
    assert_eq!(counts(&w.store).await, only("refused.elsewhere"));
    assert!(!has_number(&w.store, 1).await, "what only the batch said of the account is gone");
}

async fn denied_it_is_over_and_the_number_goes(w: World) {
    world(&w).await;
    let wrong = write!(w.store, tx => prepared::deny(tx, account(1), Digest([8; 32]), DAWN).await?);
    assert!(!wrong, "only its person denies it");
    let (first, second) = write!(w.store, tx => {
        (prepared::deny(tx, account(1), NUMBER, DAWN).await?, prepared::deny(tx, account(1), NUMBER, DAWN).await?)
    });
    assert!(first && !second);
    assert_eq!(counts(&w.store).await, only("refused.denied"));
    assert!(!has_number(&w.store, 1).await);
    let again = write!(w.store, tx => {
        let dormant = Dormant { number: NUMBER, gave_number: false };
        prepared::insert(tx, BATCH, account(1), dormant, DAWN).await?
    });
    assert!(!again, "the same batch does not ask again");
}

async fn a_link_that_was_never_confirmed_lets_it_wait_again(w: World) {
    world(&w).await;
    let two_sided = Case { two_sided: true, proof: Some("grnt_1".to_owned()), ..case(LAN) };
    let made = write!(w.store, tx, two_sided => link(tx, &two_sided, 1).await?);
    assert_eq!(LinkedState::of(&made.handshake), LinkedState::Proposed);
    assert_eq!(counts(&w.store).await, only("active"));
    let before = made.handshake;
    let ended = made.end(DAWN, Reason::Unconfirmed).expect("it ends");
    write!(w.store, tx, ended => assert!(links::keep(tx, &ended, &before).await?));
    assert_eq!(counts(&w.store).await, only("dormant"));
    assert_eq!(judged(&w.store, case(LAN)).await, ASKED);

    // One that was active ends for good.
    let made = write!(w.store, tx => join(tx, &case(LAN), account(1), Proof::Password, LinkId::from_bytes([7; 16])).await?);
    let made = made.expect("free");
    let before = made.handshake;
    assert_eq!(before.mine, Part { number: 1, standing: Standing::Confirmed { at: DAWN } });
    let ended = made.end(DAWN, Reason::ByPerson).expect("it ends");
    write!(w.store, tx, ended => assert!(links::keep(tx, &ended, &before).await?));
    assert_eq!(counts(&w.store).await, only("active"));
}

async fn what_cannot_come_about_is_ended(w: World) {
    world(&w).await;
    let settle = async || write!(w.store, tx => prepared::settle_stale(tx, 100, DAWN).await?);
    assert!(settle().await.is_empty());
    let other: Value = Digest([8; 32]).into();
    run(&w.store, &CHANGE, vec![account(1).into(), "active".into(), other]).await.expect("corrected");
    assert!(matches!(
        judged(&w.store, case(LAN)).await,
        Outcome::AskForLocalAccount { candidate_known: false, .. }
    ));
    assert_eq!(settle().await.len(), 1);
    assert_eq!(counts(&w.store).await, only("refused.number_changed"));

    let second = BatchId::from_bytes([10; 16]);
    write!(w.store, tx => {
        batches::insert(tx, &batch(second)).await?;
        let dormant = Dormant { number: Digest([8; 32]), gave_number: false };
        prepared::insert(tx, second, account(1), dormant, DAWN).await.map(drop)?;
    });
    let closed = vec![account(1).into(), "closed".into(), Digest([8; 32]).into()];
    run(&w.store, &CHANGE, closed).await.expect("closed");
    let theirs = Case { number: Some(Digest([8; 32])), ..case(LAN) };
    assert!(matches!(
        judged(&w.store, theirs).await,
        Outcome::AskForLocalAccount { candidate_known: false, .. }
    ));
    settle().await;
    assert_eq!(counts(&w.store).await.get("refused.account_closed"), Some(&1));
}

async fn a_batch_is_written_once_from_where_it_was(w: World) {
    let more = Tally { prepared: 3, there: 1, refused: 1 };
    let found = FoundRow {
        line: 4,
        finding: Finding::NoAccount,
        other_line: None,
        organisation: String::new(),
        user_name: "nobody".to_owned(),
    };
    let of = (BATCH, BatchState::Writing);
    let told = found.clone();
    let steps = write!(w.store, tx, told => {
        batches::insert(tx, &batch(BATCH)).await?;
        batches::find(tx, BATCH, &told).await?;
        batches::find(tx, BATCH, &told).await?;
        [
            batches::advance(tx, of, (0, 5), more, DAWN).await?,
            batches::advance(tx, of, (0, 5), more, DAWN).await?,
            batches::advance(tx, of, (5, 10), more, DAWN).await?,
            batches::move_on(tx, BATCH, (BatchState::Writing, BatchState::Stopped), DAWN).await?,
            batches::advance(tx, of, (10, 15), more, DAWN).await?,
        ]
    });
    assert_eq!(steps, [true, false, true, true, false]);
    let (there, findings, counts, latest) = write!(w.store, tx => (
        batches::under_way(tx, Digest([5; 32])).await?,
        batches::findings(tx, BATCH, 0, 10).await?,
        batches::finding_counts(tx, BATCH).await?,
        batches::latest(tx, DAWN, 5).await?,
    ));
    let there = there.expect("it goes on");
    assert_eq!((there.position, there.tally), (10, Tally { prepared: 6, there: 2, refused: 2 }));
    assert_eq!((there.state, there.made_by), (BatchState::Stopped, batch(BATCH).made_by));
    assert_eq!((findings, counts), (vec![found], vec![(Finding::NoAccount, 1)]));
    assert_eq!(latest.len(), 1);
}

async fn a_batch_is_taken_back_in_parts(w: World) {
    write!(w.store, tx => batches::insert(tx, &batch(BATCH)).await?);
    for n in 1..6_u8 {
        open_account(&w.store, n, &Seed { number: Some(Digest([n; 32])), ..CARRIES }).await;
        write!(w.store, tx => {
            let dormant = Dormant { number: Digest([n; 32]), gave_number: n < 3 };
            assert!(prepared::insert(tx, BATCH, account(n), dormant, DAWN).await?);
        });
    }
    let take = async || write!(w.store, tx => prepared::withdraw(tx, BATCH, 3, DAWN).await?.len());
    assert_eq!([take().await, take().await, take().await], [3, 2, 0]);
    assert_eq!(counts(&w.store).await, [("withdrawn".to_owned(), 5)].into());
    let left = write!(w.store, tx => {
        let mut left = Vec::new();
        for n in 1..6_u8 {
            left.push(!accounts::by_number(tx, Digest([n; 32])).await?.is_empty());
        }
        left
    });
    assert_eq!(left, [false, false, true, true, true], "an account keeps the number that it had");
}

/// Counts, if it is time to.
async fn counted(tx: &mut Tx<'_>, at: Timestamp) -> Result<bool, StorageError> {
    let Some(counts) = days::due(tx, at, 420).await? else { return Ok(false) };
    days::note(tx, &counts, at, 420).await?;
    Ok(true)
}

async fn a_day_is_counted_once_an_hour(w: World) {
    world(&w).await;
    let hour = std::time::Duration::from_hours(1);
    let day = Day::of(DAWN, 420);
    let first = write!(w.store, tx => (counted(tx, DAWN).await?, counted(tx, DAWN).await?));
    assert_eq!(first, (true, false));
    let made = write!(w.store, tx => link(tx, &case(LAN), 1).await?);
    let later = write!(w.store, tx => {
        onedoor_storage::linking::openings::note(tx, made.id, DAWN).await?;
        assert!(!counted(tx, DAWN).await?);
        (days::since(tx, day).await?, counted(tx, DAWN.after(hour)).await?, days::since(tx, day).await?)
    });
    let (before, counted, after) = later;
    assert_eq!(before[&day.to_string()], only("dormant"));
    assert!(counted);
    let of = |measure: &str| after[&day.to_string()].get(measure).copied();
    assert_eq!((of("linked"), of("opened"), of("active")), (Some(1), Some(1), Some(1)));
    let live = write!(w.store, tx => days::now(tx, DAWN.after(24 * hour), 420).await?);
    assert_eq!((live.get("linked"), live.get("opened")), (Some(&1), None), "another day");
}
