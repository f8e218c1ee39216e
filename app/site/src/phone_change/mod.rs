//! Another phone for an account, at every site that has accounts: its addresses, and the pages that read the same.
//! What is decided stands in `onedoor_base`.

mod objection;
mod old;

use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, button_row, section};
use onedoor_ui::{Markup, View, grouped_phone, html};

pub use objection::{ObjectionPage, ObjectionState};
pub use old::{OldPhonePage, waiting_button};

use crate::of_link;

/// Where the phone is changed.
pub const PATH: &str = "/account/phone";
/// Where the present phone is shown.
pub const OLD: &str = "/account/phone/old";
/// Where somebody chooses to wait who has not got it.
pub const WAIT: &str = "/account/phone/wait";
/// Where somebody who is signed in ends the waiting.
pub const WITHDRAW: &str = "/account/phone/withdraw";
/// Where somebody stops a change who was told of it, without signing in.
pub const OBJECTION: &str = "/objection";

/// The address where somebody objects who has this value.
pub fn objection_path(value: &str) -> String {
    format!("{OBJECTION}?value={}", of_link(value))
}

/// The phone that waits, if one does, from when on it is the account's, and the button that ends the waiting.
pub fn waiting_section(waiting: Option<&(String, Timestamp)>, view: &View) -> Markup {
    let (t, Some((phone, until))) = (&view.t, waiting) else { return Markup::default() };
    section(
        t.get("phone-waiting-title"),
        &html! {
            p { (t.with("phone-waiting", &[
                ("phone", grouped_phone(phone).into()),
                ("until", view.long_date(*until).into()),
            ])) }
            (Form::post(view, WITHDRAW).around(&html! {
                (button_row(&html! { (Button::secondary(t.get("phone-withdraw"))) }))
            }))
        },
    )
}
