use onedoor_base::JobId;
use onedoor_storage::jobs::{Dead, KindOfWork};
use onedoor_ui::components::{Button, Form, Table, empty_state, heading, lede, section};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::words::OperatorNotice;
use super::{AT, breadcrumb};
use crate::console::JOBS;

/// What the site does later.
pub(in crate::console) struct JobsPage {
    pub(in crate::console) notice: Option<OperatorNotice>,
    pub(in crate::console) kinds: Vec<KindOfWork>,
    pub(in crate::console) dead: Vec<Dead>,
}

impl JobsPage {
    fn kinds(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "console-work",
            "console-work-waiting",
            "console-work-due",
            "console-work-dead",
            "console-work-next",
        ];
        let table =
            Table::new(t.get("console-work-kinds"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.kinds.iter().fold(table, |table, one| {
            table.row(vec![
                html! { code { (one.kind) } },
                html! { (view.number(one.waiting)) },
                html! { (view.number(one.due)) },
                html! { (view.number(one.dead)) },
                html! { @if let Some(at) = one.next_at { (view.date_time(at)) } @else { (t.get("console-none")) } },
            ])
        })
    }

    fn dead(&self, view: &View) -> Table {
        let t = &view.t;
        let columns =
            ["console-when", "console-work", "console-attempts", "console-trouble", "console-retry-column"];
        let table = Table::new(t.get("console-work-given-up"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.dead.iter().fold(table, |table, one| {
            let again = format!("{JOBS}/{}/retry", one.id);
            table.row(vec![
                view.date_time(one.dead_at),
                html! { code { (one.kind) } },
                html! { (view.number(one.attempts)) },
                html! { code { (one.last_error) } },
                Form::post(view, again).around(&html! {
                    (Button::secondary(t.get("console-retry")).about(one.kind.as_str()))
                }),
            ])
        })
    }
}

impl Page for JobsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-jobs-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (lede(t.get("console-jobs-lede")))
            (section(t.get("console-work-given-up"), &html! {
                @if self.dead.is_empty() {
                    (empty_state(Icon::Check, t.get("console-jobs-none-title"), t.get("console-jobs-none"), &html! {}))
                } @else { (self.dead(view)) }
            }))
            @if !self.kinds.is_empty() { (section(t.get("console-work-kinds"), &html! { (self.kinds(view)) })) }
        }
    }
}

impl Sampled for JobsPage {
    fn samples() -> Vec<Self> {
        let kind =
            |kind: &str, next_at| KindOfWork { kind: kind.to_owned(), waiting: 3, due: 1, dead: 1, next_at };
        let dead = Dead {
            id: JobId::from_bytes([1; 16]),
            kind: "sms".to_owned(),
            attempts: 12,
            last_error: "the gateway did not answer within 10 s".to_owned(),
            dead_at: AT,
        };
        vec![
            Self {
                notice: Some(OperatorNotice::Again),
                kinds: vec![kind("sms", Some(AT)), kind("mail", None)],
                dead: vec![dead],
            },
            Self { notice: None, kinds: Vec::new(), dead: Vec::new() },
        ]
    }
}
