//! What a site that can be put on a home screen shows there.

use std::sync::LazyLock;

use crate::Look;
use crate::assets::{Asset, asset, hash};
use crate::emblem::emblem_path;

/// Where the manifest is served.
pub(crate) const MANIFEST: &str = "/app/manifest.webmanifest";
/// The service worker: its address is the site's to choose, because it serves what lies beneath it.
pub const WORKER: &str = include_str!("../scripts/worker.js");

/// An icon of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeIcon {
    /// Where it is served.
    pub path: String,
    /// `192x192`, or `any`.
    pub sizes: &'static str,
    /// The kind of picture.
    pub content_type: &'static str,
    /// Whether a launcher may cut its own shape out of it.
    pub purpose: &'static str,
}

const SMALL: &[u8] = include_bytes!("../icons/vneid-192.png");
const LARGE: &[u8] = include_bytes!("../icons/vneid-512.png");

static PICTURES: LazyLock<[Asset; 2]> = LazyLock::new(|| {
    let picture = |size: &str, bytes: &'static [u8]| {
        asset(format!("/assets/icon-{size}-{}.png", hash(bytes)), "image/png", bytes)
    };
    [picture("192", SMALL), picture("512", LARGE)]
});

/// The pictures as files.
pub(crate) fn pictures() -> &'static [Asset] {
    &*PICTURES
}

/// The icons of a look: its emblem, and the pictures for phones that take no drawings where there are some.
pub fn icons(look: Look) -> Vec<HomeIcon> {
    let picture = |asset: &Asset, sizes, purpose| HomeIcon {
        path: asset.path.clone(),
        sizes,
        content_type: "image/png",
        purpose,
    };
    let drawing =
        HomeIcon { path: emblem_path(look), sizes: "any", content_type: "image/svg+xml", purpose: "any" };
    let [small, large] = &*PICTURES;
    match look {
        Look::Vneid => vec![
            picture(small, "192x192", "any maskable"),
            picture(large, "512x512", "any maskable"),
            drawing,
        ],
        _ => vec![drawing],
    }
}

/// The icon of phones that look for none in a manifest.
pub(crate) fn touch_icon(look: Look) -> Option<&'static str> {
    (look == Look::Vneid).then(|| PICTURES[0].path.as_str())
}
