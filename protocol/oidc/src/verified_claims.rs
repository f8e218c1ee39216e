//! Claims with how they were verified (OpenID Connect for Identity Assurance 1.0): what a relying party asked for, and
//! the answer, which says nothing that was not asked.
//!
//! Whoever calls knows what the person consented to and leaves out of `claims` what they did not.

use serde_json::{Map, Value, json};

/// How a person was verified, in plain values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verification<'a> {
    /// By whose rules (section 5.4.2).
    pub trust_framework: &'a str,
    /// The level by that framework's own name.
    pub assurance_level: &'a str,
    /// When it was decided, unix seconds, if it is known.
    pub time: Option<i64>,
    /// The number of the process at the provider, for questions.
    pub process: Option<&'a str>,
    /// What it rests on.
    pub evidence: &'a [Evidence<'a>],
}

/// One piece of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence<'a> {
    /// A register's record was compared.
    Record {
        /// What kind of record: `population_register`.
        kind: &'a str,
        /// How it was checked.
        check: Check<'a>,
    },
    /// A document was shown or read.
    Document {
        /// What kind of document: `idcard`.
        kind: &'a str,
        /// How it was checked.
        check: Check<'a>,
    },
}

/// One check (`check_details`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check<'a> {
    /// `data`, `vpip`, `vpir`, `vcrypt`, `bvr`, … as registered.
    pub method: &'a str,
    /// Who checked.
    pub organization: &'a str,
    /// When, unix seconds.
    pub time: i64,
}

/// Why a request is refused (section 6): the whole authorization request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Not an object, nor a list of objects.
    #[error("verified_claims is neither an object nor a list of objects")]
    Shape,
    /// No `verification`, no `trust_framework` in it, or no `claims`.
    #[error("verified_claims lacks a member that it must have")]
    Missing,
    /// More requests than anybody needs.
    #[error("too many requests in verified_claims")]
    TooMany,
}

/// More alternatives than this are not read.
const MOST: usize = 10;
/// What may be asked for in `verification`.
const MEMBERS: [&str; 5] = ["trust_framework", "assurance_level", "time", "verification_process", "evidence"];

/// What is asked for, by one of the members `userinfo` or `id_token` of the parameter `claims`: alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct Request(Vec<One>);

#[derive(Debug, Clone, PartialEq)]
struct One {
    verification: Map<String, Value>,
    claims: Map<String, Value>,
}

impl Request {
    /// Reads the member `verified_claims`.
    pub fn read(value: &Value) -> Result<Self, Malformed> {
        let all = match value {
            Value::Array(all) if all.len() > MOST => return Err(Malformed::TooMany),
            Value::Array(all) if !all.is_empty() => all.iter().collect(),
            Value::Object(_) => vec![value],
            _ => return Err(Malformed::Shape),
        };
        all.into_iter().map(One::read).collect::<Result<_, _>>().map(Self)
    }

    /// The answer at `now` (unix seconds): the first alternative that this verification fulfils. `claims` are those that
    /// were verified and consented to. `None`: the whole element is left out, as section 6.5 demands when something that
    /// was demanded is not so.
    pub fn answer(&self, known: &Verification<'_>, claims: &Map<String, Value>, now: i64) -> Option<Value> {
        self.0.iter().find_map(|one| one.answer(known, claims, now))
    }
}

impl One {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let one = value.as_object().ok_or(Malformed::Shape)?;
        let member = |name: &str| one.get(name).and_then(Value::as_object).ok_or(Malformed::Missing);
        let (verification, claims) = (member("verification")?, member("claims")?);
        // Without it nobody could know by whose rules; and a request for no claim is one for nothing.
        if !verification.contains_key("trust_framework") || claims.is_empty() {
            return Err(Malformed::Missing);
        }
        Ok(Self { verification: verification.clone(), claims: claims.clone() })
    }

    fn answer(&self, known: &Verification<'_>, claims: &Map<String, Value>, now: i64) -> Option<Value> {
        // Something is demanded that we do not say: then it is not fulfilled.
        let demanded = |(name, how): (&String, &Value)| !MEMBERS.contains(&name.as_str()) && demands(how);
        if self.verification.iter().any(demanded) {
            return None;
        }
        let mut verification = Map::new();
        for name in MEMBERS {
            let Some(how) = self.verification.get(name) else { continue };
            let Some(value) = known.member(name) else {
                if demands(how) {
                    return None;
                }
                continue;
            };
            let fits = match name {
                "time" => known.time.is_some_and(|time| young(how, time, now)),
                "evidence" => evidence_fits(how, &value),
                _ => fits(how, &value),
            };
            if !fits {
                return None;
            }
            verification.insert(name.to_owned(), value);
        }
        let mut told = Map::new();
        for (name, how) in &self.claims {
            match claims.get(name).filter(|value| !value.is_null()) {
                Some(value) if fits(how, value) => {
                    told.insert(name.clone(), value.clone());
                }
                // One that has another value than the one demanded leaves out everything.
                Some(_) => return None,
                None => {}
            }
        }
        // The framework is always said; an element without claims is never.
        (!told.is_empty()).then(|| json!({ "verification": verification, "claims": told }))
    }
}

/// Whether a member is asked for with a value, or as essential: then it must be there.
fn demands(how: &Value) -> bool {
    how.get("value").is_some()
        || how.get("values").is_some()
        || how.get("essential").and_then(Value::as_bool) == Some(true)
}

/// Whether a value is one of those that are of use; `null` and an empty object want any.
fn fits(how: &Value, value: &Value) -> bool {
    let one = how.get("value").is_none_or(|wanted| wanted == value);
    let several =
        how.get("values").is_none_or(|wanted| wanted.as_array().is_some_and(|all| all.contains(value)));
    one && several
}

/// `max_age`: how many seconds ago at most.
fn young(how: &Value, time: i64, now: i64) -> bool {
    match how.get("max_age") {
        None => true,
        Some(most) => most.as_i64().is_some_and(|most| most >= 0 && now.saturating_sub(time) <= most),
    }
}

/// A list of kinds, any of which will do.
fn evidence_fits(how: &Value, known: &Value) -> bool {
    let Some(wanted) = how.as_array() else { return how.is_null() };
    let kinds: Vec<&Value> =
        known.as_array().into_iter().flatten().filter_map(|one| one.get("type")).collect();
    wanted.iter().any(|one| one.get("type").is_none_or(|how| kinds.iter().any(|kind| fits(how, kind))))
}

impl Verification<'_> {
    fn member(&self, name: &str) -> Option<Value> {
        match name {
            "trust_framework" => Some(self.trust_framework.into()),
            "assurance_level" => Some(self.assurance_level.into()),
            "time" => self.time.map(|time| moment(time).into()),
            "verification_process" => self.process.map(Value::from),
            "evidence" if !self.evidence.is_empty() => {
                Some(self.evidence.iter().map(Evidence::said).collect::<Vec<_>>().into())
            }
            _ => None,
        }
    }
}

impl Evidence<'_> {
    fn said(&self) -> Value {
        match self {
            Self::Record { kind, check } => json!({
                "type": "electronic_record", "check_details": [check.said()], "record": { "type": kind },
            }),
            Self::Document { kind, check } => json!({
                "type": "document", "check_details": [check.said()], "document_details": { "type": kind },
            }),
        }
    }
}

impl Check<'_> {
    fn said(&self) -> Value {
        json!({ "check_method": self.method, "organization": self.organization, "time": moment(self.time) })
    }
}

/// Unix seconds as RFC 3339 writes them, in UTC.
fn moment(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    // Years that begin in March, in eras of 400: the day put in comes last.
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let years = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * years + years / 4 - years / 100);
    let march = (5 * in_year + 2) / 153;
    let of_month = in_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = years + 400 * era + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:{second:02}Z")
}
