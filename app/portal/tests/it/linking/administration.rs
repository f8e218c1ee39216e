//! What the portal's staff see of links, and who does.

mod left;
mod numbers;

use std::sync::Arc;

use axum::http::StatusCode;
use onedoor_base::{Actor, BatchId};
use onedoor_linking::BatchState;
use onedoor_portal::prepare::{self, Kept, Source, Watch};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Answer, Browser, multipart};
use onedoor_storage::linking::batches::{Batch, FoundRow};
use onedoor_storage::{Statement, StorageError};

use super::fake::Person;
use super::town::{ASKING, NUMBER, PASSWORD, Town, WITHOUT_PASSWORD, lan, minh};

struct Silent;

impl Watch for Silent {
    fn found(&mut self, _: &FoundRow) -> std::io::Result<()> {
        Ok(())
    }

    fn done(&mut self, _: u64, _: u64) {}
}

/// Lets some rows be done, and no more.
struct Once(bool);

impl Watch for Once {
    fn found(&mut self, _: &FoundRow) -> std::io::Result<()> {
        Ok(())
    }

    fn done(&mut self, _: u64, _: u64) {
        self.0 = true;
    }

    fn goes_on(&self) -> bool {
        !self.0
    }
}

async fn prepared(town: &Town) -> Batch {
    let rows = format!("user_name,national_number\nhungtv,{NUMBER}\n=nobody,036188001299\n");
    let source: Arc<dyn Source> = Arc::new(rows.into_bytes());
    let by = Actor::Operator("test".to_owned());
    let survey = Arc::new(prepare::survey(&town.portal, &source).await.expect("surveyed"));
    let batch = prepare::begin(&town.portal, &survey, "haiduong.csv", &by).await.expect("begun");
    prepare::run(&town.portal, &source, &survey, batch, &by, &mut Silent).await.expect("written")
}

/// An administrator, signed in nationally with two factors.
async fn administrator(town: &Town) -> Browser {
    let person = Person { amr: &["pwd", "sms"], ..minh() };
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &person, "/administration").await;
    let linked = town.proves(&mut browser, &path, "thanhtra", PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2Fadministration");
    browser
}

#[tokio::test]
async fn nobody_else_finds_the_pages_and_one_factor_does_not_open_them() {
    let town = Town::with(ASKING).await;
    town.account("hungtv").await;
    town.account("thanhtra").await;
    let batch = prepared(&town).await;
    let paths = [
        "/administration".to_owned(),
        "/administration/counts.csv".to_owned(),
        "/administration/upload".to_owned(),
        format!("/administration/batches/{}", batch.id),
        format!("/administration/batches/{}/report.csv", batch.id),
    ];
    let mut citizen = town.browser();
    let path = town.not_linked_yet(&mut citizen, &lan(), "/").await;
    town.proves(&mut citizen, &path, "hungtv", PASSWORD)
        .await
        .assert_leads_to("/sign-in/linked?return_to=%2F");
    assert!(!citizen.get("/account").await.body.contains("/administration"));
    for path in &paths {
        assert_eq!(citizen.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // The administrator with the password of the account alone.
    let mut browser = town.browser();
    let form = browser.get("/sign-in").await;
    let fields = [("user_name", "thanhtra"), ("password", PASSWORD)];
    browser.submit(&form, "/sign-in", &fields).await.assert_leads_to("/");
    for path in &paths {
        let page = browser.get(path).await;
        page.assert_says(StatusCode::FORBIDDEN, "Sign in with two factors");
        let way = "/sign-in/national/esia?two_factors=yes&amp;return_to=%2Fadministration";
        assert!(page.body.contains(way), "{}", page.body);
    }
    browser.get("/sign-in/national/esia?two_factors=yes&return_to=/administration").await;
    let asked = town.fake.asked().pop().expect("pushed");
    assert_eq!(asked["acr_values"], "urn:onedoor:loa:1:aal:2");
    assert!(asked["claims"].contains("essential"), "{}", asked["claims"]);
}

#[tokio::test]
async fn an_administrator_sees_the_counts_and_takes_a_batch_back() {
    let town = Town::with(ASKING).await;
    let account = town.account("hungtv").await;
    town.account("thanhtra").await;
    let batch = prepared(&town).await;
    let mut browser = administrator(&town).await;
    let own = browser.get("/account").await;
    assert!(own.body.contains("href=\"/administration\"") && own.says("local_07070707"), "{}", own.body);
    let page = browser.get("/administration").await;
    page.assert_says(StatusCode::OK, "linked accounts went from 1 to 1, waiting ones from 1 to 1");
    page.assert_says(StatusCode::OK, "Clean rows");
    page.assert_says(StatusCode::OK, "haiduong.csv");
    let counts = browser.get("/administration/counts.csv").await;
    assert!(counts.body.starts_with("day,measure,count\r\n"), "{}", counts.body);
    assert!(
        counts.body.contains(",dormant,1\r\n") && counts.body.contains(",linked,1\r\n"),
        "{}",
        counts.body
    );

    let path = format!("/administration/batches/{}", batch.id);
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "There is no account of this name");
    let report = browser.get(&format!("{path}/report.csv")).await;
    let words = "\u{feff}line,code,other_line,organisation,user_name,Why\n\
        3,no_account,,,'=nobody,There is no account of this name\n";
    assert_eq!(report.body, words);
    browser.submit(&page, &format!("{path}/withdraw"), &[]).await.assert_leads_to(&path);
    browser.get(&path).await.assert_says(StatusCode::OK, "Being taken back");
    let jobs = onedoor_portal::administration_jobs(&town.portal, Jobs::new());
    jobs.round(&town.site).await.expect("a round");
    browser.get(&path).await.assert_says(StatusCode::OK, "Taken back");
    let by = "administration local_07070707-0707-0707-0707-070707070707";
    let told = town.audit_by(by).await;
    for action in ["linking.batch.withdrawal_begun", "linking.link.unprepared", "linking.batch.withdrawn"] {
        assert!(told.contains(action), "{action} is not among {told:?}");
    }
    assert!(!told.contains("linking.batch.stopped"), "{told:?}");
    let counts = browser.get("/administration/counts.csv").await;
    assert!(counts.body.contains(",withdrawn,1\r\n"), "{}", counts.body);
    assert!(town.record(account).await.number.is_none());
    assert!(town.audit_of(account).await.contains("linking.link.unprepared"));
    // As if it had never been: nobody is asked for that account.
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan(), "/").await;
    assert!(!owner.get(&path).await.says("Is this your account here?"));
    assert_eq!(browser.get("/administration/batches/btch_1").await.status, StatusCode::NOT_FOUND);
}

const UPLOAD: &str = "/administration/upload";

/// The administrator gives a file; where that leads.
async fn gives(browser: &mut Browser, name: &str, content: &[u8]) -> Answer {
    let form = browser.get(UPLOAD).await;
    browser.send_file(&form, UPLOAD, ("file", name, content)).await
}

/// Does what is due.
async fn works(town: &Town) {
    let jobs = onedoor_portal::administration_jobs(&town.portal, Jobs::new());
    while jobs.round(&town.site).await.expect("a round") > 0 {}
}

/// Something about the tables that an upload writes.
async fn one(town: &Town, statement: &'static Statement) -> i64 {
    let read: Result<i64, StorageError> = town
        .site
        .store
        .read(|tx| Box::pin(async move { tx.row(statement, &[]).await?.expect("a row").int("count") }))
        .await;
    read.expect("read")
}

const BATCHES: Statement = Statement::new("test.batches", "SELECT COUNT(*) AS count FROM link_batches");
const PARTS: Statement = Statement::new("test.parts", "SELECT COUNT(*) AS count FROM link_batch_parts");
const DORMANT: Statement =
    Statement::new("test.dormant", "SELECT COUNT(*) AS count FROM prepared_links WHERE state = 'dormant'");

/// Accounts, and a file of them with a row that names nobody; long enough for more than one part.
async fn people(town: &Town, count: usize) -> Vec<u8> {
    let mut file = "user_name;national_number;display_name\r\n".to_owned();
    for n in 0..count {
        let name = format!("{WITHOUT_PASSWORD}{n}");
        town.account(&name).await;
        let row = format!("{name};03618800{n:04};{}\r\n", format!("owner  of {name}").to_uppercase());
        file.push_str(&row);
    }
    file.push_str("nobody;036188009999;\r\n");
    // As some spreadsheets leave them.
    file.push_str(&"\r\n".repeat(150_000));
    file.into_bytes()
}

#[tokio::test]
async fn a_file_is_given_checked_written_stopped_and_goes_on() {
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    let file = people(&town, 600).await;
    let mut browser = administrator(&town).await;
    let given = gives(&mut browser, "xã %22Một%22.csv", &file).await;
    let path = given.location().expect("a page of its own").to_owned();
    assert!(path.starts_with("/administration/batches/btch_"), "{path}: {}", given.body);
    assert_eq!(one(&town, &PARTS).await, 2, "300 kB are two parts");

    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "The file is being read");
    page.assert_says(StatusCode::OK, "File xã \"Một\".csv");
    assert_eq!(page.header("refresh"), Some("3"));
    works(&town).await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Prepare the clean rows (600)");
    page.assert_says(StatusCode::OK, "There is no account of this name");
    page.assert_says(StatusCode::OK, "Bad rows");
    assert_eq!((page.header("refresh"), one(&town, &DORMANT).await), (None, 0));

    browser.submit(&page, &format!("{path}/write"), &[]).await.assert_leads_to(&path);
    let twice = browser.submit(&page, &format!("{path}/write"), &[]).await;
    twice.assert_leads_to(&path);
    // A node writes some of it and dies.
    let id: BatchId = path.rsplit('/').next().expect("an id").parse().expect("an id");
    let batch = town.batch(id).await;
    assert_eq!((batch.state, batch.position, batch.rows), (BatchState::Writing, 0, 601));
    let source: Arc<dyn Source> = Arc::new(Kept::of(&town.portal, id));
    let survey = Arc::new(prepare::survey(&town.portal, &source).await.expect("surveyed"));
    let by = Actor::Operator("another node".to_owned());
    let some = prepare::run(&town.portal, &source, &survey, batch, &by, &mut Once(false)).await;
    assert_eq!(some.expect("some of it").position, 500);
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "500 of 601 rows");
    browser.submit(&page, &format!("{path}/stop"), &[]).await.assert_leads_to(&path);
    works(&town).await;
    assert_eq!(one(&town, &DORMANT).await, 500, "stopped is stopped");
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "It was stopped. What is prepared stays.");
    browser.submit(&page, &format!("{path}/go-on"), &[]).await.assert_leads_to(&path);
    works(&town).await;
    let batch = town.batch(id).await;
    assert_eq!((batch.state, batch.tally.prepared, batch.tally.refused), (BatchState::Done, 600, 1));
    assert_eq!((one(&town, &DORMANT).await, one(&town, &PARTS).await), (600, 0), "the file is gone");
    let report = browser.get(&format!("{path}/report.csv")).await;
    assert_eq!(report.body.lines().count(), 2, "{}", report.body);

    browser.submit(&browser.clone().get(&path).await, &format!("{path}/withdraw"), &[]).await;
    works(&town).await;
    assert_eq!(one(&town, &DORMANT).await, 0);
    let told = town.audit_by("administration local_07070707").await;
    for verb in [
        "received",
        "checked",
        "begun",
        "stopped",
        "resumed",
        "written",
        "read",
        "withdrawal_begun",
        "withdrawn",
    ] {
        assert!(told.contains(&format!("linking.batch.{verb}")), "{verb} is not among {told:?}");
    }
}

#[tokio::test]
async fn what_is_no_file_of_accounts_is_told_and_nothing_of_it_is_kept() {
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    let mut browser = administrator(&town).await;
    for (content, told) in [
        (&b""[..], "Choose a file that has something in it."),
        (b"user_name,national_number,colour\n", "No column is called \u{201c}colour\u{201d}."),
        (b"user_name,user_name,national_number\n", "The column user_name stands there twice."),
        (b"user_name\n", "The column national_number is missing."),
        (b"\xff\xfeu\0s\0e\0r\0", "The first line cannot be read."),
        (b"\0\0\0", "The first line cannot be read."),
        (b"PK\x03\x04\x14\0\x06\0\"xl/workbook.xml", "The first line cannot be read."),
        (
            b"user_name,national_number\na,\"1\nb,2\n",
            "Line 2: a quotation mark is opened there and never closed",
        ),
    ] {
        gives(&mut browser, "x.csv", content).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, told);
    }
    assert_eq!((one(&town, &BATCHES).await, one(&town, &PARTS).await), (0, 0));
    let rows = b"a,1\n".repeat(100_000);
    let swallowed =
        [b"user_name,national_number\n".to_vec(), rows.clone(), b"b,\"2\n".to_vec(), rows].concat();
    let answer = gives(&mut browser, "x.csv", &swallowed).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Line 100002: a quotation mark");
    let large = [b"user_name,national_number\n".to_vec(), b"x,1\n".repeat(1_000_001)].concat();
    let answer = gives(&mut browser, "x.csv", &large).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The file has too many rows.");
    assert_eq!((one(&town, &BATCHES).await, one(&town, &PARTS).await), (0, 0));
    // A file with a heading line alone is a file.
    let given = gives(&mut browser, "x.csv", b"user_name,national_number").await;
    let path = given.location().expect("a page").to_owned();
    works(&town).await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "The file has no row that could be prepared.");
    assert!(page.form(&format!("{path}/write")).is_none(), "{}", page.body);
    for _ in 0..4 {
        assert!(gives(&mut browser, "x.csv", b"user_name,national_number\n").await.location().is_some());
    }
    let more = gives(&mut browser, "x.csv", b"user_name,national_number\n").await;
    more.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "5 files already wait for a decision.");
    browser.submit(&page, &format!("{path}/withdraw"), &[]).await.assert_leads_to(&path);
    works(&town).await;
    browser.get(&path).await.assert_says(StatusCode::OK, "Taken back");
    assert!(town.audit_by("administration local_07070707").await.contains("linking.batch.discarded"));
    assert!(gives(&mut browser, "x.csv", b"user_name,national_number\n").await.location().is_some());
}

#[tokio::test]
async fn a_file_is_taken_only_from_our_own_form_of_an_administrator() {
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    town.account("hungtv").await;
    let mut browser = administrator(&town).await;
    let form = browser.get(UPLOAD).await;
    let own = form.form(UPLOAD).expect("the form");
    let fields: Vec<_> = own.into_iter().filter(|(name, _)| name != "file").collect();
    let file = ("file", "x.csv", &b"user_name,national_number\nhungtv,036188001234\n"[..]);
    let origin = town.site.settings.origin();
    let whole = multipart(&fields, file);
    for (body, from) in [
        (multipart(&[], file), origin.as_str()),
        (multipart(&[("csrf".to_owned(), "guessed".to_owned())], file), &origin),
        (whole.clone(), "https://evil.example"),
    ] {
        let answer = browser.post_multipart(UPLOAD, body, &[("origin", from)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
    }
    // Cut off at any byte it is refused, or is not there at all.
    for length in (0..whole.len() - 4).step_by(7) {
        let answer = browser.post_multipart(UPLOAD, whole[..length].to_vec(), &[("origin", &origin)]).await;
        assert!(answer.status.is_client_error(), "{length}: {}", answer.status);
    }
    assert_eq!((one(&town, &BATCHES).await, one(&town, &PARTS).await), (0, 0));
    let mut citizen = town.browser();
    let path = town.not_linked_yet(&mut citizen, &lan(), "/").await;
    town.proves(&mut citizen, &path, "hungtv", PASSWORD).await;
    let answer = citizen.post_multipart(UPLOAD, whole.clone(), &[("origin", &origin)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = town.browser().post_multipart(UPLOAD, whole.clone(), &[("origin", &origin)]).await;
    answer.assert_leads_to("/sign-in?return_to=%2F");
    // The administrator with one factor.
    let mut once = town.browser();
    let form = once.get("/sign-in").await;
    let fields = [("user_name", "thanhtra"), ("password", PASSWORD)];
    once.submit(&form, "/sign-in", &fields).await.assert_leads_to("/");
    let answer = once.post_multipart(UPLOAD, whole.clone(), &[("origin", &origin)]).await;
    answer.assert_says(StatusCode::FORBIDDEN, "Sign in with two factors");
    assert_eq!(one(&town, &BATCHES).await, 0);
    let answer = browser.post_multipart(UPLOAD, whole, &[("origin", &origin)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}
