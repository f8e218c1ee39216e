use onedoor_ui::components::{Button, Form, TextField, advice, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

/// What would be said of a user name and a password.
pub(crate) const ADVICE: &str = "/account/password/advice";

/// Sets a first password, or another one.
pub(crate) struct PasswordPage {
    /// Whether there is one already, which must then be given.
    pub(crate) has_password: bool,
    /// The user name, which can be chosen together with a first password.
    pub(crate) user_name: String,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl Page for PasswordPage {
    fn title(&self, t: &Localizer) -> String {
        if self.has_password {
            t.get("portal-password-change-title")
        } else {
            t.get("portal-password-set-title")
        }
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if self.has_password { (lede(t.get("portal-password-change-lede"))) }
            @else { (lede(t.get("portal-password-set-lede"))) }
            (Form::post(view, "/account/password").around(&html! {
                (advice(ADVICE, if self.has_password { &["password"] } else { &["user_name", "password"] }))
                @if self.has_password {
                    (TextField::password("current", t.get("portal-current-password"), t).problems(&self.problems, t))
                } @else {
                    (TextField::new("user_name", t.get("portal-user-name"))
                        .hint(t.get("portal-user-name-hint")).value(self.user_name.clone())
                        .autocomplete("username").problems(&self.problems, t))
                }
                (TextField::new_password("password", t.get("portal-new-password"), t)
                    .hint(t.get("portal-new-password-hint")).problems(&self.problems, t))
                (Button::primary(t.get("portal-save")))
            }))
        }
    }
}

impl Sampled for PasswordPage {
    fn samples() -> Vec<Self> {
        let wrong = vec![
            Problem::new("current", "portal-current-wrong"),
            Problem::new("password", "portal-password-common"),
        ];
        let taken = vec![
            Problem::new("user_name", "portal-user-name-taken"),
            Problem::new("password", "portal-password-like-owner"),
        ];
        vec![
            Self { has_password: true, user_name: String::new(), problems: Problems::new() },
            Self { has_password: true, user_name: String::new(), problems: wrong.into() },
            Self { has_password: false, user_name: String::new(), problems: Problems::new() },
            Self { has_password: false, user_name: "lan".to_owned(), problems: taken.into() },
        ]
    }
}
