use onedoor_ui::{ErrorPage, Look, NavItem, Role, check, samples};

/// The gallery shows every component: what holds for its pages holds for the components.
#[path = "../../examples/gallery/pages.rs"]
mod gallery;

#[test]
fn error_pages_are_sound_in_every_language() {
    check::assert_pages(&samples![ErrorPage], Look::Vneid, Role::Identity, &[]);
}

#[test]
fn every_component_is_sound_in_every_language() {
    use gallery::{Account, Code, Desk, Parts, SignIn};
    let nav = [NavItem { key: "layout-navigation", href: "/sample".to_owned() }];
    check::assert_pages(&samples![SignIn, Code, Desk, Account, Parts], Look::School, Role::Portal, &nav);
}
