//! The account and what its owner says of themselves.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{AuditEvent, Language, LocalAccountId, Phone, Subject, is_unseen};
use onedoor_services::accounts::ContactKind;
use onedoor_services::organisations::OrganisationCode;
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::{closings, contacts, phone_changes};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::form::own_account;
use crate::administration::is_administrator;
use crate::contacts::is_offered;
use crate::pages::{AccountPage, Done, EditPage, Waits};
use crate::{Portal, identification, known_user_name, linking};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/account", get(show)).route("/account/details", get(edit).post(save))
}

/// More than any name has, and few enough for the head of the page.
const LONGEST_NAME: usize = 120;

#[derive(Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(query): Address<DoneQuery>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let user_name = known_user_name(&record).map(|name| name.as_str().to_owned());
    let email = record.account.email.as_ref();
    let email = email.map(|email| (email.as_str().to_owned(), record.mailbox().is_some()));
    let identifies = identification::asks(&portal) || record.number.is_some();
    let identification = identifies.then_some(identification::PATH);
    let AccountRecord { account, unconfirmed_phone, password_hash, language, .. } = record;
    let id = account.id;
    let organisation = account.organisation.as_ref().map(OrganisationCode::as_str);
    let phone = |phone: Phone| phone.as_str().to_owned();
    Ok(visit.page(&AccountPage {
        id,
        administers: is_administrator(&portal, id),
        identification,
        done: Done::from_name(&query.done),
        name: account.display_name,
        user_name,
        organisation: organisation.map(|code| portal.profile.organisation_name(code)),
        phone: account.phone.map(phone),
        unconfirmed_phone: unconfirmed_phone.map(phone),
        email,
        language,
        has_password: password_hash.is_some(),
        has_others: linking::has_others(&visit).await?,
        waits: waits(&visit, id).await?,
    }))
}

async fn waits(visit: &SignedInVisit, account: LocalAccountId) -> Result<Vec<Waits>, StorageError> {
    visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let held = linking::is_held(tx, account).await?.then_some(Waits::Held);
                let offered = is_offered(tx, account).await?.then_some(Waits::Contacts);
                let closing = closings::get(tx, account).await?.is_some_and(|closing| closing.waits());
                let closing = closing.then_some(Waits::Closing);
                let phone = phone_changes::waiting(tx, account).await?.map(|_| Waits::Phone);
                Ok(closing.into_iter().chain(phone).chain(held).chain(offered).collect())
            })
        })
        .await
}

pub(super) async fn edit(visit: SignedInVisit) -> Result<Response, Refused> {
    let AccountRecord { account, language, .. } = own_account(&visit).await?;
    Ok(visit.page(&EditPage {
        name: account.display_name,
        language: language.map(|l| l.tag().to_owned()).unwrap_or_default(),
        problems: Problems::new(),
    }))
}

#[derive(Deserialize)]
pub(super) struct DetailsForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
}

pub(super) async fn save(
    visit: SignedInVisit,
    Posted(form): Posted<DetailsForm>,
) -> Result<Response, Refused> {
    // What turns the direction of the names beside it, or is no sign at all, does not come in.
    let seen = form.name.replace(|c: char| is_unseen(c) && !c.is_whitespace(), "");
    let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut problems = Problems::new();
    if !name.chars().any(char::is_alphabetic) {
        problems.push(Problem::new("name", "portal-edit-name-missing"));
    } else if name.chars().count() > LONGEST_NAME {
        problems.push(Problem::new("name", "portal-edit-name-long"));
    }
    if !problems.is_empty() {
        return Ok(again(&visit, form, problems));
    }
    let language = Language::from_tag(&form.language);
    change(&visit, name, language).await?;
    // The choice holds for this browser too, which remembers it itself.
    let saved = visit.sends("/account?done=saved");
    Ok(match language {
        Some(language) => visit.with_language(language, saved),
        None => saved,
    })
}

fn again(visit: &SignedInVisit, form: DetailsForm, problems: Problems) -> Response {
    let page = EditPage { name: form.name, language: form.language, problems };
    visit.page_at("/account/details", StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn change(visit: &SignedInVisit, name: String, language: Option<Language>) -> Result<(), Refused> {
    let (id, now) = (visit.local_account()?, visit.now);
    let subject = Subject::LocalAccount(id);
    visit
        .site
        .store
        .write(move |tx| {
            let name = name.clone();
            Box::pin(async move {
                let before = accounts::get(tx, id).await?.map(|record| record.account);
                accounts::set_profile(tx, id, &name, language).await?;
                if before.is_some_and(|before| before.display_name != name) {
                    contacts::comes_from(tx, id, ContactKind::Name, None, now).await?;
                }
                sessions::rename(tx, subject, &name).await?;
                let event =
                    AuditEvent::new(now, actor(subject), "services.account.details_changed").about(subject);
                Ok::<_, StorageError>(Change::Recorded((), vec![event]))
            })
        })
        .await?;
    Ok(())
}
