//! Cards whose validity ends: their owners are told a month before, once, and on the day after the last the electronic
//! identity is locked. Once an hour, so many at a time.

use onedoor_base::{AuditEvent, Timestamp};
use onedoor_proofing::application::Lock;
use onedoor_proofing::validity::{Validity, WARNED_BEFORE, card};
use onedoor_site::Site;
use onedoor_storage::proofing::{self, Application, CardLook};
use onedoor_storage::{Change, Tx, VaultError};
use onedoor_ui::{Localizer, moment};

use super::event;
use crate::ProviderError;
use crate::notices::{self, Notice};

/// How many in one transaction, and how many of those in one round: the rest is the next round's.
const MOST: i64 = 100;
const BATCHES: usize = 100;
/// Looks lie so far apart that the moment of one says no birthday.
const BLUR: i64 = 30 * 24 * 60 * 60 * 1_000;

/// One round.
pub(crate) async fn look(site: &std::sync::Arc<Site>) -> Result<(), ProviderError> {
    let now = site.now();
    for _ in 0..BATCHES {
        let within = std::sync::Arc::clone(site);
        let looked = site.store.write::<_, ProviderError, _>(move |tx| {
            let site = std::sync::Arc::clone(&within);
            Box::pin(async move {
                let (mut events, due) = (Vec::new(), proofing::due_card_looks(tx, now, MOST).await?);
                for one in &due {
                    events.extend(look_at(tx, &site, one, now).await?);
                }
                Ok(Change::Recorded(due.len(), events))
            })
        });
        if i64::try_from(looked.await?).unwrap_or(MOST) < MOST {
            break;
        }
    }
    Ok(())
}

async fn look_at(
    tx: &mut Tx<'_>,
    site: &Site,
    look: &CardLook,
    now: Timestamp,
) -> Result<Option<AuditEvent>, ProviderError> {
    let calendar = &site.settings.calendar;
    let found = proofing::application(tx, look.application).await?;
    let tomorrow = calendar.begins(calendar.day_at(now).next());
    let ends = match found.map(|found| validity(site, &found)) {
        Some(Ok(validity)) => validity.ends(calendar),
        // One that does not open holds up no other.
        Some(Err(error)) => {
            tracing::error!(application = %look.application, %error, "a card cannot be looked at");
            proofing::look_again(tx, look, tomorrow, look.warned_at).await?;
            return Ok(None);
        }
        None => None,
    };
    let Some(ends) = ends else {
        proofing::drop_card_look(tx, look).await?;
        return Ok(None);
    };
    if now >= ends {
        if !proofing::drop_card_look(tx, look).await? {
            return Ok(None);
        }
        return Ok(super::by_site(tx, site, (look.account, Lock::CardExpired), now).await?);
    }
    let warn = ends.before(WARNED_BEFORE);
    if now < warn {
        let blurred = Timestamp::from_millis(warn.millis() - warn.millis().rem_euclid(BLUR));
        proofing::look_again(tx, look, tomorrow.max(blurred), None).await?;
        return Ok(None);
    }
    let first = look.warned_at.is_none();
    let told = proofing::look_again(tx, look, tomorrow, look.warned_at.or(Some(now))).await?;
    if !(first && told) {
        return Ok(None);
    }
    tell(tx, site, look, ends, now).await?;
    let actor = onedoor_base::Actor::Site("identity".to_owned());
    let warned = event("people.identity.card_ends", actor, (look.account, Lock::CardExpired), now);
    Ok(Some(warned))
}

async fn tell(
    tx: &mut Tx<'_>,
    site: &Site,
    look: &CardLook,
    ends: Timestamp,
    now: Timestamp,
) -> Result<(), ProviderError> {
    let language = onedoor_storage::people::by_id(tx, look.account).await?.map(|account| account.language);
    let t = Localizer::of(language.unwrap_or(site.settings.default_language));
    let ends = moment(&t, ends, site.settings.country);
    let notice = Notice::of("notice-card-ends").with("until", ends).then("notice-identity-card");
    notices::tell_at(tx, site, look.account, &notice, now).await?;
    Ok(())
}

/// Until when the card of an application is valid.
fn validity(site: &Site, application: &Application) -> Result<Validity, VaultError> {
    let sealed = &application.sealed;
    let said = sealed.claimed(&site.vault, application.id)?;
    let printed = sealed.printed(&site.vault, application.id)?;
    let born = said.filter(|said| said.country == onedoor_base::Country::Vietnam).and_then(|said| said.born);
    let issued = printed.and_then(|printed| printed.issued);
    Ok(match (born, issued) {
        (Some(born), Some(issued)) => card(born, issued),
        _ => Validity::Unknown,
    })
}
