use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use onedoor_base::{Randomness, Timestamp};

use crate::face::{CHALLENGE_LIFE, Challenge, GESTURES, Gesture, Shot};

/// Numbers one after the other, spread by a multiplier (Knuth).
struct Counting(AtomicU64);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let next =
            self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(6_364_136_223_846_793_005).rotate_left(29);
        for (byte, from) in bytes.iter_mut().zip(next.to_le_bytes().iter().cycle()) {
            *byte = *from;
        }
    }
}

const NOON: Timestamp = Timestamp::from_millis(1_795_244_709_000);

#[test]
fn three_different_gestures_are_drawn_and_every_one_of_them_comes() {
    let random = Counting(AtomicU64::new(1));
    let mut seen = BTreeSet::new();
    for _ in 0..500 {
        let challenge = Challenge::draw(&random, NOON);
        assert_eq!(BTreeSet::from(challenge.gestures).len(), GESTURES, "{challenge:?}");
        seen.extend(challenge.gestures);
    }
    assert_eq!(seen.len(), Gesture::ALL.len());
}

#[test]
fn a_challenge_lives_for_a_while_and_says_what_each_picture_shows() {
    let challenge = Challenge { gestures: [Gesture::Smile, Gesture::LookUp, Gesture::Lean], begun_at: NOON };
    assert!(challenge.lives(NOON));
    assert!(!challenge.lives(NOON.after(CHALLENGE_LIFE)));
    assert_eq!(challenge.shot(1), Some(Shot::Portrait));
    assert_eq!(challenge.shot(3), Some(Shot::Gesture(Gesture::LookUp)));
    assert_eq!((challenge.shot(0), challenge.shot(5)), (None, None));
    for gesture in Gesture::ALL {
        assert_eq!(Gesture::from_word(gesture.word()), Some(gesture));
    }
}
