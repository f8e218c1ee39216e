//! What a provider knows of a relying party: its registration
//! (OpenID Connect Dynamic Client Registration section 2 names the members).

use std::collections::BTreeMap;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::{Host, Url};

use crate::Scopes;
use crate::keys::Algorithm;

/// The registration of a relying party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// `client_id`.
    pub client_id: String,
    /// What people are told it is called.
    pub name: String,
    /// The same in other languages, by language tag (`client_name#vi`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// Where answers may go; compared byte for byte (RFC 9700 section 2.1).
    pub redirect_uris: Vec<String>,
    /// Where a person may be sent after signing out; compared byte for byte.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<String>,
    /// Where to tell it that a session has ended.
    #[serde(default)]
    pub backchannel_logout: Option<BackchannelLogout>,
    /// Where it speaks of links (`docs/LINKING.md`), without a slash at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linking_endpoint: Option<String>,
    /// By which keys national numbers are fingerprinted for it, by name, the newest first; none if it does not
    /// work with fingerprints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fingerprint_keys: Vec<String>,
    /// How many numbers it may have fingerprinted in a day.
    #[serde(default)]
    pub fingerprints_per_day: u32,
    /// How it proves itself at the token endpoint.
    pub authentication: ClientAuthentication,
    /// What it may exchange there.
    pub grant_types: Vec<GrantType>,
    /// What it may ask for.
    pub scopes: Scopes,
    /// How its ID tokens are signed.
    pub id_token_alg: Algorithm,
    /// How it sees subjects.
    pub subject_type: SubjectType,
    /// Whether it must push its requests first (RFC 9126 section 6).
    #[serde(default)]
    pub require_pushed: bool,
    /// Whether it belongs to the provider's own house, so that people are not asked for consent.
    #[serde(default)]
    pub first_party: bool,
    /// The assurance that is aimed for when a request names none.
    #[serde(default)]
    pub default_acr: Option<String>,
    /// Whether it may introspect tokens of other clients, being a resource server.
    #[serde(default)]
    pub resource_server: bool,
}

/// Where and how a relying party hears of a logout (OpenID Connect Back-Channel Logout section 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackchannelLogout {
    /// `backchannel_logout_uri`.
    pub uri: String,
    /// `backchannel_logout_session_required`.
    pub session_required: bool,
}

/// How a client proves itself (`token_endpoint_auth_method`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "method", content = "secret")]
pub enum ClientAuthentication {
    /// A public client: PKCE alone protects it.
    None,
    /// The secret in an `Authorization: Basic` header.
    ClientSecretBasic(SecretDigest),
    /// The secret in the form.
    ClientSecretPost(SecretDigest),
}

/// What a client may exchange at the token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantType {
    /// A code for tokens.
    AuthorizationCode,
    /// A refresh token for new tokens.
    RefreshToken,
}

/// How a client sees subjects (OpenID Connect Core section 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "sector")]
pub enum SubjectType {
    /// The same subject for every client.
    Public,
    /// A subject of its own for every sector; the sector identifier is a host name.
    Pairwise(String),
}

/// The SHA-256 of a client secret; a secret is long and random, so that no slow hash is needed.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretDigest([u8; 32]);

impl SecretDigest {
    /// The digest of a secret.
    pub fn of(secret: &str) -> Self {
        let mut out = [0; 32];
        out.copy_from_slice(digest(&SHA256, secret.as_bytes()).as_ref());
        Self(out)
    }

    /// Whether it is the digest of `secret`; takes the same time either way.
    pub fn matches(&self, secret: &str) -> bool {
        verify_slices_are_equal(&self.0, &Self::of(secret).0).is_ok()
    }
}

impl std::fmt::Debug for SecretDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretDigest(…)")
    }
}

impl Serialize for SecretDigest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for SecretDigest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(serde::de::Error::custom)?;
        let bytes = bytes.try_into().map_err(|_| serde::de::Error::custom("not 32 bytes"))?;
        Ok(Self(bytes))
    }
}

/// A registration that cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationError {
    /// No client id, or one with characters that RFC 6749 appendix A.1 does not allow.
    #[error("client_id is empty or has characters that are not allowed")]
    ClientId,
    /// No redirect URI.
    #[error("redirect_uris is empty")]
    NoRedirectUri,
    /// A URI that is relative, has a fragment, a user name or a character that no address has, or is plain
    /// HTTP to another machine.
    #[error("{0:?} is not an absolute https address without fragment (http only to this machine)")]
    Uri(String),
    /// A linking interface of a client that does not prove itself by Basic, or one with a query.
    #[error("linking_endpoint needs client_secret_basic, and is an address without a query")]
    Linking,
    /// `openid` is not among the scopes.
    #[error("scopes does not contain openid")]
    NoOpenid,
    /// A pairwise client without a sector.
    #[error("a pairwise client needs a sector")]
    NoSector,
    /// No `authorization_code` among the grant types.
    #[error("grant_types does not contain authorization_code")]
    NoCode,
}

impl Client {
    /// Whether the registration can be accepted.
    pub fn check(&self) -> Result<(), RegistrationError> {
        let id = self.client_id.as_bytes();
        if id.is_empty() || id.len() > 128 || !id.iter().all(|b| (0x20..=0x7e).contains(b)) {
            return Err(RegistrationError::ClientId);
        }
        if self.redirect_uris.is_empty() {
            return Err(RegistrationError::NoRedirectUri);
        }
        let programs = self.backchannel_logout.iter().map(|logout| &logout.uri).chain(&self.linking_endpoint);
        for uri in self.redirect_uris.iter().chain(&self.post_logout_redirect_uris).chain(programs) {
            if !is_acceptable_address(uri) {
                return Err(RegistrationError::Uri(uri.clone()));
            }
        }
        let basic = matches!(self.authentication, ClientAuthentication::ClientSecretBasic(_));
        if self.linking_endpoint.as_ref().is_some_and(|uri| !basic || uri.contains('?')) {
            return Err(RegistrationError::Linking);
        }
        if !self.scopes.contains("openid") {
            return Err(RegistrationError::NoOpenid);
        }
        if matches!(&self.subject_type, SubjectType::Pairwise(sector) if sector.is_empty()) {
            return Err(RegistrationError::NoSector);
        }
        if !self.may(GrantType::AuthorizationCode) {
            return Err(RegistrationError::NoCode);
        }
        Ok(())
    }

    /// What it is called in a language.
    pub fn name_in(&self, tag: &str) -> &str {
        self.names.get(tag).unwrap_or(&self.name)
    }

    /// Whether an address is registered for answers, byte for byte.
    pub fn has_redirect_uri(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|known| known == uri)
    }

    /// Whether an address is registered for the way back after signing out, byte for byte.
    pub fn has_post_logout_redirect_uri(&self, uri: &str) -> bool {
        self.post_logout_redirect_uris.iter().any(|known| known == uri)
    }

    /// Whether it may use a grant type.
    pub fn may(&self, grant: GrantType) -> bool {
        self.grant_types.contains(&grant)
    }
}

/// Absolute, without fragment and user name; plain HTTP only to this very machine. As it stands it goes into a
/// header: readers of addresses pass over spaces and line ends, headers do not.
fn is_acceptable_address(uri: &str) -> bool {
    if !uri.bytes().all(|b| b.is_ascii_graphic()) {
        return false;
    }
    let Ok(url) = Url::parse(uri) else { return false };
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && here);
    scheme && !uri.contains('#') && url.username().is_empty() && url.password().is_none()
}
