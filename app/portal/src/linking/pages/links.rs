use onedoor_base::{IdentityLevel, Timestamp};
use onedoor_linking::{LinkEnd, LinkState, MadeBy, Proof};
use onedoor_ui::components::{SummaryList, Tone, empty_state, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::sample_issuer;

/// Which national identities open this account, since when, and how it was proven.
pub(in crate::linking) struct LinksPage {
    pub(in crate::linking) lines: Vec<LinkLine>,
    /// Whether there is a password beside the national identity.
    pub(in crate::linking) has_password: bool,
}

/// One link.
pub(in crate::linking) struct LinkLine {
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) made_by: MadeBy,
    pub(in crate::linking) proof: Proof,
    pub(in crate::linking) assurance: IdentityLevel,
    pub(in crate::linking) created_at: Timestamp,
    pub(in crate::linking) state: LinkState,
}

impl LinkLine {
    fn proof(&self, t: &Localizer) -> String {
        match self.proof {
            Proof::Password | Proof::IdentityToken => t.get("link-proof-password"),
            Proof::Session => t.get("link-proof-session"),
            Proof::SameNumber => t.get("link-proof-number"),
            Proof::MadeHere => t.get("link-proof-made"),
        }
    }

    fn made_by(&self, t: &Localizer) -> String {
        match self.made_by {
            MadeBy::Person => t.get("link-made-by-person"),
            MadeBy::Automatic => t.get("link-made-by-portal"),
        }
    }

    fn assurance(&self, t: &Localizer) -> String {
        match self.assurance {
            IdentityLevel::Claimed => t.get("link-sure-claimed"),
            IdentityLevel::Basic => t.get("link-sure-basic"),
            IdentityLevel::Substantial => t.get("link-sure-substantial"),
            IdentityLevel::High => t.get("link-sure-high"),
        }
    }

    fn state(&self, t: &Localizer) -> Markup {
        match self.state {
            LinkState::Active => status(t.get("link-state-active"), Tone::Good),
            LinkState::Ended { why: LinkEnd::ByPerson, .. } => {
                status(t.get("link-state-ended-person"), Tone::Neutral)
            }
            LinkState::Ended { why: LinkEnd::AccountClosed, .. } => {
                status(t.get("link-state-ended-closed"), Tone::Neutral)
            }
        }
    }

    fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut rows = SummaryList::new()
            .rich(t.get("link-state"), self.state(t))
            .rich(t.get("link-since"), view.date_time(self.created_at));
        if let LinkState::Ended { at, .. } = self.state {
            rows = rows.rich(t.get("link-until"), view.date_time(at));
        }
        let rows = rows
            .row(t.get("link-made-by"), self.made_by(t))
            .row(t.get("link-proof"), self.proof(t))
            .row(t.get("link-assurance"), self.assurance(t));
        section(self.look.name(t), &html! { (rows) })
    }
}

impl Page for LinksPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-account-links")
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let active = self.lines.iter().any(|line| line.state == LinkState::Active);
        html! {
            (heading(t.get("portal-account-links")))
            @if self.lines.is_empty() {
                (empty_state(Icon::Link, t.get("link-none-title"), t.get("link-none"), &html! {}))
            } @else {
                (lede(t.get("link-list")))
                @for line in &self.lines { (line.shown(view)) }
            }
            @if active && !self.has_password { p { (t.get("link-only-way")) } }
        }
    }
}

impl Sampled for LinksPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let line = |made_by, proof, assurance, state| LinkLine {
            look: sample_issuer(),
            made_by,
            proof,
            assurance,
            created_at: at,
            state,
        };
        let ended = |why| LinkState::Ended { at, why };
        let sample = |lines, has_password| Self { lines, has_password };
        vec![
            sample(Vec::new(), true),
            sample(
                vec![
                    line(MadeBy::Person, Proof::Password, IdentityLevel::Basic, LinkState::Active),
                    line(
                        MadeBy::Automatic,
                        Proof::SameNumber,
                        IdentityLevel::Substantial,
                        ended(LinkEnd::ByPerson),
                    ),
                    line(
                        MadeBy::Person,
                        Proof::Session,
                        IdentityLevel::Claimed,
                        ended(LinkEnd::AccountClosed),
                    ),
                ],
                true,
            ),
            sample(
                vec![line(MadeBy::Automatic, Proof::MadeHere, IdentityLevel::High, LinkState::Active)],
                false,
            ),
        ]
    }
}
