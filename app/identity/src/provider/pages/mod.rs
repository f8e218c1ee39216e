//! The provider's pages.

mod account;
mod code;
mod consent;
mod sign_out;
mod stopped;
mod way;

pub(super) use account::{ConsentEntry, Consents, HouseEntry};
pub(super) use code::{AskCode, AskSecondStep, TypeCode};
pub(super) use consent::{AskConsent, shares, what};
pub(super) use sign_out::ConfirmSignOut;
pub(crate) use stopped::SystemStopped;
pub(super) use way::{ChooseAccount, Over, PassOn, RaiseAssurance};

use maud::{Markup, html};
use onedoor_ui::components::{Button, Form};
use onedoor_ui::{Samples, View, samples};

/// Every page of the provider, with samples.
pub(crate) fn samples() -> Samples {
    samples![
        AskConsent,
        ChooseAccount,
        AskCode,
        AskSecondStep,
        TypeCode,
        RaiseAssurance,
        Over,
        PassOn,
        ConfirmSignOut,
        SystemStopped,
        Consents
    ]
}

/// Gives up and goes back to the portal.
fn cancel(view: &View, action: &str, key: &str, portal: &str) -> Markup {
    let text = view.t.with(key, &[("portal", portal.into())]);
    html! { (Form::post(view, format!("{action}/cancel")).around(&html! { (Button::quiet(text)) })) }
}

/// A portal's name, for samples.
const PORTAL: &str = "Một cửa Hải Dương";
/// A waiting request, for samples.
const WAITING: &str = "/interaction/intr_0197f3c2-0000-7000-8000-000000000000";
