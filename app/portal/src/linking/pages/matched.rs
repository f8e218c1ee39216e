use onedoor_base::{LocalAccountId, ProposalId, Timestamp};
use onedoor_ui::components::{
    Button, Form, SiteWay, SummaryList, button_link, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use super::parts::{cancel, sample_issuer, sample_proposal, sides, text};
use super::prepared::PreparedAccount;
use crate::linking::answer::{account_step, step};

/// What is said of an account whose number the population register knows, to somebody who may be its owner: enough to
/// know it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::linking) struct MatchedAccount {
    pub(in crate::linking) id: LocalAccountId,
    /// The name to sign in with, not all of it, and its organisation.
    pub(in crate::linking) named: PreparedAccount,
    /// When it was made.
    pub(in crate::linking) since: Timestamp,
    /// How many dossiers were begun in it.
    pub(in crate::linking) dossiers: i64,
}

/// Accounts carry the person's number, and only the register knows it: whether one of them is theirs.
pub(in crate::linking) struct MatchedPage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    /// The person's name, as the issuer says it; empty if it does not.
    pub(in crate::linking) name: String,
    pub(in crate::linking) accounts: Vec<MatchedAccount>,
    /// Whether the account must be proven; else the person's word is enough.
    pub(in crate::linking) prove: bool,
    /// Whether somebody without an account gets one.
    pub(in crate::linking) may_create: bool,
    /// The other national identities that may open such an account, each with the way through it.
    pub(in crate::linking) others: Vec<(SiteLook, String)>,
}

impl MatchedPage {
    fn account(&self, account: &MatchedAccount, view: &View) -> Markup {
        let t = &view.t;
        let organisation = account.named.organisation.as_ref().map_or("", |(code, _)| code);
        let list: SummaryList = account
            .named
            .summary(t)
            .row(t.get("link-matched-since"), view.long_date(account.since))
            .row(t.get("link-matched-dossiers"), account.dossiers.to_string());
        html! {
            (list)
            @if self.prove {
                (button_row(&button_link(t.get("link-prepared-mine"), &account_step(self.id, organisation), true)))
            } @else {
                (Form::post(view, step(self.id, "/choose")).around(&html! {
                    (hidden("account", &account.id.to_string()))
                    (Button::primary(t.get("link-matched-mine")).about(account.named.user_name.clone()))
                }))
            }
        }
    }
}

impl Page for MatchedPage {
    fn title(&self, t: &Localizer) -> String {
        let several = self.accounts.len() > 1;
        t.get(if several { "link-matched-title-several" } else { "link-prepared-title" })
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let what = if self.prove { "link-matched-prove" } else { "link-matched" };
        let user_name = self.accounts.first().map_or("", |account| account.named.user_name.as_str());
        let user_name = if self.accounts.len() == 1 { user_name } else { "" };
        html! {
            (heading(self.title(t)))
            (lede(text(view, what, &self.look)))
            (sides(view, &self.look, &self.name, user_name, false))
            @if !self.prove { p { (t.get("link-matched-held")) } }
            @for account in &self.accounts { (self.account(account, view)) }
            @if self.prove && !self.others.is_empty() {
                (section(t.get("link-elsewhere-title"), &html! {
                    p { (text(view, "link-elsewhere-first", &self.look)) }
                    @for (look, href) in &self.others {
                        (SiteWay::link(look.look, t.with("link-elsewhere-with", &[("issuer", look.name(t).into())]), href))
                    }
                }))
            }
            (section(t.get("link-prepared-other-title"), &html! {
                p { (t.get("link-matched-other")) }
                @if self.may_create {
                    (Form::post(view, step(self.id, "/new")).around(&html! {
                        (Button::secondary(t.get("link-matched-new")))
                    }))
                }
                (button_row(&button_link(t.get("link-matched-another"), &step(self.id, "/account"), false)))
            }))
            (cancel(view, self.id))
        }
    }
}

impl Sampled for MatchedPage {
    fn samples() -> Vec<Self> {
        let account = |n: u8, dossiers| MatchedAccount {
            id: LocalAccountId::from_bytes([n; 16]),
            named: PreparedAccount::sample(n == 2),
            since: Timestamp::from_seconds(1_795_244_709),
            dossiers,
        };
        let sample = |name: &str, accounts, prove| Self {
            id: sample_proposal(),
            look: sample_issuer(),
            name: name.to_owned(),
            accounts,
            prove,
            may_create: !prove,
            others: Vec::new(),
        };
        let other = (SiteLook::new(Look::IdDvcqg, Role::Identity), "/sign-in/national/dvcqg".to_owned());
        vec![
            sample("Nguyễn Thị Lan", vec![account(1, 3)], false),
            sample("", vec![account(1, 0), account(2, 12)], false),
            Self {
                others: vec![other],
                may_create: true,
                ..sample("Nguyễn Thị Lan", vec![account(1, 3)], true)
            },
            sample("", vec![account(2, 1)], true),
        ]
    }
}
