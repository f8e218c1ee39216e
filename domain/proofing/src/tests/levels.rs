use onedoor_base::{AccountId, Country, IdentityLevel, Timestamp};

use crate::evidence::Kind::{Card, CardCode, Chip, Contact, Paper, Signature, Typed, Vouched};
use crate::evidence::Validated::{
    BareWord, ChipConsistent, ChipGenuine, CodeReturned, RegisterMatch, Seen, SignedWord,
};
use crate::evidence::Verified::{Bank, Fingerprints, InPerson, RemoteFace, RemoteFacePad, SignatureKey};
use crate::evidence::{
    Act, Attributes, Decision, Evidence, Kind, Record, Validated, Validation, Verification, Verified, Who,
};
use crate::profile::{self, Choice, Choices};

fn act(at: i64) -> Act {
    Act { by: Who::Site, at: Timestamp::from_seconds(at) }
}

fn record(valid: &[(Kind, Validated)], person: &[Verified]) -> Record {
    Record {
        evidence: valid.iter().map(|(kind, _)| Evidence { kind: *kind, taken: act(1) }).collect(),
        validations: valid
            .iter()
            .map(|(of, how)| Validation { of: *of, how: *how, against: "register".into(), act: act(2) })
            .collect(),
        verifications: person
            .iter()
            .map(|how| Verification {
                how: *how,
                against: "register".into(),
                attack_detection: (*how == RemoteFacePad).then(|| "Example PAD level 2".to_owned()),
                act: act(3),
            })
            .collect(),
        decisions: Vec::new(),
        attributes: Attributes::default(),
    }
}

fn earned(country: Country, choices: Choices, record: &Record) -> Option<&'static str> {
    profile::of(country).earned(record, choices).map(|(level, _)| level.code)
}

const PHONE: (Kind, Validated) = (Contact, CodeReturned);
const KNOWN: (Kind, Validated) = (Typed, RegisterMatch);

#[test]
fn what_earns_which_level() {
    use Country::{China, Russia, Vietnam};
    let default = Choices::default();
    for (country, valid, person, level) in [
        (Vietnam, &[][..], &[][..], None),
        (Vietnam, &[PHONE], &[], Some("0")),
        // A register's match alone verifies nobody, and a code is no evidence.
        (Vietnam, &[PHONE, KNOWN], &[], Some("0")),
        (Vietnam, &[PHONE, (CardCode, RegisterMatch)], &[], Some("0")),
        (Vietnam, &[PHONE, (CardCode, RegisterMatch)], &[RemoteFace], Some("1")),
        (Vietnam, &[PHONE, KNOWN], &[RemoteFacePad], Some("1")),
        (Vietnam, &[PHONE, (Chip, ChipConsistent)], &[RemoteFace], Some("0")),
        (Vietnam, &[PHONE, (Chip, ChipGenuine), (Chip, RegisterMatch)], &[RemoteFace], Some("1")),
        (Vietnam, &[PHONE, (Card, Seen), (Card, RegisterMatch)], &[InPerson], Some("0")),
        (Vietnam, &[PHONE, (Card, Seen), (Card, RegisterMatch)], &[Fingerprints], Some("2")),
        (Vietnam, &[KNOWN], &[RemoteFace], None),
        (China, &[PHONE], &[], Some("junior")),
        (China, &[PHONE, KNOWN], &[], Some("middle")),
        (China, &[PHONE, (Vouched, BareWord)], &[], Some("junior")),
        (China, &[PHONE, (Vouched, SignedWord)], &[], Some("middle")),
        (China, &[KNOWN], &[RemoteFace], Some("senior")),
        (China, &[KNOWN], &[Bank], Some("senior")),
        (China, &[(Card, Seen), (Card, RegisterMatch)], &[InPerson], Some("senior")),
        (Russia, &[PHONE], &[], Some("simplified")),
        (Russia, &[PHONE, KNOWN], &[], Some("standard")),
        (Russia, &[PHONE, KNOWN], &[RemoteFacePad], Some("standard")),
        (Russia, &[PHONE, KNOWN, (Paper, Seen)], &[InPerson], Some("confirmed")),
        (Russia, &[PHONE, KNOWN], &[Bank], Some("confirmed")),
        (Russia, &[PHONE, KNOWN, (Signature, SignedWord)], &[SignatureKey], Some("confirmed")),
    ] {
        assert_eq!(
            earned(country, default, &record(valid, person)),
            level,
            "{country:?} {valid:?} {person:?}"
        );
    }
}

#[test]
fn what_the_sources_leave_open_is_chosen() {
    let chip = record(&[PHONE, (Chip, ChipGenuine)], &[RemoteFacePad]);
    let alipay = record(&[PHONE, (Vouched, SignedWord)], &[]);
    let face = record(&[KNOWN], &[RemoteFace]);
    for (choice, country, record, off, on) in [
        (Choice::ChipAloneMakesOne, Country::Vietnam, chip, Some("0"), Some("1")),
        (Choice::PaymentServiceMakesMiddle, Country::China, alipay, Some("junior"), Some("middle")),
        (Choice::RemoteFaceMakesHigh, Country::China, face, Some("middle"), Some("senior")),
    ] {
        assert_eq!(earned(country, Choices::none(), &record), off, "{choice:?}");
        assert_eq!(earned(country, Choices::none().with(choice, true), &record), on, "{choice:?}");
        assert_eq!(earned(country, Choices::default().with(choice, false), &record), off, "{choice:?}");
    }
}

#[test]
fn nobody_has_more_than_was_decided_nor_more_than_was_shown() {
    let vietnam = profile::of(Country::Vietnam);
    let choices = Choices::default();
    let mut record = record(&[PHONE, (CardCode, RegisterMatch)], &[RemoteFace]);
    let mut decide = |given| {
        record.decisions.push(Decision {
            given,
            reasons: vec!["face-fits".into()],
            act: Act { by: Who::Officer(AccountId::from_bytes([7; 16])), at: Timestamp::from_seconds(4) },
        });
        vietnam.reached(&record, choices).map(|level| level.code)
    };
    assert_eq!(decide(Some(IdentityLevel::High)), Some("1"), "an officer cannot give what nothing earns");
    assert_eq!(decide(Some(IdentityLevel::Claimed)), Some("0"));
    assert_eq!(decide(Some(IdentityLevel::Basic)), Some("1"));
    assert_eq!(decide(None), None);
    record.decisions.clear();
    assert_eq!(vietnam.reached(&record, choices), None, "nothing without a decision");
}

#[test]
fn steps_need_what_they_are_about() {
    let mut early = record(&[PHONE, KNOWN], &[RemoteFace]);
    early.validations[1].act.at = Timestamp::from_seconds(0);
    assert_eq!(
        earned(Country::Vietnam, Choices::default(), &early),
        Some("0"),
        "validated before it was there"
    );
    let mut without = record(&[PHONE, KNOWN], &[RemoteFace]);
    without.evidence.pop();
    assert_eq!(earned(Country::Vietnam, Choices::default(), &without), Some("0"));
    // Nobody said anything of attacks: then it is a face, and no more.
    let mut untold = record(&[PHONE, (Chip, ChipGenuine)], &[RemoteFacePad]);
    untold.verifications[0].attack_detection = None;
    let chosen = Choices::none().with(Choice::ChipAloneMakesOne, true);
    assert_eq!(earned(Country::Vietnam, chosen, &untold), Some("0"));
}

#[test]
fn profiles_are_in_order() {
    for country in [Country::Vietnam, Country::China, Country::Russia] {
        let profile = profile::of(country);
        assert_eq!(profile.country, country);
        assert!(profile.levels.is_sorted_by(|one, next| one.identity < next.identity && one.loa < next.loa));
        assert!(profile.levels.is_sorted_by(|one, next| one.eidas < next.eidas && one.ial < next.ial));
        for level in profile.levels {
            assert_eq!(profile.level(level.code), Some(level));
            assert_eq!(profile.standing(level.identity), Some(level));
            assert!(level.ways(Choices::none()).next().is_some(), "no level hangs on a choice alone");
            assert_eq!(level.acr(), level.identity.acr());
        }
        assert_eq!(profile.next(IdentityLevel::High), None);
        assert_eq!(
            profile.next(IdentityLevel::Claimed).map(|level| level.identity),
            Some(IdentityLevel::Basic)
        );
    }
    assert_eq!(
        profile::of(Country::China).standing(IdentityLevel::High).map(|level| level.code),
        Some("senior")
    );
}
