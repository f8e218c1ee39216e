//! What the two databases say, once nothing is on its way any more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::{Change, Row, Statement, StorageConfig, StorageError, Store};

use super::people::{Known, Person};
use super::places::Which;
use super::town::Town;

const PORTAL_LINKS: Statement = Statement::new(
    "crash.portal.links",
    "SELECT l.id, l.subject, l.proof, l.state, l.told, l.mine_number, l.mine_standing, l.theirs_number,
       l.theirs_standing, l.local_account_id AS account, a.user_name AS name
     FROM links l JOIN local_accounts a ON a.id = l.local_account_id",
);
const IDENTITY_LINKS: Statement = Statement::new(
    "crash.identity.links",
    "SELECT l.id, l.subject, l.proof, l.state, l.told, l.mine_number, l.mine_standing, l.theirs_number,
       l.theirs_standing, l.person_id AS account, a.login_name AS name
     FROM identity_links l JOIN accounts a ON a.id = l.person_id",
);
/// Sessions that a national sign-in has opened and that no active link opens.
const STRAY_SESSIONS: Statement = Statement::new(
    "crash.portal.sessions",
    "SELECT s.id FROM sessions s WHERE s.ended_at IS NULL AND s.upstream_subject IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM links l WHERE l.state = 'active' AND l.issuer = s.upstream_issuer
          AND l.subject = s.upstream_subject AND l.local_account_id = s.subject_id)",
);
/// Accounts that were made for a link that there never was.
const ORPHANS: Statement = Statement::new(
    "crash.portal.orphans",
    "SELECT a.id FROM local_accounts a WHERE a.origin = 'national_sign_in' AND NOT EXISTS
       (SELECT 1 FROM links l WHERE l.local_account_id = a.id)",
);
/// The telephones that accounts were imported with: in the account, on hold, or removed.
const PHONES: Statement = Statement::new(
    "crash.portal.phones",
    "SELECT a.user_name AS name, a.phone_confirmed_at AS confirmed, h.value AS held FROM local_accounts a LEFT JOIN held_ways h
       ON h.local_account_id = a.id AND h.kind = 'phone' WHERE a.origin = 'imported'",
);
const DEAD_JOBS: Statement =
    Statement::new("crash.jobs.dead", "SELECT kind, last_error FROM jobs WHERE dead_at IS NOT NULL");
const WAITING_JOBS: Statement = Statement::new(
    "crash.jobs.waiting",
    "SELECT kind, last_error FROM jobs WHERE dead_at IS NULL AND COALESCE(unique_key, '') NOT LIKE 'round %'",
);
const OWING: Statement =
    Statement::new("crash.portal.owing", "SELECT id FROM links WHERE one_sided = 0 AND told < mine_number");
const IDENTITY_OWING: Statement = Statement::new(
    "crash.identity.owing",
    "SELECT id FROM identity_links WHERE one_sided = 0 AND told < mine_number",
);
const HURRY: Statement = Statement::new(
    "crash.jobs.hurry",
    "UPDATE jobs SET due_at = 0 WHERE dead_at IS NULL AND COALESCE(unique_key, '') NOT LIKE 'round %'",
);

/// How long what is on its way may take once nobody is killed any more.
const PATIENCE: Duration = Duration::from_secs(40);

/// One side's record of a link.
#[derive(Debug)]
struct Record {
    subject: String,
    proof: Option<String>,
    state: String,
    told: i64,
    mine: (i64, String),
    theirs: (i64, String),
    /// Whose it is there: the person's login name, or the account's user name.
    name: String,
}

type Records = BTreeMap<Vec<u8>, Record>;

/// Both databases, to look at.
pub(crate) struct Truth<'a> {
    town: &'a Town,
    identity: Store,
    portal: Store,
}

fn look(config: StorageConfig) -> Store {
    Store::look(config, Arc::new(SystemClock), Arc::new(SystemRandomness::default())).expect("a database")
}

async fn rows(store: &Store, statement: &'static Statement) -> Vec<Row> {
    let read: Result<Vec<Row>, StorageError> =
        store.read(move |tx| Box::pin(async move { tx.rows(statement, &[]).await })).await;
    read.expect("rows")
}

fn record(row: &Row) -> Result<(Vec<u8>, Record), StorageError> {
    let number_and_word = |number, word| Ok::<_, StorageError>((row.int(number)?, row.text(word)?));
    let record = Record {
        subject: row.text("subject")?,
        proof: row.opt_str("proof")?.map(str::to_owned),
        state: row.text("state")?,
        told: row.int("told")?,
        mine: number_and_word("mine_number", "mine_standing")?,
        theirs: number_and_word("theirs_number", "theirs_standing")?,
        name: row.text("name")?,
    };
    Ok((row.bytes("id")?.clone(), record))
}

async fn records(store: &Store, statement: &'static Statement) -> Records {
    rows(store, statement).await.iter().map(|row| record(row).expect("a link")).collect()
}

impl<'a> Truth<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        let [identity, portal] = [Which::Identity, Which::Portal].map(|which| look(town.storage(which)));
        Self { town, identity, portal }
    }

    /// Waits until both sides have told and done what they had to; the hours that work waits after a failure, or
    /// after the death of who did it, are cut short. Otherwise what is stuck.
    pub(crate) async fn settled(&self) -> Result<(), String> {
        let began = tokio::time::Instant::now();
        loop {
            let mut left = Vec::new();
            for (store, owing) in [(&self.identity, &IDENTITY_OWING), (&self.portal, &OWING)] {
                left.extend(
                    rows(store, owing)
                        .await
                        .iter()
                        .map(|_| "a link that the other side has not heard of".to_owned()),
                );
                for job in rows(store, &WAITING_JOBS).await {
                    left.push(format!("work: {:?} {:?}", job.text("kind"), job.opt_str("last_error")));
                }
            }
            if left.is_empty() {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("stuck after {PATIENCE:?}: {left:?}"));
            }
            self.hurry(Which::Identity).await;
            self.hurry(Which::Portal).await;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Lets the time pass that work has to wait.
    async fn hurry(&self, which: Which) {
        let store = match which {
            Which::Identity => &self.identity,
            Which::Portal => &self.portal,
        };
        if let StorageConfig::Sqlite { path } = self.town.storage(which) {
            // A look at SQLite writes nothing.
            let file = rusqlite::Connection::open(path).expect("a database");
            file.busy_timeout(Duration::from_secs(5)).expect("set");
            file.execute(HURRY.sql(), []).expect("hurried");
            return;
        }
        let hurried: Result<u64, StorageError> = store
            .write(|tx| Box::pin(async move { Ok(Change::Unrecorded(tx.execute(&HURRY, &[]).await?)) }))
            .await;
        hurried.expect("hurried");
    }

    /// Everything that must hold and does not; and who is linked, by login name.
    pub(crate) async fn broken(&self, people: &[Arc<Person>]) -> Vec<String> {
        let here = records(&self.portal, &PORTAL_LINKS).await;
        let there = records(&self.identity, &IDENTITY_LINKS).await;
        let mut broken = half_links(&here, &there);
        broken.extend(shared_accounts(&here, &there));
        broken.extend(proofs(&here, &there));
        for person in people {
            let untrue = as_told(person, &here, &there);
            broken.extend(
                untrue.map(|what| format!("{what}\n  {}\n{}", person.trail(), all_of(person, &here, &there))),
            );
        }
        broken.extend(phones(&rows(&self.portal, &PHONES).await, people));
        for (what, statement) in
            [("a session that no link opens", &STRAY_SESSIONS), ("an account without a link", &ORPHANS)]
        {
            let found = rows(&self.portal, statement).await.len();
            broken.extend((found > 0).then(|| format!("{what}: {found}")));
        }
        for store in [&self.identity, &self.portal] {
            for job in rows(store, &DEAD_JOBS).await {
                broken.push(format!("given up: {:?} {:?}", job.text("kind"), job.opt_str("last_error")));
            }
        }
        broken
    }
}

/// Both sides say the same of every link.
fn half_links(here: &Records, there: &Records) -> Vec<String> {
    let mut broken = Vec::new();
    let ids: BTreeSet<_> = here.keys().chain(there.keys()).collect();
    for id in ids {
        let same = match (here.get(id), there.get(id)) {
            (Some(h), Some(t)) => {
                let live = h.state == t.state || (h.mine.1 == "ended" || h.theirs.1 == "ended");
                h.mine == t.theirs
                    && h.theirs == t.mine
                    && live
                    && h.subject == t.subject
                    && h.proof == t.proof
                    && h.told == h.mine.0
                    && t.told == t.mine.0
                    && matches!(h.state.as_str(), "active" | "ended")
            }
            // The identity did not believe it, and said so.
            (Some(h), None) => h.state == "ended",
            _ => false,
        };
        if !same {
            broken.push(format!("half a link: portal {:?}, identity {:?}", here.get(id), there.get(id)));
        }
    }
    broken
}

/// Nobody else's account.
fn shared_accounts(here: &Records, there: &Records) -> Vec<String> {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, portal) in here.iter().filter(|(_, record)| record.state == "active") {
        let person = there.get(id).map_or("?", |identity| identity.name.as_str());
        owners.entry(&portal.name).or_default().insert(person);
    }
    let two = owners.into_iter().filter(|(_, owners)| owners.len() > 1);
    two.map(|(account, owners)| format!("{account} is held by {owners:?}")).collect()
}

/// What is on hold is nowhere else, and nothing is lost that nobody removed.
fn phones(rows: &[Row], people: &[Arc<Person>]) -> Vec<String> {
    let mut broken = Vec::new();
    for row in rows {
        let name = row.str("name").expect("a name");
        let here = row.opt_time("confirmed").expect("a time").is_some();
        let held = row.opt_str("held").expect("a text").is_some();
        let owners = people.iter().filter(|person| person.account.as_deref() == Some(name));
        let removed = owners.map(|person| *person.removed.lock().unwrap());
        let (asked, told) = removed.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
        if (here && held) || (!here && !held && !asked) || (told && (here || held)) {
            broken.push(format!(
                "the telephone of {name}: there {here}, on hold {held}, removed {asked} {told}"
            ));
        }
    }
    broken
}

/// One proof, one link.
fn proofs(here: &Records, there: &Records) -> Vec<String> {
    let mut broken = Vec::new();
    for side in [here, there] {
        let mut seen: BTreeMap<&str, &Vec<u8>> = BTreeMap::new();
        for (id, record) in side {
            let Some(proof) = record.proof.as_deref() else { continue };
            if seen.insert(proof, id).is_some() {
                broken.push(format!("the proof {proof} was used twice"));
            }
        }
    }
    broken
}

/// Every link that the person has or had.
fn all_of(person: &Person, here: &Records, there: &Records) -> String {
    let account = person.account.as_deref();
    let of_account = here.iter().filter(|(_, record)| account == Some(&record.name)).map(|(id, _)| id);
    let of_person = there.iter().filter(|(_, record)| record.name == person.login).map(|(id, _)| id);
    let ids: BTreeSet<_> = of_account.chain(of_person).collect();
    let lines =
        ids.into_iter().map(|id| format!("portal {:?}\n  identity {:?}\n", here.get(id), there.get(id)));
    lines.collect()
}

/// What the person was told last is so. Of what they never heard they learn now.
fn as_told(person: &Person, here: &Records, there: &Records) -> Option<String> {
    let mine = there.iter().filter(|(_, record)| record.name == person.login && record.state == "active");
    let accounts: Vec<_> = mine.map(|(id, _)| here.get(id).map_or("?", |record| &record.name)).collect();
    let (login, known) = (&person.login, person.known());
    let foreign = person.account.as_deref().filter(|own| accounts.iter().any(|account| account != own));
    if accounts.len() > 1 || foreign.is_some() {
        return Some(format!("{login} is linked with {accounts:?}"));
    }
    match (known, accounts.is_empty()) {
        (Known::Linked, true) => Some(format!("{login} was told of a link, and there is none")),
        (Known::NotLinked, false) => {
            Some(format!("{login} was told of its end, and it stands: {accounts:?}"))
        }
        (Known::Asked | Known::Ending, none) => {
            person.knows(if none { Known::NotLinked } else { Known::Linked });
            None
        }
        _ => None,
    }
}
