//! The addresses, each as its post wants it on a letter.

use axum::extract::Path;
use axum::response::Response;
use onedoor_places::write_out;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, SignedInVisit};
use serde::Deserialize;

use super::{Act, MOST, PATH, act, all, own};
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
    let address = own(&visit, &id).await?;
    if !address.main {
        act(&visit, Act::Main(address.id)).await?;
    }
    Ok(visit.sends(&format!("{PATH}?notice=main")))
}

/// `POST /account/settings/addresses/{id}/remove`.
pub(super) async fn remove(
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let address = own(&visit, &id).await?;
    act(&visit, Act::Remove(address.id)).await?;
    Ok(visit.sends(&format!("{PATH}?notice=removed")))
}
