//! The centre: what opens the account, in plain words, and what is missing.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{AccountId, Timestamp, Token};
use onedoor_people::factors::{Held, advise};
use onedoor_site::{Asked, Refused, SignedInVisit};
use onedoor_storage::people::{self, Device, EmailContact, Passkey, Totp};
use onedoor_storage::proofing::{self, AppDevice};
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx};
use serde::Deserialize;

use super::pages::{
    Added, AuthenticatorShown, BoundShown, DeviceShown, Lately, SecurityNotice, SecurityPage,
};
use crate::Identity;

/// After a recovery the owner is shown what was added not longer ago than this: perhaps by whoever was in before.
const LATELY: Duration = Duration::from_hours(30 * 24);

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

struct Known {
    password_changed_at: Timestamp,
    phone: Option<String>,
    held: Held,
    passkeys: Vec<Passkey>,
    totps: Vec<Totp>,
    emails: Vec<EmailContact>,
    questions_at: Option<Timestamp>,
    devices: Vec<Device>,
    bound: Option<AppDevice>,
    sessions: usize,
}

/// `GET /account/security`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let (id, subject, now) = (visit.person()?, visit.session.subject, visit.now);
    let known = identity.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let known = read(tx, id, now).await?;
            let sessions = sessions::alive_of(tx, subject, now).await?.len();
            Ok(known.map(|known| Known { sessions, ..known }))
        })
    });
    let known =
        known.await?.ok_or_else(|| Refused::internal(format!("a session of {id}, who is not there")))?;
    let here = visit.device.as_ref().map(onedoor_base::Token::digest);
    let device = |device: Device| DeviceShown {
        id: device.id.to_string(),
        this: here == Some(device.digest),
        user_agent: device.user_agent,
        network: device.network,
        seen_at: device.seen_at,
        until: device.expires_at,
    };
    let notice = SecurityNotice::from_word(&news.notice);
    let authenticators = shown(known.passkeys, known.totps);
    let lately = if notice == Some(SecurityNotice::Recovered) {
        lately(&authenticators, &known.emails, known.questions_at, now)
    } else {
        Vec::new()
    };
    Ok(visit.page(&SecurityPage {
        notice,
        lately,
        advice: advise(&known.held),
        password_changed_at: known.password_changed_at,
        phone: known.phone,
        authenticators,
        held: known.held,
        questions_at: known.questions_at,
        devices: known.devices.into_iter().map(device).collect(),
        bound: known.bound.map(|bound| bound_shown(bound, visit.app.as_ref())),
        sessions: i64::try_from(known.sessions).unwrap_or(i64::MAX),
    }))
}

async fn read(tx: &mut Tx<'_>, id: AccountId, now: Timestamp) -> Result<Option<Known>, StorageError> {
    let Some(account) = people::by_id(tx, id).await? else { return Ok(None) };
    Ok(Some(Known {
        password_changed_at: account.password_changed_at,
        phone: people::phone_of(tx, id).await?.map(|phone| phone.as_str().to_owned()),
        held: people::held(tx, id).await?,
        passkeys: people::passkeys(tx, id).await?,
        totps: people::totps(tx, id).await?,
        emails: people::emails_of(tx, id).await?,
        questions_at: people::questions(tx, id).await?.map(|kept| kept.set_at),
        devices: people::devices(tx, id, now).await?,
        bound: proofing::app_device(tx, id).await?,
        sessions: 0,
    }))
}

fn bound_shown(bound: AppDevice, here: Option<&Token>) -> BoundShown {
    let AppDevice { token, user_agent, bound_at, used_at, .. } = bound;
    BoundShown { this: here.map(Token::digest) == Some(token), user_agent, bound_at, used_at }
}

fn shown(passkeys: Vec<Passkey>, totps: Vec<Totp>) -> Vec<AuthenticatorShown> {
    let keys = passkeys.into_iter().map(AuthenticatorShown::from);
    keys.chain(totps.into_iter().map(AuthenticatorShown::from)).collect()
}

/// What was added lately and still opens the account, or helps to.
fn lately(
    authenticators: &[AuthenticatorShown],
    emails: &[EmailContact],
    questions_at: Option<Timestamp>,
    now: Timestamp,
) -> Vec<Lately> {
    let keys = authenticators
        .iter()
        .map(|one| Lately { what: Added::Authenticator(one.clone()), at: one.created_at });
    let mails = emails
        .iter()
        .map(|one| Lately { what: Added::Email(one.email.as_str().to_owned()), at: one.confirmed_at });
    let questions = questions_at.into_iter().map(|at| Lately { what: Added::Questions, at });
    keys.chain(mails).chain(questions).filter(|one| now < one.at.after(LATELY)).collect()
}
