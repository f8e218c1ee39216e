//! Passwords that nobody should choose, in little space: not the passwords stand in a list but 16 bits of the hash of
//! each, in the drawer that other bits name. Some 2.2 bytes a password; a password that is not in the list is
//! taken for one that is in about one case of 8 000.
//!
//! The layout: `ODPF1` and three zeros; how many bits name a drawer (one byte), seven zeros; how many passwords each
//! drawer holds (one byte each); then their 16 bits, the lower byte first, in the order of the drawers.

use std::borrow::Cow;

use aws_lc_rs::digest::{SHA256, digest};

const MARK: &[u8; 8] = b"ODPF1\0\0\0";
const HEAD: usize = 16;
/// How many passwords a drawer has on average: what is looked through for each question.
const IN_A_DRAWER: u64 = 8;
/// More drawers than a list of the whole world's passwords needs.
const MOST_BITS: u8 = 32;

/// Ours: made by `scripts/common-passwords.py`, and therefore nobody else's.
static COMMON: &[u8] = include_bytes!("../data/common.filter");

/// Passwords that nobody should choose.
#[derive(Clone)]
pub struct PasswordFilter {
    bytes: Cow<'static, [u8]>,
    bits: u8,
    /// Where each drawer begins, counted in passwords; one more at the end.
    starts: Vec<u32>,
}

/// Why a file is no filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoFilter {
    /// Something else.
    #[error("not a list made with `onedoor passwords build`")]
    Other,
    /// Its end is missing, or there is more than its end.
    #[error("cut off, or longer than it says")]
    Length,
    /// A drawer would hold more than it can say: not the hashes of passwords.
    #[error("too many passwords fall together")]
    Uneven,
}

impl PasswordFilter {
    /// The one that comes along: what people choose in the four languages, as far as we could think of it.
    pub fn common() -> Self {
        Self::read(Cow::Borrowed(COMMON)).expect("a test reads it")
    }

    /// From the bytes of a file.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, NoFilter> {
        let head = bytes.get(..HEAD).filter(|head| head.starts_with(MARK)).ok_or(NoFilter::Other)?;
        let bits = head[8];
        if bits > MOST_BITS || head[9..].iter().any(|byte| *byte != 0) {
            return Err(NoFilter::Other);
        }
        let drawers = 1_usize.checked_shl(u32::from(bits)).ok_or(NoFilter::Other)?;
        let counts = bytes.get(HEAD..HEAD + drawers).ok_or(NoFilter::Length)?;
        let mut starts = Vec::with_capacity(drawers + 1);
        let mut total = 0_u32;
        starts.push(0);
        for count in counts {
            total = total.checked_add(u32::from(*count)).ok_or(NoFilter::Length)?;
            starts.push(total);
        }
        let end = (total as usize).checked_mul(2).and_then(|length| length.checked_add(HEAD + drawers));
        if end != Some(bytes.len()) {
            return Err(NoFilter::Length);
        }
        Ok(Self { bytes, bits, starts })
    }

    /// A filter of these passwords, as the bytes of a file. They should be in the form in which they are asked for.
    pub fn build<'a>(passwords: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, NoFilter> {
        let mut hashes: Vec<u64> = passwords.map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let drawers = (hashes.len() as u64).div_ceil(IN_A_DRAWER).max(1).next_power_of_two();
        let bits = u8::try_from(drawers.trailing_zeros()).map_err(|_| NoFilter::Uneven)?;
        let mut counts = vec![0_u8; usize::try_from(drawers).map_err(|_| NoFilter::Uneven)?];
        let mut rest = Vec::with_capacity(hashes.len() * 2);
        let mut last = None;
        for (drawer, left) in hashes.into_iter().map(|hash| place(hash, bits)) {
            // Two that look alike are one.
            if last.replace((drawer, left)) != Some((drawer, left)) {
                counts[drawer] = counts[drawer].checked_add(1).ok_or(NoFilter::Uneven)?;
                rest.extend(left.to_le_bytes());
            }
        }
        let mut out = MARK.to_vec();
        out.push(bits);
        out.resize(HEAD, 0);
        out.extend(counts);
        out.extend(rest);
        Ok(out)
    }

    /// Whether this password is in the list, or looks as if.
    pub fn holds(&self, password: &str) -> bool {
        let (drawer, left) = place(hash(password), self.bits);
        let (start, end) = (self.starts[drawer] as usize, self.starts[drawer + 1] as usize);
        let first = HEAD + self.starts.len() - 1;
        let held = &self.bytes[first + start * 2..first + end * 2];
        held.chunks_exact(2).any(|pair| pair == left.to_le_bytes())
    }

    /// How many passwords it has.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |total| *total as usize)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The drawer, and what stands in it.
fn place(hash: u64, bits: u8) -> (usize, u16) {
    let turned = hash.rotate_left(u32::from(bits));
    let drawer = if bits == 0 { 0 } else { hash >> (64 - u32::from(bits)) };
    (usize::try_from(drawer).unwrap_or_default(), u16::try_from(turned >> 48).unwrap_or_default())
}

/// The first 64 bits of SHA-256 (FIPS 180-4).
fn hash(password: &str) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&digest(&SHA256, password.as_bytes()).as_ref()[..8]);
    u64::from_be_bytes(first)
}
