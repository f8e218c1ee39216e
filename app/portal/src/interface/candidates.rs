//! `POST /linking/v1/candidates`: an identity asks, for a person who is about to link an account there, whether one
//! here is theirs. It asks by the fingerprint of the person's proven number, which only the portal can compare.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, Subject, Timestamp};
use onedoor_linking_protocol::{Candidates, CandidatesRequest, Code, Hint};
use onedoor_services::accounts::{AccountState, LocalAccount};
use onedoor_site::HasSite;
use onedoor_site::interface::{Failure, json};
use onedoor_site::limits::{self, Limit, Wait};
use onedoor_storage::linking::prints::{self, Print};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::{Change, Tx};

use super::caller::Asked;
use super::here;
use crate::linking::{begun, read_prints};
use crate::{Portal, known_user_name};

/// How often an identity may ask for one person, and for all.
const FOR_ONE: i64 = 10;
const FOR_ALL: i64 = 20_000;
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// How many accounts are shown.
const SHOWN: usize = 5;

/// Answers with the accounts that carry the number, as far as their owner needs it to know them again; each owner
/// finds in their record that this was asked.
pub(super) async fn candidates(State(portal): State<Portal>, request: Request) -> Result<Response, Failure> {
    let asked = Asked::of(&portal, request).await?;
    here(&portal)?;
    let wanted: CandidatesRequest = asked.read()?;
    if !portal.linking.of_issuer(&asked.issuer).is_some_and(|upstream| upstream.fingerprints) {
        return Err(Code::NotOffered.into());
    }
    let prints = read_prints(wanted.fingerprints.iter().map(String::as_str));
    let within = portal.clone();
    let found: Result<Result<Vec<AccountRecord>, Wait>, Failure> = portal
        .site()
        .store
        .write(move |tx| {
            let (portal, asked) = (within.clone(), asked.clone());
            let (subject, prints) = (wanted.subject.clone(), prints.clone());
            Box::pin(async move { look(tx, &portal, &asked, (&subject, &prints)).await })
        })
        .await;
    let found = found?.map_err(|wait| Failure::TooMany(wait.0.as_secs() + 1))?;
    let accounts = found.iter().take(SHOWN).map(|record| hint(&portal, record)).collect();
    Ok(json(&Candidates { accounts, more: found.len() > SHOWN }))
}

/// Within one transaction: counted, looked up, recorded.
async fn look(
    tx: &mut Tx<'_>,
    portal: &Portal,
    asked: &Asked,
    (subject, prints): (&str, &[Print]),
) -> Result<Change<Result<Vec<AccountRecord>, Wait>>, Failure> {
    asked.once(tx).await?;
    let whom = format!("{}\n{subject}", asked.issuer);
    let limits = [
        Limit::of(portal.site(), "linking.candidates_person", &whom, FOR_ONE, HOUR),
        Limit::of(portal.site(), "linking.candidates_issuer", &asked.issuer, FOR_ALL, DAY),
    ];
    if let Some(wait) = limits::take(tx, &limits, asked.now).await? {
        return Ok(Change::Unrecorded(Err(wait)));
    }
    let Some(number) = prints::number_of(tx, &asked.issuer, prints).await? else {
        return Ok(Change::Unrecorded(Ok(Vec::new())));
    };
    let mut found = accounts::by_number(tx, number).await?;
    // One that was made for the person has no password that they could give.
    found.retain(|one| one.account.state == AccountState::Active && known_user_name(one).is_some());
    let events = found.iter().map(|one| shown(&one.account, &asked.issuer, asked.now)).collect();
    Ok(Change::Recorded(Ok(found), events))
}

fn shown(account: &LocalAccount, issuer: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Client(issuer.to_owned()), "linking.candidates.shown")
        .about(Subject::LocalAccount(account.id))
        .with("issuer", issuer)
}

fn hint(portal: &Portal, record: &AccountRecord) -> Hint {
    let organisation = record.account.organisation.as_ref();
    Hint {
        organisation: organisation.map(|code| portal.profile.organisation_name(code.as_str())),
        user_name: begun(record.account.user_name.as_str()),
    }
}
