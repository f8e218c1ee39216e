//! A signed-in browser, at an identity site or at a portal.

use std::time::Duration;

use crate::{AuthenticationLevel, Factor, IdentityLevel, SessionId, Subject, Timestamp};

/// How long a session lives without being used.
pub const SESSION_IDLE: Duration = Duration::from_mins(30);
/// How long a session lives at most.
pub const SESSION_LIFE: Duration = Duration::from_hours(12);
/// How old "last seen" may grow before it is written anew: not every page view is a write.
pub const SESSION_TOUCH: Duration = Duration::from_mins(2);

/// Where a session comes from, if another site signed the person in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// The issuer of the identity token.
    pub issuer: String,
    /// Its name for the person.
    pub subject: String,
    /// Its name for the session there (`sid`), by which it can end this one.
    pub sid: Option<String>,
}

/// A session as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id; not the cookie's value.
    pub id: SessionId,
    /// Whose it is.
    pub subject: Subject,
    /// Its owner's name, as the head of the page greets.
    pub display_name: String,
    /// What was shown to sign in.
    pub factors: Vec<Factor>,
    /// How well the person was known when it began.
    pub identity: IdentityLevel,
    /// When the person last proved that it is they.
    pub authenticated_at: Timestamp,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to within [`SESSION_TOUCH`].
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// When it was ended, if it was.
    pub ended_at: Option<Timestamp>,
    /// The browser, as it called itself.
    pub user_agent: String,
    /// The address that it was begun from.
    pub network: String,
    /// The site that signed the person in, if it was not this one.
    pub upstream: Option<Upstream>,
}

impl Session {
    /// Whether it still signs somebody in at `now`.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at && now < self.seen_at.after(SESSION_IDLE)
    }

    /// Whether "last seen" should be written anew.
    pub fn wants_touch(&self, now: Timestamp) -> bool {
        now >= self.seen_at.after(SESSION_TOUCH)
    }

    /// How well its owner was authenticated.
    pub fn authentication(&self) -> AuthenticationLevel {
        AuthenticationLevel::of(&self.factors)
    }
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// Its owner signed out.
    SignedOut,
    /// A new sign-in in the same browser took its place.
    Replaced,
    /// Its owner ended it from the list.
    EndedByOwner,
    /// The site that signed the person in said so.
    UpstreamLogout,
    /// The password was set anew.
    PasswordChanged,
    /// A link that it was built on ended.
    LinkEnded,
    /// The account was linked, and whoever linked it did not open this session.
    Unproven,
    /// Its account was merged into another one.
    Merged,
    /// The account was closed.
    AccountClosed,
    /// The site's staff ended it.
    EndedByStaff,
    /// The account was locked.
    AccountLocked,
}

impl SessionEnd {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Replaced => "replaced",
            Self::EndedByOwner => "ended_by_owner",
            Self::UpstreamLogout => "upstream_logout",
            Self::PasswordChanged => "password_changed",
            Self::LinkEnded => "link_ended",
            Self::Unproven => "unproven",
            Self::Merged => "merged",
            Self::AccountClosed => "account_closed",
            Self::EndedByStaff => "ended_by_staff",
            Self::AccountLocked => "account_locked",
        }
    }
}
