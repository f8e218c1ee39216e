use std::collections::BTreeSet;

use onedoor_ui::{Look, assets, by_phone_path, passkeys_path, script_path, style_path};

#[test]
fn every_asset_has_its_own_path_and_tag() {
    let paths: BTreeSet<_> = assets().iter().map(|a| &a.path).collect();
    assert_eq!(paths.len(), 14 + Look::ALL.len());
    for asset in assets() {
        assert!(!asset.bytes.is_empty(), "{} is empty", asset.path);
        assert!(asset.etag.starts_with('"') && asset.etag.ends_with('"') && asset.etag.len() == 18);
        assert!(asset.path.contains(asset.etag.trim_matches('"')), "{} doesn't carry its hash", asset.path);
    }
    for path in [style_path(), script_path(), passkeys_path(), by_phone_path()] {
        assert!(assets().iter().any(|a| a.path == path), "{path} is not served");
    }
}

/// The content security policy allows nothing from elsewhere, and no `data:` either.
#[test]
fn the_style_sheet_fetches_nothing() {
    for asset in assets().iter().filter(|asset| asset.content_type != "image/png") {
        let text = std::str::from_utf8(asset.bytes).unwrap();
        assert!(!text.contains("url(") && !text.contains("@import"), "{} fetches something", asset.path);
    }
}
