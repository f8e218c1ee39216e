//! Preparing links in bulk: every explanation, nothing written while it is only looked at, and going on.

use std::collections::BTreeSet;
use std::sync::Arc;

use onedoor_base::{Actor, Digest, LinkId, LocalAccountId};
use onedoor_linking::{BatchState, Finding, NationalSubject, NumberStanding, Policy, Proof, Purpose, Wish};
use onedoor_services::accounts::AccountState;
use onedoor_storage::linking::batches::{self, Batch, FoundRow, Tally};
use onedoor_storage::linking::{Case, join, prepared};
use onedoor_storage::services::accounts::NumberRecord;
use onedoor_storage::{Change, Statement, StorageError};

use crate::numbers;
use crate::prepare::{self, PrepareError, Report, ReportFile, Source, Watch};
use crate::tests::actors::{TestPortal, one_stop, school};

/// What was reported.
#[derive(Default)]
struct Heard {
    found: Vec<FoundRow>,
    batches: u64,
    most: Option<u64>,
}

impl Watch for Heard {
    fn found(&mut self, found: &FoundRow) -> std::io::Result<()> {
        self.found.push(found.clone());
        Ok(())
    }

    fn done(&mut self, _: u64, _: u64) {
        self.batches += 1;
    }

    fn goes_on(&self) -> bool {
        self.most.is_none_or(|most| self.batches < most)
    }
}

impl Heard {
    /// Line and code of each finding.
    fn codes(&self) -> BTreeSet<(u64, &'static str)> {
        self.found.iter().map(|found| (found.line, found.finding.word())).collect()
    }
}

fn source(text: &str) -> Arc<dyn Source> {
    Arc::new(text.as_bytes().to_vec())
}

async fn check(portal: &TestPortal, text: &str) -> (Report, Heard) {
    let (source, mut heard) = (source(text), Heard::default());
    let survey = Arc::new(prepare::survey(&portal.portal, &source).await.expect("surveyed"));
    let report = prepare::check(&portal.portal, &source, &survey, &mut heard).await.expect("checked");
    (report, heard)
}

fn operator() -> Actor {
    Actor::Operator("test".to_owned())
}

/// Writes, but not more than so many batches of rows.
async fn write(portal: &TestPortal, text: &str, most: Option<u64>) -> Result<Batch, PrepareError> {
    let (source, mut heard) = (source(text), Heard { most, ..Heard::default() });
    let survey = Arc::new(prepare::survey(&portal.portal, &source).await?);
    let batch = prepare::begin(&portal.portal, &survey, "rows.csv", &operator()).await?;
    prepare::run(&portal.portal, &source, &survey, batch, &operator(), &mut heard).await
}

/// Everything in the tables that preparing writes.
async fn tables(portal: &TestPortal) -> Vec<String> {
    const TABLES: [Statement; 5] = [
        Statement::new(
            "test.accounts",
            "SELECT group_concat(hex(id) || state || coalesce(hex(number_fingerprint), '-')) AS all_of FROM local_accounts",
        ),
        Statement::new(
            "test.batches",
            "SELECT group_concat(hex(id) || state || position) AS all_of FROM link_batches",
        ),
        Statement::new("test.findings", "SELECT count(*) || '' AS all_of FROM link_batch_findings"),
        Statement::new(
            "test.links",
            "SELECT group_concat(hex(local_account_id) || state) AS all_of FROM prepared_links",
        ),
        Statement::new("test.audit", "SELECT count(*) || '' AS all_of FROM audit"),
    ];
    let read: Result<Vec<String>, StorageError> = portal
        .site()
        .store
        .read(|tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for statement in &TABLES {
                    let row = tx.row(statement, &[]).await?.expect("a row");
                    all.push(row.opt_text("all_of")?.unwrap_or_default());
                }
                Ok(all)
            })
        })
        .await;
    read.expect("read")
}

/// An account that carries a number.
async fn carrying(portal: &TestPortal, name: &str, number: &str, proven: bool) -> LocalAccountId {
    let mut record = portal.record(None, name);
    let site = portal.site();
    let parsed = numbers::parse(site.settings.country, number).expect("a number");
    record.number = Some(NumberRecord {
        country: site.settings.country,
        sealed: numbers::seal(&site.vault, record.account.id, &parsed),
        fingerprint: numbers::fingerprint(&site.vault, &parsed),
        proven_at: proven.then(|| site.now()),
        proven_by: None,
        matched_at: None,
    });
    portal.keep(record).await
}

async fn in_state(portal: &TestPortal, name: &str, state: AccountState) {
    let mut record = portal.record(None, name);
    record.account.state = state;
    portal.keep(record).await;
}

/// Somebody links the account.
async fn linked(portal: &TestPortal, account: LocalAccountId, n: u8) {
    let now = portal.site().now();
    let case = Case {
        prints: Vec::new(),
        purpose: Purpose::SignIn,
        policy: Policy { several_accounts: true, ..crate::linking::STRICTEST },
        trusted: true,
        who: NationalSubject { issuer: "https://id.example".to_owned(), subject: format!("person-{n}") },
        assurance: onedoor_base::Assurance {
            identity: onedoor_base::IdentityLevel::Basic,
            authentication: onedoor_base::AuthenticationLevel::One,
        },
        authenticated_at: now,
        number: None,
        number_standing: NumberStanding::Unknown,
        local: Some((account, now)),
        session: None,
        session_of: None,
        asked_by: None,
        wish: Wish::None,
        proof: None,
        two_sided: false,
        system: "portal".to_owned(),
        now,
    };
    let made: Result<bool, StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            let case = case.clone();
            Box::pin(async move {
                let made = join(tx, &case, account, Proof::Password, LinkId::from_bytes([n; 16])).await?;
                Ok(Change::Unrecorded(made.is_some()))
            })
        })
        .await;
    assert_eq!(made, Ok(true));
}

/// Every row of this file has something that keeps it from being prepared, but two.
async fn a_town_with_everything() -> (TestPortal, String) {
    let portal = TestPortal::of(one_stop()).await;
    for name in ["clean", "same name", "two", "three", "four", "named", "taken", "wanted"] {
        portal.account(name).await;
    }
    in_state(&portal, "closed", AccountState::Closed).await;
    in_state(&portal, "locked", AccountState::Locked).await;
    let own = carrying(&portal, "linked", "036188001205", true).await;
    linked(&portal, own, 1).await;
    let others = carrying(&portal, "others", "036188009999", true).await;
    linked(&portal, others, 2).await;
    let unknown = portal.account("unknown").await;
    linked(&portal, unknown, 3).await;
    carrying(&portal, "near", "036188001210", false).await;
    carrying(&portal, "swapped", "036188001311", false).await;
    carrying(&portal, "other", "036188005555", false).await;
    carrying(&portal, "owner", "036188001213", true).await;
    carrying(&portal, "squatter", "036188001214", false).await;
    // A batch of before.
    let before = "user_name,national_number\ntaken,036188007777\nwanted,036188008888\n";
    assert_eq!(write(&portal, before, None).await.expect("written").tally.prepared, 2);
    let file = "\u{feff}User_Name,national_number,display_name\n\
        clean,036188001200,CLEAN\n\
        same name,036188001201,Name  same\n\
        two,036188001202,\n\
        three,036188001202,\n\
        four,036188001203,\n\
        four,036188001204,\n\
        nobody,036188001215,\n\
        closed,036188001216,\n\
        locked,036188001217,\n\
        linked,036188001205,\n\
        others,036188001218,\n\
        unknown,036188001219,\n\
        near,036188001219,\n\
        ,036188001220,\n\
        clean,12345,\n\
        clean,\n\
        swapped,036188003111,\n\
        other,036188001222,\n\
        clean2,036188001213,\n\
        named,036188001223,Somebody Else\n\
        taken,036188001224,\n\
        wanted,036188007777,\n";
    (portal, file.to_owned())
}

#[tokio::test]
async fn every_row_that_is_not_clean_is_reported_and_nothing_is_written() {
    let (portal, file) = a_town_with_everything().await;
    portal.account("clean2").await;
    portal.account("clean3").await;
    let file = format!("{file}clean3,036188001214,\n");
    let before = tables(&portal).await;
    let (report, heard) = check(&portal, &file).await;
    assert_eq!(tables(&portal).await, before, "looking writes nothing");
    let expected: BTreeSet<(u64, &str)> = [
        (4, "double_number"),
        (5, "double_number"),
        (6, "double_account"),
        (7, "double_account"),
        (8, "no_account"),
        (9, "account_closed"),
        (10, "account_locked"),
        (11, "linked"),
        (12, "linked_other"),
        (12, "other_number"),
        (13, "double_number"),
        (14, "double_number"),
        (15, "bad_user_name"),
        (16, "bad_number"),
        (17, "bad_row"),
        (18, "near_number"),
        (19, "other_number"),
        (20, "number_elsewhere"),
        (21, "other_name"),
        (22, "prepared_other"),
        (22, "other_number"),
        (23, "prepared_other"),
        (23, "other_number"),
        (23, "number_claimed_elsewhere"),
        (23, "number_prepared"),
        (24, "number_claimed_elsewhere"),
    ]
    .into();
    assert_eq!(heard.codes(), expected);
    assert_eq!(report.tally, Tally { prepared: 2, there: 0, refused: 21 });
    assert_eq!(report.rows, 23);
    assert_eq!(report.findings[&Finding::DoubleNumber], 4);
    let common = heard.found.iter().find(|found| found.line == 4).and_then(|found| found.other_line);
    assert_eq!(common, Some(5), "with the line that it has it in common with");
}

#[tokio::test]
async fn near_numbers_and_numbers_linked_with_whom_nobody_knows() {
    let (portal, _) = a_town_with_everything().await;
    let file = "user_name,national_number\nunknown,036188001219\nnear,036188001211\nswapped,036188003111\n\
        other,036188005665\n";
    let (_, heard) = check(&portal, file).await;
    let codes = [(2, "linked_unknown"), (3, "near_number"), (4, "near_number"), (5, "other_number")];
    assert_eq!(heard.codes(), codes.into());
}

#[tokio::test]
async fn organisations_are_judged_and_keep_their_accounts_apart() {
    let portal = TestPortal::of(school()).await;
    portal.keep(portal.record(Some("edu-111"), "ivanova")).await;
    portal.keep(portal.record(Some("edu-112"), "ivanova")).await;
    let file = "organisation,user_name,national_number\n\
        edu-111,ivanova,112-233-445 95\n\
        edu-112,petrova,087-654-303 00\n\
        nowhere,ivanova,087-654-303 00\n\
        ,ivanova,087-654-303 00\n";
    let (report, heard) = check(&portal, file).await;
    assert_eq!(heard.codes(), [(3, "no_account"), (4, "bad_organisation"), (5, "bad_organisation")].into());
    assert_eq!(report.tally.prepared, 1);
}

#[tokio::test]
async fn clean_rows_are_prepared_once_and_the_number_is_claimed() {
    let (portal, file) = a_town_with_everything().await;
    let batch = write(&portal, &file, None).await.expect("written");
    assert_eq!((batch.state, batch.position, batch.rows), (BatchState::Done, 22, 22));
    assert_eq!(batch.tally.prepared, 2);
    let after = tables(&portal).await;
    let (report, _) = check(&portal, &file).await;
    assert_eq!((report.tally.prepared, report.tally.there), (0, 2), "a second time there is nothing to do");
    assert_eq!(tables(&portal).await, after);
    let found: Result<_, StorageError> = portal
        .site()
        .store
        .read(|tx| {
            Box::pin(async move {
                let clean = onedoor_storage::services::accounts::by_name(tx, "", "clean").await?;
                let clean = clean.expect("the account");
                Ok((prepared::of_account(tx, clean.account.id).await?, clean))
            })
        })
        .await;
    let (dormant, clean) = found.expect("read");
    let dormant = dormant.expect("it waits");
    let number = clean.number.expect("it has the number");
    assert!(dormant.gave_number && number.fingerprint == dormant.number);
    assert_eq!(number.proven_at, None, "nobody has proven it");
    let opened = numbers::open(&portal.site().vault, clean.account.id, &number.sealed);
    assert_eq!(opened.expect("sealed for this account"), "036188001200");

    prepare::withdraw(&portal.portal, batch.id, &operator()).await.expect("taken back");
    let (report, _) = check(&portal, &file).await;
    assert_eq!(report.tally.prepared, 2, "as if it had never been");
}

#[tokio::test]
async fn it_goes_on_where_it_was() {
    let portal = TestPortal::of(one_stop()).await;
    for n in 0..1200 {
        portal.keep_alone(portal.record(None, &format!("person{n}"))).await;
    }
    let rows = (0..1200).map(|n| format!("person{n},03618800{n:04}\n"));
    let file: String = std::iter::once("user_name,national_number\n".to_owned()).chain(rows).collect();
    let first = write(&portal, &file, Some(1)).await.expect("a part");
    assert_eq!((first.state, first.position), (BatchState::Writing, 500));
    let stop: Result<bool, StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            Box::pin(async move {
                let step = (BatchState::Writing, BatchState::Stopped);
                Ok(Change::Unrecorded(batches::move_on(tx, first.id, step, first.changed_at).await?))
            })
        })
        .await;
    assert_eq!(stop, Ok(true));
    let rest = write(&portal, &file, None).await.expect("the rest");
    assert_eq!((rest.id, rest.state, rest.position), (first.id, BatchState::Done, 1200));
    assert_eq!(rest.tally, Tally { prepared: 1200, there: 0, refused: 0 });
}

#[tokio::test]
async fn a_bad_heading_is_told_and_a_report_runs_nothing_in_a_spreadsheet() {
    let portal = TestPortal::of(one_stop()).await;
    for (file, told) in [
        ("user_name\nx\n", "the column \"national_number\" is missing"),
        ("user_name,national_number,colour\n", "no column is called \"colour\""),
        ("user_name,user_name,national_number\n", "\"user_name\" stands there twice"),
    ] {
        let error = prepare::survey(&portal.portal, &source(file)).await.expect_err("refused");
        assert!(error.to_string().contains(told), "{error}");
    }
    let survey =
        prepare::survey(&portal.portal, &source("user_name,national_number\n")).await.expect("empty");
    assert_eq!(survey.rows, 0);
    assert_eq!(survey.digest, Digest::of("user_name,national_number\n"));
    let mut out = ReportFile::new(Vec::new()).expect("begun");
    let (_, heard) = check(&portal, "user_name,national_number\n=cmd(),036188001200\n").await;
    out.add(&heard.found[0]).expect("added");
    let text = String::from_utf8(out.into_inner().expect("written")).expect("text");
    assert_eq!(text, "line,code,other_line,organisation,user_name\n2,no_account,,,'=cmd()\n");
}
