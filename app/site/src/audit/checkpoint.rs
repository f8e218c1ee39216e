//! Signed statements of how far the record goes, for outsiders to keep: who has one can tell later
//! whether the record was rewritten or cut off, even by somebody with all rights and all keys.

use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{Actor, AuditEvent, Digest};
use onedoor_oidc::jwt::CompactJws;
use onedoor_oidc::keys::{Algorithm, Jwk, Jwks, SigningKey, Typ, VerificationKeys};
use onedoor_storage::audit::{self, AuditKey, Checkpoint, Head};
use onedoor_storage::{Change, StorageError, Vault};
use serde::{Deserialize, Serialize};

use super::AuditError;
use crate::{Asked, HasSite, Site};

/// How old the last statement must be for another to be made.
const EVERY: Duration = Duration::from_mins(5);
/// After so long another key signs. The old ones stay published, so that what they signed can be checked.
const SIGNS_FOR: Duration = Duration::from_hours(24 * 365);
/// How many statements stand on one page of the published list.
const PAGE: i64 = 100;
const TYP: &str = "audit-checkpoint+jwt";

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claims {
    /// The site, by its public address.
    iss: String,
    /// The record: two of one site are two records.
    log: String,
    /// The last seal.
    pub(super) seal: i64,
    /// The last row in it.
    pub(super) rows: i64,
    /// The hash of the seal.
    hash: String,
    /// When, in seconds.
    iat: i64,
    /// The seal that the statement before this one was about; 0 in the first. Those of older versions do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) after: Option<i64>,
}

impl Claims {
    pub(super) fn hash(&self) -> Option<Digest> {
        URL_SAFE_NO_PAD.decode(&self.hash).ok()?.try_into().ok().map(Digest)
    }
}

/// Makes a statement about the last seal, if the one before is old enough or `now` is asked for.
pub(super) async fn make(site: &Site, at_once: bool) -> Result<(), AuditError> {
    let found: Result<_, StorageError> = site
        .store
        .read(|tx| {
            Box::pin(async move {
                let last = audit::checkpoints(tx, i64::MAX, 1).await?.pop();
                Ok((audit::head(tx).await?, last))
            })
        })
        .await;
    let (Some(head), last) = found? else { return Ok(()) };
    let now = site.now();
    let due = last
        .as_ref()
        .is_none_or(|last| last.seal < head.last_seal && (at_once || now.since(last.made_at) >= EVERY));
    if !due || head.last_seal == 0 {
        return Ok(());
    }
    let statement = sign(site, &head, last.map_or(0, |last| last.seal)).await?;
    let checkpoint = Checkpoint { seal: head.last_seal, made_at: now, statement };
    let kept: Result<bool, StorageError> = site
        .store
        .write(move |tx| {
            let checkpoint = checkpoint.clone();
            Box::pin(async move { Ok(Change::Unrecorded(audit::keep_checkpoint(tx, &checkpoint).await?)) })
        })
        .await;
    kept?;
    Ok(())
}

async fn sign(site: &Site, head: &Head, after: i64) -> Result<String, AuditError> {
    let claims = Claims {
        iss: site.settings.public_url.as_str().trim_end_matches('/').to_owned(),
        log: URL_SAFE_NO_PAD.encode(&head.log),
        seal: head.last_seal,
        rows: head.last_row,
        hash: URL_SAFE_NO_PAD.encode(head.hash.0),
        iat: site.now().seconds(),
        after: Some(after),
    };
    let claims = serde_json::to_vec(&claims).expect("texts and numbers serialise");
    Ok(key(site).await?.sign(Typ::AuditCheckpoint, &claims)?)
}

/// The key that signs; made at the first statement, and anew when it has signed for a year.
async fn key(site: &Site) -> Result<SigningKey, AuditError> {
    loop {
        let last = keys(site).await?.pop();
        let number = last.as_ref().map_or(1, |last| last.number + 1);
        if let Some(last) = last.filter(|last| site.now().since(last.created_at) < SIGNS_FOR) {
            let pkcs8 = site.vault.open(&context(last.number), &last.sealed)?;
            return Ok(SigningKey::from_pkcs8(Algorithm::Es256, &pkcs8)?);
        }
        let made = SigningKey::generate(Algorithm::Es256)?;
        let now = site.now();
        let jwk = serde_json::to_string(made.jwk()).expect("texts serialise");
        let sealed = site.vault.seal(&context(number), &made.to_pkcs8()?);
        let key = AuditKey { number, jwk, sealed, created_at: now };
        let kid = made.kid().to_owned();
        let kept: Result<(), StorageError> = site
            .store
            .write(move |tx| {
                let event = AuditEvent::new(now, Actor::Site("audit".to_owned()), "audit.key.made");
                let (key, event) = (key.clone(), event.with("kid", kid.clone()));
                Box::pin(async move {
                    // Another node may have been faster; then its key counts.
                    let events = if audit::keep_key(tx, &key).await? { vec![event] } else { Vec::new() };
                    Ok(Change::Recorded((), events))
                })
            })
            .await;
        kept?;
    }
}

async fn keys(site: &Site) -> Result<Vec<AuditKey>, StorageError> {
    site.store.read(|tx| Box::pin(async move { audit::keys(tx).await })).await
}

fn context(number: i64) -> String {
    format!("audit_keys.sealed/{number}")
}

/// Whether the private half of a key opens and belongs to the public one: without the site's key file
/// nobody can put a key of their own into the database.
pub(super) fn is_ours(vault: &Vault, key: &AuditKey) -> bool {
    let opened = vault.open(&context(key.number), &key.sealed).ok();
    let private = opened.and_then(|pkcs8| SigningKey::from_pkcs8(Algorithm::Es256, &pkcs8).ok());
    let public = serde_json::from_str::<Jwk>(&key.jwk).ok();
    private.is_some_and(|private| Some(private.jwk()) == public.as_ref())
}

/// The public halves.
pub(super) fn public(keys: &[AuditKey]) -> Jwks {
    Jwks { keys: keys.iter().filter_map(|key| serde_json::from_str(&key.jwk).ok()).collect() }
}

/// What a statement about the record `log` says, if one of `keys` signed it; else what is wrong with it.
pub(super) fn read(statement: &str, log: &[u8], keys: &VerificationKeys) -> Result<Claims, String> {
    let jws = CompactJws::parse(statement.trim()).map_err(|error| error.to_string())?;
    keys.verify(&jws).map_err(|error| error.to_string())?;
    if jws.typ.as_deref() != Some(TYP) {
        return Err(format!("it is not an {TYP}"));
    }
    let claims: Claims = serde_json::from_slice(&jws.payload).map_err(|error| error.to_string())?;
    if claims.log != URL_SAFE_NO_PAD.encode(log) {
        return Err("it is about another record".to_owned());
    }
    claims.hash().is_some().then_some(claims).ok_or_else(|| "its hash is none".to_owned())
}

/// A page of the published list.
#[derive(Serialize)]
struct Published {
    log: Option<String>,
    keys: Vec<Jwk>,
    checkpoints: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    seal: i64,
    made_at: i64,
    statement: String,
}

#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// `GET /.well-known/audit-checkpoints`: the keys and the latest statements; `?before=SEAL` leads on to
/// earlier ones. Nothing in it is about a person.
pub(crate) async fn published<S: HasSite>(
    State(state): State<S>,
    Asked(Before { before }): Asked<Before>,
) -> Response {
    let found: Result<_, StorageError> = state
        .site()
        .store
        .read(move |tx| {
            Box::pin(async move {
                let checkpoints = audit::checkpoints(tx, before.unwrap_or(i64::MAX), PAGE).await?;
                Ok((audit::head(tx).await?, audit::keys(tx).await?, checkpoints))
            })
        })
        .await;
    let Ok((head, keys, checkpoints)) = found else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let listed = |checkpoint: Checkpoint| Listed {
        seal: checkpoint.seal,
        made_at: checkpoint.made_at.seconds(),
        statement: checkpoint.statement,
    };
    let page = Published {
        log: head.map(|head| URL_SAFE_NO_PAD.encode(head.log)),
        keys: public(&keys).keys,
        checkpoints: checkpoints.into_iter().map(listed).collect(),
    };
    let mut response = axum::Json(page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
