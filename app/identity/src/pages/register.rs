use maud::{Markup, html};
use onedoor_base::Country;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Challenge, Checkbox, Form, Notice, TextField, button_link, button_row, details, heading, hidden,
    lede, steps,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, phone_hint};

use crate::provider::Ahead;

/// First step of three: the name and the phone.
pub(crate) struct RegisterPage {
    /// The name as typed.
    pub(crate) name: String,
    /// The phone as typed.
    pub(crate) phone: String,
    /// Whether the person agreed.
    pub(crate) consent: bool,
    /// Where they were heading for.
    pub(crate) return_to: String,
    /// Whose phone numbers people have.
    pub(crate) country: Country,
    /// The check that keeps programs out, if it is wanted.
    pub(crate) challenge: Option<Challenge>,
    /// The portal they will sign in to.
    pub(crate) ahead: Option<Ahead>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl RegisterPage {
    fn form(&self, view: &View) -> Markup {
        let t = &view.t;
        Form::post(view, "/register").around(&html! {
            (hidden("return_to", &self.return_to))
            (TextField::new("name", t.get("name-label")).value(&self.name)
                .hint(t.get("name-hint")).autocomplete("name").problems(&self.problems, t))
            (TextField::phone("phone", t.get("phone-label")).value(&self.phone)
                .hint(t.get(phone_hint(self.country))).problems(&self.problems, t))
            (Checkbox::new("consent", t.get("register-consent-label"))
                .checked(self.consent).problems(&self.problems, t))
            (details(t.get("register-consent-details"), &html! {
                p { (t.get("register-consent-what")) }
                p { (t.get("register-consent-why")) }
                p { (t.get("register-consent-end")) }
            }))
            @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
            (button_row(&html! { (Button::primary(t.get("register-get-code"))) }))
        })
    }
}

impl Page for RegisterPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("register-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (steps(t, 1, 3))
            (heading(t.get("register-title")))
            (lede(t.get("register-lede")))
            @if let Some(ahead) = &self.ahead {
                (Notice::info(t.with("register-ahead", &[("portal", ahead.name.as_str().into())])))
            }
            (self.form(view))
            p { (t.get("register-have-account")) }
            (button_row(&button_link(t.get("sign-in-button"), &sign_in_address(&self.return_to), false)))
            @if let Some(ahead) = &self.ahead { (cancel(view, ahead)) }
        }
    }
}

/// Gives up and goes back to the portal.
pub(super) fn cancel(view: &View, ahead: &Ahead) -> Markup {
    let t = &view.t;
    Form::post(view, ahead.cancel_action.as_str()).around(&html! {
        (Button::quiet(t.with("sign-in-cancel", &[("portal", ahead.name.as_str().into())])))
    })
}

/// The registration that leads on to where the person was heading for.
pub(super) fn register_address(return_to: &str) -> String {
    with_return_to("/register", return_to)
}

/// The sign-in that leads on to where the person was heading for.
pub(super) fn sign_in_address(return_to: &str) -> String {
    with_return_to("/sign-in", return_to)
}

fn with_return_to(path: &str, return_to: &str) -> String {
    let to = ReturnTo::parse(return_to);
    if to.is_deep() { format!("{path}?return_to={}", to.encoded()) } else { path.to_owned() }
}

/// A portal that waits, for samples.
pub(super) fn sample_ahead() -> Ahead {
    Ahead {
        name: "Một cửa Hải Dương".to_owned(),
        cancel_action: "/authorize/1/cancel".to_owned(),
        login_hint: None,
    }
}

impl Sampled for RegisterPage {
    fn samples() -> Vec<Self> {
        let empty = |country| Self {
            name: String::new(),
            phone: String::new(),
            consent: false,
            return_to: "/".to_owned(),
            country,
            challenge: None,
            ahead: None,
            problems: Problems::new(),
        };
        let problems = vec![
            Problem::new("name", "name-missing"),
            Problem::new("phone", "phone-malformed-vn"),
            Problem::new("consent", "register-consent-missing"),
        ];
        let others = vec![
            Problem::new("name", "name-character"),
            Problem::new("phone", "phone-missing"),
            Problem::general("register-too-many").with("time", "14:05"),
        ];
        vec![
            empty(Country::Vietnam),
            Self { challenge: Some(Challenge::sample()), ..empty(Country::China) },
            Self { ahead: Some(sample_ahead()), ..empty(Country::Russia) },
            Self { phone: "12".to_owned(), problems: problems.into(), ..empty(Country::Vietnam) },
            Self { name: "A1".to_owned(), problems: others.into(), ..empty(Country::China) },
        ]
    }
}
