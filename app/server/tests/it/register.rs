//! A site and the population register of the demo world, over TLS with certificates on both sides.

use std::sync::Arc;

use axum::Router;
use onedoor_base::{Country, Secret};
use onedoor_proofing::register::{Born, Differs, Entry, Sought, Standing, Verdict};
use onedoor_registers::{Client, ClientSettings};
use onedoor_sandbox::register::Door;
use onedoor_sandbox::{Sandbox, StreetMap};
use onedoor_site::Site;
use onedoor_site::register::{Purpose, RegisterTrouble};
use onedoor_site::testing::{Browser, TestSite, TestWorld};
use tokio::task::JoinHandle;

const NUMBER: &str = "030188001234";

struct Town {
    world: TestWorld,
    site: Arc<Site>,
    outside: Browser,
    register: JoinHandle<()>,
}

impl Town {
    async fn build() -> Self {
        let world = TestWorld::new();
        let door = Door::bind().await.expect("a door");
        let pair = door.client();
        let client = Client::new(&ClientSettings {
            url: door.url().parse().expect("an address"),
            identity: Some((pair.certificate.as_bytes(), pair.key.as_bytes())),
            authorities: pair.authority.as_bytes(),
        });
        let register = Some(client.expect("a client").into());
        let site = world.site(TestSite { register, ..TestSite::default() }).await;
        let outside = world.site(TestSite { key: "outside", ..TestSite::default() }).await;
        let lan = Entry {
            country: Country::Vietnam,
            number: NUMBER.to_owned(),
            former_numbers: Vec::new(),
            name: "Nguyễn Thị Lan".to_owned(),
            former_names: Vec::new(),
            born: Born { year: 1988, month: Some(4), day: Some(15) },
            sex: None,
            residence: None,
            standing: Standing::Living,
        };
        let sandbox =
            Sandbox::new(Arc::clone(&outside), StreetMap::default(), Secret::new("token"), vec![lan]);
        let router: Router = onedoor_sandbox::router(sandbox.clone());
        let outside = Browser::at(&outside, &router);
        let register = tokio::spawn(door.serve(sandbox));
        Self { world, site, outside, register }
    }

    async fn look(&self, name: &str) -> Result<Verdict, RegisterTrouble> {
        let sought = Sought {
            country: Country::Vietnam,
            number: Some(NUMBER.to_owned()),
            former: None,
            name: Some(name.to_owned()),
            born: Some(Born { year: 1988, month: Some(4), day: Some(15) }),
            sex: None,
        };
        self.site.look_up(&sought, Purpose::AccountNumber).await
    }

    async fn mood(&mut self, mood: &str) {
        let page = self.outside.get("/register").await;
        let answer = self.outside.submit(&page, "/register/mood", &[("mood", mood)]).await;
        answer.assert_leads_to("/register");
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        self.register.abort();
    }
}

#[tokio::test]
async fn somebody_is_found_and_what_is_corrected_is_found_the_next_time() {
    let mut town = Town::build().await;
    let found = town.look("Nguyen Thi Lan").await.expect("an answer");
    assert!(matches!(&found, Verdict::Match(entry) if entry.name == "Nguyễn Thị Lan"), "{found:?}");

    let path = format!("/register/people/{NUMBER}");
    let page = town.outside.get(&path).await;
    assert_eq!(page.field(&path, "born").as_deref(), Some("15.4.1988"));
    let wrong = town.outside.submit(&page, &path, &[("born", "15.13.1988")]).await;
    assert_eq!(wrong.status, 422);
    let saved = town.outside.submit(&page, &path, &[("name", "Trần Thị Lan")]).await;
    saved.assert_leads_to("/register");
    let found = town.look("Nguyễn Thị Lan").await.expect("an answer");
    assert!(matches!(&found, Verdict::Near { differs, .. } if *differs == [Differs::Name]), "{found:?}");
    let found = town.look("Trần Thị Lan").await.expect("an answer");
    assert!(matches!(found, Verdict::Match(_)), "{found:?}");
}

#[tokio::test]
async fn somebody_has_a_picture_that_the_desk_can_show() {
    let mut town = Town::build().await;
    let picture = town.site.register_portrait(NUMBER, Purpose::Level).await.expect("an answer");
    let picture = picture.expect("a picture");
    let remade = onedoor_face_picture::remade(&picture).expect("a picture that can be read");
    assert_eq!((remade.width, remade.height), (240, 320));
    assert_eq!(town.outside.get(&format!("/register/people/{NUMBER}/portrait")).await.status, 200);
    let nobody = town.site.register_portrait("030188009999", Purpose::Level).await;
    assert!(matches!(nobody, Ok(None)), "{nobody:?}");

    town.mood("contradictory").await;
    let strange = town.site.register_portrait(NUMBER, Purpose::Level).await.expect("an answer");
    assert!(onedoor_face_picture::remade(&strange.expect("something")).is_err());
    town.mood("busy").await;
    let busy = town.site.register_portrait(NUMBER, Purpose::Level).await;
    assert!(matches!(busy, Err(RegisterTrouble::Away { again_at: Some(_), .. })), "{busy:?}");
}

#[tokio::test]
async fn a_register_that_fails_is_told_apart_and_left_alone() {
    let mut town = Town::build().await;
    town.mood("contradictory").await;
    let strange = town.look("Nguyễn Thị Lan").await;
    assert!(matches!(strange, Err(RegisterTrouble::Strange(_))), "{strange:?}");

    town.mood("off").await;
    for _ in 0..5 {
        let away = town.look("Nguyễn Thị Lan").await;
        assert!(matches!(away, Err(RegisterTrouble::Away { .. })), "{away:?}");
    }
    town.mood("well").await;
    let shut = town.look("Nguyễn Thị Lan").await;
    let Err(RegisterTrouble::Away { again_at: Some(again), .. }) = shut else { panic!("{shut:?}") };
    let wait = again.since(town.site.now());
    assert_eq!(wait.as_secs(), 20);
    town.world.clock.advance(wait);
    assert!(matches!(town.look("Nguyễn Thị Lan").await, Ok(Verdict::Match(_))));

    town.mood("busy").await;
    let busy = town.look("Nguyễn Thị Lan").await;
    let Err(RegisterTrouble::Away { again_at: Some(again), .. }) = busy else { panic!("{busy:?}") };
    assert_eq!(again.since(town.site.now()).as_secs(), 30);
}
