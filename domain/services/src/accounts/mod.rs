//! A portal's own accounts.

mod contact;
mod local_account;
mod number;
mod reset;
mod sign_in;
mod user_name;

pub use contact::{ContactAnswer, ContactKind, ContactStep, ContactTold, hear_contact};
pub use local_account::{AccountState, AccountStep, AccountStepRefused, LocalAccount, Origin};
pub use number::NumberProver;
pub use onedoor_base::{Email, MalformedEmail};
pub use reset::{ResetOutcome, decide_reset};
pub use sign_in::{PasswordCheck, SignInVerdict, decide_sign_in};
pub use user_name::{UserName, UserNameRefused};
