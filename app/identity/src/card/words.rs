//! The catalogue keys of whatever a picture or a card can be told about.

use onedoor_card_code::Unreadable;
use onedoor_national_id::card::{Disagrees, Foreign, Unread};

/// Why there is no code in the picture, and what to do.
pub(super) const fn unreadable_key(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "card-picture-empty",
        Unreadable::TooLong | Unreadable::TooLarge => "card-picture-large",
        Unreadable::Heic => "card-picture-heic",
        Unreadable::Kind => "card-picture-kind",
        Unreadable::Damaged => "card-picture-damaged",
        Unreadable::NoCode => "card-picture-no-code",
        Unreadable::Blurred => "card-picture-blurred",
        Unreadable::Several => "card-picture-several",
        Unreadable::Crowded => "card-picture-crowded",
        Unreadable::NotText => "card-foreign-binary",
    }
}

/// Why a code is no card's.
pub(super) const fn unread_key(why: Unread) -> &'static str {
    match why {
        Unread::Empty => "card-code-empty",
        Unread::Fields(_) => "card-code-part",
        Unread::TooLong => "card-foreign-unknown",
        Unread::Foreign(foreign) => foreign_key(foreign),
        Unread::Number
        | Unread::Former
        | Unread::Name
        | Unread::Born
        | Unread::Sex
        | Unread::Residence
        | Unread::Issued => "card-code-field",
    }
}

const fn foreign_key(foreign: Foreign) -> &'static str {
    match foreign {
        Foreign::Health => "card-foreign-health",
        Foreign::Application => "card-foreign-application",
        Foreign::Address => "card-foreign-address",
        Foreign::VisitingCard => "card-foreign-visiting-card",
        Foreign::MachineReadable => "card-foreign-machine-readable",
        Foreign::Payment => "card-foreign-payment",
        Foreign::Network => "card-foreign-network",
        Foreign::Binary => "card-foreign-binary",
        Foreign::Unknown => "card-foreign-unknown",
    }
}

/// What of a card does not agree with its number.
pub(crate) const fn doubt_key(doubt: Disagrees) -> &'static str {
    match doubt {
        Disagrees::Sex => "card-doubt-sex",
        Disagrees::BirthYear => "card-doubt-birth-year",
        Disagrees::Place => "card-doubt-place",
        Disagrees::IssuedTooEarly => "card-doubt-issued-too-early",
        Disagrees::Future => "card-doubt-future",
    }
}

/// All that can be said of a picture, for the test that every one has its words.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    let pictures = Unreadable::ALL.into_iter().map(unreadable_key);
    let foreign = Foreign::ALL.into_iter().map(foreign_key);
    let doubts = Disagrees::ALL.into_iter().map(doubt_key);
    let codes = ["card-code-empty", "card-code-part", "card-code-field"];
    pictures.chain(foreign).chain(doubts).chain(codes).collect()
}

#[cfg(test)]
mod tests {
    use onedoor_base::Language;
    use onedoor_ui::Localizer;

    #[test]
    fn whatever_can_be_said_of_a_picture_has_its_words_in_every_language() {
        for language in Language::ALL {
            let t = Localizer::of(language);
            for key in super::all() {
                assert!(t.has(key), "{key} in {language:?}");
            }
        }
    }
}
