//! Sessions of local accounts.

use std::time::Duration;

use onedoor_base::{
    AuditEvent, Digest, Factor, IdentityLevel, PhoneChangeState, Session, SessionEnd, Subject, Timestamp,
};
use onedoor_services::accounts::LocalAccount;
pub(crate) use onedoor_site::session::ended_event;
use onedoor_site::session::{NewSession, SignIn, actor};
use onedoor_storage::linking::{attempts, proposals};
use onedoor_storage::services::phone_changes;
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx};

/// How old a sign-in may be to count as a proof that it is still the same person.
const FRESH: Duration = Duration::from_mins(10);

/// Whether its owner has proven only lately that it is they.
pub(crate) fn is_fresh(session: &Session, now: Timestamp) -> bool {
    now < session.authenticated_at.after(FRESH)
}

/// Who signs in with the password or code of a local account.
pub fn sign_in_of(account: &LocalAccount, now: Timestamp, factors: Vec<Factor>) -> SignIn {
    SignIn {
        subject: Subject::LocalAccount(account.id),
        display_name: account.display_name.clone(),
        factors,
        // A local account says who its owner claims to be.
        identity: IdentityLevel::Claimed,
        authenticated_at: now,
        upstream: None,
        upstream_id_token: None,
    }
}

/// Ends all sessions of the owner of `new`, and the waiting for another phone that somebody may have asked for in one of
/// them, and begins it; returns what the audit should say.
pub(crate) async fn begin_alone(
    tx: &mut Tx<'_>,
    new: &NewSession,
    why: SessionEnd,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let subject = new.session().subject;
    let begun = new.begin(tx).await?;
    new.forget_other_places(tx).await?;
    let ended = sessions::end_others(tx, subject, Some(new.session().id), why, now).await?;
    let others = ended.into_iter().map(|id| ended_event(subject, id, why, now));
    let mut events: Vec<AuditEvent> = std::iter::once(begun).chain(others).collect();
    if let Subject::LocalAccount(account) = subject
        && phone_changes::end_waiting(tx, account, PhoneChangeState::Withdrawn, now).await?
    {
        let event = AuditEvent::new(now, actor(subject), "services.phone.change_withdrawn");
        events.push(event.about(subject));
    }
    Ok(events)
}

/// Ends every national sign-in that is under way in a browser. A browser may be shared: what one person began
/// must not be there for the next one to finish, so this is part of every sign-in and of signing out.
pub(crate) async fn end_national_sign_ins(
    tx: &mut Tx<'_>,
    browser: Digest,
    now: Timestamp,
) -> Result<(), StorageError> {
    proposals::end_of_browser(tx, browser).await?;
    attempts::end_of_browser(tx, browser, now).await?;
    Ok(())
}
