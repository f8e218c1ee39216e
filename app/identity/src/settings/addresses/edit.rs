//! An address, once its place is chosen.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Country, PostalAddressId};
use onedoor_places::{Address, AddressForm, AddressProblem, Line, Places, check_address, places, write_out};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{Act, Acted, MOST, NEW, PATH, PLACE, act, from_word, id_of, key, own, word};
use crate::routes::Known;
use crate::settings::pages::AddressPage;

/// The place that was chosen on the page before.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    country: String,
    #[serde(default)]
    place: String,
}

#[derive(Deserialize, Clone, Default)]
pub(super) struct Typed {
    #[serde(default)]
    country: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    recipient: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    town: String,
    #[serde(default)]
    street: String,
    #[serde(default)]
    postcode: String,
    /// Of a new address, under which it is kept; of another, when it was changed last.
    #[serde(default)]
    key: String,
}

/// `GET /account/settings/addresses/new`.
pub(super) async fn show_new(visit: FreshVisit, Asked(chosen): Asked<Chosen>) -> Result<Response, Refused> {
    let Ok(country) = from_word(&chosen.country) else { return Ok(see_other(PLACE)) };
    if country.is_some() && smallest(country, &chosen.place).is_none() {
        return Ok(see_other(&format!("{PLACE}?country={}", word(country))));
    }
    let known = Known::of(&visit).await?;
    let typed = Typed {
        country: chosen.country,
        place: chosen.place,
        recipient: known.account.name.as_str().to_owned(),
        phone: known.phone.map(|phone| phone.at_home()).unwrap_or_default(),
        key: new_key(&visit),
        ..Typed::default()
    };
    Ok(visit.page(&page(None, country, typed, Problems::new())))
}

/// `POST /account/settings/addresses/new`.
pub(super) async fn add(visit: FreshVisit, Posted(typed): Posted<Typed>) -> Result<Response, Refused> {
    let Ok(country) = from_word(&typed.country) else { return Ok(see_other(PLACE)) };
    let here = format!("{NEW}?country={}&place={}", word(country), code(country, &typed.place));
    let again = |problems| {
        let page = page(None, country, typed.clone(), problems);
        Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    let address = match check(country, &typed) {
        Ok(address) => address,
        Err(problems) => return again(problems),
    };
    let new = || PostalAddressId::new(visit.now, visit.site.random.as_ref());
    // However often the form is sent, one address comes of it; filled in otherwise it is meant as another one.
    let mut acted =
        act(&visit, Act::Add(typed.key.parse().unwrap_or_else(|_| new()), address.clone())).await?;
    if acted == Acted::Taken {
        acted = act(&visit, Act::Add(new(), address)).await?;
    }
    match acted {
        Acted::Done | Acted::Before => Ok(visit.sends(&format!("{PATH}?notice=added"))),
        _ => {
            let most = i64::try_from(MOST).unwrap_or(0);
            again(Problems::one(Problem::general("address-too-many").with("most", most)))
        }
    }
}

/// The key of a form for a new address.
fn new_key(visit: &FreshVisit) -> String {
    PostalAddressId::new(visit.now, visit.site.random.as_ref()).to_string()
}

/// `GET /account/settings/addresses/{id}`.
pub(super) async fn show(
    visit: FreshVisit,
    Path(id): Path<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, Refused> {
    let one = own(&visit, &id).await?;
    let mut country = one.address.country;
    let mut typed = Typed { key: key(&one), ..typed(&one.address) };
    // Another place was chosen for it.
    if let Ok(other) = from_word(&chosen.country) {
        country = other;
        typed = Typed { place: code(other, &chosen.place).to_owned(), ..typed };
    }
    Ok(visit.page(&page(Some(one.id.to_string()), country, typed, Problems::new())))
}

/// `POST /account/settings/addresses/{id}`.
pub(super) async fn change(
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let id = id_of(&id)?;
    let Ok(country) = from_word(&typed.country) else { return Ok(see_other(&format!("{PATH}/{id}"))) };
    let here = format!("{PATH}/{id}?country={}&place={}", word(country), code(country, &typed.place));
    let address = match check(country, &typed) {
        Ok(address) => address,
        Err(problems) => {
            let page = page(Some(id.to_string()), country, typed, problems);
            return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    match act(&visit, Act::Change(id, address, typed.key.clone())).await? {
        // What was typed stays; what stands now is shown beside it, and saving once more puts it in its place.
        Acted::Otherwise(one) => {
            let typed = Typed { key: key(&one), ..typed };
            let page = page(Some(id.to_string()), country, typed, meanwhile("settings-meanwhile"));
            let page = AddressPage { stands: write_out(&one.address), ..page };
            Ok(visit.page_at(&here, StatusCode::CONFLICT, &page))
        }
        // Nor is it lost with the address: it can be added anew.
        Acted::Gone => {
            let typed = Typed { key: new_key(&visit), ..typed };
            let here = format!("{NEW}?country={}&place={}", word(country), code(country, &typed.place));
            let page = page(None, country, typed, meanwhile("address-gone"));
            Ok(visit.page_at(&here, StatusCode::CONFLICT, &page))
        }
        _ => Ok(visit.sends(&format!("{PATH}?notice=changed"))),
    }
}

fn meanwhile(why: &'static str) -> Problems {
    Problems::one(Problem::general(why))
}

/// The code, if it is of a unit in which an address can be.
fn smallest(country: Option<Country>, code: &str) -> Option<&'static str> {
    let tables = country.map(places)?;
    tables.place(code).filter(|place| tables.is_smallest(place)).map(|place| place.code)
}

fn code(country: Option<Country>, code: &str) -> &'static str {
    smallest(country, code).unwrap_or_default()
}

fn check(country: Option<Country>, typed: &Typed) -> Result<Address, Problems> {
    let form = AddressForm {
        country,
        label: &typed.label,
        recipient: &typed.recipient,
        phone: &typed.phone,
        place: &typed.place,
        town: &typed.town,
        street: &typed.street,
        postcode: &typed.postcode,
    };
    check_address(form).map_err(|found| {
        let mut problems = Problems::new();
        for one in found {
            // The region was chosen before.
            problems.push(match (one, country) {
                (AddressProblem::Missing(Line::Town), Some(Country::Russia)) => {
                    Problem::new("town", "address-town-missing-ru")
                }
                (one, _) => problem(one),
            });
        }
        problems
    })
}

const fn field(line: Line) -> &'static str {
    match line {
        Line::Label => "label",
        Line::Recipient => "recipient",
        Line::Phone => "phone",
        Line::Place => "",
        Line::Town => "town",
        Line::Street => "street",
        Line::Postcode => "postcode",
    }
}

fn problem(problem: AddressProblem) -> Problem {
    match problem {
        AddressProblem::Missing(Line::Place) => Problem::general("address-place-missing"),
        AddressProblem::Missing(Line::Recipient) => Problem::new("recipient", "address-recipient-missing"),
        AddressProblem::Missing(Line::Town) => Problem::new("town", "address-town-missing"),
        AddressProblem::Missing(line) => Problem::new(field(line), "address-street-missing"),
        AddressProblem::Unfit(line) => Problem::new(field(line), "address-unfit"),
        AddressProblem::Postcode { digits } => Problem::new("postcode", "address-postcode-wrong")
            .with("digits", i64::try_from(digits).unwrap_or(0)),
        AddressProblem::Phone => Problem::new("phone", "address-phone-wrong"),
    }
}

fn typed(address: &Address) -> Typed {
    Typed {
        country: word(address.country).to_owned(),
        place: address.place.clone(),
        label: address.label.clone(),
        recipient: address.recipient.clone(),
        phone: address.phone.clone(),
        town: address.town.clone(),
        street: address.street.clone(),
        postcode: address.postcode.clone(),
        key: String::new(),
    }
}

fn page(id: Option<String>, country: Option<Country>, typed: Typed, problems: Problems) -> AddressPage {
    let tables = country.map(places);
    let path = tables.map(|tables| tables.path(&typed.place)).unwrap_or_default();
    let has_towns = |tables: &Places| tables.place(&typed.place).is_none_or(|place| tables.has_towns(place));
    AddressPage {
        id,
        country,
        town_asked: tables.is_none_or(|tables| country == Some(Country::Russia) && has_towns(tables)),
        place_names: path.into_iter().map(|place| place.name.to_owned()).collect(),
        place: code(country, &typed.place).to_owned(),
        label: typed.label,
        recipient: typed.recipient,
        phone: typed.phone,
        town: typed.town,
        street: typed.street,
        postcode: typed.postcode,
        key: typed.key,
        stands: Vec::new(),
        problems,
    }
}
