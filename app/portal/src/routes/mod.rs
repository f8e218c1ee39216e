//! What is done at each address.

mod dossiers;
mod home;
mod place;
mod procedures;
mod review;
mod submission;

use axum::Router;

use crate::Portal;

/// The pages of the portal's own.
pub(crate) fn pages() -> Router<Portal> {
    home::pages()
        .merge(procedures::pages())
        .merge(place::pages())
        .merge(submission::pages())
        .merge(review::pages())
        .merge(dossiers::pages())
}
