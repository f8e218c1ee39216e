//! Moving all that a portal has into another, when the two become one: [`export`] writes it to a directory, sealed
//! for whoever has the key file; [`absorb`] takes it in, in batches, however often it is interrupted.
//!
//! Accounts and dossiers keep their ids, so that a page of the old portal is found under the same path at the new one,
//! and so that the same export taken in twice is taken in once. A link is not moved: a new one takes its place, whose
//! proof is the old one, and the issuer confirms it (`docs/LINKING.md`).

mod absorb;
mod accounts;
mod dossiers;
mod export;
mod file;
mod links;
mod report;
mod sealed;

pub use absorb::{AbsorbError, Absorbing, absorb};
pub use export::{ExportError, Exported, Leaving, export};
pub use file::{Manifest, ManifestError};
pub use report::{NotTaken, Report, Why};

use onedoor_storage::services::moving::{AccountRow, DossierRow};
use serde::{Deserialize, Serialize};

/// A line of the file of accounts.
#[derive(Clone, Serialize, Deserialize)]
struct AccountLine {
    #[serde(flatten)]
    row: AccountRow,
    /// The national number.
    number: Option<String>,
    /// What issuers told and the owner has not answered yet.
    #[serde(default)]
    offers: Vec<OfferLine>,
}

/// A contact that waits for the owner's answer.
#[derive(Clone, Serialize, Deserialize)]
struct OfferLine {
    kind: String,
    issuer: String,
    value: String,
    proven: bool,
    told_at: onedoor_base::Timestamp,
}

/// A line of the file of dossiers.
#[derive(Clone, Serialize, Deserialize)]
struct DossierLine {
    #[serde(flatten)]
    row: DossierRow,
    /// What the applicant wrote: JSON.
    content: String,
    /// What proves to the portal that sent the applicant who reports: JSON.
    #[serde(default)]
    arrival_sealed: Option<String>,
}

/// A line of the file of links.
#[derive(Clone, Serialize, Deserialize)]
struct LinkLine {
    id: onedoor_base::LinkId,
    account: onedoor_base::LocalAccountId,
    issuer: String,
    /// The issuer does not speak the linking interface.
    one_sided: bool,
    /// Why the portal has suspended it, if it has.
    suspended: Option<String>,
    evidence: onedoor_linking_protocol::Evidence,
}
