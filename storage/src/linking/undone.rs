use onedoor_base::{Actor, AuditEvent, Subject, Timestamp};
use onedoor_linking::{Link, Proof, Reason, Standing, Way};

use super::links;
use crate::services::{accounts, held};
use crate::{StorageError, Tx};

/// Takes back what was done for a link that has ended before it ever opened its account: an account that was made
/// for it would be left without any way in, and ways and other links that were put on hold when it was made open again.
/// In the transaction that ended the link; returns what the audit should say, and the links of which others are to be
/// told.
pub async fn undo(
    tx: &mut Tx<'_>,
    link: &Link,
    actor: Actor,
    now: Timestamp,
) -> Result<(Vec<AuditEvent>, Vec<Link>), StorageError> {
    let about = |action| {
        AuditEvent::new(now, actor.clone(), action)
            .about(Subject::LocalAccount(link.account))
            .with("link", link.id.to_string())
    };
    if link.local_proof.how == Proof::MadeHere {
        let unmade = accounts::unmake(tx, link.account).await?;
        return Ok((unmade.then(|| about("services.account.unmade")).into_iter().collect(), Vec::new()));
    }
    let given = held::give_back(tx, link.account, link.created_at).await?;
    let ways: Vec<&str> = given.into_iter().map(Way::word).collect();
    let released = (!ways.is_empty()).then(|| about("linking.account.released").with("ways", ways));
    let mut events: Vec<_> = released.into_iter().collect();
    let links = resume(tx, link, now).await?;
    for one in &links {
        let event = AuditEvent::new(now, actor.clone(), "linking.link.resumed")
            .about(Subject::LocalAccount(link.account))
            .with("link", one.id.to_string())
            .with("issuer", one.national.issuer.as_str());
        events.push(event);
    }
    Ok((events, links))
}

/// Lets those open the account again that were suspended at the moment at which `link` was made.
async fn resume(tx: &mut Tx<'_>, link: &Link, now: Timestamp) -> Result<Vec<Link>, StorageError> {
    let held = Standing::Suspended { at: link.created_at, why: Reason::Unproven };
    let mut resumed = Vec::new();
    for other in links::holding(tx, link.account).await? {
        let before = other.handshake;
        if before.mine.standing != held {
            continue;
        }
        let Ok(handshake) = before.resume(now) else { continue };
        let other = Link { handshake, ..other };
        if links::keep(tx, &other, &before).await? {
            resumed.push(other);
        }
    }
    Ok(resumed)
}
