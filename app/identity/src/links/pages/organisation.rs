use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, Select, button_link, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::{Found, path, trail};

/// The organisation that the account belongs to: one question after the other, all in the address, so that it works
/// without scripts.
pub(in crate::links) struct ChooseOrganisationPage {
    pub(in crate::links) system: String,
    pub(in crate::links) action: String,
    /// What is asked for, in the portal's words.
    pub(in crate::links) question: String,
    /// Values and names.
    pub(in crate::links) options: Vec<(String, String)>,
    /// What was chosen before.
    pub(in crate::links) within: String,
    /// Whether the system can be asked which account is theirs.
    pub(in crate::links) finds: bool,
    /// What it has answered.
    pub(in crate::links) found: Option<Found>,
    pub(in crate::links) problems: Problems,
}

impl ChooseOrganisationPage {
    /// The portal has named nothing that could be chosen.
    fn nothing_to_choose(&self, t: &Localizer) -> Markup {
        let system = [("system", self.system.as_str().into())];
        html! {
            (Notice::warning(t.with("links-organisation-none", &system)))
            (button_row(&html! { (button_link(t.get("links-back"), crate::links::PATH, false)) }))
        }
    }
}

impl Page for ChooseOrganisationPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("links-prove-title", &[("system", self.system.as_str().into())])
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let question =
            if self.question.is_empty() { t.get("portal-organisation") } else { self.question.clone() };
        html! {
            (heading(self.title(t)))
            @if self.options.is_empty() { (self.nothing_to_choose(t)) } @else {
            (lede(t.with("links-organisation-lede", &[("system", self.system.as_str().into())])))
            @if let Some(found) = &self.found { (found.told(&self.system, t)) }
            (Form::get(view, self.action.as_str()).around(&html! {
                @if !self.within.is_empty() { (hidden("within", &self.within)) }
                (Select::new("choice", question).empty(t.get("portal-choose")).options(self.options.clone())
                    .problems(&self.problems, t))
                (button_row(&html! {
                    (Button::primary(t.get("portal-next")))
                    (button_link(t.get("links-cancel"), crate::links::PATH, false))
                }))
            }))
            }
            @if !self.within.is_empty() { p { a href=(self.action) { (t.get("links-organisation-other")) } } }
            @if self.finds && self.found.is_none() { (Found::asks(view, &self.system, &self.action, None)) }
        }
    }
}

impl Sampled for ChooseOrganisationPage {
    fn samples() -> Vec<Self> {
        let option = |value: &str, name: &str| (value.to_owned(), name.to_owned());
        let page = |within: &str, problems| Self {
            system: "Сетевой Город. Образование".to_owned(),
            action: path("school"),
            question: "Регион".to_owned(),
            options: vec![option("in school/1", "Заречная область"), option("is edu-122", "Лицей № 7")],
            within: within.to_owned(),
            finds: false,
            found: None,
            problems,
        };
        let found = Found {
            accounts: vec!["pe•••, Лицей № 7, Березняки".to_owned()], more: false
        };
        vec![
            page("", Problems::new()),
            Self { finds: true, question: String::new(), ..page("school", Problems::new()) },
            Self { options: Vec::new(), ..page("school/1", Problems::new()) },
            Self { finds: true, found: Some(found), ..page("", Problems::new()) },
            page("school", Problems::one(Problem::new("choice", "portal-choose-missing"))),
        ]
    }
}
