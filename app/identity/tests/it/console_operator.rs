//! The console's parts without people: alarms, systems; and words that are not lost to a proof that is wanted anew.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::AlarmId;
use onedoor_identity::console::roles::StaffRole;
use onedoor_storage::site::alarms;
use onedoor_storage::{Change, StorageError};

use crate::actors::Town;
use crate::console::{REASON, STAFFS_PASSWORD, hire, shows_code, staff, staffed};

async fn raised(town: &Town, kind: &'static str, subject: &'static str) -> AlarmId {
    let site = town.identity.site.clone();
    let (now, id) = (site.now(), AlarmId::new(site.now(), site.random.as_ref()));
    let written = site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            alarms::raise(tx, id, (kind, subject), "of 120 codes 3 were given back", now).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    written.await.expect("the alarm is raised");
    id
}

async fn alarm(town: &Town, id: AlarmId) -> alarms::Alarm {
    let read = town
        .identity
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { alarms::get(tx, id).await }));
    read.await.expect("alarms can be read").expect("it is there")
}

#[tokio::test]
async fn an_alarm_is_seen_and_settled_by_an_operator_and_stays_in_the_record() {
    let town = staffed().await;
    hire(&town, "van.hanh", "0903 000 005", &[StaffRole::Operator]).await;
    let id = raised(&town, "sms_conversion", "+84912").await;
    let mut operator = staff(&town, "van.hanh").await;
    operator.get("/console").await.assert_says(StatusCode::OK, "1 nobody has seen");
    let page = operator.get("/console/alarms").await;
    page.assert_says(StatusCode::OK, "Few codes come back");
    page.assert_says(StatusCode::OK, "of 120 codes 3 were given back");
    let see = format!("/console/alarms/{id}/see");
    operator.submit(&page, &see, &[]).await.assert_leads_to("/console/alarms?notice=seen");
    assert_eq!(alarm(&town, id).await.state, "seen");
    // Twice is once.
    operator.submit(&page, &see, &[]).await.assert_leads_to("/console/alarms?notice=not-again");
    let page = operator.get("/console/alarms").await;
    assert!(page.form(&see).is_none(), "it is seen");
    let settle = format!("/console/alarms/{id}/settle");
    operator.submit(&page, &settle, &[]).await.assert_leads_to("/console/alarms?notice=settled");
    let settled = alarm(&town, id).await;
    assert_eq!(settled.state, "settled");
    assert!(settled.settled_by.is_some_and(|by| by.starts_with("console acct_")));
    let over = operator.get("/console/alarms?notice=settled").await;
    over.assert_says(StatusCode::OK, "No alarm stands");
    over.assert_says(StatusCode::OK, "by the staff");

    let mut support = staff(&town, "ho.tro").await;
    support.get("/console/alarms").await.assert_says(StatusCode::FORBIDDEN, "This part is for another role");
}

#[tokio::test]
async fn what_was_typed_comes_back_after_the_proof_was_wanted_anew() {
    let town = staffed().await;
    let mut support = staff(&town, "ho.tro").await;
    let page = support.get("/console/people").await;
    town.world.clock.advance(Duration::from_mins(25));
    let filled = [("who", "minh.khai"), ("reason", REASON), ("case", "2026/117")];
    let answer = support.submit(&page, "/console/people", &filled).await;
    let to = answer.location().expect("the proof is wanted").to_owned();
    assert!(to.starts_with("/sign-in?again=yes&return_to=%2Fconsole%2Fpeople%3Ftyped%3D"), "{to}");
    assert!(!to.contains("minh.khai"), "nothing of it can be read: {to}");

    let asked = support.get(&to).await;
    let answer =
        support.submit(&asked, "/sign-in", &[("identifier", "ho.tro"), ("password", STAFFS_PASSWORD)]).await;
    let back = if answer.location().is_some_and(|to| to.starts_with("/sign-in/second")) {
        shows_code(&town, &mut support, answer).await
    } else {
        support.follow(answer).await
    };
    back.assert_says(StatusCode::OK, "Find a person");
    back.assert_says(StatusCode::OK, REASON);
    assert_eq!(back.field("/console/people", "who").as_deref(), Some("minh.khai"));
    assert_eq!(back.field("/console/people", "case").as_deref(), Some("2026/117"));

    // To somebody else of the staff the address brings nothing back.
    let mut other = staff(&town, "duyet.hai").await;
    let query = to.split_once("return_to=").expect("where to").1.replace("%2F", "/").replace("%3F", "?");
    let empty = other.get(&query.replace("%3D", "=")).await;
    empty.assert_says(StatusCode::OK, "Find a person");
    assert!(!empty.says(REASON));
}
