use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_proofing::evidence::{Kind, Shown, Validated, Verified};
use onedoor_proofing::profile::Eidas;
use onedoor_ui::components::{
    Notice, SummaryList, Table, Tone, button_link, button_row, details, heading, lede, section, status,
};
use onedoor_ui::{Localizer, Page, Sampled, View};

/// How well somebody is proven.
pub(super) struct LevelPage {
    /// The catalogue keys of the level that counts, and of what it means.
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    /// When it was decided, if that is known.
    pub(super) decided_at: Option<Timestamp>,
    /// Until when it counts for less than was proven.
    pub(super) held_until: Option<Timestamp>,
    /// What it rests on, if that is known.
    pub(super) steps: Vec<Step>,
    /// All levels of the country, lowest first.
    pub(super) rungs: Vec<Rung>,
    pub(super) next: Option<NextLevel>,
}

/// One thing that was shown, or is to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) what: Shown,
    pub(super) at: Option<Timestamp>,
}

/// A level of the country.
pub(super) struct Rung {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) eidas: Option<Eidas>,
    pub(super) ial: Option<u8>,
    pub(super) acr: &'static str,
    pub(super) reached: bool,
}

/// The next level, and what it takes: any of these ways, all of its steps.
pub(super) struct NextLevel {
    pub(super) name: &'static str,
    pub(super) ways: Vec<Vec<Step>>,
    /// Whether one of them begins here, from the phone.
    pub(super) begins_here: bool,
}

/// The catalogue key of something that is shown.
const fn key(what: Shown) -> &'static str {
    match what {
        Shown::Valid(kind, how) => match (kind, how) {
            (_, Validated::CodeReturned) => "shown-contact",
            (Kind::CardCode, Validated::RegisterMatch) => "shown-card-code",
            (Kind::Chip, Validated::RegisterMatch) => "shown-chip-register",
            (Kind::Card | Kind::Paper, Validated::RegisterMatch) => "shown-card-register",
            (_, Validated::RegisterMatch) => "shown-register",
            (_, Validated::ChipConsistent | Validated::ChipIssuer) => "shown-chip",
            (_, Validated::ChipGenuine) => "shown-chip-genuine",
            (Kind::Paper, Validated::Seen) => "shown-paper",
            (_, Validated::Seen) => "shown-card",
            (Kind::Signature, _) => "shown-signature",
            (_, Validated::SignedWord | Validated::BareWord) => "shown-vouched",
        },
        Shown::Person(how) => match how {
            Verified::RemoteFace | Verified::RemoteFacePad => "shown-face",
            Verified::InPerson => "shown-in-person",
            Verified::Fingerprints => "shown-fingerprints",
            Verified::Bank => "shown-bank",
            Verified::SignatureKey => "shown-signature-key",
        },
    }
}

impl LevelPage {
    fn basis(&self, view: &View) -> Markup {
        let t = &view.t;
        if self.steps.is_empty() {
            return html! { p { (t.get("level-basis-unknown")) } };
        }
        let list = self.steps.iter().fold(SummaryList::new(), |list, step| match step.at {
            Some(at) => list.rich(t.get(key(step.what)), view.date(at)),
            None => list.row(t.get(key(step.what)), t.get("level-step-open")),
        });
        html! { (list) }
    }

    fn way_up(next: &NextLevel, view: &View) -> Markup {
        let t = &view.t;
        let several = next.ways.len() > 1;
        html! {
            @if several { p { (t.get("level-next-any")) } }
            @for (place, way) in next.ways.iter().enumerate() {
                @if several {
                    h3 { (t.with("level-next-way", &[("number", i64::try_from(place + 1).unwrap_or(0).into())])) }
                }
                ul {
                    @for step in way {
                        li {
                            (t.get(key(step.what))) " "
                            @if step.at.is_some() { (status(t.get("level-step-done"), Tone::Good)) }
                        }
                    }
                }
            }
        }
    }

    fn table(&self, t: &Localizer) -> Markup {
        let columns = ["level-column-name", "level-column-means", "level-column-elsewhere"];
        let table =
            Table::new(t.get("level-all"), columns.map(|column| t.get(column)).to_vec()).quiet_caption();
        let table = self.rungs.iter().fold(table, |table, rung| {
            let eidas = match rung.eidas {
                None => t.get("level-eidas-none"),
                Some(Eidas::Low) => t.get("level-eidas-low"),
                Some(Eidas::Substantial) => t.get("level-eidas-substantial"),
                Some(Eidas::High) => t.get("level-eidas-high"),
            };
            let ial = rung.ial.map_or_else(|| "IAL –".to_owned(), |ial| format!("IAL{ial}"));
            table.row(vec![
                html! {
                    (t.get(rung.name))
                    @if rung.reached { " " (status(t.get("level-reached"), Tone::Good)) }
                },
                html! { (t.get(rung.meaning)) },
                html! { (eidas) ", NIST " (ial) br; span.break { code { (rung.acr) } } },
            ])
        });
        html! { (table) p.note { (t.get("level-elsewhere-note")) } }
    }
}

impl Page for LevelPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level-page-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.with("level-heading", &[("level", t.get(self.name).into())])))
            (lede(t.get(self.meaning)))
            @if let Some(at) = self.decided_at { p { (t.get("level-since")) " " (view.date(at)) } }
            @if let Some(until) = self.held_until {
                (Notice::warning(t.get("account-level-held")))
                p { (view.date(until)) " " a href="/account/security/level" { (t.get("account-level-raise")) } }
            }
            (section(t.get("level-basis"), &self.basis(view)))
            @if let Some(next) = &self.next {
                (section(
                    t.with("level-next", &[("level", t.get(next.name).into())]),
                    &Self::way_up(next, view),
                ))
                @if next.begins_here { (button_row(&button_link(t.get("level-apply"), crate::level1::PATH, true))) }
            } @else {
                p { (t.get("level-highest")) }
            }
            (details(t.get("level-all"), &self.table(t)))
        }
    }
}

/// The levels of Vietnam, the first `reached` of them reached.
fn sampled_rungs(reached: usize) -> Vec<Rung> {
    let all = [
        ("level-vneid-none", "level-vneid-none-means", None, None, "urn:onedoor:loa:0"),
        ("level-vneid-1", "level-vneid-1-means", Some(Eidas::Low), Some(1), "urn:onedoor:loa:1"),
        ("level-vneid-2", "level-vneid-2-means", Some(Eidas::Substantial), Some(2), "urn:onedoor:loa:2"),
    ];
    let rung = |(place, (name, meaning, eidas, ial, acr))| Rung {
        name,
        meaning,
        eidas,
        ial,
        acr,
        reached: place < reached,
    };
    all.into_iter().enumerate().map(rung).collect()
}

impl Sampled for LevelPage {
    fn samples() -> Vec<Self> {
        let at = Some(Timestamp::from_seconds(1_795_244_709));
        let step = |what, at| Step { what, at };
        let contact = Shown::Valid(Kind::Contact, Validated::CodeReturned);
        let code = Shown::Valid(Kind::CardCode, Validated::RegisterMatch);
        let typed = Shown::Valid(Kind::Typed, Validated::RegisterMatch);
        let card = Shown::Valid(Kind::Card, Validated::Seen);
        let face = Shown::Person(Verified::RemoteFace);
        let next = |name, ways| Some(NextLevel { name, ways, begins_here: name == "level-vneid-1" });
        let low = Self {
            name: "level-vneid-none",
            meaning: "level-vneid-none-means",
            decided_at: None,
            held_until: None,
            steps: Vec::new(),
            rungs: sampled_rungs(1),
            next: next(
                "level-vneid-1",
                vec![
                    vec![step(contact, at), step(code, None), step(face, None)],
                    vec![step(contact, at), step(typed, None), step(face, None)],
                ],
            ),
        };
        let middle = Self {
            name: "level-vneid-1",
            meaning: "level-vneid-1-means",
            decided_at: at,
            held_until: at,
            steps: vec![step(contact, at), step(code, at), step(face, at)],
            rungs: sampled_rungs(2),
            next: next("level-vneid-2", vec![vec![step(contact, at), step(card, None)]]),
        };
        let high = Self {
            name: "level-vneid-2",
            meaning: "level-vneid-2-means",
            decided_at: at,
            held_until: None,
            steps: vec![step(card, at), step(Shown::Person(Verified::Fingerprints), at)],
            rungs: sampled_rungs(3),
            next: None,
        };
        vec![low, middle, high]
    }
}
