use axum::http::StatusCode;
use onedoor_proofing::application::State;
use onedoor_proofing::evidence::Verified;
use onedoor_proofing::profile::{self, Choices};

use super::*;
use crate::console::staff;

const APPROVED: [(&str, &str); 2] = [("verdict", "approve"), ("checked", "yes")];

#[tokio::test]
async fn what_the_register_has_otherwise_takes_a_second_officer() {
    let town = town().await;
    let id = applies(&town, town.khai, near()).await;
    let mut first = staff(&town, "can.bo").await;
    let unchecked = works(&mut first, id, &[("verdict", "approve")]).await;
    unchecked.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Confirm that you found this person");
    let page = first.get(&at(id)).await;
    page.assert_says(StatusCode::OK, "Accents or tones in the name");
    decides(&mut first, id, &APPROVED).await.assert_leads_to(&notice("proposed"));
    assert!(matches!(state(&town, id).await, State::InReview { .. }), "one alone does not decide");
    let alone = decides(&mut first, id, &APPROVED).await;
    alone.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "a different officer has to agree");

    let mut second = staff(&town, "can.bo.hai").await;
    second.get(DESK).await.assert_says(StatusCode::OK, "Waiting for a second officer");
    let unseen = posts(&mut second, &format!("{}/decide", at(id)), &APPROVED).await;
    unseen.assert_leads_to(&notice("not-again"));
    takes(&mut second, id, "no").await.assert_leads_to(&at(id));
    second.get(&at(id)).await.assert_says(StatusCode::OK, "Another officer wants to approve this");
    decides(&mut second, id, &APPROVED).await.assert_leads_to(&notice("approved"));
    assert!(matches!(state(&town, id).await, State::Approved { .. }));
    let record = record_of(&town, id).await;
    let faces = record.verifications.iter().filter(|one| one.how == Verified::RemoteFace);
    let by: std::collections::BTreeSet<String> = faces.map(|one| format!("{:?}", one.act.by)).collect();
    assert_eq!(by.len(), 2, "both stand in the record");
    let reached = profile::of(Country::Vietnam).reached(&record, Choices::default()).expect("a level");
    assert_eq!(reached.code, "1");
    assert!(town.actions_of(town.khai).await.contains(&"people.application.proposed".to_owned()));
}

#[tokio::test]
async fn a_second_officer_may_decide_otherwise_and_then_it_begins_anew() {
    let town = town().await;
    let id = applies(&town, town.khai, None).await;
    let mut first = staff(&town, "can.bo").await;
    works(&mut first, id, &APPROVED).await.assert_leads_to(&notice("proposed"));
    let mut second = staff(&town, "can.bo.hai").await;
    let page = {
        takes(&mut second, id, "no").await;
        second.get(&at(id)).await
    };
    let back = [("verdict", "face"), ("face", "face-unclear")];
    decides(&mut second, id, &back).await.assert_leads_to(&notice("face"));
    assert_eq!(state(&town, id).await, State::AwaitingBiometrics);

    // The person gives other pictures: the first officer's word was on those before.
    gives_face(&town, id).await;
    let stale = second.submit(&page, &format!("{}/decide", at(id)), &APPROVED).await;
    stale.assert_leads_to(&format!("{}?notice=changed", at(id)));
    decides(&mut second, id, &APPROVED).await.assert_leads_to(&notice("proposed"));
    assert!(matches!(state(&town, id).await, State::InReview { .. }));
}

async fn gives_face(town: &Town, id: ApplicationId) {
    let site = town.identity.site.clone();
    let write = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        let site = site.clone();
        Box::pin(async move {
            let doing = Doing { step: Step::GiveFace, by: By::Person, officer: None, reason: String::new() };
            proofing::step(tx, id, &doing, site.now(), &site.settings.calendar).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    write.await.expect("the face can be given");
}
