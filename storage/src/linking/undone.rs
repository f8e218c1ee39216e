use onedoor_base::{Actor, AuditEvent, Subject, Timestamp};
use onedoor_linking::{Link, Proof, Way};

use crate::services::{accounts, held};
use crate::{StorageError, Tx};

/// Takes back what was done for a link that has ended before it ever opened its account: an account that was made
/// for it would be left without any way in, and ways that were put on hold when it was made open again. In the
/// transaction that ended the link; returns what the audit should say.
pub async fn undo(
    tx: &mut Tx<'_>,
    link: &Link,
    actor: Actor,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let about = |action| {
        AuditEvent::new(now, actor.clone(), action)
            .about(Subject::LocalAccount(link.account))
            .with("link", link.id.to_string())
    };
    if link.local_proof.how == Proof::MadeHere {
        let unmade = accounts::unmake(tx, link.account).await?;
        return Ok(unmade.then(|| about("services.account.unmade")).into_iter().collect());
    }
    let given = held::give_back(tx, link.account, link.created_at).await?;
    let ways: Vec<&str> = given.into_iter().map(Way::word).collect();
    Ok((!ways.is_empty()).then(|| about("linking.account.released").with("ways", ways)).into_iter().collect())
}
