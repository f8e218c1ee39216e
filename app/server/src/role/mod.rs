//! The two roles of a site, from their settings to what answers and works.

mod clients;
mod identity;
mod messages;
mod portal;
mod referrals;
mod serve;

pub(crate) use clients::client;
pub use identity::{IdentitySettings, identity};
pub(crate) use referrals::served;
pub(crate) use serve::look;

pub use portal::{PortalSettings, portal};
pub use serve::{CannotServe, Opened, site};
