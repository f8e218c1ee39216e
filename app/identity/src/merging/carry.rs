//! Merging, in one transaction: everything or nothing.

use std::collections::BTreeSet;

use onedoor_base::{Actor, AuditEvent, MergeId, Phone, SessionEnd, Subject, Token};
use onedoor_people::merging::{Choices, ContactKind, Plan, Row, UNDO_LIFE, Whose, later_phone, plan};
use onedoor_site::Visit;
use onedoor_site::limits::Wait;
use onedoor_site::session::NewSession;
use onedoor_storage::people::merges::{self, MergeDone, Record};
use onedoor_storage::people::{self, Both};
use onedoor_storage::provider::grants;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, Tx};
use onedoor_ui::masked;

use super::stage::{Ready, Stage, stage};
use super::{NOTICE_PATH, names};
use crate::Identity;
use crate::contacts::{NewChange, too_often, wait};
use crate::interface::events;
use crate::level1;
use crate::notices::{self, Notice};
use crate::provider::{self, ProviderError};

/// A merge that its owner has confirmed.
pub(super) struct Confirmed {
    pub(super) identity: Identity,
    pub(super) visit: Visit,
    pub(super) id: MergeId,
    pub(super) choices: Choices,
    /// Whose name is used where both are known and nothing can be told.
    pub(super) sites: Whose,
    pub(super) listens: BTreeSet<String>,
    /// What the person saw before they confirmed.
    pub(super) seen: Ready,
    /// The value in the notice.
    pub(super) undo: Token,
    /// The phone that is chosen, and comes when nobody has objected.
    pub(super) phone: Option<NewChange>,
    /// Where the account that is kept is not the one that is signed in.
    pub(super) session: Option<NewSession>,
}

/// What came of it.
pub(super) enum Carried {
    Done,
    /// It stands otherwise than the person has seen.
    Otherwise,
    /// Another phone was asked for too often.
    TooOften(Wait),
}

impl Confirmed {
    pub(super) async fn carry_out(&self, tx: &mut Tx<'_>) -> Result<Change<Carried>, ProviderError> {
        let (visit, identity) = (&self.visit, &self.identity);
        let Stage::Ready(ready) = stage(tx, visit, self.id).await? else {
            return Ok(Change::Unrecorded(Carried::Otherwise));
        };
        if *ready != self.seen {
            return Ok(Change::Unrecorded(Carried::Otherwise));
        }
        let (both, now) = (ready.both(), visit.now);
        let plan = plan(&ready.own, &ready.other, &self.choices);
        let later = self.phone.as_ref().zip(ready.phone_due(now));
        if let Some((new, _)) = later
            && let Some(wait) = too_often(tx, identity, new, now).await?
        {
            return Ok(Change::Unrecorded(Carried::TooOften(wait)));
        }
        self.tell_both(tx, &ready).await?;
        let named = names::name(tx, identity, &ready, (self.sites, &self.listens), now).await?;
        if !people::absorb(tx, both, &plan, now).await? {
            return Err(ProviderError::Unreadable("an account", "it was open a moment ago".to_owned()));
        }
        let claims = claims(&plan);
        let done = MergeDone {
            kept: both.kept,
            absorbed: both.absorbed,
            record: Record { plan, named },
            at: now,
            undo_until: now.after(UNDO_LIFE),
        };
        merges::done(tx, self.id, &done, self.undo.digest()).await?;
        self.end_absorbed(tx, both).await?;
        events::contact_changed(tx, &identity.site, both.kept, &claims, now).await?;
        let mut events = recorded(visit, both, &ready);
        let calendar = &identity.site.settings.calendar;
        events.extend(level1::withdraw_open(tx, both.absorbed, now, calendar).await?);
        if let Some((new, due)) = later {
            events.extend(wait(tx, (identity, visit), new, None, due).await?);
        }
        if let Some(session) = &self.session {
            events.push(session.begin(tx).await?);
        }
        Ok(Change::Recorded(Carried::Done, events))
    }

    /// While each account still has the contacts that it had. A message may be read by whoever has the phone by now: it
    /// says which accounts it is about, and no name that only their owner uses.
    async fn tell_both(&self, tx: &mut Tx<'_>, ready: &Ready) -> Result<(), ProviderError> {
        let (visit, identity) = (&self.visit, &self.identity);
        let origin = identity.site.settings.origin();
        let address = format!("{origin}{NOTICE_PATH}?key={}", self.undo.reveal());
        let notice = |what| {
            Notice::of(what)
                .then("notice-merged-then")
                .with("kept", masked(ready.kept.login.as_str(), 2))
                .with("absorbed", masked(ready.absorbed.login.as_str(), 2))
                .with("address", address.as_str())
                .by(visit)
        };
        notices::tell(tx, identity, ready.kept.id, &notice("notice-merged-kept"), visit.now).await?;
        notices::tell(tx, identity, ready.absorbed.id, &notice("notice-merged-absorbed"), visit.now).await?;
        Ok(())
    }

    /// Nobody is signed in with it any more, here or at a portal.
    async fn end_absorbed(&self, tx: &mut Tx<'_>, both: Both) -> Result<(), ProviderError> {
        let (site, now) = (&self.identity.site, self.visit.now);
        let ended =
            sessions::end_others(tx, Subject::Person(both.absorbed), None, SessionEnd::Merged, now).await?;
        provider::sessions_ended(tx, site, &ended, now).await?;
        grants::end_of_account(tx, both.absorbed, "account_merged", now).await?;
        Ok(())
    }
}

/// The phone that is to take the place of the one that the account has which is kept, if the person chose it.
pub(super) fn chosen_phone(visit: &Visit, ready: &Ready, choices: &Choices) -> Option<NewChange> {
    let phone = Phone::from_stored(later_phone(&ready.own, &ready.other, choices)?.value.clone());
    Some(NewChange::of(visit, (ready.kept.id, &phone)))
}

/// What portals may be told of the account that is kept.
fn claims(plan: &Plan) -> Vec<&'static str> {
    let moved = |kind| {
        plan.moved.iter().any(|moved| matches!(&moved.row, Row::Contact(contact) if contact.kind == kind))
    };
    let changed = [
        (moved(ContactKind::Phone), "phone_number"),
        (moved(ContactKind::Email), "email"),
        (plan.name.is_some(), "name"),
    ];
    changed.into_iter().filter(|(changed, _)| *changed).map(|(_, claim)| claim).collect()
}

fn recorded(visit: &Visit, both: Both, ready: &Ready) -> Vec<AuditEvent> {
    let event = |about| {
        AuditEvent::new(visit.now, Actor::Person(both.kept), "people.account.merged")
            .about(Subject::Person(about))
            .with("merge", ready.merge.begun.id.to_string())
            .with("kept", both.kept.to_string())
            .with("absorbed", both.absorbed.to_string())
            .with("browser", visit.user_agent.clone())
            .with("network", visit.network.to_string())
    };
    vec![event(both.kept), event(both.absorbed)]
}
