use crate::card::foreign::{self, Foreign};
use crate::card::{Day, LONGEST};
use crate::{Country, FormerNumber, NationalNumber, Sex, parse_claimed};

const SEPARATOR: char = '|';
/// More characters than this is no name and no address.
const LONGEST_FIELD: usize = 300;

/// Which card it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Seven fields (Circular 06/2021/TT-BCA).
    Of2021,
    /// The same without a place for the former number.
    WithoutFormer,
    /// Eight to eleven fields, or a seventh that is no day: as the "căn cước" of 2024 (Circular 16/2024/TT-BCA), whose
    /// order is not published. The first seven are read as those of 2021, the others are kept as they are.
    Like2024,
}

/// What the code claims. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Which card it was.
    pub layout: Layout,
    /// The twelve digits.
    pub number: NationalNumber,
    /// The nine digits of the former card, if it names one.
    pub former: Option<FormerNumber>,
    /// The name, as it is written there.
    pub name: String,
    /// Day of birth.
    pub born: Day,
    /// Legal sex.
    pub sex: Sex,
    /// Place of permanent residence, free text; may be empty.
    pub residence: String,
    /// Day of issue. `None` only on one like those of 2024.
    pub issued: Option<Day>,
    /// What follows the seventh field, unread.
    pub more: Vec<String>,
}

impl std::fmt::Debug for Card {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Card({:?}, {:?})", self.layout, self.number)
    }
}

/// Why a text gives no card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Nothing is in it.
    #[error("an empty code")]
    Empty,
    /// More than any card holds.
    #[error("longer than any card's code")]
    TooLong,
    /// It is the code of something else.
    #[error("a code of something else: {}", .0.code())]
    Foreign(Foreign),
    /// The fields are not as many as a card has: read only in part, perhaps.
    #[error("{0} fields")]
    Fields(usize),
    /// The first field is no personal number.
    #[error("no personal number")]
    Number,
    /// The second field is neither empty nor nine digits.
    #[error("no former number")]
    Former,
    /// No name, or one that is none.
    #[error("no name")]
    Name,
    /// Birth: no such day.
    #[error("no day of birth")]
    Born,
    /// Neither Nam nor Nữ.
    #[error("no sex")]
    Sex,
    /// The residence is longer than any, or has signs that no text has.
    #[error("no residence")]
    Residence,
    /// Issue: no such day.
    #[error("no day of issue")]
    Issued,
}

/// Reads the text of a card's code. Never panics, whatever it is given; needs time in proportion to [`LONGEST`] at most.
pub fn read(text: &str) -> Result<Card, Unread> {
    if text.len() > LONGEST {
        return Err(Unread::TooLong);
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    let fields: Vec<&str> = text.split(SEPARATOR).map(str::trim).collect();
    let number = parse_claimed(Country::Vietnam, fields[0]);
    // One separator may stand in anything; whoever begins with a number means a card.
    if fields.len() == 1 || (number.is_err() && !looks_like_a_card(&fields)) {
        return Err(Unread::Foreign(foreign::told(text)));
    }
    let number = number.map_err(|_| Unread::Number)?;
    match fields.len() {
        6 => of_six(number, &fields),
        7..=11 => of_seven(number, &fields),
        found => Err(Unread::Fields(found)),
    }
}

/// Six to eleven fields with a sex where it belongs.
fn looks_like_a_card(fields: &[&str]) -> bool {
    (6..=11).contains(&fields.len()) && fields[3..5].iter().any(|field| sex(field).is_some())
}

fn of_six(number: NationalNumber, fields: &[&str]) -> Result<Card, Unread> {
    // With a former number in its place, the last field was lost.
    if fields[1].is_empty() || FormerNumber::parse(fields[1]).is_ok() {
        return Err(Unread::Fields(6));
    }
    Ok(Card {
        layout: Layout::WithoutFormer,
        number,
        former: None,
        name: name(fields[1])?,
        born: Day::read(fields[2]).ok_or(Unread::Born)?,
        sex: sex(fields[3]).ok_or(Unread::Sex)?,
        residence: residence(fields[4])?,
        issued: Some(Day::read(fields[5]).ok_or(Unread::Issued)?),
        more: Vec::new(),
    })
}

fn of_seven(number: NationalNumber, fields: &[&str]) -> Result<Card, Unread> {
    let former = match fields[1] {
        "" => None,
        text => Some(FormerNumber::parse(text).map_err(|_| Unread::Former)?),
    };
    let longer = fields.len() > 7;
    let issued = match Day::read(fields[6]) {
        None if !longer => return Err(Unread::Issued),
        issued => issued,
    };
    // An unread seventh field is kept with the others, so that nothing of the card is lost.
    let more = if issued.is_none() { &fields[6..] } else { &fields[7..] };
    Ok(Card {
        layout: if longer { Layout::Like2024 } else { Layout::Of2021 },
        number,
        former,
        name: name(fields[2])?,
        born: Day::read(fields[3]).ok_or(Unread::Born)?,
        sex: sex(fields[4]).ok_or(Unread::Sex)?,
        residence: residence(fields[5])?,
        issued,
        more: more
            .iter()
            .map(|field| plain(field).map(str::to_owned))
            .collect::<Option<_>>()
            .ok_or(Unread::Residence)?,
    })
}

fn name(text: &str) -> Result<String, Unread> {
    let letters = text.chars().any(char::is_alphabetic);
    let digits = text.chars().any(|c| c.is_ascii_digit());
    plain(text).filter(|_| letters && !digits).map(str::to_owned).ok_or(Unread::Name)
}

fn residence(text: &str) -> Result<String, Unread> {
    plain(text).map(str::to_owned).ok_or(Unread::Residence)
}

/// No sign that steers a terminal or turns the direction of writing, and not too long.
fn plain(text: &str) -> Option<&str> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
    };
    (text.chars().take(LONGEST_FIELD + 1).count() <= LONGEST_FIELD && !text.chars().any(steers))
        .then_some(text)
}

/// `Nam` or `Nữ`, however its accents are composed.
fn sex(text: &str) -> Option<Sex> {
    let folded: String = text.chars().flat_map(char::to_lowercase).collect();
    match folded.as_str() {
        "nam" => Some(Sex::Male),
        "n\u{1eef}" | "nu\u{31b}\u{303}" | "n\u{1b0}\u{303}" | "nu\u{303}\u{31b}" | "nu" => Some(Sex::Female),
        _ => None,
    }
}
