//! The words of the protocol, and the values of the domain that they mean.

use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, Timestamp};
use onedoor_linking::{Evidence, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Report, Standing};
use onedoor_linking_protocol as said;

/// How a report is said.
pub fn report(report: &Report) -> said::Report {
    said::Report { part: part(report.part), heard: part(report.heard) }
}

fn part(part: Part) -> said::Part {
    said::Part {
        number: part.number,
        standing: part.standing.word().to_owned(),
        at: part.standing.at().map(Timestamp::millis),
        why: part.standing.why().map(|why| why.word().to_owned()),
    }
}

/// The report that was said; `None` if it is none.
pub fn read_report(said: &said::Report) -> Option<Report> {
    Some(Report { part: read_part(&said.part)?, heard: read_part(&said.heard)? })
}

fn read_part(said: &said::Part) -> Option<Part> {
    let why = match &said.why {
        Some(word) => Some(Reason::from_word(word)?),
        None => None,
    };
    let standing = Standing::from_words(&said.standing, said.at.and_then(hour), why)?;
    // What was never changed has proven nothing.
    let fits = said.number > 0 || standing == Standing::Unknown;
    fits.then_some(Part { number: said.number, standing })
}

/// No hour of theirs is before 1970 or so far ahead that reckoning with it overflows.
fn hour(millis: i64) -> Option<Timestamp> {
    (0..=1 << 45).contains(&millis).then(|| Timestamp::from_millis(millis))
}

/// What a link is about, beside its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The identity's name for the person.
    pub subject: String,
    /// The portal's key for itself.
    pub system: String,
    /// Its name for the account.
    pub account: String,
    /// What it calls the account to its owner.
    pub label: String,
    /// The identity's name for the proof.
    pub proof: String,
}

/// How evidence is said.
pub fn evidence(about: About, evidence: &Evidence) -> said::Evidence {
    let Evidence { national, local, assurance, made_by } = *evidence;
    let About { subject, system, account, label, proof } = about;
    said::Evidence {
        subject,
        system,
        account,
        label,
        proof,
        national: said::National {
            at: national.at.millis(),
            acr: national.assurance.identity.acr().to_owned(),
            authentication: national.assurance.authentication.rank(),
        },
        local: said::Local { how: local.how.word().to_owned(), at: local.at.millis() },
        assurance: assurance.acr().to_owned(),
        made_by: made_by.word().to_owned(),
    }
}

/// The longest name of anything, in bytes, and the longest label, in characters.
const LONGEST: usize = 255;
const LONGEST_LABEL: usize = 300;

/// The evidence that was said; `None` if it is none.
pub fn read_evidence(said: &said::Evidence) -> Option<(About, Evidence)> {
    let names = [&said.subject, &said.system, &said.account, &said.proof];
    let fits = |name: &&String| (1..=LONGEST).contains(&name.len()) && !name.chars().any(char::is_control);
    if !names.iter().all(fits) {
        return None;
    }
    let about = About {
        subject: said.subject.clone(),
        system: said.system.clone(),
        account: said.account.clone(),
        label: said.label.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect(),
        proof: said.proof.clone(),
    };
    let evidence = Evidence {
        national: NationalEvidence {
            at: hour(said.national.at)?,
            assurance: Assurance {
                identity: IdentityLevel::from_acr(&said.national.acr)?,
                authentication: AuthenticationLevel::from_rank(said.national.authentication)?,
            },
        },
        local: Proven { how: Proof::from_word(&said.local.how)?, at: hour(said.local.at)? },
        assurance: IdentityLevel::from_acr(&said.assurance)?,
        made_by: MadeBy::from_word(&said.made_by)?,
    };
    Some((about, evidence))
}
