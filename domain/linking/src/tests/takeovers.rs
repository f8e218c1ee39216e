use crate::{Proof, Way, is_other_proven, is_proven, session_goes_on};

/// Every way, by every proof: what stays, without and with a telephone that the issuer tells.
#[test]
fn what_stays_with_an_account_that_is_taken_over() {
    use Proof::{IdentityToken, MadeHere, OtherIdentity, Password, SameNumber, Session};
    for (how, phone, told_phone, password, session) in [
        (Password, false, true, true, false),
        (Session, false, true, true, true),
        (SameNumber, false, true, false, false),
        (IdentityToken, false, true, false, false),
        (OtherIdentity, false, true, false, true),
        (MadeHere, true, true, true, true),
    ] {
        assert_eq!(is_proven(Way::Phone, how, false), phone, "{how:?}");
        assert_eq!(is_proven(Way::Phone, how, true), told_phone, "{how:?}");
        for told in [false, true] {
            assert_eq!(is_proven(Way::Password, how, told), password, "{how:?}, told: {told}");
        }
        assert_eq!(session_goes_on(how), session, "{how:?}");
    }
}

/// Nobody keeps a password that the person has not just shown to know, whatever else is proven.
#[test]
fn a_number_proves_no_password_and_no_session() {
    for told in [false, true] {
        assert!(!is_proven(Way::Password, Proof::SameNumber, told));
    }
    assert!(!session_goes_on(Proof::SameNumber));
}

#[test]
fn another_identity_stays_only_if_it_is_the_same_persons() {
    for how in Proof::ALL {
        for theirs in Proof::ALL {
            for (signed_in, told) in [(false, false), (false, true), (true, false), (true, true)] {
                let expected = match how {
                    Proof::MadeHere => true,
                    Proof::OtherIdentity => signed_in,
                    // The number came with it, or brought it.
                    _ => told && [Proof::MadeHere, Proof::SameNumber].contains(&theirs),
                };
                let said = is_other_proven(how, theirs, signed_in, told);
                assert_eq!(said, expected, "{how:?} {theirs:?} {signed_in} {told}");
            }
        }
    }
}

#[test]
fn ways_are_told_apart_by_their_words() {
    for way in Way::ALL {
        assert_eq!(Way::from_word(way.word()), Some(way));
    }
    assert_eq!(Way::from_word("session"), None, "a session ends: it is not put on hold");
}
