//! The national number of an account that was made without one: asked for after a sign-in, given later at
//! `/account/identity`, and held against the population register.
//!
//! The register says that there is a person of this number, name and birth date. It does not say that the account is this
//! person's: whoever knows the three can give them. Such a number opens nothing, and keeps nobody from the same number;
//! what becomes of its owner who comes with a national identity, `domain/linking` decides.

mod ask;
mod born;
mod given;
mod pages;
mod review;
mod show;

use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::Subject;
use onedoor_site::{Refused, ReturnTo, Visit};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_ui::{Samples, samples};

use crate::{Portal, closing};
use pages::{AskPage, IdentificationPage};
pub(crate) use review::Content;

/// What is known of the owner's number.
pub(crate) const PATH: &str = "/account/identity";
/// Where it is asked for.
const ASK: &str = "/account/identity/ask";
const SKIP: &str = "/account/identity/skip";

/// Why the staff may say that a number is not the owner's, each with what the owner reads.
pub(crate) const REASONS: [(&str, &str); 3] = [
    ("other_person", "identification-why-other-person"),
    ("unclear", "identification-why-unclear"),
    ("register", "identification-why-register"),
];

/// Whoever did not give it is left alone for so long.
const LEFT_ALONE: Duration = Duration::from_hours(7 * 24);

pub(crate) fn pages() -> Router<Portal> {
    Router::new()
        .route(PATH, get(show::show).post(show::whole))
        .route(ASK, get(ask::show).post(ask::give))
        .route(SKIP, post(ask::skip))
}

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![AskPage, IdentificationPage]
}

/// Whether the portal wants numbers and can hold them against the register.
pub(crate) fn asks(portal: &Portal) -> bool {
    portal.profile.ask_number && portal.site.has_register()
}

/// Where somebody goes on to who has just signed in: past the question for their number, if the account lacks it and
/// they were not asked lately. Whoever wanted the account closed is asked about that, and about nothing else; whoever is
/// on the way to link another national identity is not held up, since that one brings the number.
pub(crate) async fn onward(
    portal: &Portal,
    visit: &Visit,
    who: Subject,
    to: &ReturnTo,
) -> Result<String, Refused> {
    let on = closing::onward(visit, who, to).await?;
    let Subject::LocalAccount(account) = who else { return Ok(on) };
    if on != to.as_str() || !asks(portal) || is_to_link(to) {
        return Ok(on);
    }
    let read = visit.site.store.read(move |tx| Box::pin(async move { accounts::get(tx, account).await }));
    let lacks = read.await?.is_some_and(|record| is_asked(&record, visit));
    Ok(if lacks { format!("{ASK}?return_to={}", to.encoded()) } else { on })
}

/// Whether somebody is on the way to link one more national identity with the account ([`crate::linking`]).
fn is_to_link(to: &ReturnTo) -> bool {
    to.as_str().starts_with("/account/links/")
}

fn is_asked(record: &AccountRecord, visit: &Visit) -> bool {
    let lately = record.number_skipped_at.is_some_and(|at| visit.now < at.after(LEFT_ALONE));
    record.number.is_none() && !lately
}
