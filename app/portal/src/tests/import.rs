use onedoor_base::{Actor, Secret, Subject, Timestamp};
use onedoor_password::Verdict;
use onedoor_services::accounts::Email;
use onedoor_site::passwords;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::{StorageError, audit};

use crate::import::{ImportError, ImportOptions, RefusedBecause, Report, import_accounts};
use crate::numbers;
use crate::tests::actors::{TestPortal, national, school};

/// A hash of every kind of older systems.
const HASHES: [(&str, &str); 8] = [
    ("bcrypt", "$2b$05$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm"),
    (
        "pbkdf2-sha256",
        "$pbkdf2-sha256$1000$idHa.98bI8Q455xTas2Zkw$aBMQHoXns.vK/l9wisWtwwwwGGS.bvhtqAE0bYq.r3k",
    ),
    ("pbkdf2-sha256", "pbkdf2_sha256$2000$djangosalt$fOWdavDwaL0oGRN157635gz6JpEvF+5gDvXlN25hsAs="),
    (
        "pbkdf2-sha512",
        "$pbkdf2-sha512$1000$9l4rxThnTMnZuxci5LzXGg$mqetD/R3DM8hZ5XbkUNwlHP5a0FaBvbHJmtdtPgvfY6V/0anBtDBNiS7Xa5M/.zzdjWYNclyhfiX4/7bslytHg",
    ),
    ("ssha", "{SSHA}6oPzszjOJTwAL+PcqeIRwUYYVxRzYWx0c2FsdA=="),
    ("ssha256", "{SSHA256}+Qs2fp1zd1uFI9YPQtPMyzku2pUmF6Hb6/qGhmxzQUNzYWx0c2FsdA=="),
    (
        "ssha512",
        "{SSHA512}E5dBTyT966CrMzO772UKk5HEvEV3SSJnHBN0mWQhNqesTfU//FK5vDQa+MPyqYzMWLni9bqtuuKs72z4GlRZCCCE8P7/n1Oq",
    ),
    ("md5-crypt", "$1$abcdefgh$MI1lbHcHIVqQgiKJgjjWM."),
];

const NOTHING_WRITTEN: ImportOptions = ImportOptions { dry_run: true, phones_confirmed: false, batch: 500 };

async fn import(portal: &TestPortal, file: &str, options: ImportOptions) -> Report {
    import_accounts(&portal.portal, file.as_bytes(), options).await.expect("the file is read to its end")
}

async fn account(
    portal: &TestPortal,
    organisation: &'static str,
    name: &'static str,
) -> Option<AccountRecord> {
    let found: Result<_, StorageError> = portal
        .site()
        .store
        .read(move |tx| Box::pin(async move { accounts::by_name(tx, organisation, name).await }))
        .await;
    found.expect("the database answers")
}

fn reasons(report: &Report) -> Vec<(u64, &RefusedBecause)> {
    report.refused.iter().map(|refusal| (refusal.line, &refusal.because)).collect()
}

#[tokio::test]
async fn every_kind_of_hash_is_taken_and_counted() {
    let portal = TestPortal::of(national()).await;
    let own = passwords::make(portal.site(), Secret::new("mật khẩu của tôi")).await.ok().expect("a hash");
    let rows = HASHES.iter().enumerate();
    let mut lines: Vec<_> = rows.map(|(at, (_, hash))| format!("user{at},Person {at},\"{hash}\"")).collect();
    lines.insert(0, "user_name,display_name,password_hash".to_owned());
    lines.extend([format!("own,Own,\"{own}\""), "none,None,".to_owned()]);
    let file = lines.join("\n");
    let report = import(&portal, &file, ImportOptions::default()).await;
    assert_eq!((report.imported, report.without_password, report.rows()), (10, 1, 10), "{report:?}");
    for (kind, count) in
        [("bcrypt", 1), ("pbkdf2-sha256", 2), ("pbkdf2-sha512", 1), ("ssha", 1), ("md5-crypt", 1)]
    {
        assert_eq!(report.hashes.get(kind), Some(&count), "{kind}");
    }
    assert_eq!(report.hashes.get("argon2id"), Some(&1));
    let stored = account(&portal, "", "own").await.and_then(|r| r.password_hash);
    let verdict = passwords::check(portal.site(), stored, Secret::new("mật khẩu của tôi")).await;
    assert!(matches!(verdict, Ok(Verdict::Right { replace: false })));
}

#[tokio::test]
async fn all_columns_arrive_and_the_number_is_sealed_and_not_proven() {
    let portal = TestPortal::of(national()).await;
    let file = "\u{feff}email,phone,national_number,User_Name,display_name\n\
        khai@Example.VN,0912 345 678,036 188 001 234, Khai , Nguyễn Thị Minh Khai\n";
    let report = import(&portal, file, ImportOptions::default()).await;
    assert_eq!((report.imported, report.refused.len()), (1, 0), "{report:?}");
    let record = account(&portal, "", "khai").await.expect("the account is there");
    assert_eq!(record.account.user_name.as_str(), "Khai");
    assert_eq!(record.account.email.as_ref().map(Email::as_str), Some("khai@example.vn"));
    // A phone that nobody confirmed gets no codes.
    assert!(record.account.phone.is_none() && record.unconfirmed_phone.is_some());
    let number = record.number.expect("the number is there");
    assert_eq!(number.proven_at, None);
    let opened = numbers::open(&portal.site().vault, record.account.id, &number.sealed);
    assert_eq!(opened.expect("it was sealed for this account"), "036188001234");
    let confirmed = ImportOptions { phones_confirmed: true, ..ImportOptions::default() };
    import(&portal, "user_name,display_name,phone\nlan,Lan,+84 987 654 321\n", confirmed).await;
    assert!(account(&portal, "", "lan").await.is_some_and(|r| r.account.phone.is_some()));
}

#[tokio::test]
async fn bad_rows_are_refused_with_line_and_reason_and_the_others_go_on() {
    let portal = TestPortal::of(national()).await;
    let file = "user_name,display_name,phone,email,national_number,password_hash,organisation\n\
        ,Nobody,,,,,\n\
        noname,,,,,,\n\
        phone,A,12345,,,,\n\
        mail,A,,nobody,,,\n\
        number,A,,,123,,\n\
        plain,A,,,,secret,\n\
        costly,A,,,,$2b$31$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm,\n\
        school,A,,,,,edu-111\n\
        short,A\n\
        good,A,,,,,\n";
    let report = import(&portal, file, ImportOptions::default()).await;
    assert_eq!((report.imported, report.rows()), (1, 10), "{report:?}");
    let lines: Vec<u64> = report.refused.iter().map(|refusal| refusal.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9, 10]);
    let texts: Vec<String> = report.refused.iter().map(|refusal| refusal.because.to_string()).collect();
    for (text, begin) in texts.iter().zip([
        "user_name",
        "display_name",
        "phone",
        "email",
        "national_number",
        "password_hash: unknown",
        "password_hash: bcrypt hash with a cost",
        "organisation",
        "2 fields instead of 7",
    ]) {
        assert!(text.starts_with(begin), "{text} should begin with {begin}");
    }
    assert_eq!(report.refused[5].user_name, "plain");
    assert!(!texts.iter().any(|text| text.contains("secret")), "no value of a hash in a report");
}

#[tokio::test]
async fn a_line_in_another_encoding_does_not_stop_the_others() {
    let portal = TestPortal::of(national()).await;
    let file = b"user_name,display_name\nviet,Nguy\xea~n\ngood,Good\n".as_slice();
    let report =
        import_accounts(&portal.portal, file, ImportOptions::default()).await.expect("read to its end");
    assert_eq!(reasons(&report), [(2, &RefusedBecause::Encoding)]);
    assert_eq!(report.imported, 1);
}

#[tokio::test]
async fn a_quotation_mark_that_is_never_closed_ends_with_its_line() {
    let portal = TestPortal::of(national()).await;
    let rows = "x,X\n".repeat(10_000);
    for tail in [rows.as_str(), "y,Y\n"] {
        let file = format!("user_name,display_name\ngood,Good\nbad,\"Bad\n{tail}");
        let ended = import_accounts(&portal.portal, file.as_bytes(), NOTHING_WRITTEN).await;
        let told = ended.expect_err("it does not end").to_string();
        assert!(told.starts_with("line 3: a quotation mark"), "{told}");
    }
    // Quoted line breaks and quotation marks are none of it, and spreadsheets write semicolons.
    let file = "\u{feff}\"user_name\";display_name\r\none;\"A \"\"B\"\"\r\nC\"\r\ntwo;D \"E\r\n";
    let report = import(&portal, file, NOTHING_WRITTEN).await;
    assert_eq!((report.imported, report.rows()), (1, 2), "{report:?}");
    let utf16 = b"\xff\xfeu\0s\0e\0r\0".as_slice();
    let ended = import_accounts(&portal.portal, utf16, NOTHING_WRITTEN).await;
    assert!(ended.expect_err("another encoding").to_string().contains("save the file as CSV in UTF-8"));
}

#[tokio::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    let portal = TestPortal::of(national()).await;
    // Two to a transaction: the name that stands there twice is found across transactions too.
    let file = "user_name,display_name\na,A\nb,B\nc,C\nA,Another\nb,B\n";
    let pairs = ImportOptions { batch: 2, ..NOTHING_WRITTEN };
    let tried = import(&portal, file, pairs).await;
    assert_eq!((tried.imported, tried.already_there), (3, 1), "{tried:?}");
    assert_eq!(reasons(&tried), [(5, &RefusedBecause::Twice { line: 2 })]);
    assert!(account(&portal, "", "a").await.is_none());
    let done = import(&portal, file, ImportOptions { dry_run: false, ..pairs }).await;
    assert_eq!(done, tried);
    assert!(account(&portal, "", "c").await.is_some());
}

#[tokio::test]
async fn an_import_can_be_run_again() {
    let portal = TestPortal::of(national()).await;
    let file =
        format!("user_name,display_name,phone,password_hash\na,A,0912345678,\"{}\"\nb,B,,\n", HASHES[4].1);
    import(&portal, &file, ImportOptions::default()).await;
    let again = import(&portal, &file, ImportOptions::default()).await;
    assert_eq!((again.imported, again.already_there, again.refused.len()), (0, 2, 0), "{again:?}");
    // The owner of a has signed in since: a better hash of the same password.
    let before = account(&portal, "", "a").await.expect("a is there");
    let better = passwords::make(portal.site(), Secret::new("x")).await.ok().expect("a hash");
    let (id, old) = (before.account.id, before.password_hash.unwrap_or_default());
    let replaced: Result<bool, StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            let (old, better) = (old.clone(), better.clone());
            Box::pin(async move {
                let done = accounts::replace_hash(tx, id, &old, &better).await?;
                Ok(onedoor_storage::Change::Unrecorded(done))
            })
        })
        .await;
    assert!(replaced.is_ok_and(|done| done));
    let again = import(&portal, &file, ImportOptions::default()).await;
    assert_eq!((again.already_there, again.refused.len()), (2, 0), "{again:?}");
    let other = "user_name,display_name,phone\nb,Bình,0987654321\n";
    let different = import(&portal, other, ImportOptions::default()).await;
    assert_eq!(reasons(&different), [(2, &RefusedBecause::Different(vec!["display_name", "phone"]))]);
    assert!(account(&portal, "", "b").await.is_some_and(|r| r.account.display_name == "B"), "left as it was");
}

#[tokio::test]
async fn schools_keep_their_own_names() {
    let portal = TestPortal::of(school()).await;
    let file = "organisation,user_name,display_name\nedu-111,ivanova,Иванова\nedu-112,ivanova,Другая\n\
        edu-999,x,X\n,y,Y\n";
    let report = import(&portal, file, ImportOptions::default()).await;
    assert_eq!(report.imported, 2, "{report:?}");
    let refused = [(4, &RefusedBecause::Organisation), (5, &RefusedBecause::Organisation)];
    assert_eq!(reasons(&report), refused);
    assert!(account(&portal, "edu-112", "ivanova").await.is_some_and(|r| r.account.display_name == "Другая"));
}

#[tokio::test]
async fn a_heading_line_that_makes_no_sense_ends_it() {
    let portal = TestPortal::of(national()).await;
    for heading in ["user_name", "user_name,display_name,pasword", "user_name,display_name,user_name", ""] {
        let file = format!("{heading}\na,A,b\n");
        let done = import_accounts(&portal.portal, file.as_bytes(), ImportOptions::default()).await;
        assert!(matches!(done, Err(ImportError::Columns(_))), "{heading:?}: {done:?}");
    }
    assert!(account(&portal, "", "a").await.is_none());
}

#[tokio::test]
async fn every_import_is_in_the_audit() {
    let portal = TestPortal::of(national()).await;
    import(
        &portal,
        "user_name,display_name,password_hash\na,A,$1$abcdefgh$MI1lbHcHIVqQgiKJgjjWM.\n",
        ImportOptions::default(),
    )
    .await;
    let id = account(&portal, "", "a").await.expect("a is there").account.id;
    let later = Timestamp::from_seconds(4_000_000_000);
    let records: Result<_, StorageError> = portal
        .site()
        .store
        .read(move |tx| {
            Box::pin(async move { audit::of_subject(tx, Subject::LocalAccount(id), later, 9).await })
        })
        .await;
    let records = records.expect("the audit can be read");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].actor, Actor::Operator("import accounts".to_owned()));
    assert!(!format!("{records:?}").contains("MI1lbHcHIVqQgiKJgjjWM"), "no hash in the audit");
}
