use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, SummaryList, Tone, status};
use onedoor_ui::{View, device};

/// The device that opens the electronic identity by its passcode.
#[derive(Clone)]
pub(crate) struct BoundShown {
    /// Whether it is the one that shows the page.
    pub(crate) this: bool,
    pub(crate) user_agent: String,
    pub(crate) bound_at: Timestamp,
    /// When the passcode was last right there.
    pub(crate) used_at: Option<Timestamp>,
}

impl BoundShown {
    pub(super) fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let used = match self.used_at {
            Some(at) => view.date_time(at),
            None => html! { (t.get("bound-unused")) },
        };
        html! {
            (SummaryList::new()
                .rich(t.get("sessions-device"), html! {
                    (device(t, &self.user_agent))
                    @if self.this { " " (status(t.get("sessions-this"), Tone::Active)) }
                })
                .rich(t.get("bound-since"), view.date_time(self.bound_at))
                .rich(t.get("sessions-used"), used))
            p { (t.get("bound-means")) }
            (Form::post(view, "/account/security/bound/remove")
                .around(&html! { (Button::secondary(t.get("bound-remove"))) }))
        }
    }
}
