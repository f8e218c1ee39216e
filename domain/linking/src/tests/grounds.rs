use onedoor_base::{AccountId, Assurance, AuthenticationLevel, IdentityLevel, LinkId, Timestamp};

use crate::{
    Evidence, Grounds, LinkProof, MadeBy, NationalEvidence, Proof, Proven, Reason, Verdict, judge_evidence,
};

const NOON: Timestamp = Timestamp::from_seconds(1_800_000_000);
const LINK: LinkId = LinkId::from_bytes([1; 16]);
const OTHER: LinkId = LinkId::from_bytes([2; 16]);

fn proof() -> LinkProof {
    LinkProof {
        person: AccountId::from_bytes([3; 16]),
        client: "haiduong".to_owned(),
        subject: "an".to_owned(),
        acr: IdentityLevel::Substantial.acr().to_owned(),
        amr: "pwd".to_owned(),
        authenticated_at: Timestamp::from_millis(NOON.millis() + 321),
        created_at: NOON,
    }
}

fn evidence() -> Evidence {
    Evidence {
        national: NationalEvidence {
            at: NOON,
            assurance: Assurance {
                identity: IdentityLevel::Substantial,
                authentication: AuthenticationLevel::One,
            },
        },
        local: Proven { how: Proof::Password, at: NOON },
        assurance: IdentityLevel::Basic,
        made_by: MadeBy::Person,
    }
}

fn judged(proof: &LinkProof, made: Option<LinkId>, evidence: &Evidence) -> Verdict {
    let grounds = Grounds { proof, person_active: true, made };
    judge_evidence(Some(grounds), ("haiduong", "an"), LINK, evidence)
}

#[test]
fn what_the_own_proof_says_is_confirmed() {
    assert_eq!(judged(&proof(), None, &evidence()), Verdict::Accept);
    assert_eq!(judged(&proof(), Some(LINK), &evidence()), Verdict::Accept, "a repetition");
}

#[test]
fn what_it_does_not_say_is_not() {
    let unknown = Verdict::Refuse(Reason::ProofUnknown);
    assert_eq!(judge_evidence(None, ("haiduong", "an"), LINK, &evidence()), unknown);
    let others = [
        LinkProof { client: "school".to_owned(), ..proof() },
        LinkProof { subject: "binh".to_owned(), ..proof() },
        LinkProof { acr: IdentityLevel::Basic.acr().to_owned(), ..proof() },
        LinkProof { authenticated_at: NOON.before(std::time::Duration::from_secs(1)), ..proof() },
    ];
    for other in others {
        assert_eq!(judged(&other, None, &evidence()), unknown, "{other:?}");
    }
    let mut surer = evidence();
    surer.national.assurance.authentication = AuthenticationLevel::Two;
    assert_eq!(judged(&proof(), None, &surer), unknown, "two factors were not shown");
    let both = LinkProof { amr: "pwd sms".to_owned(), ..proof() };
    assert_eq!(judged(&both, None, &surer), Verdict::Accept);
    let sure = Evidence { assurance: IdentityLevel::Substantial, ..evidence() };
    assert_eq!(judged(&proof(), None, &sure), unknown, "a password is no surer than that");
}

#[test]
fn one_proof_makes_one_link_of_somebody_who_is_there() {
    assert_eq!(judged(&proof(), Some(OTHER), &evidence()), Verdict::Refuse(Reason::ProofUsed));
    let grounds = Grounds { proof: &proof(), person_active: false, made: None };
    let verdict = judge_evidence(Some(grounds), ("haiduong", "an"), LINK, &evidence());
    assert_eq!(verdict, Verdict::Refuse(Reason::PersonClosed));
}
