use maud::{Markup, html};
use onedoor_base::{Country, PostalAddressId};
use onedoor_ui::components::{Button, Form, SummaryList, TextField, button_row, heading, hidden, section};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::place::country_key;
use super::trail;
use crate::settings::addresses::{NEW, PATH, PLACE, word};

/// An address, once its place is chosen.
pub(in crate::settings) struct AddressPage {
    /// Which; none for a new one.
    pub(in crate::settings) id: Option<String>,
    pub(in crate::settings) country: Option<Country>,
    /// Whether the town is written beside the place, or in its stead.
    pub(in crate::settings) town_asked: bool,
    /// The code of the place, and the names of it and around it, the largest first.
    pub(in crate::settings) place: String,
    pub(in crate::settings) place_names: Vec<String>,
    pub(in crate::settings) label: String,
    pub(in crate::settings) recipient: String,
    pub(in crate::settings) phone: String,
    pub(in crate::settings) town: String,
    pub(in crate::settings) street: String,
    pub(in crate::settings) postcode: String,
    /// Of a new one, under which it is kept however often the form is sent; of another when it was changed last.
    pub(in crate::settings) key: String,
    /// The address as it stands by now, if it was changed elsewhere meanwhile.
    pub(in crate::settings) stands: Vec<String>,
    pub(in crate::settings) problems: Problems,
}

impl AddressPage {
    fn place(&self, t: &Localizer) -> Markup {
        let tables = self.country.is_some();
        let address = self.id.as_ref().map(|id| format!("address={id}")).unwrap_or_default();
        let mut place =
            if tables { format!("{PLACE}?country={}", word(self.country)) } else { PLACE.to_owned() };
        if !address.is_empty() {
            place = format!("{place}{}{address}", if tables { "&" } else { "?" });
        }
        let mut names = self.place_names.clone();
        if self.country == Some(Country::Vietnam) {
            names.reverse();
        }
        let between = if self.country == Some(Country::China) { "" } else { ", " };
        let list = SummaryList::new().row(t.get("address-country"), t.get(country_key(self.country)));
        let place_is =
            if self.country == Some(Country::Russia) { "address-place-ru" } else { "address-place" };
        let chosen = if names.is_empty() { t.get("settings-none") } else { names.join(between) };
        let list = if tables { list.row(t.get(place_is), chosen) } else { list };
        html! { (list.action(t.get("settings-change"), place)) }
    }

    fn fields(&self, t: &Localizer) -> Markup {
        let problems = &self.problems;
        let street = if self.country == Some(Country::Russia) {
            "address-street-hint-ru"
        } else {
            "address-street-hint"
        };
        let (town, town_hint) = if self.country == Some(Country::Russia) {
            ("address-town-ru", "address-town-hint-ru")
        } else {
            ("address-town", "address-town-hint")
        };
        html! {
            (TextField::new("street", t.get("address-street")).hint(t.get(street))
                .value(&self.street).problems(problems, t).autocomplete("street-address"))
            @if self.town_asked {
                (TextField::new("town", t.get(town)).hint(t.get(town_hint))
                    .value(&self.town).problems(problems, t).autocomplete("address-level2"))
            }
            (TextField::new("postcode", t.get("address-postcode")).width(10)
                .value(&self.postcode).problems(problems, t).autocomplete("postal-code").optional(t))
            (TextField::new("recipient", t.get("address-recipient"))
                .value(&self.recipient).problems(problems, t).autocomplete("name"))
            (TextField::phone("phone", t.get("address-phone")).hint(t.get("address-phone-hint"))
                .value(&self.phone).problems(problems, t).optional(t))
            (TextField::new("label", t.get("address-label")).hint(t.get("address-label-hint"))
                .value(&self.label).problems(problems, t).optional(t))
        }
    }
}

impl Page for AddressPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.id.is_some() { "address-change-title" } else { "address-new-title" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut trail = trail(t);
        trail.push((t.get("address-title"), PATH.to_owned()));
        trail
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let action = self.id.as_ref().map_or_else(|| NEW.to_owned(), |id| format!("{PATH}/{id}"));
        html! {
            (heading(self.title(t)))
            @if !self.stands.is_empty() {
                (section(t.get("settings-stands"), &html! {
                    address translate="no" { @for line in &self.stands { div class="break" { (line) } } }
                }))
            }
            (self.place(t))
            (Form::post(view, action).around(&html! {
                (hidden("country", word(self.country)))
                (hidden("place", &self.place))
                (hidden("key", &self.key))
                (self.fields(t))
                (button_row(&html! {
                    (Button::primary(t.get("settings-save")))
                    a href=(PATH) { (t.get("settings-back")) }
                }))
            }))
        }
    }
}

impl Sampled for AddressPage {
    fn samples() -> Vec<Self> {
        let home = || Self {
            id: None,
            country: Some(Country::Vietnam),
            town_asked: false,
            place: "00070".to_owned(),
            place_names: vec!["Thành phố Hà Nội".to_owned(), "Phường Hoàn Kiếm".to_owned()],
            label: "Nhà".to_owned(),
            recipient: "Trần Văn An".to_owned(),
            phone: "0987654321".to_owned(),
            town: String::new(),
            street: "12 Hàng Bài".to_owned(),
            postcode: "11000".to_owned(),
            key: PostalAddressId::from_bytes([2; 16]).to_string(),
            stands: Vec::new(),
            problems: Problems::new(),
        };
        let free = |country| Self {
            country,
            town_asked: true,
            place: String::new(),
            place_names: Vec::new(),
            ..home()
        };
        let yakutsk = || Self {
            place: "14".to_owned(),
            place_names: vec!["Республика Саха (Якутия)".to_owned()],
            ..free(Some(Country::Russia))
        };
        let one = |problem| Problems::one(problem);
        let field = |field, key| one(Problem::new(field, key));
        vec![
            home(),
            Self { id: Some("addr_0197f3c2-0000-7000-8000-000000000001".to_owned()), ..yakutsk() },
            Self { problems: field("town", "address-town-missing-ru"), ..yakutsk() },
            Self { problems: field("town", "address-town-missing"), ..free(None) },
            Self {
                country: Some(Country::China),
                problems: field("street", "address-street-missing"),
                ..home()
            },
            Self { problems: field("recipient", "address-recipient-missing"), ..home() },
            Self { problems: one(Problem::general("address-place-missing")), ..home() },
            Self { problems: one(Problem::general("address-too-many").with("most", 10)), ..home() },
            Self { problems: field("street", "address-unfit"), ..home() },
            Self { problems: one(Problem::general("address-gone")), ..home() },
            Self {
                id: Some("addr_0197f3c2-0000-7000-8000-000000000001".to_owned()),
                stands: vec!["Trần Văn An".to_owned(), "13 Hàng Bài".to_owned()],
                problems: one(Problem::general("settings-meanwhile")),
                ..home()
            },
            Self { problems: field("phone", "address-phone-wrong"), ..home() },
            Self {
                problems: one(Problem::new("postcode", "address-postcode-wrong").with("digits", 5)),
                ..home()
            },
        ]
    }
}
