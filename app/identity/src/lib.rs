//! Pages and endpoints of an identity site: registering, signing in and out, the account; and the
//! OpenID provider through which other sites learn who somebody is.

mod activation;
mod arriving;
mod card;
pub mod console;
mod contacts;
mod corrections;
mod interface;
mod level;
mod level1;
mod limits;
pub mod links;
mod lock;
mod merging;
mod notices;
mod owner_code;
mod pages;
mod parties;
mod passcode;
mod phone;
mod phone_app;
mod provider;
mod recovery;
mod refusals;
mod registration;
mod routes;
mod security;
mod settings;
mod sign_in;
mod state;
mod terms;

pub mod seed;
pub mod systems;

use axum::Router;
use onedoor_site::jobs::Jobs;
use onedoor_site::site_router;
use onedoor_ui::{NavItem, Samples};

pub use interface::events::subject_changed;
pub use level1::{Faces, Level1, SecondOfficer};
pub use phone::{NotChanged, PhoneChanged, change_phone};
pub use provider::{Provider, ProviderError};
pub use state::{Identity, LevelNames, Parts, Profile};
pub use terms::{Terms, TermsError, TermsVersion};

/// Looks at the cards whose validity may end, as the hourly round does: for tests.
pub async fn look_at_cards(state: &Identity) -> Result<(), ProviderError> {
    use onedoor_site::HasSite as _;
    lock::look_at_cards(state.site()).await
}

/// The entries of the main navigation.
pub fn navigation() -> Vec<NavItem> {
    vec![
        NavItem { key: "front-title", href: "/".to_owned() },
        NavItem { key: "front-account", href: "/account".to_owned() },
    ]
}

/// The whole site: the person's pages, the provider's pages and the provider's endpoints.
pub fn identity_router(state: Identity) -> Router {
    let endpoints = provider::endpoints().merge(interface::endpoints()).merge(phone_app::endpoints());
    let pages = routes::pages()
        .merge(sign_in::pages())
        .merge(sign_in::by_phone::pages())
        .merge(security::pages())
        .merge(links::pages())
        .merge(merging::pages())
        .merge(contacts::pages())
        .merge(corrections::pages())
        .merge(console::pages())
        .merge(recovery::pages())
        .merge(registration::pages())
        .merge(terms::pages())
        .merge(settings::pages())
        .merge(level::pages())
        .merge(card::pages())
        .merge(phone_app::pages())
        .merge(level1::pages())
        .merge(activation::pages())
        .merge(lock::pages())
        .merge(passcode::pages())
        .merge(provider::pages())
        .route_layer(axum::middleware::from_fn_with_state(state.clone(), terms::gate::gate));
    site_router(state, pages, endpoints)
}

/// What the site does by and by, added to the kinds of work that it has already.
pub fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    let jobs = recovery::jobs(state, refusals::jobs(state, provider::jobs(state, jobs)));
    let jobs = contacts::jobs(state, settings::jobs(state, jobs));
    systems::jobs(state, interface::jobs(state, level1::jobs(state, jobs)))
}

/// Samples of every page, for the test that renders them and for the gallery.
pub fn samples() -> Samples {
    let mut all = pages::samples();
    all.extend(sign_in::samples());
    all.extend(sign_in::by_phone::samples());
    all.extend(security::samples());
    all.extend(links::samples());
    all.extend(merging::samples());
    all.extend(contacts::samples());
    all.extend(corrections::samples());
    all.extend(console::samples());
    all.extend(registration::samples());
    all.extend(terms::samples());
    all.extend(settings::samples());
    all.extend(level::samples());
    all.extend(phone_app::samples());
    all.extend(level1::samples());
    all.extend(activation::samples());
    all.extend(lock::samples());
    all.extend(owner_code::samples());
    all.extend(passcode::samples());
    all.extend(recovery::samples());
    all.extend(provider::samples());
    all
}
