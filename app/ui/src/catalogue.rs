use onedoor_base::Language;

/// One Fluent file of one language.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue {
    /// The language it is written in.
    pub language: Language,
    /// The room it belongs to, one of [`FILES`].
    pub room: &'static str,
    /// Fluent source text.
    pub source: &'static str,
}

macro_rules! files {
    ($($room:literal),+ $(,)?) => {
        /// The catalogue files of each language, one per room.
        pub const FILES: &[&str] = &[$($room),+];

        const ALL: &[Catalogue] = &[$(
            Catalogue {
                language: Language::Vi,
                room: $room,
                source: include_str!(concat!("../catalogues/vi/", $room, ".ftl")),
            },
            Catalogue {
                language: Language::Zh,
                room: $room,
                source: include_str!(concat!("../catalogues/zh/", $room, ".ftl")),
            },
            Catalogue {
                language: Language::Ru,
                room: $room,
                source: include_str!(concat!("../catalogues/ru/", $room, ".ftl")),
            },
            Catalogue {
                language: Language::En,
                room: $room,
                source: include_str!(concat!("../catalogues/en/", $room, ".ftl")),
            },
        )+];
    };
}

files!(
    "common",
    "errors",
    "challenge",
    "console",
    "applications",
    "identity",
    "security",
    "settings",
    "addresses",
    "phone",
    "recovery",
    "copy",
    "registration",
    "by_phone",
    "provider",
    "links",
    "linking",
    "portal",
    "portal_mail",
    "portal_closing",
    "identification",
    "services",
    "activity",
    "sandbox",
    "kit",
    "notices",
    "level",
    "card",
    "activation",
    "lock",
    "phone_app",
    "level1",
    "merging"
);

/// Every catalogue file that is compiled in.
pub const fn catalogues() -> &'static [Catalogue] {
    ALL
}
