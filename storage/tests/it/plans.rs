//! No statement reads a table from end to end that grows with its people.

use onedoor_storage::{Change, Statement, StorageError, Value, registry};

use crate::world::World;

/// Tables that an operator fills, a handful of rows each: reading them whole is the quickest way.
const SMALL: &[&str] = &[
    "schema_migrations",
    "data_keys",
    "signing_keys",
    "clients",
    "audit_keys",
    "password_kinds",
    "link_batches",
    "absorptions",
    "terms",
    "alarms",
    "staff_roles",
    "register_imports",
];

/// Indexes of a few rows of a table that grows: reading them whole is what they are for.
const SHORT: &[&str] =
    &["audit_unsealed", "corrections_by_due", "applications_by_due", "unlock_requests_by_due"];

/// Statements that read the whole of a table that grows, and why they may.
const MAY: &[(&str, &str)] = &[
    ("jobs.job.dead", "an operator asks, rarely; what waits is few, and what was given up is swept"),
    ("jobs.job.sweep", "as above, once in a few minutes"),
    (
        "services.arrival.owing",
        "a periodic look at dossiers of the last days; PostgreSQL begins with the arrivals where it takes them for few",
    ),
    (
        "people.correction.sweep_papers",
        "once an hour; papers stay a month beyond the decision, so they are few",
    ),
    ("linking.day.standing", "once an hour, and when the staff look at the counts: it counts all links"),
    ("linking.day.opened", "as above"),
    ("linking.day.ended", "as above"),
    ("linking.prepared.stale", "once a night; it looks at all prepared links that wait"),
    ("site.message.list", "an operator asks for the latest, and gets no more than were asked for"),
    ("site.message.list_state", "as above; messages are swept"),
    ("site.alarm.count", "alarms are few"),
    ("people.look.latest", "the latest, and no more than were asked for"),
    ("people.proposal.latest", "as above"),
    ("site.message.counts", "an operator asks, rarely; messages are swept"),
    ("jobs.job.count_dead", "as above: it counts what was given up"),
    ("jobs.job.given_up", "as above: of what was given up, one"),
    ("jobs.job.kinds", "an operator asks, rarely; what waits is few, and what was given up is swept"),
    ("jobs.job.revive", "as above: another of the same kind is looked for among what waits"),
    ("register.person.count", "an operator asks how large the copy of a register is"),
    ("limits.counter.scopes", "an operator asks, rarely; spans that are over are swept"),
    ("services.arrival.sweep", "many arrivals at once, so PostgreSQL may walk along their dossiers' index"),
    (
        "provider.grant.people_of_client",
        "an operator suspends, retires or merges a system, some days in years",
    ),
    (
        "provider.grant.sweep",
        "once an hour; many grants at once, so PostgreSQL walks along their tokens' index",
    ),
];

/// A part of a plan that reads a table, or an index of it, from end to end.
#[derive(Debug, PartialEq)]
struct Scan {
    table: String,
    line: String,
}

/// Rows in every table, so that the planner of PostgreSQL has something to weigh: for an empty table any
/// index is as good as another.
const FILL: Statement = Statement::new(
    "test.fill",
    "DO $body$
     DECLARE
       place record;
       row_of text;
     BEGIN
       SET LOCAL session_replication_role = replica;
       FOR place IN SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()
       LOOP
         SELECT string_agg(
             CASE WHEN column_name = 'state' AND place.name = 'prepared_links' THEN '''dormant'''
                  WHEN column_name = 'kind' AND place.name = 'contacts' THEN '''phone'''
                  WHEN column_name = 'state' AND place.name IN ('phone_changes', 'local_phone_changes') THEN '''waiting'''
                  WHEN column_name = 'state' AND place.name = 'staff_proposals' THEN '''open'''
                  WHEN column_name = 'state' AND place.name = 'merges'
                    THEN 'CASE WHEN n % 2 = 0 THEN ''begun'' ELSE ''done'' END'
                  WHEN column_name IN ('kept_id', 'absorbed_id') AND place.name = 'merges' THEN 'int8send(n)'
                  WHEN column_name = 'undo_until' AND place.name = 'merges' THEN 'n'
                  WHEN column_name = 'state' AND data_type = 'text' THEN '''active'''
                  WHEN column_name = 'seq' THEN 'CASE WHEN n % 100 = 0 THEN NULL ELSE n END'
                  WHEN is_nullable = 'YES' THEN 'NULL'
                  WHEN data_type = 'bigint' THEN 'n'
                  WHEN data_type = 'bytea' THEN 'int8send(n)'
                  ELSE 'n::text' END,
             ', ' ORDER BY ordinal_position)
           INTO row_of FROM information_schema.columns
           WHERE table_schema = current_schema() AND table_name = place.name;
         EXECUTE format('INSERT INTO %I SELECT %s FROM generate_series(1, 3000) AS n ON CONFLICT DO NOTHING',
                        place.name, row_of);
         EXECUTE format('ANALYZE %I', place.name);
       END LOOP;
     END $body$",
);

/// The lines of the plan that an engine makes for a statement.
async fn plan(world: &World, before: Vec<String>, explain: String) -> Vec<String> {
    // Statements are constants everywhere else; a plan is asked for once a statement, in tests only.
    let explain: &'static str = explain.leak();
    let before: Vec<&'static str> = before.into_iter().map(|sql| &*sql.leak()).collect();
    let column = if explain.starts_with("EXPLAIN QUERY") { "detail" } else { "QUERY PLAN" };
    let read = world.store.read(move |tx| {
        let before = before.clone();
        Box::pin(async move {
            for sql in before {
                tx.execute(&Statement::new("test.before", sql), &[]).await?;
            }
            let arguments = vec![Value::Null; parameters(explain)];
            let rows = tx.rows(&Statement::new("test.plan", explain), &arguments).await?;
            rows.iter().map(|row| row.text(column)).collect()
        })
    });
    read.await.unwrap_or_else(|error: StorageError| panic!("{explain}: {error}"))
}

/// How many parameters a statement has.
fn parameters(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).map(|after| {
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        after[..end].parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}

/// `SCAN accounts`, `SCAN l USING INDEX links_by_account`; not rows that stand in the statement itself, and
/// not what a part of it has made (`SCAN (subquery-1)`, or the name that it has there).
fn sqlite_scans(statement: &Statement, plan: &[String]) -> Vec<Scan> {
    let scans = plan.iter().filter_map(|line| {
        let name = line.strip_prefix("SCAN ")?.split(' ').next()?;
        let constant = name == "CONSTANT" || line.ends_with("VALUES CLAUSE");
        let table = named(statement, name);
        (!constant && !table.starts_with('(') && !table.ends_with(')')).then(|| (table, line.clone()))
    });
    scans.map(|(table, line)| Scan { table, line }).collect()
}

/// The table that a statement calls `name`: `FROM links AS l` calls links `l`.
fn named(statement: &Statement, name: &str) -> String {
    let words: Vec<_> = statement.sql().split_whitespace().collect();
    let alias =
        words.windows(3).find(|three| three[1] == "AS" && three[2].trim_end_matches([')', ',']) == name);
    alias.map_or(name, |three| three[0]).to_owned()
}

/// Sequential scans, and scans of an index without a condition. The planner is told to avoid the first
/// kind, which it would take for a table that is still empty.
fn postgres_scans(plan: &[String]) -> Vec<Scan> {
    let mut scans = Vec::new();
    for (at, line) in plan.iter().enumerate() {
        let Some((kind, rest)) = line.split_once(" Scan") else { continue };
        if kind.ends_with("Subquery") || kind.ends_with("Values") {
            continue;
        }
        let Some(table) = rest.split(" on ").nth(1).and_then(|rest| rest.split(' ').next()) else { continue };
        let own = plan[at + 1..].iter().take_while(|line| !line.contains("->"));
        let through =
            ["Index", "Index Only", "Bitmap Index", "Bitmap Heap"].iter().any(|k| kind.ends_with(k));
        let bounded =
            kind.ends_with("Bitmap Heap") || own.into_iter().any(|line| line.contains("Index Cond:"));
        if !(through && bounded) {
            scans.push(Scan { table: table.to_owned(), line: line.trim().to_owned() });
        }
    }
    scans
}

#[track_caller]
fn judge(statement: &Statement, scans: &[Scan], found: &mut Vec<String>) {
    let few = |scan: &Scan| SHORT.iter().any(|index| scan.line.split(' ').any(|word| word == *index));
    let grows = |scan: &&Scan| !SMALL.contains(&scan.table.as_str()) && !few(scan);
    for scan in scans.iter().filter(grows) {
        if !MAY.iter().any(|(name, _)| *name == statement.name()) {
            found.push(format!("{}: {}", statement.name(), scan.line));
        }
    }
}

#[tokio::test]
async fn sqlite_finds_rows_by_an_index() {
    let world = World::sqlite().await;
    let mut found = Vec::new();
    for statement in registry() {
        let plan = plan(&world, vec![], format!("EXPLAIN QUERY PLAN {}", statement.sql())).await;
        judge(statement, &sqlite_scans(statement, &plan), &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn postgres_finds_rows_by_an_index() {
    let Some(world) = World::postgres().await else { return };
    let filled = world.store.write(|tx| {
        Box::pin(async move { Ok::<_, StorageError>(Change::Unrecorded(tx.execute(&FILL, &[]).await?)) })
    });
    filled.await.expect("filled");
    let mut found = Vec::new();
    for (n, statement) in registry().into_iter().enumerate() {
        // Joins by other means than an index depend on what the samples of ANALYZE happened to be.
        let before = [
            "SET LOCAL enable_seqscan = off",
            "SET LOCAL enable_mergejoin = off",
            "SET LOCAL enable_hashjoin = off",
            "SET LOCAL plan_cache_mode = force_generic_plan",
        ];
        let mut before: Vec<_> = before.map(str::to_owned).into();
        before.push(format!("PREPARE asked_{n} AS {}", statement.sql()));
        let nulls = vec!["NULL"; parameters(statement.sql())].join(", ");
        let arguments = if nulls.is_empty() { nulls } else { format!("({nulls})") };
        let plan = plan(&world, before, format!("EXPLAIN (COSTS OFF) EXECUTE asked_{n}{arguments}")).await;
        judge(statement, &postgres_scans(&plan), &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn a_scan_is_seen() {
    let statement = Statement::new("test.scan", "SELECT id FROM accounts WHERE display_name = $1");
    let world = World::sqlite().await;
    let read = plan(&world, vec![], format!("EXPLAIN QUERY PLAN {}", statement.sql())).await;
    assert_eq!(sqlite_scans(&statement, &read).len(), 1, "{read:?}");
    let seen =
        ["Sort", "  ->  Seq Scan on accounts", "        Filter: (display_name = $1)"].map(str::to_owned);
    assert_eq!(postgres_scans(&seen).len(), 1);
    let whole =
        ["Index Scan using accounts__id on accounts", "  Filter: (display_name = $1)"].map(str::to_owned);
    assert_eq!(postgres_scans(&whole).len(), 1);
    let found = ["Index Scan using accounts__id on accounts", "  Index Cond: (id = $1)"].map(str::to_owned);
    assert_eq!(postgres_scans(&found), []);
}
