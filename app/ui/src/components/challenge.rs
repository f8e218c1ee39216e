use maud::{Markup, Render, html};

use crate::percent;

use super::{Button, TextField};
use crate::{Localizer, Problems, challenge_path, work_path};

/// A check that keeps programs out of a form. The device does some work by itself; where it cannot, or the
/// person prefers it, digits are read off a picture or listened to. Stands inside the form, before its button.
#[derive(Debug, Clone)]
pub struct Challenge {
    token: String,
    puzzles: u8,
    bits: u8,
}

impl Challenge {
    /// The check behind this token, and how much work it is.
    pub fn new(token: String, puzzles: u8, bits: u8) -> Self {
        Self { token, puzzles, bits }
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// One to look at.
    pub fn sample() -> Self {
        Self::new("bm90IGEgcmVhbCBvbmU".to_owned(), 16, 10)
    }

    /// The check with what the page has to say about it.
    pub fn with<'a>(&'a self, problems: &'a Problems, t: &'a Localizer) -> impl Render + 'a {
        Shown { challenge: self, problems, t }
    }
}

struct Shown<'a> {
    challenge: &'a Challenge,
    problems: &'a Problems,
    t: &'a Localizer,
}

impl Shown<'_> {
    fn address(&self, what: &str) -> String {
        format!("/challenge/{what}?challenge={}", percent::encode(&self.challenge.token))
    }

    /// What there is without scripts, and for who prefers it.
    fn digits(&self) -> Markup {
        let t = self.t;
        html! {
            div.challenge__digits {
                img.challenge__picture src=(self.address("picture")) width="240" height="84"
                    alt=(t.get("challenge-picture-alt"));
                audio.challenge__sound controls preload="none" src=(self.address("sound"))
                    aria-label=(t.get("challenge-listen")) {}
                p { a.challenge__file href=(self.address("sound")) { (t.get("challenge-file")) } }
                (TextField::digits("challenge_digits", t.get("challenge-digits"))
                    .hint(t.get("challenge-digits-hint")).max(20).problems(self.problems, t))
                (Button::quiet(t.get("challenge-another")).value("challenge_another", "yes"))
            }
        }
    }
}

impl Render for Shown<'_> {
    fn render(&self) -> Markup {
        let (t, challenge) = (self.t, self.challenge);
        html! {
            fieldset.fieldset.challenge data-puzzles=(challenge.puzzles) data-bits=(challenge.bits) data-worker=(work_path()) {
                legend { (t.get("challenge-title")) }
                input type="hidden" name="challenge" value=(challenge.token);
                input type="hidden" name="challenge_work" value="";
                // The script shows these, and hides the digits.
                p.challenge__status role="status" hidden data-working=(t.get("challenge-working"))
                    data-done=(t.get("challenge-done")) data-failed=(t.get("challenge-failed")) {}
                button.button-quiet.challenge__choose type="button" hidden { span { (t.get("challenge-choose")) } }
                (self.digits())
            }
            script type="module" src=(challenge_path()) {}
        }
    }
}
