use axum::http::StatusCode;
use onedoor_proofing::application::{ACTIVATION, State};
use onedoor_site::testing::messages;
use onedoor_storage::people;

use super::*;
use crate::actors::{account_of, an};
use crate::console::staff;

#[tokio::test]
async fn of_two_with_one_number_one_is_approved_and_the_other_comes_back_with_the_reason() {
    let town = town().await;
    let other = account_of(&town.identity, &an()).await;
    let (one, two) = (applies(&town, town.khai, same()).await, applies(&town, other, same()).await);
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, one, "no").await.assert_leads_to(&at(one));
    let page = officer.get(&at(one)).await;
    page.assert_says(StatusCode::OK, "Others with this number");
    page.assert_says(StatusCode::OK, &at(two));
    decides(&mut officer, one, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    assert_eq!(state(&town, two).await, State::AwaitingData, "no silent refusal");
    let sent = messages(&town.identity.site).await;
    assert!(sent.iter().any(|message| message.text.contains("Chưa chắc số này là của ai")));
    let actions = town.actions_of(other).await;
    assert!(actions.contains(&"people.application.data_asked".to_owned()), "{actions:?}");
    assert!(!actions.contains(&"people.application.looked_at".to_owned()), "nobody looked at it");
}

#[tokio::test]
async fn a_number_that_is_approved_is_not_approved_a_second_time() {
    let town = town().await;
    let one = applies(&town, town.khai, same()).await;
    let mut officer = staff(&town, "can.bo").await;
    works(&mut officer, one, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    let other = account_of(&town.identity, &an()).await;
    let two = applies(&town, other, same()).await;
    let again = works(&mut officer, two, &[("verdict", "approve")]).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "is approved already");

    // Once the first one's time is over the second may be approved, and the first one's time opens no more.
    town.world.clock.advance(ACTIVATION);
    let mut officer = staff(&town, "can.bo").await;
    decides(&mut officer, two, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    let page = officer.get(&at(one)).await;
    let opened = officer.submit(&page, &format!("{}/window", at(one)), &[]).await;
    opened.assert_says(StatusCode::CONFLICT, "is approved already");
    assert_eq!(state(&town, one).await, State::WindowMissed);
}

#[tokio::test]
async fn a_number_that_another_account_was_proven_to_have_is_not_approved() {
    let town = town().await;
    let other = account_of(&town.identity, &an()).await;
    let one = applies(&town, other, same()).await;
    // An says Khai's number.
    let number = onedoor_people::parse_number(Country::Vietnam, crate::actors::NUMBER).expect("a number");
    let site = town.identity.site.clone();
    let said = site.store.write::<_, StorageError, _>({
        let site = site.clone();
        move |tx| {
            let (site, number) = (site.clone(), number.clone());
            Box::pin(async move {
                let fingerprint = people::number_fingerprint(&site.vault, &number);
                let said = (&sought(), Some(fingerprint));
                proofing::keep_claimed(tx, &site.vault, one, said, site.now()).await?;
                Ok(Change::Unrecorded(()))
            })
        }
    });
    said.await.expect("it is said");
    let mut officer = staff(&town, "can.bo").await;
    let approving = [("verdict", "approve"), ("checked", "yes")];
    let refused = works(&mut officer, one, &approving).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "was proven to have this number");
    assert!(matches!(state(&town, one).await, State::InReview { .. }));
}
