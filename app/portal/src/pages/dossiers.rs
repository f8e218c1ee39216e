use maud::{Markup, Render, html};
use onedoor_base::Timestamp;
use onedoor_services::dossiers::{Dossier, DossierState, DossierStep};
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, Table, button_link, button_row, empty_state, heading, lede, section,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, Width};

use super::parts;
use super::submission::{continue_href, sample_dossier};

/// A dossier in a list.
pub(crate) struct DossierLine {
    /// The dossier.
    pub(crate) dossier: Dossier,
    /// What its procedure is called.
    pub(crate) name: String,
}

/// A submitted dossier in a list, of this portal or reported by another.
#[derive(Clone)]
pub(crate) struct Row {
    /// What its procedure is called.
    pub(crate) name: String,
    /// Where it is opened.
    pub(crate) href: String,
    /// Its number.
    pub(crate) code: Option<String>,
    /// Where it stands.
    pub(crate) state: DossierState,
    /// When that last changed.
    pub(crate) changed_at: Timestamp,
    /// The portal that has it, if it is another.
    pub(crate) portal: Option<String>,
}

impl From<DossierLine> for Row {
    fn from(line: DossierLine) -> Self {
        let code = line.dossier.code.as_ref().map(ToString::to_string);
        let href =
            code.as_ref().map_or_else(|| continue_href(&line.dossier), |code| format!("/dossiers/{code}"));
        let Dossier { state, changed_at, .. } = line.dossier;
        Self { name: line.name, href, code, state, changed_at, portal: None }
    }
}

/// What has just happened to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Happened {
    /// A draft was thrown away.
    Discarded,
    /// A dossier was withdrawn.
    Withdrawn,
    /// It was too late to withdraw.
    TooLate,
}

/// A person's own dossiers.
pub(crate) struct Dossiers {
    /// Begun and not submitted.
    pub(crate) drafts: Vec<DossierLine>,
    /// Submitted, the last changed first.
    pub(crate) submitted: Vec<Row>,
    /// What has just happened.
    pub(crate) happened: Option<Happened>,
}

/// Dossiers in rows: what for, number, state.
pub(super) fn table(view: &View, rows: &[Row]) -> Markup {
    let t = &view.t;
    let columns = vec![
        t.get("services-column-procedure"),
        t.get("services-column-code"),
        t.get("services-column-state"),
        t.get("services-column-changed"),
    ];
    let table = Table::new(t.get("services-nav-dossiers"), columns).quiet_caption();
    let add = |table: Table, row: &Row| {
        table.row(vec![
            html! {
                a href=(row.href) { (row.name) }
                @if let Some(portal) = &row.portal {
                    br;
                    (t.with("referral-at", &[("portal", portal.as_str().into())]))
                }
            },
            html! { (row.code.as_deref().unwrap_or("–")) },
            parts::state(t, row.state),
            view.date(row.changed_at),
        ])
    };
    rows.iter().fold(table, add).render()
}

impl Dossiers {
    fn drafts(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @for line in &self.drafts {
                div.panel {
                    p { a href=(continue_href(&line.dossier)) { (line.name) } }
                    p { (parts::state(t, DossierState::Draft)) " " (view.date_time(line.dossier.changed_at)) }
                    (Form::post(view, format!("/review/{}/discard", line.dossier.id)).around(&html! {
                        (button_row(&html! {
                            (button_link(t.get("services-draft-continue"), &continue_href(&line.dossier), false))
                            (Button::quiet(t.get("services-draft-discard")).about(&line.name))
                        }))
                    }))
                }
            }
        }
    }
}

/// What has just happened, in a sentence.
fn notice(t: &Localizer, happened: Option<Happened>) -> Markup {
    match happened {
        None => html! {},
        Some(Happened::Discarded) => Notice::success(t.get("services-draft-discarded")).render(),
        Some(Happened::Withdrawn) => Notice::success(t.get("services-withdrawn")).render(),
        Some(Happened::TooLate) => Notice::warning(t.get("services-withdraw-late")).render(),
    }
}

impl Page for Dossiers {
    fn title(&self, t: &Localizer) -> String {
        t.get("services-nav-dossiers")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (notice(t, self.happened))
            (heading(self.title(t)))
            @if self.drafts.is_empty() && self.submitted.is_empty() {
                (empty_state(
                    Icon::Document,
                    t.get("services-dossiers-empty"),
                    t.get("services-dossiers-empty-text"),
                    &button_link(t.get("services-dossiers-find"), "/procedures", true),
                ))
            }
            @if !self.drafts.is_empty() {
                (section(t.get("services-dossiers-drafts"), &self.drafts(view)))
            }
            @if !self.submitted.is_empty() {
                (section(t.get("services-dossiers-submitted"), &table(view, &self.submitted)))
            }
        }
    }
}

/// One dossier: where it stands, what happened, what was written.
pub(crate) struct DossierPage {
    /// What its procedure is called.
    pub(crate) name: String,
    /// The dossier.
    pub(crate) dossier: Dossier,
    /// Its number.
    pub(crate) code: String,
    /// What happened to it, in order.
    pub(crate) history: Vec<(DossierState, Timestamp)>,
    /// The portal that it was submitted at and that became part of this one, and when.
    pub(crate) came: Option<(String, Timestamp)>,
    /// What has just happened.
    pub(crate) happened: Option<Happened>,
}

impl DossierPage {
    fn history(&self, view: &View) -> Markup {
        let t = &view.t;
        let list = self.history.iter().fold(SummaryList::new(), |list, (state, at)| {
            list.rich(parts::state_name(t, *state), view.date_time(*at))
        });
        list.render()
    }

    fn can_be_withdrawn(&self) -> bool {
        self.dossier.state.after(DossierStep::Withdraw).is_ok()
    }
}

impl Page for DossierPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("services-dossier-title", &[("code", self.code.as_str().into())])
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("services-nav-dossiers"), "/dossiers".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (notice(t, self.happened))
            (heading(self.title(t)))
            (lede(&self.name))
            p { (parts::state(t, self.dossier.state)) }
            @if let Some((portal, at)) = &self.came {
                p { (t.with("services-dossier-came", &[("portal", portal.as_str().into())])) " " (view.date_time(*at)) }
            }
            (section(t.get("services-dossier-history"), &self.history(view)))
            (section(t.get("services-dossier-content"), &parts::content(t, &self.dossier).render()))
            @if self.can_be_withdrawn() {
                (button_row(&button_link(
                    t.get("services-dossier-withdraw"), &format!("/dossiers/{}/withdraw", self.code), false,
                )))
            }
        }
    }
}

/// The question before a dossier is withdrawn.
pub(crate) struct WithdrawPage {
    /// What its procedure is called.
    pub(crate) name: String,
    /// Its number.
    pub(crate) code: String,
}

impl Page for WithdrawPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("services-withdraw-title")
    }

    fn back(&self) -> Option<String> {
        Some(format!("/dossiers/{}", self.code))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let href = format!("/dossiers/{}", self.code);
        html! {
            (heading(self.title(t)))
            (lede(&self.name))
            p { (t.with("services-withdraw-lede", &[("code", self.code.as_str().into())])) }
            (Form::post(view, format!("{href}/withdraw")).around(&button_row(&html! {
                (Button::danger(t.get("services-dossier-withdraw")))
                (button_link(t.get("services-withdraw-keep"), &href, false))
            })))
        }
    }
}

/// Dossiers in several states, for samples.
pub(super) fn sample_rows() -> Vec<Row> {
    let states = DossierState::ALL.into_iter().filter(|state| *state != DossierState::Draft);
    let mut rows: Vec<Row> = states.map(|state| sample_line(state).into()).collect();
    let reported = Row {
        href: "https://haiduong.example/dossiers/000.00.00.H23-261121-0001".to_owned(),
        portal: Some("Một cửa Hải Dương".to_owned()),
        ..rows[0].clone()
    };
    rows.insert(1, reported);
    rows
}

fn sample_line(state: DossierState) -> DossierLine {
    DossierLine { dossier: sample_dossier(state), name: "Đăng ký khai sinh".to_owned() }
}

impl Sampled for Dossiers {
    fn samples() -> Vec<Self> {
        let new = |drafts, submitted, happened| Self { drafts, submitted, happened };
        vec![
            new(Vec::new(), Vec::new(), None),
            new(Vec::new(), Vec::new(), Some(Happened::Discarded)),
            new(vec![sample_line(DossierState::Draft)], sample_rows(), None),
        ]
    }
}

impl Sampled for DossierPage {
    fn samples() -> Vec<Self> {
        let new = |state, happened| Self {
            name: "Đăng ký khai sinh".to_owned(),
            dossier: sample_dossier(state),
            code: "000.00.01.H22-261121-0001".to_owned(),
            history: vec![(DossierState::Submitted, parts::SAMPLE_NOON), (state, parts::SAMPLE_NOON)],
            came: (state == DossierState::Finished)
                .then(|| ("Một cửa Hải Dương".to_owned(), parts::SAMPLE_NOON)),
            happened,
        };
        vec![
            new(DossierState::InProgress, None),
            new(DossierState::Withdrawn, Some(Happened::Withdrawn)),
            new(DossierState::Finished, Some(Happened::TooLate)),
        ]
    }
}

impl Sampled for WithdrawPage {
    fn samples() -> Vec<Self> {
        let code = "000.00.01.H22-261121-0001".to_owned();
        vec![Self { name: "Đăng ký khai sinh".to_owned(), code }]
    }
}
