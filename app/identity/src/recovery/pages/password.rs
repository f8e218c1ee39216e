use maud::{Markup, html};
use onedoor_base::SHORTEST_PASSWORD;
use onedoor_people::CredentialsProblem;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, TextField, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::pages::credentials_problem;

/// A new password is set.
pub(in crate::recovery) struct NewPasswordPage {
    /// The attempt.
    pub(in crate::recovery) id: String,
    /// The login name, which may have been forgotten, too.
    pub(in crate::recovery) login: String,
    /// Whether lost passkeys and apps can be removed now.
    pub(in crate::recovery) can_drop: bool,
    /// Whether there are some, and more is needed to remove them.
    pub(in crate::recovery) cannot_drop: bool,
    /// Whether the level of identity counts for less afterwards.
    pub(in crate::recovery) lowers: bool,
    pub(in crate::recovery) problems: Problems,
}

impl Page for NewPasswordPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("recover-password-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let more = format!("/recover/ways?id={}&more=yes", self.id);
        html! {
            (heading(t.get("recover-password-title")))
            (lede(t.with("recover-password-lede", &[("login", self.login.as_str().into())])))
            p { (t.get("recover-password-ends")) }
            @if self.lowers { (Notice::info(t.get("recover-password-lowers"))) }
            (Form::post(view, "/recover/password").around(&html! {
                (hidden("id", &self.id))
                // Password managers keep the new password with the right account.
                input type="hidden" name="username" autocomplete="username" value=(self.login);
                (TextField::new_password("password", t.get("password-new-label"), t)
                    .hint(t.with("password-hint", &[("least", SHORTEST_PASSWORD.into())]))
                    .problems(&self.problems, t))
                (TextField::new_password("again", t.get("password-again-label"), t).problems(&self.problems, t))
                @if self.can_drop {
                    (Checkbox::new("lost", t.get("recover-lost-label")).hint(t.get("recover-lost-hint")))
                }
                (button_row(&html! { (Button::primary(t.get("recover-password-button"))) }))
            }))
            @if self.cannot_drop {
                (section(t.get("recover-lost-title"), &html! {
                    p { (t.get("recover-lost-text")) }
                    p { a href=(more) { (t.get("recover-lost-link")) } }
                }))
            }
        }
    }
}

impl Sampled for NewPasswordPage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "rcvy_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            login: "minh.khai".to_owned(),
            can_drop: false,
            cannot_drop: false,
            lowers: false,
            problems: Problems::new(),
        };
        let problem = |problem: Problem| Self { problems: Problems::one(problem), ..plain() };
        vec![
            plain(),
            Self { can_drop: true, lowers: true, ..plain() },
            Self { cannot_drop: true, ..plain() },
            problem(credentials_problem(CredentialsProblem::PasswordMissing)),
            problem(credentials_problem(CredentialsProblem::Again)),
        ]
    }
}
