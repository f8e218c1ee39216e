//! What every site has in common: who visits, cookies, forms, refusals and their pages, sessions,
//! limits, one-time codes, hashing, jobs.
//!
//! A site is an axum router made by [`site_router`]: its pages stand inside the frame, which finds out
//! who visits ([`Visit`]), gives a refusal its page in the visitor's language ([`Refused`]) and sets
//! the protecting headers; its endpoints for programs stand outside.

pub mod addressee;
mod asked;
mod common;
mod cookies;
mod frame;
mod patience;
mod posted;
mod refused;
mod return_to;
mod settings;
mod site;
mod switch;
mod system;
mod texting;
mod told;
mod upload;
mod visit;

pub mod activity;
pub mod advice;
pub mod again;
pub mod alarms;
pub mod audit;
pub mod challenge;
pub mod code;
pub mod copy;
pub mod draft;
pub mod fresh;
pub mod interface;
pub mod jobs;
pub mod limits;
pub mod mail;
pub mod passwords;
pub mod phone_change;
pub mod refusals;
pub mod register;
pub mod session;
pub mod telling;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tries;
pub mod upkeep;

pub use asked::{Asked, of_link};
pub use common::site_router;
pub use fresh::FreshVisit;
pub use patience::Patience;
pub use posted::{Late, Nothing, Posted};
pub use refused::Refused;
pub use return_to::ReturnTo;
pub use settings::Settings;
pub use site::{FormTargets, HasSite, Site};
pub use system::{SystemClock, SystemRandomness};
pub use texting::TextLimits;
pub use upload::{Upload, UploadedFile};
pub use visit::{Facts, Peer, SignedInVisit, Visit, network_key, network_of, see_other, with_news};
