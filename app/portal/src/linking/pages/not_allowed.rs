use onedoor_base::ProposalId;
use onedoor_linking::{SuspendedBy, Why};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{cancel, other_way, sample_issuer, sample_proposal, text};
use crate::linking::answer::step;

/// It cannot be, and why.
pub(in crate::linking) struct NotAllowedPage {
    pub(in crate::linking) why: Why,
    pub(in crate::linking) look: SiteLook,
    /// There, if another local account may be tried.
    pub(in crate::linking) proposal: Option<ProposalId>,
    pub(in crate::linking) return_to: ReturnTo,
}

impl NotAllowedPage {
    fn headline(&self, t: &Localizer) -> String {
        match self.why {
            Why::IssuerNotTrusted => t.get("link-untrusted-title"),
            Why::AnotherPersonsAccount => t.get("link-another-person-title"),
            Why::AccountLocked => t.get("link-locked-title"),
            Why::LinkSuspended(_) => t.get("link-suspended-title"),
            Why::LinkUnconfirmed => t.get("link-unconfirmed-title"),
            Why::LinkRefused => t.get("link-refused-title"),
        }
    }
}

impl Page for NotAllowedPage {
    fn title(&self, t: &Localizer) -> String {
        self.headline(t)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let key = match self.why {
            Why::IssuerNotTrusted => "link-untrusted",
            Why::AnotherPersonsAccount => "link-another-person",
            Why::AccountLocked => "link-locked",
            Why::LinkSuspended(SuspendedBy::Person) => "link-suspended-person",
            Why::LinkSuspended(SuspendedBy::Portal) => "link-suspended-portal",
            Why::LinkSuspended(SuspendedBy::Identity) => "link-suspended-identity",
            Why::LinkUnconfirmed => "link-unconfirmed",
            Why::LinkRefused => "link-refused",
        };
        html! {
            (heading(self.headline(t)))
            (lede(text(view, key, &self.look)))
            @match self.proposal {
                Some(id) => {
                    (button_row(&button_link(t.get("link-other-account"), &step(id, "/account"), true)))
                    (cancel(view, id))
                }
                None => { (other_way(view, &self.return_to)) }
            }
        }
    }
}

impl Sampled for NotAllowedPage {
    fn samples() -> Vec<Self> {
        let sample =
            |why, proposal| Self { why, look: sample_issuer(), proposal, return_to: ReturnTo::home() };
        vec![
            sample(Why::IssuerNotTrusted, None),
            sample(Why::AnotherPersonsAccount, Some(sample_proposal())),
            sample(Why::AccountLocked, None),
            sample(Why::LinkSuspended(SuspendedBy::Person), None),
            sample(Why::LinkSuspended(SuspendedBy::Portal), None),
            sample(Why::LinkSuspended(SuspendedBy::Identity), None),
            sample(Why::LinkUnconfirmed, None),
            sample(Why::LinkRefused, None),
        ]
    }
}
