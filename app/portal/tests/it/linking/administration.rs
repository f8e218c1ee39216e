//! What the portal's staff see of links, and who does.

use std::sync::Arc;

use axum::http::StatusCode;
use onedoor_base::Actor;
use onedoor_portal::prepare::{self, Source, Watch};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::Browser;
use onedoor_storage::linking::batches::{Batch, FoundRow};

use super::fake::Person;
use super::town::{ASKING, NUMBER, PASSWORD, Town, lan, minh};

struct Silent;

impl Watch for Silent {
    fn found(&mut self, _: &FoundRow) -> std::io::Result<()> {
        Ok(())
    }

    fn done(&mut self, _: u64, _: u64) {}
}

async fn prepared(town: &Town) -> Batch {
    let rows = format!("user_name,national_number\nhungtv,{NUMBER}\n=nobody,036188001299\n");
    let source: Arc<dyn Source> = Arc::new(rows.into_bytes());
    let by = Actor::Operator("test".to_owned());
    let survey = Arc::new(prepare::survey(&town.portal, &source).await.expect("surveyed"));
    let batch = prepare::begin(&town.portal, &survey, "haiduong.csv", &by).await.expect("begun");
    prepare::write(&town.portal, &source, &survey, batch, &by, &mut Silent).await.expect("written")
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
        let way = "/sign-in/national/esia?two_factors=yes&amp;return_to=/administration";
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
    page.assert_says(StatusCode::OK, "Today 1 accounts are linked (dark bars) and 1 are prepared and wait");
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
    page.assert_says(StatusCode::OK, "no_account");
    let report = browser.get(&format!("{path}/report.csv")).await;
    assert_eq!(report.body, "line,code,other_line,organisation,user_name\n3,no_account,,,'=nobody\n");
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
