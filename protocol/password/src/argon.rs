//! Argon2id (RFC 9106) in a kept buffer.

use std::collections::BTreeMap;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

use crate::format::{Format, Unreadable};
use crate::kind::Kind;

/// Memory in KiB, passes and lanes: OWASP's first recommendation for Argon2id.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const OUTPUT_BYTES: usize = 32;

/// What a hash of ours costs.
pub(crate) const COSTS: [u32; 3] = [MEMORY_KIB, PASSES, LANES];

/// The length of the salt that [`hash`] takes.
pub const SALT_BYTES: usize = 16;

/// The longest password, in bytes: long enough for any sentence, short enough that nobody can
/// keep us busy with megabytes.
pub const MAX_PASSWORD_BYTES: usize = 1024;

/// What an imported hash may cost at most: memory, passes, lanes, and memory times passes.
const MOST_MEMORY_KIB: u32 = 128 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;
const MOST_WORK_KIB: u32 = 512 * 1024;

/// The password is longer than [`MAX_PASSWORD_BYTES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password is longer than {MAX_PASSWORD_BYTES} bytes")]
pub struct PasswordTooLong;

/// The memory that Argon2id fills: 19 MiB, taken at the first use and then kept.
///
/// One at a time uses it; a [`crate::HashPool`] has one for each of its threads.
#[derive(Default)]
pub struct Workspace {
    blocks: Vec<Block>,
    checked: BTreeMap<Kind, u64>,
}

impl Workspace {
    /// An empty one; the memory comes with the first hash.
    pub const fn new() -> Self {
        Self { blocks: Vec::new(), checked: BTreeMap::new() }
    }

    /// How many hashes of each kind were checked in it, nobody's included: the work that was done.
    pub const fn checked(&self) -> &BTreeMap<Kind, u64> {
        &self.checked
    }

    pub(crate) fn note(&mut self, kind: Kind) {
        *self.checked.entry(kind).or_default() += 1;
    }

    /// Gives the memory back, until the next hash.
    pub fn release(&mut self) {
        self.blocks = Vec::new();
    }

    /// Fills `out` for these parameters. An imported hash that needs more memory than ours gets
    /// it for the one call.
    fn fill(&mut self, params: Params, password: &[u8], salt: &[u8], out: &mut [u8]) -> argon2::Result<()> {
        let needed = params.block_count();
        let kept = MEMORY_KIB as usize;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        if needed > kept {
            let mut once = vec![Block::new(); needed];
            return argon.hash_password_into_with_memory(password, salt, out, &mut once[..]);
        }
        if self.blocks.is_empty() {
            self.blocks = vec![Block::new(); kept];
        }
        argon.hash_password_into_with_memory(password, salt, out, &mut self.blocks[..])
    }
}

/// A new hash of `password` as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// `salt` must be fresh randomness.
pub fn hash(
    password: impl AsRef<[u8]>,
    salt: [u8; SALT_BYTES],
    workspace: &mut Workspace,
) -> Result<String, PasswordTooLong> {
    let password = password.as_ref();
    if password.len() > MAX_PASSWORD_BYTES {
        return Err(PasswordTooLong);
    }
    let mut out = Zeroizing::new([0; OUTPUT_BYTES]);
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("our own parameters are in range");
    workspace.fill(params, password, &salt, &mut *out).expect("salt and output have legal lengths");
    Ok(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(*out)
    ))
}

/// A hash that was read.
pub(crate) struct Argon2id {
    params: Params,
    salt: Vec<u8>,
    expected: Vec<u8>,
}

impl Argon2id {
    /// Reads what follows `$argon2id$`.
    pub(crate) fn read(rest: &str) -> Result<Self, Unreadable> {
        let malformed = Unreadable::Malformed(Format::Argon2id);
        let pieces: Vec<&str> = rest.split('$').collect();
        let &["v=19", costs, salt, expected] = pieces.as_slice() else { return Err(malformed) };
        let (memory, passes, lanes) = read_costs(costs).ok_or(malformed)?;
        let work = memory.saturating_mul(passes);
        if memory > MOST_MEMORY_KIB || passes > MOST_PASSES || lanes > MOST_LANES || work > MOST_WORK_KIB {
            return Err(Unreadable::TooCostly(Format::Argon2id));
        }
        let decode = |text| STANDARD_NO_PAD.decode(text).map_err(|_| malformed);
        let (salt, expected) = (decode(salt)?, decode(expected)?);
        if !(8..=64).contains(&salt.len()) || !(16..=64).contains(&expected.len()) {
            return Err(malformed);
        }
        let params = Params::new(memory, passes, lanes, None).map_err(|_| malformed)?;
        Ok(Self { params, salt, expected })
    }

    /// Memory, passes and lanes.
    pub(crate) fn costs(&self) -> [u32; 3] {
        [self.params.m_cost(), self.params.t_cost(), self.params.p_cost()]
    }

    /// Whether today's own parameters are stronger.
    pub(crate) fn is_weaker_than_ours(&self) -> bool {
        self.params.m_cost() < MEMORY_KIB
            || self.params.t_cost() < PASSES
            || self.salt.len() < SALT_BYTES
            || self.expected.len() < OUTPUT_BYTES
    }

    /// Whether `password` belongs to it.
    pub(crate) fn matches(&self, password: &[u8], workspace: &mut Workspace) -> bool {
        let mut found = Zeroizing::new(vec![0; self.expected.len()]);
        workspace.fill(self.params.clone(), password, &self.salt, &mut found).is_ok()
            && crate::legacy::same(&found, &self.expected)
    }
}

/// `m=…,t=…,p=…` in this order (PHC string format).
fn read_costs(costs: &str) -> Option<(u32, u32, u32)> {
    let mut pieces = costs.split(',');
    let mut next = |name: &str| pieces.next()?.strip_prefix(name)?.parse().ok();
    let read = (next("m=")?, next("t=")?, next("p=")?);
    pieces.next().is_none().then_some(read)
}
