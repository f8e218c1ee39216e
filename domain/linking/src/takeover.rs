use crate::Proof;

/// A way into a local account that whoever had it before its owner may know, and that can be kept on hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// The telephone to which a code for a new password is sent.
    Phone,
    /// The password.
    Password,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Phone, Self::Password];

    /// The word in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Password => "password",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// Whether somebody who links an account, and proves its local side like this, has shown that a way into it is
/// theirs. What is not is put on hold until they decide about it (pre-hijacking).
///
/// `told` says whether the issuer has made sure that the very telephone number of the account is the person's.
pub const fn is_proven(way: Way, how: Proof, told: bool) -> bool {
    match (how, way) {
        // An issuer tells of telephones, whatever proved the account.
        (
            Proof::Password
            | Proof::Session
            | Proof::SameNumber
            | Proof::IdentityToken
            | Proof::OtherIdentity
            | Proof::Confirmed,
            Way::Phone,
        ) => told,
        // Nobody was there before; or it was given just now, or not long before, in that very session.
        (Proof::MadeHere, _) | (Proof::Password | Proof::Session, Way::Password) => true,
        (
            Proof::SameNumber | Proof::IdentityToken | Proof::OtherIdentity | Proof::Confirmed,
            Way::Password,
        ) => false,
    }
}

/// Whether another national identity that opens the account is known to be the same person's. One that is not is
/// suspended until they decide about it: whoever linked it may have waited for the owner to come.
///
/// `theirs` is how the account was proven for it, `signed_in` says whether it is the one whose fresh sign-in proved the
/// account now, `told` whether the proven number of the account came with a national identity. That says something of
/// the one that it came with, and of those that were linked by the number; nothing of one that a password or an open
/// session brought.
pub const fn is_other_proven(how: Proof, theirs: Proof, signed_in: bool, told: bool) -> bool {
    match how {
        Proof::MadeHere => true,
        Proof::OtherIdentity => signed_in,
        Proof::Password | Proof::Session | Proof::SameNumber | Proof::IdentityToken | Proof::Confirmed => {
            told && matches!(theirs, Proof::MadeHere | Proof::SameNumber)
        }
    }
}

/// Whether the session in which the account was linked goes on: it does if it proved the account, or if nobody was
/// there before. All others end: there is nothing of a session to keep on hold.
pub const fn session_goes_on(how: Proof) -> bool {
    match how {
        Proof::MadeHere | Proof::Session | Proof::OtherIdentity => true,
        Proof::Password | Proof::SameNumber | Proof::IdentityToken | Proof::Confirmed => false,
    }
}
