use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, Notice, SummaryList, empty_state, heading, lede, panel, section};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use super::PORTAL;
use super::consent::Item;

/// What a person allowed portals.
pub(crate) struct Consents {
    pub(crate) entries: Vec<ConsentEntry>,
    /// Portals of the own house, which it is not asked for.
    pub(crate) house: Vec<HouseEntry>,
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

/// What a portal of the own house sees.
pub(crate) struct HouseEntry {
    pub(crate) name: String,
    pub(crate) what: Vec<Item>,
}

impl HouseEntry {
    /// That, too.
    pub(crate) fn sees(&mut self, more: Vec<Item>) {
        let new: Vec<Item> = more.into_iter().filter(|item| !self.what.contains(item)).collect();
        self.what.extend(new);
    }
}

impl Page for Consents {
    fn title(&self, t: &Localizer) -> String {
        t.get("consents-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if let Some(portal) = &self.ended {
                (Notice::success(t.with("consents-ended", &[("portal", portal.as_str().into())])))
            }
            @if !self.entries.is_empty() || self.house.is_empty() { (lede(t.get("consents-lede"))) }
            @if self.entries.is_empty() && self.house.is_empty() {
                (empty_state(Icon::Link, t.get("consents-none"), t.get("consents-none-how"), &html! {}))
            }
            @for entry in &self.entries { (section(entry.name.as_str(), &entry.show(view))) }
            @if !self.house.is_empty() { (self.of_the_house(t)) }
        }
    }
}

impl Consents {
    fn of_the_house(&self, t: &Localizer) -> Markup {
        let entries = self.house.iter();
        let rows =
            entries.fold(SummaryList::new(), |rows, entry| rows.rich(&entry.name, listed(&entry.what, t)));
        section(
            t.get("consents-house"),
            &html! {
                p { (t.get("consents-house-text")) }
                (rows)
                p { a href="/account/activity" { (t.get("activity-title")) } }
            },
        )
    }
}

fn listed(what: &[Item], t: &Localizer) -> Markup {
    html! {
        @if what.is_empty() { (t.get("consents-only-identity")) }
        @else { ul { @for item in what { li { (item.label(t)) } } } }
    }
}

impl ConsentEntry {
    fn show(&self, view: &View) -> Markup {
        let t = &view.t;
        let rows = SummaryList::new()
            .rich(t.get("consents-what"), listed(&self.what, t))
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
        let of_the_house = || {
            let what = vec![Item::Name, Item::LoginName, Item::Language];
            vec![
                HouseEntry { name: "Cổng Dịch vụ công quốc gia".to_owned(), what },
                HouseEntry { name: "Một cửa Hải Dương".to_owned(), what: vec![] },
            ]
        };
        vec![
            Self {
                entries: vec![
                    entry(PORTAL, vec![Item::Name, Item::Phone, Item::NationalNumber]),
                    entry("Сетевой Город. Образование", vec![]),
                ],
                house: vec![],
                ended: None,
            },
            Self { entries: vec![], house: vec![], ended: Some(PORTAL.to_owned()) },
            Self { entries: vec![], house: vec![], ended: None },
            Self { entries: vec![], house: of_the_house(), ended: None },
            Self { entries: vec![entry(PORTAL, vec![])], house: of_the_house(), ended: None },
        ]
    }
}
