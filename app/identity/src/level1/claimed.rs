//! What an applicant says, between the application and the form of a card.

use onedoor_base::Timestamp;
use onedoor_national_id::card::{Card, Day, Layout};
use onedoor_national_id::{Country, FormerNumber, NationalNumber, parse_claimed};
use onedoor_people::Sex;
use onedoor_proofing::application::Printed;
use onedoor_proofing::evidence::{Act, Evidence, Kind, Record, Validated, Validation, Who};
use onedoor_proofing::register::{Born, Sex as RegisterSex, Sought, Verdict};
use onedoor_site::Visit;

use crate::card::CardTyped;

/// The card of whom an application is about, as far as it says; nothing where it says less than a card does.
pub(super) fn card(said: &Sought, printed: &Printed) -> Option<Card> {
    Some(Card {
        former: said.former.as_deref().and_then(|former| FormerNumber::parse(former).ok()),
        number: number(said)?,
        name: said.name.clone()?,
        born: day(said.born?)?,
        sex: match said.sex? {
            RegisterSex::Female => Sex::Female,
            RegisterSex::Male => Sex::Male,
        },
        residence: printed.residence.clone().unwrap_or_default(),
        issued: printed.issued.and_then(day),
        layout: Layout::Of2021,
        more: Vec::new(),
    })
}

fn day(born: Born) -> Option<Day> {
    Some(Day { year: u16::try_from(born.year).ok()?, month: born.month?, day: born.day? })
}

/// The number that is said.
pub(super) fn number(said: &Sought) -> Option<NationalNumber> {
    parse_claimed(Country::Vietnam, said.number.as_deref()?).ok()
}

/// The form as it stands when somebody puts right what they said. Only what a code said carries its mark.
pub(super) fn typed(visit: &Visit, (said, printed): (&Sought, &Printed), kind: Kind) -> CardTyped {
    let Some(card) = card(said, printed) else {
        let number = number(said).map(|number| number.grouped()).unwrap_or_default();
        return CardTyped { number, name: said.name.clone().unwrap_or_default(), ..CardTyped::default() };
    };
    let typed = CardTyped::of(visit, &card);
    let read = if kind == Kind::CardCode { typed.read.clone() } else { String::new() };
    CardTyped { read, ..typed }
}

/// How the data came that stand in a record.
pub(super) fn kind(record: &Record) -> Kind {
    let of_card = |kind: &Kind| matches!(kind, Kind::CardCode | Kind::Typed);
    record.evidence.iter().rev().map(|evidence| evidence.kind).find(of_card).unwrap_or(Kind::Typed)
}

/// A record after other data were given: what was found about those before says nothing about these.
pub(super) fn given_anew(mut record: Record, kind: Kind, at: Timestamp) -> Record {
    let of_card = |kind: Kind| matches!(kind, Kind::CardCode | Kind::Typed);
    record.evidence.retain(|evidence| !of_card(evidence.kind));
    record.validations.retain(|validation| !of_card(validation.of));
    record.evidence.push(Evidence { kind, taken: Act { by: Who::Person, at } });
    record
}

/// With the phone that a code came back from, if the record has none yet.
pub(super) fn with_phone(mut record: Record, confirmed_at: Timestamp, now: Timestamp) -> Record {
    if record.evidence.iter().any(|evidence| evidence.kind == Kind::Contact) {
        return record;
    }
    let act = |by| Act { by, at: confirmed_at.min(now) };
    record.evidence.insert(0, Evidence { kind: Kind::Contact, taken: act(Who::Person) });
    record.validations.insert(
        0,
        Validation {
            of: Kind::Contact,
            how: Validated::CodeReturned,
            against: "phone".to_owned(),
            act: act(Who::Site),
        },
    );
    record
}

/// With the word of the register on these data: that it knows them together, or no longer that it does.
pub(crate) fn judged(mut record: Record, verdict: &Verdict, now: Timestamp) -> Record {
    let of = kind(&record);
    record.validations.retain(|validation| validation.how != Validated::RegisterMatch);
    if let Verdict::Match(_) = verdict {
        record.validations.push(Validation {
            of,
            how: Validated::RegisterMatch,
            against: "population register".to_owned(),
            act: Act { by: Who::Site, at: now },
        });
    }
    record
}
