//! Signing in through a national identity, and the links that this makes.
//!
//! The walk: [`start`] sends the browser to the issuer; [`callback`] takes the answer; [`settle`] looks the
//! facts up, lets `onedoor_linking::decide` decide and acts, in one transaction; where the local side is still
//! to be proven, [`steps`] and [`prove`] ask for it and settle again. [`answer`] has the page of each outcome.
//! [`tell`] tells the issuer of a link, which opens nothing before the issuer has confirmed it; [`heard`] draws
//! the consequences of what the issuer says. Every night [`compare`] looks whether both sides still say the same.

mod answer;
mod callback;
pub(crate) mod compare;
mod ending;
mod from_settings;
pub(crate) mod heard;
mod held_links;
mod initiate;
mod label;
mod linked;
mod made;
mod matched;
mod national;
mod nightly;
mod pages;
mod prepared;
mod prints;
mod prove;
mod put_right;
pub(crate) mod record;
pub(crate) mod renew;
mod settings;
mod settle;
mod sign_out;
pub mod staff;
mod start;
mod steps;
mod stopped;
mod switch;
mod takeover;
pub(crate) mod tell;

use axum::Router;
use axum::routing::{get, post};
use onedoor_site::jobs::Jobs;
use onedoor_storage::linking::owed::TELL_JOB;

pub use compare::{CannotCompare, Compared, Difference, Finding, compare};
pub(crate) use heard::{notify_linked, notify_number};
pub(crate) use label::{begun, said};
pub use onedoor_linking_protocol::Way as LinkingWay;
pub use pages::samples;
pub(crate) use prints::read as read_prints;
pub(crate) use prove::tries_of;
pub(crate) use settings::Upstream;
pub use settings::{
    BACKCHANNEL_LOGOUT_PATH, CALLBACK_PATH, CONTACT_WITHOUT_NUMBER, DEFAULT_SCOPE, INITIATE_PATH,
    LINKING_PATH, Linking, SIGNED_OUT_PATH, UpstreamSettings,
};
pub(crate) use settle::STRICTEST;
pub use sign_out::after_sign_out;
pub(crate) use switch::{has_others, known_level};
pub(crate) use takeover::{hold_unproven, is_held};

use crate::Portal;

/// The pages, for the frame of the site.
pub fn pages() -> Router<Portal> {
    Router::new()
        .route("/sign-in/national/{key}", get(start::start))
        .route(CALLBACK_PATH, get(callback::callback))
        .route(INITIATE_PATH, get(initiate::initiate))
        .route("/sign-in/link/{proposal}", get(steps::show))
        .route("/sign-in/link/{proposal}/account", get(steps::ask_account).post(prove::prove))
        .route("/sign-in/link/{proposal}/new", post(steps::new_account))
        .route("/sign-in/link/{proposal}/not-mine", post(prepared::not_mine))
        .route("/sign-in/link/{proposal}/choose", post(steps::choose))
        .route("/sign-in/link/{proposal}/again", post(steps::look_again))
        .route("/sign-in/link/{proposal}/cancel", post(steps::cancel))
        .route(settings::STOPPED_PATH, get(stopped::stopped))
        .route("/sign-in/linked", get(linked::linked))
        .route("/account/links", get(linked::list))
        .route("/account/links/{key}/end", get(ending::ask).post(ending::end))
        .route("/account/links/{key}/renew", post(renew::renew))
        .merge(takeover::pages())
        .route(switch::PATH, get(switch::show).post(switch::switch))
        .route("/account/links/{key}", get(from_settings::ask).post(from_settings::begin))
        .route(SIGNED_OUT_PATH, get(sign_out::signed_out))
}

/// Plans what is done by night and what is done by and by, unless it is planned; no reason not to begin, if the
/// database is busy.
pub async fn plan(portal: &Portal) {
    if let Err(error) = nightly::plan(portal).await {
        tracing::warn!(%error, "the comparison of links is not planned");
    }
    if let Err(error) = prints::plan(portal).await {
        tracing::warn!(%error, "fingerprints are not planned");
    }
}

/// Adds the work of telling issuers, and of having numbers fingerprinted.
pub fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    // However long an issuer was down, it must come to know.
    let jobs = jobs.with_patient(TELL_JOB, tell::handler(portal));
    prints::with_work(portal, jobs.with(nightly::JOB, nightly::handler(portal)))
}

/// The endpoints for programs, outside of the frame.
pub fn endpoints() -> Router<Portal> {
    Router::new().route(BACKCHANNEL_LOGOUT_PATH, post(sign_out::backchannel))
}
