//! The work of the device: numbers whose hash with the token begins with zeros. Finding them takes thousands of
//! hashes, looking at them one each. Several small puzzles and not one large: then it takes nearly the same time
//! whenever it is done.

use aws_lc_rs::digest::{SHA256, digest};

/// So much work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// How many numbers are to be found.
    pub puzzles: u8,
    /// How many zero bits each hash begins with.
    pub bits: u8,
}

impl Work {
    /// Whether `done` (the numbers, with commas between them) is this work for this token.
    pub fn is_done(self, token: &str, done: &str) -> bool {
        // Numbers are tried from nought upwards, so that they stay short.
        let numbers: Vec<&str> = done.split(',').take(usize::from(self.puzzles) + 1).collect();
        let base = hexadecimal(&hash(token));
        let right = |(puzzle, number): (usize, &&str)| {
            let plain = (1..=10).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
            plain && zeros(&hash(&format!("{base}:{puzzle}:{number}"))) >= u32::from(self.bits)
        };
        numbers.len() == usize::from(self.puzzles) && numbers.iter().enumerate().all(right)
    }

    /// Does it, as the script in the browser does; for tests.
    pub fn done(self, token: &str) -> String {
        let base = hexadecimal(&hash(token));
        let find = |puzzle: u8| {
            let hits =
                |number: &u32| zeros(&hash(&format!("{base}:{puzzle}:{number}"))) >= u32::from(self.bits);
            (0..=u32::MAX).find(hits).expect("one of them has so many zeros").to_string()
        };
        (0..self.puzzles).map(find).collect::<Vec<_>>().join(",")
    }
}

fn hash(text: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
    hash
}

fn zeros(hash: &[u8; 32]) -> u32 {
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros()
}

fn hexadecimal(hash: &[u8; 32]) -> String {
    let half = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0');
    hash.iter().flat_map(|byte| [half(byte >> 4), half(byte & 15)]).collect()
}
