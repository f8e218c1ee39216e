use onedoor_ui::components::{Button, Form, Select, fieldset, hidden};
use onedoor_ui::{Localizer, Markup, Problem, Problems, View, html};

use crate::choice::Question;

/// The lists from which an organisation is chosen, and the button that leads on. `kept` travels along.
pub(crate) fn chooser(view: &View, action: &str, kept: &[(&str, &str)], questions: &[Question]) -> Markup {
    let t = &view.t;
    let problems = problems_of(questions);
    Form::get(view, action).around(&html! {
        @for (name, value) in kept { (hidden(name, value)) }
        (fieldset(t.get("portal-organisation-choose"), &html! {
            @for question in questions { (list(question, &problems, t)) }
        }))
        (Button::primary(t.get("portal-next")))
    })
}

/// What was sent without a choice.
pub(crate) fn problems_of(questions: &[Question]) -> Problems {
    let missed = questions.iter().filter(|question| question.missed);
    missed.map(|question| Problem::new(question.field, "portal-choose-missing")).collect::<Vec<_>>().into()
}

fn list(question: &Question, problems: &Problems, t: &Localizer) -> Select {
    let label = match question.field {
        "kind" => t.get("portal-organisation-kind"),
        "region" => t.get("portal-organisation-region"),
        "town" => t.get("portal-organisation-town"),
        _ => t.get("portal-organisation"),
    };
    let options = question.options.iter().map(|(code, name)| (code.clone(), words(code, name, t)));
    Select::new(question.field, label)
        .empty(t.get("portal-choose"))
        .options(options)
        .value(question.chosen.clone())
        .problems(problems, t)
}

/// Names come from the directory; kinds have words of their own.
fn words(code: &str, name: &str, t: &Localizer) -> String {
    match (name, code) {
        ("", "school") => t.get("portal-organisation-educational"),
        ("", _) => t.get("portal-organisation-authority"),
        (name, _) => name.to_owned(),
    }
}
