use onedoor_base::IdentityLevel;
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{button_link, button_row, heading, kicker, lede};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use super::parts;

/// What an applicant lacks.
pub(crate) enum Lacking {
    /// They are here with a user name of this site: the national identities that could say more, by key and look.
    National(Vec<(String, SiteLook)>),
    /// That national identity does not know them so well yet.
    Level((String, SiteLook)),
    /// The link with that national identity was proven by less.
    Link(SiteLook),
}

/// A procedure wants its applicants to be known better.
pub(crate) struct NeededPage {
    /// Which.
    pub(crate) procedure: &'static Procedure,
    /// What is missing.
    pub(crate) lacking: Lacking,
    /// Where they come back to.
    pub(crate) back: ReturnTo,
}

impl NeededPage {
    /// The way to a national identity that is asked for the level.
    fn way(&self, key: &str) -> String {
        let level = word(self.procedure.identity);
        format!("/sign-in/national/{key}?identity={level}&return_to={}", self.back.encoded())
    }
}

/// The level in the address.
const fn word(level: IdentityLevel) -> &'static str {
    match level {
        IdentityLevel::Claimed => "claimed",
        IdentityLevel::Basic => "basic",
        IdentityLevel::Substantial => "substantial",
        IdentityLevel::High => "high",
    }
}

impl Page for NeededPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("services-needed-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let with = |key: &str, look: &SiteLook| t.with(key, &[("issuer", look.name(t).into())]);
        html! {
            (kicker(self.procedure.name.get(view.language())))
            (heading(self.title(t)))
            (lede(t.get("services-needed")))
            ul { li { (parts::level(t, self.procedure.identity)) } }
            @match &self.lacking {
                Lacking::National(ways) => {
                    p { (t.get("services-needed-national")) }
                    @for (key, look) in ways {
                        (button_row(&button_link(with("services-needed-way", look), &self.way(key), true)))
                    }
                }
                Lacking::Level((key, look)) => {
                    p { (with("services-needed-level", look)) }
                    (button_row(&button_link(with("services-needed-way", look), &self.way(key), true)))
                }
                Lacking::Link(look) => p { (with("services-needed-link", look)) },
            }
            p { a href=(format!("/procedures/{}", self.procedure.code)) { (t.get("services-needed-back")) } }
        }
    }
}

impl Sampled for NeededPage {
    fn samples() -> Vec<Self> {
        let look = || SiteLook::new(Look::Dvcqg, Role::Identity);
        let way = || ("dvcqg".to_owned(), look());
        let all = ProcedureCatalogue::vietnam().all();
        let of = |level| all.iter().find(|one| one.identity == level).unwrap_or(&all[0]);
        let (basic, substantial) = (of(IdentityLevel::Basic), of(IdentityLevel::Substantial));
        let sample =
            |procedure, lacking| Self { procedure, lacking, back: ReturnTo::parse("/submit/1.004222") };
        vec![
            sample(basic, Lacking::National(vec![way()])),
            sample(basic, Lacking::National(Vec::new())),
            sample(substantial, Lacking::Level(way())),
            sample(substantial, Lacking::Link(look())),
        ]
    }
}
