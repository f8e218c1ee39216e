use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, button_link, button_row, heading, hidden, lede, section};
use onedoor_ui::{Icon, Localizer, Markup, Page, Samples, View, html, masked};

use super::OBJECTION;

/// Stopping a change of which somebody was told.
pub struct ObjectionPage {
    /// The value in the link.
    pub value: String,
    /// Where it stands.
    pub state: ObjectionState,
    /// Where a new password is set: the key of its title, and the address.
    pub recovery: (&'static str, &'static str),
}

/// Where the change stands. Phones are shown as far as the message showed them.
pub enum ObjectionState {
    /// It waits; `own`: for the account whose contact this is, which otherwise loses the phone.
    Waits {
        /// The new phone.
        phone: String,
        /// When it is the account's.
        until: Timestamp,
        /// Whose contact it is.
        own: bool,
    },
    /// It was done at once, and can be undone.
    Done {
        /// The new phone.
        phone: String,
        /// The phone before.
        former: String,
        /// Until when it can be undone.
        until: Timestamp,
    },
    /// It was stopped.
    Stopped {
        /// Whether a contact of the account that was to get the phone did it.
        own: bool,
    },
    /// It was withdrawn or done, or never was.
    Gone,
}

impl Page for ObjectionPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(match self.state {
            ObjectionState::Waits { own: true, .. } => "objection-title",
            ObjectionState::Waits { own: false, .. } => "objection-owner-title",
            ObjectionState::Done { .. } => "objection-undo-title",
            ObjectionState::Stopped { .. } => "objection-stopped-title",
            ObjectionState::Gone => "objection-gone-title",
        })
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        match &self.state {
            ObjectionState::Waits { phone, until, own } => {
                let lede = if *own { "objection-lede" } else { "objection-owner-lede" };
                let words = [("phone", phone.as_str().into()), ("until", view.long_date(*until).into())];
                self.asks(view, t.with(lede, &words), *own)
            }
            ObjectionState::Done { phone, former, until } => {
                let words = [
                    ("phone", phone.as_str().into()),
                    ("former", former.as_str().into()),
                    ("until", view.long_date(*until).into()),
                ];
                self.asks(view, t.with("objection-undo-lede", &words), true)
            }
            ObjectionState::Stopped { own } => html! {
                span.page-icon { (Icon::Check) }
                (heading(self.title(t)))
                (lede(t.get(if *own { "objection-stopped" } else { "objection-owner-stopped" })))
                @if *own {
                    p { (t.get("objection-stopped-do")) }
                    @let (title, address) = self.recovery;
                    (button_row(&button_link(t.get(title), address, true)))
                }
            },
            ObjectionState::Gone => html! {
                span.page-icon { (Icon::Clock) }
                (heading(self.title(t)))
                (lede(t.get("objection-gone")))
            },
        }
    }
}

impl ObjectionPage {
    fn asks(&self, view: &View, said: String, own: bool) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(said))
            p { (t.get(if own { "objection-does" } else { "objection-owner-does" })) }
            (Form::post(view, OBJECTION).around(&html! {
                (hidden("value", &self.value))
                (button_row(&html! { (Button::danger(t.get("objection-stop"))) }))
            }))
            (section(t.get("recover-stop-me"), &html! { p { (t.get("recover-stop-me-text")) } }))
        }
    }
}

impl ObjectionPage {
    /// In every state that differs to a reader.
    pub fn samples_of(recovery: (&'static str, &'static str)) -> Samples {
        let until = Timestamp::from_seconds(1_795_244_709);
        let (phone, former) = (masked("+84987654321", 3), masked("+84912345678", 3));
        [
            ObjectionState::Waits { phone: phone.clone(), until, own: true },
            ObjectionState::Waits { phone: phone.clone(), until, own: false },
            ObjectionState::Done { phone, former, until },
            ObjectionState::Stopped { own: true },
            ObjectionState::Stopped { own: false },
            ObjectionState::Gone,
        ]
        .into_iter()
        .map(|state| Self { value: "Yk3XQ2m0".to_owned(), state, recovery })
        .map(|page| ("ObjectionPage", Box::new(page) as Box<dyn Page>))
        .collect()
    }
}
