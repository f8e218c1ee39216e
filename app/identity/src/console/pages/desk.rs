use onedoor_people::staff::{Part, StaffRole, may};
use onedoor_ui::components::{Cards, SummaryList, button_link, button_row, heading, lede, section};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::words;
use crate::console::{
    ALARMS, APPLICATIONS, CORRECTIONS, JOBS, LIMITS, MESSAGES, PATH, PEOPLE, PROPOSALS, RECORD, STAFF,
    SYSTEMS, UNLOCKS,
};

/// The first page: what there is for this member of the staff. Of what none of their roles opens nothing is counted.
#[derive(Default)]
pub(in crate::console) struct DeskPage {
    pub(in crate::console) roles: Vec<StaffRole>,
    /// How many proposals wait.
    pub(in crate::console) open: i64,
    /// How many requests to put data right wait.
    pub(in crate::console) corrections: i64,
    /// How many of them are late.
    pub(in crate::console) late: i64,
    /// How many applications for level 1 wait, and how many of them are late; where level 1 is given from the phone.
    pub(in crate::console) applications: Option<(i64, i64)>,
    /// The same of requests to unlock.
    pub(in crate::console) unlocks: (i64, i64),
    /// How often the staff looked at somebody within a day.
    pub(in crate::console) looks: i64,
    /// How many messages wait to be sent.
    pub(in crate::console) waiting: i64,
    /// How many the gateway refused.
    pub(in crate::console) failed: i64,
    /// How much work was given up.
    pub(in crate::console) dead: i64,
    /// How many alarms nobody has seen.
    pub(in crate::console) alarms: i64,
}

impl DeskPage {
    fn cards(&self, view: &View) -> Cards {
        let t = &view.t;
        let said = |key, count: i64| t.with(key, &[("count", count.into())]);
        let parts = [
            (Part::People, PEOPLE, "console-people-title", t.get("console-people-card"), Icon::Search),
            (
                Part::Corrections,
                CORRECTIONS,
                "console-corrections-title",
                self.corrections(view),
                Icon::Document,
            ),
            (
                Part::Applications,
                APPLICATIONS,
                "applications-title",
                self.applications.map(|counts| waiting(view, counts)).unwrap_or_default(),
                Icon::Check,
            ),
            (Part::Applications, UNLOCKS, "unlocks-title", waiting(view, self.unlocks), Icon::Key),
            (
                Part::Proposals,
                PROPOSALS,
                "console-proposals-title",
                said("console-proposals-card", self.open),
                Icon::Lock,
            ),
            (Part::Staff, STAFF, "console-staff-title", t.get("console-staff-card"), Icon::Key),
            (
                Part::Record,
                RECORD,
                "console-record-title",
                said("console-record-card", self.looks),
                Icon::Document,
            ),
            (
                Part::Alarms,
                ALARMS,
                "console-alarms-title",
                said("console-alarms-card", self.alarms),
                Icon::Alert,
            ),
            (Part::Systems, SYSTEMS, "console-systems-title", t.get("console-systems-card"), Icon::Link),
            (Part::Messages, MESSAGES, "console-messages-title", self.messages(view), Icon::Message),
            (Part::Jobs, JOBS, "console-jobs-title", said("console-jobs-card", self.dead), Icon::Clock),
            (Part::Limits, LIMITS, "console-limits-title", t.get("console-limits-card"), Icon::Info),
        ];
        parts
            .into_iter()
            .filter(|(part, ..)| may(&self.roles, *part))
            .filter(|(part, ..)| *part != Part::Applications || self.applications.is_some())
            .fold(Cards::new(), |cards, (_, href, title, text, icon)| {
                cards.card(t.get(title), text, href).icon(icon)
            })
    }

    fn corrections(&self, view: &View) -> String {
        waiting(view, (self.corrections, self.late))
    }

    fn messages(&self, view: &View) -> String {
        let args = [("waiting", self.waiting.into()), ("failed", self.failed.into())];
        view.t.with("console-messages-card", &args)
    }
}

fn waiting(view: &View, (count, late): (i64, i64)) -> String {
    view.t.with("console-corrections-card", &[("count", count.into()), ("late", late.into())])
}

impl Page for DeskPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-lede")))
            (self.cards(view))
            (section(t.get("console-roles"), &html! { (roles(t, &self.roles)) }))
        }
    }
}

fn roles(t: &Localizer, roles: &[StaffRole]) -> SummaryList {
    let row = |list: SummaryList, role: &StaffRole| {
        list.row(t.get(words::role(*role)), t.get(words::role_means(*role)))
    };
    roles.iter().fold(SummaryList::new(), row)
}

impl Sampled for DeskPage {
    fn samples() -> Vec<Self> {
        let of = |roles: &[StaffRole]| Self {
            roles: roles.to_vec(),
            open: 2,
            corrections: 5,
            late: 1,
            applications: Some((3, 1)),
            unlocks: (2, 1),
            looks: 14,
            waiting: 3,
            failed: 1,
            dead: 0,
            alarms: 1,
        };
        vec![of(&StaffRole::ALL), of(&[StaffRole::Auditor])]
    }
}

/// A part that none of somebody's roles opens.
pub(in crate::console) struct NotYoursPage {
    pub(in crate::console) roles: Vec<StaffRole>,
}

impl Page for NotYoursPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-not-yours-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-not-yours")))
            (roles(t, &self.roles))
            (button_row(&button_link(t.get("console-back"), PATH, true)))
        }
    }
}

impl Sampled for NotYoursPage {
    fn samples() -> Vec<Self> {
        vec![Self { roles: vec![StaffRole::Operator] }]
    }
}

/// Somebody of the staff who has nothing but a phone.
pub(in crate::console) struct NeedsBetterPage;

impl Page for NeedsBetterPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-needs-better-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-needs-better")))
            (button_row(&html! {
                (button_link(t.get("passkey-add-title"), "/account/security/passkey", true))
                (button_link(t.get("totp-title"), "/account/security/totp", false))
            }))
        }
    }
}

impl Sampled for NeedsBetterPage {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
