//! A national number that was put right at the issuer is put right in the account at the next sign-in from there, as the
//! issuer's event had announced (`identity-changed`). Its owner could not do it here: a proven number is not replaced.

use onedoor_base::{AuditEvent, Digest};
use onedoor_linking::{Link, Proof};
use onedoor_services::accounts::NumberProver;
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::{StorageError, Tx};

use super::record;
use super::settle::Settlement;
use crate::numbers;

/// Takes over the number that the issuer of this link tells, where the one kept is the issuer's own word of before.
pub(super) async fn number(
    tx: &mut Tx<'_>,
    settlement: &Settlement,
    (account, link): (&AccountRecord, &Link),
) -> Result<Option<AuditEvent>, StorageError> {
    let (Some(kept), Some(told)) = (&account.number, &settlement.national.number) else { return Ok(None) };
    let (id, now) = (account.account.id, settlement.visit.now);
    let others = links::holding(tx, id).await?.iter().any(|other| other.id != link.id);
    let says_so = told.proven && may_correct(link.local_proof.how, others);
    if !says_so || !is_another(kept, told.fingerprint) {
        return Ok(None);
    }
    let site = &settlement.visit.site;
    let right = NumberRecord {
        country: site.settings.country,
        sealed: numbers::seal(&site.vault, id, &told.national),
        fingerprint: told.fingerprint,
        proven_at: Some(now),
        proven_by: Some(NumberProver::Issuer),
        matched_at: None,
    };
    let done = accounts::correct_number(tx, id, &right, kept.fingerprint, now).await?;
    Ok(done.then(|| record::number_put_right(id, &link.national.issuer, now)))
}

/// Whether the issuer of a link that was proven like this is the one whose word the account's number is. Of several
/// issuers it is the one with which the account was made: else each would put back what the other has put right.
const fn may_correct(how: Proof, others: bool) -> bool {
    match how {
        Proof::MadeHere => true,
        Proof::SameNumber => !others,
        Proof::IdentityToken | Proof::Password | Proof::Session | Proof::OtherIdentity | Proof::Confirmed => {
            false
        }
    }
}

/// Whether what is kept was proven by an issuer and is another number. What the staff have seen on paper stays.
fn is_another(kept: &NumberRecord, told: Digest) -> bool {
    kept.proven_at.is_some() && kept.proven_by == Some(NumberProver::Issuer) && kept.fingerprint != told
}
