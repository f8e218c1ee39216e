use std::sync::LazyLock;

use crate::Look;
use crate::emblem::{emblem_file, emblem_path};

const STYLE: &str = concat!(
    include_str!("../styles/tokens.css"),
    include_str!("../styles/base.css"),
    include_str!("../styles/layout.css"),
    include_str!("../styles/sites.css"),
    include_str!("../styles/ribbons.css"),
    include_str!("../styles/components.css"),
    include_str!("../styles/lists.css"),
    include_str!("../styles/figures.css"),
    include_str!("../styles/fields.css"),
    include_str!("../styles/site-parts.css"),
    include_str!("../styles/challenge.css"),
    include_str!("../styles/camera.css"),
    include_str!("../styles/print.css"),
);
const SCRIPT: &str = include_str!("../scripts/onedoor.js");
const CHALLENGE: &str = include_str!("../scripts/challenge.js");
const WORK: &str = include_str!("../scripts/work.js");
const PASSKEYS: &str = include_str!("../scripts/passkeys.js");
const BY_PHONE: &str = include_str!("../scripts/by_phone.js");
const ADVICE: &str = include_str!("../scripts/advice.js");
const CARD: &str = include_str!("../scripts/card.js");
const DEVICE: &str = include_str!("../scripts/device.js");
const DEVICE_KEY: &str = include_str!("../scripts/device_key.js");
const FACE: &str = include_str!("../scripts/face.js");
const PLACES: &str = include_str!("../scripts/places.js");

/// A file that every site serves. The path carries a hash of the content, so that it may be kept
/// for ever: `Cache-Control: public, max-age=31536000, immutable`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is served, from the root: `/assets/site-0123456789abcdef.css`.
    pub path: String,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The content.
    pub bytes: &'static [u8],
    /// A strong entity tag with its quotation marks (RFC 9110 section 8.8.3).
    pub etag: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut all = vec![
        asset(style_path().to_owned(), "text/css; charset=utf-8", STYLE.as_bytes()),
        script(script_path(), SCRIPT),
        script(challenge_path(), CHALLENGE),
        script(work_path(), WORK),
        script(passkeys_path(), PASSKEYS),
        script(advice_path(), ADVICE),
        script(places_path(), PLACES),
        script(card_path(), CARD),
        script(device_path(), DEVICE),
        script(device_key_path(), DEVICE_KEY),
        script(face_path(), FACE),
        script(by_phone_path(), BY_PHONE),
    ];
    all.extend(crate::installed::pictures().iter().cloned());
    all.extend(
        Look::ALL
            .iter()
            .map(|look| asset(emblem_path(*look), "image/svg+xml", emblem_file(*look).as_bytes())),
    );
    all
});

/// Everything to serve under `/assets/`.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

/// Where the style sheet is served.
pub fn style_path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| format!("/assets/site-{}.css", hash(STYLE.as_bytes())));
    &PATH
}

/// Where the script module is served.
pub fn script_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/onedoor-{}.js", hash(SCRIPT.as_bytes())));
    &PATH
}

/// Where the module of a [`crate::components::Challenge`] is served.
pub(crate) fn challenge_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/challenge-{}.js", hash(CHALLENGE.as_bytes())));
    &PATH
}

/// Where what does its work is served.
pub(crate) fn work_path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| format!("/assets/work-{}.js", hash(WORK.as_bytes())));
    &PATH
}

/// Where the module is served with which a computer waits for a phone.
pub fn by_phone_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/by_phone-{}.js", hash(BY_PHONE.as_bytes())));
    &PATH
}

/// Where the module of [`crate::components::advice`] is served.
pub(crate) fn advice_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/advice-{}.js", hash(ADVICE.as_bytes())));
    &PATH
}

fn script(path: &str, source: &'static str) -> Asset {
    asset(path.to_owned(), "text/javascript; charset=utf-8", source.as_bytes())
}

/// Where the script module is served that pages with passkeys load.
pub fn passkeys_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/passkeys-{}.js", hash(PASSKEYS.as_bytes())));
    &PATH
}

/// Where the script module is served that lets a list of places follow what is typed.
pub fn places_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/places-{}.js", hash(PLACES.as_bytes())));
    &PATH
}

/// Where the script module is served with which a camera looks for a card's code.
pub fn card_path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| format!("/assets/card-{}.js", hash(CARD.as_bytes())));
    &PATH
}

/// Where the script module is served that says what a browser lacks.
pub fn device_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/device-{}.js", hash(DEVICE.as_bytes())));
    &PATH
}

/// Where the script module is served that makes the key of a device and signs with it.
pub fn device_key_path() -> &'static str {
    static PATH: LazyLock<String> =
        LazyLock::new(|| format!("/assets/device_key-{}.js", hash(DEVICE_KEY.as_bytes())));
    &PATH
}

/// Where the script module is served with which a camera takes the pictures of a face.
pub fn face_path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| format!("/assets/face-{}.js", hash(FACE.as_bytes())));
    &PATH
}

pub(crate) fn asset(path: String, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { path, content_type, bytes, etag: format!("\"{}\"", hash(bytes)) }
}

/// FNV-1a of 64 bits, in hexadecimal: tells versions of a file apart, protects nothing.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let sum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}
