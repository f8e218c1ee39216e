//! Faces that a program compares before an officer decides.

use onedoor_adapters::testing::{Authority, Fake, Says};
use onedoor_base::Country;
use onedoor_faces::{Client, ClientSettings, Comparer, Model, ModelSettings};
use onedoor_identity::console::roles::StaffRole;
use onedoor_identity::{Faces, Identity, LevelNames, Parts, Profile, Provider, Terms};
use onedoor_proofing::evidence::{Verified, Who};
use onedoor_proofing::face::{FaceVerdict, Word};
use onedoor_proofing::profile::Choices;
use onedoor_site::register::Pictured;

use super::*;
use crate::actors::LEVEL1;
use crate::console::{hire, staff};

const DESK: &str = "/console/applications";
const TESTED: &str = "ISO/IEC 30107-3 level 2";
const FOUND: &str = r#"{"comparison":"COMPARED","against":"register","score":0.93,
    "provider":{"name":"Face Desk","version":"4.1"},"attack":{"found":"none","level":"ISO/IEC 30107-3 level 2"}}"#;

/// What a register's picture is answered with.
type Portrait = Result<Option<Vec<u8>>, Trouble>;

struct Desk {
    town: Town,
    an: AccountId,
    portrait: Arc<Mutex<Portrait>>,
}

/// A town whose register has An with a picture, and which has two officers.
async fn desk(faces: Option<Faces>) -> Desk {
    let world = TestWorld::new();
    let portrait: Arc<Mutex<Portrait>> = Arc::new(Mutex::new(Ok(Some(face(1)))));
    let within = Arc::clone(&portrait);
    let pictured: Pictured = Arc::new(move |number| {
        assert_eq!(number, "001190000018", "a picture of somebody else is asked for");
        within.lock().expect("nobody fails while answering").clone()
    });
    let register = Register::Pictured(Arc::new(|_| Ok(vec![hoa()])), pictured);
    let about = TestSite { key: "vneid", look: Look::Vneid, register: Some(register), ..TestSite::default() };
    let site = world.site(about).await;
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
        level1: Some(LEVEL1),
        faces,
    });
    let khai = account_of(&identity, &khai()).await;
    let an = account_of(&identity, &an()).await;
    world.clock.advance(std::time::Duration::from_secs(1));
    let town = Town { world, identity, khai };
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    hire(&town, "can.bo.hai", "0903 000 012", &[StaffRole::Officer]).await;
    Desk { town, an, portrait }
}

impl Desk {
    /// An applies, and what waits to be done is done.
    async fn applied(&self) -> Application {
        let mut browser = self.town.an_in(self.town.browser()).await;
        applies(&mut browser).await;
        self.work().await;
        application(&self.town.identity, self.an).await
    }

    async fn work(&self) {
        let jobs = onedoor_identity::jobs(&self.town.identity, Jobs::new());
        while jobs.round(&self.town.identity.site).await.expect("a round") > 0 {}
    }

    async fn word(&self, of: &Application) -> Option<Word> {
        let (id, vault) = (of.id, self.town.identity.site.vault.clone());
        let read =
            self.town.identity.site.store.read::<_, StorageError, _>(move |tx| {
                Box::pin(async move { proofing::face_word(tx, id).await })
            });
        let row = read.await.expect("it can be read")?;
        Some(proofing::open_face_word(&vault, id, &row).expect("it opens"))
    }

    /// An officer who has taken the application, and its page.
    async fn officer(&self, name: &str, of: &Application) -> (Browser, Answer) {
        let mut officer = staff(&self.town, name).await;
        let at = format!("{DESK}/{}", of.id);
        let page = officer.get(&at).await;
        officer.submit(&page, &format!("{at}/take"), &[("kin", "no")]).await.assert_leads_to(&at);
        let page = officer.get(&at).await;
        (officer, page)
    }
}

async fn approves(officer: &mut Browser, of: &Application) -> Answer {
    let at = format!("{DESK}/{}", of.id);
    let page = officer.get(&at).await;
    officer.submit(&page, &format!("{at}/decide"), &[("verdict", "approve")]).await
}

/// A provider over TLS, which says this.
async fn provider(says: Says) -> (Fake, Faces) {
    let authority = Authority::new();
    let fake = Fake::start(&authority, says).await;
    let (certificate, key) = authority.certify("onedoor");
    let settings = ClientSettings {
        url: fake.url(),
        identity: Some((certificate.as_bytes(), key.as_bytes())),
        authorities: authority.pem().as_bytes(),
    };
    let comparer = Comparer::Provider(Client::new(&settings).expect("a client"));
    (fake, Faces { comparer, attack_levels: vec![TESTED.to_owned()] })
}

fn says(comparison: &str) -> Says {
    Says::ok(&FOUND.replace("COMPARED", comparison))
}

#[tokio::test]
async fn a_provider_is_asked_once_and_its_word_stands_with_its_level_beside_the_officers() {
    let (fake, faces) = provider(says("same")).await;
    let desk = desk(Some(faces)).await;
    let applied = desk.applied().await;
    let word = desk.word(&applied).await.expect("a word");
    assert_eq!((word.verdict, word.provider.as_str()), (FaceVerdict::Same, "Face Desk 4.1"));
    desk.work().await;
    let asked = fake.asked();
    assert_eq!(asked.len(), 1, "once");
    let (_, question) = asked[0].split_once("\r\n\r\n").expect("a body");
    let question: serde_json::Value = serde_json::from_str(question).expect("JSON");
    assert!(question["reference"].is_string(), "the register's picture goes along");
    assert_eq!(question["gestures"].as_array().map(Vec::len), Some(3));
    assert!(!asked[0].contains("001190000018") && !asked[0].contains("Hòa"), "whose face it is does not");

    let (mut officer, page) = desk.officer("can.bo", &applied).await;
    for shown in
        ["it is the person of the register’s picture", "Face Desk 4.1", TESTED, "0.93", "register-picture"]
    {
        page.assert_says(StatusCode::OK, shown);
    }
    approves(&mut officer, &applied).await.assert_leads_to(&format!("{DESK}?notice=approved"));
    let record = record(&desk.town.identity, &application(&desk.town.identity, desk.an).await);
    let said: Vec<_> = record
        .verifications
        .iter()
        .filter(|one| matches!(&one.act.by, Who::Provider(name) if name == "Face Desk 4.1"))
        .map(|one| (one.how, one.against.as_str(), one.attack_detection.as_deref()))
        .collect();
    assert_eq!(said, [(Verified::RemoteFacePad, "register", Some(TESTED))]);
    assert!(
        record.verifications.iter().any(|one| matches!(one.act.by, Who::Officer(_))),
        "an officer decided"
    );
    let ledger = desk.town.actions_of(desk.an).await;
    assert!(ledger.contains(&"people.application.face_compared".to_owned()), "{ledger:?}");
}

#[tokio::test]
async fn a_level_that_the_operator_does_not_know_rules_out_no_attack() {
    let (_fake, faces) = provider(says("same")).await;
    let desk = desk(Some(Faces { attack_levels: vec!["another".to_owned()], ..faces })).await;
    let applied = desk.applied().await;
    let (mut officer, _) = desk.officer("can.bo", &applied).await;
    approves(&mut officer, &applied).await.assert_leads_to(&format!("{DESK}?notice=approved"));
    let record = record(&desk.town.identity, &application(&desk.town.identity, desk.an).await);
    assert!(record.verifications.iter().all(|one| one.how == Verified::RemoteFace), "{record:?}");
}

#[tokio::test]
async fn against_the_word_of_a_provider_one_officer_alone_approves_nobody() {
    for comparison in ["different", "unsure"] {
        let (_fake, faces) = provider(says(comparison)).await;
        let desk = desk(Some(faces)).await;
        let applied = desk.applied().await;
        let (mut officer, page) = desk.officer("can.bo", &applied).await;
        let (shown, then) = match comparison {
            "different" => ("these are different people", "proposed"),
            _ => ("The program cannot say", "approved"),
        };
        page.assert_says(StatusCode::OK, shown);
        approves(&mut officer, &applied).await.assert_leads_to(&format!("{DESK}?notice={then}"));
        if then == "proposed" {
            let (mut second, _) = desk.officer("can.bo.hai", &applied).await;
            approves(&mut second, &applied).await.assert_leads_to(&format!("{DESK}?notice=approved"));
        }
        let record = record(&desk.town.identity, &application(&desk.town.identity, desk.an).await);
        let by_program = record.verifications.iter().any(|one| matches!(one.act.by, Who::Provider(_)));
        assert!(!by_program, "{comparison}: what speaks against somebody is no evidence for them");
    }
}

#[tokio::test]
async fn nobody_waits_for_a_provider_that_does_not_answer() {
    let down = Says::Whole("HTTP/1.1 503 Later\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_owned());
    let (fake, faces) = provider(down).await;
    let desk = desk(Some(faces)).await;
    let applied = desk.applied().await;
    assert_eq!(desk.word(&applied).await, None);
    assert_eq!(fake.asked().len(), 1);
    desk.town.world.clock.advance(std::time::Duration::from_hours(1));
    desk.work().await;
    assert_eq!(fake.asked().len(), 2, "it is asked again");
    let (mut officer, page) = desk.officer("can.bo", &applied).await;
    page.assert_says(StatusCode::OK, "it has not answered yet");
    approves(&mut officer, &applied).await.assert_leads_to(&format!("{DESK}?notice=approved"));
    desk.town.world.clock.advance(std::time::Duration::from_hours(1));
    desk.work().await;
    assert_eq!(fake.asked().len(), 2, "nobody needs it any more");
}

#[tokio::test]
async fn without_a_register_picture_a_program_says_no_more_than_that_all_show_one_person() {
    let settings = ModelSettings {
        name: "Means 1".to_owned(),
        mean: 127.5,
        deviation: 127.5,
        blue_first: false,
        same: 0.9,
        different: 0.4,
    };
    let onnx = include_bytes!("../../../../../connectors/faces/tests/it/means.onnx").to_vec();
    let model = Model::load(onnx, settings).expect("a model");
    let faces = Faces { comparer: Comparer::Model(model), attack_levels: Vec::new() };
    let desk = desk(Some(faces)).await;
    // What is no picture is none.
    *desk.portrait.lock().expect("nobody fails") = Ok(Some(b"<html>".to_vec()));
    let applied = desk.applied().await;
    let word = desk.word(&applied).await.expect("a word");
    assert_eq!((word.verdict, word.against.as_deref()), (FaceVerdict::Same, Some("gestures")));
    let (mut officer, page) = desk.officer("can.bo", &applied).await;
    page.assert_says(StatusCode::OK, "so it does not say who that is");
    page.assert_says(StatusCode::OK, "not tested");
    approves(&mut officer, &applied).await.assert_leads_to(&format!("{DESK}?notice=approved"));
    let record = record(&desk.town.identity, &application(&desk.town.identity, desk.an).await);
    assert!(record.verifications.iter().all(|one| matches!(one.act.by, Who::Officer(_))), "{record:?}");
}

#[tokio::test]
async fn the_registers_picture_is_for_the_officer_alone_and_kept_nowhere() {
    let desk = desk(None).await;
    let applied = desk.applied().await;
    assert_eq!(desk.word(&applied).await, None, "nobody compares but an officer");
    let at = format!("{DESK}/{}/register-picture", applied.id);
    let mut early = staff(&desk.town, "can.bo").await;
    assert_eq!(early.get(&at).await.status, StatusCode::NOT_FOUND, "before the word on kinship");
    let (mut officer, page) = desk.officer("can.bo", &applied).await;
    page.assert_says(StatusCode::OK, "register-picture");
    let picture = officer.get(&at).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, Some("image/jpeg")));
    assert_eq!(picture.header("cache-control"), Some("no-store"));
    let ledger = desk.town.actions_of(desk.an).await;
    assert!(ledger.contains(&"people.application.register_picture_seen".to_owned()), "{ledger:?}");
    for (says, status) in [
        (Ok(None), StatusCode::NOT_FOUND),
        (Ok(Some(b"<html>".to_vec())), StatusCode::NOT_FOUND),
        (Err(Trouble::Unreachable("nobody answers".to_owned())), StatusCode::SERVICE_UNAVAILABLE),
    ] {
        *desk.portrait.lock().expect("nobody fails") = says;
        assert_eq!(officer.get(&at).await.status, status);
    }
    assert_eq!(pictures(&desk.town.identity, &applied).await, 4, "only those of the person are kept");
    let mut owner = desk.town.an_in(desk.town.browser()).await;
    assert_ne!(owner.get(&at).await.status, StatusCode::OK);
}
