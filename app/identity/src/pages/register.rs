use maud::{Markup, html};
use onedoor_base::{Country, Timestamp};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Challenge, Checkbox, Form, Notice, TextField, button_link, button_row, details, heading, hidden,
    lede, steps,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, phone_hint};

use crate::provider::Ahead;
use crate::registration::claim::ClaimTyped;
use crate::terms::shown;

/// First step of three: the name and the phone.
pub(crate) struct RegisterPage {
    /// The name as typed.
    pub(crate) name: String,
    /// The phone as typed.
    pub(crate) phone: String,
    /// The national number that they say is theirs, if they give one.
    pub(crate) claim: ClaimTyped,
    /// The terms that are in force, where the site has some.
    pub(crate) terms: Option<TermsShown>,
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

/// The terms that are in force.
pub(crate) struct TermsShown {
    /// What the version is called.
    pub(crate) version: String,
    /// Since when.
    pub(crate) from: Timestamp,
    /// What they say.
    pub(crate) text: String,
    /// Whether the person ticked that they agree.
    pub(crate) agreed: bool,
}

/// Whether the person agrees to the terms, which can be read in place.
pub(crate) fn terms_field(terms: &TermsShown, problems: &Problems, view: &View) -> Markup {
    let t = &view.t;
    let said = [("date", view.long_date(terms.from).into()), ("version", terms.version.as_str().into())];
    html! {
        (hidden("terms_version", &terms.version))
        (Checkbox::new("terms", t.with("register-terms-label", &said)).checked(terms.agreed).problems(problems, t))
        (details(t.get("register-terms-read"), &html! {
            (shown(&terms.text))
            p { a href=(crate::terms::PATH) target="_blank" rel="noopener" { (t.get("register-terms-page")) } }
        }))
    }
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
            (self.claim.fields(t, &self.problems))
            @if let Some(terms) = &self.terms { (terms_field(terms, &self.problems, view)) }
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
pub(crate) fn sign_in_address(return_to: &str) -> String {
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
            claim: ClaimTyped::nothing(country),
            terms: None,
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
        let terms = |agreed| {
            let from = Timestamp::from_seconds(1_782_864_000);
            let text = "# What for\n\nOne account for all services.".to_owned();
            Some(TermsShown { version: "2026-07".to_owned(), from, text, agreed })
        };
        let changed = Problems::one(Problem::new("terms", "register-terms-changed"));
        let disagreed = Problems::one(Problem::new("terms", "register-terms-missing"));
        vec![
            empty(Country::Vietnam),
            Self { terms: terms(true), ..empty(Country::China) },
            Self { terms: terms(false), problems: changed, ..empty(Country::China) },
            Self { terms: terms(false), problems: disagreed, ..empty(Country::Russia) },
            Self { challenge: Some(Challenge::sample()), ..empty(Country::China) },
            Self { ahead: Some(sample_ahead()), ..empty(Country::Russia) },
            Self { phone: "12".to_owned(), problems: problems.into(), ..empty(Country::Vietnam) },
            Self { name: "A1".to_owned(), problems: others.into(), ..empty(Country::China) },
        ]
    }
}
