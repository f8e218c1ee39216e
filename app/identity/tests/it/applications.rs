//! Applications for level 1 at the officers' desk: who may look, what is decided, and what the applicant learns of it.

mod again;
mod bad_luck;
mod desk;
mod numbers;
mod second;

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, ApplicationId, Country, Digest};
use onedoor_identity::console::roles::StaffRole;
use onedoor_proofing::application::{By, State, Step};
use onedoor_proofing::evidence::{Act, Evidence, Kind, Record, Validated, Validation, Who};
use onedoor_proofing::profile::Choices;
use onedoor_proofing::register::{Born, Differs, Entry, Sought, Standing, Verdict};
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::proofing::{self, Application, Doing, Frame, NewApplication};
use onedoor_storage::{Change, StorageError};

use crate::actors::{NUMBER, Town};
use crate::console::hire;

const DESK: &str = "/console/applications";
const APPLICANTS_NAME: &str = "Lê Thị Hồng Gấm";
const FACE: &[u8] = b"\xff\xd8\xffa face";

/// A town with two officers.
async fn town() -> Town {
    let town = Town::new().await;
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    hire(&town, "can.bo.hai", "0903 000 012", &[StaffRole::Officer]).await;
    town
}

fn sought() -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some(NUMBER.to_owned()),
        former: None,
        name: Some(APPLICANTS_NAME.to_owned()),
        born: Some(Born { year: 1988, month: Some(3), day: Some(7) }),
        sex: None,
    }
}

fn entry(name: &str) -> Entry {
    Entry {
        country: Country::Vietnam,
        number: NUMBER.to_owned(),
        former_numbers: Vec::new(),
        name: name.to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1988, month: Some(3), day: Some(7) },
        sex: None,
        residence: Some("12 phố Huế, Hà Nội".to_owned()),
        standing: Standing::Living,
    }
}

fn same() -> Verdict {
    Verdict::Match(Box::new(entry(APPLICANTS_NAME)))
}

fn near() -> Verdict {
    let entry = Box::new(entry("Lê Thị Hồng Gầm"));
    Verdict::Near { entry, differs: vec![Differs::Tones] }
}

/// What the person gave until now, and what the register's word made of it.
fn record(town: &Town, verdict: Option<&Verdict>) -> Record {
    let act = |by| Act { by, at: town.identity.site.now() };
    let of = |kind| Evidence { kind, taken: act(Who::Person) };
    let valid =
        |of, how, against: &str| Validation { of, how, against: against.to_owned(), act: act(Who::Site) };
    let mut record = Record { evidence: vec![of(Kind::Contact), of(Kind::CardCode)], ..Record::default() };
    record.validations.push(valid(Kind::Contact, Validated::CodeReturned, "phone"));
    if let Some(Verdict::Match(_)) = verdict {
        record.validations.push(valid(Kind::CardCode, Validated::RegisterMatch, "register"));
    }
    record
}

/// Gives somebody an application with data and a face, which waits for an officer.
async fn applies(town: &Town, account: AccountId, verdict: impl Into<Option<Verdict>>) -> ApplicationId {
    let site = town.identity.site.clone();
    let id = ApplicationId::new(site.now(), site.random.as_ref());
    let verdict = verdict.into();
    let record = record(town, verdict.as_ref());
    let write = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        let (site, verdict, record) = (site.clone(), verdict.clone(), record.clone());
        Box::pin(async move {
            let (vault, now) = (&site.vault, site.now());
            let new = NewApplication { id, account, device: "Phone".to_owned() };
            assert!(proofing::open(tx, &new, now).await?, "the first of this account");
            let number = Some(Digest::of(NUMBER));
            proofing::keep_claimed(tx, vault, id, (&sought(), number), now).await?;
            if let Some(verdict) = &verdict {
                proofing::keep_verdict(tx, vault, id, (verdict, None), now).await?;
            }
            proofing::keep_record(tx, vault, id, &record, now).await?;
            let frame = Frame {
                position: 1,
                content_type: "image/jpeg".to_owned(),
                bytes: FACE.to_vec(),
                taken_at: now,
                delete_after: now.after(Duration::from_hours(30 * 24)),
            };
            proofing::keep_frame(tx, vault, (id, account), &frame).await?;
            for step in [Step::Begin, Step::GiveData, Step::GiveFace] {
                let doing = Doing { step, by: By::Person, officer: None, reason: String::new() };
                proofing::step(tx, id, &doing, now, &site.settings.calendar).await?;
            }
            Ok(Change::Unrecorded(()))
        })
    });
    write.await.expect("somebody can apply");
    id
}

async fn get(town: &Town, id: ApplicationId) -> Application {
    let read =
        town.identity.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { proofing::application(tx, id).await })
        });
    read.await.expect("it can be read").expect("it is there")
}

async fn state(town: &Town, id: ApplicationId) -> State {
    get(town, id).await.state.at(town.identity.site.now())
}

async fn record_of(town: &Town, id: ApplicationId) -> Record {
    let found = get(town, id).await.sealed.record(&town.identity.site.vault, id);
    found.expect("it opens").expect("it is there")
}

fn at(id: ApplicationId) -> String {
    format!("{DESK}/{id}")
}

async fn takes(browser: &mut Browser, id: ApplicationId, kin: &str) -> Answer {
    let page = browser.get(&at(id)).await;
    browser.submit(&page, &format!("{}/take", at(id)), &[("kin", kin)]).await
}

async fn decides(browser: &mut Browser, id: ApplicationId, filled: &[(&str, &str)]) -> Answer {
    let page = browser.get(&at(id)).await;
    browser.submit(&page, &format!("{}/decide", at(id)), filled).await
}

/// Takes it as nobody's kin and decides.
async fn works(browser: &mut Browser, id: ApplicationId, filled: &[(&str, &str)]) -> Answer {
    takes(browser, id, "no").await.assert_leads_to(&at(id));
    decides(browser, id, filled).await
}

/// Sends a form that the page does not have.
async fn posts(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get("/account").await;
    let csrf = page.field("/sign-out", "csrf").expect("every page can be left");
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut all = vec![("csrf".to_owned(), csrf)];
    all.extend(fields.iter().copied().map(own));
    let origin = browser.origin().to_owned();
    browser.post(path, &all, &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await
}

fn notice(word: &str) -> String {
    format!("{DESK}?notice={word}")
}

#[tokio::test]
async fn without_the_setting_there_is_no_desk() {
    use onedoor_identity::{Identity, LevelNames, Parts, Profile, Provider, Terms};
    use onedoor_site::testing::{TestSite, TestWorld};
    let world = TestWorld::new();
    let site = world.site(TestSite { key: "vneid", ..TestSite::default() }).await;
    let provider = Provider::open(&site, &[], reqwest::Client::new()).await.expect("the provider opens");
    let identity = Identity::new(Parts {
        site,
        profile: Profile {
            country: Country::Vietnam,
            levels: LevelNames::Vneid,
            choices: Choices::default(),
        },
        provider,
        terms: Terms::default(),
        closing_wait: onedoor_people::CLOSING_WAIT,
        correction_days: 7,
        level1: None,
        faces: None,
    });
    let khai = crate::actors::account_of(&identity, &crate::actors::khai()).await;
    let town = Town { world, identity, khai };
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let mut officer = crate::console::staff(&town, "can.bo").await;
    assert_eq!(officer.get(DESK).await.status, StatusCode::NOT_FOUND);
    assert!(!officer.get("/console").await.says("Applications for level 1"));
}
