use onedoor_base::{IdentityLevel, LinkId};
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{Button, Form, button_link, button_row, heading, hidden, kicker, lede};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use super::parts;
use crate::linking::renew;

/// What an applicant lacks.
pub(crate) enum Lacking {
    /// They are here with a user name of this site: the national identities that could say more, by key and look.
    National(Vec<(String, SiteLook)>),
    /// That national identity does not know them so well yet.
    Level((String, SiteLook)),
    /// The link with that national identity was proven by less, and nobody has made sure whose the account is: that is
    /// done at the office.
    Number {
        /// The national identity.
        way: (String, SiteLook),
        /// What the account is called at the counter.
        user_name: String,
        /// Whether it does not know its person so well yet, either.
        unsure: bool,
    },
    /// The link was proven by less, and can be made anew by the number.
    Link {
        /// How the national identity presents itself.
        look: SiteLook,
        /// The link.
        link: LinkId,
    },
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
    /// What is done at the office, step by step.
    fn office(&self, t: &Localizer, user_name: &str) -> Markup {
        html! {
            h2 { (t.get("services-needed-office-title")) }
            ol {
                li { (t.with("services-needed-office-go", &[("name", user_name.into())])) }
                li { (t.get("services-needed-office-staff")) }
                li { (t.get("services-needed-office-back")) }
            }
            p { (t.get("services-needed-office-else")) }
            (button_row(&button_link(t.get("services-needed-office-again"), self.back.as_str(), false)))
        }
    }

    /// The link is made anew.
    fn renewal(&self, view: &View, look: &SiteLook, link: LinkId) -> Markup {
        let t = &view.t;
        html! {
            p { (t.get("services-needed-renew")) }
            ul {
                li { (t.with("services-needed-renew-how", &[("issuer", look.name(t).into())])) }
                li { (t.get("services-needed-renew-stays")) }
                li { (t.get("services-needed-renew-back")) }
            }
            (Form::post(view, renew::path(link)).around(&html! {
                (hidden("identity", word(self.procedure.identity)))
                (hidden("return_to", self.back.as_str()))
                (Button::primary(t.get("services-needed-renew-button")))
            }))
        }
    }

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
                Lacking::Number { way: (key, look), user_name, unsure } => {
                    p { (with("services-needed-link", look)) }
                    p { strong { (t.get("services-needed-number")) } }
                    (self.office(t, user_name))
                    @if *unsure {
                        p { (with("services-needed-also", look)) }
                        (button_row(&button_link(with("services-needed-way", look), &self.way(key), false)))
                    }
                }
                Lacking::Link { look, link } => {
                    p { (with("services-needed-link", look)) }
                    (self.renewal(view, look, *link))
                }
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
        let number = |unsure| Lacking::Number { way: way(), user_name: "hungtv".to_owned(), unsure };
        let sample =
            |procedure, lacking| Self { procedure, lacking, back: ReturnTo::parse("/submit/1.004222") };
        vec![
            sample(basic, Lacking::National(vec![way()])),
            sample(basic, Lacking::National(Vec::new())),
            sample(substantial, Lacking::Level(way())),
            sample(substantial, number(false)),
            sample(substantial, number(true)),
            sample(substantial, Lacking::Link { look: look(), link: LinkId::from_bytes([3; 16]) }),
        ]
    }
}
