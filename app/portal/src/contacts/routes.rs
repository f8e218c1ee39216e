//! `/account/contacts`: what the account shows, and the answer to what is offered.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, ContactId, Digest, LocalAccountId, Phone, Secret, Subject, Token};
use onedoor_linking::Link;
use onedoor_services::accounts::{ContactAnswer, ContactKind};
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, ReturnTo, SignedInVisit, see_other};
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::services::contacts::{self, ContactNews, ContactOffer, ContactOrigin};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Look, Problems, Role, SiteLook};
use serde::Deserialize;

use super::page::{ContactLine, OfferLine};
use super::{ContactsPage, open, shown};
use crate::Portal;
use crate::routes::form::{own_account, proof_problem, sign_in_first};
use crate::routes::phone_replaced;
use crate::sessions::is_fresh;

const PATH: &str = "/account/contacts";

pub(crate) fn pages() -> Router<Portal> {
    Router::new().route(PATH, get(show).post(answer)).route("/account/contacts/again", post(again))
}

#[derive(Debug, Default, Deserialize)]
struct Told {
    #[serde(default)]
    return_to: Option<String>,
    #[serde(default)]
    done: String,
}

async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(told): Address<Told>,
) -> Result<Response, Refused> {
    let return_to = ReturnTo::parse(told.return_to.as_deref().unwrap_or("/account"));
    let page = page(&portal, &visit, return_to).await?;
    Ok(visit.page(&ContactsPage { saved: told.done == "saved", ..page }))
}

/// What is there of one account.
struct There {
    record: AccountRecord,
    offers: Vec<ContactOffer>,
    origins: Vec<ContactOrigin>,
    news: Vec<ContactNews>,
    links: Vec<Link>,
}

impl There {
    /// The link whose issuer is asked: that of this session, or else the first one.
    fn told_by(&self, visit: &SignedInVisit) -> Option<&Link> {
        let active = || self.links.iter().filter(|link| link.is_active());
        let here = visit.session.upstream.as_ref();
        let here = here.and_then(|from| active().find(|link| link.national.issuer == from.issuer));
        here.or_else(|| active().next())
    }
}

async fn there(visit: &SignedInVisit) -> Result<There, Refused> {
    let (record, account) = (own_account(visit).await?, visit.local_account()?);
    let found: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let offers = contacts::offers(tx, account).await?;
                let origins = contacts::origins(tx, account).await?;
                let news = contacts::news(tx, account).await?;
                Ok((offers, origins, news, links::holding(tx, account).await?))
            })
        })
        .await;
    let (offers, origins, news, links) = found?;
    Ok(There { record, offers, origins, news, links })
}

async fn page(portal: &Portal, visit: &SignedInVisit, return_to: ReturnTo) -> Result<ContactsPage, Refused> {
    let there = there(visit).await?;
    let look = |issuer: &str| {
        let known = portal.linking.of_issuer(issuer).map(|upstream| upstream.look.clone());
        known.unwrap_or_else(|| SiteLook::new(Look::Plain, Role::Identity))
    };
    let account = there.record.account.id;
    let told_by = there.told_by(visit);
    let again = told_by.and_then(|link| portal.linking.of_issuer(&link.national.issuer));
    let again = again.map(|upstream| {
        let back = ReturnTo::parse(PATH).encoded();
        format!("/sign-in/national/{}?return_to={back}", upstream.key)
    });
    let mut lines = Vec::new();
    for kind in ContactKind::ALL {
        let told = there.offers.iter().find(|offer| offer.kind == kind);
        let offer = match told {
            Some(ContactOffer { sealed: Some(sealed), told, proven, at, .. }) => Some(OfferLine {
                value: open(&visit.site.vault, account, kind, sealed)?,
                proven: *proven,
                told_at: *at,
                mark: mark(told.fingerprint),
            }),
            _ => None,
        };
        let declined = told.and_then(|offer| match offer.told.answer {
            ContactAnswer::Declined(at) => Some(at),
            ContactAnswer::Waiting | ContactAnswer::Kept(_) => None,
        });
        let origin = there.origins.iter().find(|origin| origin.kind == kind);
        lines.push(ContactLine {
            kind,
            value: shown(&there.record, kind),
            from: origin.and_then(|origin| origin.issuer.as_deref()).map(look),
            since: origin.map(|origin| origin.since),
            offer,
            declined,
            changed: there.news.iter().find(|news| news.kind == kind).map(|news| news.heard_at),
        });
    }
    Ok(ContactsPage {
        lines,
        issuer: told_by.map(|link| look(&link.national.issuer)),
        again,
        saved: false,
        return_to,
        asks_password: there.record.password_hash.is_some() && !is_fresh(&visit.session, visit.now),
        problems: Problems::new(),
    })
}

/// What a form sends for exactly one value.
fn mark(fingerprint: Digest) -> String {
    use std::fmt::Write as _;
    fingerprint.0[..16].iter().fold("take-".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[derive(Deserialize)]
struct Answers {
    #[serde(default)]
    return_to: Option<String>,
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
}

impl Answers {
    fn of(&self, kind: ContactKind) -> &str {
        match kind {
            ContactKind::Name => &self.name,
            ContactKind::Phone => &self.phone,
            ContactKind::Email => &self.email,
        }
    }
}

/// One answer, ready to be kept.
#[derive(Clone)]
struct Decided {
    kind: ContactKind,
    fingerprint: Digest,
    issuer: String,
    /// The value, if it is taken over.
    value: Option<String>,
    /// Whether the issuer has made sure of it.
    proven: bool,
}

async fn answer(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<Answers>,
) -> Result<Response, Refused> {
    let There { record, offers, .. } = there(&visit).await?;
    let return_to = ReturnTo::parse(form.return_to.as_deref().unwrap_or("/account"));
    let mut decided = Vec::new();
    for ContactOffer { kind, told, sealed, proven, .. } in offers {
        let (Some(sealed), answer) = (sealed, form.of(kind)) else { continue };
        let value = if answer == mark(told.fingerprint) {
            Some(open(&visit.site.vault, record.account.id, kind, &sealed)?)
        } else if answer == "stay" {
            None
        } else {
            // Another value was told meanwhile: it is asked about anew.
            continue;
        };
        decided.push(Decided { kind, fingerprint: told.fingerprint, issuer: told.issuer, value, proven });
    }
    // Whoever has the phone can set a new password: taking one over wants what setting one wants.
    let phone = decided.iter().find(|one| one.kind == ContactKind::Phone && one.value.is_some());
    if phone.is_some() {
        if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
            return Ok(first);
        }
        if let Some(problem) = proof_problem(&visit, &record, form.password).await? {
            let page = page(&portal, &visit, return_to).await?;
            let page = ContactsPage { problems: Problems::one(problem), ..page };
            return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    }
    keep(&visit, &record, decided).await?;
    let goes_on = form.return_to.is_some() && return_to.as_str() != "/account";
    Ok(if goes_on {
        see_other(return_to.as_str())
    } else {
        visit.sends(&format!("{PATH}?done=saved&return_to={}", return_to.encoded()))
    })
}

/// Keeps the answers; tells the phone that stood there before, in case somebody else did this, and how to undo it.
async fn keep(visit: &SignedInVisit, record: &AccountRecord, decided: Vec<Decided>) -> Result<(), Refused> {
    let phone = decided.iter().filter(|one| one.kind == ContactKind::Phone);
    let phone = phone.filter_map(|one| one.value.clone()).map(Phone::from_stored).next();
    let (account, now, random) = (record.account.id, visit.now, visit.site.random.as_ref());
    let undoing = (ContactId::new(now, random), Token::random(random));
    let kept = Arc::new((visit.visit.clone(), record.clone(), decided, phone, undoing));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let kept = Arc::clone(&kept);
        Box::pin(async move {
            let (visit, record, decided, phone, undoing) = &*kept;
            let mut events = Vec::new();
            for one in decided {
                events.extend(keep_one(tx, account, one, now).await?);
            }
            if events.is_empty() {
                return Ok(Change::Unrecorded(()));
            }
            if let Some(phone) = phone {
                phone_replaced(tx, visit, (record, phone), (undoing.0, &undoing.1)).await?;
            }
            Ok(Change::Recorded((), events))
        })
    });
    Ok(write.await?)
}

async fn keep_one(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    decided: &Decided,
    now: onedoor_base::Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let Decided { kind, fingerprint, issuer, value, proven } = decided;
    let answer = if value.is_some() { ContactAnswer::Kept(now) } else { ContactAnswer::Declined(now) };
    if !contacts::answer(tx, account, *kind, *fingerprint, answer).await? {
        return Ok(None);
    }
    let subject = Subject::LocalAccount(account);
    let action = if value.is_some() { "services.contact.kept" } else { "services.contact.declined" };
    if let Some(value) = value {
        contacts::take_over(tx, account, (*kind, value), *proven, now).await?;
        contacts::comes_from(tx, account, *kind, Some(issuer), now).await?;
        if *kind == ContactKind::Name {
            onedoor_storage::site::sessions::rename(tx, subject, value).await?;
        }
    }
    let event = AuditEvent::new(now, actor(subject), action).about(subject);
    Ok(Some(event.with("kind", kind.word()).with("issuer", issuer.as_str())))
}

#[derive(Deserialize)]
struct Again {
    #[serde(default)]
    kind: String,
}

/// What was declined is offered once more: the national identity is asked for it, as nothing of it was kept.
async fn again(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<Again>,
) -> Result<Response, Refused> {
    let (there, account) = (there(&visit).await?, visit.local_account()?);
    let upstream = there.told_by(&visit).and_then(|link| portal.linking.of_issuer(&link.national.issuer));
    let (Some(kind), Some(upstream)) = (ContactKind::from_word(&form.kind), upstream) else {
        return Ok(see_other(PATH));
    };
    let forgotten: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                contacts::forget(tx, account, kind).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    forgotten?;
    Ok(see_other(&format!("/sign-in/national/{}?return_to=%2Faccount%2Fcontacts", upstream.key)))
}
