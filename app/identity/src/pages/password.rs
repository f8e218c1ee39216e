use maud::{Markup, html};
use onedoor_base::SHORTEST_PASSWORD;
use onedoor_people::CredentialsProblem;
use onedoor_ui::components::{Button, Form, TextField, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::credentials_problem;

/// Changing the password.
pub(crate) struct PasswordPage {
    /// The login name, for the browser's memory.
    pub(crate) login: String,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl Page for PasswordPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("password-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("password-title")))
            (lede(t.get("password-lede")))
            (Form::post(view, "/account/password").around(&html! {
                // Password managers keep the new password with the right account.
                input type="hidden" name="username" autocomplete="username" value=(self.login);
                (TextField::password("present", t.get("password-present-label"), t).problems(&self.problems, t))
                (TextField::new_password("password", t.get("password-new-label"), t)
                    .hint(t.with("password-hint", &[("least", SHORTEST_PASSWORD.into())]))
                    .problems(&self.problems, t))
                (TextField::new_password("again", t.get("password-again-label"), t).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("password-change"))) }))
            }))
        }
    }
}

impl Sampled for PasswordPage {
    fn samples() -> Vec<Self> {
        let page = |problems: Vec<Problem>| Self { login: "minh.khai".to_owned(), problems: problems.into() };
        vec![
            page(Vec::new()),
            page(vec![Problem::new("present", "password-present-wrong")]),
            page(vec![
                Problem::new("present", "password-present-missing"),
                credentials_problem(CredentialsProblem::PasswordUnchanged),
            ]),
            page(vec![Problem::general("password-too-many").with("time", "14:05")]),
        ]
    }
}
