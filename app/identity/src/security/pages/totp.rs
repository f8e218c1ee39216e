use maud::{Markup, html};
use onedoor_people::factors::LONGEST_LABEL;
use onedoor_ui::components::{Button, Form, TextField, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::security::qr;

/// Adding an app that makes codes.
pub(crate) struct TotpPage {
    /// The app that is being added, sealed.
    pub(crate) setup: String,
    /// What the picture says.
    pub(crate) uri: String,
    /// The secret, to be typed where no camera is.
    pub(crate) secret: String,
    pub(crate) label: String,
    pub(crate) problems: Problems,
}

impl TotpPage {
    fn steps(&self, t: &Localizer) -> Markup {
        let letters: Vec<char> = self.secret.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        html! {
            ol {
                li { (t.get("totp-step-app")) }
                li {
                    p { (t.get("totp-step-scan")) }
                    @if let Some(drawing) = qr::drawing(&self.uri, &t.get("totp-picture")) { (drawing) }
                    p { (t.get("totp-step-type")) }
                    p { code.secret { (groups.join(" ")) } }
                    p { a href=(self.uri) { (t.get("totp-open-app")) } }
                }
                li { (t.get("totp-step-code")) }
            }
        }
    }
}

impl Page for TotpPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("totp-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        super::breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("totp-lede")))
            (self.steps(t))
            (Form::post(view, "/account/security/totp").around(&html! {
                (hidden("setup", &self.setup))
                (TextField::code("code", t.get("second-totp-label"), 6)
                    .hint(t.get("code-hint")).problems(&self.problems, t))
                (TextField::new("label", t.get("security-label")).hint(t.get("totp-label-hint"))
                    .value(&self.label).autocomplete("off").optional(t)
                    .max(u16::try_from(LONGEST_LABEL).unwrap_or(u16::MAX)))
                (button_row(&html! { (Button::primary(t.get("totp-add"))) }))
            }))
        }
    }
}

impl Sampled for TotpPage {
    fn samples() -> Vec<Self> {
        let page = |problems| Self {
            setup: "c2VhbGVk".to_owned(),
            uri: "otpauth://totp/VNeID:minh.khai?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=VNeID"
                .to_owned(),
            secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(),
            label: String::new(),
            problems,
        };
        vec![
            page(Problems::new()),
            page(Problems::one(Problem::new("code", "totp-code-wrong"))),
            page(Problems::one(Problem::general("totp-begin-again"))),
        ]
    }
}
