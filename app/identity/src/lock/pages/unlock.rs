use maud::{Markup, html};
use onedoor_people::recovery::Question;
use onedoor_ui::components::{Button, Form, TextField, button_link, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, masked};

use crate::lock::unlock::{PASSCODE, QUESTIONS, UNLOCK};
use crate::lock::{ASK, PATH};
use crate::recovery::question_key;

/// What is needed to unlock; or that it takes an officer.
pub(in crate::lock) struct UnlockPage {
    /// As far as it is shown; nothing where telephone or questions are wanting.
    pub(in crate::lock) phone: Option<String>,
    pub(in crate::lock) problems: Problems,
}

impl Page for UnlockPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("unlock-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if let Some(phone) = &self.phone {
                (lede(t.get("unlock-lede")))
                (Form::post(view, UNLOCK).around(&html! {
                    p { (t.with("unlock-phone", &[("phone", phone.as_str().into())])) }
                    (button_row(&html! { (Button::primary(t.get("activate-send"))) }))
                }))
                p { a href=(ASK) { (t.get("unlock-ask-instead")) } }
            } @else {
                (lede(t.get("unlock-not-alone")))
                (button_row(&button_link(t.get("unlock-ask"), ASK, true)))
            }
        }
    }
}

impl Sampled for UnlockPage {
    fn samples() -> Vec<Self> {
        let phone = || Some(masked("+84912345678", 3));
        let wait = Problem::general("code-too-many").with("time", "10:00");
        vec![
            Self { phone: phone(), problems: Problems::new() },
            Self { phone: None, problems: Problems::new() },
            Self { phone: phone(), problems: Problems::one(wait) },
        ]
    }
}

const SAMPLE: &str = "code_0197f3c2-0000-7000-8000-000000000000";

/// The security questions.
pub(in crate::lock) struct AnswersPage {
    /// The code's id.
    pub(in crate::lock) id: String,
    pub(in crate::lock) questions: Vec<Question>,
    pub(in crate::lock) problems: Problems,
}

impl Page for AnswersPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("recover-questions-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(UNLOCK.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let text = |question: &Question| match question {
            Question::Listed(word) => t.get(question_key(word)),
            Question::Own(text) => text.clone(),
        };
        html! {
            (heading(self.title(t)))
            (lede(t.get("unlock-questions-lede")))
            (Form::post(view, QUESTIONS).around(&html! {
                (hidden("id", &self.id))
                @for (field, question) in ["answer_1", "answer_2", "answer_3"].into_iter().zip(&self.questions) {
                    (TextField::new(field, text(question)).autocomplete("off").problems(&self.problems, t))
                }
                (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
            }))
            p { a href=(ASK) { (t.get("unlock-ask-instead")) } }
        }
    }
}

impl Sampled for AnswersPage {
    fn samples() -> Vec<Self> {
        let own = Question::Own("Con mèo đầu tiên của tôi tên là gì?".to_owned());
        let page = |problems| Self {
            id: SAMPLE.to_owned(),
            questions: vec![Question::Listed("teacher"), Question::Listed("street"), own.clone()],
            problems,
        };
        let wrong = |key| page(Problems::one(Problem::general(key)));
        vec![page(Problems::new()), wrong("recover-answers-missing"), wrong("recover-answers-wrong")]
    }
}

/// A new passcode.
pub(in crate::lock) struct NewPasscodePage {
    /// The code's id.
    pub(in crate::lock) id: String,
    /// The sealed word that the questions were answered.
    pub(in crate::lock) answered: String,
    pub(in crate::lock) problems: Problems,
}

impl Page for NewPasscodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("passcode-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(UNLOCK.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let passcode = TextField::passcode("passcode", t.get("passcode-label"), t);
        let again = TextField::passcode("again", t.get("passcode-again"), t);
        html! {
            (heading(self.title(t)))
            (lede(t.get("passcode-lede")))
            (Form::post(view, PASSCODE).making_device_key().around(&html! {
                (hidden("id", &self.id))
                (hidden("public_key", ""))
                (hidden("answered", &self.answered))
                (passcode.hint(t.get("passcode-hint")).problems(&self.problems, t))
                (again.problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("unlock-do"))) }))
            }))
        }
    }
}

impl Sampled for NewPasscodePage {
    fn samples() -> Vec<Self> {
        let page = |problems| Self { id: SAMPLE.to_owned(), answered: "AAAA".to_owned(), problems };
        let wrong = |field, key| page(Problems::one(Problem::new(field, key)));
        vec![page(Problems::new()), wrong("passcode", "passcode-known"), wrong("again", "passcode-differs")]
    }
}
