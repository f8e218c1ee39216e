use onedoor_base::Timestamp;

use crate::dossiers::DossierState;

/// What a province's portal tells of a dossier: no more than its owner needs to find it and to know where
/// it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The dossier's number, as its portal writes it.
    pub number: String,
    /// What the procedure is called there.
    pub procedure: String,
    /// Where it stands; never a draft.
    pub state: DossierState,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// When its state last changed.
    pub changed_at: Timestamp,
    /// Where its owner opens it, on the portal that reports.
    pub address: String,
    /// Grows with each change of the state, from 1: the greater is the later.
    pub version: u32,
}

/// A report was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It says something new.
    News,
    /// It was known, or something later is.
    Known,
}

/// Why a report is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotHeard {
    /// The referral's owner did not vouch for this arrival.
    #[error("unvouched_arrival")]
    AnotherArrival,
    /// The referral is too old.
    #[error("expired")]
    Expired,
    /// The referral is for another dossier.
    #[error("another_dossier")]
    AnotherDossier,
    /// The number, the procedure, the state or the version is none.
    #[error("malformed_report")]
    Malformed,
    /// The address is not on the portal that the person was sent to.
    #[error("foreign_address")]
    ForeignAddress,
}

const LONGEST_NUMBER: usize = 64;
const LONGEST_NAME: usize = 300;
const LONGEST_ADDRESS: usize = 500;

impl Report {
    /// Whether it can be what the portal at `origin` may say.
    pub fn check(&self, origin: &str) -> Result<(), NotHeard> {
        let number = !self.number.is_empty()
            && self.number.len() <= LONGEST_NUMBER
            && self.number.bytes().all(|b| b.is_ascii_graphic());
        let name = !self.procedure.trim().is_empty()
            && self.procedure.chars().count() <= LONGEST_NAME
            && !self.procedure.chars().any(char::is_control);
        if !number || !name || self.state == DossierState::Draft || self.version == 0 {
            return Err(NotHeard::Malformed);
        }
        // Browsers go elsewhere with a backslash or a control character in the path.
        let plain = self.address.len() <= LONGEST_ADDRESS
            && self.address.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        let path = self.address.strip_prefix(origin).filter(|path| path.starts_with('/'));
        if plain && path.is_some() { Ok(()) } else { Err(NotHeard::ForeignAddress) }
    }
}
