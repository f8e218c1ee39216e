//! A client, a request of its, and keys.

use std::sync::LazyLock;

use onedoor_oidc::authorize::{AuthorizationRequest, AuthorizeError, Endpoint, read};
use onedoor_oidc::client::{
    BackchannelLogout, Client, ClientAuthentication, GrantType, SecretDigest, SubjectType,
};
use onedoor_oidc::keys::{Algorithm, Jwks, SigningKey, VerificationKeys};
use onedoor_oidc::{Parameters, Scopes};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const NOW: i64 = 1_750_000_000;
/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// RFC 7636 appendix B.
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) static ES256: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(Algorithm::Es256).unwrap());
pub(crate) static RS256: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(Algorithm::Rs256).unwrap());

pub(crate) fn keys() -> VerificationKeys {
    let set = Jwks { keys: vec![ES256.jwk().clone(), RS256.jwk().clone()] };
    VerificationKeys::from_jwks(&Jwks::parse(&set.to_json()).unwrap())
}

pub(crate) fn scopes(text: &str) -> Scopes {
    Scopes::parse(text).unwrap()
}

pub(crate) fn portal() -> Client {
    Client {
        client_id: "portal".to_owned(),
        name: "A portal".to_owned(),
        names: [("vi".to_owned(), "Một cổng".to_owned())].into(),
        redirect_uris: vec!["https://portal.example/callback".to_owned()],
        post_logout_redirect_uris: vec!["https://portal.example/".to_owned()],
        backchannel_logout: Some(BackchannelLogout {
            uri: "https://portal.example/logout".to_owned(),
            session_required: true,
        }),
        linking_endpoint: Some("https://portal.example/linking/v1".to_owned()),
        fingerprint_keys: Vec::new(),
        fingerprints_per_day: 0,
        authentication: ClientAuthentication::ClientSecretBasic(SecretDigest::of("p@ss: word&=")),
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        scopes: scopes("openid profile phone offline_access"),
        id_token_alg: Algorithm::Es256,
        subject_type: SubjectType::Pairwise("portal.example".to_owned()),
        require_pushed: false,
        first_party: false,
        default_acr: None,
        resource_server: false,
    }
}

pub(crate) const GOOD: &[(&str, &str)] = &[
    ("client_id", "portal"),
    ("redirect_uri", "https://portal.example/callback"),
    ("response_type", "code"),
    ("scope", "openid profile"),
    ("state", "st4te"),
    ("nonce", "n0nce"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
];

/// The good request with some parameters replaced, added, or (by an empty value) taken out.
pub(crate) fn request_with(changes: &[(&str, &str)]) -> Parameters {
    let kept = GOOD.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    params(&kept.chain(changes).copied().collect::<Vec<_>>())
}

pub(crate) fn params(pairs: &[(&str, &str)]) -> Parameters {
    Parameters::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
        .unwrap()
}

pub(crate) fn authorize(changes: &[(&str, &str)]) -> Result<AuthorizationRequest, AuthorizeError> {
    read(Endpoint::Authorize, &request_with(changes), Some(&portal()))
}

/// The error code, and whether it goes back to the relying party.
pub(crate) fn refused(changes: &[(&str, &str)]) -> (&'static str, bool) {
    let error = authorize(changes).unwrap_err();
    (error.code.as_str(), error.return_to.is_some())
}
