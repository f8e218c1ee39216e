//! What somebody says their card says, and whether they typed it.

use onedoor_base::Country;
use onedoor_national_id::card::{Card, Day, Disagrees, LEAST_AGE, check};
use onedoor_people::{PersonName, Sex};
use onedoor_proofing::application::Printed;
use onedoor_proofing::evidence::Kind;
use onedoor_proofing::register::{Born, Sex as RegisterSex, Sought};
use onedoor_site::Visit;

/// From this day on younger people have cards too (Law 26/2023/QH15 article 46).
const CARDS_FOR_CHILDREN: Day = Day { year: 2024, month: 7, day: 1 };

/// The data of a card, well formed; nobody has looked whether they are true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardSaid {
    /// The data.
    pub(crate) card: Card,
    /// As the code had them, or typed and changed.
    pub(crate) kind: Kind,
}

impl CardSaid {
    /// What a register is asked with.
    pub(crate) fn sought(&self) -> Sought {
        let card = &self.card;
        let (month, day) = (Some(card.born.month), Some(card.born.day));
        Sought {
            country: Country::Vietnam,
            number: Some(card.number.as_str().to_owned()),
            former: card.former.as_ref().map(|former| former.as_str().to_owned()),
            name: Some(card.name.clone()),
            born: Some(Born { year: i32::from(card.born.year), month, day }),
            sex: Some(match card.sex {
                Sex::Male => RegisterSex::Male,
                Sex::Female => RegisterSex::Female,
            }),
        }
    }

    /// What it says besides.
    pub(crate) fn printed(&self) -> Printed {
        let card = &self.card;
        let issued = card.issued.map(|day| Born {
            year: i32::from(day.year),
            month: Some(day.month),
            day: Some(day.day),
        });
        Printed { issued, residence: Some(card.residence.clone()).filter(|place| !place.is_empty()) }
    }

    /// What does not agree: said to its owner, who may know why; it refuses nobody.
    pub(crate) fn doubts(&self, today: Day) -> Vec<Disagrees> {
        doubts(&self.card, today)
    }
}

/// The same of a card that was just read.
pub(super) fn doubts(card: &Card, today: Day) -> Vec<Disagrees> {
    let children = card.issued.is_none_or(|issued| issued >= CARDS_FOR_CHILDREN);
    check(card, today, if children { 0 } else { LEAST_AGE })
}

/// A mark of ours on data that a code had: whoever brings both back in the same browser has not changed what counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark(String);

impl Mark {
    /// The mark that belongs to these data in this browser.
    pub(crate) fn of(visit: &Visit, card: &Card) -> Self {
        let Day { year, month, day } = card.born;
        let name =
            PersonName::parse(&card.name).map_or_else(|_| card.name.clone(), |name| name.as_str().to_owned());
        let former = card.former.as_ref().map_or("", |former| former.as_str());
        let sex = onedoor_people::sex_word(card.sex);
        let data = format!("card {}|{former}|{name}|{year}-{month}-{day}|{sex}", card.number.as_str());
        Self(visit.mark(&data))
    }

    /// For a hidden field.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}
