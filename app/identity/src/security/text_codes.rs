//! When codes by text message are sent.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use onedoor_people::factors::TextCodes;
use onedoor_site::{FreshVisit, Posted, Refused};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::change::Owner;
use crate::Identity;

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    choice: String,
}

/// `POST /account/security/text-codes`.
pub(super) async fn choose(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let Some(choice) = TextCodes::from_word(&form.choice) else {
        return Ok(visit.sends("/account/security"));
    };
    let within = Arc::new(owner);
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let owner = Arc::clone(&within);
            Box::pin(async move {
                let before = people::held(tx, owner.account).await?;
                // Whoever has nothing better cannot do without.
                let possible = choice != TextCodes::Never || before.has_authenticator();
                if !possible || before.text_codes == choice {
                    return Ok(Change::Unrecorded(()));
                }
                people::choose_text_codes(tx, owner.account, choice).await?;
                owner.tell(tx, "notice-text-codes-chosen").await?;
                let event = owner.event("people.text_codes.chosen").with("choice", choice.word());
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await?;
    Ok(visit.sends("/account/security?notice=text-codes"))
}
