//! Looking people up in the copy of a population register, and the file that fills it, on both engines.
//!
//! `cargo bench -p onedoor-site --bench register -- --people 10000000`; on PostgreSQL too if `ONEDOOR_TEST_POSTGRES` is
//! the URL of a server. The people are made up: their numbers run through, their names are drawn from parts, so that
//! there are namesakes as there are in a country.
#![expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use onedoor_base::{Actor, Country};
use onedoor_proofing::register::{Born, Sought, Verdict, judge_some};
use onedoor_registers::file::BadRow;
use onedoor_site::register::import::{Wanted, Watcher, import};
use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::register::{Found, look};
use onedoor_storage::vault::{KeyFile, Vault, VaultError};
use onedoor_storage::{StorageConfig, Store};

const SURNAMES: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
const MIDDLE: [&str; 12] =
    ["Văn", "Thị", "Đức", "Minh", "Thu", "Quốc", "Thanh", "Ngọc", "Hữu", "Kim", "Xuân", "Bảo"];
const GIVEN: [&str; 24] = [
    "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long",
    "Mai", "Nam", "Nga", "Phúc", "Quân", "Sơn", "Thảo", "Trang", "Tuấn", "Vân", "Yến",
];
/// How many people are looked for each time.
const ASKED: u64 = 2000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let people: u64 = after("--people").and_then(|count| count.parse().ok()).unwrap_or(200_000);
    let directory = Directory::new();
    let file = directory.0.join("people.csv");
    write_people(&file, people).expect("a file of people");
    println!("\n{people} people, a file of {} MB:\n", size(&file) / 1_000_000);
    println!("| engine | operation | a second, or each | half within | 99 % within | beside a bare read |");
    println!("|---|---|---|---|---|---|");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let sqlite = StorageConfig::Sqlite { path: directory.0.join("site.db") };
    runtime.block_on(measure("SQLite", sqlite, &file, people));
    println!("\nSQLite's file has {} bytes a person.\n", size(&directory.0.join("site.db")) / people.max(1));
    if let Ok(url) = std::env::var("ONEDOOR_TEST_POSTGRES") {
        let schema = format!("bench_register_{}", std::process::id());
        let postgres = StorageConfig::Postgres { url, schema: Some(schema), max_connections: 4 };
        runtime.block_on(measure("PostgreSQL", postgres, &file, people));
    }
}

async fn measure(engine: &str, config: StorageConfig, file: &Path, people: u64) {
    let random = Arc::new(SystemRandomness::default());
    let store = Store::open(config, Arc::new(SystemClock), random.clone()).await.expect("a database");
    let vault = Vault::load(&store, KeyFile::generate(&*random)).await.expect("its keys");
    let wanted = Wanted {
        file: file.to_path_buf(),
        country: Country::Vietnam,
        removes: false,
        by: Actor::Operator("bench".to_owned()),
    };
    let began = Instant::now();
    let done = import(&store, &vault, &wanted, &mut Progress { people }).await.expect("filled");
    assert_eq!((done.tally.added, done.tally.refused), (people, 0));
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = people as f64 / began.elapsed().as_secs_f64();
    println!("| {engine} | filling from the file | {rate:.0} people | – | – | – |");
    // A number and nothing else: one row, opened.
    let bare =
        times(&store, &vault, people, &|n| Sought { name: None, born: None, ..sought(n, n) }, |_| true).await;
    let row = |name: &str, measured: &[Duration]| {
        let at = |part: usize| measured[(measured.len() - 1) * part / 100];
        let sum: Duration = measured.iter().sum();
        let mean = sum / u32::try_from(measured.len()).expect("few");
        let ratio = at(50).as_secs_f64() / bare[(bare.len() - 1) / 2].as_secs_f64();
        println!("| {engine} | {name} | {mean:.0?} | {:.0?} | {:.0?} | {ratio:.1} × |", at(50), at(99));
    };
    row("look-up by number alone", &bare);
    let whole = |n| sought(n, n);
    row(
        "look-up and match",
        &times(&store, &vault, people, &whole, |v| matches!(v, Verdict::Match(_))).await,
    );
    let plain = |n| Sought { name: Some(unaccented(&name(n))), ..sought(n, n) };
    let of_plain = times(&store, &vault, people, &plain, |v| matches!(v, Verdict::Match(_))).await;
    row("the same, name without accents", &of_plain);
    let slip = |n| Sought { number: Some(slipped(n)), ..sought(n, n) };
    let found = |v: &Verdict| !matches!(v, Verdict::None);
    row(
        "look-up by name and birth date, number mistyped",
        &times(&store, &vault, people, &slip, found).await,
    );
    let nobody = |n| Sought { name: Some("Không Có Ai".to_owned()), ..sought(people + n, n) };
    row("nobody", &times(&store, &vault, people, &nobody, |v| *v == Verdict::None).await);
    store.close();
}

/// How long each look-up with its judgement took, the shortest first.
async fn times(
    store: &Store,
    vault: &Vault,
    people: u64,
    sought: &(dyn Fn(u64) -> Sought + Sync),
    right: impl Fn(&Verdict) -> bool,
) -> Vec<Duration> {
    let mut all = Vec::new();
    for n in 0..ASKED {
        // Spread over all, in no order.
        let sought = sought(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) % people);
        let began = Instant::now();
        let (vault, wanted) = (vault.clone(), sought.clone());
        let found = store
            .read::<_, VaultError, _>(move |tx| Box::pin(async move { look(tx, &vault, &wanted).await }));
        let Found { entries, cut } = found.await.expect("looked up");
        let verdict = judge_some(&sought, &entries, cut);
        all.push(began.elapsed());
        assert!(right(&verdict), "{sought:?}: {verdict:?}");
    }
    all.sort_unstable();
    all
}

/// The number of one, with the name and birth date of another or the same.
fn sought(number_of: u64, person: u64) -> Sought {
    let (year, month, day) = born(person);
    Sought {
        country: Country::Vietnam,
        number: Some(number(number_of)),
        former: None,
        name: Some(name(person)),
        born: Some(Born { year, month: Some(month), day: Some(day) }),
        sex: None,
    }
}

fn number(n: u64) -> String {
    format!("{n:012}")
}

/// The last digit but one is another.
fn slipped(n: u64) -> String {
    let mut digits = number(n).into_bytes();
    digits[10] = b'0' + (digits[10] - b'0' + 5) % 10;
    String::from_utf8(digits).expect("digits")
}

fn name(n: u64) -> String {
    let part = |parts: &[&'static str], n: u64| parts[usize::try_from(n).expect("small") % parts.len()];
    // Common surnames are far more common than others.
    let surname = part(&SURNAMES, (n % 97) * (n % 89) / 640);
    format!("{surname} {} {}", part(&MIDDLE, n / 7 % 12), part(&GIVEN, n / 11 % 24))
}

fn unaccented(name: &str) -> String {
    onedoor_base::fold(name)
}

fn born(n: u64) -> (i32, u8, u8) {
    let small = |n: u64| u8::try_from(n).expect("small");
    (1930 + i32::try_from(n / 13 % 90).expect("small"), small(n / 3 % 12 + 1), small(n / 5 % 28 + 1))
}

fn write_people(path: &Path, people: u64) -> std::io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    writeln!(file, "number,former_numbers,name,born,sex,residence")?;
    let mut line = String::new();
    for n in 0..people {
        line.clear();
        let (year, month, day) = born(n);
        let former = if n % 3 == 0 { format!("{:09}", n % 1_000_000_000) } else { String::new() };
        writeln!(
            line,
            "{},{former},{},{year}-{month:02}-{day:02},{},\"Thôn {}, Xã Tân Hưng, Hải Phòng\"",
            number(n),
            name(n),
            if n % 2 == 0 { "m" } else { "f" },
            n % 500
        )
        .expect("writing to a string does not fail");
        file.write_all(line.as_bytes())?;
    }
    file.flush()
}

struct Progress {
    people: u64,
}

impl Watcher for Progress {
    fn refused(&mut self, row: &BadRow) {
        panic!("{row}");
    }

    fn progress(&mut self, rows: u64, _: f64) {
        if rows.is_multiple_of((self.people / 100).max(1000).next_multiple_of(1000)) {
            eprintln!("{rows} of {}", self.people);
        }
    }
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("onedoor-bench-register-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a directory");
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
