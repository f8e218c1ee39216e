use onedoor_site::ReturnTo;
use onedoor_ui::components::{Button, Form, TextField, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, text};
use crate::linking::from_settings::path;

/// Before a national identity is linked: who the owner of the account here is, by its password if they have not shown
/// it lately. Whoever finds the browser open shall not link their own.
pub(in crate::linking) struct OwnerPage {
    pub(in crate::linking) look: SiteLook,
    /// The issuer's name in addresses.
    pub(in crate::linking) key: String,
    /// Whether the password is asked for.
    pub(in crate::linking) asks_password: bool,
    /// Where the person was heading for.
    pub(in crate::linking) return_to: ReturnTo,
    pub(in crate::linking) problems: Problems,
}

impl Page for OwnerPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-owner-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account/links".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(text(view, if self.asks_password { "link-owner" } else { "link-owner-known" }, &self.look)))
            (Form::post(view, path(&self.key)).around(&html! {
                (hidden("asked", "yes"))
                @if self.return_to != ReturnTo::home() { (hidden("return_to", self.return_to.as_str())) }
                @if self.asks_password {
                    (TextField::password("password", t.get("portal-current-password"), t).problems(&self.problems, t))
                }
                (button_row(&html! { (Button::primary(t.get("link-continue"))) }))
            }))
        }
    }
}

impl Sampled for OwnerPage {
    fn samples() -> Vec<Self> {
        let sample = |problems| Self {
            look: sample_issuer(),
            key: "esia".to_owned(),
            asks_password: true,
            return_to: ReturnTo::parse("/dossiers"),
            problems,
        };
        vec![
            Self { asks_password: false, ..sample(Problems::new()) },
            sample(Problems::new()),
            sample(Problems::one(Problem::new("password", "portal-current-wrong"))),
            sample(Problems::one(Problem::general("portal-too-many").with("time", "14:05"))),
        ]
    }
}
