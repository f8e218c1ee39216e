//! Attempts, proposals, links, and what two browsers can do to them at the same moment.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{
    Actor, Assurance, AuditEvent, AuthenticationLevel, Digest, IdentityLevel, LinkId, LocalAccountId,
    ProposalId, SigninId,
};
use onedoor_linking::{
    Creation, Link, NationalSubject, NumberStanding, Outcome, PROPOSAL_LIFE, Policy, Proof, Proposal,
    ProposalEnd, ProposalRefused, ProposalState, Purpose, Reason, SigninAttempt, Unfit, Wish,
};
use onedoor_storage::linking::{Case, attempts, join, judge, links, logouts, proposals};
use onedoor_storage::{Change, Statement, StorageError, Store, params};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    an_attempt_reads_back_and_is_answered_once
    a_proposal_reads_back_and_ends_once
    what_waits_in_a_browser_ends_and_nothing_else
    a_link_reads_back_and_ends_once
    an_account_takes_one_link_at_a_time
    the_standing_of_a_person
    a_squatter_is_no_candidate_for_a_silent_link
    a_locked_account_is_not_opened_and_not_got_round
    the_number_of_another_person_shuts_the_account
    two_people_claim_one_account_at_once
    one_person_links_two_accounts_in_two_browsers_at_once
    a_double_click_on_one_proposal
    a_replayed_proposal
    an_expired_proposal
    nothing_is_linked_again_in_silence
    a_logout_token_is_heard_once
}

const ACCOUNT: Statement = Statement::new(
    "test.account",
    "INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, state, number_fingerprint, \
     number_proven_at, created_at, origin) VALUES ($1, '', $2, $2, 'Lan', $3, $4, $5, $6, 'registered')",
);

const HERE: Digest = Digest([1; 32]);
pub(crate) const NUMBER: Digest = Digest([7; 32]);
pub(crate) const LAN: &str = "lan";
pub(crate) const MINH: &str = "minh";

pub(crate) fn account(n: u8) -> LocalAccountId {
    LocalAccountId::from_bytes([n; 16])
}

pub(crate) fn person(subject: &str) -> NationalSubject {
    NationalSubject { issuer: "https://esia.example".to_owned(), subject: subject.to_owned() }
}

/// Somebody comes to a province's portal to sign in.
pub(crate) fn case(subject: &str) -> Case {
    Case {
        purpose: Purpose::SignIn,
        policy: Policy {
            several_accounts: false,
            creation: Creation::Ask,
            least_identity: IdentityLevel::Basic,
            least_authentication: AuthenticationLevel::One,
        },
        trusted: true,
        who: person(subject),
        assurance: Assurance {
            identity: IdentityLevel::Substantial,
            authentication: AuthenticationLevel::Two,
        },
        authenticated_at: DAWN,
        number: Some(NUMBER),
        number_standing: NumberStanding::Proven,
        local: None,
        session: None,
        asked_by: None,
        wish: Wish::None,
        system: "haiduong".to_owned(),
        proof: None,
        two_sided: false,
        now: DAWN,
    }
}

fn proving(subject: &str, which: LocalAccountId) -> Case {
    Case { local: Some((which, DAWN)), ..case(subject) }
}

pub(crate) fn proposal(n: u8) -> Proposal {
    let case = case(LAN);
    Proposal {
        id: ProposalId::from_bytes([n; 16]),
        browser: HERE,
        purpose: case.purpose,
        provider: "esia".to_owned(),
        national: case.who,
        assurance: case.assurance,
        authenticated_at: DAWN,
        number: Some(NUMBER),
        number_standing: NumberStanding::Proven,
        sealed: vec![1, 2, 3],
        state: ProposalState::Waiting,
        account: (n == 1).then(|| account(1)),
        created_at: DAWN,
    }
}

pub(crate) struct Seed {
    pub(crate) state: &'static str,
    pub(crate) number: Option<Digest>,
    pub(crate) proven: bool,
}

pub(crate) const PLAIN: Seed = Seed { state: "active", number: None, proven: false };

pub(crate) async fn open_account(store: &Store, n: u8, seed: &Seed) {
    let (state, number) = (seed.state, seed.number);
    let proven = seed.proven.then_some(DAWN);
    store
        .write(move |tx| {
            Box::pin(async move {
                let name = format!("account-{n}");
                tx.execute_one(&ACCOUNT, params![account(n), name, state, number, proven, DAWN]).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("an account");
}

/// What a portal does in one transaction: judge, act on it, spend the proposal.
async fn settle(store: &Store, n: u8, case: Case, spend: Option<ProposalId>) -> Result<Outcome, Refusal> {
    let case = Arc::new(case);
    store
        .write(move |tx| {
            let case = Arc::clone(&case);
            Box::pin(async move {
                if let Some(id) = spend {
                    let waiting = proposals::get(tx, id).await?.expect("the proposal");
                    waiting.check(HERE, case.now).map_err(Refusal::Proposal)?;
                }
                let outcome = judge(tx, &case).await?;
                let (which, how) = match outcome {
                    Outcome::LinkProven { account } => (account, Proof::Password),
                    Outcome::LinkAutomatically { account } => (account, Proof::SameNumber),
                    _ => return Ok(Change::Unrecorded(outcome)),
                };
                let id = LinkId::from_bytes([n; 16]);
                let link = join(tx, &case, which, how, id).await?.expect("judged free");
                if let Some(proposal) = spend {
                    let used = ProposalEnd::Used(Some(link.id));
                    assert!(proposals::end(tx, proposal, used, case.now).await?);
                }
                let event = AuditEvent::new(case.now, Actor::LocalAccount(which), "linking.link.made");
                Ok(Change::Recorded(outcome, vec![event]))
            })
        })
        .await
}

#[derive(Debug, PartialEq, thiserror::Error)]
enum Refusal {
    #[error(transparent)]
    Proposal(ProposalRefused),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

pub(crate) async fn judged(store: &Store, case: Case) -> Outcome {
    let case = Arc::new(case);
    store.read(move |tx| Box::pin(async move { judge(tx, &case).await })).await.expect("judged")
}

pub(crate) async fn links_of(store: &Store, subject: &str) -> Vec<Link> {
    let who = person(subject);
    store
        .read(move |tx| Box::pin(async move { links::active_of_subject(tx, &who).await }))
        .await
        .expect("links")
}

pub(crate) async fn put(store: &Store, proposal: Proposal) {
    store
        .write(move |tx| {
            let proposal = proposal.clone();
            Box::pin(async move {
                proposals::insert(tx, &proposal).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("a proposal");
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

async fn a_link_reads_back_and_ends_once(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    settle(&world.store, 1, proving(LAN, account(1)), None).await.expect("linked");
    let link = links_of(&world.store, LAN).await.pop().expect("a link");
    assert_eq!(link.local_proof.how, Proof::Password);
    assert_eq!(link.assurance, IdentityLevel::Basic, "a password proves no more");
    assert_eq!(link.system, "haiduong");
    let before = link.handshake;
    let ended = link.end(DAWN, Reason::ByPerson).expect("active");
    let (first, second, active, all) = world
        .store
        .write(move |tx| {
            let ended = ended.clone();
            Box::pin(async move {
                let first = links::keep(tx, &ended, &before).await?;
                let second = links::keep(tx, &ended, &before).await?;
                let active = links::active_of_account(tx, account(1)).await?;
                let all = links::of_account(tx, account(1)).await?;
                Ok::<_, StorageError>(Change::Unrecorded((first, second, active, all)))
            })
        })
        .await
        .expect("written");
    assert!(first && !second);
    assert_eq!(active, None);
    let kept = all.into_iter().next().expect("the record is kept");
    assert_eq!(kept.end(DAWN, Reason::ByPerson), Err(Unfit::Ended));
}

async fn an_account_takes_one_link_at_a_time(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    let joined = world
        .store
        .write(|tx| {
            Box::pin(async move {
                let mut joined = Vec::new();
                for (n, who) in [(1, LAN), (2, MINH), (3, LAN)] {
                    let (case, id) = (case(who), LinkId::from_bytes([n; 16]));
                    joined.push(join(tx, &case, account(1), Proof::Password, id).await?.is_some());
                }
                Ok::<_, StorageError>(Change::Unrecorded(joined))
            })
        })
        .await
        .expect("written");
    assert_eq!(joined, [true, false, false]);
}

async fn the_standing_of_a_person(world: World) {
    let ask = Outcome::AskForLocalAccount { may_create: true, candidate_known: false };
    assert_eq!(judged(&world.store, case(LAN)).await, ask);
    let proven = Seed { number: Some(NUMBER), proven: true, ..PLAIN };
    open_account(&world.store, 1, &proven).await;
    let theirs = Outcome::LinkAutomatically { account: account(1) };
    assert_eq!(judged(&world.store, case(LAN)).await, theirs);
    // Claimed is not proven, on the national side either.
    let claimed = Case { number_standing: NumberStanding::Claimed, ..case(LAN) };
    assert_eq!(judged(&world.store, claimed).await, ask);
    assert_eq!(settle(&world.store, 1, case(LAN), None).await, Ok(theirs));
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::AlreadyLinked { account: account(1) });
    // The same subject at another issuer is somebody else.
    let who = NationalSubject { issuer: "https://vneid.example".to_owned(), ..person(LAN) };
    let elsewhere = Case { who, ..case(LAN) };
    assert_eq!(judged(&world.store, elsewhere).await, Outcome::AccountBelongsToAnother);
}

async fn a_squatter_is_no_candidate_for_a_silent_link(world: World) {
    let claimed = Seed { number: Some(NUMBER), ..PLAIN };
    for n in 1..=30 {
        open_account(&world.store, n, &claimed).await;
    }
    let ask = Outcome::AskForLocalAccount { may_create: true, candidate_known: true };
    assert_eq!(judged(&world.store, case(LAN)).await, ask);
    // However many they are, they do not push the owner off the list.
    open_account(&world.store, 31, &Seed { proven: true, ..claimed }).await;
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::LinkAutomatically { account: account(31) });
}

async fn a_locked_account_is_not_opened_and_not_got_round(world: World) {
    open_account(&world.store, 1, &Seed { state: "locked", ..PLAIN }).await;
    let who = case(LAN);
    world
        .store
        .write(move |tx| {
            let who = who.clone();
            Box::pin(async move {
                join(tx, &who, account(1), Proof::Password, LinkId::from_bytes([1; 16])).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("linked before it was locked");
    let refused = Outcome::NotAllowed { why: onedoor_linking::Why::AccountLocked };
    assert_eq!(judged(&world.store, case(LAN)).await, refused);
    assert_eq!(judged(&world.store, Case { wish: Wish::NewAccount, ..case(LAN) }).await, refused);
}

async fn the_number_of_another_person_shuts_the_account(world: World) {
    open_account(&world.store, 1, &Seed { number: Some(Digest([8; 32])), proven: true, ..PLAIN }).await;
    let refused = Outcome::NotAllowed { why: onedoor_linking::Why::AnotherPersonsAccount };
    assert_eq!(settle(&world.store, 1, proving(LAN, account(1)), None).await, Ok(refused));
    // Where one side is not proven there is nothing to compare.
    let claimed = Case { number_standing: NumberStanding::Claimed, ..proving(LAN, account(1)) };
    let linked = Outcome::LinkProven { account: account(1) };
    assert_eq!(settle(&world.store, 1, claimed, None).await, Ok(linked));
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

async fn nothing_is_linked_again_in_silence(world: World) {
    open_account(&world.store, 1, &Seed { number: Some(NUMBER), proven: true, ..PLAIN }).await;
    settle(&world.store, 1, case(LAN), None).await.expect("linked");
    let link = links_of(&world.store, LAN).await.pop().expect("a link");
    let before = link.handshake;
    let ended = link.end(DAWN, Reason::ByPerson).expect("active");
    world
        .store
        .write(move |tx| {
            let ended = ended.clone();
            Box::pin(async move {
                links::keep(tx, &ended, &before).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("ended");
    assert_eq!(judged(&world.store, case(LAN)).await, Outcome::Choose { accounts: vec![account(1)] });
    let chosen = Case { wish: Wish::Account(account(1)), ..case(LAN) };
    let again = Outcome::LinkAutomatically { account: account(1) };
    assert_eq!(settle(&world.store, 2, chosen, None).await, Ok(again));
}

async fn a_logout_token_is_heard_once(world: World) {
    let heard = world
        .store
        .write(|tx| {
            Box::pin(async move {
                let until = DAWN.after(Duration::from_mins(5));
                let mut heard = Vec::new();
                for (issuer, jti) in [("one", "a"), ("one", "a"), ("two", "a"), ("one", "b")] {
                    heard.push(logouts::first_heard(tx, issuer, jti, until).await?);
                }
                assert_eq!(logouts::sweep(tx, until).await?, 0);
                assert_eq!(logouts::sweep(tx, until.after(Duration::from_millis(1))).await?, 3);
                Ok::<_, StorageError>(Change::Unrecorded(heard))
            })
        })
        .await
        .expect("written");
    assert_eq!(heard, [true, false, true, true]);
}
