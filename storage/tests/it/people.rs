use onedoor_base::{AccountId, ContactId, Country, Digest, IdentityLevel, Language, Phone};
use onedoor_people::{Account, AccountState, LoginName, PersonName, SealedNumber, parse_number};
use onedoor_storage::people::{self, Inserted, NewAccount};
use onedoor_storage::vault::{KeyFile, Vault, VaultError};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    an_account_is_found_by_each_of_its_identifiers
    identifiers_are_taken_once
    two_who_want_one_login_name_at_once
    a_hash_is_replaced_only_where_it_still_stands
    claims_are_told_of_an_active_account_only
    a_number_is_sealed_into_its_account
}

fn new_account(world: &World, login: &str, phone: Option<&str>, number: Option<&str>) -> NewAccount {
    let id = AccountId::new(DAWN, &*world.random);
    let account = Account {
        id,
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Trần Văn An").expect("a name"),
        state: AccountState::Active,
        identity: IdentityLevel::Basic,
        language: Language::Vi,
        password_hash: "first".to_owned(),
        password_changed_at: DAWN,
        number: number.map(|n| SealedNumber { country: Country::Vietnam, sealed: n.as_bytes().to_vec() }),
        created_at: DAWN,
    };
    let phone = phone.map(|phone| {
        let phone = Phone::parse(phone, Country::Vietnam).expect("a phone");
        (ContactId::new(DAWN, &*world.random), phone)
    });
    NewAccount { account, number: number.map(Digest::of), phone }
}

async fn insert(world: &World, new: NewAccount) -> Result<Inserted, StorageError> {
    /// Undoes the transaction, as callers must.
    #[derive(Debug)]
    enum Undone {
        Taken(Inserted),
        Storage(StorageError),
    }
    impl From<StorageError> for Undone {
        fn from(error: StorageError) -> Self {
            Self::Storage(error)
        }
    }
    let outcome: Result<Inserted, Undone> = world
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                match people::insert(tx, &new).await? {
                    Inserted::Done => Ok(Change::Unrecorded(Inserted::Done)),
                    taken => Err(Undone::Taken(taken)),
                }
            })
        })
        .await;
    match outcome {
        Ok(done) | Err(Undone::Taken(done)) => Ok(done),
        Err(Undone::Storage(error)) => Err(error),
    }
}

async fn an_account_is_found_by_each_of_its_identifiers(world: World) {
    let new = new_account(&world, "Van.An", Some("0912345678"), Some("001090123456"));
    let (account, number) = (new.account.clone(), new.number.expect("a fingerprint"));
    let phone = new.phone.clone().expect("a phone").1;
    assert_eq!(insert(&world, new).await, Ok(Inserted::Done));

    let (id, wanted) = (account.id, phone.clone());
    let found: Result<_, StorageError> = world
        .store
        .read(move |tx| {
            Box::pin(async move {
                let login = LoginName::parse("VAN.AN").expect("a login name");
                Ok((
                    [
                        people::by_id(tx, id).await?,
                        people::by_login(tx, &login).await?,
                        people::by_phone(tx, &wanted).await?,
                        people::by_number(tx, number).await?,
                    ],
                    people::phone_of(tx, id).await?,
                    people::by_number(tx, Digest::of("another")).await?,
                ))
            })
        })
        .await;
    let (all, its_phone, nobody) = found.expect("the account can be read");
    for one in all {
        let one = one.expect("it is found");
        assert_eq!(one, account);
        assert_eq!(one.login.as_str(), "Van.An", "as its owner writes it");
    }
    assert_eq!(its_phone, Some(phone));
    assert_eq!(nobody, None);
}

async fn identifiers_are_taken_once(world: World) {
    let first = new_account(&world, "van.an", Some("0912345678"), Some("1"));
    assert_eq!(insert(&world, first).await, Ok(Inserted::Done));
    let login = new_account(&world, "VAN.AN", Some("0912345679"), Some("2"));
    assert_eq!(insert(&world, login).await, Ok(Inserted::LoginTaken));
    let phone = new_account(&world, "van.anh", Some("0912345678"), Some("3"));
    assert_eq!(insert(&world, phone).await, Ok(Inserted::PhoneTaken));
    let number = new_account(&world, "van.anh", Some("0912345670"), Some("1"));
    assert_eq!(insert(&world, number).await, Ok(Inserted::NumberTaken));
    // What was refused left nothing behind: the same identifiers are still free elsewhere.
    let free = new_account(&world, "van.anh", Some("0912345679"), Some("3"));
    assert_eq!(insert(&world, free).await, Ok(Inserted::Done));
    let without = new_account(&world, "without.number", None, None);
    assert_eq!(insert(&world, without).await, Ok(Inserted::Done));
    let without = new_account(&world, "without.too", None, None);
    assert_eq!(insert(&world, without).await, Ok(Inserted::Done), "absence is no value to be taken");
}

async fn two_who_want_one_login_name_at_once(world: World) {
    let all =
        (0..6).map(|n| insert(&world, new_account(&world, "van.an", Some(&format!("091234567{n}")), None)));
    let all: Vec<Inserted> =
        futures_util::future::join_all(all).await.into_iter().map(|r| r.expect("no failure")).collect();
    assert_eq!(all.iter().filter(|i| **i == Inserted::Done).count(), 1, "{all:?}");
    assert_eq!(all.iter().filter(|i| **i == Inserted::LoginTaken).count(), 5, "{all:?}");
}

async fn a_hash_is_replaced_only_where_it_still_stands(world: World) {
    let new = new_account(&world, "van.an", None, None);
    let id = new.account.id;
    assert_eq!(insert(&world, new).await, Ok(Inserted::Done));
    let later = DAWN.after(std::time::Duration::from_hours(1));
    let outcome: Result<_, StorageError> = world
        .store
        .write(move |tx| {
            Box::pin(async move {
                let renewed = people::renew_hash(tx, id, "first", "second").await?;
                let stale = people::renew_hash(tx, id, "first", "third").await?;
                let same_day = people::by_id(tx, id).await?.map(|a| a.password_changed_at);
                let stale_change = people::change_password(tx, id, "first", "fourth", later).await?;
                let changed = people::change_password(tx, id, "second", "fifth", later).await?;
                Ok(Change::Unrecorded(([renewed, stale, stale_change, changed], same_day)))
            })
        })
        .await;
    assert_eq!(outcome, Ok(([true, false, false, true], Some(DAWN))));
    let account: Result<_, StorageError> =
        world.store.read(move |tx| Box::pin(async move { people::by_id(tx, id).await })).await;
    let account = account.expect("read").expect("found");
    assert_eq!((account.password_hash.as_str(), account.password_changed_at), ("fifth", later));
}

async fn claims_are_told_of_an_active_account_only(world: World) {
    let active = new_account(&world, "Van.An", Some("0912345678"), None);
    let mut locked = new_account(&world, "van.binh", None, None);
    locked.account.state = AccountState::Locked;
    let (first, second) = (active.account.id, locked.account.id);
    assert_eq!(insert(&world, active).await, Ok(Inserted::Done));
    assert_eq!(insert(&world, locked).await, Ok(Inserted::Done));
    let told: Result<_, StorageError> = world
        .store
        .read(move |tx| {
            Box::pin(async move { Ok((people::claims(tx, first).await?, people::claims(tx, second).await?)) })
        })
        .await;
    let (told, untold) = told.expect("read");
    let told = told.expect("claims");
    assert_eq!((told.login_name.as_str(), told.display_name.as_str()), ("Van.An", "Trần Văn An"));
    assert_eq!(told.phone.map(|p| p.to_string()), Some("+84912345678".to_owned()));
    assert_eq!((told.identity, told.language), (IdentityLevel::Basic, Language::Vi));
    assert_eq!(untold, None);
}

async fn a_number_is_sealed_into_its_account(world: World) {
    let vault = Vault::load(&world.store, KeyFile::generate(&*world.random)).await.expect("the vault opens");
    let (owner, other) = (AccountId::new(DAWN, &*world.random), AccountId::new(DAWN, &*world.random));
    let number = parse_number(Country::Vietnam, "001 090 123 456").expect("a number");
    let sealed = people::seal_number(&vault, owner, &number);
    assert_eq!(people::open_number(&vault, owner, &sealed).as_ref(), Ok(&number));
    assert_eq!(people::open_number(&vault, other, &sealed), Err(VaultError::Damaged));
    let same = parse_number(Country::Vietnam, "001090123456").expect("a number");
    assert_eq!(people::number_fingerprint(&vault, &number), people::number_fingerprint(&vault, &same));
    let another = parse_number(Country::Vietnam, "001090123457").expect("a number");
    assert_ne!(people::number_fingerprint(&vault, &number), people::number_fingerprint(&vault, &another));
}
