use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, TextField, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::activation::{PASSCODE, PATH};

/// The passcode is chosen.
pub(in crate::activation) struct PasscodePage {
    /// The code's id.
    pub(in crate::activation) id: String,
    pub(in crate::activation) problems: Problems,
}

impl Page for PasscodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("passcode-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("passcode-lede")))
            (Form::post(view, PASSCODE).making_device_key().around(&html! {
                (hidden("id", &self.id))
                (hidden("public_key", ""))
                (TextField::passcode("passcode", t.get("passcode-label"), t).hint(t.get("passcode-hint"))
                    .problems(&self.problems, t))
                (TextField::passcode("again", t.get("passcode-again"), t).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("passcode-save"))) }))
            }))
        }
    }
}

impl Sampled for PasscodePage {
    fn samples() -> Vec<Self> {
        let id = "code_0197f3c2-0000-7000-8000-000000000000";
        let wrong =
            |field, key| Self { id: id.to_owned(), problems: Problems::one(Problem::new(field, key)) };
        vec![
            Self { id: id.to_owned(), problems: Problems::new() },
            wrong("passcode", "passcode-shape"),
            wrong("passcode", "passcode-repeated"),
            wrong("passcode", "passcode-in-a-row"),
            wrong("passcode", "passcode-known"),
            wrong("again", "passcode-differs"),
        ]
    }
}
