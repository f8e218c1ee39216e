//! The sites of the demo world.

use onedoor_base::{Country, Language};
use onedoor_ui::{Help, Localizer, Look, Role};

/// A site of the demo world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Its host name.
    pub(super) host: &'static str,
    /// Its look, whose key also names its directory.
    pub(super) look: Look,
    /// What it is for.
    pub(super) role: Role,
    /// Its country.
    pub(super) country: Country,
    /// Its usual language.
    pub(super) language: Language,
    /// The catalogue key of what the street map says about it.
    pub(super) about: &'static str,
}

const fn vietnamese(host: &'static str, look: Look, role: Role, about: &'static str) -> Place {
    Place { host, look, role, country: Country::Vietnam, language: Language::Vi, about }
}

const fn russian(host: &'static str, look: Look, role: Role, about: &'static str) -> Place {
    Place { host, look, role, country: Country::Russia, language: Language::Ru, about }
}

/// The national portal.
pub(super) const DVCQG: Place =
    vietnamese("dvcqg.localhost", Look::Dvcqg, Role::Portal, "street-about-dvcqg");
/// A province's one-stop portal.
pub(super) const HAIDUONG: Place =
    vietnamese("haiduong.localhost", Look::Haiduong, Role::Portal, "street-about-haiduong");
/// The school system.
pub(super) const SCHOOL: Place =
    russian("school.localhost", Look::School, Role::Portal, "street-about-school");
/// Electronic identity.
pub(super) const VNEID: Place =
    vietnamese("vneid.localhost", Look::Vneid, Role::Identity, "street-about-vneid");
/// The national portal's own accounts.
pub(super) const ID_DVCQG: Place =
    vietnamese("id.dvcqg.localhost", Look::IdDvcqg, Role::Identity, "street-about-id-dvcqg");
/// Gosuslugi accounts.
pub(super) const ESIA: Place = russian("esia.localhost", Look::Esia, Role::Identity, "street-about-esia");
/// Unified user management and sign-in.
pub(super) const ID_SHANDONG: Place = Place {
    host: "id.shandong.localhost",
    look: Look::IdShandong,
    role: Role::Identity,
    country: Country::China,
    language: Language::Zh,
    about: "street-about-id-shandong",
};
/// Everything that belongs to others.
pub(super) const OUTSIDE: Place =
    vietnamese("outside.localhost", Look::Outside, Role::Sandbox, "street-lede");

/// Those on the street map, in its order.
pub(super) const ON_THE_MAP: [Place; 7] = [DVCQG, HAIDUONG, SCHOOL, ID_DVCQG, VNEID, ESIA, ID_SHANDONG];

/// The portals.
pub(super) const PORTALS: [Place; 3] = [DVCQG, HAIDUONG, SCHOOL];
/// The identities.
pub(super) const IDENTITIES: [Place; 4] = [ID_DVCQG, VNEID, ESIA, ID_SHANDONG];

impl Place {
    /// Where its people find help; as invented as they are.
    pub(super) fn help(&self) -> Help {
        let (phone, hours) = match self.country {
            Country::Vietnam => ("1900 0000", "7–22"),
            Country::Russia => ("8 800 000-00-00", "9–18"),
            Country::China => ("12345", "0–24"),
        };
        let words = Language::ALL.map(|language| {
            (language, Localizer::of(language).with("demo-help", &[("hours", hours.into())]))
        });
        let email = format!("help@{}.example", self.look.key());
        Help { phone: Some(phone.to_owned()), email: Some(email), words: words.into() }
    }

    /// Its address, without a slash at the end.
    pub(super) fn address(&self, port: u16) -> String {
        format!("http://{}:{port}", self.host)
    }
}
