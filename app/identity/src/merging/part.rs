//! Undoing a merge, in one transaction.

use onedoor_base::{Actor, AuditEvent, MergeId, Subject};
use onedoor_people::AccountState;
use onedoor_people::merging::undo;
use onedoor_site::Visit;
use onedoor_storage::people::merges::{self, Merge, MergeDone, MergeState};
use onedoor_storage::people::{self, Both};
use onedoor_storage::{Change, Tx};

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

/// Undoes it. `by` is who; without a session it is whoever has the notice.
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
    names::unname(tx, identity, (id, both), &done.record.named, now).await?;
    let notice = Notice::of("notice-parted")
        .then("notice-parted-then")
        .with("kept", kept.login.as_str())
        .with("absorbed", absorbed.login.as_str())
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
