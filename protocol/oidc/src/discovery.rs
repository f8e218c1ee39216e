//! What a provider says about itself (OpenID Connect Discovery section 3, RFC 8414, RFC 9126 section 5,
//! RFC 9207 section 3), and the checks by which a relying party does not mix providers up.

use serde::{Deserialize, Serialize};

/// The path below the issuer at which the document stands.
pub const PATH: &str = "/.well-known/openid-configuration";

/// The document. Members that we neither send nor read are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "the document has them")]
pub struct ProviderMetadata {
    /// The provider's name for itself; an address.
    pub issuer: String,
    /// Where browsers go to sign in.
    pub authorization_endpoint: String,
    /// Where codes are exchanged.
    pub token_endpoint: String,
    /// Where the keys are.
    pub jwks_uri: String,
    /// Where claims are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_endpoint: Option<String>,
    /// Where tokens are looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<String>,
    /// Where tokens are ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    /// Where requests are pushed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pushed_authorization_request_endpoint: Option<String>,
    /// Where browsers go to sign out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_session_endpoint: Option<String>,
    /// Where portals speak of links (ours; `docs/LINKING.md`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onedoor_linking_endpoint: Option<String>,
    /// Where people see their links with all systems, and make and end them; ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onedoor_links_page: Option<String>,
    /// Scopes that may be asked for.
    pub scopes_supported: Vec<String>,
    /// `code`.
    pub response_types_supported: Vec<String>,
    /// `query`, `form_post`.
    pub response_modes_supported: Vec<String>,
    /// `authorization_code`, `refresh_token`.
    pub grant_types_supported: Vec<String>,
    /// Assurance that can be reached, lowest first.
    pub acr_values_supported: Vec<String>,
    /// `pairwise`, `public`.
    pub subject_types_supported: Vec<String>,
    /// How ID tokens are signed.
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// How clients prove themselves.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// `S256`.
    pub code_challenge_methods_supported: Vec<String>,
    /// `normal`.
    pub claim_types_supported: Vec<String>,
    /// Claims that may be asked for.
    pub claims_supported: Vec<String>,
    /// Languages of the pages.
    pub ui_locales_supported: Vec<String>,
    /// Values of `prompt`.
    pub prompt_values_supported: Vec<String>,
    /// Whether `claims` is read.
    pub claims_parameter_supported: bool,
    /// Whether it is told how claims were verified (OpenID Connect for Identity Assurance 1.0, section 7).
    #[serde(skip_serializing_if = "is_no")]
    pub verified_claims_supported: bool,
    /// By whose rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trust_frameworks_supported: Vec<String>,
    /// Which claims.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims_in_verified_claims_supported: Vec<String>,
    /// By what evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence_supported: Vec<String>,
    /// By which documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents_supported: Vec<String>,
    /// How documents are checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents_check_methods_supported: Vec<String>,
    /// By which registers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub electronic_records_supported: Vec<String>,
    /// Whether `request` is read.
    pub request_parameter_supported: bool,
    /// Whether `request_uri` is read, other than pushed ones. The default is true, sadly.
    #[serde(default = "yes")]
    pub request_uri_parameter_supported: bool,
    /// Whether answers carry `iss`.
    pub authorization_response_iss_parameter_supported: bool,
    /// Whether ended sessions are told to clients.
    pub backchannel_logout_supported: bool,
    /// Whether it is told which session.
    pub backchannel_logout_session_supported: bool,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn is_no(said: &bool) -> bool {
    !said
}

/// What differs between our providers.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The issuer, an address without a slash at the end.
    pub issuer: &'a str,
    /// Scopes, `openid` among them.
    pub scopes: &'a [&'a str],
    /// Claims.
    pub claims: &'a [&'a str],
    /// Assurance, lowest first.
    pub acr_values: &'a [&'a str],
    /// Languages.
    pub languages: &'a [&'a str],
    /// What is told of how people were verified.
    pub verified: Verified<'a>,
}

/// What a provider tells of how people were verified.
#[derive(Debug, Clone, Copy)]
pub struct Verified<'a> {
    /// By whose rules.
    pub trust_frameworks: &'a [&'a str],
    /// Which claims.
    pub claims: &'a [&'a str],
    /// Which documents; how they are checked.
    pub documents: (&'a [&'a str], &'a [&'a str]),
    /// Which registers.
    pub records: &'a [&'a str],
}

/// The paths of the endpoints below the issuer.
#[derive(Debug, Clone, Copy)]
pub struct Paths<'a> {
    /// Authorization.
    pub authorize: &'a str,
    /// Token.
    pub token: &'a str,
    /// Keys.
    pub jwks: &'a str,
    /// Userinfo.
    pub userinfo: &'a str,
    /// Introspection.
    pub introspect: &'a str,
    /// Revocation.
    pub revoke: &'a str,
    /// Pushed requests.
    pub push: &'a str,
    /// Logout.
    pub end_session: &'a str,
    /// Links.
    pub linking: &'a str,
    /// The page of a person's links.
    pub links_page: &'a str,
}

impl ProviderMetadata {
    /// The document of a provider that does all that this crate has rules for.
    pub fn of(offer: &Offer<'_>, paths: &Paths<'_>) -> Self {
        let at = |path: &str| format!("{}{path}", offer.issuer);
        Self {
            issuer: offer.issuer.to_owned(),
            authorization_endpoint: at(paths.authorize),
            token_endpoint: at(paths.token),
            jwks_uri: at(paths.jwks),
            userinfo_endpoint: Some(at(paths.userinfo)),
            introspection_endpoint: Some(at(paths.introspect)),
            revocation_endpoint: Some(at(paths.revoke)),
            pushed_authorization_request_endpoint: Some(at(paths.push)),
            end_session_endpoint: Some(at(paths.end_session)),
            onedoor_linking_endpoint: Some(at(paths.linking)),
            onedoor_links_page: Some(at(paths.links_page)),
            scopes_supported: owned(offer.scopes),
            response_types_supported: owned(&["code"]),
            response_modes_supported: owned(&["query", "form_post"]),
            grant_types_supported: owned(&["authorization_code", "refresh_token"]),
            acr_values_supported: owned(offer.acr_values),
            subject_types_supported: owned(&["pairwise", "public"]),
            id_token_signing_alg_values_supported: owned(&["ES256", "RS256"]),
            token_endpoint_auth_methods_supported: owned(&[
                "client_secret_basic",
                "client_secret_post",
                "none",
            ]),
            code_challenge_methods_supported: owned(&["S256"]),
            claim_types_supported: owned(&["normal"]),
            claims_supported: owned(offer.claims),
            ui_locales_supported: owned(offer.languages),
            prompt_values_supported: owned(&["none", "login", "consent", "select_account"]),
            claims_parameter_supported: true,
            verified_claims_supported: true,
            trust_frameworks_supported: owned(offer.verified.trust_frameworks),
            claims_in_verified_claims_supported: owned(offer.verified.claims),
            evidence_supported: owned(&["document", "electronic_record"]),
            documents_supported: owned(offer.verified.documents.0),
            documents_check_methods_supported: owned(offer.verified.documents.1),
            electronic_records_supported: owned(offer.verified.records),
            request_parameter_supported: false,
            request_uri_parameter_supported: false,
            authorization_response_iss_parameter_supported: true,
            backchannel_logout_supported: true,
            backchannel_logout_session_supported: true,
        }
    }

    /// The document as it is published.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and booleans serialise")
    }

    /// Reads the document of the provider that was asked; it has to be that provider's
    /// (Discovery section 4.3), and to name all that a sign-in needs.
    pub fn parse(json: &[u8], issuer: &str) -> Result<Self, DiscoveryError> {
        let document: Self = serde_json::from_slice(json).map_err(|_| DiscoveryError::Malformed)?;
        if document.issuer != issuer {
            return Err(DiscoveryError::OtherIssuer);
        }
        let needed = [&document.authorization_endpoint, &document.token_endpoint, &document.jwks_uri];
        if needed.into_iter().any(String::is_empty) {
            return Err(DiscoveryError::Incomplete);
        }
        Ok(document)
    }

    /// Whether an answer came from this provider (RFC 9207 section 2.4): an `iss` that was sent must be
    /// this one, and one that was promised must have been sent.
    pub fn check_response_issuer(&self, iss: Option<&str>) -> Result<(), MixedUp> {
        match iss {
            Some(iss) if iss == self.issuer => Ok(()),
            None if !self.authorization_response_iss_parameter_supported => Ok(()),
            _ => Err(MixedUp),
        }
    }
}

fn owned(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

/// A document that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// Not such a document.
    #[error("not a provider's metadata document")]
    Malformed,
    /// The document of another provider.
    #[error("the document names another issuer than the one that was asked")]
    OtherIssuer,
    /// An endpoint is missing.
    #[error("the document does not name every endpoint that a sign-in needs")]
    Incomplete,
}

/// The answer did not come from the provider that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer comes from another issuer than the one that was asked")]
pub struct MixedUp;
