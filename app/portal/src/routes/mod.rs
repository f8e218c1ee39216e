//! What is done at each address.

mod account;
mod advice;
mod confirming;
mod dossiers;
mod email;
pub(crate) mod form;
mod home;
mod password;
mod phone;
mod place;
mod procedures;
mod reset;
mod reset_password;
mod review;
mod sessions;
mod sign_in;
mod sign_out;
mod submission;

pub(crate) use form::{is_own_password, own_account};
pub(crate) use phone::{jobs as phone_jobs, replaced as phone_replaced};
pub(crate) use place::address;
pub(crate) use procedures::{procedure, suffices};

use axum::Router;

use crate::Portal;

/// The pages of the portal's own.
pub(crate) fn pages() -> Router<Portal> {
    home::pages()
        .merge(sign_in::pages())
        .merge(sign_out::pages())
        .merge(reset::pages())
        .merge(reset_password::pages())
        .merge(account::pages())
        .merge(phone::pages())
        .merge(email::pages())
        .merge(password::pages())
        .merge(advice::pages())
        .merge(sessions::pages())
        .merge(onedoor_site::activity::pages())
        .merge(procedures::pages())
        .merge(place::pages())
        .merge(submission::pages())
        .merge(review::pages())
        .merge(dossiers::pages())
}
