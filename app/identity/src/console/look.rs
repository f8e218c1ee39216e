//! One person, as far as somebody needs to see them who helps them; and ending their sessions.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{AccountId, Email, LookId, Phone, SessionEnd, SessionId, Subject, Timestamp};
use onedoor_linking::Life;
use onedoor_people::staff::Part;
use onedoor_site::addressee::recipient;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::linking::identity_links;
use onedoor_storage::people::{self, Look};
use onedoor_storage::site::{messages, sessions};
use onedoor_storage::{Change, StorageError, Tx, Vault};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::door::{Away, Staff};
use super::operate::message;
use super::pages::{LinkOf, LookNotice, MessageShown, PersonPage, SessionOf};
use super::{PEOPLE, door};
use crate::Identity;
use crate::notices::{self, Notice};
use crate::provider;

/// How many messages of a person are listed.
const MOST_MESSAGES: i64 = 20;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /console/looks/{look}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::People, None).await?;
    let (look, person) = own(&staff, &id).await?;
    let (state, now) = (identity.clone(), visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let (state, look) = (state.clone(), look.clone());
        Box::pin(async move { read(tx, &state, look, person, now).await })
    });
    let page = read.await?.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(visit.page(&PersonPage { notice: LookNotice::from_word(&news.notice), ..page }))
}

/// The look of this address with whom it is at, if it is this member's own and good still; else where to go.
pub(super) async fn own(staff: &Staff, id: &str) -> Result<(Look, AccountId), Away> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: LookId = id.parse().map_err(|error| not_found().because(error))?;
    let read = staff
        .visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::look(tx, id).await }));
    let look = read.await?.filter(|look| look.staff == staff.account).ok_or_else(not_found)?;
    if staff.now() >= look.ends_at {
        return Err(Away::to(staff.visit.sends(&format!("{PEOPLE}?notice=over"))));
    }
    let person = look.person.ok_or_else(not_found)?;
    Ok((look, person))
}

async fn read(
    tx: &mut Tx<'_>,
    identity: &Identity,
    look: Look,
    id: AccountId,
    now: Timestamp,
) -> Result<Option<PersonPage>, StorageError> {
    let Some(account) = people::by_id(tx, id).await? else { return Ok(None) };
    let shown = |session: onedoor_base::Session| SessionOf {
        id: session.id.to_string(),
        user_agent: session.user_agent,
        network: session.network,
        begun: session.created_at,
        used: session.seen_at,
    };
    let alive = sessions::alive_of(tx, Subject::Person(id), now).await?;
    let emails = people::emails_of(tx, id).await?;
    let phone = people::phone_of(tx, id).await?;
    let masked = |email: &Email| email.masked();
    let proposal = people::open_proposal(tx, id).await?.filter(|open| now < open.expires_at);
    Ok(Some(PersonPage {
        look,
        login: account.login.as_str().to_owned(),
        name: account.name.as_str().to_owned(),
        state: account.state,
        level: identity.profile.levels.level(account.identity),
        number: account.number.is_some(),
        created_at: account.created_at,
        password_changed_at: account.password_changed_at,
        phone: phone.as_ref().map(|phone| phone.as_str().to_owned()),
        emails: emails.iter().map(|contact| masked(&contact.email)).collect(),
        held: people::held(tx, id).await?,
        devices: people::devices(tx, id, now).await?.len(),
        sessions: alive.into_iter().map(shown).collect(),
        links: links(tx, id).await?,
        messages: messages_to(tx, &identity.site.vault, (phone.as_ref(), &emails), now).await?,
        identity: crate::lock::stands(tx, id, now).await?,
        proposal: proposal.map(|open| (open.id.to_string(), open.asks)),
        notice: None,
    }))
}

/// The latest messages to the contacts that stand in the account, latest first; never what they say.
async fn messages_to(
    tx: &mut Tx<'_>,
    vault: &Vault,
    (phone, emails): (Option<&Phone>, &[people::EmailContact]),
    now: Timestamp,
) -> Result<Vec<MessageShown>, StorageError> {
    let addresses = phone.map(Phone::as_str).into_iter().chain(emails.iter().map(|one| one.email.as_str()));
    let mut found = Vec::new();
    for address in addresses {
        found.extend(messages::list_to(tx, recipient(vault, address), MOST_MESSAGES).await?);
    }
    found.sort_by_key(|one| Reverse((one.created_at, one.id)));
    let most = usize::try_from(MOST_MESSAGES).unwrap_or_default();
    Ok(found.into_iter().take(most).map(|one| message(vault, one, now)).collect())
}

async fn links(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<LinkOf>, StorageError> {
    let links = identity_links::of_person(tx, person).await?;
    let there = links.into_iter().filter(|link| link.life() != Life::Ended);
    Ok(there
        .map(|link| LinkOf { system: link.client.clone(), life: link.life(), since: link.created_at })
        .collect())
}

#[derive(Deserialize)]
pub(super) struct Which {
    /// An id, or `all`.
    #[serde(default)]
    session: String,
}

/// `POST /console/looks/{look}/sessions/end`.
pub(super) async fn end_session(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(which): Posted<Which>,
) -> Result<Response, Away> {
    let back = format!("/console/looks/{id}");
    let staff = door::open(&identity, &visit, Part::People, Some(&back)).await?;
    let (look, person) = own(&staff, &id).await?;
    let one = which.session.parse::<SessionId>().ok();
    if one.is_none() && which.session != "all" {
        return Ok(see_other(&back));
    }
    let within = Arc::new((staff, look));
    let ended: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move { end(tx, &within.0, &within.1, (person, one)).await })
        })
        .await;
    Ok(visit.sends(&format!("{back}?notice={}", if ended? { "sessions-ended" } else { "gone" })))
}

async fn end(
    tx: &mut Tx<'_>,
    staff: &Staff,
    look: &Look,
    (person, one): (AccountId, Option<SessionId>),
) -> Result<Change<bool>, StorageError> {
    let (subject, why, now) = (Subject::Person(person), SessionEnd::EndedByStaff, staff.now());
    let ended = match one {
        Some(one) if sessions::end(tx, one, subject, why, now).await? => vec![one],
        Some(_) => Vec::new(),
        None => sessions::end_others(tx, subject, None, why, now).await?,
    };
    if ended.is_empty() {
        return Ok(Change::Unrecorded(false));
    }
    provider::sessions_ended(tx, &staff.visit.site, &ended, now).await?;
    let notice = Notice::of("notice-signed-out-by-staff").then("notice-else-staff");
    notices::tell(tx, &staff.identity, person, &notice, now).await?;
    let event = staff
        .event("people.session.ended_by_staff")
        .about(subject)
        .with("sessions", ended.iter().map(ToString::to_string).collect::<Vec<_>>())
        .with("reason", look.reason.as_str())
        .with("case", look.case.as_str());
    Ok(Change::Recorded(true, vec![event]))
}
