use onedoor_base::ProposalId;
use onedoor_ui::components::{Button, Form, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{AccountLabel, accounts_to_choose, cancel, sample_issuer, sample_proposal, text};
use crate::linking::answer::step;

/// Several accounts here are theirs, or one that they parted from: which?
pub(in crate::linking) struct ChoosePage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) accounts: Vec<AccountLabel>,
    /// Whether one more may be added.
    pub(in crate::linking) may_add: bool,
}

impl Page for ChoosePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-choose-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let accounts: Vec<_> = self.accounts.iter().collect();
        // The last choice is only where the mark stands: the person presses the button.
        let last = self.accounts.iter().max_by_key(|account| account.used).map(|account| account.id);
        html! {
            (heading(t.get("link-choose-title")))
            (lede(text(view, "link-choose", &self.look)))
            (Form::post(view, step(self.id, "/choose")).around(&html! {
                (accounts_to_choose(view, t.get("link-choose-legend"), &accounts, last))
                (Button::primary(t.get("link-continue")))
            }))
            @if self.may_add {
                (button_row(&button_link(t.get("link-add-button"), &step(self.id, "/account"), false)))
            }
            (cancel(view, self.id))
        }
    }
}

impl Sampled for ChoosePage {
    fn samples() -> Vec<Self> {
        let sample =
            |accounts, may_add| Self { id: sample_proposal(), look: sample_issuer(), accounts, may_add };
        vec![
            sample(vec![AccountLabel::sample(1), AccountLabel::sample(2)], true),
            sample(vec![AccountLabel::sample(9)], false),
        ]
    }
}
