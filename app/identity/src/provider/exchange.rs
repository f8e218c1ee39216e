//! A code for tokens.

use onedoor_base::{Actor, AuditEvent, Digest, Subject, Timestamp};
use onedoor_linking_protocol::MATCH_CLAIM;
use onedoor_oidc::authorize::VERIFIED;
use onedoor_oidc::token::{CodeFacts, CodeVerdict, TokenError, judge_code};
use onedoor_oidc::{Client, Scopes, userinfo};
use onedoor_site::HasSite;
use onedoor_storage::provider::grants::{self, Grant};
use onedoor_storage::provider::tokens::{self, NewToken};
use onedoor_storage::{Change, Tx, people};
use serde_json::{Map, Value};

use super::introspect::standing;
use super::token::{Exchanged, Failure, Issued, asked_claims};
use super::{ACCESS_LIFE, ProviderError, REFRESH_LIFE, claims, verified};
use crate::Identity;
use crate::interface::fingerprints;

/// What a client brings with a code.
pub(super) struct Brought {
    pub(super) code: String,
    pub(super) redirect_uri: String,
    pub(super) code_verifier: String,
}

/// Within one transaction: looks at the code, marks it used, keeps the tokens.
pub(super) async fn exchange(
    tx: &mut Tx<'_>,
    state: &Identity,
    client: Client,
    brought: Brought,
) -> Result<Exchanged, Failure> {
    let now = state.site().now();
    let grant = grants::by_code(tx, Digest::of(&brought.code)).await?.ok_or(TokenError::grant())?;
    let facts = CodeFacts {
        client_id: &grant.client_id,
        redirect_uri: &grant.redirect_uri,
        code_challenge: &grant.code_challenge,
        expires_at: grant.code_expires_at.seconds(),
        used: grant.code_used_at.is_some(),
        presented_client_id: &client.client_id,
        presented_redirect_uri: &brought.redirect_uri,
        presented_verifier: &brought.code_verifier,
    };
    match judge_code(&facts, now.seconds()) {
        CodeVerdict::Exchange if grants::spend_code(tx, grant.id, now).await? => {}
        // The grant has ended meanwhile: the person signed out.
        CodeVerdict::Exchange => return Err(TokenError::grant().into()),
        CodeVerdict::Refuse(why) => return Err(TokenError::from(why).into()),
        CodeVerdict::RevokeGrant => return revoke(tx, &grant, "code_used_twice", now).await,
    }
    let scopes = Scopes::parse(&grant.scopes).unwrap_or_default();
    let grant = as_it_counts(tx, grant).await?;
    let (access, refresh) = keep_tokens(tx, state, &grant, &scopes, now).await?;
    let mut told = told_at_once(tx, state, &grant).await?;
    told.extend(match_claim(tx, state, &client, &grant).await?);
    let event = event(&grant, now, "provider.token.issued");
    let event = if told.is_empty() { event } else { event.with("claims", names(&told)) };
    let nonce = grant.nonce.clone();
    let issued = Issued { client, grant, scopes, access, refresh, nonce, names_grant: true, told, now };
    Ok(Change::Recorded(Ok(issued), vec![event]))
}

/// What the ID token tells of the person besides who they are: those of the claims asked for that are known.
async fn told_at_once(
    tx: &mut Tx<'_>,
    state: &Identity,
    grant: &Grant,
) -> Result<Map<String, Value>, Failure> {
    let asked = asked_claims(grant)?;
    let (asked, verified) = (asked.id_token, asked.id_token_verified);
    if verified.is_none() && !asked.keys().any(|name| claims::KNOWN.contains(&name.as_str())) {
        return Ok(Map::new());
    }
    let Some(person) = people::claims(tx, grant.account).await? else { return Ok(Map::new()) };
    let wanted = userinfo::wanted(&Scopes::default(), asked.keys().map(String::as_str));
    let mut told = claims::tell(state.site(), &person, &wanted, &asked).map_err(ProviderError::from)?;
    if let Some(verified) = &verified {
        let answer = verified::answer(tx, state.site(), &person, verified).await?;
        told.extend(answer.map(|answer| (VERIFIED.to_owned(), answer)));
    }
    Ok(told)
}

/// The fingerprints by which the client finds accounts of the person, if it works with them.
async fn match_claim(
    tx: &mut Tx<'_>,
    state: &Identity,
    client: &Client,
    grant: &Grant,
) -> Result<Option<(String, Value)>, Failure> {
    if client.fingerprint_keys.is_empty() {
        return Ok(None);
    }
    let Some(person) = people::claims(tx, grant.account).await? else { return Ok(None) };
    let prints = fingerprints::of_person(state.site(), client, &person).map_err(ProviderError::from)?;
    Ok((!prints.is_empty()).then(|| (MATCH_CLAIM.to_owned(), prints.into())))
}

/// The names of claims, as the record keeps them.
pub(super) fn names(told: &Map<String, Value>) -> String {
    let verified = told.get(VERIFIED).and_then(|all| all.get("claims")).and_then(Value::as_object);
    let within = verified.into_iter().flat_map(Map::keys).filter(|name| !told.contains_key(*name));
    told.keys().chain(within).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// A grant with the assurance that counts now: a level that fell since it was given is told as what is left of it, and
/// counts again in the next answer when it has risen.
pub(super) async fn as_it_counts(tx: &mut Tx<'_>, mut grant: Grant) -> Result<Grant, Failure> {
    if let Some(level) = people::level(tx, grant.account).await? {
        grant.acr = standing(&grant.acr, level.counted()).to_owned();
    }
    Ok(grant)
}

/// Draws and keeps an access token, and a refresh token where the grant outlives the session.
pub(super) async fn keep_tokens(
    tx: &mut Tx<'_>,
    state: &Identity,
    grant: &Grant,
    scopes: &Scopes,
    now: Timestamp,
) -> Result<(onedoor_base::Token, Option<onedoor_base::Token>), Failure> {
    let site = state.site();
    let access = site.token();
    let new = |digest, expires_at: Timestamp| NewToken {
        digest,
        grant: grant.id,
        account: grant.account,
        issued_at: now,
        expires_at: expires_at.min(grant.expires_at),
    };
    tokens::insert_access(tx, &new(access.digest(), now.after(ACCESS_LIFE)), &scopes.to_string()).await?;
    if !grant.offline {
        return Ok((access, None));
    }
    let refresh = site.token();
    tokens::insert_refresh(tx, &new(refresh.digest(), now.after(REFRESH_LIFE))).await?;
    Ok((access, Some(refresh)))
}

/// Ends a grant that somebody else has a copy of, and refuses; the end must be durable, the refusal not
/// undo it.
pub(super) async fn revoke(
    tx: &mut Tx<'_>,
    grant: &Grant,
    why: &'static str,
    now: Timestamp,
) -> Result<Exchanged, Failure> {
    if !grants::end(tx, grant.id, why, now).await? {
        return Ok(Change::Unrecorded(Err(TokenError::grant())));
    }
    let event = event(grant, now, "provider.grant.revoked").with("why", why);
    Ok(Change::Recorded(Err(TokenError::grant()), vec![event]))
}

/// A record of what a client did with a grant.
pub(super) fn event(grant: &Grant, now: Timestamp, action: &'static str) -> AuditEvent {
    AuditEvent::new(now, Actor::Client(grant.client_id.clone()), action)
        .about(Subject::Person(grant.account))
        .with("grant", grant.id.to_string())
}
