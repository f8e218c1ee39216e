use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::Secret;
use onedoor_linking::NationalSubject;
use onedoor_services::dossiers::DossierStep;
use onedoor_storage::linking::links;

use crate::numbers;
use crate::seed::{AccountNotSeeded, NotSeeded, SeedAccount, SeedDossier, SeedPassword, account, dossier};
use crate::tests::actors::{PASSWORD, TestPortal, national, one_stop};

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn a_sample_dossier_is_made_once_with_its_history() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, owner) = portal.person("Khai").await;
    let wanted = SeedDossier {
        key: "khai-birth".to_owned(),
        owner,
        procedure: "1.001193".to_owned(),
        place: Some("10525".to_owned()),
        applicant: "Khai".to_owned(),
        phone: "0912 345 678".to_owned(),
        request: "Khai sinh cho con.".to_owned(),
        steps: vec![
            (DossierStep::Submit, 3 * DAY),
            (DossierStep::Accept, 2 * DAY),
            (DossierStep::Handle, DAY),
        ],
    };
    let first = dossier(&portal.portal, &wanted).await.expect("it is made");
    let second = dossier(&portal.portal, &wanted).await.expect("it is there");
    assert_eq!(first, second);
    let page = khai.get("/dossiers/000.00.00.G01-261118-0001").await;
    page.assert_says(StatusCode::OK, "Being handled");
    assert!(page.says("Accepted") && page.says("Submitted"));
    let nowhere = SeedDossier { key: "k".to_owned(), place: None, ..wanted.clone() };
    assert!(matches!(dossier(&portal.portal, &nowhere).await, Err(NotSeeded::NotSubmitted(_))));
    let draft = SeedDossier { key: "d".to_owned(), steps: Vec::new(), ..wanted };
    dossier(&portal.portal, &draft).await.expect("a draft");
    assert!(khai.get("/dossiers").await.says("Begun and not submitted"));
}

#[tokio::test]
async fn a_sample_account_is_made_once_and_opens_with_its_password() {
    let portal = TestPortal::of(one_stop()).await;
    let plain = SeedAccount {
        id: None,
        organisation: None,
        user_name: "lan.tran".to_owned(),
        name: "Trần Thị Lan".to_owned(),
        password: SeedPassword::Plain(Secret::new(PASSWORD)),
        phone: Some("0912 345 678".to_owned()),
        national_number: Some("036 188 001 234".to_owned()),
        language: None,
        linked: Some(NationalSubject { issuer: "http://id.example".to_owned(), subject: "s1".to_owned() }),
    };
    let first = account(&portal.portal, &plain).await.expect("it is made");
    let other = SeedAccount { password: SeedPassword::None, ..plain.clone() };
    assert_eq!(account(&portal.portal, &other).await.expect("it is there"), first);
    portal.signed_in("", "lan.tran").await;
    let number = portal.kept(first).await.number.expect("a number");
    assert_eq!(numbers::open(&portal.site().vault, first, &number.sealed).as_deref(), Ok("036188001234"));
    assert_eq!(number.proven_at, None);
    let link = portal.site().store.read(move |tx| Box::pin(async move { links::holding(tx, first).await }));
    let subjects: Vec<_> = link.await.expect("read").into_iter().map(|link| link.national.subject).collect();
    assert_eq!(subjects, ["s1"]);
    let unreadable = SeedAccount {
        id: None,
        user_name: "other".to_owned(),
        password: SeedPassword::Hash("md5:abc".to_owned()),
        ..plain
    };
    assert!(matches!(account(&portal.portal, &unreadable).await, Err(AccountNotSeeded::Hash(_))));
}
