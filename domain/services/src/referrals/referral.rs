use std::time::Duration;

use onedoor_base::{Digest, LocalAccountId, ReferralId, Timestamp};

use super::{Heard, NotHeard, Report};
use crate::dossiers::ChosenPlace;
use crate::procedures::ProcedureCode;

/// How long somebody may be under way, signing in or registering, before the referral is too old.
pub const ARRIVES_WITHIN: Duration = Duration::from_hours(1);
/// How long reports are taken after the arrival: longer than any dossier is worked on.
pub const FOLLOWED_FOR: Duration = Duration::from_hours(24 * 365 * 3);

/// A person whom the national portal sent on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// Who was sent, by their account at the national portal.
    pub owner: LocalAccountId,
    /// What they apply for.
    pub procedure: ProcedureCode,
    /// Where.
    pub place: ChosenPlace,
    /// The origin of the portal that they were sent to.
    pub portal: String,
    /// The capability that went with them; only its digest is kept.
    pub capability: Digest,
    /// When.
    pub created_at: Timestamp,
    /// Until when it is good: an hour for arriving, then for as long as the dossier is followed.
    pub expires_at: Timestamp,
    /// The arrival that the owner vouched for, by the digest of its name.
    pub arrival: Option<Digest>,
    /// What was reported last.
    pub report: Option<Report>,
}

/// The owner stands behind an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// For the first time: good until then.
    Now(Timestamp),
    /// As before: a second click, the back button.
    Before,
}

/// Why nobody vouches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotVouched {
    /// It is another person's.
    #[error("of another account")]
    AnotherAccount,
    /// It has been used, in another browser or by somebody it was passed on to.
    #[error("used for another arrival")]
    AnotherArrival,
    /// They took too long.
    #[error("too old")]
    Expired,
}

impl Referral {
    /// Whether the person signed in as `account` may stand behind `arrival`.
    pub fn vouch(
        &self,
        account: LocalAccountId,
        arrival: Digest,
        now: Timestamp,
    ) -> Result<Vouched, NotVouched> {
        match (self.owner == account, self.arrival) {
            // Whose it is comes first: a stranger learns nothing else.
            (false, _) => Err(NotVouched::AnotherAccount),
            (true, Some(known)) if known != arrival => Err(NotVouched::AnotherArrival),
            (true, _) if self.expires_at <= now => Err(NotVouched::Expired),
            (true, Some(_)) => Ok(Vouched::Before),
            (true, None) => Ok(Vouched::Now(now.after(FOLLOWED_FOR))),
        }
    }

    /// Whether a report from `arrival` is taken, and whether it says anything new. Reports may come
    /// twice, late and in any order.
    pub fn hear(&self, arrival: Digest, report: &Report, now: Timestamp) -> Result<Heard, NotHeard> {
        if self.arrival != Some(arrival) {
            return Err(NotHeard::AnotherArrival);
        }
        if self.expires_at <= now {
            return Err(NotHeard::Expired);
        }
        report.check(&self.portal)?;
        match &self.report {
            // One capability is for one dossier.
            Some(known) if known.number != report.number => Err(NotHeard::AnotherDossier),
            Some(known) if known.version >= report.version => Ok(Heard::Known),
            _ => Ok(Heard::News),
        }
    }
}
