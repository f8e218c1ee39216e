//! What the register answered, each time it was asked, the newest first; and the way to ask it once more.

use onedoor_base::Timestamp;
use onedoor_proofing::register::{Entry, Verdict};
use onedoor_ui::components::{Button, Form, Table, Tone, section, status};
use onedoor_ui::{Localizer, Markup, View, html};

use super::compared::{born, number};

/// One answer.
pub(in crate::console) struct AnswerShown {
    pub(in crate::console) at: Timestamp,
    /// Whether an officer asked, and not the site by itself.
    pub(in crate::console) by_officer: bool,
    pub(in crate::console) verdict: Verdict,
}

impl AnswerShown {
    fn outcome(&self, t: &Localizer) -> Markup {
        let (key, tone) = match self.verdict {
            Verdict::Match(_) => ("applications-answer-match", Tone::Good),
            Verdict::Near { .. } => ("applications-answer-near", Tone::Attention),
            Verdict::Several(_) => ("applications-answer-several", Tone::Attention),
            Verdict::None => ("applications-answer-none", Tone::Bad),
        };
        status(t.get(key), tone)
    }

    /// Whom it named.
    fn named(&self, t: &Localizer) -> Markup {
        let of = |entry: &Entry| {
            html! {
                p { (entry.name) br; span.note { (number(entry.country, &entry.number)) " · " (born(t, entry.born)) } }
            }
        };
        match &self.verdict {
            Verdict::Match(entry) | Verdict::Near { entry, .. } => of(entry),
            Verdict::Several(entries) => html! { @for entry in entries { (of(entry)) } },
            Verdict::None => html! { (t.get("applications-not-there")) },
        }
    }
}

/// All that are kept, and the button that asks at the address.
pub(super) fn answers(view: &View, answers: &[AnswerShown], ask: Option<String>) -> Markup {
    let t = &view.t;
    let columns = [
        "applications-answer-at",
        "applications-answer-by",
        "applications-answer-says",
        "applications-answer-whom",
    ];
    let title = t.get("applications-answers");
    let table = Table::new(title.clone(), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
    let table = answers.iter().enumerate().fold(table, |table, (n, answer)| {
        let by = if answer.by_officer { "applications-answer-officer" } else { "applications-answer-site" };
        table.row(vec![
            html! {
                (view.date_time(answer.at))
                @if n == 0 { " " (status(t.get("applications-answer-newest"), Tone::Active)) }
            },
            html! { (t.get(by)) },
            answer.outcome(t),
            answer.named(t),
        ])
    });
    html! {
        @if !answers.is_empty() || ask.is_some() {
            (section(title, &html! {
                @if !answers.is_empty() { (table) }
                @if let Some(ask) = ask {
                    p.note { (t.get("applications-again-means")) }
                    (Form::post(view, ask).around(&html! {
                        (Button::secondary(t.get("applications-again")))
                    }))
                }
            }))
        }
    }
}
