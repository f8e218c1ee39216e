//! `/app/passcode`: the electronic identity opened by its passcode, on the device that it is bound to (S3.7). The digits
//! count nowhere else; wrong ones are counted here, and the fifth in a row locks. With the key of the device, which signs a
//! question of ours, it is two factors; where the browser has none, it is one.
//!
//! It serves wherever somebody proves that it is they: to sign in, to prove it once more, and where a portal or the account
//! itself asks for two factors ([`link`], [`shows_two`]).

mod here;
mod pages;
mod show;
mod trial;

use axum::Router;
use axum::routing::get;

pub(crate) use here::{counts_here, link, shows_two};
pub(crate) use pages::samples;

use crate::Identity;

/// Where it is typed.
pub(crate) const PATH: &str = "/app/passcode";

/// What the questions to the device's key are for.
const PURPOSE: &str = "passcode";

/// Its pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new().route(PATH, get(show::show).post(show::open))
}
