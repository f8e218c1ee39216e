//! The copy of a population register: who is found in it, and files that come in parts.

use onedoor_base::{Actor, Country, Digest, RegisterImportId};
use onedoor_proofing::register::{Born, Cut, Entry, Sex, Sought, Standing, Verdict, judge, judge_some};
use onedoor_storage::register::{self, Found, Import, ImportState, MOST_FOUND, Part, Tally, prepare};
use onedoor_storage::vault::{KeyFile, Vault, VaultError};
use onedoor_storage::{Statement, StorageError};

use crate::contract::contract;
use crate::transactions::run;
use crate::world::World;

contract! {
    whoever_is_in_a_file_is_found_by_number_former_number_and_name
    nothing_of_them_can_be_read_in_the_rows
    a_newer_entry_takes_the_place_of_the_older_with_all_it_was_found_by
    those_who_are_taken_out_are_not_found
    a_file_goes_on_where_it_was_and_no_part_is_written_twice
    a_file_that_another_came_before_begins_anew
    nobody_looks_through_more_than_a_hundred
    an_entry_in_the_row_of_another_does_not_open
}

const FILE: Digest = Digest([7; 32]);
const SEALED: Statement = Statement::new("test.register.sealed", "SELECT id, sealed FROM register_people");
const PRINTS: Statement = Statement::new("test.register.keys", "SELECT print, entry_id FROM register_keys");
const SWAP: Statement = Statement::new("test.register.swap", "UPDATE register_people SET sealed = $1");

fn operator() -> Actor {
    Actor::Operator("register import".to_owned())
}

fn hoa() -> Entry {
    Entry {
        country: Country::Vietnam,
        number: "001190000018".to_owned(),
        former_numbers: vec!["012345678".to_owned()],
        name: "Nguyễn Thị Hòa".to_owned(),
        former_names: vec!["Trần Thị Hòa".to_owned()],
        born: Born { year: 1990, month: Some(3), day: Some(7) },
        sex: Some(Sex::Female),
        residence: Some("12 Hàng Bài, Hà Nội".to_owned()),
        standing: Standing::Living,
    }
}

fn numbered(n: usize) -> Entry {
    Entry { number: format!("0011900{n:05}"), former_numbers: Vec::new(), ..hoa() }
}

fn sought(number: &str, name: &str) -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some(number.to_owned()),
        former: None,
        name: Some(name.to_owned()),
        born: Some(hoa().born),
        sex: None,
    }
}

async fn vault(world: &World) -> Vault {
    Vault::load(&world.store, KeyFile::generate(&*world.random)).await.expect("the vault opens")
}

async fn begin(world: &World, digest: Digest, removes: bool) -> Import {
    register::begin(&world.store, (digest, "people.csv", removes), &operator()).await.expect("begun")
}

/// A file with these, from its beginning to its end.
async fn import(world: &World, vault: &Vault, entries: &[Entry]) -> Tally {
    world.clock.advance(1000);
    let begun = begin(world, FILE, false).await;
    let part = Part { from: 0, to: entries.len() as u64, refused: 0 };
    let people = entries.iter().map(|entry| prepare(vault, entry)).collect();
    register::write(&world.store, vault, begun.id, part, people).await.expect("written");
    register::finish(&world.store, begun.id, &operator()).await.expect("finished").tally
}

async fn found(world: &World, vault: &Vault, sought: Sought) -> Result<Found, VaultError> {
    let vault = vault.clone();
    world.store.read(move |tx| Box::pin(async move { register::look(tx, &vault, &sought).await })).await
}

async fn look(world: &World, vault: &Vault, sought: Sought) -> Vec<Entry> {
    found(world, vault, sought).await.expect("looked up").entries
}

async fn people(world: &World) -> u64 {
    let count =
        world.store.read::<_, StorageError, _>(|tx| Box::pin(async move { register::count(tx).await }));
    count.await.expect("counted")
}

async fn standing(world: &World, import: RegisterImportId) -> Import {
    let read = world
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { register::standing(tx, import).await }));
    read.await.expect("read").expect("there")
}

async fn rows(world: &World, statement: &'static Statement, columns: [&'static str; 2]) -> Vec<[Vec<u8>; 2]> {
    let read = world.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let rows = tx.rows(statement, &[]).await?;
            rows.iter().map(|row| Ok([row.bytes(columns[0])?, row.bytes(columns[1])?])).collect()
        })
    });
    read.await.expect("read")
}

async fn whoever_is_in_a_file_is_found_by_number_former_number_and_name(world: World) {
    let vault = vault(&world).await;
    let old = Entry { born: Born { year: 1931, month: None, day: None }, ..numbered(2) };
    let tally = import(&world, &vault, &[hoa(), old.clone()]).await;
    assert_eq!(tally, Tally { added: 2, ..Tally::default() });
    let by_number = look(&world, &vault, sought("001190000018", "somebody")).await;
    assert_eq!(by_number, [hoa()], "whatever they call themselves: judging is another's");
    let former = Sought { number: None, former: Some("012345678".to_owned()), ..sought("", "") };
    assert_eq!(look(&world, &vault, former).await, [hoa()]);
    for name in ["NGUYEN THI HOA", "Hoà Nguyễn Thị", "Trần Thị Hòa"] {
        let slip = sought("001190000019", name);
        let found = look(&world, &vault, slip.clone()).await;
        assert_eq!(found, [hoa()], "{name}");
        assert!(matches!(judge(&slip, &found), Verdict::Near { .. }));
    }
    let day = Some(Born { year: 1931, month: Some(5), day: Some(9) });
    let of_the_year = Sought { born: day, ..sought("001190000009", "Nguyễn Thị Hòa") };
    assert_eq!(look(&world, &vault, of_the_year).await, [old], "who was born some day of that year");
    assert_eq!(look(&world, &vault, sought("001190000019", "Lê Thị Hòa")).await, []);
    let nobody = Sought { number: None, name: None, ..sought("", "") };
    assert_eq!(look(&world, &vault, nobody).await, []);
    let elsewhere = Sought { country: Country::Russia, ..sought("001190000018", "Nguyễn Thị Hòa") };
    assert_eq!(look(&world, &vault, elsewhere).await, []);
}

async fn nothing_of_them_can_be_read_in_the_rows(world: World) {
    let vault = vault(&world).await;
    import(&world, &vault, &[hoa()]).await;
    let all =
        [rows(&world, &SEALED, ["id", "sealed"]).await, rows(&world, &PRINTS, ["print", "entry_id"]).await];
    assert_eq!([all[0].len(), all[1].len()], [1, 3], "a former number and two names beside the entry");
    for value in all.iter().flatten().flatten() {
        for word in ["001190000018", "012345678", "Hòa", "hoa", "1990"] {
            assert!(!value.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
        }
    }
}

async fn a_newer_entry_takes_the_place_of_the_older_with_all_it_was_found_by(world: World) {
    let vault = vault(&world).await;
    import(&world, &vault, &[hoa(), numbered(3)]).await;
    let married = Entry {
        name: "Lê Thị Hòa".to_owned(),
        former_names: vec!["Nguyễn Thị Hòa".to_owned()],
        former_numbers: Vec::new(),
        ..hoa()
    };
    let tally = import(&world, &vault, &[hoa(), married.clone()]).await;
    assert_eq!(tally, Tally { replaced: 1, ..Tally::default() }, "of two with one number the later counts");
    assert_eq!(people(&world).await, 2);
    assert_eq!(look(&world, &vault, sought("001190000018", "")).await, std::slice::from_ref(&married));
    let gone = Sought { number: Some("012345678".to_owned()), ..sought("", "Trần Thị Hòa") };
    assert_eq!(
        look(&world, &vault, gone).await,
        [numbered(3)],
        "only the other one still has that former name"
    );
    assert_eq!(look(&world, &vault, sought("9", "Lê Thị Hòa")).await, [married]);
}

async fn those_who_are_taken_out_are_not_found(world: World) {
    let vault = vault(&world).await;
    import(&world, &vault, &[hoa(), numbered(3)]).await;
    let begun = begin(&world, Digest([8; 32]), true).await;
    let numbers = ["001190000018", "001190077777"].map(|number| (Country::Vietnam, number.to_owned()));
    let part = Part { from: 0, to: 2, refused: 0 };
    register::remove(&world.store, &vault, begun.id, part, numbers.into()).await.expect("removed");
    assert_eq!(standing(&world, begun.id).await.tally, Tally { removed: 1, ..Tally::default() });
    assert_eq!(look(&world, &vault, sought("001190000018", "Nguyễn Thị Hòa")).await, [numbered(3)]);
    assert_eq!(rows(&world, &PRINTS, ["print", "entry_id"]).await.len(), 2, "of the one who is left");
}

async fn a_file_goes_on_where_it_was_and_no_part_is_written_twice(world: World) {
    let vault = vault(&world).await;
    let people =
        |range: std::ops::Range<usize>| range.map(|n| prepare(&vault, &numbered(n))).collect::<Vec<_>>();
    let begun = begin(&world, FILE, false).await;
    let first = Part { from: 0, to: 71, refused: 1 };
    register::write(&world.store, &vault, begun.id, first, people(0..70)).await.expect("written");
    world.clock.advance(5000);
    let again = begin(&world, FILE, false).await;
    assert_eq!((again.id, again.position, again.tally.refused), (begun.id, 71, 1), "it goes on");
    let twice = register::write(&world.store, &vault, begun.id, first, people(0..70)).await;
    assert!(twice.is_err(), "somebody has written that part");
    assert_eq!(standing(&world, begun.id).await, again, "and nothing of it counts twice");
    let second = Part { from: 71, to: 101, refused: 0 };
    register::write(&world.store, &vault, begun.id, second, people(70..100)).await.expect("written");
    let done = register::finish(&world.store, begun.id, &operator()).await.expect("finished");
    assert_eq!((done.state, done.position), (ImportState::Done, 101));
    assert_eq!(done.tally, Tally { added: 100, refused: 1, ..Tally::default() });
    for n in [0, 31, 32, 69, 70, 99] {
        let entry = numbered(n);
        let found = look(&world, &vault, sought(&entry.number, "somebody")).await;
        assert_eq!(found, [entry], "{n}");
    }
}

async fn a_file_that_another_came_before_begins_anew(world: World) {
    let vault = vault(&world).await;
    let older = begin(&world, FILE, false).await;
    world.clock.advance(1000);
    let newer = begin(&world, Digest([8; 32]), false).await;
    assert_eq!(standing(&world, older.id).await.state, ImportState::Left);
    let late = Part { from: 0, to: 1, refused: 0 };
    let written = register::write(&world.store, &vault, older.id, late, vec![prepare(&vault, &hoa())]).await;
    assert!(written.is_err(), "its entries are older");
    assert_eq!(people(&world).await, 0);
    world.clock.advance(1000);
    let again = begin(&world, FILE, false).await;
    assert_eq!((again.position, again.id == older.id), (0, false));
    let now = world.store.clock().now();
    let latest = world
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { register::latest(tx, now, 2).await }));
    let latest: Vec<_> = latest.await.expect("read").into_iter().map(|import| import.id).collect();
    assert_eq!(latest, [again.id, newer.id]);
}

async fn nobody_looks_through_more_than_a_hundred(world: World) {
    let vault = vault(&world).await;
    let namesakes: Vec<_> = (0..130).map(numbered).collect();
    import(&world, &vault, &namesakes).await;
    let all = found(&world, &vault, sought("001190000133", "Nguyễn Thị Hòa")).await.expect("looked up");
    assert_eq!((all.entries.len(), all.cut), (MOST_FOUND, Cut::Namesakes), "it says that there are more");
    let one = found(&world, &vault, sought("001190000129", "Nguyễn Thị Hòa")).await.expect("looked up");
    assert_eq!(one.entries[0], numbered(129), "whoever has the number comes first");
    let slip = sought("001190000133", "Nguyễn Thị Hòa");
    assert!(matches!(judge_some(&slip, &all.entries, all.cut), Verdict::Several(few) if few.len() == 20));
    let right = sought("001190000129", "Nguyễn Thị Hòa");
    assert!(matches!(judge_some(&right, &one.entries, one.cut), Verdict::Match(_)));
    world.clock.advance(1000);
    let holder = |n| Entry { former_numbers: vec!["012345678".to_owned()], ..numbered(n) };
    import(&world, &vault, &(0..130).map(holder).collect::<Vec<_>>()).await;
    let former = Sought { number: None, former: Some("012345678".to_owned()), ..right };
    let holders = found(&world, &vault, former.clone()).await.expect("looked up");
    assert_eq!(holders.cut, Cut::Holders);
    assert!(matches!(judge_some(&former, &holders.entries, holders.cut), Verdict::Several(_)));
}

async fn an_entry_in_the_row_of_another_does_not_open(world: World) {
    let vault = vault(&world).await;
    import(&world, &vault, &[hoa(), numbered(3)]).await;
    let sealed = rows(&world, &SEALED, ["id", "sealed"]).await;
    run(&world.store, &SWAP, vec![sealed[0][1].clone().into()]).await.expect("swapped");
    let both = sought("001190000018", "Nguyễn Thị Hòa");
    assert_eq!(found(&world, &vault, both).await, Err(VaultError::Damaged));
}
