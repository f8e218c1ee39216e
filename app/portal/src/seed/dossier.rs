use std::time::Duration;

use onedoor_base::{Actor, AuditEvent, Digest, DossierId, LocalAccountId, MalformedPhone, Phone, Timestamp};
use onedoor_services::dossiers::{
    ChosenPlace, Dossier, DossierCode, DossierContent, DossierState, DossierStep, NotSubmitted, StepRefused,
};
use onedoor_services::procedures::Procedure;
use onedoor_storage::services::dossiers::{self as storage, DossierRecord};
use onedoor_storage::{Change, StorageError, Tx, VaultError};

use crate::{Portal, dossiers};

/// A dossier that is to be there.
#[derive(Debug, Clone)]
pub struct SeedDossier {
    /// By which it is known again: a second call with the same one changes nothing.
    pub key: String,
    /// Whose it is.
    pub owner: LocalAccountId,
    /// The code of the procedure.
    pub procedure: String,
    /// The code of the place, on the day on which it was submitted; none where none is wanted.
    pub place: Option<String>,
    /// The applicant's name.
    pub applicant: String,
    /// The applicant's phone, as a person would type it.
    pub phone: String,
    /// What is asked for.
    pub request: String,
    /// What happened and how long ago, the oldest first; nothing for a draft begun now.
    pub steps: Vec<(DossierStep, Duration)>,
}

/// Why there is no such dossier.
#[derive(Debug, thiserror::Error)]
pub enum NotSeeded {
    /// The portal has no such procedure.
    #[error("no procedure {0}")]
    Procedure(String),
    /// The phone is none.
    #[error("phone: {0}")]
    Phone(#[from] MalformedPhone),
    /// Something is missing.
    #[error(transparent)]
    NotSubmitted(#[from] NotSubmitted),
    /// A step is not possible after the one before.
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// The keys.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the dossier unless it is there already.
pub async fn dossier(portal: &Portal, wanted: &SeedDossier) -> Result<DossierId, NotSeeded> {
    let procedure = portal.profile.procedures.get(&wanted.procedure);
    let procedure = procedure.ok_or_else(|| NotSeeded::Procedure(wanted.procedure.clone()))?;
    let now = portal.site.now();
    let begun = wanted.steps.first().map_or(now, |(_, ago)| before(now, *ago));
    let place = wanted.place.clone().map(|code| ChosenPlace { code, valid_at: portal.day(begun) });
    let draft = Dossier {
        id: DossierId::new(begun, portal.site.random.as_ref()),
        owner: wanted.owner,
        procedure: procedure.code.clone(),
        content: DossierContent {
            applicant: wanted.applicant.clone(),
            phone: Some(Phone::parse(&wanted.phone, portal.site.settings.country)?),
            email: None,
            place,
            former_place: None,
            request: wanted.request.clone(),
        },
        state: DossierState::Draft,
        code: None,
        created_at: begun,
        submitted_at: None,
        changed_at: begun,
    };
    let steps: Vec<_> = wanted.steps.iter().map(|(step, ago)| (*step, before(now, *ago))).collect();
    let key = Digest::of(format!("seed:{}", wanted.key));
    let state = portal.clone();
    portal
        .site
        .store
        .write(move |tx| {
            let (portal, draft, steps) = (state.clone(), draft.clone(), steps.clone());
            Box::pin(async move { make(tx, &portal, procedure, (draft, key), &steps).await })
        })
        .await
}

async fn make(
    tx: &mut Tx<'_>,
    portal: &Portal,
    procedure: &'static Procedure,
    (mut dossier, key): (Dossier, Digest),
    steps: &[(DossierStep, Timestamp)],
) -> Result<Change<DossierId>, NotSeeded> {
    let (id, owner) = (dossier.id, dossier.owner);
    if let Some(there) = storage::by_key(tx, owner, key).await? {
        return Ok(Change::Unrecorded(there.id));
    }
    storage::begin(tx, &record(portal, &dossier)?, key).await?;
    let mut events =
        vec![dossiers::event(dossier.created_at, owner, "services.dossier.begun", (id, &dossier.procedure))];
    for (step, at) in steps {
        let before = dossier.state;
        if *step == DossierStep::Submit {
            let day = portal.day(*at);
            let serial = storage::next_serial(tx, day).await?;
            let code = DossierCode { agency: portal.profile.agency.clone(), day, serial };
            dossier = dossier.submit(procedure, code.clone(), day, *at)?;
            storage::submit(tx, owner, id, &code, *at).await?;
        } else {
            dossier = dossier.after(*step, *at)?;
            storage::step(tx, id, before, dossier.state, *at).await?;
        }
        let event = dossiers::event(*at, owner, "services.dossier.changed", (id, &dossier.procedure));
        // What follows the submission was done by the office.
        let by = if *step == DossierStep::Submit {
            event.actor.clone()
        } else {
            Actor::Operator("seed".to_owned())
        };
        events.push(AuditEvent { actor: by, ..event }.with("state", dossier.state.name()));
    }
    Ok(Change::Recorded(id, events))
}

fn record(portal: &Portal, dossier: &Dossier) -> Result<DossierRecord, VaultError> {
    Ok(DossierRecord {
        id: dossier.id,
        owner: dossier.owner,
        procedure: dossier.procedure.clone(),
        place: dossier.content.place.clone(),
        content: dossiers::seal(&portal.site.vault, dossier.id, &dossier.content)?,
        state: dossier.state,
        code: None,
        created_at: dossier.created_at,
        changed_at: dossier.changed_at,
        submitted_at: None,
    })
}

fn before(now: Timestamp, ago: Duration) -> Timestamp {
    let millis = i64::try_from(ago.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(now.millis().saturating_sub(millis))
}
