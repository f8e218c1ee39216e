use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::recovery::QUESTIONS;
use onedoor_ui::components::{
    Button, Form, Notice, Select, TextField, button_row, fieldset, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::recovery::question_key;

/// The security questions are chosen.
pub(crate) struct QuestionsPage {
    /// Since when there are some.
    pub(crate) set_at: Option<Timestamp>,
    /// What was chosen, in order; may be shorter.
    pub(crate) slots: Vec<Slot>,
    /// The code of an activation, whose last step this is.
    pub(crate) activation: Option<String>,
    pub(crate) problems: Problems,
}

/// One chosen question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slot {
    /// A word of the list, or `own`.
    pub(crate) word: String,
    /// The question of one's own.
    pub(crate) own: String,
}

/// The names of the fields of each place.
const FIELDS: [(&str, &str, &str); 3] = [
    ("question_1", "own_1", "answer_1"),
    ("question_2", "own_2", "answer_2"),
    ("question_3", "own_3", "answer_3"),
];

impl QuestionsPage {
    const fn action(&self) -> &'static str {
        if self.activation.is_some() { crate::activation::QUESTIONS } else { "/account/security/questions" }
    }

    const fn button(&self) -> &'static str {
        if self.activation.is_some() { "activate-finish" } else { "questions-save" }
    }

    fn slot(&self, place: usize, t: &Localizer) -> Markup {
        let (question, own, answer) = FIELDS[place];
        let slot = self.slots.get(place).cloned().unwrap_or_default();
        let listed = QUESTIONS.into_iter().map(|word| (word.to_owned(), t.get(question_key(word))));
        let number = i64::try_from(place + 1).unwrap_or_default();
        fieldset(
            t.with("questions-legend", &[("number", number.into())]),
            &html! {
                (Select::new(question, t.get("questions-label")).empty(t.get("questions-choose-empty"))
                    .options(listed).option("own", t.get("questions-own")).value(slot.word)
                    .problems(&self.problems, t))
                (TextField::new(own, t.get("questions-own-label")).hint(t.get("questions-own-hint"))
                    .value(slot.own).autocomplete("off").problems(&self.problems, t))
                (TextField::new(answer, t.get("questions-answer-label")).autocomplete("off")
                    .problems(&self.problems, t))
            },
        )
    }
}

impl Page for QuestionsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("questions-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        if self.activation.is_some() {
            return Vec::new();
        }
        vec![
            (t.get("account-title"), "/account".to_owned()),
            (t.get("security-title"), "/account/security".to_owned()),
        ]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("questions-title")))
            (lede(t.get("questions-lede")))
            @if let Some(at) = self.set_at {
                (Notice::info(t.get("questions-are-set")).and(&html! { p { (view.date(at)) } }))
            }
            p { (t.get("questions-advice")) }
            (Form::post(view, self.action()).around(&html! {
                @if let Some(code) = &self.activation { (hidden("id", code)) }
                @for place in 0..FIELDS.len() { (self.slot(place, t)) }
                (button_row(&html! { (Button::primary(t.get(self.button()))) }))
            }))
            @if self.set_at.is_some() {
                (section(t.get("questions-remove-title"), &html! {
                    p { (t.get("questions-remove-text")) }
                    (Form::post(view, "/account/security/questions/remove").around(&html! {
                        (button_row(&html! { (Button::secondary(t.get("security-remove"))) }))
                    }))
                }))
            }
        }
    }
}

impl Sampled for QuestionsPage {
    fn samples() -> Vec<Self> {
        let slot = |word: &str, own: &str| Slot { word: word.to_owned(), own: own.to_owned() };
        let chosen =
            || vec![slot("teacher", ""), slot("street", ""), slot("own", "Con mèo đầu tiên tên gì?")];
        let plain = || Self { set_at: None, slots: Vec::new(), activation: None, problems: Problems::new() };
        let problems = vec![
            Problem::new("question_1", "questions-choose"),
            Problem::new("answer_1", "questions-answer-missing"),
            Problem::new("question_2", "questions-twice"),
            Problem::new("answer_2", "questions-answer-short"),
            Problem::new("own_3", "questions-own-missing"),
            Problem::new("answer_3", "questions-answer-twice"),
        ];
        let long = vec![
            Problem::new("own_3", "questions-too-long").with("most", 120),
            Problem::new("answer_3", "questions-answer-in-question"),
        ];
        vec![
            plain(),
            Self { activation: Some("code_0197f3c2-0000-7000-8000-000000000000".to_owned()), ..plain() },
            Self { set_at: Some(Timestamp::from_seconds(1_795_244_709)), slots: chosen(), ..plain() },
            Self { slots: chosen(), problems: problems.into(), ..plain() },
            Self { slots: chosen(), problems: long.into(), ..plain() },
        ]
    }
}
