use std::collections::BTreeSet;

use maud::{Markup, html};
use onedoor_oidc::authorize::VERIFIED;
use onedoor_oidc::{Scopes, userinfo};
use onedoor_people::PersonClaims;
use onedoor_site::{HasSite, Refused};
use onedoor_storage::people;
use onedoor_ui::components::{Button, Form, SummaryList, button_row, heading, kicker, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View, grouped_phone};

use super::super::settle::Asked;
use super::{PORTAL, WAITING};
use crate::interface::fingerprints;

/// Something that a portal may learn or do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    Name,
    LoginName,
    Language,
    Phone,
    Email,
    NationalNumber,
    BirthDate,
    Sex,
    Residence,
    /// The fingerprint of the number, which goes with it to portals that are not told the number.
    Match,
    /// By whom, how and when name and number were verified.
    Verified,
    Offline,
}

impl Item {
    const ALL: [Self; 12] = [
        Self::Name,
        Self::LoginName,
        Self::Language,
        Self::Phone,
        Self::Email,
        Self::NationalNumber,
        Self::BirthDate,
        Self::Sex,
        Self::Residence,
        Self::Match,
        Self::Verified,
        Self::Offline,
    ];

    /// The claim that tells it.
    const fn claim(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("name"),
            Self::LoginName => Some("preferred_username"),
            Self::Language => Some("locale"),
            Self::Phone => Some("phone_number"),
            Self::Email => Some("email"),
            Self::NationalNumber => Some("national_number"),
            Self::BirthDate => Some("birthdate"),
            Self::Sex => Some("gender"),
            Self::Residence => Some("address"),
            Self::Match | Self::Verified | Self::Offline => None,
        }
    }

    /// What people call it.
    pub(crate) fn label(self, t: &Localizer) -> String {
        match self {
            Self::Name => t.get("consent-item-name"),
            Self::LoginName => t.get("consent-item-login"),
            Self::Language => t.get("consent-item-language"),
            Self::Phone => t.get("consent-item-phone"),
            Self::Email => t.get("consent-item-email"),
            Self::NationalNumber => t.get("consent-item-number"),
            Self::BirthDate => t.get("consent-item-born"),
            Self::Sex => t.get("consent-item-sex"),
            Self::Residence => t.get("consent-item-residence"),
            Self::Match => t.get("consent-item-match"),
            Self::Verified => t.get("consent-item-verified"),
            Self::Offline => t.get("consent-item-offline"),
        }
    }
}

/// What these scopes and single claims let a portal learn and do; `matches` says whether it finds accounts by the
/// fingerprint of the number.
pub(crate) fn what<'a>(
    scopes: &Scopes,
    claims: impl IntoIterator<Item = &'a str>,
    matches: bool,
) -> Vec<Item> {
    let claims: Vec<&str> = claims.into_iter().collect();
    let verified = claims.contains(&VERIFIED);
    let wanted: BTreeSet<&str> = userinfo::wanted(scopes, claims.iter().copied());
    let told = |item: &Item| match item.claim() {
        // Those that only a verification makes known are asked for by name.
        Some(claim) => wanted.contains(claim) || verified && claims.contains(&claim),
        None if *item == Item::Match => matches,
        None if *item == Item::Verified => verified,
        None => scopes.contains("offline_access"),
    };
    Item::ALL.into_iter().filter(told).collect()
}

/// The same with what is known of the person; nothing where it is not known, or is nothing to be known.
pub(crate) fn shares(asked: &Asked, person: &PersonClaims) -> Result<Vec<(Item, Option<String>)>, Refused> {
    let mut shares = Vec::new();
    let matches = !fingerprints::of_person(asked.state.site(), &asked.client, person)?.is_empty();
    for item in what(&asked.request.scopes, asked.request.claims.names(), matches) {
        let value = match item {
            Item::Name => Some(person.display_name.clone()),
            Item::LoginName => Some(person.login_name.clone()),
            Item::Language => Some(person.language.own_name().to_owned()),
            Item::Phone => person.phone.as_ref().map(|phone| grouped_phone(phone.as_str())),
            Item::Email => person.email.as_ref().map(|email| email.as_str().to_owned()),
            Item::NationalNumber => match &person.number {
                Some(number) => {
                    Some(people::open_number(&asked.state.site().vault, person.id, number)?.masked())
                }
                None => None,
            },
            Item::BirthDate | Item::Sex | Item::Residence | Item::Match | Item::Verified | Item::Offline => {
                None
            }
        };
        shares.push((item, value));
    }
    Ok(shares)
}

/// The question for consent: who learns what.
pub(crate) struct AskConsent {
    pub(crate) portal: String,
    /// The waiting request.
    pub(crate) action: String,
    /// Who is signed in.
    pub(crate) name: String,
    pub(crate) shares: Vec<(Item, Option<String>)>,
}

impl Page for AskConsent {
    fn title(&self, t: &Localizer) -> String {
        t.with("consent-title", &[("portal", self.portal.as_str().into())])
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (kicker(t.with("consent-signed-in-as", &[("name", self.name.as_str().into())])))
            (heading(self.title(t)))
            (lede(t.get("consent-lede")))
            (section(t.with("consent-what", &[("portal", self.portal.as_str().into())]), &self.list(t)))
            p { (t.get("consent-later")) }
            (Form::post(view, format!("{}/consent", self.action)).around(&button_row(&html! {
                (Button::primary(t.get("consent-allow")).value("decision", "allow"))
                (Button::secondary(t.get("consent-deny")).value("decision", "deny"))
            })))
        }
    }
}

impl AskConsent {
    fn list(&self, t: &Localizer) -> Markup {
        let rows = self.shares.iter().fold(SummaryList::new(), |rows, (item, value)| {
            let value = match (item, value) {
                (_, Some(value)) => value.clone(),
                (Item::BirthDate | Item::Sex | Item::Residence, None) => t.get("consent-established"),
                (Item::Match, None) => t.get("consent-match-means"),
                (Item::Verified, None) => t.get("consent-verified-means"),
                (Item::Offline, None) => t.get("consent-offline-means"),
                (_, None) => t.get("consent-not-known"),
            };
            rows.row(item.label(t), value)
        });
        html! { (rows) }
    }
}

impl Sampled for AskConsent {
    fn samples() -> Vec<Self> {
        let known = |item, value: &str| (item, Some(value.to_owned()));
        let sample = |shares| Self {
            portal: PORTAL.to_owned(),
            action: WAITING.to_owned(),
            name: "Nguyễn Thị Minh Khai".to_owned(),
            shares,
        };
        vec![
            sample(vec![
                known(Item::Name, "Nguyễn Thị Minh Khai"),
                known(Item::LoginName, "minhkhai"),
                known(Item::Language, "Tiếng Việt"),
                known(Item::Phone, "0912 345 678"),
                known(Item::NationalNumber, "•••••••• 1234"),
                (Item::BirthDate, None),
                (Item::Sex, None),
                (Item::Residence, None),
                (Item::Match, None),
                (Item::Verified, None),
                (Item::Offline, None),
            ]),
            sample(vec![known(Item::Name, "Nguyễn Thị Minh Khai"), (Item::NationalNumber, None)]),
        ]
    }
}
