use onedoor_base::ProposalId;
use onedoor_ui::components::{Button, Form, SummaryList, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{cancel, sample_issuer, sample_proposal, sides, text};
use crate::linking::answer::{account_step, step};

/// What is said of an account that the portal's staff prepared for somebody: enough to know which password is
/// wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::linking) struct PreparedAccount {
    /// The code and the name of its organisation, where the portal has organisations.
    pub(in crate::linking) organisation: Option<(String, String)>,
    /// The name to sign in with, not all of it.
    pub(in crate::linking) user_name: String,
}

impl PreparedAccount {
    /// As a list of what it is.
    pub(super) fn summary(&self, t: &Localizer) -> SummaryList {
        let list = SummaryList::new();
        let list = match &self.organisation {
            Some((_, name)) => list.row(t.get("portal-organisation"), name),
            None => list,
        };
        list.row(t.get("portal-user-name"), &self.user_name)
    }

    pub(super) fn sample(school: bool) -> Self {
        Self {
            organisation: school.then(|| ("edu-112".to_owned(), "Школа № 3, Степной".to_owned())),
            user_name: "iv•••".to_owned(),
        }
    }
}

/// The portal's staff say that this account is theirs: whether it is.
pub(in crate::linking) struct PreparedPage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    /// The person's name, as the issuer says it; empty if it does not.
    pub(in crate::linking) name: String,
    pub(in crate::linking) account: PreparedAccount,
}

impl Page for PreparedPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-prepared-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let organisation = self.account.organisation.as_ref().map_or("", |(code, _)| code);
        html! {
            (heading(self.title(t)))
            (lede(text(view, "link-prepared", &self.look)))
            (sides(view, &self.look, &self.name, &self.account.user_name, false))
            (self.account.summary(t))
            p { (t.get("link-not-yet-once")) }
            (button_row(&button_link(t.get("link-prepared-mine"), &account_step(self.id, organisation), true)))
            (section(t.get("link-prepared-other-title"), &html! {
                p { (t.get("link-prepared-other")) }
                (Form::post(view, step(self.id, "/not-mine")).around(&html! {
                    (Button::secondary(t.get("link-prepared-not-mine")))
                }))
            }))
            (cancel(view, self.id))
        }
    }
}

impl Sampled for PreparedPage {
    fn samples() -> Vec<Self> {
        let sample = |name: &str, school| Self {
            id: sample_proposal(),
            look: sample_issuer(),
            name: name.to_owned(),
            account: PreparedAccount::sample(school),
        };
        vec![sample("Иванова Анна Петровна", true), sample("", false)]
    }
}
