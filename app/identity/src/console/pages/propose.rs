use onedoor_people::staff::Asks;
use onedoor_ui::components::{Button, Form, SummaryList, button_link, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::find::reason_field;

/// Says what a lock or its end does to whom, before it is proposed.
pub(in crate::console) struct ProposePage {
    pub(in crate::console) look: String,
    pub(in crate::console) name: String,
    pub(in crate::console) login: String,
    /// What is proposed: a lock, or the end of one.
    pub(in crate::console) asks: Asks,
    pub(in crate::console) reason: String,
    pub(in crate::console) case: String,
    pub(in crate::console) problems: Problems,
}

impl Page for ProposePage {
    fn title(&self, t: &Localizer) -> String {
        t.get(match self.asks {
            Asks::LockIdentity => "console-lock-identity-propose",
            Asks::UnlockIdentity => "console-unlock-identity-propose",
            Asks::Unlock => "console-unlock-propose",
            _ => "console-lock-propose",
        })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(format!("/console/looks/{}", self.look))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let text = match self.asks {
            Asks::LockIdentity => "console-lock-identity-does",
            Asks::UnlockIdentity => "console-unlock-identity-does",
            Asks::Unlock => "console-unlock-does",
            _ => "console-lock-does",
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
                (hidden("asks", self.asks.word()))
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
        let sample = |asks, problems| Self {
            look: "look_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            name: "李娜".to_owned(),
            login: "lina.jinan".to_owned(),
            asks,
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
        let all = [Asks::Lock, Asks::Unlock, Asks::LockIdentity, Asks::UnlockIdentity];
        let mut all = all.map(|asks| sample(asks, Problems::new())).into_iter().collect::<Vec<_>>();
        all.extend(no.map(|key| sample(Asks::Lock, Problems::one(Problem::general(key)))));
        all
    }
}
