//! `/account/settings/language`: the language that an account is written to in. Its owner finds it in every browser
//! that they sign in from, unless another was chosen there.

use axum::response::Response;
use onedoor_base::Language;
use onedoor_site::{Posted, Refused, SignedInVisit};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::pages::LanguagePage;
use super::{LANGUAGE, PATH, event};
use crate::routes::Known;

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    language: String,
}

/// `GET /account/settings/language`.
pub(super) async fn show(visit: SignedInVisit) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    Ok(visit.page(&LanguagePage { language: known.account.language }))
}

/// `POST /account/settings/language`.
pub(super) async fn choose(
    visit: SignedInVisit,
    Posted(choice): Posted<Choice>,
) -> Result<Response, Refused> {
    let Some(language) = Language::ALL.into_iter().find(|one| one.tag() == choice.language) else {
        return Ok(visit.sends(LANGUAGE));
    };
    let (id, now) = (visit.person()?, visit.now);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            people::choose_language(tx, id, language, now).await?;
            let event = event(id, "people.language.chosen", now).with("language", language.tag());
            Ok(Change::Recorded((), vec![event]))
        })
    });
    write.await?;
    // It holds here too, and at once.
    Ok(visit.with_language(language, visit.sends(&format!("{PATH}?notice=language"))))
}
