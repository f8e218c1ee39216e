//! What a person finds in their record: one row for everything that is done to a link of theirs or with their data.

use onedoor_base::Actor;
use onedoor_identity::links::by_command;
use onedoor_linking::{Part, Reason, Report, StaffAct, Standing};
use onedoor_linking_protocol::Evidence;
use onedoor_site::testing::Browser;
use serde_json::Value;

use super::linking::{LINK, Linking, OTHER};
use super::party::{SECRET, pass};
use crate::links::khai;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Linked,
    ProofNamedAgain,
    LookedAtByClient,
    LookedAtByStaff,
    SuspendedThere,
    ResumedThere,
    SuspendedHere,
    ResumedHere,
    EndedThere,
}

/// What stands in the record afterwards and did not before: the sentence, and why.
const LEDGER: [(Deed, &str, Option<&str>); 9] = {
    use Deed::*;
    let suspended = "A link was suspended";
    let resumed = "The suspension of a link was lifted";
    [
        (Linked, "Your account was linked with an account elsewhere", Some("Both sides were proven by you.")),
        (
            ProofNamedAgain,
            "A site named a link with your account that was not confirmed",
            Some("The proof had been used before."),
        ),
        (LookedAtByClient, "A site looked at your details (noted once a day for each sign-in)", None),
        (LookedAtByStaff, "The site’s staff looked at your links", None),
        (SuspendedThere, suspended, Some("There are grounds to think that somebody else used it.")),
        (ResumedThere, resumed, None),
        (SuspendedHere, suspended, Some("The staff did it.")),
        (ResumedHere, resumed, None),
        (EndedThere, "A link was ended", Some("The staff did it.")),
    ]
};

async fn ledger(browser: &mut Browser) -> (Vec<Value>, String) {
    let file = browser.get("/account/activity/download?format=json").await;
    let all: Value = serde_json::from_str(&file.body).expect("JSON");
    let table = browser.get("/account/activity/download?format=csv").await;
    (all.as_array().expect("a list").clone(), table.body)
}

fn count((all, table): &(Vec<Value>, String), sentence: &str, why: Option<&str>) -> usize {
    let is_it =
        |one: &&Value| one["what"] == sentence && why.is_none_or(|why| one["details"].as_str() == Some(why));
    let found = all.iter().filter(is_it).count();
    let lines =
        table.lines().filter(|line| line.contains(sentence) && why.is_none_or(|why| line.contains(why)));
    assert_eq!(found, lines.count(), "both files say the same: {table}");
    found
}

async fn happens(linking: &Linking, deed: Deed) {
    let now = linking.scene.identity.site.now();
    let says = async |number, standing| {
        let part = Part { number, standing };
        let report = Report { part, heard: Part::UNKNOWN };
        linking.tell(("haiduong", SECRET), LINK, &report, None).await;
    };
    let by = Actor::Operator("links".to_owned());
    let act = async |wanted| {
        by_command::act(&linking.scene.identity, LINK, wanted, &by).await.expect("done");
    };
    match deed {
        Deed::Linked => drop(linking.tells(LINK, &linking.evidence).await),
        Deed::ProofNamedAgain => {
            let second = Evidence { account: "local_2".to_owned(), ..linking.evidence.clone() };
            drop(linking.tells(OTHER, &second).await);
        }
        Deed::LookedAtByClient => {
            let tokens = linking.scene.tokens("openid profile").await;
            linking.scene.userinfo(&tokens.access_token).await;
        }
        Deed::LookedAtByStaff => {
            let links = by_command::links_of(&linking.scene.identity, "minh.khai", &by).await.expect("found");
            assert_eq!(links.len(), 1);
        }
        Deed::SuspendedThere => says(2, Standing::Suspended { at: now, why: Reason::Suspicion }).await,
        Deed::ResumedThere => says(3, Standing::Confirmed { at: now }).await,
        Deed::SuspendedHere => act(StaffAct::Suspend(Reason::ByStaff)).await,
        Deed::ResumedHere => act(StaffAct::Resume).await,
        Deed::EndedThere => says(4, Standing::Ended { at: now, why: Reason::ByStaff }).await,
    }
}

#[tokio::test]
async fn everything_that_is_done_to_a_link_stands_in_the_persons_record() {
    let linking = Linking::new().await;
    let mut browser = khai(&linking.scene).await;
    for (deed, sentence, why) in LEDGER {
        pass(&linking.scene, 1);
        let before = count(&ledger(&mut browser).await, sentence, why);
        happens(&linking, deed).await;
        pass(&linking.scene, 1);
        let after = ledger(&mut browser).await;
        assert_eq!(count(&after, sentence, why), before + 1, "{deed:?}: {}", after.1);
    }
    let page = browser.get("/account/activity?kind=links").await;
    assert!(page.says("A link was ended") && !page.says("Something else in your account"), "{}", page.body);
}
