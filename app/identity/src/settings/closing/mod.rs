//! `/account/settings/closing`: closing an account. Its owner asks with the password, is told at every contact, and can
//! stay for a while (`identity.closing.days`); then a job ends what stood on the account, in portions, and takes away what it said.

mod work;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AccountId, JobId, Secret, Subject};
use onedoor_password::Verdict;
use onedoor_people::staff::IdentityStands;
use onedoor_people::{Closing, ClosingState};
use onedoor_site::fresh::{FRESH, is_fresh, prove_again};
use onedoor_site::limits::{forget, taken};
use onedoor_site::{
    Asked, FreshVisit, Posted, Refused, ReturnTo, SignedInVisit, Visit, passwords, see_other,
};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::event;
use super::pages::ClosingPage;
use crate::notices::{self, Notice};
use crate::routes::{Known, refused, standing};
use crate::{Identity, limits, lock};

pub(crate) use work::jobs;

pub(super) const PATH: &str = "/account/settings/closing";
const STAY: &str = "/account/settings/closing/stay";

pub(super) fn pages() -> Router<Identity> {
    Router::new().route(PATH, get(show).post(ask)).route(STAY, post(stay))
}

/// For how many days an owner can stay.
fn days(identity: &Identity) -> i64 {
    i64::try_from(identity.closing_wait.as_secs() / 86_400).unwrap_or(i64::MAX)
}

/// The closing of an account, if one is under way.
pub(super) async fn waiting(visit: &Visit, account: AccountId) -> Result<Option<Closing>, StorageError> {
    let read =
        visit.site.store.read(move |tx| Box::pin(async move { people::closing_of(tx, account).await }));
    Ok(read.await?.filter(Closing::waits))
}

/// Where somebody goes on to who has just signed in: past the question whether to stay, if the account is about to be
/// closed.
pub(crate) async fn onward(visit: &Visit, who: Subject, to: &ReturnTo) -> Result<String, StorageError> {
    let on = crate::routes::onward(to).to_owned();
    let Subject::Person(account) = who else { return Ok(on) };
    Ok(match waiting(visit, account).await? {
        Some(_) => format!("{PATH}?return_to={}", to.encoded()),
        None => on,
    })
}

#[derive(Deserialize)]
struct Heading {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    notice: String,
}

/// What is under way is shown to everybody who is signed in; asking for it wants a fresh proof.
async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    let closing = waiting(&visit, visit.person()?).await?;
    if closing.is_none() && !is_fresh(&visit.session, visit.now, FRESH) {
        return Ok(prove_again(&ReturnTo::parse(PATH)));
    }
    let to = ReturnTo::parse(&heading.return_to);
    let onward = to.is_deep().then(|| to.as_str().to_owned());
    let asked = heading.notice == "asked";
    Ok(visit.page(&ClosingPage {
        due_at: closing.map(|closing| closing.due_at),
        onward,
        asked,
        days: days(&identity),
        ..ClosingPage::default()
    }))
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    sure: String,
}

async fn ask(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Asking>,
) -> Result<Response, Refused> {
    let mut problems = Problems::new();
    if form.sure != "yes" {
        problems.push(Problem::new("sure", "closing-sure-missing"));
    }
    if form.password.reveal().is_empty() {
        problems.push(Problem::new("password", "password-present-missing"));
    }
    let page = |problems| ClosingPage { problems, days: days(&identity), ..ClosingPage::default() };
    if !problems.is_empty() {
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page(problems)));
    }
    let known = Known::of(&visit).await?;
    if let Some(wait) = taken(&visit, [limits::present_password(&visit, known.account.id)]).await? {
        let problem = Problem::general("password-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, PATH, &page(Problems::one(problem))));
    }
    let hash = known.account.password_hash;
    let verdict = passwords::check(&visit.site, Some(hash.clone()), form.password).await?;
    if !matches!(verdict, Verdict::Right { .. }) {
        refused(&visit).await?;
        let problem = Problem::new("password", "password-present-wrong");
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page(Problems::one(problem))));
    }
    match begin(&identity, &visit, hash).await? {
        Begun::Waits => Ok(visit.sends(&format!("{PATH}?notice=asked"))),
        Begun::ThrownOut => Ok(prove_again(&ReturnTo::parse(PATH))),
        Begun::Ordered => {
            let problems = Problems::one(Problem::general("closing-ordered"));
            Ok(visit.page_at(PATH, StatusCode::CONFLICT, &page(problems)))
        }
    }
}

/// What came of asking.
enum Begun {
    /// It waits from now on, or did already.
    Waits,
    /// Whoever visits was thrown out, or the password was changed, while it was compared.
    ThrownOut,
    /// An authority has locked the electronic identity: nobody gets rid of that with the account.
    Ordered,
}

/// Begins the waiting.
async fn begin(identity: &Identity, visit: &FreshVisit, hash: String) -> Result<Begun, Refused> {
    let (now, due_at) = (visit.now, visit.now.after(identity.closing_wait));
    let job = JobId::new(now, visit.site.random.as_ref());
    let notice = Notice::of("notice-closing-asked")
        .then("notice-closing-stay")
        .count("days", days(identity))
        .by(visit);
    let within = Arc::new((identity.clone(), visit.0.clone(), notice, hash));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (identity, visit, notice, hash) = &*within;
            let stands = standing(tx, visit).await?.filter(|account| account.password_hash == *hash);
            let Some(account) = stands.map(|account| account.id) else {
                return Ok(Change::Unrecorded(Begun::ThrownOut));
            };
            if lock::stands(tx, account, now).await? == IdentityStands::Ordered {
                return Ok(Change::Unrecorded(Begun::Ordered));
            }
            forget(tx, &limits::present_password(visit, account)).await?;
            if !people::ask_closing(tx, account, due_at, now).await? {
                return Ok(Change::Unrecorded(Begun::Waits));
            }
            let (payload, key) = (account.to_string(), format!("{account} {}", due_at.millis()));
            let new = NewJob { kind: work::JOB, payload: &payload, due_at, unique_key: Some(&key) };
            enqueue(tx, &new, job, now).await?;
            notices::tell(tx, identity, account, notice, now).await?;
            Ok(Change::Recorded(Begun::Waits, vec![event(account, "people.closing.asked", now)]))
        })
    });
    Ok(write.await?)
}

#[derive(Deserialize)]
struct Staying {
    #[serde(default)]
    return_to: String,
}

/// Whoever is signed in can stay: it takes nothing from anybody.
async fn stay(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(form): Posted<Staying>,
) -> Result<Response, Refused> {
    let (account, now) = (visit.person()?, visit.now);
    let notice = Notice::of("notice-closing-stayed").then("notice-else-password").by(&visit);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, notice) = (identity.clone(), notice.clone());
        Box::pin(async move {
            let to = (ClosingState::Waiting, ClosingState::Stayed);
            if !people::move_closing(tx, account, to, now, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            notices::tell(tx, &identity, account, &notice, now).await?;
            Ok(Change::Recorded((), vec![event(account, "people.closing.stayed", now)]))
        })
    });
    write.await?;
    let to = ReturnTo::parse(&form.return_to);
    if to.is_deep() {
        return Ok(see_other(to.as_str()));
    }
    Ok(visit.sends("/account/settings?notice=stayed"))
}
