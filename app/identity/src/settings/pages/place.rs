use maud::{Markup, html};
use onedoor_base::Country;
use onedoor_ui::components::{Button, Form, TextField, heading, hidden, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View, places_path};

use super::trail;
use crate::settings::addresses::{NEW, PATH, PLACE, word};

/// Choosing where an address is: the country, then its units step by step or by name.
pub(in crate::settings) struct PlacePage {
    /// The country of the site: its people mostly live there.
    pub(in crate::settings) home: Country,
    /// The country, once it is chosen.
    pub(in crate::settings) country: Option<Country>,
    /// The address that is to have the place; without it a new one.
    pub(in crate::settings) address: Option<String>,
    /// Codes and names of the units that were chosen, the largest first.
    pub(in crate::settings) path: Vec<(String, String)>,
    /// What was typed.
    pub(in crate::settings) query: String,
    /// What can be chosen next.
    pub(in crate::settings) listed: Vec<PlaceShown>,
    /// What was meant and is no more.
    pub(in crate::settings) former: Vec<FormerShown>,
}

impl Default for PlacePage {
    fn default() -> Self {
        Self {
            home: Country::Vietnam,
            country: None,
            address: None,
            path: Vec::new(),
            query: String::new(),
            listed: Vec::new(),
            former: Vec::new(),
        }
    }
}

/// A unit to choose.
pub(in crate::settings) struct PlaceShown {
    pub(in crate::settings) code: String,
    pub(in crate::settings) name: String,
    /// The units around it, the smallest first; empty where the page says them already.
    pub(in crate::settings) around: String,
    /// Whether an address can be in it, so that no further step comes.
    pub(in crate::settings) smallest: bool,
}

/// A unit that is no more, with the one that it became part of.
pub(in crate::settings) struct FormerShown {
    pub(in crate::settings) name: String,
    /// With the units around it, the smallest first.
    pub(in crate::settings) successor: Vec<&'static str>,
    pub(in crate::settings) code: String,
    /// Whether an address can be in that.
    pub(in crate::settings) smallest: bool,
    /// Whether other parts of it came elsewhere.
    pub(in crate::settings) partly: bool,
}

impl FormerShown {
    const fn key(&self) -> &'static str {
        if self.partly { "address-former-part" } else { "address-former" }
    }
}

/// The key of a country's name.
pub(in crate::settings) const fn country_key(country: Option<Country>) -> &'static str {
    match country {
        Some(Country::Vietnam) => "address-country-vn",
        Some(Country::China) => "address-country-cn",
        Some(Country::Russia) => "address-country-ru",
        None => "address-country-other",
    }
}

impl PlacePage {
    /// Where choosing goes on within a unit.
    fn step(&self, code: &str) -> String {
        let country = word(self.country);
        let within = if code.is_empty() { String::new() } else { format!("&in={code}") };
        format!("{PLACE}?country={country}{within}{}", self.kept())
    }

    fn kept(&self) -> String {
        self.address.as_ref().map(|id| format!("&address={id}")).unwrap_or_default()
    }

    /// Where the form is for an address in this country, with its place if it has tables.
    fn form(&self, country: Option<Country>, code: &str) -> String {
        let page = self.address.as_ref().map_or_else(|| NEW.to_owned(), |id| format!("{PATH}/{id}"));
        let place = if code.is_empty() { String::new() } else { format!("&place={code}") };
        format!("{page}?country={}{place}", word(country))
    }

    fn way_to(&self, former: &FormerShown) -> String {
        if former.smallest { self.form(self.country, &former.code) } else { self.step(&former.code) }
    }

    fn countries(&self, t: &Localizer) -> Markup {
        let mut all = vec![Some(Country::Vietnam), Some(Country::China), Some(Country::Russia), None];
        all.sort_by_key(|country| *country != Some(self.home));
        html! {
            ul.choices {
                @for country in all {
                    li {
                        @if country.is_some() {
                            a href=(format!("{PLACE}?country={}{}", word(country), self.kept())) {
                                (t.get(country_key(country)))
                            }
                        } @else {
                            a href=(self.form(country, "")) { (t.get(country_key(country))) }
                        }
                    }
                }
            }
        }
    }

    fn list(&self, t: &Localizer) -> Markup {
        html! {
            @if !self.former.is_empty() {
                (section(t.get("address-former-title"), &html! {
                    ul.choices {
                        @for one in &self.former {
                            li {
                                (t.with(one.key(), &[("name", one.name.as_str().into())])) " "
                                a href=(self.way_to(one)) { (one.successor.join(", ")) }
                            }
                        }
                    }
                }))
            }
            @if self.listed.is_empty() && self.former.is_empty() { p { (t.get("address-nothing-found")) } }
            ul.choices translate="no" {
                @for place in &self.listed {
                    li {
                        @if place.smallest {
                            a href=(self.form(self.country, &place.code)) { (place.name) }
                        } @else {
                            a href=(self.step(&place.code)) { (place.name) }
                        }
                        @if !place.around.is_empty() { span.note { " " (place.around) } }
                    }
                }
            }
        }
    }

    fn units(&self, view: &View) -> Markup {
        let t = &view.t;
        let search = TextField::search("q", t.get("address-search")).value(&self.query);
        // Of Russia there are the regions only: nothing is gone, and no accents are to be left out.
        let search = match self.country {
            Some(Country::Russia) => search,
            _ => search.hint(t.get("address-search-hint")),
        };
        html! {
            p {
                a href=(format!("{PLACE}{}", self.kept().replacen('&', "?", 1))) { (t.get(country_key(self.country))) }
                @for (code, name) in &self.path { " › " a href=(self.step(code)) { (name) } }
            }
            (Form::get(view, PLACE).id("places-form").in_line().around(&html! {
                (hidden("country", word(self.country)))
                @if let Some(id) = &self.address { (hidden("address", id)) }
                (search)
                (Button::secondary(t.get("address-search-do")))
            }))
            div #places aria-live="polite" { (self.list(t)) }
            script type="module" src=(places_path()) {}
        }
    }
}

impl Page for PlacePage {
    fn title(&self, t: &Localizer) -> String {
        if self.country.is_some() { t.get("address-place-title") } else { t.get("address-country-title") }
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut trail = trail(t);
        trail.push((t.get("address-title"), PATH.to_owned()));
        trail
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get(if self.country.is_some() { "address-place-lede" } else { "address-country-lede" })))
            @if self.country.is_some() { (self.units(view)) } @else { (self.countries(t)) }
        }
    }
}

impl Sampled for PlacePage {
    fn samples() -> Vec<Self> {
        let place = |code: &str, name: &str, around: &str, smallest| PlaceShown {
            code: code.to_owned(),
            name: name.to_owned(),
            around: around.to_owned(),
            smallest,
        };
        let vietnam = || Self { country: Some(Country::Vietnam), ..Self::default() };
        let former = FormerShown {
            name: "Thành phố Chí Linh, Tỉnh Hải Dương".to_owned(),
            successor: vec!["Thành phố Hải Phòng"],
            code: "31".to_owned(),
            smallest: false,
            partly: false,
        };
        let part = FormerShown {
            name: "Phường Xuân Tảo, Quận Bắc Từ Liêm, Thành phố Hà Nội".to_owned(),
            successor: vec!["Phường Nghĩa Đô", "Thành phố Hà Nội"],
            code: "00160".to_owned(),
            smallest: true,
            partly: true,
        };
        vec![
            Self::default(),
            Self {
                listed: vec![
                    place("91", "Tỉnh An Giang", "", false),
                    place("31", "Thành phố Hải Phòng", "", false),
                ],
                ..vietnam()
            },
            Self {
                path: vec![("31".to_owned(), "Thành phố Hải Phòng".to_owned())],
                listed: vec![place("10507", "Phường Chí Linh", "", true)],
                address: Some("addr_0197f3c2-0000-7000-8000-000000000001".to_owned()),
                ..vietnam()
            },
            Self {
                query: "chi linh".to_owned(),
                listed: vec![place("10507", "Phường Chí Linh", "Thành phố Hải Phòng", true)],
                former: vec![former, part],
                ..vietnam()
            },
            Self {
                country: Some(Country::Russia),
                listed: vec![place("14", "Республика Саха (Якутия)", "", true)],
                ..Self::default()
            },
            Self { query: "xyz".to_owned(), country: Some(Country::China), ..Self::default() },
        ]
    }
}
