//! Giving the number: asked once after a sign-in, whenever its owner likes from `/account/identity`.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AuditEvent, Secret, Subject};
use onedoor_national_id::NationalNumber;
use onedoor_proofing::register::Verdict;
use onedoor_services::accounts::NumberProver;
use onedoor_site::limits::{self, Limit, taken};
use onedoor_site::register::Purpose;
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, ReturnTo, SignedInVisit, see_other};
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::given::Typed;
use super::pages::AskPage;
use super::{ASK, Content, PATH, asks, review};
use crate::routes::form::{notice, own_account, proof_problem, sign_in_first};
use crate::sessions::is_fresh;
use crate::{Portal, numbers};

const DAY: Duration = Duration::from_hours(24);

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
pub(super) struct GiveForm {
    #[serde(flatten)]
    typed: Typed,
    #[serde(default)]
    password: Secret,
    /// Whether the staff shall look at what does not quite agree.
    #[serde(default)]
    review: String,
    #[serde(default)]
    return_to: String,
}

/// `GET /account/identity/ask`: the question.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(heading): Address<Heading>,
) -> Result<Response, Refused> {
    let (record, to) = (own_account(&visit).await?, ReturnTo::parse(&heading.return_to));
    if let Some(done) = not_here(&portal, &visit, &record, &to) {
        return Ok(done);
    }
    let typed = Typed { name: record.account.display_name.clone(), ..Typed::default() };
    Ok(visit.page(&page(&portal, &visit, &record, (typed, to), Problems::new())))
}

/// Who has nothing to give here, or must first show that it is they: an account is found by its number, so nobody else
/// shall give one who finds it open.
fn not_here(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    to: &ReturnTo,
) -> Option<Response> {
    if !asks(portal) || record.number.as_ref().is_some_and(NumberRecord::is_proven) {
        return Some(see_other(to.as_str()));
    }
    sign_in_first(portal, visit, record, &address(to))
}

fn address(to: &ReturnTo) -> String {
    format!("{ASK}?return_to={}", to.encoded())
}

fn page(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    (typed, return_to): (Typed, ReturnTo),
    problems: Problems,
) -> AskPage {
    AskPage {
        country: portal.site.settings.country,
        later: return_to.as_str() == PATH,
        asks_password: record.password_hash.is_some() && !is_fresh(&visit.session, visit.now),
        may_review: false,
        typed,
        return_to,
        problems,
    }
}

/// `POST /account/identity/ask`: holds what was typed against the register.
pub(super) async fn give(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<GiveForm>,
) -> Result<Response, Refused> {
    let (record, to) = (own_account(&visit).await?, ReturnTo::parse(&form.return_to));
    if let Some(done) = not_here(&portal, &visit, &record, &to) {
        return Ok(done);
    }
    let again = |status, problems| {
        let page = page(&portal, &visit, &record, (form.typed.clone(), to.clone()), problems);
        visit.page_at(&address(&to), status, &page)
    };
    let given = match form.typed.read(portal.site.settings.country, portal.day(visit.now)) {
        Ok(given) => given,
        Err(problems) => return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, problems)),
    };
    if let Some(problem) = proof_problem(&visit, &record, form.password).await? {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, Problems::one(problem)));
    }
    if let Some(wait) = taken(&visit, limits(&visit, &record)).await? {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        let page = page(&portal, &visit, &record, (form.typed.clone(), to.clone()), Problems::one(problem));
        return Ok(wait.page(&visit, &address(&to), &page));
    }
    let Ok(verdict) =
        portal.site.look_up(&given.sought(portal.site.settings.country), Purpose::AccountNumber).await
    else {
        give_back(&visit, &record).await?;
        let problem = Problem::general("identification-away");
        return Ok(again(StatusCode::SERVICE_UNAVAILABLE, Problems::one(problem)));
    };
    let found = match verdict {
        Verdict::Match(entry) if entry.number == given.number.as_str() => {
            write_down(&portal, &visit, &record, &given.number).await?;
            return Ok(on(&visit, &to));
        }
        Verdict::None => {
            let problem = Problem::new("number", "identification-unknown");
            return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, Problems::one(problem)));
        }
        Verdict::Match(entry) | Verdict::Near { entry, .. } => vec![*entry],
        Verdict::Several(found) => found,
    };
    if form.review == "yes" {
        let said = given.sought(portal.site.settings.country);
        review::hand_over(&portal, &visit, record.account.id, &Content { said, found }).await?;
        return Ok(visit.sends(&format!("{PATH}?done=review&return_to={}", to.encoded())));
    }
    // It is not said what the register has instead: it may be somebody else's.
    let problems = Problems::one(Problem::new("number", "identification-near"));
    let page = page(&portal, &visit, &record, (form.typed.clone(), to.clone()), problems);
    let page = AskPage { may_review: true, ..page };
    Ok(visit.page_at(&address(&to), StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Where its owner was heading.
fn on(visit: &SignedInVisit, to: &ReturnTo) -> Response {
    if to.as_str() == PATH { visit.sends(&format!("{PATH}?done=matched")) } else { see_other(to.as_str()) }
}

/// What keeps people from trying out whom the register knows.
fn limits(visit: &SignedInVisit, record: &AccountRecord) -> [Limit; 2] {
    [
        of_account(visit, record),
        Limit::of(&visit.site, "portal.register.network", &visit.network_key(), 50, DAY),
    ]
}

fn of_account(visit: &SignedInVisit, record: &AccountRecord) -> Limit {
    Limit::of(&visit.site, "portal.register.account", &record.account.id.to_string(), 5, DAY)
}

/// A register that does not answer costs nobody a try.
async fn give_back(visit: &SignedInVisit, record: &AccountRecord) -> Result<(), StorageError> {
    let limit = of_account(visit, record);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok(Change::Unrecorded(limits::give_back(tx, &limit).await?)) })
    });
    write.await
}

/// Writes the number down as one that the register knows; nothing if another was proven meanwhile.
async fn write_down(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    number: &NationalNumber,
) -> Result<(), Refused> {
    let (account, now, site) = (record.account.id, visit.now, &portal.site);
    let number = Arc::new(NumberRecord {
        country: site.settings.country,
        sealed: numbers::seal(&site.vault, account, number),
        fingerprint: numbers::fingerprint(&site.vault, number),
        proven_at: None,
        proven_by: Some(NumberProver::Register),
        matched_at: Some(now),
    });
    let told = notice(visit, record, "identification-told")?;
    let subject = Subject::LocalAccount(account);
    let event = AuditEvent::new(now, actor(subject), "services.number.matched").about(subject);
    let write = site.store.write::<_, StorageError, _>(move |tx| {
        let (number, told, event) = (Arc::clone(&number), told.clone(), event.clone());
        Box::pin(async move {
            if !accounts::match_number(tx, account, &number, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            told.queue(tx).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(write.await?)
}

/// `POST /account/identity/skip`: not now.
pub(super) async fn skip(visit: SignedInVisit, Posted(form): Posted<Heading>) -> Result<Response, Refused> {
    let (account, now) = (visit.local_account()?, visit.now);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            accounts::skip_number(tx, account, now).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    write.await?;
    Ok(see_other(ReturnTo::parse(&form.return_to).as_str()))
}
