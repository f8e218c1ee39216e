use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The content type of a [`Problem`] (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Why something was not done, as JSON (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The status of the answer.
    pub status: u16,
    /// What happened: the member to act on.
    pub code: Code,
    /// The same for whoever reads logs.
    #[serde(default)]
    pub title: String,
    /// For how many seconds to wait before the next try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// With [`Code::Moved`]: where the portal is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal $status:literal;)+) => {
        /// What may happen: the whole list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word in messages.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The status of an answer with this code.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),+ }
            }

            /// What it means, in English.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+)),+ }
            }
        }
    };
}

codes! {
    /// The request cannot be read.
    Malformed = "malformed" 400;
    /// The caller did not prove who it is, or not for this request.
    Unauthenticated = "unauthenticated" 401;
    /// The proof of this request was used before.
    Replayed = "replayed" 401;
    /// The caller may not do this here.
    NotOffered = "not_offered" 403;
    /// There is nothing at this address.
    NotFound = "not_found" 404;
    /// Another link stands under this id.
    EvidenceDiffers = "evidence_differs" 409;
    /// The body is too large.
    TooLarge = "too_large" 413;
    /// User name or password is wrong; which of them is not told.
    WrongCredentials = "wrong_credentials" 422;
    /// Several accounts carry the person's number, or none that was proven: they must sign in there and choose.
    Choose = "choose" 409;
    /// The local account is locked.
    AccountLocked = "account_locked" 409;
    /// The local account is linked with another national account.
    AccountTaken = "account_taken" 409;
    /// The person has a linked account there already, and the portal allows but one.
    PersonHasAnother = "person_has_another" 409;
    /// The number proven in the local account is another person's.
    AnotherPersonsAccount = "another_persons_account" 409;
    /// The link of the person with this account is suspended.
    LinkSuspended = "link_suspended" 409;
    /// A link of the person with this account waits to be confirmed.
    LinkUnconfirmed = "link_unconfirmed" 409;
    /// The proof has made another link, or one that has ended.
    ProofUsed = "proof_used" 409;
    /// The portal wants to be surer of the person.
    RaiseAssurance = "raise_assurance" 403;
    /// The person signed in at the identity too long ago.
    ProveAgain = "prove_again" 403;
    /// The portal does not take this issuer.
    IssuerNotTrusted = "issuer_not_trusted" 403;
    /// The system that calls is suspended at the identity.
    SystemSuspended = "system_suspended" 403;
    /// The system that calls is not run any more, or was merged into another.
    SystemRetired = "system_retired" 403;
    /// The portal is another one now, at another address.
    Moved = "moved" 410;
    /// It was tried too often.
    TooManyRequests = "too_many_requests" 429;
    /// Something is wrong on our side, and may pass.
    Unavailable = "unavailable" 503;
}

impl Code {
    /// From the word in a message.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.word() == word)
    }

    /// The problem that says so.
    pub fn problem(self) -> Problem {
        let title = self.meaning().trim().trim_end_matches('.').to_owned();
        Problem { status: self.status(), code: self, title, retry_after: None, moved_to: None }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        Self::from_word(&word).ok_or_else(|| serde::de::Error::custom("no code of the list"))
    }
}

impl Problem {
    /// As it is sent.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers serialise")
    }
}
