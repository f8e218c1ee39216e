use onedoor_base::{DossierId, LocalAccountId, Phone, Timestamp};

use crate::accounts::Email;
use crate::dossiers::{DossierCode, DossierState, DossierStep, StepRefused};
use crate::procedures::{Procedure, ProcedureCode};
use crate::{Day, units};

/// A person's application at a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// Whose it is. It stays with the local account, whatever becomes of a link.
    pub owner: LocalAccountId,
    /// Which procedure it asks for.
    pub procedure: ProcedureCode,
    /// What the applicant wrote.
    pub content: DossierContent,
    /// Where it stands.
    pub state: DossierState,
    /// Its number, from the submission on.
    pub code: Option<DossierCode>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Option<Timestamp>,
    /// When its state or content last changed.
    pub changed_at: Timestamp,
}

/// What the applicant writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DossierContent {
    /// The applicant's name.
    pub applicant: String,
    /// How to reach the applicant.
    pub phone: Option<Phone>,
    /// The mail address, if the applicant wants mail.
    pub email: Option<Email>,
    /// The place whose authority is asked, if the procedure needs one.
    pub place: Option<ChosenPlace>,
    /// The place where what the request is about was registered earlier, as its code stood on a day
    /// of that time.
    pub former_place: Option<ChosenPlace>,
    /// What is asked for, in the applicant's words.
    pub request: String,
}

/// An administrative unit as it was chosen: codes were given anew with another meaning, so a code
/// says nothing without its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenPlace {
    /// The code of the lowest unit that was chosen.
    pub code: String,
    /// The day on whose units it was chosen.
    pub valid_at: Day,
}

/// What is still missing before a dossier can be submitted, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The place, down to the level that the procedure needs.
    Place,
    /// The place of the earlier registration.
    FormerPlace,
    /// The applicant's name.
    Applicant,
    /// A phone number.
    Phone,
    /// What is asked for.
    Request,
}

/// Why a dossier was not submitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSubmitted {
    /// It isn't complete.
    #[error("not complete: {0:?}")]
    Incomplete(Vec<Missing>),
    /// It isn't a draft any more.
    #[error(transparent)]
    Refused(#[from] StepRefused),
}

impl DossierContent {
    /// What is still missing for `procedure` on `today`.
    pub fn missing(&self, procedure: &Procedure, today: Day) -> Vec<Missing> {
        let mut missing = Vec::new();
        if !self.place_suffices(procedure, today) {
            missing.push(Missing::Place);
        }
        if procedure.former_place && !self.former_place.as_ref().is_some_and(is_lowest) {
            missing.push(Missing::FormerPlace);
        }
        if self.applicant.trim().is_empty() {
            missing.push(Missing::Applicant);
        }
        if self.phone.is_none() {
            missing.push(Missing::Phone);
        }
        if self.request.trim().is_empty() {
            missing.push(Missing::Request);
        }
        missing
    }

    fn place_suffices(&self, procedure: &Procedure, today: Day) -> bool {
        let wanted = procedure.tiers_to_choose(today);
        let Some(lowest) = wanted.last() else { return true };
        let Some(place) = &self.place else { return false };
        let units = units().at(today);
        // A draft from before a reform may name a unit that is no more, or is now another.
        let still = place.valid_at == today
            || units.unit(&place.code) == units::units().at(place.valid_at).unit(&place.code);
        still
            && units.unit(&place.code).is_some_and(|unit| {
                unit.tier() == *lowest || (unit.tier() < *lowest && !units.has_children(unit.code()))
            })
    }
}

/// Whether the place was a unit of its day with nothing below it.
fn is_lowest(place: &ChosenPlace) -> bool {
    let at = units().at(place.valid_at);
    at.unit(&place.code).is_some() && !at.has_children(&place.code)
}

impl Dossier {
    /// Submits a draft under `code`.
    pub fn submit(
        self,
        procedure: &Procedure,
        code: DossierCode,
        today: Day,
        now: Timestamp,
    ) -> Result<Self, NotSubmitted> {
        let missing = self.content.missing(procedure, today);
        if self.state == DossierState::Draft && !missing.is_empty() {
            return Err(NotSubmitted::Incomplete(missing));
        }
        let submitted = self.after(DossierStep::Submit, now)?;
        Ok(Self { code: Some(code), submitted_at: Some(now), ..submitted })
    }

    /// The dossier after any other step.
    pub fn after(self, step: DossierStep, now: Timestamp) -> Result<Self, StepRefused> {
        Ok(Self { state: self.state.after(step)?, changed_at: now, ..self })
    }
}
