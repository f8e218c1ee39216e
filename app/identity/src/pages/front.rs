use maud::{Markup, html};
use onedoor_base::IdentityLevel;
use onedoor_ui::components::{Cards, Tone, button_link, button_row, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use crate::LevelNames;

/// The front page: who am I here, and what can I do?
pub(crate) struct FrontPage {
    /// Who is signed in.
    pub(crate) greeted: Option<Greeted>,
}

/// Somebody who is signed in, for the front page.
pub(crate) struct Greeted {
    /// The person's name.
    pub(crate) name: String,
    /// The catalogue key of the level of identity.
    pub(crate) level: &'static str,
}

impl FrontPage {
    fn stranger(view: &View) -> Markup {
        let t = &view.t;
        let site = view.look.name(t);
        html! {
            (heading(t.with("front-heading", &[("site", site.into())])))
            (lede(t.get("front-lede")))
            (button_row(&html! {
                (button_link(t.get("sign-in-button"), "/sign-in", true))
                (button_link(t.get("register-link"), "/register", false))
            }))
            (section(t.get("front-what"), &html! {
                ul {
                    li { (t.get("front-what-once")) }
                    li { (t.get("front-what-allow")) }
                    li { (t.get("front-what-see")) }
                }
            }))
        }
    }
}

impl Page for FrontPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("front-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let Some(person) = &self.greeted else { return Self::stranger(view) };
        html! {
            (heading(t.with("front-hello", &[("name", person.name.as_str().into())])))
            (lede(t.get("front-hello-lede")))
            p { (t.get("front-level")) " " (status(t.get(person.level), Tone::Active)) }
            (Cards::new()
                .card(t.get("front-account"), t.get("front-account-text"), "/account").icon(Icon::Person)
                .card(t.get("front-portals"), t.get("front-portals-text"), "/account/consents").icon(Icon::Link)
                .card(t.get("front-sessions"), t.get("front-sessions-text"), "/account/sessions").icon(Icon::Device))
        }
    }
}

impl Sampled for FrontPage {
    fn samples() -> Vec<Self> {
        let greeted = |level| {
            let name = "Nguyễn Thị Minh Khai".to_owned();
            Self { greeted: Some(Greeted { name, level: LevelNames::Vneid.level(level) }) }
        };
        vec![Self { greeted: None }, greeted(IdentityLevel::Claimed), greeted(IdentityLevel::Substantial)]
    }
}
