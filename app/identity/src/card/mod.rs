//! A card's data, by whichever way they come: the camera reads its code, a photograph of it is sent, or they are typed.
//!
//! A page that asks for a card puts [`scan`] above a form with [`CardTyped::fields`]. With scripts the camera's pictures
//! go to `/app/card/read` and the fields fill themselves; without, the photograph is sent to an address of that page,
//! which has it read by [`look_at`]. What comes of either is a claim that its owner looks through and may correct:
//! [`CardTyped::check`] says whether the fields still are what the code said.

mod look;
mod read;
mod said;
mod scan;
mod typed;
mod words;

use axum::Router;
use axum::routing::post;
use onedoor_national_id::card::Day;
use onedoor_site::Visit;

pub(crate) use look::{Looked, look_at};
pub(crate) use said::{CardSaid, Mark};
pub(crate) use scan::scan;
pub(crate) use typed::{CardTyped, date, number_problem, sample, written};
pub(crate) use words::doubt_key;

use crate::{Identity, settings};

/// Where the camera's pictures are read.
pub(crate) const READ: &str = "/app/card/read";

/// The address of the camera's pictures.
pub(crate) fn pages() -> Router<Identity> {
    Router::new().route(READ, post(read::read))
}

/// The day it is on the walls of the country's offices.
pub(crate) fn today(visit: &Visit) -> Day {
    let (year, month, day) = settings::today(visit).parts();
    Day { year, month, day }
}
