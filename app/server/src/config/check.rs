//! What no single setting can say: how they go together.

use std::collections::BTreeSet;
use std::net::IpAddr;

use onedoor_base::{Country, LocalAccountId};
use onedoor_oidc::Scopes;
use onedoor_services::accounts::Email;
use onedoor_services::dossiers::Agency;
use onedoor_services::procedures::ProcedureCatalogue;
use onedoor_services::referrals::Served;
use onedoor_services::{Day, Unit, units};

use super::{
    ClientConfig, ClientProof, Config, HelpConfig, PortalConfig, PortalKindWord, SecretSource, StorageChoice,
    UpstreamConfig, WebAddress,
};

use crate::role::served;

/// A setting that is wrong, without its place.
pub(super) struct Wrong {
    pub(super) path: String,
    pub(super) what: String,
}

pub(super) type Found = Vec<Wrong>;

pub(super) fn note(found: &mut Found, path: impl Into<String>, what: impl Into<String>) {
    found.push(Wrong { path: path.into(), what: what.into() });
}

/// Whether the settings go together.
pub(super) fn consistent(config: &Config) -> Found {
    let mut found = Found::new();
    role(config, &mut found);
    public_url(config, &mut found);
    itself(config, &mut found);
    if let StorageChoice::Postgres(postgres) = &config.storage {
        if !(postgres.url.starts_with("postgres://") || postgres.url.starts_with("postgresql://")) {
            note(&mut found, "storage.postgres.url", "allowed is postgres://user@host:port/database");
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if postgres.schema.as_ref().is_some_and(|schema| schema.is_empty() || !schema.chars().all(plain)) {
            note(&mut found, "storage.postgres.schema", "allowed are small letters, digits and _");
        }
    }
    help(&config.help, &mut found);
    config.messages.check(&mut found);
    if let Some(mail) = &config.mail {
        mail.check(&mut found);
    }
    if let Some(register) = &config.register {
        register.check(&mut found);
    }
    if let Some(identity) = &config.identity {
        clients(&identity.clients, &mut found);
        super::terms::consistent(identity, &mut found);
        if let Some(face) = identity.level1.as_ref().and_then(|level1| level1.face.as_ref()) {
            face.check(&mut found);
        }
        if identity.level1.is_some() && Country::from(config.country) != Country::Vietnam {
            note(&mut found, "identity.level1", "only where country is VN: it reads Vietnamese cards");
        }
    }
    if let Some(portal) = &config.portal {
        if portal.ask_number && config.register.is_none() {
            note(&mut found, "portal.ask_number", "needs the population register: give register.url");
        }
        province(portal, &mut found);
        upstreams(&portal.upstreams, &mut found);
        provincial(portal, &mut found);
        if let Some(moved) = &portal.moved_to {
            origin(&mut found, "portal.moved_to.origin", &moved.origin);
            if moved.origin.url.origin() == config.public_url.url.origin() {
                note(
                    &mut found,
                    "portal.moved_to.origin",
                    "is this very portal; allowed is the address of another",
                );
            }
        }
        referrers(portal, &mut found);
    }
    found
}

fn help(help: &HelpConfig, found: &mut Found) {
    let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).count();
    let dialled = |c: char| c.is_ascii_digit() || " +-().".contains(c);
    if help.phone.as_ref().is_some_and(|phone| digits(phone) < 3 || !phone.chars().all(dialled)) {
        note(found, "help.phone", "allowed are digits, spaces and + - ( ) . as in +84 24 1234 5678");
    }
    if help.email.as_ref().is_some_and(|email| Email::parse(email).is_err()) {
        note(found, "help.email", "allowed is a full address such as help@example.org");
    }
}

/// Whether it looks like a host name or an address.
pub(super) fn named(host: &str) -> bool {
    !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c))
}

/// Whether it is this machine.
pub(super) fn is_here(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn role(config: &Config, found: &mut Found) {
    match (&config.identity, &config.portal) {
        (Some(_), Some(_)) => note(found, "portal", "a site is an identity or a portal: keep one of the two"),
        (None, None) => note(found, "", "say what the site is: [identity] or [portal]"),
        _ => {}
    }
}

/// A site is nobody's other side to itself: a link needs two who prove it.
fn itself(config: &Config, found: &mut Found) {
    let own = config.public_url.url.origin();
    let what = "is this site itself; allowed is another one";
    for (i, upstream) in config.portal.iter().flat_map(|portal| &portal.upstreams).enumerate() {
        if upstream.issuer.url.origin() == own {
            note(found, format!("portal.upstreams[{i}].issuer"), what);
        }
    }
    for (i, client) in config.identity.iter().flat_map(|identity| &identity.clients).enumerate() {
        let at = format!("identity.clients[{i}]");
        if client.redirect_uris.iter().any(|uri| uri.url.origin() == own) {
            note(found, format!("{at}.redirect_uris"), what);
        }
        if client.linking_endpoint.as_ref().is_some_and(|endpoint| endpoint.url.origin() == own) {
            note(found, format!("{at}.linking_endpoint"), what);
        }
    }
}

fn public_url(config: &Config, found: &mut Found) {
    let url = &config.public_url;
    if !url.is_origin() {
        note(found, "public_url", "has a path; allowed are scheme, host and port: https://id.example.org");
    }
    safe(found, "public_url", url);
    let encrypted = config.listen.tls.is_some() || config.listen.behind_proxy;
    if url.url.scheme() == "https" && !encrypted {
        let what = "is https, but nothing makes it so: give listen.tls, or say listen.behind_proxy = true";
        note(found, "public_url", what);
    }
    if url.url.scheme() == "http" && config.listen.tls.is_some() {
        note(found, "public_url", "is http, but listen.tls makes the site speak TLS: write https");
    }
}

pub(super) fn safe(found: &mut Found, path: &str, address: &WebAddress) {
    if !address.is_safe() {
        let what =
            "is plain http to another machine; allowed is https (http only for localhost, 127.0.0.1, [::1])";
        note(found, path, what);
    }
}

fn clients(clients: &[ClientConfig], found: &mut Found) {
    let mut ids = BTreeSet::new();
    for (i, client) in clients.iter().enumerate() {
        let at = format!("identity.clients[{i}]");
        client_id(&client.client_id, &at, found);
        if !ids.insert(&client.client_id) {
            note(found, format!("{at}.client_id"), "another client has it already; it must be unique");
        }
        if client.redirect_uris.is_empty() {
            note(found, format!("{at}.redirect_uris"), "is empty; at least one address is needed");
        }
        addresses(client, &at, found);
        secret(client.authentication, client.secret.as_ref(), &at, found);
        scopes(&client.scopes, &at, found);
        if client.sector.as_ref().is_some_and(|sector| !is_host(sector)) {
            note(found, format!("{at}.sector"), "allowed is a host name such as example.org");
        }
        if client.default_acr.as_ref().is_some_and(|acr| acr.is_empty() || acr.contains(char::is_whitespace))
        {
            note(found, format!("{at}.default_acr"), "allowed is one level, without spaces");
        }
    }
}

/// RFC 6749 appendix A.1.
fn client_id(id: &str, at: &str, found: &mut Found) {
    if id.is_empty() || id.len() > 128 || !id.bytes().all(|b| (0x20..=0x7e).contains(&b)) {
        note(found, format!("{at}.client_id"), "allowed are 1 to 128 printable ASCII characters");
    }
}

/// Each is one word of its own (RFC 6749 section 3.3).
fn scopes(scopes: &[String], at: &str, found: &mut Found) {
    for (j, scope) in scopes.iter().enumerate() {
        if scope.is_empty() || scope.contains(' ') || Scopes::parse(scope).is_err() {
            note(found, format!("{at}.scopes[{j}]"), "allowed is one scope, printable ASCII without spaces");
        }
    }
    if !scopes.iter().any(|scope| scope == "openid") {
        note(found, format!("{at}.scopes"), "must contain \"openid\"");
    }
}

fn is_host(name: &str) -> bool {
    // As it is compared: in the form that a browser gives it.
    url::Host::parse(name).is_ok_and(|host| host.to_string() == name)
}

fn addresses(client: &ClientConfig, at: &str, found: &mut Found) {
    for (j, uri) in client.redirect_uris.iter().enumerate() {
        safe(found, &format!("{at}.redirect_uris[{j}]"), uri);
    }
    for (j, uri) in client.post_logout_redirect_uris.iter().enumerate() {
        safe(found, &format!("{at}.post_logout_redirect_uris[{j}]"), uri);
    }
    if let Some(uri) = &client.backchannel_logout_uri {
        safe(found, &format!("{at}.backchannel_logout_uri"), uri);
    }
    fingerprint_keys(client, at, found);
    if let Some(uri) = &client.linking_endpoint {
        safe(found, &format!("{at}.linking_endpoint"), uri);
        if uri.url.query().is_some() || uri.text.ends_with('/') {
            let what = "allowed is an address without a query and without a slash at the end";
            note(found, format!("{at}.linking_endpoint"), what);
        }
        if client.authentication != ClientProof::ClientSecretBasic {
            let what = "needs authentication = \"client_secret_basic\"";
            note(found, format!("{at}.linking_endpoint"), what);
        }
    }
}

fn fingerprint_keys(client: &ClientConfig, at: &str, found: &mut Found) {
    let (at, keys) = (format!("{at}.fingerprint_keys"), &client.fingerprint_keys);
    let plain = |name: &String| {
        (1..=32).contains(&name.len())
            && name.bytes().any(|byte| byte.is_ascii_digit())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let twice = keys.iter().enumerate().any(|(n, name)| keys[..n].contains(name));
    if keys.len() > 4 || twice || !keys.iter().all(plain) {
        note(
            found,
            at.clone(),
            "allowed are up to four different names of small letters, digits and -, like \"2026\"",
        );
    }
    if !keys.is_empty() && client.authentication != ClientProof::ClientSecretBasic {
        note(found, at, "needs authentication = \"client_secret_basic\"");
    }
}

fn secret(proof: ClientProof, secret: Option<&SecretSource>, at: &str, found: &mut Found) {
    match (proof, secret) {
        (ClientProof::None, Some(_)) => {
            let what = "authentication is \"none\", so there is no secret; leave it out";
            note(found, format!("{at}.secret"), what);
        }
        (ClientProof::ClientSecretBasic | ClientProof::ClientSecretPost, None) => {
            let what = "secret is missing: secret = { file = \"…\" } or { env = \"…\" }, or authentication = \"none\"";
            note(found, at, what);
        }
        _ => {}
    }
}

fn province(portal: &PortalConfig, found: &mut Found) {
    match (portal.kind, &portal.province) {
        (PortalKindWord::OneStop, None) => {
            note(found, "portal.kind", "a one-stop desk is a province's: give portal.province");
        }
        (PortalKindWord::National | PortalKindWord::School, Some(_)) => {
            note(found, "portal.province", "is for kind = \"one-stop\" only; leave it out");
        }
        (PortalKindWord::OneStop, Some(province)) => {
            // The provinces as they have been since the reform.
            let since = Day::new(2025, 7, 1).expect("there is such a day");
            let mut codes = units().at(since).provinces().map(Unit::code);
            if !codes.any(|code| code == province) {
                let mut codes: Vec<_> = units().at(since).provinces().map(Unit::code).collect();
                codes.sort_unstable();
                let what = format!("{province:?} is no province; allowed are the codes {}", codes.join(", "));
                note(found, "portal.province", what);
            }
        }
        _ => {}
    }
    if portal.organisations.is_some() && portal.kind != PortalKindWord::School {
        note(found, "portal.organisations", "is for kind = \"school\" only; leave it out");
    }
    for account in &portal.administrators {
        if account.parse::<LocalAccountId>().is_err() {
            let what = format!(
                "{account:?} is no id of an account; allowed are such as local_01997e2a-…: its owner reads it at \
                 /account, and `onedoor people account` says it (user names were taken here once, but a name may \
                 become somebody else's)"
            );
            note(found, "portal.administrators", what);
        }
    }
    if let Err(error) = portal.agency.parse::<Agency>() {
        note(found, "portal.agency", error.to_string());
    }
}

fn upstreams(upstreams: &[UpstreamConfig], found: &mut Found) {
    let mut keys = BTreeSet::new();
    let mut issuers = BTreeSet::new();
    for (i, upstream) in upstreams.iter().enumerate() {
        let at = format!("portal.upstreams[{i}]");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if upstream.key.is_empty() || !upstream.key.chars().all(plain) {
            note(found, format!("{at}.key"), "allowed are small letters, digits and -");
        }
        if !keys.insert(&upstream.key) {
            note(found, format!("{at}.key"), "another upstream has it already; it must be unique");
        }
        if !issuers.insert(upstream.issuer.text.as_str()) {
            note(found, format!("{at}.issuer"), "another upstream has it already; it must be unique");
        }
        safe(found, &format!("{at}.issuer"), &upstream.issuer);
        client_id(&upstream.client_id, &at, found);
        if !upstream.scope.split(' ').any(|scope| scope == "openid") {
            note(found, format!("{at}.scope"), "must contain \"openid\"");
        }
    }
}

/// Whether the procedures that are named are in the catalogue.
pub(super) fn known_procedures(portal: &PortalConfig, catalogue: &ProcedureCatalogue, found: &mut Found) {
    for (i, province) in portal.provincial.iter().enumerate() {
        for (j, code) in province.procedures.iter().enumerate() {
            if catalogue.get(code).is_none() {
                let what = format!("no procedure has the code {code:?}; allowed are those of the catalogue");
                note(found, format!("portal.provincial[{i}].procedures[{j}]"), what);
            }
        }
    }
}

fn provincial(portal: &PortalConfig, found: &mut Found) {
    // Those of a file are looked at where files are.
    if portal.procedures.is_none() {
        known_procedures(portal, ProcedureCatalogue::vietnam(), found);
    }
    if portal.kind != PortalKindWord::National && !portal.provincial.is_empty() {
        note(found, "portal.provincial", "is for kind = \"national\" only; leave it out");
    }
    let mut all: Vec<Served> = Vec::new();
    for (i, province) in portal.provincial.iter().enumerate() {
        let at = format!("portal.provincial[{i}]");
        origin(found, &format!("{at}.origin"), &province.origin);
        let template = &province.submission;
        if !template.starts_with('/')
            || !["{procedure}", "{place}"].iter().all(|part| template.contains(part))
        {
            note(found, format!("{at}.submission"), "allowed is a path with {procedure} and {place}");
        }
        if province.serves.is_empty() {
            note(found, format!("{at}.serves"), "is empty; name at least one province");
        }
        for (j, serves) in province.serves.iter().enumerate() {
            match served(serves) {
                Err(error) => note(found, format!("{at}.serves[{j}]"), error.to_string()),
                Ok(one) if all.iter().any(|other| other.overlaps(&one)) => {
                    note(
                        found,
                        format!("{at}.serves[{j}]"),
                        "the province is served already on some of these days",
                    );
                }
                Ok(one) => all.push(one),
            }
        }
    }
}

fn referrers(portal: &PortalConfig, found: &mut Found) {
    if portal.kind != PortalKindWord::OneStop && !portal.referrers.is_empty() {
        note(found, "portal.referrers", "is for kind = \"one-stop\" only; leave it out");
    }
    let mut origins = BTreeSet::new();
    for (i, referrer) in portal.referrers.iter().enumerate() {
        let at = format!("portal.referrers[{i}]");
        origin(found, &format!("{at}.origin"), &referrer.origin);
        if !origins.insert(referrer.origin.url.origin().ascii_serialization()) {
            note(found, format!("{at}.origin"), "another referrer has it already; it must be unique");
        }
        if !portal.upstreams.iter().any(|upstream| upstream.key == referrer.upstream) {
            note(found, format!("{at}.upstream"), "no upstream has this key");
        }
    }
}

fn origin(found: &mut Found, path: &str, address: &WebAddress) {
    if !address.is_origin() {
        note(found, path, "has a path; allowed are scheme, host and port: https://portal.example.org");
    }
    safe(found, path, address);
}
