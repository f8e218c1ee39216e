use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Form, SummaryList, button_link, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, device};

/// Somebody wants a new password, and is stopped.
pub(in crate::recovery) struct StopPage {
    /// The value of the link.
    pub(in crate::recovery) value: String,
    pub(in crate::recovery) state: Stoppable,
}

/// How it stands.
pub(in crate::recovery) enum Stoppable {
    /// It waits.
    Waits { begun_at: Timestamp, due: Timestamp, user_agent: String, network: String },
    /// It was stopped.
    Stopped,
    /// It has ended otherwise, or there is no such thing.
    Over,
}

impl Page for StopPage {
    fn title(&self, t: &Localizer) -> String {
        match self.state {
            Stoppable::Waits { .. } => t.get("recover-stop-title"),
            Stoppable::Stopped => t.get("recover-stopped-title"),
            Stoppable::Over => t.get("recover-stop-over-title"),
        }
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let home = button_row(&button_link(t.get("sign-in-button"), "/sign-in", true));
        match &self.state {
            Stoppable::Waits { begun_at, due, user_agent, network } => html! {
                (heading(self.title(t)))
                (lede(t.get("recover-stop-lede")))
                (SummaryList::new()
                    .rich(t.get("recover-stop-when"), view.date_time(*begun_at))
                    .row(t.get("sessions-device"), device(t, user_agent))
                    .row(t.get("sessions-from"), network.as_str())
                    .rich(t.get("recover-stop-due"), view.date_time(*due)))
                (Form::post(view, "/recover/stop").around(&html! {
                    (hidden("value", &self.value))
                    (button_row(&html! { (Button::danger(t.get("recover-stop-button"))) }))
                }))
                (section(t.get("recover-stop-me"), &html! { p { (t.get("recover-stop-me-text")) } }))
            },
            Stoppable::Stopped => html! {
                span.page-icon { (Icon::Check) }
                (heading(self.title(t)))
                (lede(t.get("recover-stopped-lede")))
                p { (t.get("recover-stopped-do")) }
                (home)
            },
            Stoppable::Over => html! {
                span.page-icon { (Icon::Clock) }
                (heading(self.title(t)))
                (lede(t.get("recover-stop-over-lede")))
                (home)
            },
        }
    }
}

impl Sampled for StopPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let of = |state| Self { value: "Yk3XQ2m0".to_owned(), state };
        let waits = Stoppable::Waits {
            begun_at: at,
            due: at,
            user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
            network: "192.0.2.1".to_owned(),
        };
        vec![of(waits), of(Stoppable::Stopped), of(Stoppable::Over)]
    }
}
