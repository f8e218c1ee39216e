//! What the network says became of a message (appendix B).

use crate::pdu::Deliver;

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The phone has it.
    Delivered,
    /// It is on its way still.
    UnderWay,
    /// It will not come; the network's word for why, and its number for it.
    Failed(String),
}

/// What the network says of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The other side's id for it, as its answer to the message had it.
    pub id: String,
    /// What became of it.
    pub fate: Fate,
}

/// Longer than any id (section 5.2.23: 64 octets).
const LONGEST_ID: usize = 65;

impl Receipt {
    /// Reads a receipt; the fields of the packet go before those in its text, which differ among operators.
    ///
    /// `None`: it is a message from a phone, or says nothing that can be used.
    pub fn read(deliver: &Deliver) -> Option<Self> {
        if !deliver.is_receipt {
            return None;
        }
        let id = deliver.about.as_deref().or_else(|| field(&deliver.text, "id:"))?;
        if id.is_empty() || id.len() > LONGEST_ID || !id.bytes().all(|octet| octet.is_ascii_graphic()) {
            return None;
        }
        let word = deliver.state.and_then(of_number).or_else(|| field(&deliver.text, "stat:"))?;
        let fate = match word.to_ascii_uppercase().as_str() {
            "DELIVRD" => Fate::Delivered,
            "ENROUTE" | "ACCEPTD" | "SCHEDUL" | "BUFFRED" => Fate::UnderWay,
            other => Fate::Failed(failed(other, field(&deliver.text, "err:"))),
        };
        Some(Self { id: id.to_owned(), fate })
    }

    /// Its id as it may have been written in the answer to the message.
    pub fn spellings(&self) -> Vec<String> {
        spellings(&self.id)
    }
}

/// An id as it is kept: a number without leading zeros and in small letters, which operators write now so and now so;
/// anything else as it is.
pub fn plain_id(id: &str) -> String {
    if id.is_empty() || !id.bytes().all(|octet| octet.is_ascii_hexdigit()) {
        return id.to_owned();
    }
    let bare = id.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_ascii_lowercase() }
}

/// How the id that a receipt names may stand in the answer to the message, the likeliest first: the protocol says nothing
/// of it, and there are operators who answer in hexadecimal digits and tell in decimal ones (section 5.2.23), or the
/// other way round.
pub fn spellings(id: &str) -> Vec<String> {
    let plain = plain_id(id);
    let in_hexadecimal = plain.parse::<u128>().ok().map(|number| format!("{number:x}"));
    let number = plain.bytes().all(|octet| octet.is_ascii_hexdigit());
    let in_decimal =
        u128::from_str_radix(&plain, 16).ok().filter(|_| number).map(|number| number.to_string());
    let mut all = vec![plain];
    for other in [in_hexadecimal, in_decimal].into_iter().flatten() {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

/// The words of a failure as they are written down: never more than a few letters and digits, whoever sent them.
fn failed(word: &str, number: Option<&str>) -> String {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).take(16).collect::<String>();
    match number.map(plain).filter(|number| number.bytes().any(|digit| digit != b'0')) {
        Some(number) => format!("{} {number}", plain(word)),
        None => plain(word),
    }
}

/// message_state (section 5.2.28).
const fn of_number(state: u8) -> Option<&'static str> {
    Some(match state {
        1 => "ENROUTE",
        2 => "DELIVRD",
        3 => "EXPIRED",
        4 => "DELETED",
        5 => "UNDELIV",
        6 => "ACCEPTD",
        7 => "UNKNOWN",
        8 => "REJECTD",
        _ => return None,
    })
}

/// A field of the text `id:7 sub:001 … stat:DELIVRD err:000 text:…`; names are written in either case.
fn field<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    // What the message said comes last and is no field.
    let said = find(text, "text:").unwrap_or(text.len());
    let fields = text.get(..said)?;
    let at = find(fields, name)?;
    fields.get(at + name.len()..)?.split(' ').next()
}

/// Where a word begins that starts like this.
fn find(text: &str, start: &str) -> Option<usize> {
    let here = |at: &usize| {
        let begins = *at == 0 || text.as_bytes().get(at - 1) == Some(&b' ');
        begins && text.get(*at..at + start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    (0..text.len()).find(here)
}
