use onedoor_base::Timestamp;
use onedoor_people::PersonName;
use onedoor_proofing::correction::{Field, State};
use onedoor_storage::people::Correction;
use onedoor_ui::components::{Button, FileField, Form, Notice, SummaryList, heading, section};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::words::{CorrectionNotice, field_key, reason_key, state_shown};
use super::{AT, sample, trail};
use crate::corrections::{PATH, Value};

/// One request, as its owner sees it.
pub(in crate::corrections) struct OnePage {
    pub(in crate::corrections) notice: Option<CorrectionNotice>,
    pub(in crate::corrections) correction: Correction,
    /// What should stand there.
    pub(in crate::corrections) wanted: Option<Value>,
    pub(in crate::corrections) words: String,
    pub(in crate::corrections) now: Timestamp,
    pub(in crate::corrections) problems: Problems,
}

impl OnePage {
    fn summary(&self, view: &View) -> SummaryList {
        let (t, one) = (&view.t, &self.correction);
        let wanted = self.wanted.as_ref().map(|value| value.text(t)).unwrap_or_default();
        let mut list = SummaryList::new()
            .rich(t.get("correction-state"), state_shown(t, one, self.now))
            .rich(t.get("correction-wanted"), html! { span.break { (wanted) } });
        if !self.words.is_empty() {
            list = list.rich(t.get("correction-words"), html! { span.break { (self.words) } });
        }
        list = list.rich(t.get("correction-sent-at"), view.date_time(one.sent_at));
        if one.state.is_open() {
            list = list.row(t.get("correction-due"), view.last_day(one.due_at));
        }
        if let Some(at) = one.settled_at {
            list = list.rich(t.get("correction-settled-at"), view.date_time(at));
        }
        if let Some(reason) = one.reason {
            list = list.row(t.get("correction-reason"), t.get(reason_key(reason)));
        }
        list
    }

    /// What happens now, by where it stands.
    fn now(&self) -> &'static str {
        match self.correction.state {
            State::Sent | State::InWork => "correction-now-open",
            State::Corrected => "correction-now-corrected",
            State::Refused => "correction-now-refused",
            State::Withdrawn => "correction-now-withdrawn",
        }
    }

    fn paper(&self, view: &View) -> Markup {
        let t = &view.t;
        let address = format!("{PATH}/{}/paper", self.correction.id);
        html! {
            @if self.correction.paper {
                p { a href=(address) { (t.get("correction-paper-see")) } }
            }
            @if self.correction.state.is_open() {
                (Form::post(view, address.as_str()).with_file().around(&html! {
                    (FileField::new("paper", t.get("correction-paper-file"), "image/jpeg,image/png")
                        .hint(t.get("correction-paper-hint"))
                        .problems(&self.problems, t))
                    (Button::secondary(t.get("correction-paper-give")))
                }))
            }
        }
    }
}

impl Page for OnePage {
    fn title(&self, t: &Localizer) -> String {
        t.with("correction-one-title", &[("field", t.get(field_key(self.correction.field)).into())])
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut trail = trail(t);
        trail.push((t.get("correction-title"), PATH.to_owned()));
        trail
    }

    fn body(&self, view: &View) -> Markup {
        let (t, one) = (&view.t, &self.correction);
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (self.summary(view))
            (Notice::info(t.get(self.now())))
            @if one.paper || one.state.is_open() {
                (section(t.get("correction-paper"), &self.paper(view)))
            }
            @if one.state.is_open() {
                (section(t.get("correction-withdraw-title"), &html! {
                    p { (t.get("correction-withdraw-does")) }
                    (Form::post(view, format!("{PATH}/{}/withdraw", one.id)).around(&html! {
                        (Button::danger(t.get("correction-withdraw")))
                    }))
                }))
            }
        }
    }
}

impl Sampled for OnePage {
    fn samples() -> Vec<Self> {
        let soon = AT.after(std::time::Duration::from_hours(72));
        let name = || Some(Value::Name(PersonName::from_stored("Nguyễn Thị Hoà".to_owned())));
        let of = |state, due| Self {
            notice: None,
            correction: sample(Field::Name, state, due),
            wanted: name(),
            words: "Giấy khai sinh ghi là Hoà.".to_owned(),
            now: AT,
            problems: Problems::new(),
        };
        let paper = |problem| Self { problems: Problems::one(problem), ..of(State::Sent, soon) };
        let mut all: Vec<Self> = State::ALL.into_iter().map(|state| of(state, soon)).collect();
        let notices = [
            CorrectionNotice::Sent,
            CorrectionNotice::Paper,
            CorrectionNotice::Withdrawn,
            CorrectionNotice::Over,
        ];
        all.extend(notices.map(|notice| Self { notice: Some(notice), ..of(State::Sent, soon) }));
        all.push(of(State::InWork, AT));
        all.push(paper(Problem::new("paper", "correction-paper-large").with("most", 5_u64)));
        all.push(paper(Problem::new("paper", "correction-paper-kind")));
        all
    }
}
