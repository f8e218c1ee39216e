use maud::{Markup, html};
use onedoor_ui::components::{
    Button, Challenge, Form, TextField, button_link, button_row, heading, hidden, lede,
};
use onedoor_ui::{Localizer, Page, Problems, Sampled, View};

use crate::phone_app::PATH;
use crate::phone_app::register::BEGIN;

/// Signing in on the phone.
pub(in crate::phone_app) struct SignInPage {
    /// The check that keeps programs out, if it is wanted.
    pub(in crate::phone_app) challenge: Option<Challenge>,
}

impl Page for SignInPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("sign-in-title")
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn is_installable(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("app-sign-in-lede")))
            (Form::post(view, "/sign-in").around(&html! {
                (hidden("return_to", PATH))
                // A user name has letters: no keyboard of digits alone.
                (TextField::new("identifier", t.get("app-sign-in-number"))
                    .hint(t.get("app-sign-in-number-hint")).autocomplete("username"))
                (TextField::password("password", t.get("password-label"), t))
                @if let Some(challenge) = &self.challenge { (challenge.with(Problems::NONE, t)) }
                (button_row(&html! { (Button::primary(t.get("sign-in-button"))) }))
            }))
            p { a href=(crate::recovery::PATH) { (t.get("recover-link")) } }
            (button_row(&button_link(t.get("app-register"), BEGIN, false)))
        }
    }
}

impl Sampled for SignInPage {
    fn samples() -> Vec<Self> {
        vec![Self { challenge: None }, Self { challenge: Some(Challenge::sample()) }]
    }
}
