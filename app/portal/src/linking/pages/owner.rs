use onedoor_ui::components::{Button, Form, TextField, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, text};
use crate::linking::from_settings::path;

/// Asks for the password of the account here before a national identity is linked with it: whoever finds the
/// browser open shall not link their own.
pub(in crate::linking) struct OwnerPage {
    pub(in crate::linking) look: SiteLook,
    /// The issuer's name in addresses.
    pub(in crate::linking) key: String,
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
            (lede(text(view, "link-owner", &self.look)))
            (Form::post(view, path(&self.key)).around(&html! {
                (hidden("asked", "yes"))
                (TextField::password("password", t.get("portal-current-password"), t).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("link-continue"))) }))
            }))
        }
    }
}

impl Sampled for OwnerPage {
    fn samples() -> Vec<Self> {
        let sample = |problems| Self { look: sample_issuer(), key: "esia".to_owned(), problems };
        vec![
            sample(Problems::new()),
            sample(Problems::one(Problem::new("password", "portal-current-wrong"))),
            sample(Problems::one(Problem::general("portal-too-many").with("time", "14:05"))),
        ]
    }
}
