//! Requests to put wrong data right, as an officer works on them: what is due first, who it is about only for whoever
//! said that it is not their kin, and every look in the record of the person.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CorrectionId, Subject};
use onedoor_people::staff::Part;
use onedoor_people::{Account, NationalNumber, Proven};
use onedoor_proofing::correction::{Reason, State as Standing, Step};
use onedoor_proofing::register::Born;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, SignedInVisit};
use onedoor_storage::people::{self, Correction};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;

use super::CORRECTIONS;
use super::door::{self, Away, Staff};
use super::pages::{CorrectionPage, CorrectionsPage, DeskNotice, Register};
use crate::corrections::again::{self, Again};
use crate::corrections::apply::{Applied, take_over};
use crate::corrections::{Value, read_paper};
use crate::notices::{self, Notice};
use crate::settings::BornShown;
use crate::{Identity, ProviderError};

/// How many are listed.
const MOST: i64 = 100;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /console/corrections`: what waits, the first due first.
pub(super) async fn queue(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Corrections, None).await?;
    let now = visit.now;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            Ok((people::correction_queue(tx, MOST).await?, people::waiting_corrections(tx, now).await?))
        })
    });
    let (waiting, (count, late)) = read.await?;
    let left = |one: &Correction| visit.site.settings.calendar.left(now, one.due_at);
    let waiting = waiting.into_iter().map(|one| (left(&one), one)).collect();
    Ok(visit.page(&CorrectionsPage {
        notice: DeskNotice::from_word(&news.notice),
        waiting,
        count,
        late,
        now,
    }))
}

/// The request of this address with whose it is, and why this officer may not work on it, if they may not.
async fn found(staff: &Staff, id: &str) -> Result<(Correction, Account, Option<&'static str>), Away> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: CorrectionId = id.parse().map_err(|error| not_found().because(error))?;
    let me = staff.account;
    let read = staff.visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let Some(one) = people::correction(tx, id).await? else { return Ok(None) };
            let kin = people::has_conflict(tx, id, me).await?;
            let account = people::by_id(tx, one.account).await?;
            Ok(account.map(|account| (one, account, kin)))
        })
    });
    let (one, account, kin) = read.await?.ok_or_else(not_found)?;
    let not_yours = if account.id == me {
        Some("console-correction-own")
    } else if kin {
        Some("console-correction-kin")
    } else {
        None
    };
    Ok((one, account, not_yours))
}

/// Whether this officer has taken it, which they did with their word that it is none of their kin.
fn works_on(staff: &Staff, one: &Correction) -> bool {
    one.state == Standing::InWork && one.taken.is_some_and(|(by, _)| by == staff.account)
}

/// What an officer sees of a request: nothing but whose it is before they took it, and nothing at all of their own or
/// of their kin's.
async fn page(
    identity: &Identity,
    staff: &Staff,
    (one, account, not_yours): (Correction, Account, Option<&'static str>),
) -> Result<CorrectionPage, Away> {
    let works = not_yours.is_none() && works_on(staff, &one);
    let name = if not_yours.is_some() { String::new() } else { account.name.as_str().to_owned() };
    let mut page = CorrectionPage {
        notice: None,
        left: staff.visit.site.settings.calendar.left(staff.now(), one.due_at),
        not_yours,
        name,
        register: None,
        wanted: None,
        typed: String::new(),
        chosen: Default::default(),
        words: String::new(),
        now: staff.now(),
        correction: one,
        problems: Problems::new(),
    };
    if !works {
        return Ok(page);
    }
    let vault = &staff.visit.site.vault;
    let said = people::open_said(vault, &page.correction)?;
    let country = identity.profile.country;
    page.wanted = Value::from_stored(page.correction.field, &said.wanted, country);
    page.typed = said.wanted;
    page.words = said.words;
    page.register = Some(stands(staff, &account).await?);
    let event = staff.event("people.correction.looked_at").about(Subject::Person(account.id));
    let event = event.with("correction", page.correction.id.to_string());
    let written = staff.visit.site.store.write::<_, StorageError, _>(move |_| {
        let event = event.clone();
        Box::pin(async move { Ok(Change::Recorded((), vec![event])) })
    });
    written.await?;
    Ok(page)
}

/// The number of an account, and whether it is only what its owner says.
async fn number(staff: &Staff, account: &Account) -> Result<Option<(NationalNumber, bool)>, Away> {
    let (vault, id) = (&staff.visit.site.vault, account.id);
    if let Some(number) = &account.number {
        return Ok(Some((people::open_number(vault, id, number)?, false)));
    }
    let read =
        staff.visit.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { people::claimed_number(tx, id).await })
        });
    let claimed = read.await?.map(|(number, _)| people::open_claim(vault, id, &number)).transpose()?;
    Ok(claimed.map(|number| (number, true)))
}

/// What stands in the account now.
async fn stands(staff: &Staff, account: &Account) -> Result<Register, Away> {
    let id = account.id;
    let read = staff
        .visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::personal_of(tx, id).await }));
    let said = read.await?;
    let number = number(staff, account).await?;
    let proven = number.as_ref().filter(|(_, claimed)| !claimed).map(|(number, _)| number);
    let says = Proven::of(account.identity, proven);
    Ok(Register {
        born: BornShown::of(&said, says),
        sex: says.sex.or(said.sex),
        claimed: proven.is_none(),
        number: number.as_ref().map(|(number, _)| number.grouped()),
    })
}

/// `GET /console/corrections/{correction}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Corrections, None).await?;
    let page = page(&identity, &staff, found(&staff, &id).await?).await?;
    Ok(visit.page(&CorrectionPage { notice: DeskNotice::from_word(&news.notice), ..page }))
}

/// `GET /console/corrections/{correction}/paper`.
pub(super) async fn paper(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Corrections, None).await?;
    let (one, _, not_yours) = found(&staff, &id).await?;
    if not_yours.is_some() || !works_on(&staff, &one) {
        return Err(Refused::kind(ErrorKind::NotFound).because("not theirs to see").into());
    }
    Ok(read_paper(&visit, one.id).await?)
}

#[derive(Deserialize)]
pub(super) struct Declared {
    #[serde(default)]
    kin: String,
}

/// `POST /console/corrections/{correction}/take`: with the word on whether it is of the officer's kin.
pub(super) async fn take(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(declared): Posted<Declared>,
) -> Result<Response, Away> {
    let here = format!("{CORRECTIONS}/{id}");
    let staff = door::open(&identity, &visit, Part::Corrections, Some(&here)).await?;
    let (one, account, not_yours) = found(&staff, &id).await?;
    let kin = match declared.kin.as_str() {
        "no" => false,
        "yes" => true,
        _ => {
            let page = page(&identity, &staff, (one, account, not_yours)).await?;
            let problems = Problems::one(Problem::new("kin", "console-kin-missing"));
            return Ok(visit.page_at(
                &here,
                StatusCode::UNPROCESSABLE_ENTITY,
                &CorrectionPage { problems, ..page },
            ));
        }
    };
    if not_yours.is_some() || !one.state.is_open() || works_on(&staff, &one) {
        return Ok(visit.sends(&here));
    }
    let (id, me, now) = (one.id, staff.account, staff.now());
    let action = if kin { "people.correction.handed_on" } else { "people.correction.taken" };
    let event = staff.event(action).about(Subject::Person(account.id)).with("correction", id.to_string());
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let event = event.clone();
        Box::pin(async move {
            if kin {
                people::declare_conflict(tx, id, me, now).await?;
            } else if !people::take_correction(tx, id, me, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            Ok(Change::Recorded((), vec![event]))
        })
    });
    done.await?;
    Ok(visit.sends(&if kin { format!("{CORRECTIONS}?notice=handed-on") } else { here }))
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    reason: String,
}

/// What an officer decided.
#[derive(Clone)]
enum Decided {
    Corrected(Value),
    Refused(Reason),
}

/// `POST /console/corrections/{correction}/decide`.
pub(super) async fn decide(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let here = format!("{CORRECTIONS}/{id}");
    let staff = door::open(&identity, &visit, Part::Corrections, Some(&here)).await?;
    let (one, account, not_yours) = found(&staff, &id).await?;
    if not_yours.is_some() || !works_on(&staff, &one) {
        return Ok(visit.sends(&format!("{CORRECTIONS}?notice=not-again")));
    }
    let (field, today) = (one.field, crate::settings::today(&visit));
    let decided = match form.verdict.as_str() {
        "corrected" => Value::read(field, &form.value, identity.profile.country, today)
            .map(Decided::Corrected)
            .map_err(|key| Problem::new("value", key)),
        "refused" => Reason::from_word(&form.reason)
            .map(Decided::Refused)
            .ok_or(Problem::new("reason", "console-correction-reason-missing")),
        _ => Err(Problem::new("verdict", "console-verdict-missing")),
    };
    let checked = match decided {
        Ok(Decided::Corrected(value)) => in_register(&staff, &account, value).await?,
        other => other,
    };
    let outcome = match checked {
        Ok(decided) => settle(&identity, &staff, (&one, &account), decided).await?,
        Err(problem) => Outcome::Problem(problem),
    };
    match outcome {
        Outcome::Done(notice) => Ok(visit.sends(&format!("{CORRECTIONS}?notice={notice}"))),
        Outcome::Problem(problem) => {
            let page = page(&identity, &staff, (one, account, None)).await?;
            let (chosen, problems) = ([form.verdict, form.reason], Problems::one(problem));
            let page = CorrectionPage { typed: form.value, chosen, problems, ..page };
            Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// Whether the register has it by now, where the site has one.
async fn in_register(
    staff: &Staff,
    account: &Account,
    value: Value,
) -> Result<Result<Decided, Problem>, Away> {
    let Some((number, _)) = number(staff, account).await? else {
        return Ok(Err(Problem::new("value", "console-correction-register-nobody")));
    };
    let born = born(staff, account).await?;
    let person = again::Person { number: &number, name: &account.name, born };
    let key = match again::look(&staff.visit.site, &person, &value).await {
        Again::Agrees => return Ok(Ok(Decided::Corrected(value))),
        Again::Differs => "console-correction-register-differs",
        Again::Nobody => "console-correction-register-nobody",
        Again::Away => "console-correction-register-away",
    };
    Ok(Err(Problem::new("value", key)))
}

/// The birth date that was established of the person.
async fn born(staff: &Staff, account: &Account) -> Result<Option<Born>, Away> {
    let id = account.id;
    let read = staff
        .visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::proofing(tx, id).await }));
    let record = read.await?.map(|kept| kept.open(&staff.visit.site.vault, id)).transpose()?;
    Ok(record.and_then(|record| record.attributes.born))
}

enum Outcome {
    Done(&'static str),
    Problem(Problem),
}

/// Settles it, takes the value over, tells the owner and the portals: all in one transaction, or nothing.
async fn settle(
    identity: &Identity,
    staff: &Staff,
    (one, account): (&Correction, &Account),
    decided: Decided,
) -> Result<Outcome, Away> {
    let within = Arc::new((identity.clone(), staff.clone(), one.clone(), account.id, decided));
    let write = staff.visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (identity, staff, one, person, decided) = &*within;
            let now = staff.now();
            let (step, reason, notice, action, word) = match decided {
                Decided::Corrected(_) => {
                    (Step::Correct, None, "notice-corrected", "people.correction.corrected", "corrected")
                }
                Decided::Refused(reason) => (
                    Step::Refuse,
                    Some(*reason),
                    "notice-correction-refused",
                    "people.correction.refused",
                    "refused",
                ),
            };
            let again = Ok(Change::Unrecorded(Outcome::Done("not-again")));
            let Some(account) = people::by_id(tx, *person).await? else { return again };
            // A colleague may have taken it over meanwhile.
            let Some(found) = people::correction(tx, one.id).await?.filter(|found| works_on(staff, found))
            else {
                return again;
            };
            let stands = found.state;
            let Ok(after) = stands.after(step) else { return again };
            let mut told = Vec::new();
            if let Decided::Corrected(value) = decided {
                match take_over(tx, &identity.site, &account, value, now).await? {
                    Applied::Done(clients) => told = clients,
                    Applied::NumberTaken => {
                        let taken = Problem::new("value", "console-correction-number-taken");
                        return Ok(Change::Unrecorded(Outcome::Problem(taken)));
                    }
                }
            }
            people::settle_correction(tx, one.id, (stands, after), (Some(staff.account), reason), now)
                .await?;
            notices::tell(tx, identity, *person, &Notice::of(notice), now).await?;
            let event = staff
                .event(action)
                .about(Subject::Person(*person))
                .with("correction", one.id.to_string())
                .with("field", one.field.word())
                .with("reason", reason.map(Reason::word))
                .with("told", told.join(" "));
            Ok(Change::Recorded(Outcome::Done(word), vec![event]))
        })
    });
    Ok(write.await?)
}
