//! `/account/merge`: two accounts of one person become one, and two again for thirty days.
//!
//! Begun from one of them, in a browser that has just proven it; the other is proven by signing in with it in the same
//! browser, in whatever way it asks for. Nothing happens before the person has seen what becomes of every field and has
//! confirmed it. What is decided is decided in `onedoor_people::merging`.

mod carry;
mod confirm;
mod names;
mod pages;
mod part;
mod stage;
mod start;
mod undo;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::MergeId;
use onedoor_site::ReturnTo;

pub(crate) use pages::samples;
pub(crate) use part::settle;

use crate::Identity;

/// Where a merge begins, and where those that were done are listed.
pub(crate) const PATH: &str = "/account/merge";

/// Where a merge is undone by whoever was told of it, without signing in.
const NOTICE_PATH: &str = "/merge/undo";

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(start::show).post(start::begin))
        .route("/account/merge/{id}", get(confirm::show).post(confirm::confirm))
        .route("/account/merge/{id}/cancel", post(start::cancel))
        .route("/account/merge/{id}/undo", get(undo::ask).post(undo::undo))
        .route(NOTICE_PATH, get(undo::ask_by_notice).post(undo::undo_by_notice))
}

/// Whether somebody is on the way to the second proof of a merge.
pub(crate) fn is_begun(to: &ReturnTo) -> bool {
    let rest = to.as_str().strip_prefix(PATH).and_then(|rest| rest.strip_prefix('/'));
    rest.is_some_and(|id| id.parse::<MergeId>().is_ok())
}

/// The page of a begun merge.
fn path(id: MergeId) -> String {
    format!("{PATH}/{id}")
}
