//! The pages of a person's contacts.

mod email;
mod phone;
mod phone_taken;

pub(super) use email::{EmailCodePage, EmailNotice, EmailPage, EmailShown};
pub(super) use phone::{PhoneCodePage, PhoneNotice, PhonePage};
pub(super) use phone_taken::TakenPhonePage;

use maud::{Markup, html};
use onedoor_site::phone_change::{ObjectionPage, OldPhonePage};
use onedoor_ui::components::{Button, Form, TextField, button_row, hidden};
use onedoor_ui::{Localizer, Problems, Samples, View, samples};

/// Where a password is set anew: its title, and its address.
pub(super) const RECOVERY: (&str, &str) = ("recover-title", crate::recovery::PATH);

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    let mut all = samples![EmailPage, EmailCodePage, PhonePage, PhoneCodePage, OldPhonePage, TakenPhonePage];
    all.extend(ObjectionPage::samples_of(RECOVERY));
    all
}

/// The way back to the account.
fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned())]
}

/// What a page has that asks for a code sent to a contact.
struct CodeForms<'p> {
    /// The address of the contact's page.
    contact: &'static str,
    id: &'p str,
    /// Nothing that could be typed would do any more: only another code helps.
    dead: bool,
    problems: &'p Problems,
    /// The keys of its texts: the button, then what to do where nothing came, then the way to another contact.
    confirm: &'static str,
    nothing: [&'static str; 2],
    other: &'static str,
}

impl CodeForms<'_> {
    /// The code's form, and sending another one.
    fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let again = t.get("code-send-again");
        let again = if self.dead { Button::primary(again) } else { Button::secondary(again) };
        let [nothing, what_to_do] = self.nothing;
        html! {
            @if !self.dead {
                (Form::post(view, format!("{}/code", self.contact)).around(&html! {
                    (hidden("id", self.id))
                    (TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint")).problems(self.problems, t))
                    (button_row(&html! { (Button::primary(t.get(self.confirm))) }))
                }))
            }
            h2 { (t.get(nothing)) }
            p { (t.get(what_to_do)) }
            (Form::post(view, format!("{}/again", self.contact)).around(&html! {
                (hidden("id", self.id))
                (button_row(&html! { (again) }))
            }))
            p { a href=(self.contact) { (t.get(self.other)) } }
        }
    }
}
