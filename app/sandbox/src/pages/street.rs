//! The street map: which sites there are, and whom one can be.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use onedoor_site::Visit;
use onedoor_ui::components::{Table, heading, lede, section, site_card, site_cards};
use onedoor_ui::{
    Localizer, Look, Page, Role, Sampled, SiteLook, View, Width, grouped_digits, grouped_phone,
};

use crate::Sandbox;
use crate::map::{MapSite, SampleAccount, SamplePerson, StreetMap};

/// The street map.
pub(crate) struct StreetPage {
    map: StreetMap,
}

pub(crate) async fn show(State(sandbox): State<Sandbox>, visit: Visit) -> Response {
    visit.page(&StreetPage { map: sandbox.0.map.clone() })
}

impl Page for StreetPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("street-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let roles = [(Role::Portal, "street-portals"), (Role::Identity, "street-identities")];
        html! {
            (heading(t.get("street-title")))
            (lede(t.get("street-lede")))
            @for (role, title) in roles {
                (section(t.get(title), &html! {
                    (site_cards(&html! {
                        @for site in self.map.sites.iter().filter(|site| site.role == role) {
                            (site_card(&SiteLook::new(site.look, site.role), t, t.get(site.about), &site.address, &site.host))
                        }
                    }))
                }))
            }
            (section(t.get("street-people"), &html! {
                p { (t.get("street-people-lede")) }
                (people(&self.map, t))
            }))
            (section(t.get("street-programs"), &html! {
                p { (t.get("street-programs-text")) }
                ul {
                    li { a href="/people.json" { "people.json" } }
                    li { a href="/inbox.json" { "inbox.json" } }
                }
            }))
        }
    }
}

fn people(map: &StreetMap, t: &Localizer) -> Table {
    let columns = ["street-person", "street-situation", "street-accounts"].map(|key| t.get(key)).to_vec();
    let table = Table::new(t.get("street-people"), columns).quiet_caption();
    map.people.iter().fold(table, |table, person| {
        table.row(vec![who(person, t), html! { (t.get(person.situation)) }, accounts(person, &map.sites, t)])
    })
}

fn who(person: &SamplePerson, t: &Localizer) -> Markup {
    html! {
        (person.name)
        @if let Some(phone) = &person.phone { (fact(&t.get("street-phone"), &grouped_phone(phone))) }
        @if let Some(number) = &person.national_number {
            (fact(&t.get("street-number"), &grouped_digits(number, 3)))
        }
    }
}

fn accounts(person: &SamplePerson, sites: &[MapSite], t: &Localizer) -> Markup {
    html! {
        @if person.accounts.is_empty() { (t.get("street-no-account")) }
        @for (place, account) in person.accounts.iter().enumerate() {
            // Inside a cell there is no room for paragraphs.
            @if place > 0 { br; br; }
            (self::account(account, sites, t))
        }
    }
}

fn account(account: &SampleAccount, sites: &[MapSite], t: &Localizer) -> Markup {
    let address = sites.iter().find(|site| site.host == account.host).map(|site| site.address.as_str());
    html! {
        @if let Some(address) = address { a href=(address) { (account.host) } } @else { (account.host) }
        @for step in &account.organisation { br; (step) }
        br; (t.get("street-login")) ": " code { (account.login) }
        br; (t.get("street-password")) ": " code { (account.password) }
    }
}

fn fact(term: &str, value: &str) -> Markup {
    html! { br; small { (term) ": " (value) } }
}

impl Sampled for StreetPage {
    fn samples() -> Vec<Self> {
        let site = |look: Look, role, host: &str, about| MapSite {
            look,
            role,
            host: host.to_owned(),
            address: format!("http://{host}:8080"),
            about,
        };
        let map = StreetMap {
            sites: vec![
                site(Look::School, Role::Portal, "school.localhost", "street-about-school"),
                site(Look::Esia, Role::Identity, "esia.localhost", "street-about-esia"),
            ],
            people: vec![SamplePerson {
                handle: "ivanova",
                name: "Иванова Мария Петровна".to_owned(),
                situation: "street-about-esia",
                phone: Some("+79161234567".to_owned()),
                national_number: Some("112-233-445 95".to_owned()),
                accounts: vec![SampleAccount {
                    host: "school.localhost".to_owned(),
                    login: "ivanova".to_owned(),
                    password: "letter-lamp-river".to_owned(),
                    organisation: vec!["Самарская область".to_owned(), "Школа № 5".to_owned()],
                }],
            }],
        };
        vec![Self { map }, Self { map: StreetMap::default() }]
    }
}
