use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::CredentialsProblem;
use onedoor_ui::components::{Button, Form, Notice, button_link, button_row, heading, hidden, lede, steps};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::pages::{credentials_problem, former_field, new_password_fields};
use crate::phone_app::register::{PASSWORD, STEPS};

/// Last step: the password, twice.
pub(in crate::phone_app) struct PasswordPage {
    /// The code's id.
    pub(in crate::phone_app) id: String,
    /// From when on the phone is the new account's, where an account has it.
    pub(in crate::phone_app) phone_due: Option<Timestamp>,
    pub(in crate::phone_app) problems: Problems,
}

impl Page for PasswordPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-password-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (steps(t, STEPS, STEPS))
            (heading(self.title(t)))
            (lede(t.get("app-password-lede")))
            @if self.phone_due.is_some() {
                (Notice::warning(t.get("register-former")))
                (button_row(&html! {
                    (button_link(t.get("sign-in-button"), "/sign-in", false))
                    (button_link(t.get("recover-title"), "/recover", false))
                }))
            }
            (Form::post(view, PASSWORD).around(&html! {
                (hidden("id", &self.id))
                (former_field(self.phone_due, &self.problems, view))
                (new_password_fields(t, &self.problems))
                (button_row(&html! { (Button::primary(t.get("app-password-set"))) }))
            }))
        }
    }
}

impl Sampled for PasswordPage {
    fn samples() -> Vec<Self> {
        let page = |problems| Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone_due: None,
            problems,
        };
        let phone_due = Some(Timestamp::from_seconds(1_795_244_709));
        let again = credentials_problem(CredentialsProblem::Again);
        vec![
            page(Problems::new()),
            page(Problems::one(again)),
            Self { phone_due, ..page(Problems::one(Problem::new("former", "register-former-missing"))) },
        ]
    }
}
