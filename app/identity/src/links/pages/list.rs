use maud::{Markup, html};
use onedoor_base::{IdentityLevel, LinkId, Timestamp};
use onedoor_linking::{Life, MadeBy, Proof, Reason, Side, Stopped};
use onedoor_ui::components::{
    Notice, SummaryList, button_link, button_row, empty_state, heading, lede, panel, section, status,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use super::{SYSTEM, words};

/// The accounts elsewhere that the national account opens or opened.
pub(in crate::links) struct LinksPage {
    pub(in crate::links) notice: Option<LinksNotice>,
    pub(in crate::links) links: Vec<LinkShown>,
}

/// What has just happened, with the system's name.
pub(in crate::links) enum LinksNotice {
    /// A link stands on both sides.
    Made(String),
    /// It stands on one side, and the other has not answered yet.
    Waits(String),
    /// A link was ended.
    Ended(String),
}

/// One link.
pub(in crate::links) struct LinkShown {
    pub(in crate::links) id: LinkId,
    /// The system's name.
    pub(in crate::links) system: String,
    /// What the system calls the account to its owner.
    pub(in crate::links) account: String,
    pub(in crate::links) life: Life,
    /// Who suspended or ended it.
    pub(in crate::links) stopped: Option<Stopped>,
    pub(in crate::links) proof: Proof,
    pub(in crate::links) assurance: IdentityLevel,
    pub(in crate::links) made_by: MadeBy,
    pub(in crate::links) created_at: Timestamp,
    /// The system from which it was carried over, when that was merged into this one.
    pub(in crate::links) carried_from: Option<String>,
}

impl LinkShown {
    /// The rows that say what is linked and since when.
    pub(super) fn rows(&self, view: &View) -> SummaryList {
        let t = &view.t;
        let (text, tone) = words::state(self.life);
        let rows = SummaryList::new().rich(t.get("link-state"), status(t.get(text), tone));
        let rows = match self.account.as_str() {
            "" => rows,
            account => rows.row(t.get("links-account"), account),
        };
        rows.rich(t.get("link-since"), view.date_time(self.created_at))
    }

    fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut rows = self.rows(view);
        if let Some(stopped) = self.stopped {
            let key = if self.life == Life::Ended { "link-until" } else { "link-suspended-since" };
            rows = rows
                .rich(t.get(key), view.date_time(stopped.at))
                .row(t.get("links-why"), words::why(t, stopped, &self.system));
        }
        if let Some(before) = &self.carried_from {
            rows = rows.row(t.get("link-carried-from"), before.as_str());
        }
        let rows = rows
            .row(t.get("link-made-by"), t.get(words::made_by(self.made_by)))
            .row(t.get("link-proof"), t.get(words::proof(self.proof)))
            .row(t.get("link-assurance"), t.get(words::assurance(self.assurance)));
        let end = format!("/account/links/{}/end", self.id);
        panel(&html! {
            h3 { (self.system) }
            (rows)
            @if self.life != Life::Ended {
                p { a href=(end) { (t.get("links-end")) span.visually-hidden { ": " (self.system) } } }
            }
        })
    }
}

impl LinksPage {
    fn told(&self, t: &Localizer) -> Option<Notice> {
        Some(match self.notice.as_ref()? {
            LinksNotice::Made(system) => {
                Notice::success(t.with("links-made", &[("system", system.as_str().into())]))
            }
            LinksNotice::Waits(system) => {
                Notice::info(t.with("links-waits", &[("system", system.as_str().into())]))
            }
            LinksNotice::Ended(system) => {
                Notice::success(t.with("links-ended", &[("system", system.as_str().into())]))
            }
        })
    }
}

impl Page for LinksPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("links-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(told) = self.told(t) { (told) }
            (heading(self.title(t)))
            (lede(t.get("links-lede")))
            (section(t.get("links-others"), &html! {
                (button_row(&button_link(t.get("links-new"), "/account/links/new", true)))
                @if self.links.is_empty() {
                    (empty_state(Icon::Link, t.get("links-none-title"), t.get("links-none"), &html! {}))
                }
                @for link in &self.links { (link.shown(view)) }
            }))
        }
    }
}

impl Sampled for LinksPage {
    fn samples() -> Vec<Self> {
        let ended = |by, why| sample(1, Life::Ended, Proof::Password, Some((by, why)));
        let suspended = |by, why| sample(1, Life::Suspended, Proof::Session, Some((by, why)));
        let (here, there) = (Side::Here, Side::There);
        let system = || SYSTEM.to_owned();
        vec![
            Self { notice: None, links: Vec::new() },
            Self {
                notice: Some(LinksNotice::Made(system())),
                links: vec![
                    sample(1, Life::Active, Proof::Password, None),
                    sample(2, Life::Active, Proof::SameNumber, None),
                    sample(6, Life::Active, Proof::SameNumber, None),
                    sample(9, Life::ProvenThere, Proof::MadeHere, None),
                    sample(3, Life::Dormant, Proof::IdentityToken, None),
                ],
            },
            Self {
                notice: Some(LinksNotice::Waits(system())),
                links: vec![
                    sample(4, Life::Proposed, Proof::Password, None),
                    suspended(here, Reason::ByPerson),
                    suspended(there, Reason::ByStaff),
                    suspended(here, Reason::ByStaff),
                    suspended(there, Reason::Suspicion),
                    suspended(here, Reason::Suspicion),
                    suspended(here, Reason::Recalled),
                    suspended(there, Reason::Unproven),
                ],
            },
            Self {
                notice: Some(LinksNotice::Ended(system())),
                links: vec![
                    ended(here, Reason::ByPerson),
                    ended(there, Reason::ByPerson),
                    ended(there, Reason::AccountClosed),
                    ended(here, Reason::PersonClosed),
                    ended(there, Reason::SystemRetired),
                    ended(here, Reason::Merged),
                    ended(there, Reason::AccountTaken),
                    ended(there, Reason::Unconfirmed),
                    ended(here, Reason::Recalled),
                    ended(there, Reason::Recalled),
                ],
            },
        ]
    }
}

fn sample(n: u8, life: Life, proof: Proof, stopped: Option<(Side, Reason)>) -> LinkShown {
    let at = Timestamp::from_seconds(1_795_244_709);
    LinkShown {
        id: LinkId::from_bytes([n; 16]),
        system: SYSTEM.to_owned(),
        account: if n == 9 { String::new() } else { "Trần Văn Hùng (hungtv)".to_owned() },
        life,
        stopped: stopped.map(|(by, why)| Stopped { by, at, why }),
        proof,
        assurance: proof.ceiling(),
        made_by: match (n, proof) {
            (2, _) => MadeBy::Automatic,
            (_, Proof::SameNumber) => MadeBy::Officer,
            _ => MadeBy::Person,
        },
        created_at: at,
        carried_from: (n == 2).then(|| "Một cửa Hải Dương".to_owned()),
    }
}
