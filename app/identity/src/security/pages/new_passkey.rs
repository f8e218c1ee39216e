use maud::{Markup, html};
use onedoor_people::factors::LONGEST_LABEL;
use onedoor_ui::components::{Button, TextField, heading, lede, section};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::sign_in::{Ceremony, PasskeyForm};

/// Making a passkey.
pub(crate) struct NewPasskeyPage {
    pub(crate) passkey: PasskeyForm,
    /// The name that is offered for it.
    pub(crate) label: String,
    pub(crate) problems: Problems,
}

impl Page for NewPasskeyPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("passkey-add-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        super::breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let label = TextField::new("label", t.get("security-label"))
            .hint(t.get("security-label-hint"))
            .value(&self.label)
            .autocomplete("off")
            .max(u16::try_from(LONGEST_LABEL).unwrap_or(u16::MAX));
        let button = Button::primary(t.get("passkey-add-button"));
        let fields = html! { (label) };
        html! {
            (heading(self.title(t)))
            (lede(t.get("passkey-add-lede")))
            (self.passkey.show(view, ("/account/security/passkey", Ceremony::Make), (&fields, button)))
            (section(t.get("passkey-what"), &html! {
                p { (t.get("passkey-what-text")) }
                p { (t.get("passkey-what-shared")) }
            }))
        }
    }
}

impl Sampled for NewPasskeyPage {
    fn samples() -> Vec<Self> {
        let page = |problems| Self {
            passkey: PasskeyForm::sample(),
            label: "Chrome trên Android".to_owned(),
            problems,
        };
        vec![page(Problems::new()), page(Problems::one(Problem::general("passkey-not-made")))]
    }
}
