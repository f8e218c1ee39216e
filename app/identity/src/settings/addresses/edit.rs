//! An address, once its place is chosen.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Country, PostalAddressId};
use onedoor_places::{Address, AddressForm, AddressProblem, Line, check_address, places};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{Act, MOST, NEW, PATH, PLACE, act, all, from_word, own, word};
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
}

/// `GET /account/settings/addresses/new`.
pub(super) async fn show_new(visit: FreshVisit, Asked(chosen): Asked<Chosen>) -> Result<Response, Refused> {
    let Ok(country) = from_word(&chosen.country) else { return Ok(see_other(PLACE)) };
    if country.and_then(places).is_some() && smallest(country, &chosen.place).is_none() {
        return Ok(see_other(&format!("{PLACE}?country={}", word(country))));
    }
    let known = Known::of(&visit).await?;
    let typed = Typed {
        country: chosen.country,
        place: chosen.place,
        recipient: known.account.name.as_str().to_owned(),
        phone: known.phone.map(|phone| phone.at_home()).unwrap_or_default(),
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
    let full =
        || Problems::one(Problem::general("address-too-many").with("most", i64::try_from(MOST).unwrap_or(0)));
    if all(&visit, visit.person()?).await?.len() >= MOST {
        return again(full());
    }
    let id = PostalAddressId::new(visit.now, visit.site.random.as_ref());
    if act(&visit, Act::Add(id, address)).await? {
        return Ok(visit.sends(&format!("{PATH}?notice=added")));
    }
    again(full())
}

/// `GET /account/settings/addresses/{id}`.
pub(super) async fn show(
    visit: FreshVisit,
    Path(id): Path<String>,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, Refused> {
    let one = own(&visit, &id).await?;
    let mut country = one.address.country;
    let mut typed = typed(&one.address);
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
    let one = own(&visit, &id).await?;
    let country = from_word(&typed.country).unwrap_or(one.address.country);
    match check(country, &typed) {
        Ok(address) => {
            act(&visit, Act::Change(one.id, address)).await?;
            Ok(visit.sends(&format!("{PATH}?notice=changed")))
        }
        Err(problems) => {
            let here =
                format!("{PATH}/{}?country={}&place={}", one.id, word(country), code(country, &typed.place));
            let page = page(Some(one.id.to_string()), country, typed, problems);
            Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// The code, if it is of a unit in which an address can be.
fn smallest(country: Option<Country>, code: &str) -> Option<&'static str> {
    let tables = country.and_then(places)?;
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
            problems.push(problem(one));
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
    }
}

fn page(id: Option<String>, country: Option<Country>, typed: Typed, problems: Problems) -> AddressPage {
    let path = country.and_then(places).map(|tables| tables.path(&typed.place)).unwrap_or_default();
    AddressPage {
        id,
        country,
        tables: country.and_then(places).is_some(),
        place_names: path.into_iter().map(|place| place.name.to_owned()).collect(),
        place: code(country, &typed.place).to_owned(),
        label: typed.label,
        recipient: typed.recipient,
        phone: typed.phone,
        town: typed.town,
        street: typed.street,
        postcode: typed.postcode,
        problems,
    }
}
