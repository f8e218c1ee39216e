use onedoor_proofing::correction::Field;
use onedoor_ui::components::{Button, Form, TextField, button_link, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::trail;
use super::words::field_key;
use crate::corrections::{NEW, PATH, value_field};

/// The most characters of what a person says beside it.
pub(in crate::corrections) const WORDS_LONGEST: usize = 500;

/// What it should be.
pub(in crate::corrections) struct AskPage {
    pub(in crate::corrections) field: Field,
    pub(in crate::corrections) value: String,
    pub(in crate::corrections) words: String,
    pub(in crate::corrections) problems: Problems,
}

impl Page for AskPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("correction-ask-title", &[("field", t.get(field_key(self.field)).into())])
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
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("correction-ask-lede")))
            (Form::post(view, NEW).around(&html! {
                (hidden("field", self.field.word()))
                (value_field(self.field, t.get("correction-wanted"), &self.value, &self.problems, t))
                (TextField::long("words", t.get("correction-words"))
                    .hint(t.get("correction-words-hint"))
                    .max(u16::try_from(WORDS_LONGEST).unwrap_or(u16::MAX))
                    .value(self.words.as_str())
                    .problems(&self.problems, t)
                    .optional(t))
                (button_row(&html! {
                    (Button::primary(t.get("correction-send")))
                    (button_link(t.get("correction-back"), PATH, false))
                }))
            }))
        }
    }
}

impl Sampled for AskPage {
    fn samples() -> Vec<Self> {
        let of = |field, value: &str, problems| Self {
            field,
            value: value.to_owned(),
            words: "Giấy khai sinh ghi là Hoà, không phải Hoa.".to_owned(),
            problems,
        };
        let wrong = |key| Problems::one(Problem::new("value", key));
        let mut all: Vec<Self> = Field::ALL.into_iter().map(|field| of(field, "", Problems::new())).collect();
        all.extend([
            of(Field::Name, "", wrong("correction-name-wrong")),
            of(Field::Born, "31.2.1990", wrong("correction-born-wrong")),
            of(Field::Sex, "", wrong("correction-sex-wrong")),
            of(Field::Residence, "", wrong("correction-residence-wrong")),
            of(Field::Number, "12", wrong("correction-number-wrong")),
            of(Field::Name, "张伟", Problems::one(Problem::new("words", "correction-words-wrong"))),
            of(Field::Name, "张伟", Problems::one(Problem::general("correction-under-way"))),
            of(
                Field::Name,
                "Дьяконова Анна",
                Problems::one(Problem::general("correction-many").with("time", "12:30")),
            ),
        ]);
        all
    }
}
