use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::PhoneSignInState;
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, button_link, button_row, heading, hidden, lede,
};
use onedoor_ui::{Localizer, Page, Sampled, Samples, View, by_phone_path, device, samples};

use crate::security::qr;

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![DesktopPage, PhonePage, AnsweredPage]
}

/// The computer's page.
pub(super) struct DesktopPage {
    pub(super) id: String,
    pub(super) shown: Shown,
    pub(super) return_to: String,
}

/// What the computer shows.
pub(super) enum Shown {
    /// The code and the number.
    Waiting { address: String, number: i64 },
    /// The phone has confirmed it.
    Confirmed,
    /// Another number was chosen on the phone.
    Wrong,
    /// The owner of the phone said that it was not they.
    Refused,
    /// Too late, used, or another browser's.
    Over,
}

impl DesktopPage {
    fn waiting(&self, view: &View, address: &str, number: i64) -> Markup {
        let t = &view.t;
        html! {
            ol.steps-to-do {
                li { (t.get("by-phone-step-scan")) }
                li { (t.get("by-phone-step-look")) }
                li { (t.get("by-phone-step-number")) }
            }
            @if let Some(code) = qr::drawing(address, &t.get("by-phone-picture")) { div.qr-frame { (code) } }
            p.by-phone__says { (t.get("by-phone-number")) }
            p.by-phone__number { (number) }
            p role="status" { (t.get("by-phone-waits")) }
            span hidden data-by-phone=(format!("{}/{}/state", super::BEGIN, self.id)) {}
            script type="module" src=(by_phone_path()) {}
            noscript { meta http-equiv="refresh" content="5"; }
            p { a href=(format!("{}/{}", super::BEGIN, self.id)) { (t.get("by-phone-look-again")) } }
        }
    }

    /// What to do instead.
    fn otherwise(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (Form::post(view, super::BEGIN).around(&html! {
                (hidden("return_to", &self.return_to))
                (button_row(&html! { (Button::secondary(t.get("by-phone-another"))) }))
            }))
            p { a href=(crate::pages::sign_in_address(&self.return_to)) { (t.get("by-phone-without")) } }
        }
    }
}

impl Page for DesktopPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(match self.shown {
            Shown::Waiting { .. } => "by-phone-title",
            Shown::Confirmed => "by-phone-confirmed",
            Shown::Wrong => "by-phone-wrong",
            Shown::Refused => "by-phone-refused",
            Shown::Over => "by-phone-over",
        })
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @match &self.shown {
                Shown::Waiting { address, number } => {
                    (lede(t.get("by-phone-lede")))
                    (self.waiting(view, address, *number))
                }
                Shown::Confirmed => {
                    (lede(t.get("by-phone-confirmed-do")))
                    form.form method="post" action=(format!("{}/{}/finish", super::BEGIN, self.id)) data-passes-on {
                        input type="hidden" name="csrf" value=(view.csrf);
                        (button_row(&html! { (Button::primary(t.get("by-phone-go-on"))) }))
                    }
                }
                Shown::Wrong => { (lede(t.get("by-phone-wrong-do"))) }
                Shown::Refused => { (lede(t.get("by-phone-refused-do"))) }
                Shown::Over => { (lede(t.get("by-phone-over-do"))) }
            }
            @if !matches!(self.shown, Shown::Confirmed) { (self.otherwise(view)) }
        }
    }
}

/// The phone's page.
pub(super) struct PhonePage {
    pub(super) token: String,
    pub(super) numbers: Vec<i64>,
    pub(super) computer: Computer,
}

/// Which computer wants to be signed in.
pub(super) struct Computer {
    pub(super) user_agent: String,
    pub(super) network: String,
    /// Whether it is in the phone's network.
    pub(super) here: bool,
    /// Whether the account was signed in there before.
    pub(super) known: bool,
    pub(super) at: Timestamp,
}

impl PhonePage {
    fn network(&self, t: &Localizer) -> String {
        let key = match (self.computer.here, self.computer.known) {
            (true, _) => "by-phone-network-here",
            (false, true) => "by-phone-network-known",
            (false, false) => "by-phone-network-strange",
        };
        t.with(key, &[("network", self.computer.network.as_str().into())])
    }
}

impl Page for PhonePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("by-phone-ask")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let computer = &self.computer;
        html! {
            (heading(t.get("by-phone-ask")))
            @if !computer.here && !computer.known { (Notice::warning(t.get("by-phone-strange"))) }
            (SummaryList::new()
                .row(t.get("by-phone-computer"), device(t, &computer.user_agent))
                .row(t.get("by-phone-network"), self.network(t))
                .rich(t.get("by-phone-at"), html! { (view.clock_time(computer.at)) }))
            p { (t.get("by-phone-relayed")) }
            (Form::post(view, format!("/phone/{}", self.token)).around(&html! {
                fieldset.fieldset {
                    legend { (t.get("by-phone-which")) }
                    (button_row(&html! {
                        @for number in &self.numbers {
                            (Button::secondary(number.to_string()).value("number", number.to_string()))
                        }
                    }))
                }
                (Button::danger(t.get("by-phone-not-me")).value("number", "none"))
            }))
        }
    }
}

/// What the phone's answer did.
pub(super) struct AnsweredPage {
    /// Nothing if it waits no more.
    pub(super) state: Option<PhoneSignInState>,
}

impl AnsweredPage {
    fn key(&self) -> &'static str {
        match self.state {
            Some(PhoneSignInState::Confirmed) => "by-phone-answer-confirmed",
            Some(PhoneSignInState::Wrong) => "by-phone-answer-wrong",
            Some(PhoneSignInState::Refused) => "by-phone-answer-refused",
            _ => "by-phone-answer-over",
        }
    }
}

impl Page for AnsweredPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.key())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (way, href) = match self.state {
            Some(PhoneSignInState::Refused | PhoneSignInState::Wrong) => {
                ("by-phone-look-after", "/account/sessions")
            }
            _ => ("account-title", "/account"),
        };
        html! {
            (heading(t.get(self.key())))
            (lede(t.get(&format!("{}-do", self.key()))))
            (button_row(&button_link(t.get(way), href, false)))
        }
    }
}

impl Sampled for DesktopPage {
    fn samples() -> Vec<Self> {
        let page = |shown| Self {
            id: "phsi_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            shown,
            return_to: "/account/activity".to_owned(),
        };
        let address = format!("https://id.example.org/phone/{}", "A".repeat(43));
        vec![
            page(Shown::Waiting { address, number: 42 }),
            page(Shown::Confirmed),
            page(Shown::Wrong),
            page(Shown::Refused),
            page(Shown::Over),
        ]
    }
}

impl Sampled for PhonePage {
    fn samples() -> Vec<Self> {
        let page = |here, known| Self {
            token: "A".repeat(43),
            numbers: vec![17, 42, 63],
            computer: Computer {
                user_agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0".to_owned(),
                network: "203.0.113.9".to_owned(),
                here,
                known,
                at: Timestamp::from_seconds(1_795_244_709),
            },
        };
        vec![page(true, false), page(false, true), page(false, false)]
    }
}

impl Sampled for AnsweredPage {
    fn samples() -> Vec<Self> {
        use PhoneSignInState::{Confirmed, Refused, Wrong};
        [Some(Confirmed), Some(Wrong), Some(Refused), None].map(|state| Self { state }).into()
    }
}
