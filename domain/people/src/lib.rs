//! Accounts of an identity site: what a person is called there, how they are recognised at the
//! door, and what becomes of a sign-in or a registration.
//!
//! Everything here is decided from what is passed in: no clock, no database, no page.

mod account;
mod by_phone;
mod chosen_name;
mod claim;
mod credentials;
mod draft;
mod identifier;
mod login_name;
mod person_name;
mod personal;
mod phone_change;
mod sign_in;

pub mod factors;
pub mod merging;
pub mod recovery;
pub mod staff;

#[cfg(test)]
mod tests;

pub use account::{Account, AccountState, PersonClaims, SealedNumber};
pub use by_phone::{PHONE_SIGN_IN_LIFE, PhoneAnswer, PhoneSignInState, ThreeNumbers, answered};
pub use claim::{ClaimForm, ClaimProblem, NumberClaim, NumberDoubt, doubt, read_day};
pub use credentials::{Credentials, CredentialsForm, CredentialsProblem, check_change};
pub use draft::{Draft, DraftForm, DraftProblem};
pub use identifier::{Identifier, parse_claimed_number, parse_number};
pub use login_name::{LOGIN_NAME_LONGEST, LOGIN_NAME_SHORTEST, LoginName, MalformedLoginName};
pub use onedoor_base::{CLOSING_WAIT, Closing, ClosingState, LOGIN_RESERVED};
pub use onedoor_base::{
    PHONE_SHUT, PHONE_WAIT, PhoneChangeState, PhoneFacts, PhoneMove, decide_phone_change,
};
pub use onedoor_national_id::{Born, NationalNumber, Refused as NumberRefused, Sex};
pub use person_name::{MalformedName, PERSON_NAME_LONGEST, PersonName};
pub use personal::{
    BirthDate, EMPLOYER_LONGEST, Personal, PersonalForm, PersonalProblem, Proven, check_personal,
    sex_from_word, sex_word,
};
pub use phone_change::phone_is_free;
pub use sign_in::{PasswordFact, SignInFacts, SignInOutcome, decide_sign_in};
