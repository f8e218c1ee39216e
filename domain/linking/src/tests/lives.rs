//! Attempts, proposals and links: what each may become, and when.

use super::{FREE, SUBSTANTIAL};
use crate::{
    ATTEMPT_LIFE, AnswerRefused, Handshake, Life, Link, MadeBy, NATIONAL_PROOF_LIFE, NationalEvidence,
    NationalSubject, NumberStanding, PROPOSAL_LIFE, Proof, Proposal, ProposalEnd, ProposalRefused,
    ProposalState, Proven, Purpose, Reason, SigninAttempt, Unfit, effective, is_fresh, link_assurance,
};
use onedoor_base::{
    Assurance, AuthenticationLevel, Digest, IdentityLevel, LinkId, ProposalId, SigninId, Timestamp,
};
use std::time::Duration;

const NOON: Timestamp = Timestamp::from_seconds(1_795_262_400);
const MS: Duration = Duration::from_millis(1);
const HERE: Digest = Digest([1; 32]);
const ELSEWHERE: Digest = Digest([2; 32]);
const ISSUER: &str = "https://esia.example";

fn subject() -> NationalSubject {
    NationalSubject { issuer: ISSUER.to_owned(), subject: "1000".to_owned() }
}

fn attempt() -> SigninAttempt {
    SigninAttempt {
        id: SigninId::from_bytes([1; 16]),
        state: Digest([3; 32]),
        browser: HERE,
        provider: "esia".to_owned(),
        issuer: ISSUER.to_owned(),
        purpose: Purpose::SignIn,
        account: None,
        sealed: vec![],
        return_to: "/".to_owned(),
        created_at: NOON,
        answered_at: None,
    }
}

fn proposal() -> Proposal {
    Proposal {
        id: ProposalId::from_bytes([1; 16]),
        browser: HERE,
        purpose: Purpose::SignIn,
        provider: "esia".to_owned(),
        national: subject(),
        assurance: SUBSTANTIAL,
        authenticated_at: NOON,
        number: None,
        number_standing: NumberStanding::Unknown,
        sealed: vec![],
        state: ProposalState::Waiting,
        account: None,
        created_at: NOON,
    }
}

fn link() -> Link {
    Link {
        id: LinkId::from_bytes([1; 16]),
        system: "school".to_owned(),
        national: subject(),
        account: FREE,
        proof: None,
        national_proof: NationalEvidence { at: NOON, assurance: SUBSTANTIAL },
        local_proof: Proven { how: Proof::Password, at: NOON },
        assurance: IdentityLevel::Basic,
        made_by: MadeBy::Person,
        handshake: Handshake::ONE_SIDED.confirm(NOON).expect("new"),
        created_at: NOON,
    }
}

#[test]
fn an_answer_is_taken_once_and_in_time() {
    let answered = attempt().answer(HERE, Some(ISSUER), true, NOON).expect("in time");
    assert_eq!(answered.answered_at, Some(NOON));
    assert_eq!(answered.answer(HERE, Some(ISSUER), true, NOON), Err(AnswerRefused::Answered));
    let end = NOON.after(ATTEMPT_LIFE);
    assert!(attempt().answer(HERE, Some(ISSUER), true, end.before(MS)).is_ok());
    assert_eq!(attempt().answer(HERE, Some(ISSUER), true, end), Err(AnswerRefused::Expired));
}

#[test]
fn an_answer_is_taken_only_in_the_browser_that_was_sent() {
    assert_eq!(attempt().answer(ELSEWHERE, Some(ISSUER), true, NOON), Err(AnswerRefused::OtherBrowser));
}

#[test]
fn an_answer_is_taken_only_from_the_issuer_that_was_asked() {
    let named = |iss, must| attempt().answer(HERE, iss, must, NOON).map(drop);
    assert_eq!(named(Some("https://other.example"), false), Err(AnswerRefused::MixedUp));
    assert_eq!(named(None, true), Err(AnswerRefused::MixedUp));
    assert_eq!(named(None, false), Ok(()));
}

#[test]
fn a_proposal_is_used_once_and_in_time() {
    let used = ProposalEnd::Used(None);
    let ended = proposal().end(HERE, NOON, used).expect("waiting");
    assert_eq!(ended.check(HERE, NOON), Err(ProposalRefused::Used));
    assert_eq!(ended.end(HERE, NOON, used), Err(ProposalRefused::Used));
    let end = NOON.after(PROPOSAL_LIFE);
    assert_eq!(proposal().check(HERE, end.before(MS)), Ok(()));
    assert_eq!(proposal().check(HERE, end), Err(ProposalRefused::Expired));
}

#[test]
fn a_cancelled_proposal_is_dead() {
    let ended = proposal().end(HERE, NOON, ProposalEnd::Cancelled).expect("waiting");
    assert_eq!(ended.check(HERE, NOON), Err(ProposalRefused::Cancelled));
}

#[test]
fn a_proposal_is_worth_nothing_in_another_browser() {
    assert_eq!(proposal().check(ELSEWHERE, NOON), Err(ProposalRefused::OtherBrowser));
    // Nor does another browser learn what became of it.
    let ended = proposal().end(HERE, NOON, ProposalEnd::Cancelled).expect("waiting");
    assert_eq!(ended.check(ELSEWHERE, NOON), Err(ProposalRefused::OtherBrowser));
}

#[test]
fn the_national_side_is_proven_for_ten_minutes() {
    let end = NOON.after(NATIONAL_PROOF_LIFE);
    assert!(is_fresh(NOON, NOON) && is_fresh(NOON, end.before(MS)));
    assert!(!is_fresh(NOON, end));
    // An hour that has not come proves nothing: clocks differ, by a little.
    assert!(is_fresh(NOON.after(Duration::from_secs(30)), NOON));
    assert!(!is_fresh(NOON.after(Duration::from_mins(2)), NOON));
}

#[test]
fn a_link_ends_once() {
    assert!(link().is_active());
    let ended = link().end(NOON, Reason::ByPerson).expect("active");
    assert!(!ended.is_active());
    assert_eq!(ended.life(), Life::Ended);
    assert_eq!(ended.end(NOON, Reason::AccountClosed), Err(Unfit::Ended));
}

#[test]
fn the_lowest_of_identity_link_and_sign_in_counts() {
    use IdentityLevel::{Basic, Claimed, High, Substantial};
    assert_eq!(link_assurance(High, Proof::Password), Basic);
    assert_eq!(link_assurance(Claimed, Proof::Password), Claimed);
    assert_eq!(link_assurance(Substantial, Proof::SameNumber), Substantial);
    assert_eq!(link_assurance(High, Proof::MadeHere), High);
    let national = Assurance { identity: High, authentication: AuthenticationLevel::One };
    assert_eq!(effective(national, Basic), Assurance { identity: Basic, ..national });
    assert_eq!(effective(Assurance { identity: Claimed, ..national }, Basic).identity, Claimed);
}

#[test]
fn words_read_back() {
    for purpose in Purpose::ALL {
        assert_eq!(Purpose::from_word(purpose.word()), Some(purpose));
    }
    for standing in [NumberStanding::Unknown, NumberStanding::Claimed, NumberStanding::Proven] {
        assert_eq!(NumberStanding::from_word(standing.word()), Some(standing));
    }
    for level in AuthenticationLevel::ALL {
        assert_eq!(AuthenticationLevel::from_rank(level.rank()), Some(level));
    }
    for proof in [Proof::IdentityToken, Proof::Password, Proof::Session, Proof::SameNumber, Proof::MadeHere] {
        assert_eq!(Proof::from_word(proof.word()), Some(proof));
    }
    for made_by in MadeBy::ALL {
        assert_eq!(MadeBy::from_word(made_by.word()), Some(made_by));
    }
}
