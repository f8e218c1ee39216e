use onedoor_base::ProposalId;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{Notice, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{cancel, sample_issuer, sample_proposal, text, ways_on};
use crate::linking::answer::step;

/// The local account is linked with another national identity. Nothing of that one is told.
pub(in crate::linking) struct TakenPage {
    pub(in crate::linking) look: SiteLook,
    /// The issuer's name in addresses.
    pub(in crate::linking) key: String,
    /// There, if another local account may be tried.
    pub(in crate::linking) proposal: Option<ProposalId>,
    pub(in crate::linking) return_to: ReturnTo,
}

impl Page for TakenPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-taken-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("link-taken-title")))
            (lede(text(view, "link-taken", &self.look)))
            ul {
                li { (t.get("link-taken-own")) }
                li { (t.get("link-taken-stranger")) }
            }
            @match self.proposal {
                Some(id) => {
                    (button_row(&button_link(t.get("link-other-account"), &step(id, "/account"), true)))
                    (cancel(view, id))
                }
                None => { (ways_on(view, &self.key, &self.return_to)) }
            }
            (Notice::info(t.get("link-nothing-changed")))
        }
    }
}

impl Sampled for TakenPage {
    fn samples() -> Vec<Self> {
        let sample = |proposal| Self {
            look: sample_issuer(),
            key: "esia".to_owned(),
            proposal,
            return_to: ReturnTo::home(),
        };
        vec![sample(Some(sample_proposal())), sample(None)]
    }
}
