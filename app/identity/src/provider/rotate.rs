//! A refresh token for new tokens.

use onedoor_base::{Digest, Timestamp};
use onedoor_oidc::token::{RefreshFacts, RefreshState, RefreshVerdict, TokenError, judge_refresh};
use onedoor_oidc::{Client, Scopes};
use onedoor_people::AccountState;
use onedoor_site::HasSite;
use onedoor_storage::provider::grants::Grant;
use onedoor_storage::provider::tokens::{self, RefreshToken};
use onedoor_storage::{Change, Tx, people};
use serde_json::Map;

use super::exchange::{as_it_counts, event, keep_tokens, revoke};
use super::token::{Exchanged, Failure, Issued};
use crate::Identity;

/// Within one transaction: looks at the token, rotates it, keeps its successors.
pub(super) async fn rotate(
    tx: &mut Tx<'_>,
    state: &Identity,
    client: Client,
    presented: &str,
    wanted: Option<Scopes>,
) -> Result<Exchanged, Failure> {
    let (now, digest) = (state.site().now(), Digest::of(presented));
    let (token, grant) = tokens::refresh_and_grant(tx, digest).await?.ok_or(TokenError::grant())?;
    let granted = Scopes::parse(&grant.scopes).unwrap_or_default();
    let facts = RefreshFacts {
        client_id: &grant.client_id,
        state: stands(&token, &grant, now),
        expires_at: token.expires_at.seconds(),
        granted: &granted,
        presented_client_id: &client.client_id,
        wanted: wanted.as_ref(),
    };
    let scopes = match judge_refresh(&facts, now.seconds()) {
        RefreshVerdict::Rotate(scopes) => scopes,
        RefreshVerdict::Refuse(why) => return Err(TokenError::from(why).into()),
        RefreshVerdict::RevokeGrant => return revoke(tx, &grant, "refresh_token_used_twice", now).await,
    };
    let account = people::by_id(tx, grant.account).await?;
    if !account.is_some_and(|account| account.state == AccountState::Active) {
        return revoke(tx, &grant, "account_not_active", now).await;
    }
    if !tokens::rotate(tx, digest, now).await? {
        return revoke(tx, &grant, "refresh_token_used_twice", now).await;
    }
    let grant = as_it_counts(tx, grant).await?;
    let (access, refresh) = keep_tokens(tx, state, &grant, &scopes, now).await?;
    let event = event(&grant, now, "provider.token.refreshed");
    let (nonce, names_grant, told) = (None, false, Map::new());
    let issued = Issued { client, grant, scopes, access, refresh, nonce, names_grant, told, now };
    Ok(Change::Recorded(Ok(issued), vec![event]))
}

fn stands(token: &RefreshToken, grant: &Grant, now: Timestamp) -> RefreshState {
    match (token.rotated_at, grant.ended_at) {
        (Some(_), _) => RefreshState::Rotated,
        (None, Some(_)) => RefreshState::Revoked,
        (None, None) if grant.expires_at <= now => RefreshState::Revoked,
        (None, None) => RefreshState::Fresh,
    }
}
