//! The `$1$` hash of Unix, as an old import may bring it: a fixed pattern of a thousand MD5 sums.
//!
//! The pattern is written out here over the crate `md-5`, because no well-kept crate offers it:
//! `pwhash` rests since January 2021 on a generation of dependencies that nothing else uses, and
//! RustCrypto has none. It only ever checks passwords; no new hash of this kind is made.

use md5::{Digest, Md5};

use crate::format::{Format, Unreadable};
use crate::legacy::same;

const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ROUNDS: usize = 1000;
const LONGEST_SALT: usize = 8;
const HASH_CHARACTERS: usize = 22;

/// In which order the sixteen bytes are written, three at a time; the twelfth stands alone.
const ORDER: [[usize; 3]; 5] = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5]];
const LAST: usize = 11;

/// A hash that was read.
pub(crate) struct Md5Crypt {
    salt: Vec<u8>,
    expected: Vec<u8>,
}

impl Md5Crypt {
    /// Reads what follows `$1$`: `salt$hash`.
    pub(crate) fn read(rest: &str) -> Result<Self, Unreadable> {
        let malformed = Unreadable::Malformed(Format::Md5Crypt);
        let (salt, expected) = rest.split_once('$').ok_or(malformed)?;
        let legal = salt.len() <= LONGEST_SALT
            && expected.len() == HASH_CHARACTERS
            && expected.bytes().all(|b| ALPHABET.contains(&b));
        if legal { Ok(Self { salt: salt.into(), expected: expected.into() }) } else { Err(malformed) }
    }

    pub(crate) fn matches(&self, password: &[u8]) -> bool {
        same(&written(sum(password, &self.salt)), &self.expected)
    }
}

fn sum(password: &[u8], salt: &[u8]) -> [u8; 16] {
    let inner: [u8; 16] =
        Md5::new().chain_update(password).chain_update(salt).chain_update(password).finalize().into();
    let mut first = Md5::new().chain_update(password).chain_update(b"$1$").chain_update(salt);
    for chunk in password.chunks(16) {
        first.update(&inner[..chunk.len()]);
    }
    // One byte for each binary digit of the length, lowest first: nothing for a one, the
    // password's first letter for a zero.
    let mut length = password.len();
    while length > 0 {
        if length % 2 == 1 {
            first.update([0]);
        } else {
            first.update(&password[..1]);
        }
        length /= 2;
    }
    let mut sum = first.finalize().into();
    for round in 0..ROUNDS {
        sum = stir(sum, round, password, salt);
    }
    sum
}

/// One round: password and sum take turns in front and behind; salt and password come between,
/// except in every third and every seventh round.
fn stir(sum: [u8; 16], round: usize, password: &[u8], salt: &[u8]) -> [u8; 16] {
    let odd = round % 2 == 1;
    let (front, back): (&[u8], &[u8]) = if odd { (password, &sum) } else { (&sum, password) };
    let mut md5 = Md5::new().chain_update(front);
    if !round.is_multiple_of(3) {
        md5.update(salt);
    }
    if !round.is_multiple_of(7) {
        md5.update(password);
    }
    md5.update(back);
    md5.finalize().into()
}

/// Six bits a character, lowest first.
fn written(sum: [u8; 16]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HASH_CHARACTERS);
    let mut push = |mut bits: u32, characters: usize| {
        for _ in 0..characters {
            out.push(ALPHABET[(bits % 64) as usize]);
            bits /= 64;
        }
    };
    for [a, b, c] in ORDER {
        push(u32::from_be_bytes([0, sum[a], sum[b], sum[c]]), 4);
    }
    push(u32::from(sum[LAST]), 2);
    out
}
