use onedoor_ui::{Look, Role, check};

#[test]
fn every_page_in_every_language() {
    check::assert_pages(&onedoor_portal::linking::samples(), Look::School, Role::Portal, &[]);
}
