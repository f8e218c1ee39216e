//! An account, and what it granted.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use onedoor_base::{AccountId, Digest, GrantId, SessionId};
use onedoor_storage::provider::grants::{self, Grant};
use onedoor_storage::provider::tokens::NewToken;
use onedoor_storage::{Change, Statement, StorageError, Tx, params};

use crate::world::{DAWN, World};

const ACCOUNT: Statement = Statement::new(
    "test.account",
    "INSERT INTO accounts (id, login_name, login_key, display_name, state, identity_level, language,
       password_hash, password_changed_at, created_at)
     VALUES ($1, 'an', 'an', 'An', 'active', 0, 'vi', 'x', 0, 0)",
);

pub(super) type Work<'t, T> = Pin<Box<dyn Future<Output = Result<Change<T>, StorageError>> + Send + 't>>;

pub(super) async fn write<T, F>(world: &World, work: F) -> T
where
    T: Send + 'static,
    F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> Work<'t, T> + Send + Sync + 'static,
{
    world.store.write(work).await.expect("written")
}

macro_rules! done {
    ($value:expr) => {
        Ok(Change::Unrecorded($value))
    };
}

pub(super) async fn account(world: &World) -> AccountId {
    let id = AccountId::new(DAWN, &*world.random);
    write(world, move |tx| Box::pin(async move { done!(tx.execute_one(&ACCOUNT, params![id]).await?) }))
        .await;
    id
}

pub(super) fn grant_of(world: &World, account: AccountId, offline: bool) -> Grant {
    Grant {
        id: GrantId::new(DAWN, &*world.random),
        account,
        client_id: "portal".to_owned(),
        session: SessionId::from_bytes([7; 16]),
        subject: "pairwise".to_owned(),
        sid: "sid".to_owned(),
        scopes: "openid profile".to_owned(),
        claims: "{}".to_owned(),
        redirect_uri: "https://portal.example/cb".to_owned(),
        nonce: Some("n".to_owned()),
        code_challenge: "c".to_owned(),
        code_expires_at: DAWN.after(Duration::from_mins(1)),
        code_used_at: None,
        acr: "urn:onedoor:loa:1".to_owned(),
        amr: "pwd sms".to_owned(),
        authenticated_at: DAWN,
        offline,
        created_at: DAWN,
        expires_at: DAWN.after(Duration::from_hours(12)),
        ended_at: None,
    }
}

/// A grant whose code has the digest of `code`.
pub(super) async fn granted(world: &World, account: AccountId, code: &'static str, offline: bool) -> Grant {
    let grant = grant_of(world, account, offline);
    let kept = grant.clone();
    write(world, move |tx| {
        let kept = kept.clone();
        Box::pin(async move { done!(grants::insert(tx, &kept, Digest::of(code)).await?) })
    })
    .await;
    grant
}

pub(super) fn token_of(grant: &Grant, text: &str) -> NewToken {
    NewToken {
        digest: Digest::of(text),
        grant: grant.id,
        account: grant.account,
        issued_at: DAWN,
        expires_at: DAWN.after(Duration::from_mins(5)),
    }
}

pub(super) use done;
