use onedoor_ui::{ErrorPage, Look, Role, check, samples};

#[test]
fn error_pages_are_sound_in_every_language() {
    check::assert_pages(&samples![ErrorPage], Look::Vneid, Role::Identity, &[]);
}
