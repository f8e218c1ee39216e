//! From the configuration of a site to the site.

use std::collections::BTreeMap;
use std::path::Path;

use onedoor_base::Language;
use onedoor_oidc::Scopes;
use onedoor_oidc::client::{
    BackchannelLogout, Client, ClientAuthentication, GrantType, SecretDigest, SubjectType,
};
use onedoor_oidc::keys::Algorithm;

use crate::config;
use crate::config::{ClientConfig, ClientProof, Config, LanguageTag, Subjects, WebAddress};

/// What is told to a provider about a client.
pub(crate) fn client(config: &ClientConfig, base: &Path) -> Result<Client, String> {
    let digest = || -> Result<SecretDigest, String> {
        let source = config.secret.as_ref().ok_or("secret is missing")?;
        Ok(SecretDigest::of(source.read_proof(base)?.reveal()))
    };
    let authentication = match config.authentication {
        ClientProof::ClientSecretBasic => ClientAuthentication::ClientSecretBasic(digest()?),
        ClientProof::ClientSecretPost => ClientAuthentication::ClientSecretPost(digest()?),
        ClientProof::None => ClientAuthentication::None,
    };
    let texts = |addresses: &[WebAddress]| addresses.iter().map(|address| address.text.clone()).collect();
    let backchannel_logout = config
        .backchannel_logout_uri
        .as_ref()
        .map(|uri| BackchannelLogout { uri: uri.text.clone(), session_required: true });
    let client = Client {
        client_id: config.client_id.clone(),
        name: config.name.clone(),
        names: names(config),
        redirect_uris: texts(&config.redirect_uris),
        post_logout_redirect_uris: texts(&config.post_logout_redirect_uris),
        backchannel_logout,
        linking_endpoint: config.linking_endpoint.as_ref().map(|endpoint| endpoint.text.clone()),
        fingerprint_keys: config.fingerprint_keys.clone(),
        fingerprints_per_day: config.fingerprints_per_day,
        authentication,
        grant_types: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        scopes: Scopes::parse(&config.scopes.join(" ")).map_err(|error| error.to_string())?,
        id_token_alg: match config.id_token_alg {
            config::Algorithm::ES256 => Algorithm::Es256,
            config::Algorithm::RS256 => Algorithm::Rs256,
        },
        subject_type: match config.subjects {
            Subjects::Public => SubjectType::Public,
            Subjects::Pairwise => SubjectType::Pairwise(sector(config)),
        },
        require_pushed: config.require_pushed,
        first_party: config.first_party,
        default_acr: config.default_acr.clone(),
        resource_server: config.resource_server,
    };
    client.check().map_err(|error| error.to_string())?;
    Ok(client)
}

fn names(config: &ClientConfig) -> BTreeMap<String, String> {
    let tag = |language: LanguageTag| Language::from(language).tag().to_owned();
    config.names.iter().map(|(language, name)| (tag(*language), name.clone())).collect()
}

fn sector(config: &ClientConfig) -> String {
    let first = || config.redirect_uris.first()?.url.host_str().map(str::to_owned);
    config.sector.clone().or_else(first).unwrap_or_default()
}

/// Origins that the answer to a form may lead to: there and back between a portal and its identities, and
/// between a national portal and the provinces'.
pub(super) fn form_targets(config: &Config) -> Vec<String> {
    let identity = config.identity.iter().flat_map(|identity| &identity.clients);
    let clients =
        identity.flat_map(|client| client.redirect_uris.iter().chain(&client.post_logout_redirect_uris));
    let portal = config.portal.iter();
    let issuers = portal.clone().flat_map(|portal| &portal.upstreams).map(|upstream| &upstream.issuer);
    let provincial = portal.clone().flat_map(|portal| &portal.provincial).map(|portal| &portal.origin);
    let referrers = portal.flat_map(|portal| &portal.referrers).map(|portal| &portal.origin);
    let others = issuers.chain(provincial).chain(referrers);
    let mut origins: Vec<_> =
        clients.chain(others).map(|address| address.url.origin().ascii_serialization()).collect();
    origins.sort();
    origins.dedup();
    origins
}
