//! The street map: which sites there are, and whom one can be.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use onedoor_site::Visit;
use onedoor_ui::components::{heading, lede, section, site_card, site_cards};
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
                ul.cards { @for person in &self.map.people { (someone(person, &self.map.sites, t)) } }
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

fn someone(person: &SamplePerson, sites: &[MapSite], t: &Localizer) -> Markup {
    html! {
        li.card {
            div.card__text {
                h3 { (person.name) }
                p { (t.get(person.situation)) }
                p {
                    @if let Some(phone) = &person.phone { (t.get("street-phone")) ": " (grouped_phone(phone)) }
                    @if let Some(email) = &person.email { br; (t.get("street-email")) ": " span.break { (email) } }
                    @if let Some(number) = &person.national_number {
                        br; (t.get("street-number")) ": " (in_groups(number))
                    }
                }
                @for account in &person.accounts { (self::account(account, sites, t)) }
            }
        }
    }
}

fn account(account: &SampleAccount, sites: &[MapSite], t: &Localizer) -> Markup {
    let address = sites.iter().find(|site| site.host == account.host).map(|site| site.address.as_str());
    html! {
        p {
            @if let Some(address) = address { a href=(address) { (account.host) } } @else { (account.host) }
            @for step in &account.organisation { br; (step) }
            br; (t.get("street-login")) ": " code { (account.login) }
            br; (t.get("street-password")) ": " code { (account.password) }
            @if let Some(secret) = &account.totp { br; (t.get("street-totp")) ": " code { (secret) } }
        }
    }
}

/// However it is written: the digits in threes.
fn in_groups(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    grouped_digits(&digits, 3)
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
                email: Some("ivanova@mail.example".to_owned()),
                national_number: Some("112-233-445 95".to_owned()),
                accounts: vec![SampleAccount {
                    host: "school.localhost".to_owned(),
                    login: "ivanova".to_owned(),
                    password: "letter-lamp-river".to_owned(),
                    totp: Some("MRXW63TFMRXW63TFMRXW63TFMRXW63TF".to_owned()),
                    organisation: vec!["Самарская область".to_owned(), "Школа № 5".to_owned()],
                }],
            }],
        };
        vec![Self { map }, Self { map: StreetMap::default() }]
    }
}
