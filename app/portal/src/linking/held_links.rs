//! The other national identities that open an account which somebody takes over with theirs. Whoever linked them has not
//! shown now that they are the owner: they are suspended until the owner has decided.

use onedoor_base::{AuditEvent, LinkId, LocalAccountId, Session, Subject, Timestamp};
use onedoor_linking::{Link, Reason, Standing, is_other_proven};
use onedoor_services::accounts::NumberProver;
use onedoor_site::session::actor;
use onedoor_site::{HasSite, Site};
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::services::contacts;
use onedoor_storage::{StorageError, Tx};

use super::tell;
use crate::Portal;

/// Suspends them, and leaves their sessions to the caller; what the record should say. Also one that its issuer has still
/// to confirm, or has suspended itself: it could open the account later. `proving` is the session that proved the
/// account, if one did.
pub(super) async fn hold(
    tx: &mut Tx<'_>,
    portal: &Portal,
    (record, link): (&AccountRecord, &Link),
    proving: Option<&Session>,
) -> Result<Vec<AuditEvent>, StorageError> {
    let (how, now) = (link.local_proof.how, link.created_at);
    let told = record
        .number
        .as_ref()
        .is_some_and(|number| number.proven_at.is_some() && number.proven_by == Some(NumberProver::Issuer));
    let proving = proving.and_then(|session| session.upstream.as_ref());
    let mut held = Vec::new();
    for other in links::holding(tx, link.account).await? {
        let signed_in = proving.is_some_and(|from| from.issuer == other.national.issuer);
        if other.id == link.id || is_other_proven(how, other.local_proof.how, signed_in, told) {
            continue;
        }
        let before = other.handshake;
        let Ok(handshake) = before.suspend(now, Reason::Unproven) else { continue };
        let other = Link { handshake, ..other };
        if links::keep(tx, &other, &before).await? {
            tell::put_down(tx, portal.site(), &other, now).await?;
            held.push(event(&other, link.account, "linking.link.suspended", now, Some(Reason::Unproven)));
        }
    }
    Ok(held)
}

/// Those that wait for the owner's decision.
pub(super) async fn of_account(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<Link>, StorageError> {
    Ok(links::holding(tx, account).await?.into_iter().filter(waits).collect())
}

fn waits(link: &Link) -> bool {
    let standing = link.handshake.mine.standing;
    let held = matches!(standing, Standing::Suspended { why: Reason::Unproven, .. });
    held && link.life().holds_account()
}

fn event(
    link: &Link,
    account: LocalAccountId,
    action: &'static str,
    now: Timestamp,
    why: Option<Reason>,
) -> AuditEvent {
    let owner = Subject::LocalAccount(account);
    AuditEvent::new(now, actor(owner), action)
        .about(owner)
        .with("link", link.id.to_string())
        .with("issuer", link.national.issuer.as_str())
        .with("why", why.map(Reason::word))
}

/// Does what the owner decided about one: it opens the account again, or is ended. Nothing if it does not wait.
pub(super) async fn decide(
    tx: &mut Tx<'_>,
    site: &Site,
    (account, id): (LocalAccountId, LinkId),
    keep: bool,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let Some(link) = links::get(tx, id).await? else { return Ok(None) };
    if link.account != account || !waits(&link) {
        return Ok(None);
    }
    let before = link.handshake;
    let changed = if keep { before.resume(now) } else { before.end(now, Reason::Unproven) };
    let Ok(handshake) = changed else { return Ok(None) };
    let link = Link { handshake, ..link };
    if !links::keep(tx, &link, &before).await? {
        return Ok(None);
    }
    tell::put_down(tx, site, &link, now).await?;
    if !keep {
        contacts::forget_of_issuer(tx, account, &link.national.issuer).await?;
    }
    let action = if keep { "linking.link.resumed" } else { "linking.link.ended" };
    Ok(Some(event(&link, account, action, now, (!keep).then_some(Reason::Unproven))))
}
