//! What two browsers can do at the same moment.

use onedoor_linking::{Outcome, ProposalRefused};
use onedoor_storage::Store;
use onedoor_storage::linking::Case;

use super::{PLAIN, Refusal, account, links_of, open_account, proposal, proving, put, settle};
use crate::contract::contract;
use crate::world::World;

contract! {
    two_people_claim_one_account_at_once
    one_person_links_two_accounts_in_two_browsers_at_once
    a_double_click_on_one_proposal
}

async fn two_people_claim_one_account_at_once(world: World) {
    for n in 1..=10 {
        open_account(&world.store, n, &PLAIN).await;
        let (lan, minh) = (format!("lan-{n}"), format!("minh-{n}"));
        let (one, two) = tokio::join!(
            spawn(&world.store, 2 * n, proving(&lan, account(n))),
            spawn(&world.store, 2 * n + 1, proving(&minh, account(n))),
        );
        let mut outcomes = [one, two];
        outcomes.sort_by_key(Outcome::word);
        let won = Outcome::LinkProven { account: account(n) };
        assert_eq!(outcomes, [Outcome::AccountBelongsToAnother, won]);
        assert_eq!(links_of(&world.store, &lan).await.len() + links_of(&world.store, &minh).await.len(), 1);
    }
}

async fn one_person_links_two_accounts_in_two_browsers_at_once(world: World) {
    for n in (1..=19).step_by(2) {
        open_account(&world.store, n, &PLAIN).await;
        open_account(&world.store, n + 1, &PLAIN).await;
        let lan = format!("lan-{n}");
        let (one, two) = tokio::join!(
            spawn(&world.store, n, proving(&lan, account(n))),
            spawn(&world.store, n + 1, proving(&lan, account(n + 1))),
        );
        let links = links_of(&world.store, &lan).await;
        assert_eq!(links.len(), 1, "one account a person: {one:?} {two:?}");
        let kept = links[0].account;
        let mut outcomes = [one, two];
        outcomes.sort_by_key(Outcome::word);
        let refused = Outcome::PersonHasAnother { account: kept };
        assert_eq!(outcomes, [Outcome::LinkProven { account: kept }, refused]);
    }
}

async fn spawn(store: &Store, n: u8, case: Case) -> Outcome {
    let store = store.clone();
    tokio::spawn(async move { settle(&store, n, case, None).await }).await.expect("ran").expect("settled")
}

async fn a_double_click_on_one_proposal(world: World) {
    for n in 1..=10 {
        open_account(&world.store, n, &PLAIN).await;
        put(&world.store, proposal(n)).await;
        let clicks = [0, 1].map(|click| {
            let (store, case) = (world.store.clone(), proving(&format!("lan-{n}"), account(n)));
            tokio::spawn(async move { settle(&store, 2 * n + click, case, Some(proposal(n).id)).await })
        });
        let mut results = Vec::new();
        for click in clicks {
            results.push(click.await.expect("ran"));
        }
        let won = results.iter().filter(|r| **r == Ok(Outcome::LinkProven { account: account(n) })).count();
        let refused = results.iter().filter(|r| **r == Err(Refusal::Proposal(ProposalRefused::Used))).count();
        assert_eq!((won, refused), (1, 1), "{results:?}");
    }
}
