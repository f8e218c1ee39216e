//! The people of the copy: written and taken out many at once, found one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use onedoor_proofing::register::{Cut, Entry, Keys, Sought, of_number};

use super::Tally;
use crate::many::{AT_ONCE, padded, thirty_two, thirty_two_rows};
use crate::vault::{Vault, VaultError};
use crate::{Statement, StorageError, Tx, Value, params};

/// How many people a look-up gives at most.
pub const MOST_FOUND: usize = 100;

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Those who may be the person, whoever has the number first; at most [`MOST_FOUND`]. What they are,
    /// [`onedoor_proofing::register::judge`] says.
    pub entries: Vec<Entry>,
    /// Who is there besides.
    pub cut: Cut,
}

/// A person may be found by two numbers and three names at once.
const LOOK: Statement = Statement::new(
    "register.person.look",
    "SELECT 0 AS kind, id, sealed FROM register_people WHERE id IN ($1, $2) \
     UNION ALL \
     SELECT k.kind AS kind, p.id AS id, p.sealed AS sealed FROM register_keys AS k \
     JOIN register_people AS p ON p.id = k.entry_id WHERE k.print IN ($1, $2, $3, $4, $5) \
     ORDER BY kind, id LIMIT 101",
);
const KNOWN: Statement = Statement::new(
    "register.person.known",
    thirty_two!("SELECT id, sealed FROM register_people WHERE id IN ", ""),
);
const PUT: Statement = Statement::new(
    "register.person.put",
    "INSERT INTO register_people (id, sealed, changed_at) VALUES ($1, $2, $3) \
     ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at",
);
const PUT_MANY: Statement = Statement::new(
    "register.person.put_many",
    thirty_two_rows!(
        "INSERT INTO register_people (id, sealed, changed_at) VALUES ",
        " ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at"
    ),
);
const DROP: Statement = Statement::new("register.person.drop", "DELETE FROM register_people WHERE id = $1");
const COUNT: Statement =
    Statement::new("register.person.count", "SELECT COUNT(*) AS count FROM register_people");
const KEY: Statement = Statement::new(
    "register.key.put",
    "INSERT INTO register_keys (print, entry_id, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);
const KEY_MANY: Statement = Statement::new(
    "register.key.put_many",
    thirty_two_rows!("INSERT INTO register_keys (print, entry_id, kind) VALUES ", " ON CONFLICT DO NOTHING"),
);
const DROP_KEY: Statement =
    Statement::new("register.key.drop", "DELETE FROM register_keys WHERE print = $1 AND entry_id = $2");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&LOOK, &KNOWN, &PUT, &PUT_MANY, &DROP, &COUNT, &KEY, &KEY_MANY, &DROP_KEY];

const NUMBER: i64 = 1;
const NAME: i64 = 2;

/// What is kept of a fingerprint.
type Print = [u8; 16];

/// An entry as it is written: sealed, and by what it is found. Made outside of the transaction, which may run again.
#[derive(Debug, Clone)]
pub struct Prepared {
    id: Print,
    sealed: Vec<u8>,
    keys: BTreeMap<Print, i64>,
}

/// Seals an entry and makes its fingerprints.
pub fn prepare(vault: &Vault, entry: &Entry) -> Prepared {
    let text = serde_json::to_vec(entry).expect("an entry has no keys but texts");
    let (id, keys) = prints(vault, entry);
    Prepared { id, sealed: vault.seal(&context(id), &text), keys }
}

/// Those who may be the person that is looked for.
pub async fn look(tx: &mut Tx<'_>, vault: &Vault, sought: &Sought) -> Result<Found, VaultError> {
    let Keys { numbers, people } = sought.keys();
    if numbers.is_empty() && people.is_empty() {
        return Ok(Found::default());
    }
    let prints = |texts: &[String], most| -> Vec<Value> {
        let found = texts.iter().map(|text| Value::from(print(vault, text)));
        found.chain(std::iter::repeat(Value::Null)).take(most).collect()
    };
    let values = [prints(&numbers, 2), prints(&people, 3)].concat();
    let rows = tx.rows(&LOOK, &values).await?;
    let (mut seen, mut entries) = (BTreeSet::new(), Vec::new());
    // One person may be found by several of the texts.
    for row in rows.iter().take(MOST_FOUND) {
        let id = id_of(row.bytes("id")?)?;
        if seen.insert(id) {
            entries.push(open(vault, id, &row.bytes("sealed")?)?);
        }
    }
    // Those with the number come first: if the last is a namesake, they are all there.
    let cut = match rows.get(MOST_FOUND) {
        None => Cut::Nobody,
        Some(last) if last.int("kind")? == NAME => Cut::Namesakes,
        Some(_) => Cut::Holders,
    };
    Ok(Found { entries, cut })
}

/// How many people the copy has; counts them, which takes seconds where they are millions.
pub async fn count(tx: &mut Tx<'_>) -> Result<u64, StorageError> {
    let row = tx.row(&COUNT, &[]).await?;
    let count = row.map(|row| row.int("count")).transpose()?;
    Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or_default())
}

/// Writes them, each in the place of the entry that had its number before. Of two with one number the later counts.
pub(super) async fn put(
    tx: &mut Tx<'_>,
    vault: &Vault,
    people: &[Prepared],
    now: i64,
) -> Result<Tally, VaultError> {
    let people: BTreeMap<Print, &Prepared> = people.iter().map(|one| (one.id, one)).collect();
    let known = known(tx, vault, people.keys().copied()).await?;
    for (id, keys) in &known {
        let kept = people.get(id).map(|one| &one.keys);
        for print in keys.keys().filter(|print| kept.is_none_or(|kept| !kept.contains_key(*print))) {
            tx.execute(&DROP_KEY, params![*print, *id]).await?;
        }
    }
    let rows = people.values().map(|one| [one.id.into(), Value::from(&one.sealed), now.into()]);
    put_all(tx, (&PUT, &PUT_MANY), &rows.collect::<Vec<_>>()).await?;
    let rows = people.values().flat_map(|one| {
        one.keys.iter().map(|(print, kind)| [(*print).into(), one.id.into(), (*kind).into()])
    });
    put_all(tx, (&KEY, &KEY_MANY), &rows.collect::<Vec<_>>()).await?;
    let replaced = known.len() as u64;
    Ok(Tally { added: people.len() as u64 - replaced, replaced, ..Tally::default() })
}

/// Takes those with these numbers out; how many there were.
pub(super) async fn drop_all(
    tx: &mut Tx<'_>,
    vault: &Vault,
    numbers: &[(onedoor_base::Country, String)],
) -> Result<u64, VaultError> {
    let ids: BTreeSet<_> =
        numbers.iter().map(|(country, number)| print(vault, &of_number(*country, number))).collect();
    let known = known(tx, vault, ids.into_iter()).await?;
    for (id, keys) in &known {
        for print in keys.keys() {
            tx.execute(&DROP_KEY, params![*print, *id]).await?;
        }
        tx.execute_one(&DROP, params![*id]).await?;
    }
    Ok(known.len() as u64)
}

/// Which of these are there, with what each is found by. That is read off the entry: an index of keys by person would
/// be as large as all the rest.
async fn known(
    tx: &mut Tx<'_>,
    vault: &Vault,
    ids: impl Iterator<Item = Print>,
) -> Result<BTreeMap<Print, BTreeMap<Print, i64>>, VaultError> {
    let ids: Vec<Value> = ids.map(Value::from).collect();
    let mut known = BTreeMap::new();
    for ids in ids.chunks(AT_ONCE) {
        for row in tx.rows(&KNOWN, &padded(ids).collect::<Vec<_>>()).await? {
            let id = id_of(row.bytes("id")?)?;
            let entry = open(vault, id, &row.bytes("sealed")?)?;
            known.insert(id, prints(vault, &entry).1);
        }
    }
    Ok(known)
}

/// Thirty-two rows a statement: on PostgreSQL each is a way to another process and back.
async fn put_all(
    tx: &mut Tx<'_>,
    (one, many): (&Statement, &Statement),
    rows: &[[Value; 3]],
) -> Result<(), StorageError> {
    let (chunks, rest) = rows.as_chunks::<AT_ONCE>();
    for chunk in chunks {
        tx.execute(many, chunk.as_flattened()).await?;
    }
    for row in rest {
        tx.execute(one, row).await?;
    }
    Ok(())
}

fn open(vault: &Vault, id: Print, sealed: &[u8]) -> Result<Entry, VaultError> {
    let text = vault.open(&context(id), sealed)?;
    serde_json::from_slice(&text).map_err(|_| VaultError::Damaged)
}

/// Under which an entry is kept, and by what else it is found.
fn prints(vault: &Vault, entry: &Entry) -> (Print, BTreeMap<Print, i64>) {
    let Keys { numbers, people } = entry.keys();
    let id = print(vault, &of_number(entry.country, &entry.number));
    let former = numbers.iter().skip(1).map(|text| (print(vault, text), NUMBER));
    (id, former.chain(people.iter().map(|text| (print(vault, text), NAME))).collect())
}

fn print(vault: &Vault, text: &str) -> Print {
    let whole = vault.fingerprint("register", text).0;
    *whole.first_chunk().expect("a fingerprint has thirty-two bytes")
}

fn id_of(bytes: Vec<u8>) -> Result<Print, VaultError> {
    bytes.try_into().map_err(|_| VaultError::Damaged)
}

fn context(id: Print) -> String {
    id.iter().fold("register_people.sealed/".to_owned(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}
