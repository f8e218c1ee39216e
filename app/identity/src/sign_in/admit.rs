//! Who has shown the right password comes in, or is asked for a second step.

use std::sync::Arc;

use onedoor_base::{AccountId, Actor, AuditEvent, BegunSignInId, Digest, Factor, SessionId, Subject};
use onedoor_people::Account;
use onedoor_people::factors::{AfterPassword, BEGUN_LIFE, after_password};
use onedoor_site::session::{NewSession, SignIn};
use onedoor_site::tries::{self, Try};
use onedoor_site::{ReturnTo, Visit};
use onedoor_storage::people::{self, BegunSignIn};
use onedoor_storage::{Change, StorageError, Tx};

use crate::notices::{self, Notice};
use crate::provider;
use crate::recovery::owner_signed_in;

/// What became of somebody with the right password.
pub(crate) enum Admitted {
    /// Signed in, with this session.
    In(Box<NewSession>),
    /// One more thing is asked for.
    Second(BegunSignInId),
    /// The account is not as it was judged any more.
    Changed,
}

/// What an account's session looks like that begins now.
pub(crate) fn signed_in(visit: &Visit, account: &Account, factors: Vec<Factor>) -> SignIn {
    SignIn {
        subject: Subject::Person(account.id),
        display_name: account.name.as_str().to_owned(),
        factors,
        identity: account.identity,
        authenticated_at: visit.now,
        upstream: None,
        upstream_id_token: None,
    }
}

/// A session that begins now, in the language that the account's owner chose.
pub(crate) async fn speaking(
    visit: &Visit,
    account: &Account,
    factors: Vec<Factor>,
) -> Result<NewSession, StorageError> {
    let id = account.id;
    let chosen =
        visit.site.store.read(move |tx| Box::pin(async move { people::chosen_language(tx, id).await }));
    Ok(NewSession::of(visit, signed_in(visit, account, factors)).speaking(visit, chosen.await?))
}

/// Begins the session, if the account is still as it was judged and asks for nothing else; `better` is a better hash
/// of the password.
pub(crate) async fn admit(
    visit: &Visit,
    account: Account,
    (counted, better): (&Try, Option<String>),
    to: &ReturnTo,
) -> Result<Admitted, StorageError> {
    let session = speaking(visit, &account, vec![Factor::Pwd]).await?;
    let begun = begun(visit, &account, better.as_deref(), (None, to));
    let (new, waits, counted, here) = (session.clone(), begun.id, counted.clone(), visit.clone());
    let made: Option<bool> = visit
        .site
        .store
        .write(move |tx| {
            let (account, better, new, begun) = (account.clone(), better.clone(), new.clone(), begun.clone());
            let (counted, here) = (counted.clone(), here.clone());
            Box::pin(async move {
                if people::by_id(tx, account.id).await?.as_ref() != Some(&account) {
                    return Ok(Change::Unrecorded(None));
                }
                if let Some(better) = &better {
                    people::renew_hash(tx, account.id, &account.password_hash, better).await?;
                }
                counted.succeeded(tx, Subject::Person(account.id)).await?;
                if asks_more(tx, &here, &account).await? {
                    let event = begin_waiting(tx, &begun).await?;
                    return Ok(Change::Recorded(Some(false), vec![event]));
                }
                let events = begin_session(tx, &here, account.id, &new).await?;
                Ok::<_, StorageError>(Change::Recorded(Some(true), events))
            })
        })
        .await?;
    Ok(match made {
        Some(true) => Admitted::In(Box::new(session)),
        Some(false) => Admitted::Second(waits),
        None => Admitted::Changed,
    })
}

/// The session begins in this browser, with all that follows from it. Where nobody has signed in to the account before,
/// its owner gets a letter; no text message, because people come with new browsers every day.
pub(crate) async fn begin_session(
    tx: &mut Tx<'_>,
    visit: &Visit,
    owner: AccountId,
    session: &NewSession,
) -> Result<Vec<AuditEvent>, StorageError> {
    let (site, now) = (&visit.site, visit.now);
    let place = (visit.browser, visit.network_key());
    let known = tries::is_known_place(tx, site, Subject::Person(owner), (place.0, &place.1)).await?;
    let mut events = vec![session.begin(tx).await?];
    events.extend(owner_signed_in(tx, site, owner, now).await?);
    provider::session_replaced(tx, site, visit.session.as_ref(), session.session(), now).await?;
    if !known {
        let notice = Notice::of("notice-sign-in-new").then("notice-else-password").by(visit).by_letter();
        notices::tell_at(tx, site, owner, &notice, now).await?;
    }
    Ok(events)
}

async fn asks_more(tx: &mut Tx<'_>, visit: &Visit, account: &Account) -> Result<bool, StorageError> {
    let held = people::held(tx, account.id).await?;
    let remembered = match &visit.device {
        Some(device) if held.asks() => {
            people::device_seen(tx, account.id, device.digest(), visit.now).await?
        }
        _ => false,
    };
    Ok(after_password(&held, remembered) != AfterPassword::Nothing)
}

/// A sign-in, or a session, that waits for one more factor in this browser.
pub(crate) fn begun(
    visit: &Visit,
    account: &Account,
    better: Option<&str>,
    (session, to): (Option<SessionId>, &ReturnTo),
) -> BegunSignIn {
    BegunSignIn {
        id: BegunSignInId::new(visit.now, visit.site.random.as_ref()),
        account: account.id,
        browser: visit.browser,
        session,
        password: Digest::of(better.unwrap_or(&account.password_hash)),
        return_to: to.as_str().to_owned(),
        created_at: visit.now,
        expires_at: visit.now.after(BEGUN_LIFE),
    }
}

async fn begin_waiting(tx: &mut Tx<'_>, begun: &BegunSignIn) -> Result<AuditEvent, StorageError> {
    people::begin_sign_in(tx, begun).await?;
    Ok(AuditEvent::new(begun.created_at, Actor::Visitor, "people.sign_in.begun")
        .about(Subject::Person(begun.account)))
}

/// Makes a session wait for one more factor; where it goes on.
pub(crate) async fn raise(visit: &Visit, begun: BegunSignIn) -> Result<String, StorageError> {
    let (id, begun) = (begun.id, Arc::new(begun));
    visit
        .site
        .store
        .write(move |tx| {
            let begun = Arc::clone(&begun);
            Box::pin(async move {
                people::begin_sign_in(tx, &begun).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await?;
    Ok(super::second_step(id))
}
