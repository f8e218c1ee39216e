use onedoor_base::Timestamp;
use onedoor_storage::site::messages::STATES;
use onedoor_ui::components::{Button, Form, Select, Table, empty_state, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::words::OperatorNotice;
use super::{AT, breadcrumb, words};
use crate::console::MESSAGES;

/// A message, without what it says.
pub(in crate::console) struct MessageShown {
    pub(in crate::console) id: String,
    /// In part.
    pub(in crate::console) to: String,
    pub(in crate::console) mail: bool,
    pub(in crate::console) state: String,
    pub(in crate::console) created_at: Timestamp,
    pub(in crate::console) settled_at: Option<Timestamp>,
    /// Whether a try that nobody answered may have arrived too.
    pub(in crate::console) perhaps_twice: bool,
    pub(in crate::console) attempts: i64,
    pub(in crate::console) error: Option<String>,
    pub(in crate::console) may_retry: bool,
}

impl MessageShown {
    /// When it was put down, to whom it goes, what became of it and since when.
    pub(super) fn cells(&self, view: &View) -> Vec<Markup> {
        let t = &view.t;
        let (state, tone) = words::message(t, &self.state);
        let kind = t.get(if self.mail { "console-mail" } else { "console-sms" });
        vec![
            view.date_time(self.created_at),
            html! { (kind) " " (self.to) },
            html! {
                (status(state, tone))
                @if self.perhaps_twice { " " (t.get("console-message-twice")) }
            },
            html! { @if let Some(at) = self.settled_at { (view.date_time(at)) } @else { (t.get("console-not-yet")) } },
        ]
    }

    /// What the gateway said against it.
    pub(super) fn trouble(&self, view: &View) -> Markup {
        html! { @if let Some(error) = &self.error { code { (error) } } @else { (view.t.get("console-none")) } }
    }
}

/// The messages of the site.
pub(in crate::console) struct MessagesPage {
    pub(in crate::console) notice: Option<OperatorNotice>,
    /// Only those in this state.
    pub(in crate::console) state: Option<&'static str>,
    pub(in crate::console) counts: Vec<(String, i64)>,
    pub(in crate::console) messages: Vec<MessageShown>,
}

impl MessagesPage {
    fn counts(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["console-state", "console-count"].map(|key| t.get(key)).to_vec();
        let table = Table::new(t.get("console-message-counts"), columns).quiet_caption();
        self.counts.iter().fold(table, |table, (state, count)| {
            let (word, tone) = words::message(t, state);
            table.row(vec![status(word, tone), html! { (view.number(*count)) }])
        })
    }

    fn choice(&self, view: &View) -> Markup {
        let t = &view.t;
        let states = STATES.map(|state| (state.to_owned(), words::message(t, state).0));
        Form::get(view, MESSAGES).in_line().around(&html! {
            (Select::new("state", t.get("console-state"))
                .empty(t.get("console-every-state"))
                .options(states)
                .value(self.state.unwrap_or_default()))
            (Button::secondary(t.get("console-show")))
        })
    }

    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "console-when",
            "console-to",
            "console-state",
            "console-settled",
            "console-attempts",
            "console-trouble",
            "console-retry-column",
        ];
        let table = Table::new(t.get("console-messages-title"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.messages.iter().fold(table, |table, one| {
            let again = format!("{MESSAGES}/{}/retry", one.id);
            let mut cells = one.cells(view);
            cells.extend([
                html! { (view.number(one.attempts)) },
                one.trouble(view),
                html! {
                    @if one.may_retry {
                        (Form::post(view, again).around(&html! {
                            (Button::secondary(t.get("console-retry")).about(one.to.as_str()))
                        }))
                    } @else { (t.get("console-no-retry")) }
                },
            ]);
            table.row(cells)
        })
    }
}

impl Page for MessagesPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-messages-title")
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
            (lede(t.get("console-messages-lede")))
            @if !self.counts.is_empty() { (section(t.get("console-message-counts"), &html! { (self.counts(view)) })) }
            (section(t.get("console-messages-latest"), &html! {
                (self.choice(view))
                @if self.messages.is_empty() {
                    (empty_state(Icon::Message, t.get("console-messages-none-title"), t.get("console-messages-none"), &html! {}))
                } @else { (self.table(view)) }
            }))
        }
    }
}

impl Sampled for MessagesPage {
    fn samples() -> Vec<Self> {
        let message = |state: &str| MessageShown {
            id: "mesg_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            to: if state == "sent" { "l•••@mail.example" } else { "+86138•••01" }.to_owned(),
            mail: state == "sent",
            state: state.to_owned(),
            created_at: AT,
            settled_at: (state != "waiting").then_some(AT),
            perhaps_twice: state == "delivered",
            attempts: 1,
            error: (state == "refused").then(|| "550 5.1.1".to_owned()),
            may_retry: state == "refused",
        };
        let full = |notice, state| Self {
            notice,
            state,
            counts: STATES.map(|state| (state.to_owned(), 1_234)).to_vec(),
            messages: STATES.map(message).into(),
        };
        vec![
            full(None, None),
            full(Some(OperatorNotice::Again), Some("refused")),
            Self {
                notice: Some(OperatorNotice::NotAgain),
                state: None,
                counts: Vec::new(),
                messages: Vec::new(),
            },
        ]
    }
}
