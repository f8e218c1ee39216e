//! The hashes of others that an import may bring: bcrypt, PBKDF2 and salted SHA.

use std::num::NonZeroU32;

use aws_lc_rs::{constant_time, digest, pbkdf2};
use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::format::{Format, Unreadable};

/// Directories and scripts differ in whether they write the padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// bcrypt's cost is a power of two; 15 takes about two seconds.
const MOST_BCRYPT_COST: u32 = 15;

/// About a second. Django's default stood at 1,200,000 in 2025.
const MOST_ITERATIONS: u32 = 4_000_000;

const LONGEST_SALT: usize = 128;

/// Compares in a time that doesn't depend on where the difference is.
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

/// A bcrypt hash. Its passwords end at the 72nd byte, as everywhere.
pub(crate) struct Bcrypt(String);

impl Bcrypt {
    pub(crate) fn read(text: &str) -> Result<Self, Unreadable> {
        let parts: bcrypt::HashParts = text.parse().map_err(|_| Unreadable::Malformed(Format::Bcrypt))?;
        match parts.get_cost() {
            0..4 => Err(Unreadable::Malformed(Format::Bcrypt)),
            4..=MOST_BCRYPT_COST => Ok(Self(text.to_owned())),
            _ => Err(Unreadable::TooCostly(Format::Bcrypt)),
        }
    }

    /// The power of two.
    pub(crate) fn cost(&self) -> u32 {
        self.0.get(4..6).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    }

    pub(crate) fn matches(&self, password: &[u8]) -> bool {
        bcrypt::verify(password, &self.0).unwrap_or(false)
    }
}

/// A PBKDF2 hash (RFC 8018 section 5.2).
pub(crate) struct Pbkdf2 {
    pub(crate) format: Format,
    iterations: NonZeroU32,
    salt: Vec<u8>,
    expected: Vec<u8>,
}

impl Pbkdf2 {
    /// `i=29000,l=32$salt$hash`, or `29000$salt$hash` as passlib writes it, whose base64 has a
    /// full stop in place of the plus sign.
    pub(crate) fn read_phc(format: Format, rest: &str) -> Result<Self, Unreadable> {
        let malformed = Unreadable::Malformed(format);
        let pieces: Vec<&str> = rest.split('$').collect();
        let &[costs, salt, expected] = pieces.as_slice() else { return Err(malformed) };
        let iterations = costs.split(',').next().unwrap_or_default();
        let iterations = iterations.strip_prefix("i=").unwrap_or(iterations);
        let decode = |text: &str| BASE64.decode(text.replace('.', "+")).map_err(|_| malformed);
        Self::new(format, iterations, decode(salt)?, decode(expected)?)
    }

    /// `iterations$salt$hash`, the salt taken as it stands.
    pub(crate) fn read_django(rest: &str) -> Result<Self, Unreadable> {
        let malformed = Unreadable::Malformed(Format::Pbkdf2Sha256);
        let pieces: Vec<&str> = rest.split('$').collect();
        let &[iterations, salt, expected] = pieces.as_slice() else { return Err(malformed) };
        let expected = BASE64.decode(expected).map_err(|_| malformed)?;
        Self::new(Format::Pbkdf2Sha256, iterations, salt.as_bytes().to_vec(), expected)
    }

    fn new(format: Format, iterations: &str, salt: Vec<u8>, expected: Vec<u8>) -> Result<Self, Unreadable> {
        let malformed = Unreadable::Malformed(format);
        let iterations: NonZeroU32 = iterations.parse().map_err(|_| malformed)?;
        if iterations.get() > MOST_ITERATIONS {
            return Err(Unreadable::TooCostly(format));
        }
        let legal = !salt.is_empty() && salt.len() <= LONGEST_SALT && (16..=64).contains(&expected.len());
        if legal { Ok(Self { format, iterations, salt, expected }) } else { Err(malformed) }
    }

    /// Iterations, and the bytes that come out: each block of them costs all iterations.
    pub(crate) fn costs(&self) -> [u32; 3] {
        [self.iterations.get(), u32::try_from(self.expected.len()).unwrap_or_default(), 0]
    }

    pub(crate) fn matches(&self, password: &[u8]) -> bool {
        let algorithm = match self.format {
            Format::Pbkdf2Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
            _ => pbkdf2::PBKDF2_HMAC_SHA256,
        };
        pbkdf2::verify(algorithm, self.iterations, &self.salt, password, &self.expected).is_ok()
    }
}

/// SHA-1, SHA-256 or SHA-512 over password and salt, once: `{SSHA}` and its sisters.
pub(crate) struct Ssha {
    pub(crate) format: Format,
    expected: Vec<u8>,
    salt: Vec<u8>,
}

impl Ssha {
    /// base64 of digest and salt, one after the other.
    pub(crate) fn read(format: Format, rest: &str) -> Result<Self, Unreadable> {
        let mut expected = BASE64.decode(rest).map_err(|_| Unreadable::Malformed(format))?;
        let length = Self::algorithm(format).output_len();
        if expected.len() <= length || expected.len() > length + LONGEST_SALT {
            return Err(Unreadable::Malformed(format));
        }
        let salt = expected.split_off(length);
        Ok(Self { format, expected, salt })
    }

    pub(crate) fn matches(&self, password: &[u8]) -> bool {
        let mut context = digest::Context::new(Self::algorithm(self.format));
        context.update(password);
        context.update(&self.salt);
        same(context.finish().as_ref(), &self.expected)
    }

    fn algorithm(format: Format) -> &'static digest::Algorithm {
        match format {
            Format::Ssha512 => &digest::SHA512,
            Format::Ssha256 => &digest::SHA256,
            _ => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        }
    }
}
