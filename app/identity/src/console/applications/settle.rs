//! What a decision does: the state, the record of evidence, the notice to the applicant, and whoever else gives the
//! same number. All in one transaction, or nothing.

use onedoor_base::{ApplicationId, AuditEvent, IdentityLevel, Timestamp};
use onedoor_proofing::age::{self, Applies};
use onedoor_proofing::application::{By, Reason, State, Step};
use onedoor_proofing::evidence::{
    Act, Decision, Kind, Record, Validated, Validation, Verification, Verified, Who,
};
use onedoor_proofing::face::Word;
use onedoor_proofing::register::Verdict;
use onedoor_storage::proofing::{self, Application, Doing, Proposed, Stepped};
use onedoor_storage::{Change, StorageError, Tx, VaultError, people};
use onedoor_ui::{Localizer, Problem};

use super::super::door::Staff;
use super::event;
use crate::ProviderError;
use crate::level1::{SecondOfficer, bears, speaks_against};
use crate::notices::{self, Notice};

/// What the face and the register's entry were held against: what an officer had before them.
const AGAINST: &str = "register, by an officer";

/// What an officer decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decided {
    pub(super) step: Step,
    pub(super) reason: Option<Reason>,
    /// Whether the officer says to have found the person in the register themselves.
    pub(super) checked: bool,
    /// How many steps had been done when the officer looked.
    pub(super) acts: usize,
    /// Which of the register's answers the officer had.
    pub(super) answer: i64,
}

/// What came of it.
pub(super) enum Outcome {
    /// A word for the queue's notice.
    Done(&'static str),
    /// Something happened since the officer looked.
    Changed,
    Problem(Problem),
}

/// Whether the register has the very person who is said.
fn agrees(verdict: Option<&Verdict>) -> bool {
    matches!(verdict, Some(Verdict::Match(_)))
}

/// Whether a second officer has to agree before it is approved.
pub(super) fn needs_second(
    policy: SecondOfficer,
    verdict: Option<&Verdict>,
    face: Option<&FaceSaid>,
) -> bool {
    match policy {
        SecondOfficer::Never => false,
        SecondOfficer::Differs => {
            !agrees(verdict) || face.is_some_and(|face| speaks_against(face.word.verdict))
        }
        SecondOfficer::Always => true,
    }
}

/// Who applies for the person, if they are a child, and how old they are.
pub(super) fn child(
    staff: &Staff,
    one: &Application,
    verdict: Option<&Verdict>,
) -> Result<Option<(Applies, i32)>, VaultError> {
    let site = &staff.visit.site;
    let said = one.sealed.claimed(&site.vault, one.id)?;
    let Some(born) = said.and_then(|said| age::born(&said, verdict)) else { return Ok(None) };
    let today = site.settings.calendar.day_at(staff.now());
    let who = age::applies(born, today);
    Ok((who != Applies::Alone).then(|| (who, age::age(born, today).unwrap_or_default())))
}

/// Whether there is a face to compare: every picture that was asked for.
async fn has_pictures(tx: &mut Tx<'_>, id: ApplicationId) -> Result<bool, StorageError> {
    let frames = proofing::frames(tx, id).await?;
    let there = |place: i64| frames.iter().any(|frame| frame.position == place);
    Ok(match proofing::challenge(tx, id).await? {
        Some(challenge) => challenge.shots().all(|(place, _)| there(place)),
        None => there(1),
    })
}

/// What a provider or a model said of the pictures.
#[derive(Debug, Clone)]
pub(in crate::console) struct FaceSaid {
    pub(in crate::console) word: Word,
    pub(in crate::console) at: Timestamp,
}

/// Reads it.
pub(super) async fn face_said(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: ApplicationId,
) -> Result<Option<FaceSaid>, ProviderError> {
    let Some(row) = proofing::face_word(tx, id).await? else { return Ok(None) };
    let word = proofing::open_face_word(&staff.visit.site.vault, id, &row)?;
    Ok(Some(FaceSaid { word, at: row.told_at }))
}

/// Why nobody may be approved with the number of this application: another application has it, or another account was
/// proven to have it.
pub(super) async fn taken(
    tx: &mut Tx<'_>,
    staff: &Staff,
    one: &Application,
) -> Result<Option<&'static str>, ProviderError> {
    let Some(number) = one.number else { return Ok(None) };
    if proofing::is_given(tx, (number, one.id), staff.now()).await? {
        return Ok(Some("applications-number-given"));
    }
    let owner = people::by_number(tx, number).await?;
    Ok(owner.filter(|owner| owner.id != one.account).map(|_| "applications-number-proven"))
}

pub(super) async fn settle(
    tx: &mut Tx<'_>,
    staff: &Staff,
    policy: SecondOfficer,
    id: ApplicationId,
    decided: Decided,
) -> Result<Change<Outcome>, ProviderError> {
    let Some(one) = proofing::application(tx, id).await? else {
        return Ok(Change::Unrecorded(Outcome::Done("not-again")));
    };
    if !matches!(one.state.at(staff.now()), State::InReview { .. }) {
        return Ok(Change::Unrecorded(Outcome::Done("not-again")));
    }
    let answer = proofing::last_answer(tx, id).await?;
    if proofing::acts(tx, id).await?.len() != decided.acts || answer != decided.answer {
        return Ok(Change::Unrecorded(Outcome::Changed));
    }
    match decided.step {
        Step::Approve => approve(tx, staff, policy, &one, decided).await,
        step => Ok(match turn_down(tx, staff, &one, (step, decided.reason)).await? {
            Some((word, event)) => Change::Recorded(Outcome::Done(word), vec![event]),
            None => Change::Unrecorded(Outcome::Done("not-again")),
        }),
    }
}

async fn approve(
    tx: &mut Tx<'_>,
    staff: &Staff,
    policy: SecondOfficer,
    one: &Application,
    decided: Decided,
) -> Result<Change<Outcome>, ProviderError> {
    let (vault, now, me) = (&staff.visit.site.vault, staff.now(), staff.account);
    let verdict = one.sealed.verdict(vault, one.id)?;
    let problem = |field, key| Ok(Change::Unrecorded(Outcome::Problem(Problem::new(field, key))));
    if child(staff, one, verdict.as_ref())?.is_some() {
        return problem("verdict", "applications-child-not");
    }
    if !agrees(verdict.as_ref()) && !decided.checked {
        return problem("checked", "applications-checked-missing");
    }
    if let Some(why) = taken(tx, staff, one).await? {
        return problem("verdict", why);
    }
    if !has_pictures(tx, one.id).await? {
        return problem("verdict", "applications-pictures-gone");
    }
    let first = proofing::proposed_approval(tx, one.id).await?;
    let face = face_said(tx, staff, one.id).await?;
    if needs_second(policy, verdict.as_ref(), face.as_ref()) {
        match first {
            None => {
                proofing::propose_approval(tx, (one.id, one.account), me, now).await?;
                let event = event(staff, "people.application.proposed", one);
                return Ok(Change::Recorded(Outcome::Done("proposed"), vec![event]));
            }
            Some(first) if first.by == me => return problem("verdict", "applications-second-other"),
            Some(_) => {}
        }
    }
    let record = one.sealed.record(vault, one.id)?.unwrap_or_default();
    let first = first.filter(|first| first.by != me);
    let record = compared(record, staff, face.as_ref());
    let record = proven(record, staff, first, !agrees(verdict.as_ref()));
    // Whoever decides gives no more than the evidence bears.
    if !bears(staff.identity.profile, &record) {
        return problem("verdict", "applications-evidence-missing");
    }
    if !step(tx, staff, one, (Step::Approve, None)).await? {
        return Ok(Change::Unrecorded(Outcome::Done("not-again")));
    }
    proofing::keep_record(tx, vault, one.id, &record, now).await?;
    let notice = Notice::of("notice-application-approved").then("notice-then-activate");
    notices::tell(tx, &staff.identity, one.account, &notice, now).await?;
    let mut events = vec![event(staff, "people.application.approved", one)];
    let others = match one.number {
        Some(number) => proofing::in_review_with(tx, number, one.id).await?,
        None => Vec::new(),
    };
    for other in others {
        let disputed = (Step::AskForData, Some(Reason::NumberDisputed));
        events.extend(turn_down(tx, staff, &other, disputed).await?.map(|(_, event)| event));
    }
    Ok(Change::Recorded(Outcome::Done("approved"), events))
}

/// The record with what a provider said, as far as it is worth anything.
fn compared(mut record: Record, staff: &Staff, face: Option<&FaceSaid>) -> Record {
    let faces = staff.identity.faces.as_ref();
    let shown = faces.zip(face).and_then(|(faces, said)| faces.shows(&said.word, said.at));
    record.verifications.extend(shown);
    record
}

/// The record with what the officers did: the face compared, by both if there were two; the entry found by an officer,
/// where the register's own word did not do; and the level.
fn proven(mut record: Record, staff: &Staff, first: Option<Proposed>, checked: bool) -> Record {
    let mine = Act { by: Who::Officer(staff.account), at: staff.now() };
    if checked {
        let card = record.evidence.iter().any(|evidence| evidence.kind == Kind::CardCode);
        record.validations.push(Validation {
            of: if card { Kind::CardCode } else { Kind::Typed },
            how: Validated::RegisterMatch,
            against: AGAINST.to_owned(),
            act: mine.clone(),
        });
    }
    let first = first.map(|first| Act { by: Who::Officer(first.by), at: first.at });
    for act in first.into_iter().chain([mine.clone()]) {
        record.verifications.push(Verification {
            how: Verified::RemoteFace,
            against: AGAINST.to_owned(),
            attack_detection: None,
            act,
        });
    }
    record.decisions.push(Decision { given: Some(IdentityLevel::Basic), reasons: Vec::new(), act: mine });
    record
}

/// Does a step and forgets an approval that waited; false if the application stands elsewhere.
pub(super) async fn step(
    tx: &mut Tx<'_>,
    staff: &Staff,
    one: &Application,
    (step, reason): (Step, Option<Reason>),
) -> Result<bool, ProviderError> {
    let doing = Doing {
        step,
        by: By::Officer,
        officer: Some(staff.account),
        reason: reason.map(|reason| reason.word().to_owned()).unwrap_or_default(),
    };
    let calendar = &staff.visit.site.settings.calendar;
    let stepped = proofing::step(tx, one.id, &doing, staff.now(), calendar).await?;
    proofing::drop_proposed(tx, one.id).await?;
    Ok(matches!(stepped, Stepped::Done(_)))
}

/// Sends an application back or refuses it, and tells the applicant why. The word for the queue, and the
/// record; nothing if it stands elsewhere.
async fn turn_down(
    tx: &mut Tx<'_>,
    staff: &Staff,
    one: &Application,
    (what, reason): (Step, Option<Reason>),
) -> Result<Option<(&'static str, AuditEvent)>, ProviderError> {
    let (word, action, notice, then) = match what {
        Step::AskForData => {
            ("data", "people.application.data_asked", "notice-application-data", "notice-then-application")
        }
        Step::AskForFace => {
            ("face", "people.application.face_asked", "notice-application-face", "notice-then-application")
        }
        _ => ("refused", "people.application.refused", "notice-application-refused", "notice-then-refused"),
    };
    if !step(tx, staff, one, (what, reason)).await? {
        return Ok(None);
    }
    let (vault, now) = (&staff.visit.site.vault, staff.now());
    let code = reason.map(Reason::word);
    if what == Step::Refuse {
        let mut record = one.sealed.record(vault, one.id)?.unwrap_or_default();
        let act = Act { by: Who::Officer(staff.account), at: now };
        let reasons = code.map(str::to_owned).into_iter().collect();
        record.decisions.push(Decision { given: None, reasons, act });
        proofing::keep_record(tx, vault, one.id, &record, now).await?;
    }
    if let Some(account) = people::by_id(tx, one.account).await? {
        let why = reason.map(|reason| Localizer::of(account.language).get(reason_key(reason)));
        let notice = Notice::of(notice).then(then).with("reason", why.unwrap_or_default());
        notices::tell(tx, &staff.identity, account.id, &notice, now).await?;
    }
    Ok(Some((word, event(staff, action, one).with("reason", code))))
}

/// The sentence for a reason; the applicant's own pages show the same.
pub(in crate::console) const fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::NumberUnknown => "application-reason-number-unknown",
        Reason::DataDiffer => "application-reason-data-differ",
        Reason::NumberDisputed => "application-reason-number-disputed",
        Reason::FaceUnclear => "application-reason-face-unclear",
        Reason::FaceCovered => "application-reason-face-covered",
        Reason::MovesWanting => "application-reason-moves-wanting",
        Reason::OtherFace => "application-reason-other-face",
        Reason::NotLive => "application-reason-not-live",
        Reason::EntryVoid => "application-reason-entry-void",
        Reason::Child => "application-reason-child",
        Reason::Counter => "application-reason-counter",
    }
}
