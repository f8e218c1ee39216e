//! Signing in at a computer with a phone on which its owner is signed in already: the computer shows a code and a number,
//! the phone asks which of three numbers it is.
//!
//! The danger is a code that somebody else shows (relayed, as in phishing): therefore the phone says where the
//! computer is, and a wrong number ends the matter at once.

use std::time::Duration;

use onedoor_base::{Randomness, Timestamp};

/// How long a code waits for its phone, and then the phone's answer for the computer.
pub const PHONE_SIGN_IN_LIFE: Duration = Duration::from_mins(2);

/// Where a sign-in with the phone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneSignInState {
    /// The computer shows the code.
    Waiting,
    /// The phone chose the right number.
    Confirmed,
    /// The phone chose another number.
    Wrong,
    /// The owner of the phone said that it was not they.
    Refused,
    /// The computer is signed in.
    Done,
}

impl PhoneSignInState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Confirmed, Self::Wrong, Self::Refused, Self::Done];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Wrong => "wrong",
            Self::Refused => "refused",
            Self::Done => "done",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What somebody at the phone said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneAnswer {
    /// The computer shows this number.
    Number(i64),
    /// It was not they.
    NotMe,
}

/// What becomes of a sign-in by the answer of a phone; nothing if it waits no more.
pub fn answered(
    (state, expires_at): (PhoneSignInState, Timestamp),
    number: i64,
    answer: PhoneAnswer,
    now: Timestamp,
) -> Option<PhoneSignInState> {
    if state != PhoneSignInState::Waiting || now >= expires_at {
        return None;
    }
    Some(match answer {
        PhoneAnswer::Number(chosen) if chosen == number => PhoneSignInState::Confirmed,
        PhoneAnswer::Number(_) => PhoneSignInState::Wrong,
        PhoneAnswer::NotMe => PhoneSignInState::Refused,
    })
}

/// The number on the computer and the three from which the phone lets choose, in an order that tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreeNumbers {
    /// The one that the computer shows.
    pub right: i64,
    /// All three, of two digits each, no two alike.
    pub all: [i64; 3],
}

impl ThreeNumbers {
    /// New ones.
    pub fn draw(random: &dyn Randomness) -> Self {
        let mut bytes = [0; 64];
        random.fill(&mut bytes);
        let (mut all, mut found) = ([10, 11, 12], 0);
        for byte in bytes {
            let number = 10 + i64::from(byte) % 90;
            // Above 179 the lower numbers would come more often than the others.
            if byte < 180 && found < 3 && !all[..found].contains(&number) {
                all[found] = number;
                found += 1;
            }
        }
        let mut place = [0];
        random.fill(&mut place);
        Self { right: all[usize::from(place[0]) % 3], all }
    }

    /// As they stand in the database.
    pub fn words(&self) -> String {
        self.all.map(|number| number.to_string()).join(" ")
    }

    /// The numbers to choose from, from what stands in the database.
    pub fn choices(words: &str) -> Vec<i64> {
        words.split(' ').filter_map(|word| word.parse().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::*;

    struct Counting(AtomicU8);

    impl Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(37, Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn three_numbers_differ_and_the_right_one_stands_anywhere() {
        let random = Counting(AtomicU8::new(0));
        let mut places = [0; 3];
        for _ in 0..300 {
            let drawn = ThreeNumbers::draw(&random);
            assert!(drawn.all.iter().all(|number| (10..100).contains(number)), "{drawn:?}");
            let [a, b, c] = drawn.all;
            assert!(a != b && b != c && a != c, "{drawn:?}");
            places[drawn.all.iter().position(|number| *number == drawn.right).expect("it is there")] += 1;
            assert_eq!(ThreeNumbers::choices(&drawn.words()), drawn.all);
        }
        assert!(places.iter().all(|count| *count > 50), "{places:?}");
    }

    #[test]
    fn one_answer_settles_it() {
        let (now, end) = (Timestamp::from_seconds(100), Timestamp::from_seconds(200));
        let judge = |state, answer, now| answered((state, end), 42, answer, now);
        let (waiting, right) = (PhoneSignInState::Waiting, PhoneAnswer::Number(42));
        assert_eq!(judge(waiting, right, now), Some(PhoneSignInState::Confirmed));
        assert_eq!(judge(waiting, PhoneAnswer::Number(43), now), Some(PhoneSignInState::Wrong));
        assert_eq!(judge(waiting, PhoneAnswer::NotMe, now), Some(PhoneSignInState::Refused));
        assert_eq!(judge(waiting, right, end), None, "too late");
        for state in PhoneSignInState::ALL.into_iter().filter(|state| *state != waiting) {
            assert_eq!(judge(state, right, now), None, "{state:?}");
            assert_eq!(PhoneSignInState::from_word(state.word()), Some(state));
        }
    }
}
