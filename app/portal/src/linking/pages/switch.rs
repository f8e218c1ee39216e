use onedoor_base::LocalAccountId;
use onedoor_ui::components::{Button, Form, Notice, SummaryList, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{AccountLabel, accounts_to_choose, sample_issuer, text};
use crate::linking::switch::PATH;

/// The accounts that one person has here, and the one that they are in.
pub(in crate::linking) struct SwitchPage {
    /// The one that they are in.
    pub(in crate::linking) here: LocalAccountId,
    /// All of them.
    pub(in crate::linking) accounts: Vec<AccountLabel>,
    /// Whether the one that they chose is not theirs any more.
    pub(in crate::linking) gone: bool,
    pub(in crate::linking) look: SiteLook,
    /// Where one more is added, if the portal allows it.
    pub(in crate::linking) add: Option<String>,
    /// The issuer's name in addresses, if they signed in without it: then it must say first which are theirs.
    pub(in crate::linking) sign_in: Option<String>,
}

impl SwitchPage {
    fn others(&self) -> Vec<&AccountLabel> {
        self.accounts.iter().filter(|account| account.id != self.here).collect()
    }

    fn here(&self, view: &View) -> Markup {
        let here = self.accounts.iter().find(|account| account.id == self.here);
        let mut list = SummaryList::new();
        if let Some(account) = here {
            list = list.row(view.t.get("link-switch-here"), account.title(&view.t));
            let about = account.about(view);
            if !about.is_empty() {
                list = list.row(view.t.get("link-switch-about"), about);
            }
        }
        html! { (list) }
    }

    fn ways(&self, view: &View, others: &[&AccountLabel]) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(key) = &self.sign_in {
                p { (text(view, "link-switch-sign-in", &self.look)) }
                @let href = format!("/sign-in/national/{key}?return_to=%2Faccount%2Fswitch");
                (button_row(&button_link(t.get("link-switch-sign-in-button"), &href, true)))
            } @else if others.is_empty() {
                p { (text(view, "link-switch-none", &self.look)) }
            } @else {
                (Form::post(view, PATH).around(&html! {
                    (accounts_to_choose(view, t.get("link-switch-legend"), others, None))
                    (Button::primary(t.get("link-switch-button")))
                }))
            }
            @if let Some(add) = &self.add {
                (button_row(&button_link(t.get("link-add-button"), add, false)))
            }
        }
    }
}

impl Page for SwitchPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-switch-title")
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let others = self.others();
        html! {
            (heading(view.t.get("link-switch-title")))
            @if self.gone { (Notice::warning(view.t.get("link-switch-gone"))) }
            (lede(text(view, "link-switch", &self.look)))
            (self.here(view))
            (self.ways(view, &others))
        }
    }
}

impl Sampled for SwitchPage {
    fn samples() -> Vec<Self> {
        let add = || Some("/sign-in/national/esia?add=yes&return_to=%2Faccount%2Fswitch".to_owned());
        let sample = |accounts: Vec<AccountLabel>| Self {
            here: accounts[0].id,
            accounts,
            gone: false,
            look: sample_issuer(),
            add: add(),
            sign_in: None,
        };
        vec![
            sample(vec![AccountLabel::sample(1), AccountLabel::sample(2), AccountLabel::sample(9)]),
            Self { gone: true, ..sample(vec![AccountLabel::sample(9), AccountLabel::sample(2)]) },
            Self { add: None, ..sample(vec![AccountLabel::sample(1)]) },
            Self { sign_in: Some("esia".to_owned()), ..sample(vec![AccountLabel::sample(1)]) },
        ]
    }
}
