//! From evidence to a decision, each step with who, how, when and against what (NIST SP 800-63A; ISO/IEC TS 29003).
//!
//! Evidence is *validated*: is it genuine, is it true? The person is *verified*: does it belong to who is here? Then
//! somebody *decides*. A register that knows number, name and birth date validates them and verifies nobody.

use std::collections::BTreeSet;

use onedoor_base::{AccountId, IdentityLevel, Timestamp};
use serde::{Deserialize, Serialize};

use crate::register::{Born, Entry, Sex};

/// Who did a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The person themselves, with nobody watching.
    Person,
    /// An officer.
    Officer(AccountId),
    /// A service or a model, by the name its operator gave it.
    Provider(String),
    /// This site, by its own rules.
    Site,
}

/// Who and when. The method and what it was held against stand with each step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Who.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// What somebody brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A telephone number or mail address.
    Contact,
    /// Number, name and birth date, typed.
    Typed,
    /// The code printed on a card: a claim as typed data are, only quicker.
    CardCode,
    /// The card itself, shown to an officer.
    Card,
    /// The chip of a card, its data read.
    Chip,
    /// A passport or other paper, shown to an officer.
    Paper,
    /// A payment service's or bank's word for who its customer is.
    Vouched,
    /// A qualified electronic signature.
    Signature,
}

/// How evidence was found to be what it claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validated {
    /// A code sent there came back.
    CodeReturned,
    /// The population register has number, name and birth date together.
    RegisterMatch,
    /// The chip's hashes fit its data; who issued it is not known for want of an anchor.
    ChipConsistent,
    /// Its issuer's signature leads to an anchor that the operator trusts.
    ChipIssuer,
    /// And it is no copy: active or chip authentication.
    ChipGenuine,
    /// An officer looked at it.
    Seen,
    /// A service vouches, by a signed answer that names number and name.
    SignedWord,
    /// A service vouches, without naming the person.
    BareWord,
}

/// How somebody was found to be the one whom the evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    /// A face seen remotely, compared with the register's or the chip's.
    RemoteFace,
    /// The same, and a presentation attack was ruled out by whoever tests that, to a level that the operator accepts.
    RemoteFacePad,
    /// Face to face with an officer.
    InPerson,
    /// In person, with fingerprints against the register.
    Fingerprints,
    /// In person at a bank, or by one that knows its customer.
    Bank,
    /// Control of a qualified signature's key.
    SignatureKey,
}

/// One thing that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What.
    pub kind: Kind,
    /// By whom it was taken in, and when.
    pub taken: Act,
}

/// One step that held. What failed is recorded as a failed decision and earns nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// Of which evidence.
    pub of: Kind,
    /// How.
    pub how: Validated,
    /// Against what: the name of a register, an anchor or a template.
    pub against: String,
    /// By whom and when.
    pub act: Act,
}

/// The same for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// How.
    pub how: Verified,
    /// Against what: the register's picture, the chip's, the person's face.
    pub against: String,
    /// What a provider said of presentation attacks, in its own words with its level; kept as told, never made up here.
    pub attack_detection: Option<String>,
    /// By whom and when.
    pub act: Act,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The level that was given; `None`: refused.
    pub given: Option<IdentityLevel>,
    /// Codes of reasons; a refusal has one at least.
    pub reasons: Vec<String>,
    /// By whom and when.
    pub act: Act,
}

/// What was established of a person, besides the number and the name that the account itself has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attributes {
    /// When they were born.
    pub born: Option<Born>,
    /// Their legal sex.
    pub sex: Option<Sex>,
    /// Where they live, on one line.
    pub residence: Option<String>,
}

impl From<&Entry> for Attributes {
    fn from(entry: &Entry) -> Self {
        Self { born: Some(entry.born), sex: entry.sex, residence: entry.residence.clone() }
    }
}

/// All that is known of how a person was proven.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Record {
    /// In the order they came.
    pub evidence: Vec<Evidence>,
    /// In the order they were made.
    pub validations: Vec<Validation>,
    /// In the order they were made.
    pub verifications: Vec<Verification>,
    /// The last one counts.
    pub decisions: Vec<Decision>,
    /// What came to be known by it; older records have none.
    #[serde(default)]
    pub attributes: Attributes,
}

/// One thing that a level may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// This evidence, validated this way.
    Valid(Kind, Validated),
    /// The person, verified this way.
    Person(Verified),
}

impl Record {
    /// What holds. A validation counts only if its evidence was taken in, and not after it was validated; a stronger
    /// step shows the weaker ones too.
    pub fn shown(&self) -> BTreeSet<Shown> {
        let taken = |kind: Kind, at: Timestamp| {
            self.evidence.iter().any(|evidence| evidence.kind == kind && evidence.taken.at <= at)
        };
        let mut shown = BTreeSet::new();
        for validation in self.validations.iter().filter(|step| taken(step.of, step.act.at)) {
            let implied: &[Validated] = match validation.how {
                Validated::ChipGenuine => &[Validated::ChipIssuer, Validated::ChipConsistent],
                Validated::ChipIssuer => &[Validated::ChipConsistent],
                _ => &[],
            };
            for how in implied.iter().chain([&validation.how]) {
                shown.insert(Shown::Valid(validation.of, *how));
            }
        }
        for verification in &self.verifications {
            let implied: &[Verified] = match verification.how {
                Verified::RemoteFacePad => &[Verified::RemoteFace],
                Verified::Fingerprints => &[Verified::InPerson],
                _ => &[],
            };
            // Without a word from whoever tests for attacks there was no such test.
            let told = verification.how != Verified::RemoteFacePad || verification.attack_detection.is_some();
            shown.extend(told.then_some(Shown::Person(verification.how)));
            shown.extend(implied.iter().map(|how| Shown::Person(*how)));
        }
        shown
    }

    /// What was given last, unless it was refused.
    pub fn given(&self) -> Option<IdentityLevel> {
        self.decisions.last().and_then(|decision| decision.given)
    }
}
