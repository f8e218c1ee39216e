use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, Notice, SummaryList, empty_state, heading, lede, panel, section};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use super::PORTAL;
use super::consent::Item;

/// What a person allowed portals.
pub(crate) struct Consents {
    pub(crate) entries: Vec<ConsentEntry>,
    /// The portal from which it was just taken back.
    pub(crate) ended: Option<String>,
}

/// What one portal was allowed.
pub(crate) struct ConsentEntry {
    pub(crate) name: String,
    pub(crate) what: Vec<Item>,
    pub(crate) since: Timestamp,
    /// Posting here takes it back.
    pub(crate) action: String,
}

impl Page for Consents {
    fn title(&self, t: &Localizer) -> String {
        t.get("consents-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("consents-account"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if let Some(portal) = &self.ended {
                (Notice::success(t.with("consents-ended", &[("portal", portal.as_str().into())])))
            }
            (lede(t.get("consents-lede")))
            @if self.entries.is_empty() {
                (empty_state(Icon::Link, t.get("consents-none"), t.get("consents-none-how"), &html! {}))
            }
            @for entry in &self.entries { (section(entry.name.as_str(), &entry.show(view))) }
        }
    }
}

impl ConsentEntry {
    fn show(&self, view: &View) -> Markup {
        let t = &view.t;
        let what: Vec<String> = self.what.iter().map(|item| item.label(t)).collect();
        let list = html! { @if what.is_empty() { (t.get("consents-only-identity")) } @else { ul { @for one in &what { li { (one) } } } } };
        let rows = SummaryList::new()
            .rich(t.get("consents-what"), list)
            .rich(t.get("consents-since"), view.date(self.since));
        panel(&html! {
            (rows)
            p { (t.get("consents-end-means")) }
            (Form::post(view, self.action.as_str()).around(&html! {
                (Button::danger(t.get("consents-end")).about(self.name.as_str()))
            }))
        })
    }
}

impl Sampled for Consents {
    fn samples() -> Vec<Self> {
        let entry = |name: &str, what| ConsentEntry {
            name: name.to_owned(),
            what,
            since: Timestamp::from_seconds(1_795_237_200),
            action: "/account/consents/cons_0197f3c2-0000-7000-8000-000000000000/end".to_owned(),
        };
        vec![
            Self {
                entries: vec![
                    entry(PORTAL, vec![Item::Name, Item::Phone, Item::NationalNumber]),
                    entry("Сетевой Город. Образование", vec![]),
                ],
                ended: None,
            },
            Self { entries: vec![], ended: Some(PORTAL.to_owned()) },
            Self { entries: vec![], ended: None },
        ]
    }
}
