//! What the provider tells of how a person was verified (OpenID Connect for Identity Assurance 1.0): by whose rules, to
//! which level, when, and against what.

use onedoor_base::{Country, IdentityLevel};
use onedoor_oidc::discovery::Verified;
use onedoor_oidc::verified_claims::{Check, Evidence, Request, Verification};
use onedoor_people::PersonClaims;
use onedoor_proofing::evidence::{Act, Attributes, Kind, Record, Validated, Verified as Person};
use onedoor_proofing::profile;
use onedoor_proofing::register::Sex;
use onedoor_site::Site;
use onedoor_storage::{Tx, people};
use serde_json::{Map, Value, json};

use super::ProviderError;

/// The claims that a proofing verifies. Phone and mail address are confirmed by a code, which is no proofing.
const CLAIMS: [&str; 5] = ["name", "national_number", "birthdate", "gender", "address"];
/// The population register, in `record.type`.
const REGISTER: &str = "population_register";
/// The card, in `document_details.type`.
const CARD: &str = "idcard";
/// How a document is checked: looked at in presence; its chip's signatures; the face compared from afar.
const SEEN: &str = "vpip";
const CHIP: &str = "vcrypt";
const FACE: &str = "bvr";

/// What discovery says of it.
pub(super) fn offered(country: Country) -> Verified<'static> {
    Verified {
        trust_frameworks: std::slice::from_ref(&profile::of(country).trust_framework),
        claims: &CLAIMS,
        documents: (&[CARD], &[SEEN, CHIP, FACE]),
        records: &[REGISTER],
    }
}

/// The answer to a request for verified claims; `None` where nothing was verified, or not as it is demanded.
pub(super) async fn answer(
    tx: &mut Tx<'_>,
    site: &Site,
    person: &PersonClaims,
    asked: &Value,
) -> Result<Option<Value>, ProviderError> {
    // It was read when it came; what an older version kept is nothing.
    let Ok(request) = Request::read(asked) else { return Ok(None) };
    let country = site.settings.country;
    // What nobody but the person has said is not verified.
    if person.identity == IdentityLevel::Claimed {
        return Ok(None);
    }
    let Some(level) = profile::of(country).standing(person.identity) else { return Ok(None) };
    let kept = people::proofing(tx, person.id).await?;
    let record = kept.as_ref().map(|kept| kept.open(&site.vault, person.id)).transpose()?;
    let evidence = record.as_ref().map(evidence).unwrap_or_default();
    let known = Verification {
        trust_framework: profile::of(country).trust_framework,
        assurance_level: level.code,
        time: kept.as_ref().map(|kept| kept.decided_at.seconds()),
        process: None,
        evidence: &evidence,
    };
    let mut claims = Map::new();
    claims.insert("name".to_owned(), person.display_name.clone().into());
    if let Some(number) = &person.number {
        let number = people::open_number(&site.vault, person.id, number)?;
        claims.insert("national_number".to_owned(), number.as_str().into());
    }
    claims.extend(record.as_ref().map(|record| attributes(&record.attributes)).unwrap_or_default());
    Ok(request.answer(&known, &claims, site.now().seconds()))
}

/// As claims (OpenID Connect Core section 5.1).
fn attributes(known: &Attributes) -> Map<String, Value> {
    let mut claims = Map::new();
    if let Some(born) = known.born {
        claims.insert("birthdate".to_owned(), born.birthdate().into());
    }
    if let Some(sex) = known.sex {
        let sex = match sex {
            Sex::Female => "female",
            Sex::Male => "male",
        };
        claims.insert("gender".to_owned(), sex.into());
    }
    if let Some(residence) = &known.residence {
        claims.insert("address".to_owned(), json!({ "formatted": residence }));
    }
    claims
}

/// What a record rests on, in the words of the specification. What has none there is left out: it is told to nobody by a
/// word that we made up.
fn evidence(record: &Record) -> Vec<Evidence<'_>> {
    let check = |method, against, act: &Act| Check { method, organization: against, time: act.at.seconds() };
    let mut said: Vec<Evidence<'_>> = Vec::new();
    for step in &record.validations {
        let against = step.against.as_str();
        match (step.of, step.how) {
            (_, Validated::RegisterMatch) => {
                said.push(Evidence::Record { kind: REGISTER, check: check("data", against, &step.act) });
            }
            (Kind::Card | Kind::Paper, Validated::Seen) => {
                said.push(Evidence::Document { kind: CARD, check: check(SEEN, against, &step.act) });
            }
            (Kind::Chip, Validated::ChipIssuer | Validated::ChipGenuine) => {
                said.push(Evidence::Document { kind: CARD, check: check(CHIP, against, &step.act) });
            }
            _ => {}
        }
    }
    for step in &record.verifications {
        if matches!(step.how, Person::RemoteFace | Person::RemoteFacePad) {
            let check = check(FACE, step.against.as_str(), &step.act);
            said.push(Evidence::Document { kind: CARD, check });
        }
    }
    said
}
