use onedoor_base::{Digest, Timestamp};

/// A kind of contact data that a national identity may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKind {
    /// The owner's name.
    Name,
    /// Their telephone number.
    Phone,
    /// Their mail address.
    Email,
}

impl ContactKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Name, Self::Phone, Self::Email];

    /// The word in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What the owner answered when a value was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactAnswer {
    /// Nothing yet.
    Waiting,
    /// To take it over.
    Kept(Timestamp),
    /// To stay with what is there.
    Declined(Timestamp),
}

/// What an issuer told last of one kind, without the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactTold {
    /// Who told it.
    pub issuer: String,
    /// Keyed fingerprint of the value.
    pub fingerprint: Digest,
    /// What became of it.
    pub answer: ContactAnswer,
}

/// What is to be done with a value that an issuer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactStep {
    /// Nothing: it was answered, or waits for an answer.
    Leave,
    /// The account shows that very value: what waits is old.
    Withdraw,
    /// Offer it. Whatever the account shows stays until its owner says otherwise.
    Offer,
}

/// Decides about a value that an issuer tells at a sign-in. It never replaces anything by itself: the most that
/// comes of it is a question.
pub fn hear_contact(
    told: Option<&ContactTold>,
    issuer: &str,
    fingerprint: Digest,
    shown: bool,
) -> ContactStep {
    match told {
        Some(told) if shown && told.answer == ContactAnswer::Waiting => ContactStep::Withdraw,
        _ if shown => ContactStep::Leave,
        Some(told) if told.issuer == issuer && told.fingerprint == fingerprint => ContactStep::Leave,
        _ => ContactStep::Offer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ESIA: &str = "https://esia.example";

    fn told(value: u8, answer: ContactAnswer) -> ContactTold {
        ContactTold { issuer: ESIA.to_owned(), fingerprint: Digest([value; 32]), answer }
    }

    fn hear(told: Option<&ContactTold>, value: u8, shown: bool) -> ContactStep {
        hear_contact(told, ESIA, Digest([value; 32]), shown)
    }

    #[test]
    fn what_is_new_is_offered_and_what_was_answered_is_not_asked_again() {
        let at = Timestamp::from_seconds(1);
        assert_eq!(hear(None, 1, false), ContactStep::Offer);
        for answer in [ContactAnswer::Waiting, ContactAnswer::Kept(at), ContactAnswer::Declined(at)] {
            assert_eq!(hear(Some(&told(1, answer)), 1, false), ContactStep::Leave);
            // The issuer's value has changed since.
            assert_eq!(hear(Some(&told(1, answer)), 2, false), ContactStep::Offer);
        }
        let other = ContactTold {
            issuer: "https://other.example".to_owned(),
            ..told(1, ContactAnswer::Declined(at))
        };
        assert_eq!(hear(Some(&other), 1, false), ContactStep::Offer);
    }

    #[test]
    fn what_the_account_shows_already_is_not_offered() {
        let at = Timestamp::from_seconds(1);
        assert_eq!(hear(None, 1, true), ContactStep::Leave);
        assert_eq!(hear(Some(&told(2, ContactAnswer::Waiting)), 1, true), ContactStep::Withdraw);
        assert_eq!(hear(Some(&told(2, ContactAnswer::Declined(at))), 1, true), ContactStep::Leave);
    }
}
