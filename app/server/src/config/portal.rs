use schemars::JsonSchema;
use serde::Deserialize;

use super::identity::ClientProof;
use super::{SecretSource, WebAddress};

/// A portal with local accounts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PortalConfig {
    /// The identity providers that people may sign in with, in the order in which they are offered.
    #[serde(default)]
    pub upstreams: Vec<UpstreamConfig>,
}

/// An identity provider that people may sign in with.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpstreamConfig {
    /// A short name for it in addresses: small letters, digits and `-`, unique.
    pub key: String,
    /// Its issuer, exactly as its discovery document says.
    pub issuer: WebAddress,
    /// The name under which it knows this portal.
    pub client_id: String,
    /// How this portal proves itself there.
    #[serde(default)]
    pub authentication: ClientProof,
    /// The secret that it proves itself with; needed unless `authentication` is `none`.
    pub secret: Option<SecretSource>,
}
