//! Whether what the settings name is there and of use.

use std::path::Path;

use onedoor_storage::KeyFile;
use onedoor_storage::vault::KeyFileError;

use super::check::{Found, note};
use super::{Config, PortalConfig, SecretSource, StorageChoice, TlsConfig, words};
use crate::listener::{Tls, TlsError};

/// Whether the files and variables that are named can be used. The database is left to the start.
pub(super) fn usable(config: &Config, base: &Path) -> Found {
    let mut found = Found::new();
    let secret = |found: &mut Found, path: String, source: &SecretSource| {
        if let Err(why) = source.read(base) {
            note(found, path, why);
        }
    };
    let key_file = base.join(&config.key_file);
    match KeyFile::read(&key_file) {
        Ok(_) => {}
        Err(KeyFileError::File(error)) => {
            note(&mut found, "key_file", words::cannot_read(&key_file, &error));
        }
        Err(error) => note(&mut found, "key_file", format!("{}: {error}", key_file.display())),
    }
    if let Some(file) = &config.trusted_authorities
        && let Err(why) = authorities(&base.join(file))
    {
        note(&mut found, "trusted_authorities", why);
    }
    if let Err(why) = config.read_breached_passwords(base) {
        note(&mut found, "breached_passwords", why);
    }
    if let Some(tls) = &config.listen.tls {
        certificate(tls, base, &mut found);
    }
    if let StorageChoice::Postgres(postgres) = &config.storage
        && let Some(password) = &postgres.password
    {
        secret(&mut found, "storage.postgres.password".to_owned(), password);
    }
    if let Some(token) = &config.messages.token {
        secret(&mut found, "messages.token".to_owned(), token);
    }
    if let Some(smpp) = &config.messages.smpp {
        secret(&mut found, "messages.smpp.password".to_owned(), &smpp.password);
    }
    if let Some(password) = config.mail.as_ref().and_then(|mail| mail.password.as_ref()) {
        secret(&mut found, "mail.password".to_owned(), password);
    }
    if let Some(Err((setting, why))) = config.register.as_ref().map(|register| register.register(base)) {
        note(&mut found, setting, why);
    }
    terms(config, base, &mut found);
    let clients = config.identity.iter().flat_map(|identity| &identity.clients).enumerate();
    for (i, source) in clients.filter_map(|(i, client)| Some((i, client.secret.as_ref()?))) {
        if let Err(why) = source.read_proof(base) {
            note(&mut found, format!("identity.clients[{i}].secret"), why);
        }
    }
    let upstreams = config.portal.iter().flat_map(|portal| &portal.upstreams).enumerate();
    for (i, upstream) in upstreams {
        secret(&mut found, format!("portal.upstreams[{i}].secret"), &upstream.secret);
    }
    if let Some(portal) = &config.portal {
        data(portal, base, &mut found);
    }
    found
}

fn terms(config: &Config, base: &Path, found: &mut Found) {
    let terms = config.identity.iter().flat_map(|identity| &identity.terms).enumerate();
    for (i, terms) in terms {
        if let Err(why) = terms.read(base, config.country.into()) {
            note(found, format!("identity.terms[{i}].texts"), why);
        }
    }
}

/// Whether what a portal offers can be read, and has the procedures that are named elsewhere.
fn data(portal: &PortalConfig, base: &Path, found: &mut Found) {
    if let Err(why) = portal.read_organisations(base) {
        note(found, "portal.organisations", why);
    }
    match portal.read_procedures(base) {
        Err(why) => note(found, "portal.procedures", why),
        Ok(Some(catalogue)) => super::check::known_procedures(portal, &catalogue, found),
        Ok(None) => {}
    }
}

/// Whether there is a certificate in it, and nothing that is none.
fn authorities(file: &Path) -> Result<(), String> {
    let pem = std::fs::read(file).map_err(|error| words::cannot_read(file, &error))?;
    match reqwest::Certificate::from_pem_bundle(&pem) {
        Ok(found) if found.is_empty() => Err(format!("{}: there is no certificate in it", file.display())),
        Ok(_) => Ok(()),
        Err(error) => Err(format!("{}: not certificates in PEM: {error}", file.display())),
    }
}

fn certificate(tls: &TlsConfig, base: &Path, found: &mut Found) {
    let (certificate, key) = (base.join(&tls.certificate), base.join(&tls.key));
    let Err(error) = Tls::from_files(&certificate, &key) else { return };
    let path = match &error {
        TlsError::File { file, .. } if *file == key => "listen.tls.key",
        TlsError::File { .. } => "listen.tls.certificate",
        TlsError::Pair(_) => "listen.tls",
    };
    note(found, path, error.to_string());
}
