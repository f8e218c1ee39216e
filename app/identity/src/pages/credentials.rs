use maud::{Markup, html};
use onedoor_base::{PasswordRefused, SHORTEST_PASSWORD, Timestamp};
use onedoor_people::{CredentialsProblem, LOGIN_NAME_LONGEST, LOGIN_NAME_SHORTEST, MalformedLoginName};
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, TextField, advice, button_link, button_row, details, heading, hidden,
    lede, steps,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::credentials_problem;

/// Last step of three: the login name and the password.
pub(crate) struct CredentialsPage {
    /// The registration.
    pub(crate) id: String,
    /// The login name as typed.
    pub(crate) login: String,
    /// From when on the phone is the new account's, where an account has it.
    pub(crate) phone_due: Option<Timestamp>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

/// Whoever has an account with this phone signs in; whoever has only the number by now goes on.
pub(crate) fn former_field(phone_due: Option<Timestamp>, problems: &Problems, view: &View) -> Markup {
    let t = &view.t;
    let Some(due) = phone_due else { return html! {} };
    let hint = t.with("register-former-hint", &[("date", view.long_date(due).into())]);
    html! {
        (hidden("owned", "yes"))
        (Checkbox::new("former", t.get("register-former-label")).hint(hint).problems(problems, t))
    }
}

/// The two fields of a password that is being chosen, with their hint.
pub(crate) fn new_password_fields(t: &Localizer, problems: &Problems) -> Markup {
    html! {
        (TextField::new_password("password", t.get("password-label"), t)
            .hint(t.with("password-hint", &[("least", SHORTEST_PASSWORD.into())])).problems(problems, t))
        (TextField::new_password("again", t.get("password-again-label"), t).problems(problems, t))
    }
}

impl Page for CredentialsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("credentials-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let hint = [("least", LOGIN_NAME_SHORTEST.into()), ("most", LOGIN_NAME_LONGEST.into())];
        html! {
            (steps(t, 3, 3))
            (heading(t.get("credentials-title")))
            (lede(t.get("credentials-lede")))
            @if self.phone_due.is_some() {
                (Notice::warning(t.get("register-former")))
                (button_row(&html! {
                    (button_link(t.get("sign-in-button"), "/sign-in", false))
                    (button_link(t.get("recover-title"), "/recover", false))
                }))
            }
            (details(t.get("login-rules"), &html! {
                ul {
                    li { (t.with("login-rule-length", &hint)) }
                    li { (t.get("login-rule-letters")) }
                    li { (t.get("login-rule-first")) }
                    li { (t.get("login-rule-alphabet")) }
                }
            }))
            (Form::post(view, "/register/credentials").around(&html! {
                (hidden("id", &self.id))
                (former_field(self.phone_due, &self.problems, view))
                (advice("/register/advice", &["login", "password"]))
                (TextField::new("login", t.get("login-label")).value(&self.login)
                    .hint(t.with("login-hint", &hint)).autocomplete("username").problems(&self.problems, t))
                (new_password_fields(t, &self.problems))
                (button_row(&html! { (Button::primary(t.get("register-finish"))) }))
            }))
        }
    }
}

impl Sampled for CredentialsPage {
    fn samples() -> Vec<Self> {
        let page = |login: &str, problems: &[CredentialsProblem]| Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            login: login.to_owned(),
            phone_due: None,
            problems: problems.iter().copied().map(credentials_problem).collect::<Vec<_>>().into(),
        };
        let login = |problem, password| {
            page("an", &[CredentialsProblem::Login(problem), CredentialsProblem::Password(password)])
        };
        let phone_due = Some(Timestamp::from_seconds(1_795_244_709));
        let former = Problems::one(Problem::new("former", "register-former-missing"));
        vec![
            page("", &[]),
            Self { phone_due, ..page("", &[]) },
            Self { phone_due, problems: former, ..page("thi.hong", &[]) },
            page("minh.khai", &[CredentialsProblem::LoginTaken, CredentialsProblem::Again]),
            Self {
                problems: Problems::one(
                    Problem::new("login", "login-taken-free").with("names", "minh.khai2, minh.khai7"),
                ),
                ..page("minh.khai", &[])
            },
            page(
                "",
                &[
                    CredentialsProblem::Login(MalformedLoginName::Missing),
                    CredentialsProblem::PasswordMissing,
                ],
            ),
            login(MalformedLoginName::TooShort, PasswordRefused::TooShort),
            login(MalformedLoginName::TooLong, PasswordRefused::TooLong),
            login(MalformedLoginName::NoLetterFirst, PasswordRefused::Common),
            login(MalformedLoginName::Character, PasswordRefused::LikeOwner),
            login(MalformedLoginName::MixedScripts, PasswordRefused::TooShort),
            login(MalformedLoginName::LooksLikeAnother, PasswordRefused::Common),
            login(MalformedLoginName::Reserved, PasswordRefused::Common),
        ]
    }
}
