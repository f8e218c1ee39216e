//! Undoing a merge, in one transaction.

use onedoor_base::{Actor, AuditEvent, MergeId, Subject, Timestamp};
use onedoor_people::AccountState;
use onedoor_people::merging::{Holding, undo};
use onedoor_site::{Site, Visit};
use onedoor_storage::people::merges::{self, Merge, MergeDone, MergeState};
use onedoor_storage::people::{self, Both, PhoneChange};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::masked;

use super::names;
use crate::Identity;
use crate::notices::{self, Notice};
use crate::provider::ProviderError;

/// What came of undoing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parted {
    /// Both accounts are there again.
    Done {
        /// Something was changed since and stays with the account that was kept.
        changed_since: bool,
    },
    /// There is nothing to undo, or it is too late.
    Over,
    /// A later merge is undone first.
    LaterFirst,
}

/// Whether a merge can be undone now.
pub(super) async fn can_be_undone(
    tx: &mut Tx<'_>,
    merge: &Merge,
    visit: &Visit,
) -> Result<Result<MergeDone, Parted>, ProviderError> {
    let done = match &merge.done {
        Some(done) if merge.state == MergeState::Done && visit.now < done.undo_until => done.clone(),
        _ => return Ok(Err(Parted::Over)),
    };
    let latest = merges::of_kept(tx, done.kept).await?.into_iter().next();
    let kept = people::by_id(tx, done.kept).await?;
    let Some(kept) = kept else { return Ok(Err(Parted::Over)) };
    // Of an account that is locked or closed nothing is taken out by whoever has a message.
    if !matches!(kept.state, AccountState::Active | AccountState::Merged) {
        return Ok(Err(Parted::Over));
    }
    let inside = kept.state == AccountState::Merged;
    if inside || latest.is_some_and(|latest| latest.begun.id != merge.begun.id) {
        return Ok(Err(Parted::LaterFirst));
    }
    Ok(Ok(done))
}

/// Undoes it. `by` is who; without a session it is whoever has the notice. That may be somebody who has got the phone
/// since: no contact that the kept account has given up comes back to the other, so that nobody opens it with one. The
/// notice is good as long as the merge can be undone at all, whatever the kept account has done with its contacts: else
/// whoever absorbed somebody's account would only have to change one to keep it.
pub(super) async fn part(
    tx: &mut Tx<'_>,
    identity: &Identity,
    (visit, by): (&Visit, Actor),
    id: MergeId,
) -> Result<Change<Parted>, ProviderError> {
    let Some(merge) = merges::get(tx, id).await? else { return Ok(Change::Unrecorded(Parted::Over)) };
    let done = match can_be_undone(tx, &merge, visit).await? {
        Ok(done) => done,
        Err(parted) => return Ok(Change::Unrecorded(parted)),
    };
    let (both, now) = (Both { kept: done.kept, absorbed: done.absorbed }, visit.now);
    let (kept, absorbed) = (people::holding(tx, both.kept).await?, people::holding(tx, both.absorbed).await?);
    let (Some(kept), Some(absorbed)) = (kept, absorbed) else {
        return Ok(Change::Unrecorded(Parted::Over));
    };
    let theirs = names::of_absorbed(tx, identity, &kept, both.absorbed).await?;
    let undo = undo(&done.record.plan, &kept, &absorbed, &theirs);
    if !merges::undone(tx, id, now).await? || !people::part(tx, both, &undo, now).await? {
        return Err(ProviderError::Unreadable("a merge", "it stood a moment ago".to_owned()));
    }
    drop_phone(tx, &absorbed, both, now).await?;
    names::unname(tx, identity, (id, both), &done.record.named, now).await?;
    let notice = Notice::of("notice-parted")
        .then("notice-parted-then")
        .with("kept", masked(&kept.login, 2))
        .with("absorbed", masked(&absorbed.login, 2))
        .by(visit);
    let event = |about| {
        AuditEvent::new(now, by.clone(), "people.account.parted")
            .about(Subject::Person(about))
            .with("merge", id.to_string())
            .with("kept", both.kept.to_string())
            .with("absorbed", both.absorbed.to_string())
            .with("browser", visit.user_agent.clone())
            .with("network", visit.network.to_string())
    };
    let mut events = Vec::new();
    for account in [both.kept, both.absorbed] {
        notices::tell(tx, identity, account, &notice, now).await?;
        events.push(event(account));
    }
    Ok(Change::Recorded(Parted::Done { changed_since: undo.changed_since }, events))
}

/// A phone of the account that goes its own way again does not become the other's.
async fn drop_phone(
    tx: &mut Tx<'_>,
    absorbed: &Holding,
    both: Both,
    now: Timestamp,
) -> Result<(), StorageError> {
    let waiting = people::waiting_phone(tx, both.kept).await?;
    let is_theirs =
        |change: &PhoneChange| absorbed.contacts.iter().any(|contact| contact.value == change.phone.as_str());
    if waiting.as_ref().is_some_and(is_theirs) {
        people::replace_phone_change(tx, both.kept, now).await?;
    }
    Ok(())
}

/// Makes final what cannot be undone any more.
pub(crate) async fn settle(site: &Site, now: Timestamp) -> Result<(), StorageError> {
    let write = site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let settled = merges::settle(tx, now, 500).await?;
            let done = settled.iter().filter_map(|merge| Some((merge.begun.id, merge.done.as_ref()?)));
            let events = done.flat_map(|(id, done)| {
                [done.kept, done.absorbed].map(|about| {
                    AuditEvent::new(now, Actor::Site("merging".to_owned()), "people.account.merge_settled")
                        .about(Subject::Person(about))
                        .with("merge", id.to_string())
                })
            });
            let events: Vec<AuditEvent> = events.collect();
            Ok(if events.is_empty() { Change::Unrecorded(()) } else { Change::Recorded((), events) })
        })
    });
    write.await
}
