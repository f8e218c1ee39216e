use crate::card::{Card, Day};

/// Something that the number says differently, or that cannot be. A reason to look closely, not a verdict: registers and
/// cards have mistakes too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Disagrees {
    /// The fourth digit says another sex.
    Sex,
    /// Digits four to six say another year of birth.
    BirthYear,
    /// The first three digits are no place of birth registration.
    Place,
    /// Issued to somebody younger than [`LEAST_AGE`].
    IssuedTooEarly,
    /// Issued, or born, after today.
    Future,
}

impl Disagrees {
    /// All of them, for catalogues and tests.
    pub const ALL: [Self; 5] = [Self::Sex, Self::BirthYear, Self::Place, Self::IssuedTooEarly, Self::Future];

    /// The last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::BirthYear => "birth-year",
            Self::Place => "place",
            Self::IssuedTooEarly => "issued-too-early",
            Self::Future => "future",
        }
    }
}

/// Cards of 2021 were given from this age on; the law of 2023 gives them to younger people too.
pub const LEAST_AGE: u16 = 14;

/// What does not agree, in a fixed order; empty if everything does. `least_age`: years from birth to issue, [`LEAST_AGE`]
/// for cards of 2021, 0 for those that children have.
pub fn check(card: &Card, today: Day, least_age: u16) -> Vec<Disagrees> {
    let says = card.number.says();
    let mut found = Vec::new();
    let mut note = |disagrees: bool, what| {
        if disagrees {
            found.push(what);
        }
    };
    note(says.sex.is_some_and(|sex| sex != card.sex), Disagrees::Sex);
    note(says.born.is_some_and(|born| born.year() != card.born.year), Disagrees::BirthYear);
    note(says.place.is_some_and(|place| place.name.is_none()), Disagrees::Place);
    let early =
        card.issued.is_some_and(|issued| card.born.years_until(issued).is_none_or(|age| age < least_age));
    note(early, Disagrees::IssuedTooEarly);
    note(card.born > today || card.issued.is_some_and(|issued| issued > today), Disagrees::Future);
    found
}
