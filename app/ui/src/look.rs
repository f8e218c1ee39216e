use std::collections::HashMap;

use onedoor_base::Language;

use crate::{Help, Localizer};

/// What a site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Proves who people are.
    Identity,
    /// Serves them.
    Portal,
    /// Stands in for others in the demo world.
    Sandbox,
}

impl Role {
    /// The value of `data-role` in the style sheet.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Portal => "portal",
            Self::Sandbox => "sandbox",
        }
    }
}

macro_rules! looks {
    ($($(#[$doc:meta])* $name:ident = $key:literal),+ $(,)?) => {
        /// Colours, emblem and header shape, chosen together so that sites are told apart at a glance.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Look {
            $($(#[$doc])* $name,)+
        }

        impl Look {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The value of `data-site` in the style sheet and of the setting in a site's configuration.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }
        }
    };
}

looks! {
    /// Electronic identity of Vietnam.
    Vneid = "vneid",
    /// The national portal's own accounts.
    IdDvcqg = "id-dvcqg",
    /// The national portal of Vietnam.
    Dvcqg = "dvcqg",
    /// A province's one-stop portal.
    Haiduong = "haiduong",
    /// The one that it merges into.
    Haiphong = "haiphong",
    /// Gosuslugi accounts.
    Esia = "esia",
    /// The school system.
    School = "school",
    /// Unified user management of Shandong.
    IdShandong = "id-shandong",
    /// The service portal of Shandong.
    Shandong = "shandong",
    /// Everything that belongs to others.
    Outside = "outside",
    /// A site without a look of its own.
    Plain = "plain",
}

impl Look {
    /// By its key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|look| look.key() == key)
    }

    const fn name_key(self) -> &'static str {
        match self {
            Self::Vneid => "site-name-vneid",
            Self::IdDvcqg => "site-name-id-dvcqg",
            Self::Dvcqg => "site-name-dvcqg",
            Self::Haiduong => "site-name-haiduong",
            Self::Haiphong => "site-name-haiphong",
            Self::Esia => "site-name-esia",
            Self::School => "site-name-school",
            Self::IdShandong => "site-name-id-shandong",
            Self::Shandong => "site-name-shandong",
            Self::Outside => "site-name-outside",
            Self::Plain => "site-name-plain",
        }
    }
}

/// How one site presents itself.
#[derive(Debug, Clone)]
pub struct SiteLook {
    /// Colours, emblem and header shape.
    pub look: Look,
    /// What the site is for.
    pub role: Role,
    /// Names given by the operator; a language without one takes the catalogue's name of the look.
    pub names: HashMap<Language, String>,
    /// Where people find help with the site.
    pub help: Help,
    /// Whether the pages say that this is a demonstration with invented people.
    pub demonstration: bool,
}

impl SiteLook {
    /// A site in earnest with the catalogue's name of the look.
    pub fn new(look: Look, role: Role) -> Self {
        Self { look, role, names: HashMap::new(), help: Help::default(), demonstration: false }
    }

    /// A site of the demo world: its pages say so.
    pub fn demonstration(look: Look, role: Role) -> Self {
        Self { demonstration: true, ..Self::new(look, role) }
    }

    /// What the site is called.
    pub fn name(&self, t: &Localizer) -> String {
        self.names.get(&t.language()).cloned().unwrap_or_else(|| t.get(self.look.name_key()))
    }
}
