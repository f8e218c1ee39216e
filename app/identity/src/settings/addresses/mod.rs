//! `/account/settings/addresses`: where a person gets letters. The administrative unit is chosen first, step by step
//! from the largest or by its name; then come the fields that the country's post wants.

mod choose;
mod edit;
mod list;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Country, PostalAddressId, Timestamp};
use onedoor_places::Address;
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
async fn all(visit: &Visit, account: AccountId) -> Result<Vec<PostalAddress>, StorageError> {
    visit.site.store.read(move |tx| Box::pin(async move { people::addresses_of(tx, account).await })).await
}

/// One of them.
async fn own(visit: &FreshVisit, id: &str) -> Result<PostalAddress, Refused> {
    let id = id_of(id)?;
    let all = all(visit, visit.person()?).await?;
    all.into_iter().find(|one| one.id == id).ok_or_else(|| Refused::kind(ErrorKind::NotFound))
}

fn id_of(text: &str) -> Result<PostalAddressId, Refused> {
    text.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))
}

/// What is done with an address.
#[derive(Clone)]
enum Act {
    Add(PostalAddressId, Address),
    /// With the moment of its last change that the person has seen.
    Change(PostalAddressId, Address, String),
    Main(PostalAddressId),
    Remove(PostalAddressId),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Acted {
    Done,
    /// It was done before: the second of two clicks.
    Before,
    /// It stands otherwise than the person has seen.
    Otherwise(Box<PostalAddress>),
    /// There is no such address any more.
    Gone,
    /// There is no room for another.
    Full,
    /// Something else is kept under the key of the form.
    Taken,
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

    async fn run(&self, tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Acted, StorageError> {
        let all = people::addresses_of(tx, account).await?;
        let there = |id: PostalAddressId| all.iter().find(|one| one.id == id);
        let done = |done, or| if done { Acted::Done } else { or };
        Ok(match self {
            Self::Add(id, new) => match there(*id) {
                Some(one) if one.address == *new => Acted::Before,
                Some(_) => Acted::Taken,
                None if all.len() >= MOST => Acted::Full,
                None => done(people::add_address(tx, account, (*id, new), now).await?, Acted::Taken),
            },
            Self::Change(id, new, seen) => match there(*id) {
                None => Acted::Gone,
                Some(one) if one.address == *new => Acted::Before,
                Some(one) if key(one) != *seen => Acted::Otherwise(Box::new(one.clone())),
                Some(_) => done(people::change_address(tx, account, (*id, new), now).await?, Acted::Gone),
            },
            Self::Main(id) => match there(*id) {
                None => Acted::Gone,
                Some(one) if one.main => Acted::Before,
                Some(_) => done(people::main_address(tx, account, *id).await?, Acted::Gone),
            },
            Self::Remove(id) => done(people::remove_address(tx, account, *id).await?, Acted::Gone),
        })
    }
}

/// By which a form knows whether the address was changed since it was drawn.
fn key(one: &PostalAddress) -> String {
    one.changed_at.millis().to_string()
}

/// Does something with an address of the person who visits, with its record.
async fn act(visit: &FreshVisit, act: Act) -> Result<Acted, Refused> {
    let (account, now, act) = (visit.person()?, visit.now, Arc::new(act));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let act = Arc::clone(&act);
        Box::pin(async move {
            Ok(match act.run(tx, account, now).await? {
                Acted::Done => Change::Recorded(Acted::Done, vec![event(account, act.action(), now)]),
                other => Change::Unrecorded(other),
            })
        })
    });
    Ok(write.await?)
}
