//! Ending a token (RFC 7009). The form is read by [`crate::introspection::TokenInQuestion::read`]; the
//! caller is authenticated as at the token endpoint.

use crate::introspection::TokenKind;
use crate::token::TokenError;

/// What to do with a token that a client wants ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationVerdict {
    /// Nothing: it is unknown or over. Answer 200 all the same (section 2.2).
    Nothing,
    /// End this access token.
    EndToken,
    /// End the whole grant: a refresh token goes with every token that came of it (section 2.1).
    EndGrant,
}

/// What to do with a token; `found` is what it is and whose, if it is known.
pub fn judge_revocation(
    client_id: &str,
    found: Option<(TokenKind, &str)>,
) -> Result<RevocationVerdict, TokenError> {
    match found {
        None => Ok(RevocationVerdict::Nothing),
        Some((_, owner)) if owner != client_id => {
            Err(TokenError::request("the token belongs to another client"))
        }
        Some((TokenKind::Access, _)) => Ok(RevocationVerdict::EndToken),
        Some((TokenKind::Refresh, _)) => Ok(RevocationVerdict::EndGrant),
    }
}
