//! `/interaction/{id}/code`: a portal wants two factors, and the person has shown a password. A code goes to the
//! account's phone; with it the session is worth more, under a new cookie.
//!
//! A code is good for one request, in one session of one browser, once.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{
    AccountId, Actor, AuditEvent, CodeId, CodeVerdict, Factor, InteractionId, Phone, SessionId, Subject,
};
use onedoor_oidc::interaction::Missing;
use onedoor_people::Account;
use onedoor_site::code::{NewCode, NewSms, Presented, payload, present};
use onedoor_site::limits::{Limit, Wait, give_back, messages_of, messages_to_owner, taken};
use onedoor_site::session::StepUp;
use onedoor_site::{Asked as Address, Nothing, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError, people};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::{Deserialize, Serialize};

use super::interaction::{Failure, path, waiting};
use super::{pages, settle};
use crate::Identity;
use crate::sign_in::admit;

/// What the codes of a second factor are for; their messages are counted by it too.
const PURPOSE: &str = "second_factor";
const MESSAGES: &str = "message.second_factor";

/// How often wrong codes may be given for one account: whoever has its password would guess for years, with a
/// message to its owner for every five of them.
const MOST_TRIES: i64 = 15;
const WINDOW: Duration = Duration::from_hours(1);

/// What a code is good for, sealed with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct For {
    interaction: InteractionId,
    session: SessionId,
}

/// Somebody whom a waiting request asks for another factor.
struct Person {
    interaction: InteractionId,
    account: AccountId,
    session: SessionId,
    phone: Phone,
    /// The portal's name.
    portal: String,
}

/// The code that the page is about.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sent: String,
}

/// `POST /interaction/{id}/code/send`: sends a code, or another one in the place of the one before.
pub(super) async fn send(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    let person = match person(&state, &visit, &id).await? {
        Ok(person) => person,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let before = sent_before(&visit, &person, &about.id).await?;
    let own = messages_of(&visit.site, &person.account.to_string());
    let all = std::iter::once(own).chain(messages_to_owner(&visit, MESSAGES, &person.phone));
    if let Some(wait) = taken(&visit, all).await? {
        let Some(before) = before else { return Err(wait.refused(&visit)) };
        let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
        // The one before is as good as it was.
        let page = pages::TypeCode { dead: false, ..page(&person, before.id, Some(problem)) };
        return Ok(wait.page(&visit, &address(&person, before.id), &page));
    }
    let good_for = For { interaction: person.interaction, session: person.session };
    let code = match &before {
        Some(before) => NewCode::again(&visit, before.id)?,
        None => NewCode::of(&visit, &good_for)?,
    };
    let again = before.is_some();
    if put_down(&visit, &person, &code, again).await? {
        let word = if again { "&sent=again" } else { "" };
        Ok(visit.sends(&format!("{}{word}", address(&person, code.id))))
    } else {
        // It was given rightly meanwhile, in another tab.
        Ok(see_other(&path(person.interaction)))
    }
}

/// Records the code and queues its message; false if the one that it should replace has been used.
async fn put_down(visit: &Visit, person: &Person, code: &NewCode, again: bool) -> Result<bool, Refused> {
    let t = visit.localizer();
    let words = [
        ("site", visit.site.look.name(&t).into()),
        ("portal", person.portal.as_str().into()),
        ("code", code.digits().into()),
    ];
    let text = t.with("sms-second-factor", &words);
    let sms =
        NewSms::with_code(&visit.site, visit.now, &person.phone, text, code.runs_out())?.for_code(code.id);
    let (code, now, account) = (code.clone(), visit.now, person.account);
    let written: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (code, sms) = (code.clone(), sms.clone());
            Box::pin(async move {
                if again && !code.replace(tx).await? {
                    return Ok(Change::Unrecorded(false));
                }
                if !again {
                    code.insert(tx, PURPOSE).await?;
                }
                sms.queue(tx).await?;
                Ok(Change::Recorded(true, vec![event(now, account, "provider.code.sent")]))
            })
        })
        .await;
    Ok(written?)
}

/// `GET /interaction/{id}/code`: the page that takes the digits.
pub(super) async fn show(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Address(about): Address<About>,
) -> Result<Response, Refused> {
    let person = match person(&state, &visit, &id).await? {
        Ok(person) => person,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Some(sent) = sent_before(&visit, &person, &about.id).await? else {
        return Ok(see_other(&path(person.interaction)));
    };
    let expired = visit.now >= sent.expires_at;
    let problem = expired.then(|| Problem::general("code-expired"));
    let sent_again = !expired && about.sent == "again";
    Ok(visit.page(&pages::TypeCode { sent_again, ..page(&person, sent.id, problem) }))
}

/// `POST /interaction/{id}/second`: somebody who has more than a phone chooses at `/sign-in/second`.
pub(super) async fn choose(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let id: InteractionId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let (within, here) = (state.clone(), visit.clone());
    let found: Result<Option<(Account, SessionId)>, Failure> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let asked = waiting(tx, within, here, id).await?;
                let Some((account, session)) = asked.person().map(|(account, s)| (account, s.id)) else {
                    return Ok(None);
                };
                if settle::missing(tx, &asked).await? != Some(Missing::AnotherFactor) {
                    return Ok(None);
                }
                Ok(people::by_id(tx, account).await?.map(|account| (account, session)))
            })
        })
        .await;
    let Some((account, session)) = found? else { return Ok(see_other(&path(id))) };
    let to = ReturnTo::parse(&path(id));
    let begun = admit::begun(&visit, &account, None, (Some(session), &to));
    Ok(see_other(&admit::raise(&visit, begun).await?))
}

/// The digits.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

/// `POST /interaction/{id}/code`: judges the digits; with the right ones the request goes on.
pub(super) async fn check(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let person = match person(&state, &visit, &id).await? {
        Ok(person) => person,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let on = path(person.interaction);
    let Some(sent) = sent_before(&visit, &person, &typed.id).await? else { return Ok(see_other(&on)) };
    let at = address(&person, sent.id);
    if typed.code.trim().is_empty() {
        let page = page(&person, sent.id, Some(Problem::new("code", "code-missing")));
        return Ok(visit.page_at(&at, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let tries = Limit::of(&visit.site, "second_factor.try", &person.account.to_string(), MOST_TRIES, WINDOW);
    if let Some(wait) = taken(&visit, [tries]).await? {
        return Ok(too_often(&visit, &person, sent.id, wait));
    }
    let problem = match judge(&visit, &person, (sent.id, &typed.code), tries).await? {
        Judged::Right(step) => return Ok(step.give(&visit.site, see_other(&on))),
        Judged::Done => return Ok(see_other(&on)),
        Judged::Wrong(problem) => problem,
    };
    let page = page(&person, sent.id, Some(problem));
    Ok(visit.page_at(&at, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn too_often(visit: &Visit, person: &Person, id: CodeId, wait: Wait) -> Response {
    let problem = Problem::general("factor-too-many-tries").with("time", wait.hour(visit));
    let page = pages::TypeCode { dead: false, ..page(person, id, Some(problem)) };
    wait.page(visit, &address(person, id), &page)
}

/// What became of the digits.
enum Judged {
    /// They are right, and the session is worth more.
    Right(Box<StepUp>),
    /// They were right before, in another tab or at the first click.
    Done,
    /// They are not.
    Wrong(Problem),
}

async fn judge(
    visit: &Visit,
    person: &Person,
    (id, typed): (CodeId, &str),
    tries: Limit,
) -> Result<Judged, Refused> {
    let step = StepUp::of(visit, &[Factor::Sms]).ok_or_else(|| Refused::internal("a factor of nobody"))?;
    let presented = Presented::of(visit, id, typed);
    let (within, now, account) = (Arc::new(step.clone()), visit.now, person.account);
    let judged: Result<Option<CodeVerdict>, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let step = Arc::clone(&within);
            Box::pin(async move {
                let verdict = present(tx, &presented, PURPOSE).await?;
                match verdict {
                    Some(CodeVerdict::Right) => {
                        codes::spend(tx, id, now).await?;
                        give_back(tx, &tries).await?;
                        let Some(raised) = step.take(tx, now).await? else {
                            return Ok(Change::Unrecorded(None));
                        };
                        Ok(Change::Recorded(verdict, vec![raised]))
                    }
                    Some(CodeVerdict::Wrong { .. } | CodeVerdict::Exhausted) => {
                        let refused = event(now, account, "provider.code.refused");
                        Ok(Change::Recorded(verdict, vec![refused]))
                    }
                    _ => Ok(Change::Unrecorded(verdict)),
                }
            })
        })
        .await;
    Ok(match judged? {
        Some(CodeVerdict::Right) => Judged::Right(Box::new(step)),
        Some(CodeVerdict::AlreadyConfirmed | CodeVerdict::OtherBrowser) | None => Judged::Done,
        Some(CodeVerdict::Wrong { left }) => {
            Judged::Wrong(Problem::new("code", "code-wrong").with("left", left))
        }
        Some(CodeVerdict::Exhausted) => Judged::Wrong(Problem::general("code-exhausted")),
        Some(CodeVerdict::Expired) => Judged::Wrong(Problem::general("code-expired")),
    })
}

/// Who is asked; or on to what the request needs now, if that is something else.
async fn person(state: &Identity, visit: &Visit, id: &str) -> Result<Result<Person, Response>, Refused> {
    let id: InteractionId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let (within, here) = (state.clone(), visit.clone());
    let found: Result<Option<(AccountId, SessionId, Phone, String)>, Failure> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let asked = waiting(tx, within, here, id).await?;
                let Some((account, session)) = asked.person().map(|(account, s)| (account, s.id)) else {
                    return Ok(None);
                };
                if settle::missing(tx, &asked).await? != Some(Missing::AnotherFactor) {
                    return Ok(None);
                }
                let portal = asked.client.name_in(asked.visit.language.tag()).to_owned();
                // Who has something better may have turned text messages off.
                let takes = people::held(tx, account).await?.takes_text_codes();
                let phone = people::phone_of(tx, account).await?.filter(|_| takes);
                Ok(phone.map(|phone| (account, session, phone, portal)))
            })
        })
        .await;
    Ok(match found? {
        Some((account, session, phone, portal)) => {
            Ok(Person { interaction: id, account, session, phone, portal })
        }
        None => Err(see_other(&path(id))),
    })
}

/// The code with this id, if it was sent for this request in this session and browser, and is not used.
async fn sent_before(visit: &Visit, person: &Person, id: &str) -> Result<Option<SentCode>, Refused> {
    let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
    let sent: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await;
    let Some(sent) = sent?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none()) else {
        return Ok(None);
    };
    let good_for: For = payload(visit, &sent)?;
    let same = good_for == For { interaction: person.interaction, session: person.session };
    Ok(same.then_some(sent))
}

fn address(person: &Person, code: CodeId) -> String {
    format!("{}/code?id={code}", path(person.interaction))
}

fn page(person: &Person, code: CodeId, problem: Option<Problem>) -> pages::TypeCode {
    // What is wrong with no field is wrong with the code: it is dead.
    let dead = problem.as_ref().is_some_and(|problem| problem.field.is_empty());
    pages::TypeCode {
        portal: person.portal.clone(),
        action: path(person.interaction),
        id: code.to_string(),
        phone: person.phone.as_str().to_owned(),
        sent_again: false,
        dead,
        problems: problem.map(Problems::one).unwrap_or_default(),
    }
}

fn event(now: onedoor_base::Timestamp, account: AccountId, action: &'static str) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
