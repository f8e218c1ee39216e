#![doc = include_str!("../README.md")]

mod ask;
mod code;
mod describe;
mod event;
mod fingerprints;
mod merged;
mod organisations;
mod report;

pub use ask::LinkRequest;
pub use code::{Code, PROBLEM_JSON, Problem};
pub use describe::{Description, VERSION, Way};
pub use event::{
    CONTACT_CHANGED, ContactChanged, ENDED, IDENTITY_CHANGED, IdentityChanged, LINKED, LinkTold,
    SUBJECT_CHANGED, SUBJECT_RESTORED, SUSPENDED, SubjectChanged, SubjectRestored, of_standing,
};
pub use fingerprints::{
    Blinded, CANDIDATES, Candidates, CandidatesRequest, Evaluated, FINGERPRINTS, FingerprintKey,
    FingerprintKeys, Hint, MATCH_CLAIM,
};
pub use merged::{Merged, MergedLink, MergedRequest};
pub use organisations::{Choice, ORGANISATIONS, Organisations, OrganisationsAsked};
pub use report::{Entry, Evidence, LinkPage, Local, National, Part, Report, Told};

/// The path of the interface, on either side, below the endpoint that the other side knows.
pub const ROOT: &str = "/linking/v1";
/// Below it, where a link is asked for and links are listed.
pub const LINKS: &str = "/links";
/// Below it, where a portal takes security events.
pub const EVENTS: &str = "/events";
/// Below it, at an identity, where a portal asks for links of another that was merged into it.
pub const MERGED: &str = "/merged";

/// The largest body that is read, in bytes. A report with its evidence has less than two thousand.
pub const LARGEST: usize = 16 * 1024;
/// How many links one page of a list has at most.
pub const PAGE: usize = 200;

#[cfg(test)]
mod tests;
