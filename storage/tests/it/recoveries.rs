//! Getting back into an account: attempts, waits, questions, levels.

use std::time::Duration;

use onedoor_base::{AccountId, Digest, IdentityLevel, Language, RecoveryId, Timestamp};
use onedoor_people::recovery::{COME_BACK, Evidence, PastState, Proof, Question};
use onedoor_people::{Account, AccountState, LoginName, PersonName};
use onedoor_storage::people::{
    self, HeldLevel, Inserted, KeptQuestions, Level, NewAccount, Recovery, RecoveryState,
};
use onedoor_storage::vault::{KeyFile, Vault};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    an_attempt_is_begun_proven_waits_and_is_stopped
    nobody_s_attempt_is_kept_and_swept_as_anybody_s
    all_waits_of_an_account_end_at_once
    questions_are_sealed_into_their_account
    a_level_that_is_held_down_is_what_everybody_reads
    a_code_made_since_proves_nothing_about_then
}

const LATER: Duration = Duration::from_hours(72);

/// Runs some steps in one transaction.
macro_rules! within {
    ($world:expr, $([$($kept:ident),+])? |$tx:ident| $steps:expr) => {{
        let done: Result<_, StorageError> = $world
            .store
            .write(move |$tx| {
                $($(let $kept = $kept.clone();)+)?
                Box::pin(async move { Ok(Change::Unrecorded($steps)) })
            })
            .await;
        done.expect("the steps can be taken")
    }};
}

async fn account(world: &World, login: &str) -> AccountId {
    let id = AccountId::new(DAWN, &*world.random);
    let account = Account {
        id,
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Trần Văn An").expect("a name"),
        state: AccountState::Active,
        identity: IdentityLevel::Substantial,
        language: Language::Vi,
        password_hash: "hash".to_owned(),
        password_changed_at: DAWN,
        number: None,
        created_at: DAWN,
    };
    let new = NewAccount { account, number: None, phone: None };
    assert_eq!(within!(world, [new] | tx | people::insert(tx, &new).await?), Inserted::Done);
    id
}

fn attempt(world: &World, account: Option<AccountId>) -> Recovery {
    Recovery {
        id: RecoveryId::new(DAWN, &*world.random),
        account,
        browser: Digest::of("browser"),
        name: Digest::of("name"),
        password: Digest::of("hash"),
        shown: Evidence::default(),
        state: RecoveryState::Begun,
        user_agent: "Firefox".to_owned(),
        network: "192.0.2.1".to_owned(),
        begun_at: DAWN,
        due_at: None,
        settled_at: None,
        expires_at: DAWN.after(Duration::from_hours(1)),
    }
}

fn phone() -> Evidence {
    [(Proof::Phone, "mark".to_owned())].into_iter().collect()
}

async fn an_attempt_is_begun_proven_waits_and_is_stopped(world: World) {
    let an = account(&world, "van.an").await;
    let new = attempt(&world, Some(an));
    let (id, expected) = (new.id, new.clone());
    let begun = within!(
        world,
        [new] | tx | {
            people::begin_recovery(tx, &new).await?;
            people::recovery(tx, id).await?
        }
    );
    assert_eq!(begun, Some(expected));
    let objection = Digest::of("stop");
    let due = DAWN.after(LATER);
    let (waits, found) = within!(world, |tx| {
        assert!(people::recovery_waits(tx, an, DAWN).await?.is_empty(), "nothing waits yet");
        assert!(people::prove_recovery(tx, id, &phone()).await?);
        assert!(people::wait_for_recovery(tx, id, objection, due).await?);
        assert!(!people::wait_for_recovery(tx, id, Digest::of("other"), due).await?, "it waits already");
        assert!(!people::prove_recovery(tx, id, &Evidence::default()).await?, "what waits is what was shown");
        (people::recovery_waits(tx, an, DAWN).await?, people::recovery_by_objection(tx, objection).await?)
    });
    assert_eq!(waits.first(), found.as_ref());
    let found = found.expect("it is found by its link");
    assert_eq!((found.due_at, found.expires_at), (Some(due), due.after(COME_BACK)));
    assert_eq!(found.past().expect("it counts").state, PastState::Waiting(due));
    assert_eq!(found.past().expect("it counts").shown, phone());
    let (stopped, again, waits, late) = within!(world, |tx| {
        let step = (RecoveryState::Waiting, RecoveryState::Stopped);
        let stopped = people::settle_recovery(tx, id, step, due).await?;
        let again = people::settle_recovery(tx, id, step, due).await?;
        let late = people::recovery_waits(tx, an, due.after(LATER * 11)).await?;
        (stopped, again, people::recovery_waits(tx, an, due).await?, late)
    });
    assert_eq!((stopped, again), (true, false));
    assert_eq!(waits[0].past().expect("it counts").state, PastState::Stopped(due));
    assert!(late.is_empty(), "after a while nobody asks for it");
}

async fn nobody_s_attempt_is_kept_and_swept_as_anybody_s(world: World) {
    let new = attempt(&world, None);
    let id = new.id;
    let (kept, early, late, gone) = within!(
        world,
        [new] | tx | {
            people::begin_recovery(tx, &new).await?;
            let kept = people::recovery(tx, id).await?;
            let early = people::sweep_recoveries(tx, DAWN).await?;
            let late = people::sweep_recoveries(tx, DAWN.after(LATER)).await?;
            (kept, early, late, people::recovery(tx, id).await?)
        }
    );
    assert_eq!((kept.expect("it is there").account, early, late, gone), (None, 0, 1, None));
}

async fn all_waits_of_an_account_end_at_once(world: World) {
    let (an, binh) = (account(&world, "van.an").await, account(&world, "binh").await);
    for (whose, value) in [(an, "one"), (an, "two"), (binh, "three")] {
        let new = attempt(&world, Some(whose));
        within!(
            world,
            [new] | tx | {
                people::begin_recovery(tx, &new).await?;
                people::wait_for_recovery(tx, new.id, Digest::of(value), DAWN.after(LATER)).await?
            }
        );
    }
    let (ended, again, of_binh) = within!(world, |tx| {
        let ended = people::settle_recovery_waits(tx, an, RecoveryState::SignedIn, DAWN).await?;
        let again = people::settle_recovery_waits(tx, an, RecoveryState::Replaced, DAWN).await?;
        (ended, again, people::recovery_waits(tx, binh, DAWN).await?)
    });
    assert_eq!((ended, again), (2, 0));
    assert_eq!(of_binh[0].state, RecoveryState::Waiting);
    let of_an = within!(world, |tx| people::recovery_waits(tx, an, DAWN).await?);
    assert!(of_an.iter().all(|wait| wait.state == RecoveryState::SignedIn));
}

async fn questions_are_sealed_into_their_account(world: World) {
    let (an, binh) = (account(&world, "van.an").await, account(&world, "binh").await);
    let vault = Vault::load(&world.store, KeyFile::generate(&*world.random)).await.expect("a vault");
    let all = vec![Question::Listed("teacher"), Question::Own("Con mèo tên gì?".to_owned())];
    let kept = |hash: &str, at| KeptQuestions {
        sealed: people::seal_questions(&vault, an, &all),
        answers_hash: hash.to_owned(),
        set_at: at,
    };
    let (first, second) = (kept("one", DAWN), kept("two", DAWN.after(LATER)));
    let expected = second.clone();
    let found = within!(
        world,
        [first, second] | tx | {
            people::set_questions(tx, an, &first).await?;
            people::set_questions(tx, an, &second).await?;
            people::questions(tx, an).await?
        }
    );
    let found = found.expect("they are there");
    assert_eq!(found, expected);
    assert_eq!(people::open_questions(&vault, an, &found), Ok(all));
    assert!(people::open_questions(&vault, binh, &found).is_err(), "in another account they do not open");
    let (removed, again) = within!(world, |tx| {
        (people::remove_questions(tx, an).await?, people::remove_questions(tx, an).await?)
    });
    assert_eq!((removed, again), (true, false));
}

async fn a_level_that_is_held_down_is_what_everybody_reads(world: World) {
    let an = account(&world, "van.an").await;
    let until = DAWN.after(LATER);
    let held = HeldLevel { level: IdentityLevel::Basic, since: DAWN, until };
    let (read, claims, level) = within!(world, |tx| {
        assert!(people::hold_level(tx, an, held).await?);
        (people::by_id(tx, an).await?, people::claims(tx, an).await?, people::level(tx, an).await?)
    });
    assert_eq!(read.expect("an account").identity, IdentityLevel::Basic);
    assert_eq!(claims.expect("an account").identity, IdentityLevel::Basic);
    assert_eq!(level, Some(Level { proven: IdentityLevel::Substantial, held: Some(held), locked: None }));
    // Once more while it lasts: longer, but since then.
    let again = HeldLevel { since: DAWN.after(LATER / 2), ..held };
    let level = within!(world, |tx| {
        people::hold_level(tx, an, again).await?;
        people::level(tx, an).await?
    });
    assert_eq!(level.and_then(|level| level.held), Some(held), "what was added since is not older for it");
    let (early, late, read, again) = within!(world, |tx| {
        let early = people::release_levels(tx, DAWN).await?;
        let late = people::release_levels(tx, until).await?;
        (early, late, people::by_id(tx, an).await?, people::release_level(tx, an).await?)
    });
    assert_eq!((early, late, again), (0, 1, false));
    assert_eq!(read.expect("an account").identity, IdentityLevel::Substantial);
    // Held down to more than it is: it is what it is.
    let read = within!(world, |tx| {
        people::hold_level(tx, an, HeldLevel { level: IdentityLevel::High, ..held }).await?;
        people::by_id(tx, an).await?
    });
    assert_eq!(read.expect("an account").identity, IdentityLevel::Substantial);
    assert!(within!(world, |tx| people::release_level(tx, an).await?));
}

async fn a_code_made_since_proves_nothing_about_then(world: World) {
    let an = account(&world, "van.an").await;
    let code = Digest::of("code");
    let spend = |before: Timestamp| (before, before);
    let (since, before) = within!(world, |tx| {
        people::renew_recovery_codes(tx, an, &[code], DAWN).await?;
        let since = people::spend_older_recovery_code(tx, an, code, spend(DAWN)).await?;
        let before = people::spend_older_recovery_code(tx, an, code, spend(DAWN.after(LATER))).await?;
        (since, before)
    });
    assert_eq!((since, before), (false, true));
}
