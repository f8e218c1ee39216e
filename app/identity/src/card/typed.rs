//! The fields of a form with a card's data.

use maud::{Markup, html};
use onedoor_national_id::card::{Card, Day, Layout};
use onedoor_national_id::{Country, FormerNumber, NationalNumber, Refused as NumberRefused, parse_claimed};
use onedoor_people::{MalformedName, PersonName, Sex, read_day, sex_from_word, sex_word};
use onedoor_proofing::evidence::Kind;
use onedoor_proofing::register::Born;
use onedoor_site::Visit;
use onedoor_ui::components::{Radios, TextField, hidden};
use onedoor_ui::{Localizer, Problem, Problems};
use serde::{Deserialize, Serialize};

use super::{CardSaid, Mark};

/// The longest place of residence, in characters, as long as a code may have it.
const RESIDENCE_LONGEST: usize = 300;

/// As they stand in the form; flattened into the forms of pages that ask for a card.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CardTyped {
    /// The twelve digits.
    #[serde(default)]
    pub(crate) number: String,
    /// The nine digits that the code named; nobody is asked to type them.
    #[serde(default)]
    pub(crate) former: String,
    /// The whole name.
    #[serde(default)]
    pub(crate) name: String,
    /// Day of birth.
    #[serde(default)]
    pub(crate) born: String,
    /// `female` or `male`.
    #[serde(default)]
    pub(crate) sex: String,
    /// Place of permanent residence; may be empty.
    #[serde(default)]
    pub(crate) residence: String,
    /// Day of issue; may be empty.
    #[serde(default)]
    pub(crate) issued: String,
    /// The [`Mark`] that came with the data, if a code was read.
    #[serde(default)]
    pub(crate) read: String,
}

impl CardTyped {
    /// The fields as they fill themselves.
    pub(crate) fn of(visit: &Visit, card: &Card) -> Self {
        Self {
            number: card.number.grouped(),
            former: card.former.as_ref().map(|former| former.as_str().to_owned()).unwrap_or_default(),
            name: card.name.clone(),
            born: written(card.born),
            sex: sex_word(card.sex).to_owned(),
            residence: card.residence.clone(),
            issued: card.issued.map(written).unwrap_or_default(),
            read: Mark::of(visit, card).as_str().to_owned(),
        }
    }

    /// What is said; else what must be put right, in the order of the fields.
    pub(crate) fn check(&self, visit: &Visit, today: Day) -> Result<CardSaid, Problems> {
        let number = number(&self.number);
        let name = PersonName::parse(&self.name).map_err(|why| Problem::new("name", name_key(why)));
        let born =
            day(&self.born).filter(|born| *born <= today).ok_or(Problem::new("born", "card-born-wrong"));
        let sex = sex_from_word(&self.sex).ok_or(Problem::new("sex", "card-sex-missing"));
        let residence = residence(&self.residence);
        let issued = match self.issued.trim() {
            "" => Ok(None),
            text => day(text).map(Some).ok_or(Problem::new("issued", "card-issued-wrong")),
        };
        match (number, name, born, sex, residence, issued) {
            (Ok(number), Ok(name), Ok(born), Ok(sex), Ok(residence), Ok(issued)) => {
                let former = FormerNumber::parse(&self.former).ok();
                let layout = Layout::Of2021;
                let name = name.as_str().to_owned();
                let card =
                    Card { layout, number, former, name, born, sex, residence, issued, more: Vec::new() };
                let kind =
                    if Mark::of(visit, &card).as_str() == self.read { Kind::CardCode } else { Kind::Typed };
                Ok(CardSaid { card, kind })
            }
            (number, name, born, sex, residence, issued) => {
                let problems =
                    [number.err(), name.err(), born.err(), sex.err(), residence.err(), issued.err()];
                Err(problems.into_iter().flatten().collect::<Vec<_>>().into())
            }
        }
    }

    /// The fields themselves.
    pub(crate) fn fields(&self, t: &Localizer, problems: &Problems) -> Markup {
        html! {
            (hidden("former", &self.former))
            (hidden("read", &self.read))
            (TextField::digits("number", t.get("card-number")).value(&self.number)
                .hint(t.get("card-number-hint")).problems(problems, t))
            (TextField::new("name", t.get("card-name")).value(&self.name)
                .hint(t.get("card-name-hint")).autocomplete("name").max(150).problems(problems, t))
            (TextField::digits("born", t.get("card-born")).value(&self.born)
                .hint(t.get("card-born-hint")).autocomplete("bday").width(12).max(40).problems(problems, t))
            (Radios::new("sex", t.get("card-sex"))
                .choice("female", t.get("settings-sex-female"))
                .choice("male", t.get("settings-sex-male"))
                .value(self.sex.as_str()).problems(problems, t))
            (TextField::new("residence", t.get("card-residence")).value(&self.residence)
                .autocomplete("street-address").max(300).optional(t).problems(problems, t))
            (TextField::digits("issued", t.get("card-issued")).value(&self.issued)
                .hint(t.get("card-issued-hint")).width(12).max(40).optional(t).problems(problems, t))
        }
    }
}

/// `07/03/1990`, as the card has it.
pub(crate) fn written(day: Day) -> String {
    format!("{:02}/{:02}/{}", day.day, day.month, day.year)
}

fn number(typed: &str) -> Result<NationalNumber, Problem> {
    parse_claimed(Country::Vietnam, typed).map_err(number_problem)
}

/// What must be put right in the field `number`.
pub(crate) fn number_problem(why: NumberRefused) -> Problem {
    match why {
        NumberRefused::Empty => Problem::new("number", "card-number-missing"),
        NumberRefused::Length { found, .. } => Problem::new("number", "card-number-length")
            .with("found", i64::try_from(found).unwrap_or(i64::MAX)),
        NumberRefused::FormerKind => Problem::new("number", "card-number-former"),
        _ => Problem::new("number", "card-number-character"),
    }
}

const fn name_key(why: MalformedName) -> &'static str {
    match why {
        MalformedName::Missing => "card-name-missing",
        MalformedName::TooLong => "name-too-long",
        MalformedName::Character => "name-character",
    }
}

/// A date with day, month and year, as people type it.
pub(crate) fn date(typed: &str) -> Option<Born> {
    let (year, month, day) = read_day(typed)?;
    Some(Born { year: i32::from(year), month: Some(month), day: Some(day) })
}

fn day(typed: &str) -> Option<Day> {
    let (year, month, day) = read_day(typed)?;
    Some(Day { year, month, day })
}

fn residence(typed: &str) -> Result<String, Problem> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = text.chars().count() <= RESIDENCE_LONGEST && !text.chars().any(onedoor_base::is_unseen);
    if fits { Ok(text) } else { Err(Problem::new("residence", "card-residence-wrong")) }
}

/// A card that nobody has, for the samples of pages.
pub(crate) fn sample() -> CardTyped {
    CardTyped {
        number: "001 190 000 018".to_owned(),
        name: "Nguyễn Thị Hòa".to_owned(),
        born: "07/03/1990".to_owned(),
        sex: sex_word(Sex::Female).to_owned(),
        residence: "Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội".to_owned(),
        issued: "12/05/2021".to_owned(),
        ..CardTyped::default()
    }
}
