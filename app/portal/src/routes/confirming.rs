//! Confirming a contact of an account by a code that is sent there.

use onedoor_base::{CodeId, LocalAccountId};
use onedoor_site::code::payload;
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::site::codes::{self, SentCode};
use serde::{Deserialize, Serialize};

/// Whose contact a code confirms, and which.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Confirming {
    pub(super) account: LocalAccountId,
    /// The phone or the mail address, as it is kept.
    pub(super) contact: String,
    /// In a code to the phone before: the code that showed `contact`, and the phone that this one went to.
    #[serde(default)]
    pub(super) after: Option<(CodeId, String)>,
}

/// A code that was sent for the account of this session in this browser.
pub(super) async fn sent(
    visit: &SignedInVisit,
    purpose: &'static str,
    id: CodeId,
) -> Result<Option<(SentCode, Confirming)>, Refused> {
    let sent =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, purpose, id).await })).await?;
    let Some(sent) = sent.filter(|sent| sent.browser == visit.browser) else { return Ok(None) };
    let confirming: Confirming = payload(visit, &sent)?;
    let own = confirming.account == visit.local_account()?;
    Ok(own.then_some((sent, confirming)))
}
