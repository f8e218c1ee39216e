//! Ways to sign in beyond the password: which an account has, when they are asked, and what its owner should do.

mod advice;
mod label;
mod recovery;

#[cfg(test)]
mod tests;

use std::time::Duration;

pub use advice::{Advice, advise};
pub use label::{LONGEST_LABEL, label};
pub use recovery::{RECOVERY_CODES, grouped, recovery_code, typed_recovery_code};

/// For how long a browser may not be asked for a second step.
pub const DEVICE_LIFE: Duration = Duration::from_hours(24 * 30);
/// For how long a sign-in waits for its second step.
pub const BEGUN_LIFE: Duration = Duration::from_mins(10);
/// How many passkeys an account may have, and how many apps.
pub const MOST_AUTHENTICATORS: i64 = 10;

/// A way to show more than a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A passkey, whose authenticator makes sure who uses it.
    Passkey,
    /// A code from an app.
    Totp,
    /// A code by text message to the confirmed phone.
    Sms,
    /// A code from the list that was printed.
    Recovery,
}

impl Way {
    /// All, the strongest first.
    pub const ALL: [Self; 4] = [Self::Passkey, Self::Totp, Self::Sms, Self::Recovery];

    /// The word in addresses and records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Totp => "totp",
            Self::Sms => "sms",
            Self::Recovery => "recovery",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// When codes by text message are for an account, as its owner chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextCodes {
    /// Where a second step is asked anyway.
    #[default]
    WhenAsked,
    /// At every sign-in: they are the account's second step.
    Always,
    /// Never, because there is something better.
    Never,
}

impl TextCodes {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WhenAsked, Self::Always, Self::Never];

    /// The word in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WhenAsked => "when_asked",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// What an account has besides its password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// How many passkeys.
    pub passkeys: i64,
    /// How many more of which there may be a copy: they ask for a second step as the others do, and are none, unless there
    /// is nothing else.
    pub doubted: i64,
    /// How many apps that make codes.
    pub totps: i64,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
    /// Whether it has a confirmed phone.
    pub phone: bool,
    /// What its owner chose for codes by text message.
    pub text_codes: TextCodes,
}

impl Held {
    /// Whether it has an authenticator of its own, which is better than a text message.
    pub const fn has_authenticator(&self) -> bool {
        self.passkeys > 0 || self.totps > 0
    }

    /// Whether a password alone does not open it.
    pub fn asks(&self) -> bool {
        self.has_authenticator() || self.doubted > 0 || self.phone && self.text_codes == TextCodes::Always
    }

    /// Whether codes go to the phone. Who turned them off has them again once nothing better is left: a choice of
    /// yesterday must not shut the account.
    pub fn takes_text_codes(&self) -> bool {
        self.phone && !(self.text_codes == TextCodes::Never && self.has_authenticator())
    }

    /// The ways that the owner may choose from, the strongest first.
    pub fn ways(&self) -> Vec<Way> {
        let has = |way: &Way| match way {
            Way::Passkey => self.passkeys > 0,
            Way::Totp => self.totps > 0,
            Way::Sms => self.takes_text_codes(),
            Way::Recovery => self.recovery_codes > 0,
        };
        let ways: Vec<Way> = Way::ALL.into_iter().filter(has).collect();
        // Beside the password it is better than to be shut out.
        if ways.is_empty() && self.doubted > 0 { vec![Way::Passkey] } else { ways }
    }
}

/// What comes after the right password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterPassword {
    /// Nothing: come in.
    Nothing,
    /// One of these.
    SecondStep(Vec<Way>),
}

/// Decides it; `remembered`: the owner said in this browser not to ask for a while.
pub fn after_password(held: &Held, remembered: bool) -> AfterPassword {
    match (held.asks(), remembered) {
        (true, false) => AfterPassword::SecondStep(held.ways()),
        (true, true) | (false, _) => AfterPassword::Nothing,
    }
}
