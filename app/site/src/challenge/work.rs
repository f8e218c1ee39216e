//! The work of the device: numbers whose hash with the token begins with zeros. Finding them takes thousands of
//! hashes, looking at them one each. Several small puzzles and not one large: then it takes nearly the same time
//! whenever it is done.

use onedoor_base::Digest;

/// So much work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    /// How many numbers are to be found.
    pub(super) puzzles: u8,
    /// How many zero bits each hash begins with.
    pub(super) bits: u8,
}

impl Work {
    /// Whether `done` (the numbers, with commas between them) is this work for this token.
    pub(super) fn is_done(self, token: &str, done: &str) -> bool {
        // Numbers are tried from nought upwards, so that they stay short.
        let numbers: Vec<&str> = done.split(',').take(usize::from(self.puzzles) + 1).collect();
        let base = hexadecimal(Digest::of(token));
        let right = |(puzzle, number): (usize, &&str)| {
            let plain = (1..=10).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
            plain && zeros(Digest::of(format!("{base}:{puzzle}:{number}"))) >= u32::from(self.bits)
        };
        numbers.len() == usize::from(self.puzzles) && numbers.iter().enumerate().all(right)
    }

    /// Does it, as the script in the browser does.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn done(self, token: &str) -> String {
        let base = hexadecimal(Digest::of(token));
        let find = |puzzle: u8| {
            let hits =
                |number: &u32| zeros(Digest::of(format!("{base}:{puzzle}:{number}"))) >= u32::from(self.bits);
            (0..=u32::MAX).find(hits).expect("one of them has so many zeros").to_string()
        };
        (0..self.puzzles).map(find).collect::<Vec<_>>().join(",")
    }
}

fn zeros(Digest(hash): Digest) -> u32 {
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros()
}

fn hexadecimal(Digest(hash): Digest) -> String {
    let half = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0');
    hash.iter().flat_map(|byte| [half(byte >> 4), half(byte & 15)]).collect()
}
