use maud::{Markup, html};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Form, Notice, TextField, button_link, button_row, heading, hidden, lede,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, Samples, View, samples};

use super::PATH;
use crate::phone_app;

/// The passcode is asked for.
pub(super) struct PasscodeSignInPage {
    /// What the key of the device signs.
    pub(super) challenge: String,
    /// Where the person was heading for.
    pub(super) return_to: String,
    /// Whether somebody is signed in, and shows once more that it is they.
    pub(super) again: bool,
    /// Whether it takes the key, which takes scripts.
    pub(super) keyed: bool,
    pub(super) problems: Problems,
}

impl PasscodeSignInPage {
    /// The page that takes the password in its place.
    fn by_password(&self) -> String {
        let to = ReturnTo::parse(&self.return_to);
        match (self.again, to.as_str() == phone_app::PATH) {
            (true, _) => format!("/sign-in?return_to={}&again=yes", to.encoded()),
            (false, true) => phone_app::SIGN_IN.to_owned(),
            (false, false) => format!("/sign-in?return_to={}", to.encoded()),
        }
    }
}

impl Page for PasscodeSignInPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.again { "sign-in-again-title" } else { "passcode-open-title" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        (!self.again).then(|| phone_app::PATH.to_owned())
    }

    fn is_installable(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get(if self.again { "passcode-again-lede" } else { "passcode-open-lede" })))
            @if self.keyed { noscript { (Notice::info(t.get("passcode-open-no-script"))) } }
            (Form::post(view, PATH).signing_with_device_key().around(&html! {
                (hidden("challenge", &self.challenge))
                (hidden("signature", ""))
                (hidden("return_to", &self.return_to))
                (TextField::passcode("passcode", t.get("passcode-label"), t).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("passcode-open-button"))) }))
            }))
            (button_row(&button_link(t.get("passcode-open-else"), &self.by_password(), false)))
        }
    }
}

impl Sampled for PasscodeSignInPage {
    fn samples() -> Vec<Self> {
        let page = |keyed, problems| Self {
            challenge: "AAAA".to_owned(),
            return_to: phone_app::PATH.to_owned(),
            again: false,
            keyed,
            problems,
        };
        let left = |left: i64| Problem::new("passcode", "passcode-wrong").with("left", left);
        vec![
            page(false, Problems::new()),
            page(true, Problems::new()),
            Self { again: true, return_to: "/account/password".to_owned(), ..page(true, Problems::new()) },
            page(true, Problems::one(left(4))),
            page(true, Problems::one(left(1))),
            page(true, Problems::one(Problem::general("passcode-too-late"))),
            page(true, Problems::one(Problem::general("passcode-no-key"))),
        ]
    }
}

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![PasscodeSignInPage]
}
