//! The addresses, each as its post wants it on a letter.

use axum::extract::Path;
use axum::response::Response;
use onedoor_places::write_out;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, SignedInVisit, see_other};
use serde::Deserialize;

use super::{Act, Acted, MOST, PATH, act, all, id_of};
use crate::settings::pages::{AddressNotice, AddressShown, AddressesPage};

/// A form without fields of its own.
#[derive(Deserialize)]
pub(super) struct Nothing {}

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /account/settings/addresses`.
pub(super) async fn show(visit: SignedInVisit, Asked(news): Asked<News>) -> Result<Response, Refused> {
    let all = all(&visit, visit.person()?).await?;
    let room = all.len() < MOST;
    let shown = all.into_iter().map(|one| AddressShown {
        id: one.id.to_string(),
        label: one.address.label.clone(),
        lines: write_out(&one.address),
        main: one.main,
    });
    Ok(visit.page(&AddressesPage {
        notice: AddressNotice::from_word(&news.notice),
        addresses: shown.collect(),
        room,
    }))
}

/// `POST /account/settings/addresses/{id}/main`.
pub(super) async fn main(
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let done = act(&visit, Act::Main(id_of(&id)?)).await?;
    Ok(back(&visit, &done, "main"))
}

/// `POST /account/settings/addresses/{id}/remove`.
pub(super) async fn remove(
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let done = act(&visit, Act::Remove(id_of(&id)?)).await?;
    Ok(back(&visit, &done, "removed"))
}

/// To the list: whoever clicked twice, or removed it in another window, sees there that it is gone.
fn back(visit: &FreshVisit, done: &Acted, notice: &str) -> Response {
    match done {
        Acted::Done | Acted::Before => visit.sends(&format!("{PATH}?notice={notice}")),
        _ => see_other(PATH),
    }
}
