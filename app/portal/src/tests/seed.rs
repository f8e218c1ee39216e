use std::time::Duration;

use axum::http::StatusCode;
use onedoor_services::dossiers::DossierStep;

use crate::seed::{NotSeeded, SeedDossier, dossier};
use crate::tests::actors::{TestPortal, national};

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
