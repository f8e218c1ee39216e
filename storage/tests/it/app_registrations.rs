//! Numbers with which people registered in the application.

use std::time::Duration;

use onedoor_base::{AccountId, ApplicationId, Country, Digest, IdentityLevel, Language, Timestamp};
use onedoor_people::{Account, AccountState, LoginName, PersonName, SealedNumber};
use onedoor_proofing::application::{By, Step};
use onedoor_proofing::calendar::Calendar;
use onedoor_storage::people::{self, Door, GIVE_IN, Inserted, NewAccount, ProvenOwner};
use onedoor_storage::proofing::{self, Doing, NewApplication};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    a_registered_number_finds_the_browser_that_knows_it_and_else_the_oldest
    without_an_application_it_finds_nobody_after_a_month
    whoever_has_proven_a_number_is_found_by_no_other
}

/// Runs a step in a transaction.
macro_rules! within {
    ($world:expr, [$($kept:ident),*] |$tx:ident| $step:expr) => {{
        $(let $kept = $kept.clone();)*
        let done: Result<_, StorageError> = $world
            .store
            .write(move |$tx| {
                $(let $kept = $kept.clone();)*
                Box::pin(async move { Ok(Change::Unrecorded($step)) })
            })
            .await;
        done.expect("the step can be taken")
    }};
}

fn number() -> Digest {
    Digest::of("number")
}

async fn registered(world: &World, login: &str, browser: Digest, at: Timestamp) -> AccountId {
    let id = AccountId::new(at, &*world.random);
    let account = Account {
        id,
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Nguyễn Thị Hòa").expect("a name"),
        state: AccountState::Active,
        identity: IdentityLevel::Claimed,
        language: Language::Vi,
        password_hash: "hash".to_owned(),
        password_changed_at: at,
        number: None,
        created_at: at,
    };
    let new = NewAccount { account, number: None, phone: None };
    assert_eq!(within!(world, [new] | tx | people::insert(tx, &new).await?), Inserted::Done);
    within!(world, [] | tx | people::register_in_app(tx, id, (number(), browser), at).await?);
    id
}

async fn found(world: &World, browser: Digest, now: Timestamp) -> Option<AccountId> {
    let door = Door { browser, device: None, now };
    within!(world, [] | tx | people::by_registered_number(tx, number(), &door).await?)
        .map(|account| account.id)
}

fn later(span: Duration) -> Timestamp {
    DAWN.after(span)
}

async fn a_registered_number_finds_the_browser_that_knows_it_and_else_the_oldest(world: World) {
    let (one, two, elsewhere) = (Digest::of("one"), Digest::of("two"), Digest::of("elsewhere"));
    assert_eq!(found(&world, one, DAWN).await, None);
    let first = registered(&world, "vn-first", one, DAWN).await;
    let second = registered(&world, "vn-second", two, later(Duration::from_mins(1))).await;
    let now = later(Duration::from_hours(1));
    assert_eq!(found(&world, elsewhere, now).await, Some(first));
    assert_eq!(found(&world, one, now).await, Some(first));
    assert_eq!(found(&world, two, now).await, Some(second));
}

async fn without_an_application_it_finds_nobody_after_a_month(world: World) {
    let browser = Digest::of("one");
    let idle = registered(&world, "vn-idle", browser, DAWN).await;
    let busy = registered(&world, "vn-busy", Digest::of("two"), later(Duration::from_mins(1))).await;
    let id = ApplicationId::new(DAWN, &*world.random);
    let new = NewApplication { id, account: busy, device: "Phone".to_owned() };
    assert!(within!(world, [new] | tx | proofing::open(tx, &new, DAWN).await?));
    for step in [Step::Begin, Step::GiveData, Step::GiveFace] {
        let doing = Doing { step, by: By::Person, officer: None, reason: String::new() };
        let calendar = Calendar::new(Country::Vietnam, [], []);
        within!(world, [doing, calendar] | tx | proofing::step(tx, id, &doing, DAWN, &calendar).await?);
    }
    assert_eq!(found(&world, browser, later(GIVE_IN).before(Duration::from_secs(1))).await, Some(idle));
    assert_eq!(found(&world, browser, later(GIVE_IN + Duration::from_hours(1))).await, Some(busy));
}

async fn whoever_has_proven_a_number_is_found_by_no_other(world: World) {
    let id = registered(&world, "vn-first", Digest::of("one"), DAWN).await;
    let owner = ProvenOwner {
        level: IdentityLevel::Basic,
        name: PersonName::parse("Nguyễn Thị Hòa").expect("a name"),
        number: SealedNumber { country: Country::Vietnam, sealed: vec![0] },
        fingerprint: Digest::of("another number"),
    };
    within!(world, [owner] | tx | people::prove_owner(tx, id, &owner).await?);
    assert_eq!(found(&world, Digest::of("one"), DAWN).await, None);
}
