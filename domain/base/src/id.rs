//! One id type for each kind of thing, in one registry.
//!
//! An id is a UUID version 7 (RFC 9562 section 5.7): sixteen bytes that sort by time of creation.
//! Written out it carries its kind: `acct_0197f3c2-…`; an id of another kind does not parse.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{Randomness, Timestamp};

/// The text is not an id of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the kind \"{kind}\"")]
pub struct MalformedId {
    /// The prefix that was expected.
    pub kind: &'static str,
}

macro_rules! id_kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $prefix:literal;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Uuid);

        impl $name {
            /// The kind, as it stands before the underscore when written out.
            pub const KIND: &'static str = $prefix;

            /// A new id, made at `now`.
            pub fn new(now: Timestamp, random: &dyn Randomness) -> Self {
                let mut tail = [0; 10];
                random.fill(&mut tail);
                Self(uuid::Builder::from_unix_timestamp_millis(now.millis().unsigned_abs(), &tail).into_uuid())
            }

            /// The sixteen bytes under which the database holds it.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the sixteen bytes of the database.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(|rest| Uuid::try_parse(rest).ok())
                    .map(Self)
                    .ok_or(MalformedId { kind: $prefix })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

id_kinds! {
    /// A person's account at an identity site.
    AccountId = "acct";
    /// A signed-in browser, at an identity site or at a portal.
    SessionId = "sess";
    /// A phone number or mail address of an account.
    ContactId = "cont";
    /// A postal address of an account.
    PostalAddressId = "addr";
    /// A one-time code that was sent.
    CodeId = "code";
    /// An app that makes codes for an account.
    TotpId = "totp";
    /// A passkey of an account.
    PasskeyId = "pkey";
    /// A browser that is not asked for a second step for a while.
    DeviceId = "devc";
    /// A sign-in that waits for its second step.
    BegunSignInId = "begn";
    /// An attempt to get back into an account without its password.
    RecoveryId = "rcvy";
    /// A merge of two accounts of one person.
    MergeId = "merg";
    /// A sign-in at a computer that waits for a phone.
    PhoneSignInId = "phsi";
    /// A relying party's registration at the provider.
    ClientKey = "clnt";
    /// One visit of a person to the authorization endpoint, until it is answered.
    InteractionId = "intr";
    /// A step in the life of a system.
    SystemStepId = "step";
    /// A portal that was taken into another.
    AbsorptionId = "absp";
    /// What a person allowed a client, remembered.
    ConsentId = "cons";
    /// The tokens that hang on one authorization.
    GrantId = "grnt";
    /// A key that signs tokens.
    SigningKeyId = "skey";
    /// A local account of a portal.
    LocalAccountId = "local";
    /// A portal's sign-in at an identity provider, from the redirect to the answer.
    SigninId = "sgin";
    /// The proven national side of a link, waiting for the local side.
    ProposalId = "prop";
    /// A link between a national identity and a local account.
    LinkId = "link";
    /// What an identity asks a portal for a link with.
    LinkProofId = "lprf";
    /// What an identity tells a portal of a person.
    EventId = "evnt";
    /// A file of links that a portal prepares.
    BatchId = "btch";
    /// A file that a copy of a population register is filled from.
    RegisterImportId = "rimp";
    /// An application that a person submitted.
    DossierId = "doss";
    /// Somebody whom a national portal sent on to a province's, at the national portal.
    ReferralId = "refr";
    /// The same at the province's portal.
    ArrivalId = "arvl";
    /// A text message or mail to be sent.
    MessageId = "mesg";
    /// Something that an operator must look at.
    AlarmId = "alrm";
    /// Work to be done later, by any node.
    JobId = "job";
    /// A key that seals values in the database.
    DataKeyId = "dkey";
    /// A record of the audit trail.
    AuditId = "audt";
    /// Somebody of the staff looks at an account, for a reason.
    LookId = "look";
    /// What somebody of the staff wants done that takes two.
    StaffProposalId = "sprp";
    /// A person's request to put wrong data right.
    CorrectionId = "corr";
    /// An application for level 1.
    ApplicationId = "appl";
}
