//! How the owner of an account is reached: the mail addresses and the phone, and changing them.

mod email;
mod pages;
mod phone;

use axum::Router;

use crate::Identity;

pub(crate) use onedoor_site::phone_change::{PATH as PHONE, WITHDRAW};
pub(crate) use pages::samples;
pub(crate) use phone::{NewChange, jobs, phone_stays, too_often, wait};

/// Where mail addresses are kept.
pub(crate) const EMAIL: &str = "/account/email";

/// The person's pages.
pub(crate) fn pages() -> Router<Identity> {
    email::pages().merge(phone::pages())
}
