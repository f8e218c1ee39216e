//! Text messages that wait for a gateway that is down.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{CODE_LIFE, Country, Phone, Secret};
use onedoor_messaging::{Gateway as HttpGateway, Messenger};
use onedoor_server::http_client::{Reach, http_client};
use onedoor_server::messages;
use onedoor_site::again::Again;
use onedoor_site::code::NewSms;
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_site::{Refused, Site};
use onedoor_storage::site::messages as sent;
use onedoor_storage::{Change, StorageError};

use crate::support::browser::Browser;
use crate::support::gateway::Gateway;
use crate::support::program::onedoor;
use crate::support::site::{SQLITE, Site as ConfiguredSite};
use crate::world::registration::BINH;

async fn queue(site: &Arc<Site>, sms: Result<NewSms, Refused>) {
    let Ok(sms) = sms else { panic!("a message can be sealed") };
    site.store
        .write(move |tx| {
            let sms = sms.clone();
            Box::pin(async move {
                sms.queue(tx).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .unwrap();
}

/// A code is sent again and again as long as it is good, and not a moment longer; news may come late.
#[tokio::test]
async fn a_code_that_has_run_out_is_not_sent_and_what_may_come_late_is() {
    let (world, gateway) = (TestWorld::new(), Gateway::start().await);
    let site = world.site(TestSite::default()).await;
    let http = http_client(Reach::ThisMachine).unwrap();
    let sms = HttpGateway::new(http, gateway.address.parse().unwrap(), Secret::new("token"), None);
    let jobs = messages::jobs(&site, &Messenger::new(sms), Jobs::new());
    let phone = Phone::parse("0912 345 678", Country::Vietnam).unwrap();
    gateway.set_down(true);
    let (now, runs_out) = (site.now(), site.now().after(CODE_LIFE));
    queue(&site, NewSms::with_code(&site, now, &phone, "123456".to_owned(), runs_out)).await;
    queue(&site, NewSms::of(&site, now, &phone, "your password was changed".to_owned())).await;
    assert_eq!(jobs.round(&site).await.unwrap(), 2);
    assert_eq!((gateway.refused(), gateway.sent().len()), (2, 0));

    world.clock.advance(CODE_LIFE);
    gateway.set_down(false);
    assert_eq!(jobs.round(&site).await.unwrap(), 2);
    let texts: Vec<_> = gateway.sent().into_iter().map(|(_, message)| message["text"].clone()).collect();
    assert_eq!(texts, ["your password was changed"]);

    // One that has not run out yet is sent.
    let late = site.now().after(Duration::from_millis(1));
    queue(&site, NewSms::with_code(&site, site.now(), &phone, "654321".to_owned(), late)).await;
    assert_eq!(jobs.round(&site).await.unwrap(), 1);
    assert_eq!(gateway.sent().len(), 2);
}

/// The gateway takes the same key for the same message, and sends nothing twice.
#[tokio::test]
async fn a_message_that_is_sent_once_more_has_another_key() {
    let (world, gateway) = (TestWorld::new(), Gateway::start().await);
    let site = world.site(TestSite::default()).await;
    let http = http_client(Reach::ThisMachine).unwrap();
    let sms = HttpGateway::new(http, gateway.address.parse().unwrap(), Secret::new("token"), None);
    let jobs = messages::jobs(&site, &Messenger::new(sms), Jobs::new());
    let phone = Phone::parse("0912 345 678", Country::Vietnam).unwrap();
    queue(&site, NewSms::of(&site, site.now(), &phone, "your password was changed".to_owned())).await;
    assert_eq!(jobs.round(&site).await.unwrap(), 1);
    world.clock.advance(Duration::from_secs(1));
    let (within, now, again) = (Arc::clone(&site), site.now(), Again::new(&site, site.now()));
    let queued = site.store.write(move |tx| {
        let site = Arc::clone(&within);
        Box::pin(async move {
            assert!(sent::receipt(tx, "taken", Some("ABSENT"), now).await?);
            let id = sent::list(tx, None, 9).await?[0].id;
            Ok::<_, StorageError>(Change::Unrecorded(again.queue(tx, &site.vault, id).await?))
        })
    });
    assert!(queued.await.unwrap());
    assert_eq!(jobs.round(&site).await.unwrap(), 1);
    let [first, second] = &gateway.sent()[..] else { panic!("two messages") };
    assert_eq!(first.1, second.1);
    assert_ne!(first.0, second.0);
}

/// “Where is my code?”: whoever runs the site sees what became of it beside the running site, not what it says.
#[tokio::test]
async fn an_operator_sees_what_became_of_a_message_and_not_what_it_says() {
    let gateway = Gateway::start().await;
    let site = ConfiguredSite::new("messages", SQLITE, &gateway);
    let (node, config, browser) = (site.node(1), site.config(1), Browser::new("en"));
    let run = |arguments: &[&str]| {
        let done = onedoor(&[&["messages"], arguments, &["--config", &config]].concat());
        let [out, error] = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        (done.status.code(), out, error)
    };
    let form = browser.get(&site.at("/register")).await;
    browser.send(&form, "/register", &[("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")]).await;
    let code = gateway.code_to(BINH.number, 0).await;
    // The gateway has it a moment before that is written down.
    let mut listed = run(&["list", "--state", "sent"]);
    for _ in 0..50 {
        if !listed.1.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        listed = run(&["list", "--state", "sent"]);
    }
    let fields: Vec<_> = listed.1.trim_end().split('\t').collect();
    assert_eq!((listed.0, fields.len()), (Some(0), 5), "{listed:?}");
    assert_eq!(fields[2..4], ["sms", "sent"], "{listed:?}");
    let shown = run(&["show", fields[1]]);
    assert!(shown.1.contains("taken by the gateway") && shown.1.contains("calls it taken"), "{shown:?}");
    for said in [&listed, &shown] {
        assert!(said.1.contains(fields[4]) && fields[4].contains("•••"), "{said:?}");
        assert!(!said.1.contains(&code) && !said.1.contains(BINH.number), "{said:?}");
    }
    let settings = [["list", "--state", "waiting"], ["list", "--most", "0"]];
    assert!(settings.iter().all(|asked| run(asked).1.is_empty()));
    let (status, _, error) = run(&["list", "--state", "lost"]);
    assert!(status == Some(1) && error.contains("waiting, sent"), "{error}");
    assert_eq!(run(&["show", "nonsense"]).0, Some(1));
    assert_eq!(node.stop(), Some(0));
}
