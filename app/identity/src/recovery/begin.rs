//! `/recover`: whose account is it?

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Digest, RecoveryId, Subject};
use onedoor_people::recovery::{Evidence, RECOVERY_LIFE};
use onedoor_people::{Account, AccountState, Identifier};
use onedoor_site::challenge::{Answer, Given, Risk, Verdict as Check, ask_at, of_network, risk_of_messages};
use onedoor_site::limits::{Limit, Wait, take};
use onedoor_site::tries::name_here;
use onedoor_site::{Asked, Posted, Refused, Visit, see_other};
use onedoor_storage::people::{self, Recovery, RecoveryState};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::StartPage;
use super::{HOUR, PATH, at};
use crate::Identity;
use crate::routes::sign_in::{find, name_of};

/// What the check is for that keeps programs out.
const CHECK: &str = "recover";

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    identifier: String,
    #[serde(flatten)]
    check: Answer,
}

/// `GET /recover`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let page = page(&identity, &visit, String::new(), risk(&visit).await?);
    Ok(visit.page(&StartPage { over: news.notice == "over", ..page }))
}

/// `POST /recover`.
pub(super) async fn begin(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let typed: String = form.identifier.trim().chars().take(200).collect();
    let risk = risk(&visit).await?;
    let page = |risk, problems| StartPage { problems, ..page(&identity, &visit, typed.clone(), risk) };
    if form.check.wants_another() {
        return Ok(visit.page_at(PATH, StatusCode::OK, &page(risk.max(Risk::Some), Problems::new())));
    }
    if typed.is_empty() {
        let problem = Problem::new("identifier", "sign-in-identifier-missing");
        let page = page(risk, Problems::one(problem));
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let given = Given::of(&visit, CHECK, &form.check);
    match put_down(&identity, &visit, &typed, (given, risk)).await? {
        Begun::Yes(id) => Ok(see_other(&at("ways", id))),
        Begun::Checked(check) => Ok(check.page(&visit, PATH, &page(risk, check.problems(&visit)))),
        Begun::Wait(wait) => {
            let problem = Problem::general("recover-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, PATH, &page(risk, Problems::one(problem))))
        }
    }
}

async fn risk(visit: &Visit) -> Result<Risk, Refused> {
    Ok(of_network(visit).await?.max(risk_of_messages(visit).await?))
}

fn page(identity: &Identity, visit: &Visit, identifier: String, risk: Risk) -> StartPage {
    StartPage {
        identifier,
        country: identity.profile.country,
        challenge: ask_at(visit, CHECK, risk),
        over: false,
        problems: Problems::new(),
    }
}

enum Begun {
    Yes(RecoveryId),
    Checked(Check),
    Wait(Wait),
}

/// Judges the check, counts, looks the account up and writes the attempt down: whoever it may be.
async fn put_down(
    identity: &Identity,
    visit: &Visit,
    typed: &str,
    (given, risk): (Given, Risk),
) -> Result<Begun, Refused> {
    let site = &visit.site;
    let identifier = Identifier::read(typed, identity.profile.country);
    let name = name_of(identifier.as_ref(), typed);
    let id = RecoveryId::new(visit.now, site.random.as_ref());
    let print = site.vault.fingerprint("recover", &name);
    let (asks, vault, here) = (site.settings.captcha.asks(risk), site.vault.clone(), visit.clone());
    let begun = site.store.write::<_, StorageError, _>(move |tx| {
        let (identifier, given, vault, here) =
            (identifier.clone(), given.clone(), vault.clone(), here.clone());
        let name = name.clone();
        Box::pin(async move {
            if asks {
                let check = given.judge(tx, risk).await?;
                if check != Check::Passed {
                    return Ok(Change::Unrecorded(Begun::Checked(check)));
                }
            }
            let found = find(tx, &vault, identifier.as_ref()).await?;
            let account = found.filter(|account| account.state == AccountState::Active);
            let subject = account.as_ref().map(|account| Subject::Person(account.id));
            let (counted, _) = name_here(tx, &here, subject, &name).await?;
            let limits = [
                Limit::of(&here.site, "recover.name", &counted, 20, HOUR),
                Limit::of(&here.site, "recover.network", &here.network_key(), 60, HOUR),
            ];
            if let Some(wait) = take(tx, &limits, here.now).await? {
                return Ok(Change::Unrecorded(Begun::Wait(wait)));
            }
            people::begin_recovery(tx, &new(&here, (id, print), account.as_ref())).await?;
            Ok(Change::Unrecorded(Begun::Yes(id)))
        })
    });
    Ok(begun.await?)
}

fn new(visit: &Visit, (id, name): (RecoveryId, Digest), account: Option<&Account>) -> Recovery {
    Recovery {
        id,
        account: account.map(|account| account.id),
        browser: visit.browser,
        name,
        password: Digest::of(account.map_or("", |account| account.password_hash.as_str())),
        shown: Evidence::default(),
        state: RecoveryState::Begun,
        user_agent: visit.user_agent.clone(),
        network: visit.network.to_string(),
        begun_at: visit.now,
        due_at: None,
        settled_at: None,
        expires_at: visit.now.after(RECOVERY_LIFE),
    }
}
