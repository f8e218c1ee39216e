use onedoor_base::AlarmId;
use onedoor_storage::site::alarms::Alarm;
use onedoor_ui::components::{Button, Form, Table, Tone, empty_state, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::words::OperatorNotice;
use super::{AT, breadcrumb};
use crate::console::ALARMS;

/// What an operator must look at, and what they have.
pub(in crate::console) struct AlarmsPage {
    pub(in crate::console) notice: Option<OperatorNotice>,
    pub(in crate::console) standing: Vec<Alarm>,
    pub(in crate::console) over: Vec<Alarm>,
}

/// What it is about, in words.
fn about(t: &Localizer, alarm: &Alarm) -> String {
    let key = match alarm.kind.as_str() {
        "sms_site" => return t.get("console-alarm-site"),
        "sms_prefix" => "console-alarm-prefix",
        "sms_country" => "console-alarm-country",
        "sms_conversion" => "console-alarm-conversion",
        other => return other.to_owned(),
    };
    t.with(key, &[("subject", alarm.subject.as_str().into())])
}

/// Who settled it: a member of the staff is not named here, the record has them.
fn settled_by(by: &str) -> &'static str {
    match by {
        "upkeep" => "console-alarm-by-itself",
        by if by.starts_with("console ") => "console-alarm-by-staff",
        _ => "console-alarm-by-command",
    }
}

impl AlarmsPage {
    fn standing(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "console-alarm",
            "console-alarm-figures",
            "console-alarm-count",
            "console-alarm-last",
            "console-state",
            "console-alarm-do",
        ];
        let table = Table::new(t.get("console-alarms-standing"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.standing.iter().fold(table, |table, alarm| {
            let about = about(t, alarm);
            let state = if alarm.state == "open" {
                status(t.get("console-alarm-open"), Tone::Attention)
            } else {
                status(t.get("console-alarm-seen"), Tone::Active)
            };
            table.row(vec![
                html! { (about) },
                html! { code { (alarm.detail) } },
                html! { (view.number(alarm.count)) },
                view.date_time(alarm.last_at),
                state,
                html! {
                    @if alarm.state == "open" {
                        (Form::post(view, format!("{ALARMS}/{}/see", alarm.id)).around(&html! {
                            (Button::secondary(t.get("console-alarm-see")).about(about.as_str()))
                        }))
                    }
                    (Form::post(view, format!("{ALARMS}/{}/settle", alarm.id)).around(&html! {
                        (Button::secondary(t.get("console-alarm-settle")).about(about.as_str()))
                    }))
                },
            ])
        })
    }

    fn over(&self, view: &View) -> Table {
        let t = &view.t;
        let columns =
            ["console-alarm", "console-alarm-count", "console-alarm-last", "console-alarm-over-since"];
        let table =
            Table::new(t.get("console-alarms-over"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.over.iter().fold(table, |table, alarm| {
            let by = settled_by(alarm.settled_by.as_deref().unwrap_or_default());
            table.row(vec![
                html! { (about(t, alarm)) },
                html! { (view.number(alarm.count)) },
                view.date_time(alarm.last_at),
                html! { @if let Some(at) = alarm.settled_at { (view.date_time(at)) ", " } (t.get(by)) },
            ])
        })
    }
}

impl Page for AlarmsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-alarms-title")
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
            (lede(t.get("console-alarms-lede")))
            (section(t.get("console-alarms-standing"), &html! {
                @if self.standing.is_empty() {
                    (empty_state(Icon::Check, t.get("console-alarms-none-title"), t.get("console-alarms-none"), &html! {}))
                } @else { (self.standing(view)) }
            }))
            @if !self.over.is_empty() { (section(t.get("console-alarms-over"), &html! { (self.over(view)) })) }
        }
    }
}

impl Sampled for AlarmsPage {
    fn samples() -> Vec<Self> {
        let alarm = |kind: &str, subject: &str, state: &str, by: Option<&str>| Alarm {
            id: AlarmId::from_bytes([1; 16]),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            detail: "of 120 codes 3 were given back".to_owned(),
            count: 1_234,
            raised_at: AT,
            last_at: AT,
            state: state.to_owned(),
            seen_at: (state == "seen").then_some(AT),
            settled_at: by.map(|_| AT),
            settled_by: by.map(str::to_owned),
        };
        let full = Self {
            notice: Some(OperatorNotice::Seen),
            standing: vec![
                alarm("sms_site", "", "open", None),
                alarm("sms_prefix", "+84912", "seen", None),
                alarm("sms_country", "+7", "open", None),
                alarm("sms_conversion", "+84912", "open", None),
            ],
            over: vec![
                alarm("sms_prefix", "+84912", "settled", Some("upkeep")),
                alarm("sms_site", "", "settled", Some("onedoor alarms settle")),
                alarm("sms_country", "+7", "settled", Some("console acct_x")),
            ],
        };
        vec![full, Self { notice: Some(OperatorNotice::Settled), standing: Vec::new(), over: Vec::new() }]
    }
}
