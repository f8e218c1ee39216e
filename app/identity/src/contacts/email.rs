//! `/account/email`: mail addresses of an account. Each is confirmed by a code that is sent there. Several people may
//! have the same one, so that it opens nothing and finds nobody.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Actor, AuditEvent, CodeId, CodeVerdict, ContactId, Email, Subject, Timestamp};
use onedoor_site::code::{NewCode, Presented, payload, present};
use onedoor_site::limits::{letters, taken};
use onedoor_site::mail::code_letter;
use onedoor_site::{Asked as Address, FreshVisit, HasSite, Posted, Refused, Visit, see_other};
use onedoor_storage::people::{self, EmailContact};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::{Deserialize, Serialize};

use super::EMAIL;
use super::pages::{EmailCodePage, EmailNotice, EmailPage, EmailShown};
use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

const PURPOSE: &str = "email";
/// More than anybody needs.
const MOST: usize = 5;

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(EMAIL, get(show).post(add))
        .route("/account/email/code", get(show_code).post(check))
        .route("/account/email/again", post(again))
        .route("/account/email/remove", post(remove))
}

/// Whose address a code confirms, and which; sealed with it.
#[derive(Serialize, Deserialize)]
struct Confirming {
    account: AccountId,
    email: String,
}

#[derive(Deserialize)]
struct News {
    #[serde(default)]
    notice: String,
}

async fn show(visit: FreshVisit, Address(news): Address<News>) -> Result<Response, Refused> {
    let notice = match news.notice.as_str() {
        "added" => Some(EmailNotice::Added),
        "removed" => Some(EmailNotice::Removed),
        _ => None,
    };
    let page = page(&visit, String::new(), Problems::new()).await?;
    Ok(visit.page(&EmailPage { notice, ..page }))
}

#[derive(Deserialize)]
struct NewEmail {
    #[serde(default)]
    email: String,
}

async fn add(visit: FreshVisit, Posted(form): Posted<NewEmail>) -> Result<Response, Refused> {
    if !visit.site.settings.mail {
        return Err(Refused::kind(ErrorKind::NotFound));
    }
    let page = |problem| page(&visit, form.email.clone(), Problems::one(problem));
    let typed = form.email.trim();
    let Ok(email) = Email::parse(typed) else {
        let key = if typed.is_empty() { "email-missing" } else { "email-malformed" };
        let page = page(Problem::new("email", key)).await?;
        return Ok(visit.page_at(EMAIL, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let account = visit.person()?;
    let known = known(&visit, account).await?;
    let problem = if known.iter().any(|contact| contact.email == email) {
        Some(Problem::new("email", "email-is-there"))
    } else if known.len() >= MOST {
        Some(Problem::general("email-too-many").with("most", i64::try_from(MOST).unwrap_or(i64::MAX)))
    } else {
        None
    };
    if let Some(problem) = problem {
        let page = page(problem).await?;
        return Ok(visit.page_at(EMAIL, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if let Some(wait) = taken(&visit, letters(&visit, &account.to_string(), &email)).await? {
        let page = page(Problem::general("code-too-many").with("time", wait.hour(&visit))).await?;
        return Ok(wait.page(&visit, EMAIL, &page));
    }
    let code = NewCode::of(&visit, &Confirming { account, email: email.as_str().to_owned() })?;
    let mail = code_letter(&visit, &code, &email)?;
    let (id, now) = (code.id, visit.now);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, mail) = (code.clone(), mail.clone());
        Box::pin(async move {
            code.insert(tx, PURPOSE).await?;
            mail.queue(tx).await?;
            Ok(Change::Recorded((), vec![event(now, account, "people.email.code_sent")]))
        })
    });
    write.await?;
    Ok(see_other(&format!("/account/email/code?id={id}")))
}

/// The code that the page is about.
#[derive(Deserialize)]
struct About {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sent: String,
}

async fn show_code(visit: FreshVisit, Address(about): Address<About>) -> Result<Response, Refused> {
    let Some((sent, confirming)) = waiting(&visit, &about.id).await? else { return Ok(see_other(EMAIL)) };
    let expired = visit.now >= sent.expires_at;
    let problem = expired.then(|| Problem::general("code-expired"));
    let again = !expired && about.sent == "again";
    Ok(visit.page(&EmailCodePage { again, ..code_page(&sent, &confirming, problem) }))
}

fn code_page(sent: &SentCode, confirming: &Confirming, problem: Option<Problem>) -> EmailCodePage {
    let dead = problem.as_ref().is_some_and(|problem| problem.field.is_empty());
    EmailCodePage {
        id: sent.id.to_string(),
        email: confirming.email.clone(),
        again: false,
        dead,
        problems: problem.map_or_else(Problems::new, Problems::one),
    }
}

fn address(sent: &SentCode) -> String {
    format!("/account/email/code?id={}", sent.id)
}

/// A code that was sent for this account in this browser and is not spent.
async fn waiting(visit: &FreshVisit, id: &str) -> Result<Option<(SentCode, Confirming)>, Refused> {
    let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
    let sent: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await;
    let Some(sent) = sent?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none()) else {
        return Ok(None);
    };
    let confirming: Confirming = payload(visit, &sent)?;
    let own = confirming.account == visit.person()?;
    Ok(own.then_some((sent, confirming)))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    // Spent already by a double click, or somebody else's.
    let Some((sent, confirming)) = waiting(&visit, &typed.id).await? else { return Ok(see_other(EMAIL)) };
    let again = |problem| {
        let page = code_page(&sent, &confirming, Some(problem));
        Ok(visit.page_at(&address(&sent), StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    if typed.code.trim().is_empty() {
        return again(Problem::new("code", "code-missing"));
    }
    match confirm(&identity, &visit, (sent.id, &typed.code), &confirming).await? {
        None => Ok(visit.sends(&format!("{EMAIL}?notice=added"))),
        Some(problem) => again(problem),
    }
}

/// Judges the digits and adds the address; what is wrong with them.
async fn confirm(
    identity: &Identity,
    visit: &FreshVisit,
    (id, typed): (CodeId, &str),
    confirming: &Confirming,
) -> Result<Option<Problem>, Refused> {
    let presented = Presented::of(visit, id, typed);
    let email = Email::from_stored(confirming.email.clone());
    let (account, now) = (confirming.account, visit.now);
    let notice =
        Notice::of("notice-email-added").then("notice-else-password").with("email", email.masked()).by(visit);
    let identity = identity.clone();
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let (identity, email, notice) = (identity.clone(), email.clone(), notice.clone());
        Box::pin(async move {
            let verdict = present(tx, &presented, PURPOSE).await?;
            if verdict != Some(CodeVerdict::Right) {
                return Ok(Change::Unrecorded(verdict));
            }
            codes::spend(tx, id, now).await?;
            let contact = ContactId::new(now, identity.site.random.as_ref());
            if !people::add_email(tx, account, (contact, &email), now).await? {
                return Ok(Change::Unrecorded(verdict));
            }
            let told = changed(tx, &identity, account, &notice, now).await?;
            let event = event(now, account, "people.email.added").with("told", told.join(" "));
            Ok(Change::Recorded(verdict, vec![event]))
        })
    });
    Ok(match write.await? {
        Some(CodeVerdict::Right | CodeVerdict::AlreadyConfirmed) => None,
        Some(CodeVerdict::Wrong { left }) => Some(Problem::new("code", "code-wrong").with("left", left)),
        Some(CodeVerdict::Exhausted) => Some(Problem::general("code-exhausted")),
        Some(CodeVerdict::Expired | CodeVerdict::OtherBrowser) | None => {
            Some(Problem::general("code-expired"))
        }
    })
}

/// Tells the owner everywhere, and the portals that may know the address.
async fn changed(
    tx: &mut Tx<'_>,
    identity: &Identity,
    account: AccountId,
    notice: &Notice,
    now: Timestamp,
) -> Result<Vec<String>, ProviderError> {
    notices::tell(tx, identity, account, notice, now).await?;
    events::contact_changed(tx, identity.site(), account, &["email"], now).await
}

async fn again(visit: FreshVisit, Posted(about): Posted<About>) -> Result<Response, Refused> {
    let Some((sent, confirming)) = waiting(&visit, &about.id).await? else { return Ok(see_other(EMAIL)) };
    let email = Email::from_stored(confirming.email.clone());
    if let Some(wait) = taken(&visit, letters(&visit, &confirming.account.to_string(), &email)).await? {
        let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
        let page = EmailCodePage { dead: false, ..code_page(&sent, &confirming, Some(problem)) };
        return Ok(wait.page(&visit, &address(&sent), &page));
    }
    let code = NewCode::again(&visit, sent.id)?;
    let mail = code_letter(&visit, &code, &email)?;
    let (now, account) = (visit.now, confirming.account);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, mail) = (code.clone(), mail.clone());
        Box::pin(async move {
            if !code.replace(tx).await? {
                return Ok(Change::Unrecorded(()));
            }
            mail.queue(tx).await?;
            Ok(Change::Recorded((), vec![event(now, account, "people.email.code_sent")]))
        })
    });
    write.await?;
    Ok(visit.sends(&format!("{}&sent=again", address(&sent))))
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    contact: String,
}

async fn remove(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(which): Posted<Which>,
) -> Result<Response, Refused> {
    let account = visit.person()?;
    let known = known(&visit, account).await?;
    let contact = known.into_iter().find(|contact| contact.id.to_string() == which.contact);
    let Some(contact) = contact else { return Ok(see_other(EMAIL)) };
    let notice = Notice::of("notice-email-removed")
        .then("notice-else-password")
        .with("email", contact.email.masked())
        .by(&visit)
        .also_by_mail(&contact.email);
    let (now, within) = (visit.now, identity.clone());
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let (identity, notice) = (within.clone(), notice.clone());
        Box::pin(async move {
            if !people::remove_email(tx, account, contact.id).await? {
                return Ok(Change::Unrecorded(()));
            }
            let told = changed(tx, &identity, account, &notice, now).await?;
            let event = event(now, account, "people.email.removed").with("told", told.join(" "));
            Ok(Change::Recorded((), vec![event]))
        })
    });
    write.await?;
    Ok(visit.sends(&format!("{EMAIL}?notice=removed")))
}

async fn known(visit: &Visit, account: AccountId) -> Result<Vec<EmailContact>, StorageError> {
    visit.site.store.read(move |tx| Box::pin(async move { people::emails_of(tx, account).await })).await
}

async fn page(visit: &FreshVisit, email: String, problems: Problems) -> Result<EmailPage, Refused> {
    let known = known(visit, visit.person()?).await?;
    let shown = |contact: EmailContact| EmailShown {
        id: contact.id.to_string(),
        email: contact.email.as_str().to_owned(),
        confirmed_at: contact.confirmed_at,
    };
    Ok(EmailPage {
        notice: None,
        contacts: known.into_iter().map(shown).collect(),
        can_add: visit.site.settings.mail,
        email,
        problems,
    })
}

fn event(now: Timestamp, account: AccountId, action: &'static str) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
