use super::passkey::{CHALLENGE, CREDENTIAL, FLAGS, HANDLE, Key, PARTY, Says};
use crate::webauthn::{
    Asserted, Assertion, Backup, Known, PublicKey, Refused, Registered, Registration, verify_assertion,
    verify_registration,
};

const NO_COPY: Backup = Backup { eligible: false, done: false };

fn register(key: &Key, says: &Says) -> Result<Registered, Refused> {
    verify_registration(&Registration::parse(&key.registers(says))?, CHALLENGE, PARTY)
}

fn sign_in(key: &Key, says: &Says, counter: u32, backup: Backup) -> Result<Asserted, Refused> {
    let cose = key.cose();
    let known = Known { public_key: &cose, counter, backup, user_handle: HANDLE };
    verify_assertion(&Assertion::parse(&key.signs(says))?, CHALLENGE, PARTY, known)
}

#[test]
fn a_passkey_is_made_and_used() {
    for key in [Key::es256(), Key::ed_dsa(), Key::rs256()] {
        let made = register(&key, &Says::create()).expect("a passkey");
        assert_eq!(made.credential, CREDENTIAL);
        assert_eq!((made.counter, made.backup), (0, NO_COPY));
        assert_eq!(PublicKey::read(&made.public_key), PublicKey::read(&key.cose()));
        let used = Says { counter: 3, ..Says::get() };
        assert_eq!(sign_in(&key, &used, 2, NO_COPY), Ok(Asserted { counter: 3, backup: NO_COPY }));
    }
}

#[test]
fn every_thing_that_is_said_must_be_right() {
    let key = Key::es256();
    let get = Says::get();
    for (says, refused) in [
        (Says { kind: "webauthn.create", ..get.clone() }, Refused::Kind),
        (Says { challenge: b"another".to_vec(), ..get.clone() }, Refused::Challenge),
        (Says { origin: "http://vneid.localhost:8081", ..get.clone() }, Refused::Origin),
        (Says { origin: "https://vneid.localhost", ..get.clone() }, Refused::Origin),
        (Says { cross_origin: true, ..get.clone() }, Refused::Origin),
        (Says { party: "localhost", ..get.clone() }, Refused::RelyingParty),
        (Says { flags: 0x01, ..get.clone() }, Refused::User),
        (Says { flags: 0x04, ..get.clone() }, Refused::User),
        (Says { flags: FLAGS | 0x10, ..get.clone() }, Refused::Backup),
        (Says { handle: Some(b"somebody else"), ..get.clone() }, Refused::Account),
    ] {
        assert_eq!(sign_in(&key, &says, 0, NO_COPY), Err(refused));
        if refused != Refused::Account {
            let kind = if says.kind == "webauthn.create" { "webauthn.get" } else { "webauthn.create" };
            let says = Says { kind, flags: says.flags | 0x40, ..says };
            assert_eq!(register(&key, &says), Err(refused));
        }
    }
    assert_eq!(
        sign_in(&key, &Says { handle: None, ..get.clone() }, 0, NO_COPY).err(),
        None,
        "may be left out"
    );
    let none = Says { flags: FLAGS, ..Says::create() };
    assert_eq!(register(&key, &none), Err(Refused::Unreadable("attested credential data")));
}

#[test]
fn the_signature_is_that_of_the_key_that_is_known() {
    let keys = [Key::es256(), Key::ed_dsa(), Key::rs256(), Key::es256(), Key::ed_dsa(), Key::rs256()];
    for (n, one) in keys.iter().enumerate() {
        for (m, other) in keys.iter().enumerate().filter(|(m, _)| *m != n) {
            let cose = other.cose();
            let known = Known { public_key: &cose, counter: 0, backup: NO_COPY, user_handle: HANDLE };
            let answer = Assertion::parse(&one.signs(&Says::get())).expect("an answer");
            let judged = verify_assertion(&answer, CHALLENGE, PARTY, known);
            assert_eq!(judged, Err(Refused::Signature), "{n} for {m}");
        }
    }
}

#[test]
fn a_counter_that_does_not_grow_tells_of_a_copy() {
    let key = Key::es256();
    for (before, now, good) in
        [(0, 0, true), (0, 1, true), (5, 6, true), (5, 5, false), (5, 4, false), (5, 0, false)]
    {
        let says = Says { counter: now, ..Says::get() };
        let judged = sign_in(&key, &says, before, NO_COPY);
        assert_eq!(judged.err(), (!good).then_some(Refused::Counter), "{before} then {now}");
    }
}

#[test]
fn what_is_said_of_copies_may_come_true_but_not_change() {
    let key = Key::es256();
    let may = Backup { eligible: true, done: false };
    let copied = Says { flags: FLAGS | 0x18, ..Says::get() };
    let now = Backup { eligible: true, done: true };
    assert_eq!(sign_in(&key, &copied, 0, may), Ok(Asserted { counter: 0, backup: now }));
    assert_eq!(sign_in(&key, &copied, 0, NO_COPY), Err(Refused::Backup));
    assert_eq!(sign_in(&key, &Says::get(), 0, may), Err(Refused::Backup));
}

#[test]
fn what_nobody_can_read_is_refused() {
    let key = Key::es256();
    let whole = key.registers(&Says::create());
    for json in ["", "{}", "[]", "{\"response\":{}}", "null", &whole[..whole.len() / 2]] {
        assert!(matches!(Registration::parse(json), Err(Refused::Unreadable(_))), "{json}");
        assert!(matches!(Assertion::parse(json), Err(Refused::Unreadable(_))), "{json}");
    }
    let long = format!("{{\"id\":\"{}\"}}", "A".repeat(20_000));
    assert!(Assertion::parse(&long).is_err());
    // Every cut of a key, and every byte of it turned over: an answer, never a panic.
    let cose = key.cose();
    for cut in 0..cose.len() {
        assert!(PublicKey::read(&cose[..cut]).is_err(), "cut at {cut}");
        let mut bent = cose.clone();
        bent[cut] ^= 0xff;
        let _ = PublicKey::read(&bent);
    }
    // An RSA key that is too short, or whose exponent is none.
    let rsa = Key::rs256().cose();
    for (from, to) in [(&[0x59, 0x01, 0x00][..], &[0x58, 0x80][..]), (&[0x43, 0x01, 0x00, 0x01], &[0x40])] {
        let at = rsa.windows(from.len()).position(|w| w == from).expect("it is there");
        let spoilt = [&rsa[..at], to, &rsa[at + from.len()..]].concat();
        assert!(PublicKey::read(&spoilt).is_err());
    }
    // A length that promises more than there is.
    assert!(PublicKey::read(&[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).is_err());
    assert!(PublicKey::read(&[0x81; 10_000]).is_err());
}
