use std::time::Duration;

use onedoor_base::{Digest, LocalAccountId, SigninId, Timestamp};

use crate::Purpose;

/// How long a person may take at the national identity. Registering there first takes a while.
pub const ATTEMPT_LIFE: Duration = Duration::from_mins(30);

/// A sign-in at a national identity, from the redirect to the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigninAttempt {
    /// Its id.
    pub id: SigninId,
    /// The digest of `state`, by which the answer finds it.
    pub state: Digest,
    /// The browser that was sent.
    pub browser: Digest,
    /// Under which key the portal knows the national sign-in.
    pub provider: String,
    /// The issuer that was asked.
    pub issuer: String,
    /// What the person came for.
    pub purpose: Purpose,
    /// The account that asked for the link, when it was asked for from the settings.
    pub account: Option<LocalAccountId>,
    /// Nonce and PKCE verifier, sealed.
    pub sealed: Vec<u8>,
    /// Where the person was heading for: a path of this site.
    pub return_to: String,
    /// When the browser was sent.
    pub created_at: Timestamp,
    /// When the answer came.
    pub answered_at: Option<Timestamp>,
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    /// The answer came into another browser than the one that was sent.
    #[error("the answer came into another browser")]
    OtherBrowser,
    /// An answer came before: the back button, a reloaded page, a replay.
    #[error("the attempt was answered before")]
    Answered,
    /// The answer came too late.
    #[error("the answer came too late")]
    Expired,
    /// Somebody else than the one who was asked answers (RFC 9207 section 2.4).
    #[error("another issuer answers than was asked")]
    MixedUp,
}

impl SigninAttempt {
    /// Takes the answer, once. `issuer` is the `iss` of the answer, if it has one; `must_name` says whether this
    /// issuer promises to send it (`authorization_response_iss_parameter_supported`).
    pub fn answer(
        self,
        browser: Digest,
        issuer: Option<&str>,
        must_name: bool,
        now: Timestamp,
    ) -> Result<Self, AnswerRefused> {
        if self.browser != browser {
            return Err(AnswerRefused::OtherBrowser);
        }
        if self.answered_at.is_some() {
            return Err(AnswerRefused::Answered);
        }
        if now >= self.created_at.after(ATTEMPT_LIFE) {
            return Err(AnswerRefused::Expired);
        }
        match issuer {
            Some(named) if named != self.issuer => Err(AnswerRefused::MixedUp),
            None if must_name => Err(AnswerRefused::MixedUp),
            _ => Ok(Self { answered_at: Some(now), ..self }),
        }
    }
}
