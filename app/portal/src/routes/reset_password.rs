//! Setting the new password after the code was right.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{AuditEvent, Email, Factor, Phone, Secret, SessionEnd, Subject};
use onedoor_services::accounts::LocalAccount;
use onedoor_site::code::confirmed_payload;
use onedoor_site::session::{NewSession, actor};
use onedoor_site::{Asked as Address, Posted, Refused, Visit, passwords};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::form::{new_password_problem, notice};
use super::reset::CodeQuery;
use crate::pages::{NewPasswordPage, ResetOverPage};
use crate::reset::{PURPOSE, Resetting};
use crate::sessions::{begin_alone, end_national_sign_ins};
use crate::{Portal, sign_in_of};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/reset/password", get(show).post(submit))
}

pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    Address(query): Address<CodeQuery>,
) -> Result<Response, Refused> {
    let id = query.id()?;
    let Opened { accounts, .. } = opened_by(&visit, id).await?;
    if accounts.is_empty() {
        return Ok(over(&visit));
    }
    let accounts = named(&portal, &accounts);
    Ok(visit.page(&NewPasswordPage { id, accounts, chosen: String::new(), problems: Problems::new() }))
}

fn over(visit: &Visit) -> Response {
    visit.page_at("/reset", StatusCode::GONE, &ResetOverPage)
}

#[derive(Deserialize)]
pub(super) struct NewPasswordForm {
    id: onedoor_base::CodeId,
    #[serde(default)]
    account: String,
    #[serde(default)]
    password: Secret,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: Visit,
    Posted(form): Posted<NewPasswordForm>,
) -> Result<Response, Refused> {
    let Opened { accounts, to } = opened_by(&visit, form.id).await?;
    if accounts.is_empty() {
        return Ok(over(&visit));
    }
    let chosen = accounts.iter().find(|record| record.account.id.to_string() == form.account);
    let mut problems = Problems::new();
    if chosen.is_none() {
        problems.push(Problem::new("account", "portal-reset-account-missing"));
    }
    if let Some(problem) =
        new_password_problem(&visit.site, &form.password, chosen.map(|record| &record.account))
    {
        problems.push(problem);
    }
    let Some(record) = chosen.filter(|_| problems.is_empty()) else {
        let accounts = named(&portal, &accounts);
        let page = NewPasswordPage { id: form.id, accounts, chosen: form.account, problems };
        let path = format!("/reset/password?id={}", form.id);
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let hash = passwords::make(&portal.site, form.password).await?;
    match set(&visit, (form.id, to), record, hash).await? {
        Some(session) => Ok(session.give(&portal.site, visit.sends("/account?done=password"))),
        None => Ok(over(&visit)),
    }
}

/// Spends the code, sets the password, ends every session and begins one; nothing if the code was
/// spent in the meantime or the account is not active any more.
async fn set(
    visit: &Visit,
    (id, to): (onedoor_base::CodeId, Reached),
    record: &AccountRecord,
    hash: String,
) -> Result<Option<NewSession>, Refused> {
    let account = &record.account;
    // A letter is no factor of its own: they have the password that they have just set.
    let factor = if to.by_mail { Factor::Pwd } else { Factor::Sms };
    let session = NewSession::of(visit, sign_in_of(account, visit.now, vec![factor]));
    let told = notice(visit, record, "portal-sms-password-changed")?;
    let (new, browser, now, account) = (session.clone(), visit.browser, visit.now, account.id);
    let subject = Subject::LocalAccount(account);
    let done: bool = visit
        .site
        .store
        .write(move |tx| {
            let (new, hash, told, to) = (new.clone(), hash.clone(), told.clone(), to.clone());
            Box::pin(async move {
                // The telephone may have been put on hold, or be another one, since the code was sent to it, or the mailbox be
                // in doubt.
                let record = accounts::get(tx, account).await?;
                if !record.is_some_and(|record| to.is_of(&record))
                    || !codes::spend(tx, id, now).await?
                    || !accounts::set_password(tx, account, &hash, now).await?
                {
                    return Ok::<_, StorageError>(Change::Unrecorded(false));
                }
                told.queue(tx).await?;
                end_national_sign_ins(tx, browser, now).await?;
                let mut events = begin_alone(tx, &new, SessionEnd::PasswordChanged, now).await?;
                events.push(
                    AuditEvent::new(now, actor(subject), "services.account.password_reset").about(subject),
                );
                Ok(Change::Recorded(true, events))
            })
        })
        .await?;
    Ok(done.then_some(session))
}

/// Where a code went.
#[derive(Clone, Default)]
struct Reached {
    by_mail: bool,
    address: String,
}

impl Reached {
    /// Whether the account can still be reached there.
    fn is_of(&self, record: &AccountRecord) -> bool {
        let (mailbox, phone) = (record.mailbox().map(Email::as_str), record.account.phone.as_ref());
        let there = if self.by_mail { mailbox } else { phone.map(Phone::as_str) };
        there == Some(self.address.as_str())
    }
}

/// What a code opens.
pub(super) struct Opened {
    pub(super) accounts: Vec<AccountRecord>,
    to: Reached,
}

/// The accounts whose password may be set with this code, in this browser, now.
pub(super) async fn opened_by(visit: &Visit, id: onedoor_base::CodeId) -> Result<Opened, Refused> {
    let nothing = Opened { accounts: Vec::new(), to: Reached::default() };
    let sent =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await?;
    let Some(sent) = sent else { return Ok(nothing) };
    let Some(Resetting { accounts, by_mail, to, .. }) = confirmed_payload(visit, &sent)? else {
        return Ok(nothing);
    };
    let found = visit
        .site
        .store
        .read(move |tx| {
            let accounts = accounts.clone();
            Box::pin(async move { accounts::several(tx, &accounts).await })
        })
        .await?;
    Ok(Opened { accounts: found, to: Reached { by_mail, address: to } })
}

/// What the form sends and how the account is called.
fn named(portal: &Portal, accounts: &[AccountRecord]) -> Vec<(String, String)> {
    let name = |account: &LocalAccount| match &account.organisation {
        Some(code) => {
            format!("{} – {}", account.user_name.as_str(), portal.profile.organisation_name(code.as_str()))
        }
        None => account.user_name.as_str().to_owned(),
    };
    accounts.iter().map(|record| (record.account.id.to_string(), name(&record.account))).collect()
}
