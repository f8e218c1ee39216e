use aws_lc_rs::digest::{SHA256, digest};

use super::{Refused, RelyingParty};

/// User present, user verified, backup eligible, backup state, attested credential data (section 6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;

const HEAD: usize = 37;

/// Whether there may be copies of a passkey: one that its owner's other devices have too lives in software, one that
/// stays in its authenticator is a piece of hardware.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// It may be copied to the owner's other devices; settled when it is made.
    pub eligible: bool,
    /// There is a copy now.
    pub done: bool,
}

/// What an authenticator says of itself and its user (section 6.1).
pub(super) struct AuthenticatorData<'a> {
    pub(super) counter: u32,
    pub(super) backup: Backup,
    /// What follows the head: the new credential, extensions.
    pub(super) rest: &'a [u8],
    attested: bool,
}

impl<'a> AuthenticatorData<'a> {
    /// Reads it, and checks for whom it was made, that somebody was there and that the authenticator made sure who.
    pub(super) fn read(bytes: &'a [u8], party: RelyingParty<'_>) -> Result<Self, Refused> {
        let (head, rest) = bytes.split_at_checked(HEAD).ok_or(Refused::Unreadable("authenticator data"))?;
        if head[..32] != *digest(&SHA256, party.id.as_bytes()).as_ref() {
            return Err(Refused::RelyingParty);
        }
        let flags = head[32];
        if flags & PRESENT == 0 || flags & VERIFIED == 0 {
            return Err(Refused::User);
        }
        let backup = Backup { eligible: flags & ELIGIBLE != 0, done: flags & BACKED_UP != 0 };
        if backup.done && !backup.eligible {
            return Err(Refused::Backup);
        }
        let counter = u32::from_be_bytes([head[33], head[34], head[35], head[36]]);
        Ok(Self { counter, backup, rest, attested: flags & ATTESTED != 0 })
    }

    /// The id of the new credential and its public key in COSE, as far as that goes (section 6.5.1).
    pub(super) fn credential(&self) -> Result<(&'a [u8], &'a [u8]), Refused> {
        let unreadable = || Refused::Unreadable("attested credential data");
        if !self.attested {
            return Err(unreadable());
        }
        // Sixteen bytes say which make the authenticator is of, which nobody asked.
        let (_, rest) = self.rest.split_at_checked(16).ok_or_else(unreadable)?;
        let (length, rest) = rest.split_at_checked(2).ok_or_else(unreadable)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if length == 0 || length > super::LONGEST_CREDENTIAL {
            return Err(unreadable());
        }
        rest.split_at_checked(length).ok_or_else(unreadable)
    }
}
