//! `PUT /linking/v1/links/{id}`: an identity tells where it stands to a link.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use onedoor_base::{AuditEvent, LinkId, Timestamp};
use onedoor_linking::{Reason, Report, Verdict, receive};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Code, Told};
use onedoor_site::HasSite;
use onedoor_storage::linking::links;
use onedoor_storage::{Change, Tx};

use super::caller::Asked;
use crate::Portal;
use crate::linking::{heard, tell};
use onedoor_site::interface::{Failure, json};

/// `PUT /linking/v1/links/{id}`: the answer says where the portal stands. Twice the same is the same.
pub(super) async fn hear(
    State(portal): State<Portal>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let asked = Asked::of(&portal, request).await?;
    let id: LinkId = id.parse().map_err(|_| Code::NotFound)?;
    let told: Told = asked.read()?;
    let report = words::read_report(&told.report).ok_or(Code::Malformed)?;
    let within = portal.clone();
    let stands: Result<Report, Failure> = portal
        .site()
        .store
        .write(move |tx| {
            let (portal, asked) = (within.clone(), asked.clone());
            Box::pin(async move {
                asked.once(tx).await?;
                let from = (asked.issuer.as_str(), asked.now);
                Ok(change(take(tx, &portal, from, id, &report).await?))
            })
        })
        .await;
    Ok(json(&Told { report: words::report(&stands?), evidence: None }))
}

/// Within one transaction: keeps what the issuer says of a link; where the portal stands, and what the record
/// should say.
pub(super) async fn take(
    tx: &mut Tx<'_>,
    portal: &Portal,
    (issuer, now): (&str, Timestamp),
    id: LinkId,
    report: &Report,
) -> Result<(Report, Vec<AuditEvent>), Failure> {
    let known = links::get(tx, id).await?.filter(|link| link.national.issuer == issuer);
    if known.is_none() {
        return Ok((forgotten(report, now), Vec::new()));
    }
    let Some((link, heard)) = links::hear(tx, id, report).await? else {
        return Err(Code::Malformed.into());
    };
    let events = heard::consequences(tx, portal, &link, &heard, now).await?;
    tell::put_down(tx, portal.site(), &link, now).await?;
    Ok((link.handshake.report(), events))
}

fn change<T>((value, events): (T, Vec<AuditEvent>)) -> Change<T> {
    if events.is_empty() { Change::Unrecorded(value) } else { Change::Recorded(value, events) }
}

/// The answer about a link of which the portal has no record. Every link is made here, and told only after it
/// was written down: if the issuer has heard of it, it was lost with an older database, and nobody here can
/// vouch for it any more.
fn forgotten(report: &Report, now: Timestamp) -> Report {
    let verdict = Verdict::Refuse(Reason::Forgotten);
    receive(None, report, Some(verdict), now).map_or(Report::NOTHING, |refused| refused.report())
}
