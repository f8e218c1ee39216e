//! Text messages that wait for a gateway that is down.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{CODE_LIFE, Country, Phone, Secret};
use onedoor_messaging::{Gateway as HttpGateway, Messenger};
use onedoor_server::http_client::{Reach, http_client};
use onedoor_server::messages;
use onedoor_site::code::NewSms;
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_site::{Refused, Site};
use onedoor_storage::{Change, StorageError};

use crate::support::gateway::Gateway;

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
