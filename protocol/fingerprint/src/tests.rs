use std::cell::Cell;

use crate::{Blinded, Evaluated, Key, MOST, Refused, from_text, to_text};

/// Different bytes each time, the same in each run.
fn dice() -> impl Fn(&mut [u8]) {
    let state = Cell::new(0x9e37_79b9_7f4a_7c15_u64);
    move |bytes: &mut [u8]| {
        for byte in bytes {
            let mut x = state.get();
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            state.set(x);
            *byte = x.to_le_bytes()[0];
        }
    }
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("hex")).collect()
}

fn key(name: &str) -> Key {
    Key::derive(&[7; 32], name).expect("a key")
}

const NUMBERS: [&str; 3] = ["VN:036188001234", "VN:001090012345", "VN:036188001234"];

fn numbers() -> Vec<String> {
    NUMBERS.map(str::to_owned).to_vec()
}

/// RFC 9497 appendix A.1.2: ristretto255-SHA512, VOPRF mode.
#[test]
fn rfc9497_the_key_and_the_outputs_are_those_of_the_test_vectors() {
    let key = Key::derive(&[0xa3; 32], "test key").expect("a key");
    let public = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e";
    assert_eq!(key.public().to_vec(), hex(public));
    for (input, output) in [
        ("\0", "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"),
        ("ZZZZZZZZZZZZZZZZZ", "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"),
    ] {
        assert_eq!(key.print(input).expect("a print").to_vec(), hex(output));
    }
}

#[test]
fn both_sides_come_to_the_same_fingerprint_and_neither_sees_what_the_other_has() {
    let (key, dice) = (key("school 2026"), dice());
    let blinded = Blinded::of(numbers(), &dice).expect("blinded");
    let sent = blinded.elements().to_vec();
    let answer = key.evaluate(&sent, &dice).expect("evaluated");
    let prints = blinded.prints(&key.public(), &answer).expect("prints");
    for (print, number) in prints.iter().zip(NUMBERS) {
        assert_eq!(*print, key.print(number).expect("a print"));
    }
    assert_eq!(prints[0], prints[2]);
    assert_ne!(prints[0], prints[1]);
    // The same number looks different each time, even within one call.
    let again = Blinded::of(numbers(), &dice).expect("blinded");
    assert_ne!(sent[0], sent[2]);
    assert!(sent.iter().all(|one| !again.elements().contains(one)));
}

#[test]
fn two_portals_have_nothing_in_common() {
    let number = NUMBERS[0];
    assert_ne!(key("school 2026").print(number), key("province 2026").print(number));
    assert_ne!(key("school 2026").print(number), key("school 2027").print(number));
}

#[test]
fn an_identity_that_uses_another_key_for_somebody_is_found() {
    let (published, marking, dice) = (key("school 2026"), key("school 2026, marked"), dice());
    for cheats in [
        // All of them.
        |key: &Key, marking: &Key, sent: &[[u8; 32]], dice: crate::Dice<'_>| {
            (marking.evaluate(sent, dice).expect("evaluated"), key.public())
        },
        // One among others, with the proof of the honest answer.
        |key: &Key, marking: &Key, sent: &[[u8; 32]], dice: crate::Dice<'_>| {
            let honest = key.evaluate(sent, dice).expect("evaluated");
            let marked = marking.evaluate(&sent[1..2], dice).expect("evaluated");
            let elements = vec![honest.elements[0], marked.elements[0], honest.elements[2]];
            (Evaluated { elements, ..honest }, key.public())
        },
        // Another order.
        |key: &Key, _: &Key, sent: &[[u8; 32]], dice: crate::Dice<'_>| {
            let mut answer = key.evaluate(sent, dice).expect("evaluated");
            answer.elements.swap(0, 1);
            (answer, key.public())
        },
    ] {
        let blinded = Blinded::of(numbers(), &dice).expect("blinded");
        let (answer, public) = cheats(&published, &marking, blinded.elements(), &dice);
        assert_eq!(blinded.prints(&public, &answer), Err(Refused::OtherKey));
    }
}

#[test]
fn what_is_no_point_and_what_is_too_much_is_refused() {
    let (key, dice) = (key("school 2026"), dice());
    assert_eq!(key.evaluate(&[[0xff; 32]], &dice), Err(Refused::NoElement));
    // The neutral element would show nothing of the number, and the key's evaluation of it nothing of the key.
    assert_eq!(key.evaluate(&[[0; 32]], &dice), Err(Refused::NoElement));
    assert_eq!(key.evaluate(&[], &dice), Err(Refused::HowMany));
    assert!(Blinded::of(vec!["VN:1".to_owned(); MOST + 1], &dice).is_err());
    let blinded = Blinded::of(numbers(), &dice).expect("blinded");
    let answer = key.evaluate(&blinded.elements()[..2], &dice).expect("evaluated");
    assert_eq!(blinded.prints(&key.public(), &answer), Err(Refused::HowMany));
}

#[test]
fn texts_are_read_as_they_were_written() {
    assert_eq!(from_text::<32>(&to_text(&[9; 32])), Some([9; 32]));
    assert_eq!((from_text::<32>(&to_text(&[9; 31])), from_text::<32>("not base64!")), (None, None));
}
