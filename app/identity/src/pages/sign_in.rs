use maud::{Markup, html};
use onedoor_base::Country;
use onedoor_ui::components::{
    Button, Challenge, Form, Notice, TextField, button_link, button_row, heading, hidden, lede,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::register::{cancel, register_address, sample_ahead};
use crate::phone_app::{BEGIN, PATH};
use crate::provider::Ahead;
use crate::sign_in::{Ceremony, PasskeyForm};

/// Signing in: who, and the password.
pub(crate) struct SignInPage {
    /// Where the person was heading for.
    pub(crate) return_to: String,
    /// Whether they are signed in and must show once more that it is they.
    pub(crate) again: bool,
    /// What they typed.
    pub(crate) identifier: String,
    /// Whose numbers they sign in with.
    pub(crate) country: Country,
    /// The check that keeps programs out, if it is wanted.
    pub(crate) challenge: Option<Challenge>,
    /// The portal they sign in to.
    pub(crate) ahead: Option<Ahead>,
    /// What a passkey is asked.
    pub(crate) passkey: PasskeyForm,
    /// Where the passcode of this device is typed, if it has one that counts.
    pub(crate) passcode: Option<String>,
    /// The key of what has just happened.
    pub(crate) notice: Option<&'static str>,
    /// Whether it is another account of theirs that is asked for, to be merged with the one of before.
    pub(crate) other: bool,
    /// Whether it is the page of the application on the phone: the number first, and nothing else beside it.
    pub(crate) on_phone: bool,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl SignInPage {
    /// Signing in without a password, where the browser knows passkeys.
    fn by_passkey(&self, view: &View) -> Markup {
        let fields = html! {
            (hidden("return_to", &self.return_to))
            @if self.again { (hidden("again", "yes")) }
        };
        let button = Button::secondary(view.t.get("sign-in-passkey"));
        self.passkey.show(view, ("/sign-in/passkey", Ceremony::Offer), (&fields, button))
    }

    /// As the application on the phone asks.
    fn number_first(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if let Some(notice) = self.notice { (Notice::info(t.get(notice))) }
            (lede(t.get("app-sign-in-lede")))
            (Form::post(view, "/sign-in").around(&html! {
                (hidden("return_to", PATH))
                (hidden("on_phone", "yes"))
                // A user name has letters: no keyboard of digits alone.
                (TextField::new("identifier", t.get("app-sign-in-number"))
                    .hint(t.get("app-sign-in-number-hint")).value(&self.identifier)
                    .autocomplete("username").problems(&self.problems, t))
                (TextField::password("password", t.get("password-label"), t).problems(&self.problems, t))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (button_row(&html! { (Button::primary(t.get("sign-in-button"))) }))
            }))
            p { a href=(crate::recovery::PATH) { (t.get("recover-link")) } }
            (button_row(&button_link(t.get("app-register"), BEGIN, false)))
        }
    }

    fn identifier_label(&self, t: &Localizer) -> String {
        match self.country {
            Country::Vietnam => t.get("sign-in-identifier-vn"),
            Country::China => t.get("sign-in-identifier-cn"),
            Country::Russia => t.get("sign-in-identifier-ru"),
        }
    }
}

impl Page for SignInPage {
    fn title(&self, t: &Localizer) -> String {
        if self.other {
            t.get("merge-other-title")
        } else if self.again {
            t.get("sign-in-again-title")
        } else {
            t.get("sign-in-title")
        }
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        self.on_phone.then(|| PATH.to_owned())
    }

    fn is_installable(&self) -> bool {
        self.on_phone
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        if self.on_phone {
            return self.number_first(view);
        }
        html! {
            (heading(self.title(t)))
            @if self.other { (lede(t.get("merge-other-lede"))) }
            @else if self.again { (lede(t.get("sign-in-again-lede"))) }
            @if let Some(notice) = self.notice { (Notice::info(t.get(notice))) }
            @if let Some(ahead) = &self.ahead {
                (Notice::info(t.with("sign-in-ahead", &[("portal", ahead.name.as_str().into())])))
            }
            (Form::post(view, "/sign-in").around(&html! {
                (hidden("return_to", &self.return_to))
                @if self.again { (hidden("again", "yes")) }
                (TextField::new("identifier", self.identifier_label(t))
                    .value(&self.identifier).autocomplete("username webauthn").problems(&self.problems, t))
                (TextField::password("password", t.get("password-label"), t).problems(&self.problems, t))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (button_row(&html! { (Button::primary(t.get("sign-in-button"))) }))
            }))
            p { a href=(crate::recovery::PATH) { (t.get("recover-link")) } }
            (self.by_passkey(view))
            @if let Some(passcode) = &self.passcode {
                (button_row(&button_link(t.get("app-front-passcode"), passcode, false)))
            }
            @if !self.again {
                (Form::post(view, crate::sign_in::by_phone::BEGIN).around(&html! {
                    (hidden("return_to", &self.return_to))
                    (button_row(&html! { (Button::secondary(t.get("by-phone-link"))) }))
                }))
                p { (t.get("sign-in-no-account")) }
                (button_row(&button_link(t.get("register-link"), &register_address(&self.return_to), false)))
            }
            @if let Some(ahead) = &self.ahead { (cancel(view, ahead)) }
        }
    }
}

impl Sampled for SignInPage {
    fn samples() -> Vec<Self> {
        let plain = |country| Self {
            return_to: "/".to_owned(),
            again: false,
            identifier: String::new(),
            country,
            challenge: None,
            ahead: None,
            passkey: PasskeyForm::sample(),
            passcode: None,
            notice: None,
            other: false,
            on_phone: false,
            problems: Problems::new(),
        };
        let ahead = Some(sample_ahead());
        let wrong = Problems::one(Problem::general("sign-in-wrong"));
        let wait = Problems::one(Problem::general("sign-in-too-many").with("time", "14:05"));
        vec![
            plain(Country::Vietnam),
            Self { challenge: Some(Challenge::sample()), ..plain(Country::China) },
            Self {
                challenge: Some(Challenge::sample()),
                problems: Problems::one(Problem::new("challenge_digits", "challenge-wrong")),
                ..plain(Country::China)
            },
            Self { notice: Some("sign-in-over"), ..plain(Country::China) },
            Self { passcode: Some("/app/passcode".to_owned()), ..plain(Country::Vietnam) },
            Self { ahead: ahead.clone(), ..plain(Country::Russia) },
            Self { again: true, ahead, return_to: "/authorize/1".to_owned(), ..plain(Country::Vietnam) },
            Self { again: true, other: true, ..plain(Country::Vietnam) },
            Self { identifier: "minh.khai".to_owned(), problems: wrong.clone(), ..plain(Country::Vietnam) },
            Self { on_phone: true, ..plain(Country::Vietnam) },
            Self { on_phone: true, notice: Some("passcode-locked"), ..plain(Country::Vietnam) },
            Self {
                on_phone: true,
                identifier: "036088001234".to_owned(),
                challenge: Some(Challenge::sample()),
                problems: wrong,
                ..plain(Country::Vietnam)
            },
            Self { identifier: "minh.khai".to_owned(), problems: wait, ..plain(Country::Vietnam) },
        ]
    }
}
