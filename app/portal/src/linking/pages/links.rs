use onedoor_base::{IdentityLevel, LinkId, Timestamp};
use onedoor_linking::{Life, MadeBy, Proof, Reason, Side, Stopped};
use onedoor_ui::components::{
    Form, Notice, SiteWay, SummaryList, Tone, button_link, button_row, empty_state, heading, lede, section,
    status,
};
use onedoor_ui::{Icon, Localizer, Look, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, text};
use crate::linking::from_settings::Told;
use crate::linking::{ending, from_settings};

/// Which national identities open this account, since when, and how it was proven.
pub(in crate::linking) struct LinksPage {
    pub(in crate::linking) lines: Vec<LinkLine>,
    /// Whether there is a password beside the national identity.
    pub(in crate::linking) has_password: bool,
    /// Where one more account of the same person is linked, if the portal allows several.
    pub(in crate::linking) add: Option<String>,
    /// The national identities that can be linked with it.
    pub(in crate::linking) ways: Vec<LinkWay>,
    /// Where the person's links with all systems are seen: at which issuer, and the address there.
    pub(in crate::linking) elsewhere: Option<(SiteLook, String)>,
    /// What became of linking one.
    pub(in crate::linking) told: Option<Told>,
}

/// A national identity that can be linked.
pub(in crate::linking) struct LinkWay {
    pub(in crate::linking) look: SiteLook,
    /// Its name in addresses.
    pub(in crate::linking) key: String,
}

impl LinkWay {
    fn label(&self, t: &Localizer) -> String {
        match self.look.look {
            Look::Esia => t.get("link-own-esia"),
            _ => t.with("link-own-other", &[("issuer", self.look.name(t).into())]),
        }
    }

    fn shown(&self, view: &View) -> Markup {
        Form::post(view, from_settings::path(&self.key)).around(&html! {
            (SiteWay::button(self.look.look, self.label(&view.t)))
        })
    }
}

impl LinksPage {
    fn told(&self, t: &Localizer) -> Option<Notice> {
        Some(match self.told? {
            Told::Cancelled => Notice::info(t.get("link-own-cancelled")),
            Told::NotReached => Notice::warning(t.get("link-own-not-reached")),
            Told::HasAnother => Notice::warning(t.get("link-own-has-another")),
            Told::Already => Notice::info(t.get("link-own-already")),
            Told::Ended => Notice::success(t.get("link-news-ended-text")).title(t.get("link-news-ended")),
        })
    }
}

/// One link.
pub(in crate::linking) struct LinkLine {
    pub(in crate::linking) id: LinkId,
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) made_by: MadeBy,
    pub(in crate::linking) proof: Proof,
    pub(in crate::linking) assurance: IdentityLevel,
    pub(in crate::linking) created_at: Timestamp,
    pub(in crate::linking) life: Life,
    /// Who ended or suspended it.
    pub(in crate::linking) stopped: Option<Stopped>,
    /// The portal from which it was carried over, when that became part of this one.
    pub(in crate::linking) carried_from: Option<String>,
}

impl LinkLine {
    fn proof(&self, t: &Localizer) -> String {
        match self.proof {
            Proof::Password | Proof::IdentityToken => t.get("link-proof-password"),
            Proof::Session => t.get("link-proof-session"),
            Proof::SameNumber => t.get("link-proof-number"),
            Proof::MadeHere => t.get("link-proof-made"),
            Proof::OtherIdentity => t.get("link-proof-other-identity"),
            Proof::Confirmed => t.get("link-proof-confirmed"),
        }
    }

    fn made_by(&self, t: &Localizer) -> String {
        match self.made_by {
            MadeBy::Person => t.get("link-made-by-person"),
            MadeBy::Automatic => t.get("link-made-by-portal"),
            MadeBy::Bulk => t.get("link-made-by-bulk"),
            MadeBy::Officer => t.get("link-made-by-officer"),
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
        let (text, tone) = match (self.life, self.stopped.map(|stopped| (stopped.by, stopped.why))) {
            (Life::Ended, Some((_, Reason::ByPerson))) => ("link-state-ended-person", Tone::Neutral),
            (Life::Ended, Some((_, Reason::AccountClosed))) => ("link-state-ended-closed", Tone::Neutral),
            (Life::Ended, Some((Side::Here, Reason::Recalled))) => {
                ("link-state-ended-recalled", Tone::Neutral)
            }
            (Life::Ended, Some((Side::There, _))) => ("link-state-ended-there", Tone::Neutral),
            (Life::Ended, _) => ("link-state-ended-here", Tone::Neutral),
            (Life::Suspended, Some((_, Reason::ByPerson))) => {
                ("link-state-suspended-person", Tone::Attention)
            }
            (Life::Suspended, Some((Side::Here, Reason::Recalled))) => {
                ("link-state-suspended-recalled", Tone::Attention)
            }
            (Life::Suspended, Some((Side::Here, Reason::Unproven))) => {
                ("link-state-suspended-unproven", Tone::Attention)
            }
            (Life::Suspended, Some((Side::There, _))) => ("link-state-suspended-there", Tone::Attention),
            (Life::Suspended, _) => ("link-state-suspended-here", Tone::Attention),
            (Life::Active, _) => ("link-state-active", Tone::Good),
            (Life::Proposed, _) => ("link-state-proposed", Tone::Active),
            (Life::ProvenThere | Life::Dormant, _) => ("link-state-unproven", Tone::Attention),
        };
        status(t.get(text), tone)
    }

    fn shown(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut rows = SummaryList::new()
            .rich(t.get("link-state"), self.state(t))
            .rich(t.get("link-since"), view.date_time(self.created_at));
        match (self.life, self.stopped) {
            (Life::Ended, Some(ended)) => rows = rows.rich(t.get("link-until"), view.date_time(ended.at)),
            (Life::Suspended, Some(held)) => {
                rows = rows.rich(t.get("link-suspended-since"), view.date_time(held.at));
            }
            _ => {}
        }
        if let Some(before) = &self.carried_from {
            rows = rows.row(t.get("link-carried-from"), before.as_str());
        }
        let rows = rows
            .row(t.get("link-made-by"), self.made_by(t))
            .row(t.get("link-proof"), self.proof(t))
            .row(t.get("link-assurance"), self.assurance(t));
        section(
            self.look.name(t),
            &html! {
                (rows)
                @if self.life.holds_account() {
                    (button_row(&button_link(t.get("link-end-button"), &ending::path(self.id), false)))
                }
            },
        )
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
        let active = self.lines.iter().any(|line| line.life == Life::Active);
        html! {
            (heading(t.get("portal-account-links")))
            @if let Some(told) = self.told(t) { (told) }
            @if self.lines.is_empty() {
                (empty_state(Icon::Link, t.get("link-none-title"), t.get("link-none"), &html! {}))
            } @else {
                (lede(t.get("link-list")))
                @for line in &self.lines { (line.shown(view)) }
            }
            @if active && !self.has_password { p { (t.get("link-only-way")) } }
            @if let Some(add) = &self.add {
                (section(t.get("link-add-more"), &html! {
                    p { (t.get("link-add-more-text")) }
                    (button_row(&html! {
                        (button_link(t.get("link-add-button"), add, false))
                        (button_link(t.get("link-switch-title"), "/account/switch", false))
                    }))
                }))
            }
            @if let Some((look, page)) = &self.elsewhere {
                (section(t.get("links-others"), &html! {
                    p { (text(view, "link-elsewhere", look)) }
                    (button_row(&button_link(t.get("links-others"), page, false)))
                }))
            }
            @if !self.ways.is_empty() {
                (section(t.get("link-own-title"), &html! {
                    p { (t.get("link-own")) }
                    @for way in &self.ways { (way.shown(view)) }
                }))
            }
        }
    }
}

impl Sampled for LinksPage {
    fn samples() -> Vec<Self> {
        let ended = |by, why| sample_line(Proof::Password, Life::Ended, Some((by, why)));
        let suspended = |by, why| sample_line(Proof::SameNumber, Life::Suspended, Some((by, why)));
        let sample = |lines: Vec<LinkLine>, has_password| Self {
            add: sample_add(&lines),
            elsewhere: sample_add(&lines)
                .map(|_| (sample_issuer(), "https://esia.example/account/links".to_owned())),
            lines,
            has_password,
            ways: Vec::new(),
            told: None,
        };
        let free = [None, Some(Told::Cancelled), Some(Told::NotReached), Some(Told::HasAnother)];
        let linked = vec![
            sample(Vec::new(), true),
            Self { told: Some(Told::Ended), ..sample(vec![ended(Side::Here, Reason::ByPerson)], true) },
            Self {
                told: Some(Told::Already),
                ..sample(vec![sample_line(Proof::Password, Life::Active, None)], true)
            },
            sample(
                vec![
                    sample_line(Proof::Password, Life::Active, None),
                    ended(Side::There, Reason::ByPerson),
                    ended(Side::Here, Reason::AccountClosed),
                    ended(Side::Here, Reason::ByStaff),
                    ended(Side::There, Reason::PersonClosed),
                    ended(Side::Here, Reason::Recalled),
                ],
                true,
            ),
            sample(
                vec![
                    suspended(Side::Here, Reason::ByPerson),
                    suspended(Side::Here, Reason::ByStaff),
                    suspended(Side::There, Reason::Suspicion),
                    suspended(Side::Here, Reason::Recalled),
                    suspended(Side::Here, Reason::Unproven),
                    sample_line(Proof::Session, Life::Proposed, None),
                    sample_line(Proof::OtherIdentity, Life::Active, None),
                    sample_line(Proof::Confirmed, Life::Active, None),
                    sample_line(Proof::IdentityToken, Life::ProvenThere, None),
                ],
                true,
            ),
            sample(vec![sample_line(Proof::SameNumber, Life::Active, None)], true),
            sample(
                vec![LinkLine {
                    assurance: IdentityLevel::Claimed,
                    ..sample_line(Proof::MadeHere, Life::Active, None)
                }],
                false,
            ),
        ];
        free.into_iter().map(free_sample).chain(linked).collect()
    }
}

fn sample_line(proof: Proof, life: Life, stopped: Option<(Side, Reason)>) -> LinkLine {
    let at = Timestamp::from_seconds(1_795_244_709);
    LinkLine {
        id: LinkId::from_bytes([3; 16]),
        look: sample_issuer(),
        made_by: match (proof, life) {
            (Proof::Password, _) => MadeBy::Person,
            (Proof::SameNumber, Life::Active) => MadeBy::Officer,
            _ => MadeBy::Automatic,
        },
        proof,
        assurance: proof.ceiling(),
        created_at: at,
        life,
        stopped: stopped.map(|(by, why)| Stopped { by, at, why }),
        carried_from: (proof == Proof::SameNumber).then(|| "Một cửa Hải Dương".to_owned()),
    }
}

fn sample_add(lines: &[LinkLine]) -> Option<String> {
    let active = lines.iter().any(|line| line.life == Life::Active);
    active.then(|| "/sign-in/national/esia?add=yes&return_to=%2Faccount%2Flinks".to_owned())
}

/// An account that is linked with nothing, after `told`.
fn free_sample(told: Option<Told>) -> LinksPage {
    let way = |look, key: &str| LinkWay {
        look: SiteLook::new(look, onedoor_ui::Role::Identity),
        key: key.to_owned(),
    };
    let ways = vec![way(Look::Esia, "esia"), way(Look::Vneid, "vneid")];
    LinksPage { lines: Vec::new(), has_password: true, add: None, ways, elsewhere: None, told }
}
