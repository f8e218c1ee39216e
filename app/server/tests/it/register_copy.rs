//! The copy of a population register: filled from the command line, also when the program is killed in the middle, and
//! asked by a site.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use onedoor_base::{Actor, Country};
use onedoor_proofing::register::{Born, Differs, Sought, Verdict};
use onedoor_registers::file::BadRow;
use onedoor_site::register::import::{Wanted, Watcher, import};
use onedoor_site::register::{Purpose, Register};
use onedoor_site::testing::{TestSite, TestWorld};

use crate::support::gateway::Gateway;
use crate::support::program::{Scratch, onedoor};
use crate::support::site::{SQLITE, Site};

const PEOPLE: usize = 120_000;

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn a_file_whose_import_is_killed_goes_on_and_those_who_are_taken_out_are_gone() {
    let gateway = Gateway::start().await;
    let portal = "[portal]\nkind = \"national\"\nagency = \"000.00.00.G00\"\n\n[register]\nreplica = true";
    let site = Site::at_host("portal.localhost", "copy", SQLITE, &gateway).playing(portal);
    let config = site.config(1);
    // The database is made when the site is opened for the first time.
    let accounts = site.file("accounts.csv", "user_name,display_name\nan,Trần Văn An\n");
    assert!(onedoor(&["import", "accounts", "--config", &config, &accounts]).status.success());
    let mut file = "number,name,born\n".to_owned();
    for n in 0..PEOPLE {
        writeln!(file, "{n:012},Nguyễn Văn {n},1990-03-07").expect("writing to a string does not fail");
    }
    file += "000000000001,,1990-03-07\n";
    let file = site.file("people.csv", &file);

    let mut child = Command::new(env!("CARGO_BIN_EXE_onedoor"))
        .args(["register", "import", "--config", &config, &file])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let told = BufReader::new(child.stderr.take().expect("its progress")).lines().map_while(Result::ok);
    let seen = told.into_iter().find(|line| line.contains("50000 rows")).expect("it says how far it is");
    child.kill().expect("killed as by kill -9");
    child.wait().expect("it is gone");
    let shown = said(&onedoor(&["register", "show", "--config", &config]));
    let count: usize = shown.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
    assert!((50_000..PEOPLE).contains(&count), "killed in the middle: {seen}; {shown}");
    assert!(shown.contains(&format!("\twriting\tpeople.csv\t{count}\t+{count}\t")), "{shown}");

    let again = onedoor(&["register", "import", "--config", &config, &file]);
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert_eq!(again.status.code(), Some(1), "a row was none: {told}");
    assert!(told.contains("people.csv:120002: a name that is none"), "{told}");
    assert_eq!(said(&again), "120000 added, 0 replaced, 0 taken out, 1 rows not taken\n");

    let gone = site.file("gone.csv", "number\n000000000001\n000000000002\n999999999999\n");
    let out = onedoor(&["register", "import", "--removed", "--config", &config, &gone]);
    assert_eq!(said(&out), "0 added, 0 replaced, 2 taken out, 0 rows not taken\n");
    let shown = said(&onedoor(&["register", "show", "--config", &config]));
    assert!(shown.starts_with("119998 people\n"), "{shown}");
}

struct Nobody;

impl Watcher for Nobody {
    fn refused(&mut self, row: &BadRow) {
        panic!("{row}");
    }

    fn progress(&mut self, _: u64, _: f64) {}
}

#[tokio::test]
async fn a_site_asks_its_copy() {
    let world = TestWorld::new();
    let site = world.site(TestSite { register: Some(Register::Replica), ..TestSite::default() }).await;
    let scratch = Scratch::new("asks-its-copy");
    let people = "number,name,former_names,born,standing\n\
                  001190000018,Nguyễn Thị Hòa,Trần Thị Hòa,1990-03-07,\n\
                  001131000011,Lê Văn Cổ,,1931,deceased\n";
    let wanted = Wanted {
        file: scratch.write("people.csv", people),
        country: Country::Vietnam,
        removes: false,
        by: Actor::Operator("test".to_owned()),
    };
    import(&site.store, &site.vault, &wanted, &mut Nobody).await.expect("filled");
    let sought = |number: &str, name: &str, year| Sought {
        country: Country::Vietnam,
        number: Some(number.to_owned()),
        former: None,
        name: Some(name.to_owned()),
        born: Some(Born { year, month: Some(3), day: Some(7) }),
        sex: None,
    };
    let look = async |sought: Sought| site.look_up(&sought, Purpose::Registration).await.expect("an answer");
    for name in ["NGUYEN THI HOA", "Nguyễn Thị Hoà", "Trần Thị Hòa"] {
        let verdict = look(sought("001190000018", name, 1990)).await;
        assert!(matches!(&verdict, Verdict::Match(_)), "{name}: {verdict:?}");
    }
    let slip = look(sought("001190000019", "Nguyễn Thị Hòa", 1990)).await;
    assert!(matches!(&slip, Verdict::Near { differs, .. } if *differs == [Differs::Number]), "{slip:?}");
    let dead = look(sought("001131000011", "Lê Văn Cổ", 1931)).await;
    assert!(matches!(&dead, Verdict::Near { differs, .. } if *differs == [Differs::Standing]), "{dead:?}");
    assert_eq!(look(sought("001190000026", "Phạm Thị Lan", 1990)).await, Verdict::None);
}
