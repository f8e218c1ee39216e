//! One application: whose it is, and all the rest for whoever said that it is none of their kin.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_proofing::application::State as Standing;
use onedoor_site::{Asked, FreshVisit, Posted, SignedInVisit};
use onedoor_storage::proofing::RegisterAnswer;
use onedoor_storage::{Change, StorageError, VaultError, people, proofing};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::super::APPLICATIONS;
use super::super::door::{Away, Staff};
use super::super::pages::{
    AnswerShown, ApplicationNotice, ApplicationPage, Beside, Brought, Compared, FrameShown,
};
use super::queue::News;
use super::settle::{child, face_said, needs_second};
use super::{Found, event, found, open};
use crate::level1::SecondOfficer;
use crate::{Identity, ProviderError};

/// What an officer sees: nothing but whose it is before they said that it is none of their kin.
pub(super) async fn page(
    staff: &Staff,
    policy: SecondOfficer,
    found: Found,
) -> Result<ApplicationPage, Away> {
    let state = found.state(staff);
    let left = match state {
        Standing::InReview { due } => staff.visit.site.settings.calendar.left(staff.now(), due),
        _ => 0,
    };
    let brought = if found.works(staff) { Some(brought(staff, policy, &found).await?) } else { None };
    Ok(ApplicationPage {
        notice: None,
        id: found.application.id,
        state,
        left,
        begun_at: found.application.begun_at,
        name: match found.not_yours {
            Some(_) => String::new(),
            None => found.account.name.as_str().to_owned(),
        },
        not_yours: found.not_yours,
        acts: found.acts.len(),
        brought,
        now: staff.now(),
        problems: Problems::new(),
    })
}

/// All that was brought. That it was looked at is written down.
async fn brought(staff: &Staff, policy: SecondOfficer, found: &Found) -> Result<Brought, Away> {
    let (id, vault) = (found.application.id, &staff.visit.site.vault);
    let sealed = &found.application.sealed;
    let verdict = sealed.verdict(vault, id)?;
    let (number, owner, now) = (found.application.number, found.account.id, staff.now());
    let looked = event(staff, "people.application.looked_at", &found.application);
    let within = staff.clone();
    let write = staff.visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let (looked, staff) = (looked.clone(), within.clone());
        Box::pin(async move {
            let (mut beside, mut proven) = (Vec::new(), false);
            if let Some(number) = number {
                beside = proofing::with_number(tx, number).await?;
                proven = people::by_number(tx, number).await?.is_some_and(|other| other.id != owner);
            }
            let frames = proofing::frames(tx, id).await?;
            let drawn = proofing::challenge(tx, id).await?;
            let face = face_said(tx, &staff, id).await?;
            let answers = proofing::answers(tx, id).await?;
            Ok(Change::Recorded((beside, proven, frames, drawn, answers, face), vec![looked]))
        })
    });
    let (beside, proven_elsewhere, frames, drawn, answers, face) = write.await?;
    let shown = |answer: RegisterAnswer| {
        let verdict = answer.verdict(vault, id)?;
        Ok::<_, VaultError>(AnswerShown { at: answer.at, by_officer: answer.officer.is_some(), verdict })
    };
    let beside = beside.into_iter().filter(|other| other.id != id);
    Ok(Brought {
        claimed: sealed.claimed(vault, id)?,
        second: needs_second(policy, verdict.as_ref(), face.as_ref()),
        child: child(staff, &found.application, verdict.as_ref())?,
        verdict,
        answer: answers.first().map_or(0, |answer| answer.position),
        answers: answers.into_iter().map(shown).collect::<Result<_, _>>()?,
        asks: staff.visit.site.has_register() && matches!(found.state(staff), Standing::InReview { .. }),
        compared: match (face, &staff.identity.faces) {
            (Some(said), _) => Compared::Said(said),
            (None, Some(_)) => Compared::NotYet,
            (None, None) => Compared::Nobody,
        },
        frames: frames
            .into_iter()
            .map(|frame| FrameShown {
                position: frame.position,
                shot: drawn.and_then(|drawn| drawn.shot(frame.position)),
                until: frame.delete_after,
            })
            .collect(),
        beside: beside
            .map(|other| Beside { id: other.id, state: other.state.at(now), begun_at: other.begun_at })
            .collect(),
        proven_elsewhere,
        proposed: found.proposed.map(|proposed| (proposed.at, proposed.by == staff.account)),
    })
}

/// `GET /console/applications/{application}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    let (staff, policy) = open(&identity, &visit, None).await?;
    let page = page(&staff, policy, found(&staff, &id).await?).await?;
    Ok(visit.page(&ApplicationPage { notice: ApplicationNotice::from_word(&news.notice), ..page }))
}

#[derive(Deserialize)]
pub(super) struct Declared {
    #[serde(default)]
    kin: String,
}

/// `POST /console/applications/{application}/take`: with the word on whether it is of the officer's kin.
pub(super) async fn take(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(declared): Posted<Declared>,
) -> Result<Response, Away> {
    let here = format!("{APPLICATIONS}/{id}");
    let (staff, policy) = open(&identity, &visit, Some(&here)).await?;
    let found = found(&staff, &id).await?;
    let kin = match declared.kin.as_str() {
        "no" => false,
        "yes" => true,
        _ => {
            let page = page(&staff, policy, found).await?;
            let problems = Problems::one(Problem::new("kin", "console-kin-missing"));
            let page = ApplicationPage { problems, ..page };
            return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    if found.not_yours.is_some() || found.declared || !found.waits(&staff) {
        return Ok(visit.sends(&here));
    }
    let (matter, me, now) = ((found.application.id, found.account.id), staff.account, staff.now());
    let action = if kin { "people.application.handed_on" } else { "people.application.taken" };
    let event = event(&staff, action, &found.application);
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let event = event.clone();
        Box::pin(async move {
            if kin {
                people::declare_conflict(tx, matter.0, me, now).await?;
            } else {
                proofing::declare_no_kin(tx, matter, me, now).await?;
            }
            Ok(Change::Recorded((), vec![event]))
        })
    });
    done.await?;
    Ok(visit.sends(&if kin { format!("{APPLICATIONS}?notice=handed-on") } else { here }))
}
