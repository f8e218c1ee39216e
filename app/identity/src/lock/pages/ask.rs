use maud::{Markup, html};
use onedoor_people::staff::REASON_LONGEST;
use onedoor_ui::components::{Button, Form, TextField, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::lock::{ASK, PATH};

/// Asking an officer to unlock.
pub(in crate::lock) struct AskPage {
    pub(in crate::lock) reason: String,
    pub(in crate::lock) problems: Problems,
}

impl Page for AskPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("unlock-ask")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let most = u16::try_from(REASON_LONGEST).unwrap_or(u16::MAX);
        let reason = TextField::long("reason", t.get("unlock-reason")).hint(t.get("unlock-reason-hint"));
        html! {
            (heading(self.title(t)))
            (lede(t.get("unlock-ask-lede")))
            (Form::post(view, ASK).around(&html! {
                (reason.max(most).value(self.reason.as_str()).problems(&self.problems, t))
                (button_row(&html! {
                    (Button::primary(t.get("unlock-ask-send")))
                    (button_link(t.get("console-cancel"), PATH, false))
                }))
            }))
        }
    }
}

impl Sampled for AskPage {
    fn samples() -> Vec<Self> {
        let page =
            |problems| Self { reason: "Tôi đã đổi thẻ căn cước mới".to_owned(), problems };
        vec![
            Self { reason: String::new(), problems: Problems::new() },
            page(Problems::one(Problem::new("reason", "unlock-reason-missing"))),
            page(Problems::one(Problem::general("unlock-many").with("time", "10:00"))),
        ]
    }
}
