//! How sure we are, on two axes that are never mixed: who somebody is (proofing) and that it is
//! they who sit there now (authentication).

use serde::{Deserialize, Serialize};

/// How well it was proven who the person is.
///
/// Country profiles give these their own names (VNeID mức 1 and 2, 初级/中级/高级,
/// упрощённая/стандартная/подтверждённая); the order is what all share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IdentityLevel {
    /// The person says so; at most a phone number was confirmed.
    Claimed,
    /// Data matched a register (eIDAS low).
    Basic,
    /// Document or chip and the person's face, remotely or in person (eIDAS substantial).
    Substantial,
    /// In person, with biometrics against the register (eIDAS high).
    High,
}

/// How well the session's owner was authenticated (NIST SP 800-63B AAL).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthenticationLevel {
    /// One factor.
    One,
    /// Two factors.
    Two,
    /// Two factors, one of them a hardware key that resists phishing.
    Three,
}

/// What the person showed in order to sign in (RFC 8176 authentication method references).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Factor {
    /// A password: `pwd`.
    Pwd,
    /// A code by text message: `sms`.
    Sms,
    /// A code from an app, or one of a list that was printed: `otp`.
    Otp,
    /// A key that stays in its authenticator: `hwk`.
    Hwk,
    /// A key that its owner's devices share: `swk`.
    Swk,
    /// The authenticator made sure who uses the key, by a finger, a face or a code of its own: `mfa`.
    Mfa,
    /// Digits that count on one device only: `pin`.
    Pin,
}

impl Factor {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Pwd, Self::Sms, Self::Otp, Self::Hwk, Self::Swk, Self::Mfa, Self::Pin];

    /// The value in the `amr` claim.
    pub const fn amr(self) -> &'static str {
        match self {
            Self::Pwd => "pwd",
            Self::Sms => "sms",
            Self::Otp => "otp",
            Self::Hwk => "hwk",
            Self::Swk => "swk",
            Self::Mfa => "mfa",
            Self::Pin => "pin",
        }
    }

    /// From the value of the `amr` claim.
    pub fn from_amr(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.amr() == value)
    }
}

/// Both axes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Assurance {
    /// Who the person is.
    pub identity: IdentityLevel,
    /// That it is they.
    pub authentication: AuthenticationLevel,
}

impl Assurance {
    /// Those that our identities can reach and that have a name of their own, lowest first: every level of
    /// identity, and each of them with two factors.
    pub const ALL: [Self; 8] = {
        use AuthenticationLevel::{One, Two};
        use IdentityLevel::{Basic, Claimed, High, Substantial};
        [
            Self { identity: Claimed, authentication: One },
            Self { identity: Claimed, authentication: Two },
            Self { identity: Basic, authentication: One },
            Self { identity: Basic, authentication: Two },
            Self { identity: Substantial, authentication: One },
            Self { identity: Substantial, authentication: Two },
            Self { identity: High, authentication: One },
            Self { identity: High, authentication: Two },
        ]
    };

    /// The `acr` value for both axes: the level of identity alone says nothing of factors.
    pub const fn acr(self) -> &'static str {
        use AuthenticationLevel::{One, Three, Two};
        use IdentityLevel::{Basic, Claimed, High, Substantial};
        match (self.identity, self.authentication) {
            (identity, One) => identity.acr(),
            (Claimed, Two) => "urn:onedoor:loa:0:aal:2",
            (Basic, Two) => "urn:onedoor:loa:1:aal:2",
            (Substantial, Two) => "urn:onedoor:loa:2:aal:2",
            (High, Two) => "urn:onedoor:loa:3:aal:2",
            (Claimed, Three) => "urn:onedoor:loa:0:aal:3",
            (Basic, Three) => "urn:onedoor:loa:1:aal:3",
            (Substantial, Three) => "urn:onedoor:loa:2:aal:3",
            (High, Three) => "urn:onedoor:loa:3:aal:3",
        }
    }

    /// From an `acr` value of ours.
    pub fn from_acr(acr: &str) -> Option<Self> {
        let all = IdentityLevel::ALL.into_iter().flat_map(|identity| {
            AuthenticationLevel::ALL.into_iter().map(move |authentication| Self { identity, authentication })
        });
        all.into_iter().find(|assurance| assurance.acr() == acr)
    }
}

impl AuthenticationLevel {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// What the shown factors make: two of different kinds make the second level. A key whose authenticator made sure
    /// who uses it is both at once. The third would want to know of which make the authenticator is.
    pub fn of(factors: &[Factor]) -> Self {
        let has = |one: &[Factor]| one.iter().any(|factor| factors.contains(factor));
        let key = [Factor::Hwk, Factor::Swk];
        let had = has(&[Factor::Sms, Factor::Otp]) || has(&key);
        let two = has(&[Factor::Pwd]) && had || has(&key) && has(&[Factor::Mfa, Factor::Pin]);
        if two { Self::Two } else { Self::One }
    }

    /// What the values of an `amr` claim make; a value that we have no name for makes nothing.
    pub fn of_amr<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of(&values.into_iter().filter_map(Factor::from_amr).collect::<Vec<_>>())
    }

    /// The number under which the database holds it: that of the level (AAL1 is 1).
    pub const fn rank(self) -> i64 {
        self as i64 + 1
    }

    /// From the number in the database.
    pub fn from_rank(rank: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.rank() == rank)
    }
}

impl IdentityLevel {
    /// All, lowest first.
    pub const ALL: [Self; 4] = [Self::Claimed, Self::Basic, Self::Substantial, Self::High];

    /// The `acr` value of this level, before a profile gives it a name of its own.
    pub const fn acr(self) -> &'static str {
        match self {
            Self::Claimed => "urn:onedoor:loa:0",
            Self::Basic => "urn:onedoor:loa:1",
            Self::Substantial => "urn:onedoor:loa:2",
            Self::High => "urn:onedoor:loa:3",
        }
    }

    /// From an `acr` value of ours.
    pub fn from_acr(acr: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.acr() == acr)
    }

    /// The number under which the database holds it.
    pub const fn rank(self) -> i64 {
        self as i64
    }

    /// From the number in the database.
    pub fn from_rank(rank: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.rank() == rank)
    }
}
