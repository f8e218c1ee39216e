use maud::{Markup, html};
use onedoor_ui::components::{Button, button_row, hidden};
use onedoor_ui::{View, passkeys_path};

/// What an authenticator is asked, as a form carries it.
#[derive(Debug, Clone)]
pub(crate) struct PasskeyForm {
    /// The challenge, which comes back with the answer.
    pub(crate) challenge: String,
    /// What the browser is asked, in JSON.
    pub(crate) options: String,
}

/// What is done with the passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceremony {
    /// A new one is made.
    Make,
    /// One is used.
    Use,
    /// One is used, and the browser offers it where the login name is typed.
    Offer,
}

impl PasskeyForm {
    /// For pages of which somebody wants to see a sample.
    pub(crate) fn sample() -> Self {
        let options = r#"{"challenge":"AAAA","rpId":"vneid.localhost","allowCredentials":[]}"#;
        Self { challenge: "AAAA".to_owned(), options: options.to_owned() }
    }

    /// The form: uncovered by the script where the browser knows passkeys; without, a sentence says so.
    pub(crate) fn show(
        &self,
        view: &View,
        (action, ceremony): (&str, Ceremony),
        (fields, button): (&Markup, Button),
    ) -> Markup {
        let t = &view.t;
        let word = match ceremony {
            Ceremony::Make => "make",
            Ceremony::Use => "use",
            Ceremony::Offer => "offer",
        };
        html! {
            form.form.passkey hidden method="post" action=(action) novalidate
                data-passkey=(word) data-options=(self.options) {
                input type="hidden" name="csrf" value=(view.csrf);
                (hidden("challenge", &self.challenge))
                (hidden("answer", ""))
                (fields)
                (button_row(&html! { (button) }))
                p.field__error data-passkey-failed hidden role="status" { span { (t.get("passkey-failed")) } }
            }
            @if ceremony != Ceremony::Offer {
                p.note data-passkey-missing { (t.get("passkey-no-script")) }
            }
            script type="module" src=(passkeys_path()) {}
        }
    }
}
