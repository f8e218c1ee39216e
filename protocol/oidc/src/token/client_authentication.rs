use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

use crate::client::ClientAuthentication;
use crate::token::TokenError;
use crate::{Client, Parameters};

/// The longest `Authorization` header that is read.
const LONGEST_HEADER: usize = 2048;

/// How a caller names and proves itself, before we know whether it is true.
#[derive(Clone, PartialEq, Eq)]
pub enum Presented {
    /// By an `Authorization: Basic` header.
    Basic {
        /// Who.
        client_id: String,
        /// The secret in the clear.
        secret: String,
    },
    /// By name and secret in the form.
    Post {
        /// Who.
        client_id: String,
        /// The secret in the clear.
        secret: String,
    },
    /// By name alone.
    Name {
        /// Who.
        client_id: String,
    },
}

impl std::fmt::Debug for Presented {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let way = match self {
            Self::Basic { .. } => "Basic",
            Self::Post { .. } => "Post",
            Self::Name { .. } => "Name",
        };
        write!(f, "{way}({})", self.client_id())
    }
}

impl Presented {
    /// Reads the `Authorization` header and the form; more than one way at once is refused
    /// (RFC 6749 section 2.3).
    pub fn read(authorization: Option<&str>, params: &Parameters) -> Result<Self, TokenError> {
        let (id, secret) = (params.get("client_id"), params.get("client_secret"));
        if params.get("client_assertion").is_some() {
            return Err(TokenError::client("client assertions are not supported", authorization.is_some()));
        }
        match (authorization, id, secret) {
            (Some(_), _, Some(_)) => {
                Err(TokenError::request("the client must prove itself in one way, not in two"))
            }
            (Some(header), named, None) => {
                let (client_id, secret) = basic(header)
                    .ok_or_else(|| TokenError::client("the Authorization header is malformed", true))?;
                if named.is_some_and(|named| named != client_id) {
                    return Err(TokenError::request("client_id differs from the Authorization header"));
                }
                Ok(Self::Basic { client_id, secret })
            }
            (None, Some(id), Some(secret)) => {
                Ok(Self::Post { client_id: id.to_owned(), secret: secret.to_owned() })
            }
            (None, Some(id), None) => Ok(Self::Name { client_id: id.to_owned() }),
            (None, None, _) => Err(TokenError::client("the client does not say who it is", false)),
        }
    }

    /// Who it says it is.
    pub fn client_id(&self) -> &str {
        match self {
            Self::Basic { client_id, .. } | Self::Post { client_id, .. } | Self::Name { client_id } => {
                client_id
            }
        }
    }
}

/// Name and secret of a Basic header; both are form-encoded within (RFC 6749 section 2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") || header.len() > LONGEST_HEADER {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

fn form_decoded(text: &str) -> Option<String> {
    // As the value of a nameless pair; a bare `&` or `=` would have been encoded by a correct client,
    // and is taken as it stands from the others.
    let escaped = text.replace('&', "%26").replace('=', "%3D");
    let (decoded, _) = form_urlencoded::parse(escaped.as_bytes()).next().unwrap_or_default();
    (!decoded.chars().any(char::is_control)).then(|| decoded.into_owned())
}

/// Whether the caller is the client it says it is, in the way that the client is registered for.
/// `client` is the registration found for [`Presented::client_id`]; unknown and wrong look the same.
pub fn authenticate(client: Option<&Client>, presented: &Presented) -> Result<(), TokenError> {
    let basic = matches!(presented, Presented::Basic { .. });
    let proven = match (client.map(|client| &client.authentication), presented) {
        (Some(ClientAuthentication::ClientSecretBasic(digest)), Presented::Basic { secret, .. })
        | (Some(ClientAuthentication::ClientSecretPost(digest)), Presented::Post { secret, .. }) => {
            digest.matches(secret)
        }
        (Some(ClientAuthentication::None), Presented::Name { .. }) => true,
        _ => false,
    };
    if proven { Ok(()) } else { Err(TokenError::client("the client could not be authenticated", basic)) }
}
