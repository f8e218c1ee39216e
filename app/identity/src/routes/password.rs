//! Changing the password.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Actor, AuditEvent, PasswordRefused, Phone, Secret, Subject};
use onedoor_password::Verdict as PasswordVerdict;
use onedoor_people::{CredentialsProblem, NationalNumber, check_change};
use onedoor_site::limits::{forget, taken};
use onedoor_site::{FreshVisit, Posted, Refused, SignedInVisit, passwords};
use onedoor_storage::provider::grants;
use onedoor_storage::{Change, StorageError, people};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::account::Known;
use crate::notices::{self, Notice};
use crate::pages::{PasswordPage, credentials_problem};
use crate::recovery::end_with_password;
use crate::{Identity, limits};

const HERE: &str = "/account/password";

pub(super) fn pages() -> Router<Identity> {
    Router::new().route(HERE, get(show).post(change))
}

#[derive(Deserialize)]
struct NewPassword {
    #[serde(default)]
    present: Secret,
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    again: Secret,
}

async fn show(visit: FreshVisit) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    Ok(visit.page(&page(&known, Problems::new())))
}

async fn change(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<NewPassword>,
) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    let problems = judge(&visit, &known, &form)?;
    if !problems.is_empty() {
        return Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page(&known, problems)));
    }
    let limit = limits::present_password(&visit, known.account.id);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problem = Problem::general("password-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, HERE, &page(&known, Problems::one(problem))));
    }
    let present = passwords::check(&visit.site, Some(known.account.password_hash.clone()), form.present);
    let right = matches!(present.await?, PasswordVerdict::Right { .. });
    let new = if right { Some(passwords::make(&visit.site, form.password).await?) } else { None };
    // The present one may have been changed in another browser in the meantime: then it was wrong.
    if let Some(new) = new
        && replace(&identity, &visit, &known, new).await?
    {
        return Ok(visit.sends("/account?notice=password-changed"));
    }
    refused(&visit).await?;
    let problem = Problem::new("present", "password-present-wrong");
    Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page(&known, Problems::one(problem))))
}

/// What can be put right without looking at the present password.
fn judge(visit: &SignedInVisit, known: &Known, form: &NewPassword) -> Result<Problems, Refused> {
    let mut problems = Problems::new();
    if form.present.reveal().is_empty() {
        problems.push(Problem::new("present", "password-present-missing"));
    }
    let number = known.number(visit)?;
    let account = &known.account;
    let mut owners = vec![account.login.as_str(), account.name.as_str()];
    let dialled = known.phone.as_ref().map(Phone::at_home);
    owners.extend(known.phone.as_ref().map(Phone::as_str));
    owners.extend(dialled.as_deref());
    owners.extend(number.as_ref().map(NationalNumber::as_str));
    if let Err(problem) = check_change(&form.present, &form.password, &form.again, &owners) {
        problems.push(credentials_problem(problem));
    } else if passwords::is_known(&visit.site, &form.password) {
        problems.push(credentials_problem(CredentialsProblem::Password(PasswordRefused::Common)));
    }
    Ok(problems)
}

/// Puts the new hash in the place of the old one, ends what hung on that one and tells the owner;
/// false if another hash stands there by now.
async fn replace(
    identity: &Identity,
    visit: &SignedInVisit,
    known: &Known,
    new: String,
) -> Result<bool, Refused> {
    let (id, kept, now) = (known.account.id, visit.session.id, visit.now);
    let limit = limits::present_password(visit, id);
    let old = known.account.password_hash.clone();
    let notice = Notice::of("notice-password-changed").by(visit);
    let (identity, here) = (identity.clone(), visit.visit.clone());
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, old, new, notice) = (identity.clone(), old.clone(), new.clone(), notice.clone());
        let here = here.clone();
        Box::pin(async move {
            if !people::change_password(tx, id, &old, &new, now).await? {
                return Ok(Change::Unrecorded(false));
            }
            let ended = end_with_password(tx, (&identity, &here), id, Some(kept)).await?;
            // Also what outlives sessions, as after a recovery: whoever was in the account may have allowed it.
            grants::end_offline(tx, id, "password_changed", now).await?;
            forget(tx, &limit).await?;
            notices::tell(tx, &identity, id, &notice, now).await?;
            let sessions: Vec<_> = ended.sessions.iter().map(ToString::to_string).collect();
            let event = AuditEvent::new(now, Actor::Person(id), "people.password.changed")
                .about(Subject::Person(id))
                .with("sessions", sessions);
            Ok(Change::Recorded(true, ended.recorded(event)))
        })
    });
    Ok(write.await?)
}

/// Leaves a record of a wrong present password: its owner should see that somebody tried.
pub(crate) async fn refused(visit: &SignedInVisit) -> Result<(), Refused> {
    let (id, now) = (visit.person()?, visit.now);
    let write = visit.site.store.write::<_, StorageError, _>(move |_| {
        Box::pin(async move {
            let event = AuditEvent::new(now, Actor::Person(id), "people.password.refused");
            Ok(Change::Recorded((), vec![event.about(Subject::Person(id))]))
        })
    });
    Ok(write.await?)
}

fn page(known: &Known, problems: Problems) -> PasswordPage {
    PasswordPage { login: known.account.login.as_str().to_owned(), problems }
}
