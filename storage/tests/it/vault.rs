use onedoor_base::Actor;
use onedoor_storage::vault::{KeyFile, KeyFileError, Vault, VaultError};
use onedoor_storage::{Statement, StorageError};

use crate::contract::contract;
use crate::world::World;

const NUMBER: &str = "001099012345";
const TEN_MINUTES: i64 = 600_000;
const KEYS: Statement = Statement::new("test.keys", "SELECT COUNT(*) AS keys FROM data_keys");
const EVENTS: Statement = Statement::new("test.events", "SELECT action, actor FROM audit ORDER BY id");

contract! {
    what_is_sealed_opens_in_its_place_only
    a_changed_value_does_not_open
    another_node_opens_and_finds_the_same
    nodes_that_start_at_once_share_their_keys
    a_new_data_key_seals_when_every_node_has_it
    a_data_key_gets_a_successor_after_three_months
    a_new_master_key_replaces_the_old_one
    another_master_key_opens_nothing
    a_fingerprint_depends_on_kind_and_value
    keys_leave_a_record
}

async fn vault(world: &World) -> (Vault, KeyFile) {
    let file = KeyFile::generate(&*world.random);
    (Vault::load(&world.store, file.clone()).await.expect("the vault opens"), file)
}

async fn what_is_sealed_opens_in_its_place_only(world: World) {
    let (vault, _) = vault(&world).await;
    let sealed = vault.seal("accounts.number/1", NUMBER.as_bytes());
    assert!(!sealed.windows(4).any(|part| part == &NUMBER.as_bytes()[..4]), "it is not in the clear");
    assert_eq!(vault.open("accounts.number/1", &sealed).expect("it opens").as_slice(), NUMBER.as_bytes());
    assert_eq!(vault.open("accounts.number/2", &sealed), Err(VaultError::Damaged));
    assert_ne!(vault.seal("accounts.number/1", NUMBER.as_bytes()), sealed, "equal values look different");
    let nothing = vault.seal("empty", b"");
    assert!(vault.open("empty", &nothing).expect("it opens").is_empty());
}

async fn a_changed_value_does_not_open(world: World) {
    let (vault, _) = vault(&world).await;
    let sealed = vault.seal("here", NUMBER.as_bytes());
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        let opened = vault.open("here", &changed);
        assert!(matches!(opened, Err(VaultError::Damaged | VaultError::UnknownKey(_))), "byte {at}");
    }
    for length in 0..sealed.len() {
        assert_eq!(vault.open("here", &sealed[..length]), Err(VaultError::Damaged), "{length} bytes");
    }
}

async fn another_node_opens_and_finds_the_same(world: World) {
    let (vault, file) = vault(&world).await;
    let sealed = vault.seal("here", NUMBER.as_bytes());
    let other = Vault::load(&world.store, file).await.expect("the vault opens again");
    assert_eq!(other.open("here", &sealed).expect("it opens").as_slice(), NUMBER.as_bytes());
    assert_eq!(other.fingerprint("number", NUMBER), vault.fingerprint("number", NUMBER));
}

async fn nodes_that_start_at_once_share_their_keys(world: World) {
    let file = KeyFile::generate(&*world.random);
    let start = || {
        let (store, file) = (world.store.clone(), file.clone());
        tokio::spawn(async move { Vault::load(&store, file).await.expect("the vault opens") })
    };
    let nodes = [start(), start(), start(), start()];
    let mut prints = Vec::new();
    for node in nodes {
        prints.push(node.await.expect("no panic").fingerprint("number", NUMBER));
    }
    assert!(prints.iter().all(|print| *print == prints[0]));
    assert_eq!(count(&world).await, 2, "one to seal, one for fingerprints");
}

async fn a_new_data_key_seals_when_every_node_has_it(world: World) {
    let (vault, file) = vault(&world).await;
    let other = Vault::load(&world.store, file).await.expect("the vault opens again");
    let key = |sealed: &[u8]| sealed[1..17].to_vec();
    let first = vault.seal("here", b"first");

    vault.rotate(&world.store).await.expect("a new key");
    world.clock.advance(TEN_MINUTES - 1);
    assert_eq!(key(&vault.seal("here", b"still")), key(&first), "within the grace the old key seals");
    world.clock.advance(1);
    let second = vault.seal("here", b"second");
    assert_ne!(key(&second), key(&first));
    assert_eq!(vault.open("here", &first).expect("the old key opens").as_slice(), b"first");

    assert!(matches!(other.open("here", &second), Err(VaultError::UnknownKey(_))));
    other.refresh(&world.store).await.expect("refreshed");
    assert_eq!(other.open("here", &second).expect("the new key is here").as_slice(), b"second");
    assert_eq!(other.fingerprint("number", NUMBER), vault.fingerprint("number", NUMBER), "the same for life");
}

async fn a_data_key_gets_a_successor_after_three_months(world: World) {
    let (vault, file) = vault(&world).await;
    let other = Vault::load(&world.store, file).await.expect("the vault opens again");
    let key = |sealed: &[u8]| sealed[1..17].to_vec();
    let first = key(&vault.seal("here", b"first"));
    world.clock.advance(90 * 24 * 3600 * 1000 - 1);
    vault.keep_up(&world.store).await.expect("looked at");
    assert_eq!(count(&world).await, 2, "not yet");
    world.clock.advance(1);
    let (one, two) = tokio::join!(vault.keep_up(&world.store), other.keep_up(&world.store));
    assert_eq!((one, two), (Ok(()), Ok(())));
    assert_eq!(count(&world).await, 3, "one new key, whoever made it");
    world.clock.advance(TEN_MINUTES);
    vault.keep_up(&world.store).await.expect("looked at");
    assert_ne!(key(&vault.seal("here", b"second")), first);
}

async fn a_new_master_key_replaces_the_old_one(world: World) {
    let (vault, old) = vault(&world).await;
    let (sealed, print) = (vault.seal("here", b"kept"), vault.fingerprint("number", NUMBER));
    let mut both = old.clone();
    both.add(&*world.random);
    let rewrapping = Vault::load(&world.store, both.clone()).await.expect("both keys open");
    assert_eq!(rewrapping.rewrap(&world.store).await, Ok(2));
    assert_eq!(rewrapping.rewrap(&world.store).await, Ok(0));

    let text = both.to_text();
    let old_line = old.to_text().lines().last().expect("a key").to_owned();
    let new = KeyFile::parse(&text.replace(&old_line, "")).expect("the new key alone");
    let after = Vault::load(&world.store, new).await.expect("the new key opens everything");
    assert_eq!(after.open("here", &sealed).expect("it opens").as_slice(), b"kept");
    assert_eq!(after.fingerprint("number", NUMBER), print);
    let outdated = Vault::load(&world.store, old).await;
    assert!(matches!(outdated, Err(VaultError::NoMasterKey(_))), "{outdated:?}");
}

async fn another_master_key_opens_nothing(world: World) {
    let (_, right) = vault(&world).await;
    // The name of the right key with the bytes of another.
    let name =
        right.to_text().lines().last().and_then(|line| line.split(' ').next()).expect("a name").to_owned();
    let wrong = KeyFile::generate(&*world.random);
    let bytes =
        wrong.to_text().lines().last().and_then(|line| line.split(' ').nth(1)).expect("a key").to_owned();
    let forged = KeyFile::parse(&format!("{name} {bytes}")).expect("a key file");
    assert_eq!(Vault::load(&world.store, forged).await.map(drop), Err(VaultError::Damaged));
}

async fn a_fingerprint_depends_on_kind_and_value(world: World) {
    let (vault, _) = vault(&world).await;
    let print = vault.fingerprint("number", NUMBER);
    assert_eq!(vault.fingerprint("number", NUMBER), print);
    for (kind, value) in
        [("number", "001099012346"), ("phone", NUMBER), ("number0", &NUMBER[1..]), ("numbe", "r001099012345")]
    {
        assert_ne!(vault.fingerprint(kind, value), print, "{kind} {value}");
    }
}

async fn keys_leave_a_record(world: World) {
    let (vault, _) = vault(&world).await;
    vault.rotate(&world.store).await.expect("a new key");
    let actions: Result<Vec<_>, StorageError> = world
        .store
        .read(|tx| {
            Box::pin(async move {
                let rows = tx.rows(&EVENTS, &[]).await?;
                rows.iter().map(|row| Ok((row.text("action")?, row.text("actor")?))).collect()
            })
        })
        .await;
    let actor = serde_json::to_string(&Actor::Site("vault".to_owned())).expect("plain");
    assert_eq!(actions, Ok(vec![("vault.key.made".to_owned(), actor); 3]));
}

async fn count(world: &World) -> i64 {
    let keys: Result<_, StorageError> = world
        .store
        .read(|tx| Box::pin(async move { tx.row(&KEYS, &[]).await?.map(|row| row.int("keys")).transpose() }))
        .await;
    keys.expect("the keys can be counted").expect("a count")
}

#[tokio::test]
async fn a_key_file_survives_being_written_and_read() {
    let world = World::sqlite().await;
    let path = world.directory().join("keys");
    let mut made = KeyFile::create(&path, &*world.random).expect("made");
    assert_eq!(*KeyFile::read(&path).expect("read").to_text(), *made.to_text());
    assert!(
        matches!(KeyFile::create(&path, &*world.random), Err(KeyFileError::File(_))),
        "never overwritten"
    );
    #[cfg(unix)]
    {
        let rights =
            std::fs::metadata(&path).map(|m| std::os::unix::fs::PermissionsExt::mode(&m.permissions()));
        assert_eq!(rights.expect("it is there") & 0o777, 0o600);
    }
    made.add(&*world.random);
    assert_eq!(made.to_text().lines().filter(|line| !line.starts_with('#')).count(), 2);
    assert!(!format!("{made:?}").contains('='), "keys do not print: {made:?}");
}

#[test]
fn a_wrong_key_file_is_named_by_its_line() {
    let good = "0123456789abcdef AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let problem = |text: &str| KeyFile::parse(text).map(drop).map_err(|error| error.to_string());
    assert_eq!(problem(good), Ok(()));
    assert_eq!(problem("# only a comment\n\n"), Err("there is no key in it".to_owned()));
    assert_eq!(
        problem(&format!("{good}\n\n{good}")),
        Err("line 3: a key of this name stands above".to_owned())
    );
    for wrong in [
        "0123456789abcdef",
        "0123456789abcdef AAAA",
        &good.replacen('0', "+", 1),
        &good[1..],
        &good.replacen('f', "g", 1),
    ] {
        let line = "line 1: expected sixteen hexadecimal digits, a space, and 32 bytes in base64";
        assert_eq!(problem(wrong), Err(line.to_owned()), "{wrong}");
    }
}
