use onedoor_ui::{Look, Role, check};

#[test]
fn every_page_is_sound_in_every_language() {
    let nav = onedoor_identity::navigation();
    check::assert_pages(&onedoor_identity::samples(), Look::Vneid, Role::Identity, &nav);
}
