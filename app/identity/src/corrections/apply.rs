//! What the register has from now on is taken over into the account, and flows to the portals that may know it. The
//! account and what portals call its owner stay what they are.

use onedoor_base::{AccountId, ApplicationId, IdentityLevel, Timestamp};
use onedoor_people::Account;
use onedoor_proofing::register::{Born, Sex};
use onedoor_site::Site;
use onedoor_storage::people::{self, Proofing};
use onedoor_storage::proofing;
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx};

use super::Value;
use crate::ProviderError;
use crate::interface::events;

/// What became of it.
pub(crate) enum Applied {
    /// Done; who is told.
    Done(Vec<String>),
    /// Another account has that number: somebody must find out whose it is.
    NumberTaken,
}

/// Takes a value over. Nothing is changed in an account of which nothing was proven: its owner says there what they
/// like, and what the register has of a number that they only claim is none of theirs yet.
pub(crate) async fn take_over(
    tx: &mut Tx<'_>,
    site: &Site,
    account: &Account,
    value: &Value,
    now: Timestamp,
) -> Result<Applied, ProviderError> {
    let id = account.id;
    let level = people::level(tx, id).await?.map_or(account.identity, |level| level.proven);
    if level < IdentityLevel::Basic {
        return Ok(Applied::Done(Vec::new()));
    }
    let claims: &[&str] = match value {
        Value::Name(name) => {
            people::rename(tx, id, name).await?;
            sessions::rename(tx, onedoor_base::Subject::Person(id), name.as_str()).await?;
            &["name"]
        }
        Value::Number(number) => {
            let sealed = people::seal_number(&site.vault, id, number);
            let fingerprint = people::number_fingerprint(&site.vault, number);
            let own = proofing::applications_of(tx, id).await?.into_iter().next();
            let besides = own.map_or(ApplicationId::from_bytes([0; 16]), |own| own.id);
            if proofing::is_given(tx, (fingerprint, besides), now).await? {
                return Ok(Applied::NumberTaken);
            }
            if !people::renumber(tx, id, &sealed, fingerprint).await? {
                return Ok(Applied::NumberTaken);
            }
            &["national_number"]
        }
        Value::Born(_) => &["birthdate"],
        Value::Sex(_) => &["gender"],
        Value::Residence(_) => &["address"],
    };
    establish(tx, site, id, value).await?;
    touch(tx, id, value, now).await?;
    Ok(Applied::Done(events::identity_changed(tx, site, id, claims, now).await?))
}

/// What the record of the proofing says of the person, where there is one: the decision stays as it was.
async fn establish(tx: &mut Tx<'_>, site: &Site, id: AccountId, value: &Value) -> Result<(), ProviderError> {
    let Some(kept) = people::proofing(tx, id).await? else { return Ok(()) };
    let mut record = kept.open(&site.vault, id)?;
    match value {
        Value::Born(day) => {
            let (year, month, day) = day.parts();
            record.attributes.born = Some(Born { year: i32::from(year), month: Some(month), day: Some(day) });
        }
        Value::Sex(sex) => {
            record.attributes.sex = Some(match sex {
                onedoor_people::Sex::Female => Sex::Female,
                onedoor_people::Sex::Male => Sex::Male,
            });
        }
        Value::Residence(residence) => record.attributes.residence = Some(residence.clone()),
        Value::Name(_) | Value::Number(_) => return Ok(()),
    }
    if let Some(changed) = Proofing::seal(&site.vault, id, &record) {
        people::keep_proofing(tx, id, &changed).await?;
    }
    Ok(())
}

/// What stands beside the account; that it changed at all is what portals see as `updated_at`.
async fn touch(tx: &mut Tx<'_>, id: AccountId, value: &Value, now: Timestamp) -> Result<(), StorageError> {
    let mut said = people::personal_of(tx, id).await?;
    match value {
        Value::Born(day) => said.born = Some(*day),
        Value::Sex(sex) => said.sex = Some(*sex),
        Value::Name(_) | Value::Number(_) | Value::Residence(_) => {}
    }
    people::keep_personal(tx, id, &said, now).await
}
