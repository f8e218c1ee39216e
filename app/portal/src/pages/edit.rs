use onedoor_base::Language;
use onedoor_ui::components::{Button, Form, Select, TextField, heading};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

/// Lets the owner change name and language.
pub(crate) struct EditPage {
    /// The name.
    pub(crate) name: String,
    /// The tag of the language, or empty.
    pub(crate) language: String,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl Page for EditPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-edit-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let languages = Language::ALL.map(|l| (l.tag().to_owned(), l.own_name().to_owned()));
        html! {
            (heading(t.get("portal-edit-title")))
            (Form::post(view, "/account/details").around(&html! {
                (TextField::new("name", t.get("portal-account-name"))
                    .hint(t.get("portal-edit-name-hint")).value(self.name.clone())
                    .autocomplete("name").problems(&self.problems, t))
                (Select::new("language", t.get("portal-account-language"))
                    .empty(t.get("portal-account-language-any")).options(languages).value(self.language.clone()))
                (Button::primary(t.get("portal-save")))
            }))
        }
    }
}

impl Sampled for EditPage {
    fn samples() -> Vec<Self> {
        let problems = Problems::one(Problem::new("name", "portal-edit-name-missing"));
        vec![
            Self {
                name: "Trần Thị Lan".to_owned(), language: "vi".to_owned(), problems: Problems::new()
            },
            Self { name: String::new(), language: String::new(), problems },
        ]
    }
}
