//! Local accounts and dossiers.

use futures_util::future::BoxFuture;
use onedoor_base::{
    AbsorptionId, Actor, AuditEvent, Country, Digest, DossierId, Language, LocalAccountId, Phone,
};
use onedoor_services::accounts::{AccountState, Email, LocalAccount, NumberProver, Origin, UserName};
use onedoor_services::dossiers::{ChosenPlace, DossierCode, DossierState};
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::services::dossiers::{self, DossierRecord};
use onedoor_storage::services::moving::{self, AccountRow, Source};
use onedoor_storage::{Change, StorageError, Store, Tx};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    an_account_reads_as_it_was_written
    a_user_name_is_one_within_its_organisation
    a_hash_is_replaced_only_while_the_old_one_stands
    a_proven_number_is_not_replaced_by_another
    a_number_is_corrected_only_where_it_was_the_issuers_word
    two_submissions_with_one_key_are_one_dossier
    a_dossier_goes_through_its_states_once
    only_its_owner_finds_a_dossier
    what_came_with_another_portal_is_not_unmade
}

pub(crate) async fn change<T, F>(store: &Store, work: F) -> T
where
    T: Send + 'static,
    F: for<'t> Fn(&'t mut Tx<'_>) -> BoxFuture<'t, Result<T, StorageError>> + Send + Sync + 'static,
{
    let work = std::sync::Arc::new(work);
    store
        .write(move |tx| {
            let work = work.clone();
            Box::pin(async move {
                let value = work(tx).await?;
                let event = AuditEvent::new(DAWN, Actor::Operator("test".into()), "services.test.changed");
                Ok::<_, StorageError>(Change::Recorded(value, vec![event]))
            })
        })
        .await
        .expect("the change is made")
}

fn account(world: &World, organisation: Option<&str>, name: &str) -> AccountRecord {
    AccountRecord::new(LocalAccount {
        id: LocalAccountId::new(DAWN, world.random.as_ref()),
        user_name: UserName::parse(name).expect("it does"),
        organisation: organisation.map(|code| code.parse().expect("it does")),
        display_name: "Иванова Мария".into(),
        phone: None,
        email: None,
        state: AccountState::Active,
        origin: Origin::Imported,
        created_at: DAWN,
    })
}

async fn insert(world: &World, record: &AccountRecord) -> bool {
    let record = record.clone();
    change(&world.store, move |tx| {
        let record = record.clone();
        Box::pin(async move { accounts::insert(tx, &record).await })
    })
    .await
}

async fn get(world: &World, id: LocalAccountId) -> AccountRecord {
    let found = world.store.read(move |tx| Box::pin(async move { accounts::get(tx, id).await })).await;
    found.expect("read").expect("there")
}

async fn an_account_reads_as_it_was_written(world: World) {
    let mut record = account(&world, Some("edu-111"), "Ivanova.M");
    record.account.phone = Phone::parse("+7 912 345-67-89", Country::Russia).ok();
    record.account.email = Email::parse("m@example.ru").ok();
    record.password_hash = Some("$2b$10$old".into());
    record.language = Some(Language::Ru);
    record.number = Some(NumberRecord {
        country: Country::Russia,
        sealed: vec![1, 2, 3],
        fingerprint: Digest::of("number"),
        proven_at: None,
        proven_by: None,
        matched_at: None,
    });
    assert!(insert(&world, &record).await);
    assert!(get(&world, record.account.id).await == record);

    let mut unconfirmed = account(&world, None, "khai");
    unconfirmed.unconfirmed_phone = record.account.phone.clone();
    assert!(insert(&world, &unconfirmed).await);
    let phone = record.account.phone.clone().expect("it does");
    let (by_name, by_phone, by_number) = world
        .store
        .read(move |tx| {
            Box::pin(async move {
                Ok::<_, StorageError>((
                    accounts::by_name(tx, "edu-111", "ivanova.m").await?,
                    accounts::by_phone(tx, &phone).await?,
                    accounts::by_number(tx, Digest::of("number")).await?,
                ))
            })
        })
        .await
        .expect("it does");
    assert!(by_name == Some(record.clone()));
    assert!(by_phone == vec![record.clone()], "a phone that nobody confirmed finds nobody");
    assert!(by_number == vec![record]);
    assert!(get(&world, unconfirmed.account.id).await == unconfirmed);
}

async fn a_user_name_is_one_within_its_organisation(world: World) {
    let first = account(&world, Some("edu-111"), "petrov");
    assert!(insert(&world, &first).await);
    assert!(!insert(&world, &account(&world, Some("edu-111"), "PETROV")).await);
    let elsewhere = account(&world, Some("edu-112"), "Petrov");
    assert!(insert(&world, &elsewhere).await);
    let other = account(&world, Some("edu-111"), "sidorov");
    assert!(insert(&world, &other).await);
    for (id, name, free) in [
        (other.account.id, "Petrov", false),
        (other.account.id, "Sidorov", true),
        (elsewhere.account.id, "sidorov", true),
    ] {
        let name = UserName::parse(name).expect("it does");
        let done = change(&world.store, move |tx| {
            let name = name.clone();
            Box::pin(async move { accounts::rename(tx, id, &name).await })
        });
        assert_eq!(done.await, free);
    }
}

async fn a_hash_is_replaced_only_while_the_old_one_stands(world: World) {
    let mut record = account(&world, None, "binh");
    record.password_hash = Some("old".into());
    assert!(insert(&world, &record).await);
    let id = record.account.id;
    let replace = |to: &'static str| {
        change(&world.store, move |tx| {
            Box::pin(async move { accounts::replace_hash(tx, id, "old", to).await })
        })
    };
    let (one, two) = tokio::join!(replace("one"), replace("two"));
    assert!(one ^ two, "one of two sign-ins at once replaces the hash");
    let stands = get(&world, id).await.password_hash;
    assert_eq!(stands.as_deref(), Some(if one { "one" } else { "two" }));
    let (before, after) = world
        .store
        .read(move |tx| {
            Box::pin(async move {
                let new = stands.as_deref().unwrap_or_default();
                Ok::<_, StorageError>((
                    accounts::stands(tx, id, "old").await?,
                    accounts::stands(tx, id, new).await?,
                ))
            })
        })
        .await
        .expect("it does");
    assert_eq!((before, after), (false, true));
}

async fn a_proven_number_is_not_replaced_by_another(world: World) {
    let record = account(&world, None, "lan");
    assert!(insert(&world, &record).await);
    let id = record.account.id;
    for (number, expected) in [("a", true), ("a", true), ("b", false)] {
        let done = change(&world.store, move |tx| {
            Box::pin(async move {
                let fingerprint = Digest::of(number);
                let sealed = number.as_bytes().to_vec();
                let proven_by = Some(NumberProver::Officer);
                let country = Country::Vietnam;
                let record = NumberRecord {
                    country,
                    sealed,
                    fingerprint,
                    proven_at: None,
                    proven_by,
                    matched_at: None,
                };
                accounts::prove_number(tx, id, &record, DAWN).await
            })
        });
        assert_eq!(done.await, expected);
    }
    let number = get(&world, id).await.number.expect("it does");
    assert_eq!((number.fingerprint, number.proven_at), (Digest::of("a"), Some(DAWN)));
    assert_eq!(number.proven_by, Some(NumberProver::Officer));
    // Whoever takes the account over knows it, too.
    let rows = world.store.read(move |tx| {
        Box::pin(async move { moving::accounts(tx, LocalAccountId::from_bytes([0; 16]), 9).await })
    });
    let rows: Result<_, StorageError> = rows.await;
    let rows = rows.expect("it does");
    let row = rows.iter().find(|row| row.id == id).expect("it does");
    assert_eq!(row.number_proven_by.as_deref(), Some("officer"));
}

async fn a_number_is_corrected_only_where_it_was_the_issuers_word(world: World) {
    let number = |number: &str, by| NumberRecord {
        country: Country::Vietnam,
        sealed: number.as_bytes().to_vec(),
        fingerprint: Digest::of(number),
        proven_at: Some(DAWN),
        proven_by: Some(by),
        matched_at: None,
    };
    for (by, corrected) in [(NumberProver::Issuer, "b"), (NumberProver::Officer, "a")] {
        let record = AccountRecord {
            number: Some(number("a", by)),
            ..account(&world, None, &format!("of.{}", by.word()))
        };
        assert!(insert(&world, &record).await);
        let id = record.account.id;
        // The second comes from somebody who still takes it for what it was.
        for former in ["c", "a", "a"] {
            let right = number("b", NumberProver::Issuer);
            change(&world.store, move |tx| {
                let right = right.clone();
                Box::pin(
                    async move { accounts::correct_number(tx, id, &right, Digest::of(former), DAWN).await },
                )
            })
            .await;
        }
        let kept = get(&world, id).await.number.expect("it does");
        assert_eq!((kept.fingerprint, kept.proven_by), (Digest::of(corrected), Some(by)));
    }
}

pub(crate) fn draft(world: &World, owner: LocalAccountId) -> DossierRecord {
    DossierRecord {
        id: DossierId::new(DAWN, world.random.as_ref()),
        owner,
        procedure: "1.001193".parse().expect("it does"),
        place: Some(ChosenPlace { code: "10507".into(), valid_at: "2025-07-01".parse().expect("it does") }),
        content: vec![7; 40],
        state: DossierState::Draft,
        code: None,
        created_at: DAWN,
        changed_at: DAWN,
        submitted_at: None,
    }
}

pub(crate) async fn owner(world: &World, name: &str) -> LocalAccountId {
    let record = account(world, None, name);
    assert!(insert(world, &record).await);
    record.account.id
}

/// What the portal does with a posted form: begin, or find what that form began; submit, or find
/// that it was submitted.
pub(crate) async fn submit(world: &World, draft: DossierRecord, key: Digest) -> DossierCode {
    change(&world.store, move |tx| {
        let draft = draft.clone();
        Box::pin(async move {
            let today = "2026-11-21".parse().expect("it does");
            dossiers::begin(tx, &draft, key).await?;
            let begun = dossiers::by_key(tx, draft.owner, key).await?.expect("begun here or before");
            if let Some(code) = begun.code {
                return Ok(code);
            }
            let serial = dossiers::next_serial(tx, today).await?;
            let code = DossierCode { agency: "000.00.01.H22".parse().expect("it does"), day: today, serial };
            assert!(dossiers::submit(tx, draft.owner, begun.id, &code, DAWN).await?);
            Ok(code)
        })
    })
    .await
}

async fn two_submissions_with_one_key_are_one_dossier(world: World) {
    let owner = owner(&world, "hoa").await;
    let key = Digest::of("form");
    let (one, two) =
        tokio::join!(submit(&world, draft(&world, owner), key), submit(&world, draft(&world, owner), key));
    assert_eq!(one, two);
    let other = submit(&world, draft(&world, owner), Digest::of("another form")).await;
    assert_eq!((one.serial, other.serial), (1, 2));
    let all =
        world.store.read(move |tx| Box::pin(async move { dossiers::of_owner(tx, owner, 9).await })).await;
    assert_eq!(all.expect("it does").len(), 2);
}

async fn a_dossier_goes_through_its_states_once(world: World) {
    let owner = owner(&world, "mai").await;
    let begun = draft(&world, owner);
    let id = begun.id;
    let rewritten = DossierRecord { content: vec![9; 9], place: None, ..begun.clone() };
    let code = submit(&world, begun, Digest::of("form")).await;
    let outcome = change(&world.store, move |tx| {
        let rewritten = rewritten.clone();
        Box::pin(async move {
            use DossierState::{Accepted, Submitted, Withdrawn};
            Ok([
                dossiers::rewrite(tx, &rewritten).await?,
                dossiers::discard(tx, owner, id).await?,
                dossiers::step(tx, id, Accepted, Withdrawn, DAWN).await?,
                dossiers::step(tx, id, Submitted, Accepted, DAWN).await?,
                dossiers::step(tx, id, Accepted, Withdrawn, DAWN).await?,
                dossiers::step(tx, id, Accepted, Withdrawn, DAWN).await?,
            ])
        })
    })
    .await;
    assert_eq!(outcome, [false, false, false, true, true, false]);
    let (found, history) = world
        .store
        .read(move |tx| {
            let code = code.clone();
            Box::pin(async move {
                Ok::<_, StorageError>((
                    dossiers::by_code(tx, owner, &code).await?,
                    dossiers::history(tx, id).await?,
                ))
            })
        })
        .await
        .expect("it does");
    assert_eq!(found.map(|d| (d.state, d.content)), Some((DossierState::Withdrawn, vec![7; 40])));
    let states: Vec<_> = history.into_iter().map(|(state, _)| state).collect();
    assert_eq!(states, [DossierState::Submitted, DossierState::Accepted, DossierState::Withdrawn]);
}

async fn only_its_owner_finds_a_dossier(world: World) {
    let (mine, theirs) = (owner(&world, "an-1").await, owner(&world, "an-2").await);
    let begun = draft(&world, mine);
    let (id, key) = (begun.id, Digest::of("form"));
    let code = submit(&world, begun, key).await;
    let found = world.store.read(move |tx| {
        let code = code.clone();
        Box::pin(async move {
            Ok::<_, StorageError>([
                dossiers::get(tx, theirs, id).await?.is_some(),
                dossiers::by_key(tx, theirs, key).await?.is_some(),
                dossiers::by_code(tx, theirs, &code).await?.is_some(),
                dossiers::get(tx, mine, id).await?.is_some(),
            ])
        })
    });
    assert_eq!(found.await.expect("it does"), [false, false, false, true]);
}

async fn what_came_with_another_portal_is_not_unmade(world: World) {
    let mut made = account(&world, None, "lan");
    made.account.origin = Origin::NationalSignIn;
    assert!(insert(&world, &made).await);
    let (made, came) = (made.account.id, LocalAccountId::new(DAWN, world.random.as_ref()));
    let absorption = AbsorptionId::new(DAWN, world.random.as_ref());
    let unmade = change(&world.store, move |tx| {
        Box::pin(async move {
            let row = moving::accounts(tx, LocalAccountId::from_bytes([0; 16]), 1).await?.remove(0);
            let row = AccountRow { id: came, user_name: "mai".into(), user_key: "mai".into(), ..row };
            let source = Source {
                digest: Digest::of("export"),
                system: "haiduong".into(),
                names: "{}".into(),
                origin: "https://haiduong.example".into(),
                key: Digest::of("key"),
            };
            moving::begin(tx, absorption, &source, DAWN).await?;
            moving::put_account(tx, absorption, &row, None).await?;
            Ok((accounts::unmake(tx, made).await?, accounts::unmake(tx, came).await?))
        })
    })
    .await;
    assert_eq!(unmade, (true, false));
    assert_eq!(get(&world, made).await.account.state, AccountState::Closed);
    let came = get(&world, came).await.account;
    assert_eq!((came.state, came.display_name.as_str()), (AccountState::Active, "Иванова Мария"));
}
