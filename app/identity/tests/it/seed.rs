use onedoor_base::{Secret, Subject};
use onedoor_identity::seed::{NotSeeded, SeedPerson, person};
use onedoor_site::testing::{DAWN, TestWorld};
use onedoor_storage::people::{self, Inserted};
use onedoor_storage::{StorageError, audit};

use crate::actors::{NUMBER, account_of, an, khai, vneid};

#[tokio::test]
async fn a_second_time_changes_nothing() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let id = account_of(&identity, &khai()).await;
    let hashed = world.hashing.taken();
    let again = SeedPerson { password: Secret::new("something else"), ..khai() };
    assert_eq!(account_of(&identity, &again).await, id);
    assert_eq!(world.hashing.taken(), hashed, "nothing is hashed for somebody who is there");

    let later = DAWN.after(std::time::Duration::from_secs(1));
    let records: Result<_, StorageError> = identity
        .site
        .store
        .read(move |tx| Box::pin(async move { audit::of_subject(tx, Subject::Person(id), later, 10).await }))
        .await;
    let actions: Vec<_> = records.expect("the record can be read").into_iter().map(|r| r.action).collect();
    assert_eq!(actions, ["people.account.seeded"]);
}

#[tokio::test]
async fn the_number_is_sealed_and_found() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let id = account_of(&identity, &khai()).await;
    let number = onedoor_people::parse_number(identity.profile.country, NUMBER).expect("a number");
    let print = people::number_fingerprint(&identity.site.vault, &number);
    let found: Result<_, StorageError> =
        identity.site.store.read(move |tx| Box::pin(async move { people::by_number(tx, print).await })).await;
    let found = found.expect("accounts can be read").expect("the account is found");
    assert_eq!(found.id, id);
    let sealed = found.number.expect("the number is kept");
    assert!(!sealed.sealed.windows(NUMBER.len()).any(|piece| piece == NUMBER.as_bytes()));
    let opened = people::open_number(&identity.site.vault, id, &sealed).expect("it opens");
    assert_eq!(opened.as_str(), NUMBER);
}

#[tokio::test]
async fn nobody_gets_what_somebody_else_has() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let same_phone = SeedPerson { phone: khai().phone, ..an() };
    let refused = person(&identity, &same_phone).await;
    assert!(matches!(refused, Err(NotSeeded::Taken(Inserted::PhoneTaken))), "{refused:?}");
    let same_number = SeedPerson { national_number: khai().national_number, ..an() };
    let refused = person(&identity, &same_number).await;
    assert!(matches!(refused, Err(NotSeeded::Taken(Inserted::NumberTaken))), "{refused:?}");
    // What was refused left nothing behind.
    account_of(&identity, &an()).await;
}
