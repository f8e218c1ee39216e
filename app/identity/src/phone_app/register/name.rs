//! The user name of an account that nobody chose one for: made of nothing personal.

use onedoor_base::Randomness;
use onedoor_people::LoginName;

/// Letters and digits that nobody takes for one another.
const SIGNS: &[u8; 31] = b"abcdefghijkmnpqrstuvwxyz2345678";
const LENGTH: usize = 8;

/// `vn-k7mw4xpa`: one in some 10^11, and if somebody has it another one is drawn.
pub(super) fn draw(random: &dyn Randomness) -> LoginName {
    let mut bytes = [0; LENGTH];
    random.fill(&mut bytes);
    let drawn: String =
        bytes.iter().map(|byte| char::from(SIGNS[usize::from(*byte) % SIGNS.len()])).collect();
    LoginName::parse(&format!("vn-{drawn}")).expect("letters and digits, beginning with letters")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::{LENGTH, SIGNS, draw};

    struct Counting(AtomicU8);

    impl onedoor_base::Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill_with(|| self.0.fetch_add(1, Ordering::Relaxed));
        }
    }

    #[test]
    fn whatever_is_drawn_is_a_user_name() {
        let random = Counting(AtomicU8::new(0));
        for _ in 0..64 {
            let drawn = draw(&random);
            assert_eq!(drawn.as_str().len(), 3 + LENGTH);
            assert!(drawn.as_str()[3..].bytes().all(|sign| SIGNS.contains(&sign)));
        }
    }
}
