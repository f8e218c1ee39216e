//! What waits in a browser for its other half: attempts, proposals, and that each is good once.

use std::time::Duration;

use onedoor_base::{Digest, LinkId, SigninId};
use onedoor_linking::{
    PROPOSAL_LIFE, Policy, Proposal, ProposalEnd, ProposalRefused, ProposalState, Purpose, SigninAttempt,
};
use onedoor_storage::linking::used::UsedToken::{Event, Logout};
use onedoor_storage::linking::{Case, attempts, proposals, used};
use onedoor_storage::{Change, StorageError};

use super::{HERE, LAN, PLAIN, Refusal, account, links_of, open_account, proposal, proving, put, settle};
use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    an_attempt_reads_back_and_is_answered_once
    a_proposal_reads_back_and_ends_once
    what_waits_in_a_browser_ends_and_nothing_else
    a_replayed_proposal
    an_expired_proposal
    a_token_is_heard_once
}

async fn an_attempt_reads_back_and_is_answered_once(world: World) {
    let attempt = SigninAttempt {
        id: SigninId::from_bytes([1; 16]),
        state: Digest([3; 32]),
        browser: HERE,
        provider: "esia".to_owned(),
        issuer: "https://esia.example".to_owned(),
        purpose: Purpose::LinkFromSettings,
        account: Some(account(1)),
        sealed: vec![9; 40],
        return_to: "/dossiers?page=2".to_owned(),
        created_at: DAWN,
        answered_at: None,
    };
    let made = attempt.clone();
    let (read, first, second, after) = world
        .store
        .write(move |tx| {
            let made = made.clone();
            Box::pin(async move {
                attempts::insert(tx, &made).await?;
                let read = attempts::by_state(tx, made.state).await?;
                let first = attempts::answer(tx, made.id, DAWN).await?;
                let second = attempts::answer(tx, made.id, DAWN).await?;
                let after = attempts::by_state(tx, made.state).await?;
                Ok::<_, StorageError>(Change::Unrecorded((read, first, second, after)))
            })
        })
        .await
        .expect("written");
    assert_eq!(read.as_ref(), Some(&attempt));
    assert!(first && !second);
    assert_eq!(after.and_then(|a| a.answered_at), Some(DAWN));
}

async fn a_proposal_reads_back_and_ends_once(world: World) {
    put(&world.store, proposal(1)).await;
    put(&world.store, proposal(2)).await;
    let used = ProposalEnd::Used(Some(LinkId::from_bytes([4; 16])));
    let (one, ends, read) = world
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (first, second) = (proposal(1).id, proposal(2).id);
                let one = proposals::get(tx, first).await?;
                let ends = [
                    proposals::end(tx, first, used, DAWN).await?,
                    proposals::end(tx, first, ProposalEnd::Cancelled, DAWN).await?,
                    proposals::end(tx, second, ProposalEnd::Cancelled, DAWN).await?,
                ];
                let read = [proposals::get(tx, first).await?, proposals::get(tx, second).await?];
                Ok::<_, StorageError>(Change::Unrecorded((one, ends, read)))
            })
        })
        .await
        .expect("written");
    assert_eq!(one, Some(proposal(1)));
    assert_eq!(ends, [true, false, true]);
    let states = read.map(|p| p.expect("a proposal").state);
    assert_eq!(states[0], ProposalState::Ended { at: DAWN, why: used });
    assert_eq!(states[1], ProposalState::Ended { at: DAWN, why: ProposalEnd::Cancelled });
}

async fn what_waits_in_a_browser_ends_and_nothing_else(world: World) {
    let elsewhere = Digest([2; 32]);
    put(&world.store, proposal(1)).await;
    put(&world.store, proposal(2)).await;
    put(&world.store, Proposal { browser: elsewhere, ..proposal(3) }).await;
    let (ended, again, left) = world
        .store
        .write(move |tx| {
            Box::pin(async move {
                assert!(proposals::end(tx, proposal(1).id, ProposalEnd::Used(None), DAWN).await?);
                let ended = proposals::end_of_browser(tx, HERE).await?;
                let again = proposals::end_of_browser(tx, HERE).await?;
                let mut left = Vec::new();
                for n in 1..=3 {
                    left.push(proposals::get(tx, proposal(n).id).await?.is_some());
                }
                Ok::<_, StorageError>(Change::Unrecorded((ended, again, left)))
            })
        })
        .await
        .expect("written");
    assert_eq!((ended, again), (1, 0));
    assert_eq!(left, [true, false, true], "what did its work and what waits elsewhere stay");
}

async fn a_replayed_proposal(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    open_account(&world.store, 2, &PLAIN).await;
    put(&world.store, proposal(1)).await;
    let id = Some(proposal(1).id);
    let several = |which| {
        let case = proving(LAN, account(which));
        Case { policy: Policy { several_accounts: true, ..case.policy }, ..case }
    };
    assert!(settle(&world.store, 1, several(1), id).await.is_ok());
    let replayed = settle(&world.store, 2, several(2), id).await;
    assert_eq!(replayed, Err(Refusal::Proposal(ProposalRefused::Used)));
    assert_eq!(links_of(&world.store, LAN).await.len(), 1);
}

async fn an_expired_proposal(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    put(&world.store, proposal(1)).await;
    let late = Case { now: DAWN.after(PROPOSAL_LIFE), ..proving(LAN, account(1)) };
    let refused = settle(&world.store, 1, late, Some(proposal(1).id)).await;
    assert_eq!(refused, Err(Refusal::Proposal(ProposalRefused::Expired)));
    assert!(links_of(&world.store, LAN).await.is_empty());
}

async fn a_token_is_heard_once(world: World) {
    let heard = world
        .store
        .write(|tx| {
            Box::pin(async move {
                let until = DAWN.after(Duration::from_mins(5));
                let mut heard = Vec::new();
                for (kind, issuer, jti) in [
                    (Logout, "one", "a"),
                    (Logout, "one", "a"),
                    (Event, "one", "a"),
                    (Logout, "two", "a"),
                    (Logout, "one", "b"),
                ] {
                    heard.push(used::first_heard(tx, kind, (issuer, jti), until).await?);
                }
                assert_eq!(used::sweep(tx, until).await?, 0);
                assert_eq!(used::sweep(tx, until.after(Duration::from_millis(1))).await?, 4);
                Ok::<_, StorageError>(Change::Unrecorded(heard))
            })
        })
        .await
        .expect("written");
    assert_eq!(heard, [true, false, true, true, true]);
}
