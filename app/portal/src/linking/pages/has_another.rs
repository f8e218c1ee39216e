use onedoor_base::ProposalId;
use onedoor_ui::components::{Button, Form, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{AccountLabel, cancel, sample_issuer, sample_proposal, sides, text};
use crate::linking::answer::step;

/// They have a linked account here, and the portal allows but one: offers to sign in with that one.
pub(in crate::linking) struct HasAnotherPage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) account: AccountLabel,
}

impl Page for HasAnotherPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-another-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("link-another-title")))
            (lede(text(view, "link-another", &self.look)))
            (sides(view, &self.look, "", &self.account.title(t), true))
            (Form::post(view, step(self.id, "/choose")).around(&html! {
                (hidden("account", &self.account.id.to_string()))
                (Button::primary(t.get("link-another-button")))
            }))
            p { (t.get("link-another-instead")) }
            (cancel(view, self.id))
        }
    }
}

impl Sampled for HasAnotherPage {
    fn samples() -> Vec<Self> {
        vec![Self { id: sample_proposal(), look: sample_issuer(), account: AccountLabel::sample(1) }]
    }
}
