use onedoor_people::staff::Asks;
use onedoor_ui::components::{Button, Form, SummaryList, button_link, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::find::reason_field;

/// Says what a lock or its end does to whom, before it is proposed.
pub(in crate::console) struct ProposePage {
    pub(in crate::console) look: String,
    pub(in crate::console) name: String,
    pub(in crate::console) login: String,
    /// Whether the account is to be opened again.
    pub(in crate::console) unlocks: bool,
    pub(in crate::console) reason: String,
    pub(in crate::console) case: String,
    pub(in crate::console) problems: Problems,
}

impl Page for ProposePage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.unlocks { "console-unlock-propose" } else { "console-lock-propose" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(format!("/console/looks/{}", self.look))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (asks, text) = if self.unlocks {
            (Asks::Unlock, "console-unlock-does")
        } else {
            (Asks::Lock, "console-lock-does")
        };
        let look = format!("/console/looks/{}", self.look);
        html! {
            (heading(self.title(t)))
            (lede(t.get(text)))
            p { (t.get("console-two")) }
            (SummaryList::new()
                .row(t.get("console-person"), format!("{} ({})", self.name, self.login))
                .row(t.get("console-case"), self.case.as_str()))
            (Form::post(view, format!("{look}/propose")).around(&html! {
                (hidden("asks", asks.word()))
                (reason_field(t, &self.reason, &self.problems))
                (button_row(&html! {
                    (Button::primary(t.get("console-propose")))
                    (button_link(t.get("console-cancel"), &look, false))
                }))
            }))
        }
    }
}

impl Sampled for ProposePage {
    fn samples() -> Vec<Self> {
        let sample = |unlocks, problems| Self {
            look: "look_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            name: "李娜".to_owned(),
            login: "lina.jinan".to_owned(),
            unlocks,
            reason: "本人来电称手机丢失".to_owned(),
            case: "2026/117".to_owned(),
            problems,
        };
        let no = [
            "console-no-own",
            "console-no-role",
            "console-no-nothing",
            "console-no-waits",
            "console-no-approvers",
        ];
        let mut all = vec![sample(false, Problems::new()), sample(true, Problems::new())];
        all.extend(no.map(|key| sample(false, Problems::one(Problem::general(key)))));
        all
    }
}
