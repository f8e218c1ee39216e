//! A portal: its own accounts, its procedures, and the dossiers that people submit there.
//!
//! [`Portal`] is the state of the router that [`portal_router`] makes; [`Profile`] says what kind of
//! portal it is. Signing in through a national identity and linking stand in [`linking`]; they share
//! [`verify_local_credentials`] with the portal's own sign-in.

mod administration;
mod choice;
mod closing;
mod contacts;
mod copy;
mod credentials;
mod dossiers;
mod draft;
mod identification;
mod interface;
mod moved;
mod needed;
mod pages;
mod parties;
mod place;
mod portal;
mod profile;
pub mod referrals;
mod refused;
mod reset;
mod router;
mod routes;
mod sessions;
mod told;
mod writer;
mod written;

#[cfg(test)]
mod tests;

pub mod counter;
pub mod import;
pub mod linking;
pub mod moving;
pub mod numbers;
pub mod prepare;
pub mod seed;

pub use administration::jobs as administration_jobs;
pub use choice::{Asked, OrganisationChoice, Question};
pub use credentials::{
    Credentials, GivenFor, NotVerified, Verified, known_user_name, made_up_user_name,
    verify_local_credentials,
};
pub use pages::all_samples;
pub use portal::{Portal, PortalFacts};
pub use profile::{Moved, PortalKind, Profile, Way};
pub use reset::jobs;
pub use router::{navigation, portal_router};
pub use sessions::sign_in_of;
