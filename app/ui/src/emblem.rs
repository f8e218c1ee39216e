//! The sites' emblems: plain drawings of our own, no state's arms and nobody's logo.
//!
//! Each is a picture of 48 by 48 that reads at 20 pixels, in two inks: `currentColor` for the shape
//! and the class `e2` for the accent.

use std::collections::HashMap;
use std::sync::LazyLock;

use maud::{Markup, PreEscaped};

use crate::Look;
use crate::assets::hash;

/// The drawing and the ground of the icon file.
struct Drawing {
    /// Elements inside the `svg`.
    shapes: &'static str,
    /// The site's colour, as in the style sheet's tokens.
    ground: &'static str,
    /// The accent on that colour.
    accent: &'static str,
}

const fn drawing(look: Look) -> Drawing {
    let (ground, accent, shapes) = match look {
        Look::Vneid => ("#9c1f38", "#ffd79a", VNEID),
        Look::IdDvcqg => ("#7a4a0c", "#ffe0a3", ID_DVCQG),
        Look::Dvcqg => ("#86276b", "#ffd0ec", DVCQG),
        Look::Haiduong => ("#136045", "#ffb3a8", HAIDUONG),
        Look::Haiphong => ("#a8380f", "#ffd9a0", HAIPHONG),
        Look::Esia => ("#0b55b8", "#a8dcff", ESIA),
        Look::School => ("#5b3aa8", "#ffdf7d", SCHOOL),
        Look::IdShandong => ("#1f2c5c", "#ffb98a", ID_SHANDONG),
        Look::Shandong => ("#0a5c66", "#b9f1e4", SHANDONG),
        Look::Outside => ("#3b3f45", "#ffd84d", OUTSIDE),
        Look::Plain => ("#38475a", "#cfe0f2", PLAIN),
    };
    Drawing { shapes, ground, accent }
}

/// A thumb's ridges inside a door's arch.
const VNEID: &str = r#"<path d="M10 44V22a14 14 0 0 1 28 0v22" class="s"/><path d="M17 44V23a7 7 0 0 1 14 0v9" class="s e2"/><path d="M24 24v20M31 38v6" class="s e2"/>"#;
/// A key whose bow is a sun drum.
const ID_DVCQG: &str = r#"<circle cx="17" cy="17" r="11" class="s"/><path d="M17 10v14M10 17h14M12 12l10 10M22 12 12 22" class="s e2"/><path d="M25 25l17 17M36 36l5-5M31 31l4-4" class="s"/>"#;
/// An open lotus.
const DVCQG: &str = r#"<path d="M24 8c7 8 7 18 0 28-7-10-7-20 0-28z" class="f e2"/><path d="M12 15c8 4 12 11 12 21-9-2-14-10-12-21zM36 15c-8 4-12 11-12 21 9-2 14-10 12-21z" class="s"/><path d="M4 25c9-1 16 3 20 11-9 4-17 0-20-11zM44 25c-9-1-16 3-20 11 9 4 17 0 20-11zM13 42h22" class="s"/>"#;
/// Two lychees under a leaf.
const HAIDUONG: &str = r#"<circle cx="16" cy="32" r="10" class="f e2"/><circle cx="34" cy="29" r="8.5" class="s"/><path d="M16 22c1-6 4-9 9-12M34 20c-1-5-4-8-9-10" class="s"/><path d="M25 10c4-6 11-7 18-4-4 6-11 8-18 4z" class="f"/>"#;
/// A flame-tree flower over the sea.
const HAIPHONG: &str = r#"<path d="M24 21c-6-4-7-10-3-15 6 3 7 9 3 15zM24 21c0-7 4-12 11-12 1 7-4 12-11 12zM24 21c7-1 12 2 13 8-7 2-12-1-13-8zM24 21c-7-1-12 2-13 8 7 2 12-1 13-8zM24 21c0-7-4-12-11-12-1 7 4 12 11 12z" class="f"/><path d="M4 37c4-4 7-4 10 0s6 4 10 0 6-4 10 0 6 4 10 0M8 44c4-3 6-3 8 0s5 3 8 0 5-3 8 0 5 3 8 0" class="s e2"/>"#;
/// Two panes that make one window.
const ESIA: &str = r#"<path d="M8 8h22v22H8z" class="s"/><path d="M18 18h22v22H18z" class="f e2"/><path d="m23 29 5 5 8-10" class="k"/>"#;
/// An open book with a spark.
const SCHOOL: &str = r#"<path d="M24 18C18 13 11 12 4 13v25c7-1 14 0 20 5 6-5 13-6 20-5V13c-7-1-14 0-20 5v25" class="s"/><path d="m24 2 2 5 5 2-5 2-2 5-2-5-5-2 5-2z" class="f e2"/>"#;
/// A mountain gate before the sun.
const ID_SHANDONG: &str = r#"<circle cx="24" cy="17" r="8" class="f e2"/><path d="M3 42 15 24l7 9 9-14 14 23z" class="s"/><path d="M20 42v-6a4 4 0 0 1 8 0v6" class="s"/>"#;
/// A sail over waves, before a headland.
const SHANDONG: &str = r#"<path d="M25 5v25H9C17 25 23 16 25 5z" class="f e2"/><path d="M29 12c5 5 8 11 9 18h-9zM6 35h36l-4 8H12z" class="s"/>"#;
/// A street sign with two arms.
const OUTSIDE: &str = r#"<path d="M24 4v40M16 44h16" class="s"/><path d="M8 9h24l7 6-7 6H8z" class="f e2"/><path d="M40 25H20l-6 5 6 5h20z" class="s"/>"#;
/// A door ajar.
const PLAIN: &str = r#"<path d="M9 44V20a15 15 0 0 1 30 0v24M4 44h40" class="s"/><path d="M17 44V21l12 5v18z" class="f e2"/>"#;

impl Look {
    /// The site's colour, as in the style sheet's tokens.
    pub const fn ground(self) -> &'static str {
        drawing(self).ground
    }
}

/// The emblem inside a page; the style sheet gives it its inks.
pub(crate) fn emblem(look: Look) -> Markup {
    PreEscaped(format!(
        r#"<svg class="emblem" viewBox="0 0 48 48" aria-hidden="true" focusable="false">{}</svg>"#,
        drawing(look).shapes
    ))
}

static FILES: LazyLock<HashMap<Look, (String, String)>> = LazyLock::new(|| {
    let file = |look: &Look| {
        let content = icon_file(*look);
        let path = format!("/assets/emblem-{}-{}.svg", look.key(), hash(content.as_bytes()));
        (*look, (path, content))
    };
    Look::ALL.iter().map(file).collect()
});

/// Where the emblem is served as an icon.
pub(crate) fn emblem_path(look: Look) -> String {
    FILES.get(&look).map(|(path, _)| path.clone()).unwrap_or_default()
}

/// The emblem as a file of its own, on the site's colour.
pub(crate) fn emblem_file(look: Look) -> &'static str {
    FILES.get(&look).map(|(_, content)| content.as_str()).unwrap_or_default()
}

fn icon_file(look: Look) -> String {
    let Drawing { shapes, ground, accent } = drawing(look);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 64 64"><style>.s,.k{{fill:none;stroke:#fff;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}}.f{{fill:#fff}}.s.e2{{stroke:{accent}}}.f.e2{{fill:{accent}}}.k{{stroke:{ground}}}</style><rect x="-8" y="-8" width="64" height="64" rx="14" fill="{ground}"/>{shapes}</svg>"#
    )
}
