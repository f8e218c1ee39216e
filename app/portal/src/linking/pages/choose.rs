use onedoor_base::ProposalId;
use onedoor_ui::components::{Button, Form, Radios, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{AccountLabel, cancel, sample_issuer, sample_proposal, text};
use crate::linking::answer::step;

/// Several accounts here are theirs, or one that they parted from: which?
pub(in crate::linking) struct ChoosePage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) accounts: Vec<AccountLabel>,
}

impl Page for ChoosePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-choose-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let radios = Radios::new("account", t.get("link-choose-legend"));
        let radios = self.accounts.iter().fold(radios, |radios, account| {
            let (value, label) = (account.id.to_string(), account.title(t));
            if account.about().is_empty() {
                radios.choice(value, label)
            } else {
                radios.explained(value, label, account.about())
            }
        });
        let first = self.accounts.first().map(|account| account.id.to_string()).unwrap_or_default();
        html! {
            (heading(t.get("link-choose-title")))
            (lede(text(view, "link-choose", &self.look)))
            (Form::post(view, step(self.id, "/choose")).around(&html! {
                (radios.value(first))
                (Button::primary(t.get("link-continue")))
            }))
            (cancel(view, self.id))
        }
    }
}

impl Sampled for ChoosePage {
    fn samples() -> Vec<Self> {
        let sample = |accounts| Self { id: sample_proposal(), look: sample_issuer(), accounts };
        vec![
            sample(vec![AccountLabel::sample(1), AccountLabel::sample(2)]),
            sample(vec![AccountLabel::sample(9)]),
        ]
    }
}
