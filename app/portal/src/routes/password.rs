//! Setting a first password, or another one.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{AuditEvent, Secret, SessionEnd, Subject};
use onedoor_services::accounts::{UserName, UserNameRefused};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::session::{NewSession, SignIn, actor};
use onedoor_site::{Posted, Refused, SignedInVisit, Site, passwords};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::form::{is_own_password, new_password_problem, notice, own_account, sign_in_first};
use crate::pages::PasswordPage;
use crate::sessions::begin_alone;
use crate::{Portal, known_user_name};

const PATH: &str = "/account/password";

pub(super) fn pages() -> Router<Portal> {
    Router::new().route(PATH, get(show).post(submit))
}

pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    let user_name = known_user_name(&record).map(|name| name.as_str().to_owned()).unwrap_or_default();
    Ok(visit.page(&PasswordPage {
        has_password: record.password_hash.is_some(),
        user_name,
        problems: Problems::new(),
    }))
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    user_name: String,
    #[serde(default)]
    current: Secret,
    #[serde(default)]
    password: Secret,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<PasswordForm>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    let has_password = record.password_hash.is_some();
    let page = |problems| PasswordPage { has_password, user_name: form.user_name.clone(), problems };
    let again = |status, problems| visit.page_at(PATH, status, &page(problems));
    let limit = Limit::of(
        &visit.site,
        "portal.password",
        &record.account.id.to_string(),
        10,
        Duration::from_mins(15),
    );
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, PATH, &page(Problems::one(problem))));
    }
    let mut problems = Problems::new();
    if !is_own_password(&visit, &record, form.current.clone()).await? {
        problems.push(Problem::new("current", "portal-current-wrong"));
    }
    let name = if has_password { Ok(None) } else { UserName::parse(&form.user_name).map(Some) };
    if let Err(refused) = &name {
        problems.push(Problem::new("user_name", user_name_problem(*refused)));
    }
    problems_of_password(&visit.site, &form, &record, &mut problems);
    let Ok(name) = name else { return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, problems)) };
    if !problems.is_empty() {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, problems));
    }
    let hash = passwords::make(&visit.site, form.password.clone()).await?;
    match set(&visit, &record, name, hash).await? {
        Ok(session) => Ok(session.give(&visit.site, visit.sends("/account?done=password"))),
        Err(NotSet::NameTaken) => {
            let taken = Problems::one(Problem::new("user_name", "portal-user-name-taken"));
            Ok(again(StatusCode::UNPROCESSABLE_ENTITY, taken))
        }
        Err(NotSet::Changed) => {
            let changed = Problems::one(Problem::new("current", "portal-current-wrong"));
            Ok(again(StatusCode::CONFLICT, changed))
        }
    }
}

fn problems_of_password(site: &Site, form: &PasswordForm, record: &AccountRecord, problems: &mut Problems) {
    let mut owner = record.account.clone();
    if record.password_hash.is_none() {
        owner.user_name = UserName::from_stored(form.user_name.clone());
    }
    if let Some(problem) = new_password_problem(site, &form.password, Some(&owner)) {
        problems.push(problem);
    }
}

pub(super) const fn user_name_problem(refused: UserNameRefused) -> &'static str {
    match refused {
        UserNameRefused::TooShort | UserNameRefused::TooLong => "portal-user-name-length",
        UserNameRefused::Character => "portal-user-name-character",
    }
}

/// Why it was not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NotSet {
    /// Somebody has that user name.
    NameTaken,
    /// The password was changed elsewhere in the meantime.
    Changed,
}

/// Sets the password. This session goes on under a new cookie, all others end.
async fn set(
    visit: &SignedInVisit,
    record: &AccountRecord,
    name: Option<UserName>,
    hash: String,
) -> Result<Result<NewSession, NotSet>, Refused> {
    let before = visit.session.id;
    let upstream_id_token = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { sessions::upstream_token(tx, before).await }))
        .await?;
    let session = NewSession::of(visit, SignIn { upstream_id_token, ..as_before(visit) });
    let (new, now, id) = (session.clone(), visit.now, record.account.id);
    let (before, subject) = (record.password_hash.clone(), Subject::LocalAccount(id));
    let event = AuditEvent::new(now, actor(subject), "services.account.password_changed").about(subject);
    let told = notice(visit, record, "portal-sms-password-changed")?;
    let not_set: Option<NotSet> = visit
        .site
        .store
        .write(move |tx| {
            let (new, name, hash, before) = (new.clone(), name.clone(), hash.clone(), before.clone());
            let (event, told) = (event.clone(), told.clone());
            Box::pin(async move {
                let now_stored = accounts::get(tx, id).await?.and_then(|record| record.password_hash);
                if now_stored != before {
                    return Ok::<_, StorageError>(Change::Unrecorded(Some(NotSet::Changed)));
                }
                if let Some(name) = name
                    && !accounts::rename(tx, id, &name).await?
                {
                    return Ok(Change::Unrecorded(Some(NotSet::NameTaken)));
                }
                accounts::set_password(tx, id, &hash, now).await?;
                told.queue(tx).await?;
                let mut events = begin_alone(tx, &new, SessionEnd::PasswordChanged, now).await?;
                events.push(event);
                Ok(Change::Recorded(None, events))
            })
        })
        .await?;
    Ok(not_set.map_or(Ok(session), Err))
}

/// The same person, known in the same way: only the cookie changes.
fn as_before(visit: &SignedInVisit) -> SignIn {
    let session = visit.session.clone();
    SignIn {
        subject: session.subject,
        display_name: session.display_name,
        factors: session.factors,
        identity: session.identity,
        authenticated_at: session.authenticated_at,
        upstream: session.upstream,
        upstream_id_token: None,
    }
}
