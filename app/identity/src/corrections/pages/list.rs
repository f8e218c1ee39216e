use onedoor_base::Timestamp;
use onedoor_proofing::correction::{Field, State};
use onedoor_storage::people::Correction;
use onedoor_ui::components::{
    Button, Form, Radios, Table, button_link, button_row, empty_state, heading, lede, section,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::words::{CorrectionNotice, field_key, state_shown};
use super::{AT, sample, trail};
use crate::corrections::{NEW, PATH};

/// What a person has asked for, and asking for more.
pub(in crate::corrections) struct ListPage {
    pub(in crate::corrections) notice: Option<CorrectionNotice>,
    /// Whether there is a number by which the person can be looked up.
    pub(in crate::corrections) numbered: bool,
    pub(in crate::corrections) corrections: Vec<Correction>,
    pub(in crate::corrections) now: Timestamp,
}

impl ListPage {
    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["correction-what", "correction-state", "correction-sent-at", "correction-due"];
        let table =
            Table::new(t.get("correction-list"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.corrections.iter().fold(table, |table, one| {
            table.row(vec![
                html! { a href=(format!("{PATH}/{}", one.id)) { (t.get(field_key(one.field))) } },
                state_shown(t, one, self.now),
                view.date(one.sent_at),
                html! { @if one.state.is_open() { (view.last_day(one.due_at)) } },
            ])
        })
    }

    /// Which field is chosen first; the next page has its form.
    fn ask(&self, view: &View) -> Markup {
        let t = &view.t;
        if !self.numbered {
            return html! {
                p { (t.get("correction-number-first")) }
                (button_row(&button_link(t.get("account-number-give"), crate::registration::NUMBER, true)))
            };
        }
        let radios = Radios::new("field", t.get("correction-which"));
        let radios = Field::ALL
            .into_iter()
            .fold(radios, |radios, field| radios.choice(field.word(), t.get(field_key(field))))
            .value(Field::Name.word());
        html! {
            (Form::get(view, NEW).around(&html! {
                (radios)
                (Button::primary(t.get("correction-go-on")))
            }))
        }
    }
}

impl Page for ListPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("correction-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (lede(t.get("correction-lede")))
            (section(t.get("correction-list"), &html! {
                @if self.corrections.is_empty() {
                    (empty_state(Icon::Document, t.get("correction-none-title"), t.get("correction-none"), &html! {}))
                } @else { (self.table(view)) }
            }))
            (section(t.get("correction-new"), &self.ask(view)))
        }
    }
}

impl Sampled for ListPage {
    fn samples() -> Vec<Self> {
        let late = AT;
        let soon = AT.after(std::time::Duration::from_hours(72));
        let all = vec![
            sample(Field::Name, State::Sent, soon),
            sample(Field::Born, State::InWork, late),
            sample(Field::Sex, State::Corrected, soon),
            sample(Field::Residence, State::Refused, soon),
            sample(Field::Number, State::Withdrawn, soon),
        ];
        vec![
            Self { notice: None, numbered: true, corrections: all, now: AT },
            Self { notice: None, numbered: false, corrections: Vec::new(), now: AT },
        ]
    }
}
