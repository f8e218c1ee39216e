//! Portals that say what cannot be, or nothing that can be read.

use onedoor_linking::{IdentityLink, Life, Part, Reason, Report, Standing};
use serde_json::json;

use super::adding::{THERE, tries};
use super::portal::{Portal, problem};
use super::{khai, life, link, put};

/// What portals say of themselves and of links is looked at as what strangers say.
#[tokio::test]
async fn a_portal_that_says_it_has_linked_and_has_not_makes_no_link() {
    let confirmed = json!({ "number": 1, "standing": "confirmed", "at": 1_795_320_000_000_i64 });
    for lie in [
        json!({ "part": confirmed, "heard": confirmed }),
        json!({ "part": { "number": 9_000_000, "standing": "ended", "at": 1, "why": "by_staff" }, "heard": confirmed }),
        json!({ "part": confirmed, "heard": confirmed, "link": "link_01990000-0000-7000-8000-000000000001",
                "system": "another" }),
        json!([]),
        json!("linked"),
    ] {
        let portal = Portal::start("credentials", false, THERE, (200, lie.clone())).await;
        let scene = portal.scene().await;
        let other =
            put(&scene, IdentityLink { client: "house".to_owned(), ..link(&scene, 1, scene.khai) }).await;
        let mut browser = khai(&scene).await;
        let answer = tries(&mut browser).await;
        let page = if answer.location().is_some() { browser.follow(answer).await } else { answer };
        assert!(!page.says("The two accounts are linked now"), "{lie}: {}", page.body);
        let list = browser.get("/account/links").await;
        assert_eq!(list.body.matches("/end\"").count(), 1, "{lie}: only the link that stands: {}", list.body);
        assert_eq!(life(&scene, other).await, Life::Active, "{lie}");
        let read = lie.get("part").is_some();
        let record = browser.get("/account/activity").await;
        assert_eq!(record.says("about a link that cannot be read"), !read, "{lie}: {}", record.body);
    }
}

#[tokio::test]
async fn what_cannot_be_read_of_a_portals_answer_is_found_by_the_person_once_a_day() {
    for answer in ["<!doctype html><title>Welcome</title>", "{\"part\":{\"number\":1,\"stan", "[]", ""] {
        let portal = Portal::start("credentials", false, THERE, problem("malformed", 400)).await;
        portal.tells(json!(answer));
        let scene = portal.scene().await;
        let id = put(&scene, link(&scene, 1, scene.khai)).await;
        let by = onedoor_base::Actor::Operator("links suspend".to_owned());
        for wanted in [onedoor_linking::StaffAct::Suspend(Reason::ByStaff), onedoor_linking::StaffAct::Resume]
        {
            onedoor_identity::links::by_command::act(&scene.identity, id, wanted, &by)
                .await
                .expect("done here");
        }
        assert_eq!(life(&scene, id).await, Life::Active, "{answer}");
        let said = scene.actions().await;
        assert_eq!(
            said.iter().filter(|action| *action == "linking.answer.unreadable").count(),
            1,
            "{answer}"
        );
        let record = khai(&scene).await.get("/account/activity").await;
        assert!(record.says("about a link that cannot be read"), "{answer}: {}", record.body);
    }
}

#[tokio::test]
async fn a_portal_that_takes_back_what_it_told_is_not_believed_and_the_person_finds_it() {
    let part = |number: u64, standing: &str| match standing {
        "confirmed" => json!({ "number": number, "standing": standing, "at": 1_795_320_000_000_i64 }),
        _ => {
            json!({ "number": number, "standing": standing, "at": 1_795_320_000_000_i64, "why": "by_staff" })
        }
    };
    for lie in [
        json!({ "part": part(1, "confirmed"), "heard": part(2, "suspended") }),
        json!({ "part": part(5_000_000, "confirmed"), "heard": part(2, "suspended") }),
    ] {
        let portal = Portal::start("credentials", false, THERE, (200, lie.clone())).await;
        portal.tells(lie.clone());
        let scene = portal.scene().await;
        // The portal has suspended it and let it open again: its part is number three.
        let made = link(&scene, 1, scene.khai);
        let again = Part { number: 3, standing: Standing::Confirmed { at: scene.identity.site.now() } };
        let (handshake, _) = made.handshake.hear(&Report { part: again, heard: made.handshake.mine });
        let id = put(&scene, IdentityLink { handshake, ..made }).await;
        let by = onedoor_base::Actor::Operator("links suspend".to_owned());
        let wanted = onedoor_linking::StaffAct::Suspend(Reason::ByStaff);
        let stands = onedoor_identity::links::by_command::act(&scene.identity, id, wanted, &by).await;
        assert_eq!(stands.ok(), Some(Life::Suspended), "{lie}");
        assert_eq!(scene.link(id).await.expect("there").handshake.theirs, again, "{lie}");
        let record = khai(&scene).await.get("/account/activity").await;
        assert!(record.says("gave an answer about a link that cannot be"), "{lie}: {}", record.body);
    }
}
