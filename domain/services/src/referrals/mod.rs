//! Sending people on: a national portal's procedures are decided by provinces, so that whoever applies
//! there is sent to the province's portal, and the dossier shows at both.
//!
//! A **referral** is a row at the national portal; a capability that nobody can guess goes with the
//! person. The province's portal keeps it with the dossier and reports with it what becomes of that.
//! The person's browser comes back to the national portal once, so that the referral's owner vouches for
//! exactly this arrival: a referral that was passed on to somebody else carries nothing back.

mod referral;
mod report;
mod served;

#[cfg(test)]
mod tests;

pub use referral::{ARRIVES_WITHIN, FOLLOWED_FOR, NotVouched, Referral, Vouched};
pub use report::{Heard, NotHeard, Report};
pub use served::{MalformedSpan, Served};
