//! Accounts that carry a person's number by a match with the population register: shown so that their owner knows them
//! again, and nobody else learns more than that somebody gave their number here.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::LocalAccountId;
use onedoor_site::{Refused, Visit};
use onedoor_storage::StorageError;
use onedoor_storage::services::{accounts, closings};

use super::answer::{look_of, step};
use super::pages::{MatchedAccount, MatchedPage};
use super::prepared;
use super::steps::{Waiting, others};
use crate::Portal;

/// The page that asks about them. `prove` says that a word is not enough.
pub(super) async fn answer(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    status: StatusCode,
    accounts: Vec<LocalAccountId>,
    (prove, may_create): (bool, bool),
) -> Result<Response, Refused> {
    let mut shown = Vec::with_capacity(accounts.len());
    for account in accounts {
        shown.push(of(portal, visit, account).await?);
    }
    let page = MatchedPage {
        id: waiting.id,
        look: look_of(portal, &waiting.national),
        name: waiting.national.details.name.clone(),
        accounts: shown,
        prove,
        may_create,
        others: others(portal, &waiting.national),
    };
    Ok(visit.page_at(&step(waiting.id, ""), status, &page))
}

async fn of(portal: &Portal, visit: &Visit, account: LocalAccountId) -> Result<MatchedAccount, Refused> {
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let record = accounts::get(tx, account).await?;
            let dossiers = closings::standing(tx, account).await?;
            Ok((record, dossiers.iter().map(|(_, count)| count).sum::<i64>()))
        })
    });
    let (record, dossiers) = read.await?;
    let record = record.ok_or_else(|| Refused::internal("a matched account is not there"))?;
    Ok(MatchedAccount {
        id: account,
        named: prepared::said(portal, account).await?,
        since: record.account.created_at,
        dossiers,
    })
}
