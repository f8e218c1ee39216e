//! `/account/settings/addresses`: where a person gets letters. The administrative unit is chosen first, step by step
//! from the largest or by its name; then come the fields that the country's post wants.

mod choose;
mod edit;
mod list;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{Country, PostalAddressId};
use onedoor_site::{FreshVisit, Refused, Visit};
use onedoor_storage::people::{self, PostalAddress};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::ErrorKind;

use super::event;
use crate::Identity;

/// The addresses.
pub(super) const PATH: &str = "/account/settings/addresses";
pub(super) const PLACE: &str = "/account/settings/addresses/place";
pub(super) const NEW: &str = "/account/settings/addresses/new";

/// More than anybody needs.
pub(super) const MOST: usize = 10;

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(list::show))
        .route(PLACE, get(choose::show))
        .route(NEW, get(edit::show_new).post(edit::add))
        .route("/account/settings/addresses/{id}", get(edit::show).post(edit::change))
        .route("/account/settings/addresses/{id}/main", post(list::main))
        .route("/account/settings/addresses/{id}/remove", post(list::remove))
}

/// The word for a country in forms and addresses of pages.
pub(super) const fn word(country: Option<Country>) -> &'static str {
    match country {
        Some(country) => country.code(),
        None => "other",
    }
}

/// The word is none of a country.
#[derive(Debug, Clone, Copy)]
struct NoCountry;

/// From the word.
fn from_word(word: &str) -> Result<Option<Country>, NoCountry> {
    if word == "other" { Ok(None) } else { Country::from_code(word).map(Some).ok_or(NoCountry) }
}

/// The addresses of the person who visits.
async fn all(visit: &Visit, account: onedoor_base::AccountId) -> Result<Vec<PostalAddress>, StorageError> {
    visit.site.store.read(move |tx| Box::pin(async move { people::addresses_of(tx, account).await })).await
}

/// One of them.
async fn own(visit: &FreshVisit, id: &str) -> Result<PostalAddress, Refused> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: PostalAddressId = id.parse().map_err(|error| not_found().because(error))?;
    let all = all(visit, visit.person()?).await?;
    all.into_iter().find(|one| one.id == id).ok_or_else(not_found)
}

/// What is done with an address.
#[derive(Clone)]
enum Act {
    Add(PostalAddressId, onedoor_places::Address),
    Change(PostalAddressId, onedoor_places::Address),
    Main(PostalAddressId),
    Remove(PostalAddressId),
}

impl Act {
    const fn action(&self) -> &'static str {
        match self {
            Self::Add(..) => "people.address.added",
            Self::Change(..) => "people.address.changed",
            Self::Main(_) => "people.address.main",
            Self::Remove(_) => "people.address.removed",
        }
    }

    /// Does it; false if there is no such address any more, or no room for another.
    async fn run(
        &self,
        tx: &mut Tx<'_>,
        account: onedoor_base::AccountId,
        now: onedoor_base::Timestamp,
    ) -> Result<bool, StorageError> {
        match self {
            Self::Add(id, address) => {
                if people::addresses_of(tx, account).await?.len() >= MOST {
                    return Ok(false);
                }
                people::add_address(tx, account, (*id, address), now).await?;
                Ok(true)
            }
            Self::Change(id, address) => people::change_address(tx, account, (*id, address), now).await,
            Self::Main(id) => people::main_address(tx, account, *id).await,
            Self::Remove(id) => people::remove_address(tx, account, *id).await,
        }
    }
}

/// Does something with an address of the person who visits, with its record; false if nothing was done.
async fn act(visit: &FreshVisit, act: Act) -> Result<bool, Refused> {
    let (account, now, act) = (visit.person()?, visit.now, Arc::new(act));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let act = Arc::clone(&act);
        Box::pin(async move {
            if act.run(tx, account, now).await? {
                Ok(Change::Recorded(true, vec![event(account, act.action(), now)]))
            } else {
                Ok(Change::Unrecorded(false))
            }
        })
    });
    Ok(write.await?)
}
