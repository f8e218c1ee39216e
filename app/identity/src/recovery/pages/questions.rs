use maud::{Markup, html};
use onedoor_people::recovery::Question;
use onedoor_ui::components::{Button, Form, TextField, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

/// The security questions are answered.
pub(in crate::recovery) struct QuestionsPage {
    /// The attempt.
    pub(in crate::recovery) id: String,
    pub(in crate::recovery) questions: Vec<Question>,
    pub(in crate::recovery) problems: Problems,
}

/// What a question of the list is called in the catalogues.
pub(crate) fn question_key(word: &str) -> &'static str {
    match word {
        "teacher" => "question-teacher",
        "friend" => "question-friend",
        "street" => "question-street",
        "book" => "question-book",
        "neighbour" => "question-neighbour",
        "toy" => "question-toy",
        "dish" => "question-dish",
        "journey" => "question-journey",
        "song" => "question-song",
        "job" => "question-job",
        "hero" => "question-hero",
        _ => "question-gift",
    }
}

const FIELDS: [&str; 3] = ["answer_1", "answer_2", "answer_3"];

impl QuestionsPage {
    fn back_to(&self) -> String {
        format!("/recover/ways?id={}", self.id)
    }
}

impl Page for QuestionsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("recover-questions-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(self.back_to())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let text = |question: &Question| match question {
            Question::Listed(word) => t.get(question_key(word)),
            Question::Own(text) => text.clone(),
        };
        html! {
            (heading(t.get("recover-questions-title")))
            (lede(t.get("recover-questions-lede")))
            (Form::post(view, "/recover/questions").around(&html! {
                (hidden("id", &self.id))
                @for (field, question) in FIELDS.into_iter().zip(&self.questions) {
                    (TextField::new(field, text(question)).autocomplete("off").problems(&self.problems, t))
                }
                (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
            }))
            p { a href=(self.back_to()) { (t.get("recover-other-way")) } }
        }
    }
}

impl Sampled for QuestionsPage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "rcvy_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            questions: vec![
                Question::Listed("teacher"),
                Question::Listed("street"),
                Question::Own("Con mèo đầu tiên của tôi tên là gì?".to_owned()),
            ],
            problems: Problems::new(),
        };
        let wrong = |key| Self { problems: Problems::one(Problem::general(key)), ..plain() };
        vec![plain(), wrong("recover-answers-missing"), wrong("recover-answers-wrong")]
    }
}
