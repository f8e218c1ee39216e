use crate::Scopes;

/// The life of a refresh token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefreshState {
    /// Not used yet.
    Fresh,
    /// Exchanged for its successor.
    Rotated,
    /// It, or the grant it hangs on, was ended.
    Revoked,
}

/// What is remembered of a refresh token, and what is brought with it.
#[derive(Debug, Clone, Copy)]
pub struct RefreshFacts<'a> {
    /// To whom it was given.
    pub client_id: &'a str,
    /// Where it stands.
    pub state: RefreshState,
    /// Until when it may be exchanged, in seconds; not at that second any more.
    pub expires_at: i64,
    /// What the person granted.
    pub granted: &'a Scopes,
    /// Who brings it, authenticated.
    pub presented_client_id: &'a str,
    /// The `scope` that is brought along.
    pub wanted: Option<&'a Scopes>,
}

/// What to do with a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshVerdict {
    /// Mark it rotated, hand out a successor and an access token for these scopes.
    Rotate(Scopes),
    /// It was rotated before: either the client or a thief has a copy, and we cannot tell which.
    /// Revoke every token of the grant (RFC 9700 section 4.14.2), and refuse.
    RevokeGrant,
    /// Refuse, for this reason.
    Refuse(RefreshRefusal),
}

/// Why a refresh token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefreshRefusal {
    /// `invalid_grant`: it was given to somebody else.
    #[error("the refresh token was given to another client")]
    OtherClient,
    /// `invalid_grant`: it was ended.
    #[error("the refresh token was revoked")]
    Revoked,
    /// `invalid_grant`: it came too late.
    #[error("the refresh token has expired")]
    Expired,
    /// `invalid_scope`: more is asked than was granted (RFC 6749 section 6).
    #[error("scope asks for more than was granted")]
    MoreThanGranted,
}

/// Whether a refresh token is good.
pub fn judge_refresh(facts: &RefreshFacts<'_>, now: i64) -> RefreshVerdict {
    if facts.client_id != facts.presented_client_id {
        return RefreshVerdict::Refuse(RefreshRefusal::OtherClient);
    }
    match facts.state {
        RefreshState::Rotated => return RefreshVerdict::RevokeGrant,
        RefreshState::Revoked => return RefreshVerdict::Refuse(RefreshRefusal::Revoked),
        RefreshState::Fresh => {}
    }
    if now >= facts.expires_at {
        return RefreshVerdict::Refuse(RefreshRefusal::Expired);
    }
    match facts.wanted {
        None => RefreshVerdict::Rotate(facts.granted.clone()),
        Some(wanted) if facts.granted.covers(wanted) => RefreshVerdict::Rotate(wanted.clone()),
        Some(_) => RefreshVerdict::Refuse(RefreshRefusal::MoreThanGranted),
    }
}
