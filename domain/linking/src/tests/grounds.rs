use onedoor_base::{AccountId, Assurance, AuthenticationLevel, IdentityLevel, LinkId, Timestamp};

use crate::{
    Carried, Evidence, Grounds, Handshake, IdentityLink, LinkProof, MadeBy, NationalEvidence, Part, Proof,
    Proven, Reason, Standing, Verdict, judge_carried, judge_evidence,
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
    let counter = Evidence { made_by: MadeBy::Officer, ..evidence() };
    assert_eq!(
        judged(&proof(), None, &counter),
        unknown,
        "the staff make sure of a number, not of a password"
    );
    let number = Proven { how: Proof::SameNumber, at: NOON };
    let sure = Evidence { local: number, assurance: IdentityLevel::Substantial, ..counter };
    assert_eq!(judged(&proof(), None, &sure), Verdict::Accept);
}

#[test]
fn one_proof_makes_one_link_of_somebody_who_is_there() {
    assert_eq!(judged(&proof(), Some(OTHER), &evidence()), Verdict::Refuse(Reason::ProofUsed));
    let grounds = Grounds { proof: &proof(), person_active: false, made: None };
    let verdict = judge_evidence(Some(grounds), ("haiduong", "an"), LINK, &evidence());
    assert_eq!(verdict, Verdict::Refuse(Reason::PersonClosed));
}

fn old() -> IdentityLink {
    let proven = Part { number: 1, standing: Standing::Confirmed { at: NOON } };
    IdentityLink {
        id: OTHER,
        person: AccountId::from_bytes([3; 16]),
        client: "haiduong".to_owned(),
        system: "haiduong".to_owned(),
        subject: "an".to_owned(),
        account: "local_1".to_owned(),
        label: "an".to_owned(),
        proof: None,
        evidence: evidence(),
        handshake: Handshake { mine: proven, theirs: proven, told: 1, one_sided: false },
        created_at: NOON,
    }
}

fn carried(old: &IdentityLink, made: Option<LinkId>) -> Carried<'_> {
    Carried { old, into: Some("haiphong"), subject: "an at haiphong", person_active: true, made }
}

const THERE: (&str, &str) = ("haiphong", "an at haiphong");

#[test]
fn a_link_of_a_merged_system_is_carried_over_once_with_the_same_evidence() {
    let link = old();
    assert_eq!(judge_carried(&carried(&link, None), THERE, LINK, &evidence()), Verdict::Accept);
    // Told again after an answer that was lost.
    let merged = old().end(NOON, Reason::Merged).expect("it stood");
    assert_eq!(judge_carried(&carried(&merged, Some(LINK)), THERE, LINK, &evidence()), Verdict::Accept);
    let second = judge_carried(&carried(&merged, Some(OTHER)), THERE, LINK, &evidence());
    assert_eq!(second, Verdict::Refuse(Reason::ProofUsed));
    let closed = Carried { person_active: false, ..carried(&link, None) };
    assert_eq!(judge_carried(&closed, THERE, LINK, &evidence()), Verdict::Refuse(Reason::PersonClosed));
}

#[test]
fn nothing_else_is_carried_over() {
    let (link, unknown) = (old(), Verdict::Refuse(Reason::ProofUnknown));
    let judged =
        |carried: &Carried<'_>, whose, evidence: &Evidence| judge_carried(carried, whose, LINK, evidence);
    let stays = Carried { into: None, ..carried(&link, None) };
    assert_eq!(judged(&stays, THERE, &evidence()), unknown, "the system was merged into none");
    assert_eq!(judged(&carried(&link, None), ("school", "an at haiphong"), &evidence()), unknown);
    assert_eq!(judged(&carried(&link, None), ("haiphong", "an"), &evidence()), unknown, "the name of before");
    let surer = Evidence { assurance: IdentityLevel::Substantial, ..evidence() };
    assert_eq!(judged(&carried(&link, None), THERE, &surer), unknown, "no link becomes surer by moving");
    let by_person = old().end(NOON, Reason::ByPerson).expect("it stood");
    assert_eq!(judged(&carried(&by_person, None), THERE, &evidence()), Verdict::Refuse(Reason::ByPerson));
}
