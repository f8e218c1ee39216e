//! What somebody typed survives that they have to prove anew who they are: it goes with them, sealed for them alone, in
//! the address that they come back to. Nothing of it is stored.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{AccountId, Timestamp};
use onedoor_site::SignedInVisit;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// For how long it can be brought back.
const KEPT: Duration = Duration::from_hours(1);

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    until: Timestamp,
    form: T,
}

/// What a page with a form may be asked with.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    typed: String,
}

fn context(account: AccountId) -> String {
    format!("console.typed {account}")
}

/// The address of the form's page that brings back what was typed.
pub(super) fn address<T: Serialize>(
    visit: &SignedInVisit,
    account: AccountId,
    (page, form): (&str, &T),
) -> String {
    let kept = Kept { until: visit.now.after(KEPT), form };
    let Ok(json) = serde_json::to_vec(&kept) else { return page.to_owned() };
    let sealed = visit.site.vault.seal(&context(account), &json);
    format!("{page}?typed={}", URL_SAFE_NO_PAD.encode(sealed))
}

impl Typed {
    /// What was typed, if it was by whoever asks, and lately.
    pub(super) fn back<T: DeserializeOwned>(&self, visit: &SignedInVisit, account: AccountId) -> Option<T> {
        let sealed = URL_SAFE_NO_PAD.decode(&self.typed).ok().filter(|sealed| !sealed.is_empty())?;
        let json = visit.site.vault.open(&context(account), &sealed).ok()?;
        let kept: Kept<T> = serde_json::from_slice(&json).ok()?;
        (visit.now < kept.until).then_some(kept.form)
    }
}
