//! What every room shares: typed ids, time and randomness as parameters, languages,
//! assurance levels, secrets that do not print, and the audit event.
//!
//! Nothing here reads a clock or a random source: both are passed in ([`Clock`], [`Randomness`]),
//! so that a test can choose the hour and repeat itself.

mod assurance;
mod audit;
mod closing;
mod code;
mod country;
mod email;
mod fold;
mod id;
mod language;
mod password;
mod phone;
mod phone_change;
mod random;
mod secret;
mod session;
mod time;
mod typed;

pub use assurance::{Assurance, AuthenticationLevel, Factor, IdentityLevel};
pub use audit::{Actor, AuditEvent, Subject};
pub use closing::{CLOSING_WAIT, Closing, ClosingState, LOGIN_RESERVED};
pub use code::{CODE_ATTEMPTS, CODE_LIFE, CodeFacts, CodeVerdict, decide_code, random_code};
pub use country::Country;
pub use email::{Email, MalformedEmail};
pub use fold::{fold, fold_but_accents};
pub use id::{
    AbsorptionId, AccountId, AlarmId, ApplicationId, ArrivalId, AuditId, BatchId, BegunSignInId, ClientKey,
    CodeId, ConsentId, ContactId, CorrectionId, DataKeyId, DeviceId, DossierId, EventId, GrantId,
    InteractionId, JobId, LinkId, LinkProofId, LocalAccountId, LookId, MalformedId, MergeId, MessageId,
    PasskeyId, PhoneSignInId, PostalAddressId, ProposalId, RecoveryId, ReferralId, RegisterImportId,
    SessionId, SigninId, SigningKeyId, StaffProposalId, SystemStepId, TotpId,
};
pub use language::Language;
pub use password::{LONGEST_PASSWORD, PasswordRefused, SHORTEST_PASSWORD, check_new_password};
pub use phone::{MalformedPhone, Phone};
pub use phone_change::{
    PHONE_SHUT, PHONE_WAIT, PhoneChangeState, PhoneFacts, PhoneMove, decide_phone_change,
};
pub use random::Randomness;
pub use secret::{Digest, Digesting, Secret, Token};
pub use session::{SESSION_IDLE, SESSION_LIFE, SESSION_TOUCH, Session, SessionEnd, Upstream};
pub use time::{Clock, Timestamp};
pub use typed::{is_unseen, plain_digit, typed_digits};
