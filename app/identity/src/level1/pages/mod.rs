//! The pages of an application for level 1.

mod card;
mod data;
mod face;
mod state;

use onedoor_base::Timestamp;
use onedoor_national_id::card::{Card, Day, Layout};
use onedoor_national_id::{Country, parse_claimed};
use onedoor_people::Sex;
use onedoor_ui::components::SummaryList;
use onedoor_ui::{Localizer, Samples, html, samples};

pub(super) use card::CardPage;
pub(super) use data::DataPage;
pub(crate) use face::shot_key;
pub(super) use face::{ConfirmPage, FacePage};
pub(super) use state::{StateNotice, StatePage};

use crate::card::CardTyped;
use crate::settings::sex_key;

pub(crate) fn samples() -> Samples {
    samples![StatePage, CardPage, DataPage, FacePage, ConfirmPage]
}

fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned()), (t.get("level1-title"), super::PATH.to_owned())]
}

/// The data of a card, as they are read through.
fn summary(card: &Card, t: &Localizer) -> SummaryList {
    let Day { year, month, day } = card.born;
    let mut list = SummaryList::new()
        .row(t.get("card-number"), card.number.grouped())
        .rich(t.get("card-name"), html! { span.break { (card.name) } })
        .row(t.get("card-born"), format!("{day:02}/{month:02}/{year}"))
        .row(t.get("card-sex"), t.get(sex_key(card.sex)));
    if let Some(former) = &card.former {
        list = list.row(t.get("level1-former"), former.as_str());
    }
    list
}

/// The moment of the samples.
const AT: Timestamp = Timestamp::from_millis(1_795_244_709_000);

/// A card of the samples.
fn sample_card() -> Card {
    Card {
        layout: Layout::Of2021,
        number: parse_claimed(Country::Vietnam, "001190000018").expect("a number"),
        former: None,
        name: "Nguyễn Thị Hòa".to_owned(),
        born: Day { year: 1990, month: 3, day: 7 },
        sex: Sex::Female,
        residence: String::new(),
        issued: None,
        more: Vec::new(),
    }
}

fn sample_typed() -> CardTyped {
    CardTyped {
        number: "001 190 000 018".to_owned(),
        name: "Nguyễn Thị Hòa".to_owned(),
        born: "07/03/1990".to_owned(),
        sex: "female".to_owned(),
        ..CardTyped::default()
    }
}
