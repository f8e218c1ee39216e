use onedoor_base::ProposalId;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{Notice, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{cancel, other_way, sample_issuer, sample_proposal, text};
use crate::linking::answer::prove_again;

/// The person signed in at the issuer too long ago for a link to be made with an account that exists.
pub(in crate::linking) struct ProveAgainPage {
    pub(in crate::linking) look: SiteLook,
    /// The issuer's name in addresses.
    pub(in crate::linking) key: String,
    pub(in crate::linking) return_to: ReturnTo,
    /// Where they were about to prove an account here: the proposal, and the organisation of the account.
    pub(in crate::linking) step: Option<(ProposalId, String)>,
    /// Whether it is one more account that they add.
    pub(in crate::linking) adds: bool,
}

impl Page for ProveAgainPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-again-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let organisation = self.step.as_ref().map(|(_, organisation)| organisation.as_str());
        let href = prove_again(&self.key, &self.return_to, organisation, self.adds);
        html! {
            (heading(t.get("link-again-title")))
            (lede(text(view, "link-again-why", &self.look)))
            p { (text(view, "link-again-do", &self.look)) }
            (button_row(&button_link(t.get("link-continue"), &href, true)))
            @match &self.step {
                Some((id, _)) => { (cancel(view, *id)) }
                None => { (other_way(view, &self.return_to)) }
            }
            (Notice::info(t.get("link-nothing-changed")))
        }
    }
}

impl Sampled for ProveAgainPage {
    fn samples() -> Vec<Self> {
        let sample = |step| Self {
            look: sample_issuer(),
            key: "esia".to_owned(),
            return_to: ReturnTo::home(),
            step,
            adds: false,
        };
        vec![sample(None), sample(Some((sample_proposal(), "edu-112".to_owned())))]
    }
}
