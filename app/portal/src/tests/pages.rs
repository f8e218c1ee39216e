use onedoor_ui::{Look, Role, check};

use crate::tests::actors::{national, school};
use crate::{all_samples, navigation};

#[test]
fn every_page_in_every_language() {
    check::assert_pages(&all_samples(), Look::Dvcqg, Role::Portal, &navigation(&national()));
    check::assert_pages(&all_samples(), Look::School, Role::Portal, &navigation(&school()));
}
