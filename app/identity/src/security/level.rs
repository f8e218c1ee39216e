//! `/account/security/level`: a level of identity that is held down after a recovery, and how it counts again: by
//! itself after a while, or at once for whoever shows what they had before.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_authenticators::totp;
use onedoor_base::{AccountId, Secret, Subject, Timestamp, typed_digits};
use onedoor_people::factors::typed_recovery_code;
use onedoor_site::fresh::prove_again;
use onedoor_site::limits::Wait;
use onedoor_site::tries::Try;
use onedoor_site::{FreshVisit, Posted, Refused, ReturnTo, see_other};
use onedoor_storage::people::{self, HeldLevel, Level};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::change::Owner;
use super::pages::LevelPage;
use crate::Identity;

const HERE: &str = "/account/security/level";

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    code: String,
}

async fn held(visit: &FreshVisit) -> Result<Option<(Level, HeldLevel)>, Refused> {
    let id = visit.person()?;
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::level(tx, id).await })).await;
    Ok(found?.and_then(|level| level.held.map(|held| (level, held))))
}

fn page(identity: &Identity, (level, held): (Level, HeldLevel), problems: Problems) -> LevelPage {
    let levels = identity.profile.levels;
    LevelPage {
        proven: levels.level(level.proven),
        counts: levels.level(held.level),
        until: held.until,
        problems,
    }
}

/// `GET /account/security/level`.
pub(super) async fn show(State(identity): State<Identity>, visit: FreshVisit) -> Result<Response, Refused> {
    match held(&visit).await? {
        Some(held) => Ok(visit.page(&page(&identity, held, Problems::new()))),
        None => Ok(see_other("/account")),
    }
}

enum Raised {
    Yes,
    Wrong,
    Wait(Wait),
}

/// `POST /account/security/level`: then one signs in once more, and the new session has the whole level.
pub(super) async fn raise(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let Some(held) = held(&visit).await? else { return Ok(see_other("/account")) };
    let again = |problem| page(&identity, held, Problems::one(problem));
    if form.code.trim().is_empty() {
        let page = again(Problem::new("code", "second-code-missing"));
        return Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let owner = Owner::of(&identity, &visit)?;
    match judge(owner, held.1.since, form.code).await? {
        Raised::Yes => Ok(prove_again(&ReturnTo::parse("/account?notice=level-raised"))),
        Raised::Wrong => {
            let page = again(Problem::new("code", "level-code-wrong"));
            Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Raised::Wait(wait) => {
            let problem = Problem::general("second-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, HERE, &again(problem)))
        }
    }
}

async fn judge(owner: Owner, since: Timestamp, typed: String) -> Result<Raised, Refused> {
    let within = Arc::new((owner.clone(), typed));
    let judged = owner.visit.site.store.write::<_, StorageError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (owner, typed) = &*within;
            let (id, subject) = (owner.account, Some(Subject::Person(owner.account)));
            let counted = Try::with_code(&owner.visit, format!("level {id}"));
            if let Some(wait) = counted.count(tx, subject).await? {
                return Ok(Change::Unrecorded(Raised::Wait(wait)));
            }
            if !is_older(tx, (owner, id), typed, since).await? {
                return Ok(Change::Recorded(Raised::Wrong, vec![owner.event("people.level.refused")]));
            }
            counted.succeeded(tx, Subject::Person(id)).await?;
            people::release_level(tx, id).await?;
            owner.tell(tx, "notice-level-raised").await?;
            Ok(Change::Recorded(Raised::Yes, vec![owner.event("people.level.raised")]))
        })
    });
    Ok(judged.await?)
}

/// Whether this is a code of something that the account had before its level was held down. What was added since may
/// be a stranger's.
async fn is_older(
    tx: &mut Tx<'_>,
    (owner, id): (&Owner, AccountId),
    typed: &str,
    since: Timestamp,
) -> Result<bool, StorageError> {
    let (vault, now) = (&owner.visit.site.vault, owner.visit.now);
    let code: Option<Secret> = typed_recovery_code(typed);
    if let Some(code) = code {
        let digest = people::recovery_digest(vault, id, &code);
        return people::spend_older_recovery_code(tx, id, digest, (since, now)).await;
    }
    for app in people::totps(tx, id).await?.into_iter().filter(|app| app.created_at < since) {
        let Ok(secret) = people::open_totp(vault, id, &app.secret) else { continue };
        let step = totp::check(&secret, &typed_digits(typed), now.seconds(), Some(app.used_step));
        if let Some(step) = step
            && people::totp_used(tx, (id, app.id), step, now).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}
