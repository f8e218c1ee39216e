use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_site::phone_change::waiting_button;
use onedoor_ui::components::{button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View, grouped_phone};

use crate::contacts::PHONE;

/// The new phone is shown, and another account has it: the same person's, or its former owner's.
pub(in crate::contacts) struct TakenPhonePage {
    pub(in crate::contacts) id: String,
    /// In E.164.
    pub(in crate::contacts) phone: String,
    /// Until when nothing waits, because somebody objected.
    pub(in crate::contacts) shut_until: Option<Timestamp>,
}

impl Page for TakenPhonePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("phone-taken-title")
    }

    fn back(&self) -> Option<String> {
        Some(PHONE.to_owned())
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("phone-taken-title")))
            (lede(t.with("phone-taken-lede", &[("phone", grouped_phone(&self.phone).into())])))
            (section(t.get("phone-taken-mine"), &html! {
                p { (t.get("phone-taken-mine-do")) }
                (button_row(&button_link(t.get("merge-title"), crate::merging::PATH, true)))
            }))
            (section(t.get("phone-taken-not-mine"), &html! {
                p { (t.get("phone-taken-not-mine-do")) }
                (waiting_button(&self.id, self.shut_until, view))
            }))
        }
    }
}

impl Sampled for TakenPhonePage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone: "+84987654321".to_owned(),
            shut_until: None,
        };
        vec![plain(), Self { shut_until: Some(Timestamp::from_seconds(1_795_244_709)), ..plain() }]
    }
}
