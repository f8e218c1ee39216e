use crate::pkce;

/// What is remembered of a code, and what is brought with it.
#[derive(Debug, Clone, Copy)]
pub struct CodeFacts<'a> {
    /// To whom it was given.
    pub client_id: &'a str,
    /// Where it was sent.
    pub redirect_uri: &'a str,
    /// The S256 challenge of the request.
    pub code_challenge: &'a str,
    /// Until when it may be exchanged, in seconds; not at that second any more.
    pub expires_at: i64,
    /// Whether it was exchanged already.
    pub used: bool,
    /// Who brings it, authenticated.
    pub presented_client_id: &'a str,
    /// The `redirect_uri` that is brought along.
    pub presented_redirect_uri: &'a str,
    /// The `code_verifier` that is brought along.
    pub presented_verifier: &'a str,
}

/// What to do with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeVerdict {
    /// Mark it used, hand out tokens.
    Exchange,
    /// It was used before: somebody has a copy. Revoke every token that came of it
    /// (RFC 6749 section 4.1.2), and refuse.
    RevokeGrant,
    /// `invalid_grant`, for this reason.
    Refuse(CodeRefusal),
}

/// Why a code is refused; for our log, the client is not told which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// It was given to somebody else.
    #[error("the code was given to another client")]
    OtherClient,
    /// It came too late.
    #[error("the code has expired")]
    Expired,
    /// It was sent elsewhere (RFC 6749 section 4.1.3).
    #[error("the redirect_uri differs from that of the request")]
    OtherRedirectUri,
    /// Whoever brings it did not start the request (RFC 7636 section 4.6).
    #[error("the verifier does not answer the challenge")]
    WrongVerifier,
}

/// Whether a code is good.
pub fn judge_code(facts: &CodeFacts<'_>, now: i64) -> CodeVerdict {
    if facts.client_id != facts.presented_client_id {
        return CodeVerdict::Refuse(CodeRefusal::OtherClient);
    }
    if facts.used {
        return CodeVerdict::RevokeGrant;
    }
    if now >= facts.expires_at {
        return CodeVerdict::Refuse(CodeRefusal::Expired);
    }
    if facts.redirect_uri != facts.presented_redirect_uri {
        return CodeVerdict::Refuse(CodeRefusal::OtherRedirectUri);
    }
    if !pkce::answers(facts.presented_verifier, facts.code_challenge) {
        return CodeVerdict::Refuse(CodeRefusal::WrongVerifier);
    }
    CodeVerdict::Exchange
}
