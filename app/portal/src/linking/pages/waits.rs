use onedoor_base::ProposalId;
use onedoor_ui::components::{Button, Form, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, sample_proposal, text};
use crate::linking::answer::step;

/// The link is made here; the issuer has not confirmed it yet, or has by now.
pub(in crate::linking) struct WaitsPage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) confirmed: bool,
}

impl Page for WaitsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.confirmed { "link-waited-title" } else { "link-waits-title" })
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (what, button) = if self.confirmed {
            ("link-waited", "link-waited-button")
        } else {
            ("link-waits", "link-waits-button")
        };
        html! {
            (heading(self.title(t)))
            (lede(text(view, what, &self.look)))
            @if !self.confirmed { p { (t.get("link-waits-leave")) } }
            (Form::post(view, step(self.id, "/again")).around(&html! { (Button::primary(t.get(button))) }))
        }
    }
}

impl Sampled for WaitsPage {
    fn samples() -> Vec<Self> {
        let sample = |confirmed| Self { id: sample_proposal(), look: sample_issuer(), confirmed };
        vec![sample(false), sample(true)]
    }
}
