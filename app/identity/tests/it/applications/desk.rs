use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::IdentityLevel;
use onedoor_proofing::application::{ACTIVATION, State};
use onedoor_proofing::evidence::Who;
use onedoor_proofing::profile::{self, Choices};
use onedoor_site::testing::messages;

use super::*;
use crate::console::staff;

#[tokio::test]
async fn s3_6_an_officer_looks_and_approves_and_the_applicant_reads_of_it() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    let mut officer = staff(&town, "can.bo").await;
    officer.get("/console").await.assert_says(StatusCode::OK, "1 waiting, 0 late");
    officer.get(DESK).await.assert_says(StatusCode::OK, &at(id));

    let before = officer.get(&at(id)).await;
    before.assert_says(StatusCode::OK, "somebody of your kin");
    assert!(!before.says("036 188") && !before.says(APPLICANTS_NAME), "nothing before the word on kin");
    let frame = format!("{}/frames/1", at(id));
    assert_eq!(officer.get(&frame).await.status, StatusCode::NOT_FOUND, "nor a picture");
    takes(&mut officer, id, "").await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose an answer");
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));

    let page = officer.get(&at(id)).await;
    for shown in
        [APPLICANTS_NAME, "036 188 001 234", "exactly this person", "07/03/1988", "12 phố Huế", &frame]
    {
        page.assert_says(StatusCode::OK, shown);
    }
    let face = officer.get(&frame).await;
    assert_eq!(face.header("content-type"), Some("image/jpeg"));
    assert_eq!(face.header("cache-control"), Some("no-store"));
    assert_eq!(officer.get(&format!("{}/frames/7", at(id))).await.status, StatusCode::NOT_FOUND);

    let none = decides(&mut officer, id, &[]).await;
    none.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose what you decide");
    decides(&mut officer, id, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    assert_eq!(state(&town, id).await, State::Approved { noticed: town.identity.site.now() });
    let record = record_of(&town, id).await;
    assert_eq!(record.given(), Some(IdentityLevel::Basic));
    let reached = profile::of(Country::Vietnam).reached(&record, Choices::default()).expect("a level");
    assert_eq!(reached.code, "1", "the record earns what was given");
    assert!(matches!(record.decisions[0].act.by, Who::Officer(_)));

    let told = messages(&town.identity.site).await;
    assert!(told.iter().any(|one| one.text.contains("kích hoạt trong ứng dụng trong vòng bảy ngày")));
    let actions = town.actions_of(town.khai).await;
    for action in ["taken", "looked_at", "frame_seen", "approved"] {
        let action = format!("people.application.{action}");
        assert!(actions.contains(&action), "{action}: {actions:?}");
    }
    let mut khai = town.khai_in(town.browser()).await;
    khai.get("/account/activity").await.assert_says(StatusCode::OK, "level 1 was approved");

    // A second click does nothing a second time.
    let twice = officer.submit(&page, &format!("{}/decide", at(id)), &[("verdict", "approve")]).await;
    twice.assert_leads_to(&notice("not-again"));
    officer.get(&at(id)).await.assert_says(StatusCode::OK, "Nothing is to be decided");
}

#[tokio::test]
async fn what_is_sent_back_or_refused_has_a_reason_that_the_applicant_is_told() {
    let ways = [
        ("data", "data", "data-differ", "data", "Họ tên, ngày sinh hoặc giới tính không khớp"),
        ("face", "face", "face-covered", "face", "Khuôn mặt bị che"),
        ("refuse", "refusal", "not-live", "refused", "Ảnh không cho thấy người thật"),
    ];
    for (verdict, field, reason, done, told) in ways {
        let town = town().await;
        let id = applies(&town, town.khai, near()).await;
        let mut officer = staff(&town, "can.bo").await;
        let missing = works(&mut officer, id, &[("verdict", verdict)]).await;
        missing.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose a reason");
        let elsewhere = decides(&mut officer, id, &[("verdict", verdict), (field, "counters")]).await;
        elsewhere.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose a reason");
        let done_at = decides(&mut officer, id, &[("verdict", verdict), (field, reason)]).await;
        done_at.assert_leads_to(&notice(done));
        let expected = match verdict {
            "data" => State::AwaitingData,
            "face" => State::AwaitingBiometrics,
            _ => State::Refused,
        };
        assert_eq!(state(&town, id).await, expected);
        let sent = messages(&town.identity.site).await;
        assert!(sent.iter().any(|message| message.text.contains(told)), "{told}");
    }
}

#[tokio::test]
async fn a_refusal_stands_in_the_record_of_evidence() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    let mut officer = staff(&town, "can.bo").await;
    works(&mut officer, id, &[("verdict", "refuse"), ("refusal", "other-face")]).await;
    let record = record_of(&town, id).await;
    assert_eq!((record.given(), &record.decisions[0].reasons), (None, &vec!["other-face".to_owned()]));
    assert!(record.verifications.is_empty());
}

#[tokio::test]
async fn nobody_decides_on_themselves_or_on_their_kin() {
    let town = Town::new().await;
    let me = hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let (own, kins) = (applies(&town, me, same()).await, applies(&town, town.khai, near()).await);
    let mut officer = staff(&town, "can.bo").await;
    officer.get(&at(own)).await.assert_says(StatusCode::OK, "your own application");
    takes(&mut officer, kins, "yes").await.assert_leads_to(&notice("handed-on"));
    let closed = officer.get(&at(kins)).await;
    closed.assert_says(StatusCode::OK, "You said that this is your kin");
    assert!(!closed.says("Minh Khai"));
    for id in [own, kins] {
        for (path, field) in [("take", ("kin", "no")), ("decide", ("verdict", "approve"))] {
            posts(&mut officer, &format!("{}/{path}", at(id)), &[field]).await;
        }
        assert!(matches!(state(&town, id).await, State::InReview { .. }));
        assert_eq!(officer.get(&format!("{}/frames/1", at(id))).await.status, StatusCode::NOT_FOUND);
    }
    let actions = town.actions_of(town.khai).await;
    assert!(actions.contains(&"people.application.handed_on".to_owned()), "{actions:?}");
    assert!(!actions.contains(&"people.application.looked_at".to_owned()), "{actions:?}");
}

#[tokio::test]
async fn what_is_late_says_so_and_is_counted() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    town.world.clock.advance(Duration::from_hours(5 * 24));
    let mut officer = staff(&town, "can.bo").await;
    officer.get("/console").await.assert_says(StatusCode::OK, "1 waiting, 1 late");
    officer.get(DESK).await.assert_says(StatusCode::OK, "Late: 1");
    officer.get(&at(id)).await.assert_says(StatusCode::OK, "Late");
}

#[tokio::test]
async fn a_name_that_is_only_spelled_otherwise_is_not_called_another() {
    for (has, words) in [
        ("Lê Thị Hồng Gâm\u{301}", "Capitals, spaces or the place of a tone mark"),
        ("LÊ THỊ HỒNG GẤM", "Capitals, spaces or the place of a tone mark"),
        ("Le Thi Hong Gam", "Accents or tones"),
        ("Gấm Lê Thị Hồng", "Order of the parts of the name"),
    ] {
        let town = town().await;
        let verdict = Verdict::Match(Box::new(entry(has)));
        let id = applies(&town, town.khai, verdict).await;
        let mut officer = staff(&town, "can.bo").await;
        takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
        let page = officer.get(&at(id)).await;
        page.assert_says(StatusCode::OK, "Differs only in spelling");
        page.assert_says(StatusCode::OK, words);
        assert!(!page.says(">Differs<"), "{has}");
    }
    let town = town().await;
    let id = applies(&town, town.khai, Verdict::Match(Box::new(entry("Trần Thị Bưởi")))).await;
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    let page = officer.get(&at(id)).await;
    page.assert_says(StatusCode::OK, ">Differs<");
    assert!(!page.says("only in spelling"));
}

#[tokio::test]
async fn a_childs_application_is_not_approved() {
    let town = town().await;
    let young = Entry { born: Born { year: 2014, month: Some(3), day: Some(7) }, ..entry(APPLICANTS_NAME) };
    let verdict = Verdict::Near { entry: Box::new(young), differs: vec![Differs::Born] };
    let id = applies(&town, town.khai, verdict).await;
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    officer.get(&at(id)).await.assert_says(StatusCode::OK, "This person is 12 years old");
    let refused = decides(&mut officer, id, &[("verdict", "approve"), ("checked", "yes")]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "does not apply alone");
    assert!(matches!(state(&town, id).await, State::InReview { .. }));
    let reason = [("verdict", "refuse"), ("refusal", "child")];
    decides(&mut officer, id, &reason).await.assert_leads_to(&notice("refused"));
    let told = messages(&town.identity.site).await;
    assert!(told.iter().any(|one| one.text.contains("chưa đủ 14 tuổi")));
}

/// A few more than a page of applications, of accounts that are told apart by nothing else.
async fn many(town: &Town, count: u32) -> Vec<ApplicationId> {
    let mut all = Vec::new();
    for n in 0..count {
        let phone = format!("0912 000 {n:03}");
        let letter = |n: u32| char::from_u32(u32::from('a') + n).expect("a letter");
        let login = format!("nguoi.{}{}", letter(n / 26), letter(n % 26));
        let account = hire(town, &login, &phone, &[]).await;
        all.push(applies(town, account, near()).await);
    }
    all
}

fn listed(page: &Answer, all: &[ApplicationId]) -> Vec<ApplicationId> {
    all.iter().copied().filter(|id| page.says(&format!("{DESK}/{id}\""))).collect()
}

/// The address of a link.
fn link(page: &Answer, words: &str) -> Option<String> {
    let before = &page.body[..page.body.find(&format!(">{words}<"))?];
    let from = before.rfind("href=\"")? + 6;
    Some(before[from..].split('"').next()?.replace("&amp;", "&"))
}

#[tokio::test]
async fn the_queue_goes_on_over_pages_and_counts_the_whole_of_it_on_each() {
    let town = town().await;
    let late = many(&town, 53).await;
    town.world.clock.advance(Duration::from_hours(9 * 24));
    let fresh = applies(&town, town.khai, same()).await;
    let all: Vec<_> = late.iter().copied().chain([fresh]).collect();
    let mut officer = staff(&town, "can.bo").await;
    let counts = "54 waiting, 53 late";

    let first = officer.get(DESK).await;
    first.assert_says(StatusCode::OK, counts);
    assert!(!first.says("Back to the first page"));
    let next = link(&first, "Show the next ones").expect("more follow");
    let second = officer.get(&next).await;
    second.assert_says(StatusCode::OK, counts);
    second.assert_says(StatusCode::OK, "Back to the first page");
    assert_eq!(link(&second, "Show the next ones"), None);
    let (one, two) = (listed(&first, &all), listed(&second, &all));
    assert_eq!((one.len(), two.len()), (50, 4));
    assert!(one.iter().all(|id| !two.contains(id)), "none stands on both");
    assert!(two.contains(&fresh), "what is due last is on the last page");

    // The part that is chosen stays while its pages are turned.
    let first = officer.get(&format!("{DESK}?part=late")).await;
    first.assert_says(StatusCode::OK, counts);
    let next = link(&first, "Show the next ones").expect("more follow");
    assert!(next.contains("part=late"), "{next}");
    let second = officer.get(&next).await;
    second.assert_says(StatusCode::OK, counts);
    assert_eq!(listed(&second, &all).len(), 3);
    assert!(!listed(&first, &all).contains(&fresh) && !listed(&second, &all).contains(&fresh));
    assert_eq!(link(&second, "Back to the first page").as_deref(), Some("/console/applications?part=late"));

    // Nothing waits for a second officer, and a page whose lines went says so.
    officer
        .get(&format!("{DESK}?part=second"))
        .await
        .assert_says(StatusCode::OK, "Nothing waits for a second");
    let gone = format!("{DESK}?due=9999999999999&after={fresh}");
    officer.get(&gone).await.assert_says(StatusCode::OK, "Nothing on this page any more");
    let strange = officer.get(&format!("{DESK}?part=none&due=soon&after=x")).await;
    assert_eq!(listed(&strange, &all).len(), 50, "an address that says nothing is the first page");
}

#[tokio::test]
async fn a_missed_window_opens_again() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    let mut officer = staff(&town, "can.bo").await;
    works(&mut officer, id, &[("verdict", "approve")]).await.assert_leads_to(&notice("approved"));
    assert!(!officer.get(DESK).await.says("not activated in time"));
    town.world.clock.advance(ACTIVATION);
    let mut other = staff(&town, "can.bo.hai").await;
    other.get(DESK).await.assert_says(StatusCode::OK, "not activated in time");
    takes(&mut other, id, "no").await.assert_leads_to(&at(id));
    let page = other.get(&at(id)).await;
    let opened = other.submit(&page, &format!("{}/window", at(id)), &[]).await;
    opened.assert_leads_to(&notice("window"));
    assert_eq!(state(&town, id).await, State::Approved { noticed: town.identity.site.now() });
    let sent = messages(&town.identity.site).await;
    assert!(sent.iter().any(|message| message.text.contains("thêm bảy ngày")));
    let twice = other.submit(&page, &format!("{}/window", at(id)), &[]).await;
    twice.assert_leads_to(&notice("not-again"));
}

#[tokio::test]
async fn nobody_is_approved_by_a_face_that_nobody_can_see() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    let swept = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok(Change::Unrecorded(proofing::drop_frames(tx, id).await?)) })
    });
    assert_eq!(swept.await.expect("swept"), 1);
    let refused = decides(&mut officer, id, &[("verdict", "approve")]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Ask for the face again");
    assert!(matches!(state(&town, id).await, State::InReview { .. }));
    decides(&mut officer, id, &[("verdict", "face"), ("face", "face-unclear")])
        .await
        .assert_leads_to(&notice("face"));
}

#[tokio::test]
async fn an_officer_gives_no_more_than_the_evidence_bears() {
    let town = town().await;
    let id = applies(&town, town.khai, same()).await;
    // No code ever came back from the telephone.
    let bare = Record { evidence: Vec::new(), validations: Vec::new(), ..record(&town, Some(&same())) };
    let (site, kept) = (town.identity.site.clone(), bare);
    let written = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        let (site, kept) = (site.clone(), kept.clone());
        Box::pin(async move {
            proofing::keep_record(tx, &site.vault, id, &kept, site.now()).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    written.await.expect("written");
    let mut officer = staff(&town, "can.bo").await;
    let refused = works(&mut officer, id, &[("verdict", "approve")]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "does not bear this level");
    assert!(matches!(state(&town, id).await, State::InReview { .. }));
    assert!(record_of(&town, id).await.decisions.is_empty());
}
