use axum::Router;
use onedoor_site::site_router;
use onedoor_ui::NavItem;

use crate::profile::PortalKind;
use crate::{
    Portal, Profile, administration, closing, contacts, copy, identification, interface, linking, moved,
    referrals, routes,
};

/// The whole site of a portal.
pub fn portal_router(portal: Portal) -> Router {
    if portal.profile.moved_to.is_some() {
        let endpoints = linking::endpoints().merge(interface::endpoints());
        return site_router(portal, moved::pages(), endpoints);
    }
    let pages = routes::pages().merge(contacts::pages()).merge(linking::pages()).merge(referrals::pages());
    let pages = pages
        .merge(administration::pages())
        .merge(closing::pages())
        .merge(copy::pages())
        .merge(identification::pages());
    let endpoints = linking::endpoints().merge(referrals::endpoints()).merge(interface::endpoints());
    site_router(portal, pages, endpoints)
}

/// The entries of the main navigation.
pub fn navigation(profile: &Profile) -> Vec<NavItem> {
    let entry = |key, href: &str| NavItem { key, href: href.to_owned() };
    let mut entries = vec![entry("services-nav-home", "/")];
    entries.push(match profile.kind {
        PortalKind::National | PortalKind::OneStop => entry("services-nav-procedures", "/procedures"),
        PortalKind::School => entry("services-nav-applications", "/procedures"),
    });
    entries.push(entry("services-nav-dossiers", "/dossiers"));
    entries
}
