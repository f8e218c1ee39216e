//! How clients call the person after a merge, and after it was undone.

use std::collections::BTreeSet;

use onedoor_base::{AccountId, MergeId, Timestamp};
use onedoor_people::merging::{Holding, Named, Naming, Whose, naming};
use onedoor_storage::Tx;
use onedoor_storage::people::{Both, merges};
use onedoor_storage::provider::grants;

use super::stage::Ready;
use crate::Identity;
use crate::interface::events;
use crate::provider::{self, ProviderError, clients};

/// Names them at every client that has met either, and puts down what is told; what has changed.
pub(super) async fn name(
    tx: &mut Tx<'_>,
    identity: &Identity,
    ready: &Ready,
    (chosen, listens): (Whose, &BTreeSet<String>),
    now: Timestamp,
) -> Result<Vec<Named>, ProviderError> {
    let Both { kept, absorbed } = ready.both();
    let id = ready.merge.begun.id;
    let mut named = Vec::new();
    for client in &ready.met_other {
        let naming = naming(ready.met_own.contains(client), true, listens.contains(client));
        let before = merges::named_as(tx, kept, client).await?;
        let theirs = merges::named_as(tx, absorbed, client).await?.unwrap_or(absorbed);
        if naming.takes_absorbed(chosen) {
            merges::name(tx, (kept, client), Some(theirs), id).await?;
            named.push(Named { client: client.clone(), called: Some(theirs), before, told: None });
        } else {
            let told = match naming {
                Naming::Told => tell(tx, identity, client, (theirs, before.unwrap_or(kept)), now).await?,
                _ => None,
            };
            named.push(Named { client: client.clone(), called: None, before, told });
        }
    }
    Ok(named)
}

async fn tell(
    tx: &mut Tx<'_>,
    identity: &Identity,
    client_id: &str,
    (former, own): (AccountId, AccountId),
    now: Timestamp,
) -> Result<Option<(String, String)>, ProviderError> {
    let Some((client, _)) = clients::known(tx, client_id).await? else { return Ok(None) };
    let names = (identity.provider.subject(&client, former), identity.provider.subject(&client, own));
    events::subject_changed(tx, &identity.site, client_id, (&names.0, &names.1), now).await?;
    Ok(Some(names))
}

/// Takes it back: what the kept account was granted under a name of the other ends, and portals are told.
pub(super) async fn unname(
    tx: &mut Tx<'_>,
    identity: &Identity,
    (id, both): (MergeId, Both),
    named: &[Named],
    now: Timestamp,
) -> Result<(), ProviderError> {
    let site = &identity.site;
    for Named { client, called, before, told } in named {
        if called.is_some() {
            merges::name(tx, (both.kept, client), *before, id).await?;
        }
        if let Some((former, subject)) = told {
            events::subject_restored(tx, site, client, (former, subject), now).await?;
            tell_again(tx, identity, (both.absorbed, client), former, now).await?;
        }
        provider::client_left(tx, site, (both.kept, client), now).await?;
        grants::end_of_client(tx, both.kept, client, "merge_undone", now).await?;
    }
    Ok(())
}

/// Accounts that the other one had absorbed itself, and those within them, are called as that one again, and not as the one it was in.
async fn tell_again(
    tx: &mut Tx<'_>,
    identity: &Identity,
    (absorbed, client): (AccountId, &str),
    name: &str,
    now: Timestamp,
) -> Result<(), ProviderError> {
    let mut within = vec![absorbed];
    while let Some(kept) = within.pop() {
        for done in merges::of_kept(tx, kept).await?.into_iter().filter_map(|merge| merge.done) {
            within.push(done.absorbed);
            let told = done.record.named.into_iter().filter(|named| named.client == client);
            for (former, subject) in told.filter_map(|named| named.told) {
                events::subject_restored(tx, &identity.site, client, (&former, &subject), now).await?;
                events::subject_changed(tx, &identity.site, client, (&former, name), now).await?;
            }
        }
    }
    Ok(())
}

/// The names that clients know the absorbed account by, of all clients that the kept one has links with.
pub(super) async fn of_absorbed(
    tx: &mut Tx<'_>,
    identity: &Identity,
    kept: &Holding,
    absorbed: AccountId,
) -> Result<BTreeSet<(String, String)>, ProviderError> {
    let systems: BTreeSet<&String> = kept.links.iter().map(|link| &link.client).collect();
    let mut names = BTreeSet::new();
    for system in systems {
        let Some((client, _)) = clients::known(tx, system).await? else { continue };
        let theirs = identity.provider.names_at(tx, &client, absorbed).await?;
        names.extend(theirs.into_iter().map(|name| (system.clone(), name)));
    }
    Ok(names)
}
