//! Signing in through a national identity, proposals and links: the people and accounts of the tests, and
//! one module for each story.

mod at_once;
mod named;
mod standing;
mod waiting;

use std::sync::Arc;

use onedoor_base::{
    Actor, Assurance, AuditEvent, AuthenticationLevel, Digest, IdentityLevel, LinkId, LocalAccountId,
    ProposalId,
};
use onedoor_linking::{
    Creation, Link, NationalSubject, NumberStanding, Outcome, Policy, Proof, Proposal, ProposalEnd,
    ProposalRefused, ProposalState, Purpose, Wish,
};
use onedoor_storage::linking::{Case, join, judge, links, proposals};
use onedoor_storage::{Change, Statement, StorageError, Store, params};

use crate::world::DAWN;

const ACCOUNT: Statement = Statement::new(
    "test.account",
    "INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, state, number_fingerprint, \
     number_proven_at, created_at, origin) VALUES ($1, '', $2, $2, 'Lan', $3, $4, $5, $6, 'registered')",
);

const HERE: Digest = Digest([1; 32]);
pub(crate) const NUMBER: Digest = Digest([7; 32]);
pub(crate) const ISSUER: &str = "https://esia.example";
pub(crate) const LAN: &str = "lan";
pub(crate) const MINH: &str = "minh";

pub(crate) fn account(n: u8) -> LocalAccountId {
    LocalAccountId::from_bytes([n; 16])
}

pub(crate) fn person(subject: &str) -> NationalSubject {
    NationalSubject { issuer: ISSUER.to_owned(), subject: subject.to_owned() }
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
            register_match: onedoor_linking::RegisterMatch::Confirm,
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
        prints: Vec::new(),
        local: None,
        session: None,
        session_of: None,
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
