use onedoor_oidc::backchannel::LogoutTokenError;
use onedoor_oidc::id_token::IdTokenError;
use onedoor_oidc::security_event::SecurityEventError;
use onedoor_oidc::signed_request::RequestError;

/// Why a sign-in at another provider did not come about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It cannot be reached, broke off, or says itself that it cannot: later may help.
    #[error("the provider does not answer: {0}")]
    Down(String),
    /// It did not answer in the time that we wait: later may help.
    #[error("the provider does not answer in time")]
    Slow,
    /// It answers, but not what such a provider answers.
    #[error("the provider's {0} cannot be used")]
    Nonsense(&'static str),
    /// It refused, with the protocol's word for it: `invalid_grant`, `invalid_client`, …
    #[error("the provider refused: {0}")]
    Refused(String),
    /// Its ID token broke a rule: whatever it says, it is not believed.
    #[error("the identity token is not believed: {0}")]
    Untrusted(#[from] IdTokenError),
    /// Its logout token broke a rule.
    #[error("the logout token is not believed: {0}")]
    UntrustedLogout(#[from] LogoutTokenError),
    /// Its proof of a request broke a rule.
    #[error("the proof of the request is not believed: {0}")]
    UntrustedRequest(#[from] RequestError),
    /// Its security event broke a rule.
    #[error("the security event is not believed: {0}")]
    UntrustedEvent(#[from] SecurityEventError),
}

impl Trouble {
    /// Whether the same again may work later, without anybody changing anything.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Down(_) | Self::Slow)
    }
}
