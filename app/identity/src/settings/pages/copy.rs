use onedoor_site::copy::{CopyPage, CopyTable, sample};
use onedoor_storage::people::PARTS;
use onedoor_ui::Problems;

use crate::settings::{PATH as SETTINGS, copy};

/// A copy of what is held about a person, or the way to it.
pub(in crate::settings) fn copy_page(number: Option<String>, tables: Option<Vec<CopyTable>>) -> CopyPage {
    CopyPage {
        trail: &[("account-title", "/account"), ("settings-title", SETTINGS)],
        addresses: (copy::FILE, copy::READ),
        asks_password: false,
        without: "copy-without",
        number,
        tables,
        cut: Vec::new(),
        problems: Problems::new(),
    }
}

/// Before it was asked for, and with every table and column.
pub(super) fn copy_samples() -> Vec<CopyPage> {
    let full = || copy_page(Some("036 188 001 234".to_owned()), Some(sample(PARTS)));
    vec![copy_page(None, None), full(), CopyPage { cut: vec!["sessions", "grants"], ..full() }]
}
