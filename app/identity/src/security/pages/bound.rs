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
    /// For pages that show one.
    pub(super) fn sample(this: bool, at: Timestamp) -> Self {
        let user_agent = super::SAMPLED_BROWSER.to_owned();
        Self { this, user_agent, bound_at: at, used_at: this.then_some(at) }
    }

    pub(super) fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let used = self.used_at.map_or_else(|| html! { (t.get("bound-unused")) }, |at| view.date_time(at));
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
