use crate::Parameters;

/// What came back from the authorization endpoint. Compare `state` first, then the issuer
/// ([`crate::discovery::ProviderMetadata::check_response_issuer`]); believe nothing before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// Which request is answered.
    pub state: &'a str,
    /// Who answers (RFC 9207).
    pub iss: Option<&'a str>,
    /// The answer.
    pub outcome: Outcome<'a>,
}

/// Yes or no.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// A code to exchange.
    Code(&'a str),
    /// No, with the protocol's name for it.
    Error(&'a str),
}

impl std::fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(_) => f.write_str("Code(…)"),
            Self::Error(error) => write!(f, "Error({error:?})"),
        }
    }
}

/// Not an answer of an authorization endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an answer of an authorization endpoint")]
pub struct MalformedAnswer;

impl<'a> Answer<'a> {
    /// Reads the query, or the form of `form_post`. The description of an error is not read: whoever
    /// wrote the address wrote it too, and people would believe it.
    pub fn read(params: &'a Parameters) -> Result<Self, MalformedAnswer> {
        let state = params.get("state").ok_or(MalformedAnswer)?;
        let outcome = match (params.get("code"), params.get("error")) {
            (Some(code), None) => Outcome::Code(code),
            (None, Some(error)) => Outcome::Error(error),
            _ => return Err(MalformedAnswer),
        };
        Ok(Self { state, iss: params.get("iss"), outcome })
    }
}
