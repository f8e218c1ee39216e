//! The job that sends a text message.

use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, MessageId, Phone};
use onedoor_messaging::Gateway;
use onedoor_site::Site;
use onedoor_site::code::Sms;
use onedoor_site::jobs::{JobError, JobHandler};
use onedoor_storage::site::messages;
use onedoor_storage::{Change, StorageError};

/// Sends the message whose id is the payload, once; a refusal for good is written down and not tried
/// again. A code that has run out meanwhile is not sent: it would only mislead.
pub fn handler(site: &Arc<Site>, gateway: &Gateway) -> JobHandler {
    let (site, gateway) = (Arc::clone(site), gateway.clone());
    Arc::new(move |payload| {
        let (site, gateway) = (Arc::clone(&site), gateway.clone());
        Box::pin(async move { send(&site, &gateway, &payload).await.map_err(JobError) })
    })
}

async fn send(site: &Site, gateway: &Gateway, payload: &str) -> Result<(), String> {
    let id: MessageId = payload.parse().map_err(told)?;
    let waiting: Option<Vec<u8>> = site
        .store
        .read(move |tx| Box::pin(async move { messages::waiting(tx, id).await }))
        .await
        .map_err(told::<StorageError>)?;
    // Another node has sent it, or it was forgotten.
    let Some(sealed) = waiting else { return Ok(()) };
    let content = site.vault.open("message", &sealed).map_err(told)?;
    let sms: Sms = serde_json::from_slice(&content).map_err(told)?;
    if sms.until.is_some_and(|until| site.now() >= until) {
        return drop_expired(site, id).await.map_err(told);
    }
    let taken = match gateway.send(id, &Phone::from_stored(sms.to), &sms.text).await {
        Ok(gateway_id) => Some(gateway_id),
        Err(error) if error.may_pass() => return Err(error.to_string()),
        Err(error) => {
            tracing::warn!(site = site.settings.key, message = %id, %error, "a message was not sent");
            None
        }
    };
    let now = site.now();
    site.store
        .write(move |tx| {
            let taken = taken.clone();
            Box::pin(async move {
                match taken {
                    Some(gateway_id) => messages::sent(tx, id, &gateway_id, now).await?,
                    None => messages::refused(tx, id, now).await?,
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await
        .map_err(told::<StorageError>)
}

async fn drop_expired(site: &Site, id: MessageId) -> Result<(), StorageError> {
    let now = site.now();
    let dropped = site
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !messages::expired(tx, id).await? {
                    return Ok::<_, StorageError>(Change::Unrecorded(false));
                }
                let event = AuditEvent::new(now, Actor::Site("messages".to_owned()), "site.message.expired");
                Ok(Change::Recorded(true, vec![event.with("message", id.to_string())]))
            })
        })
        .await?;
    if dropped {
        let site = &site.settings.key;
        tracing::warn!(site, message = %id, monotonic_counter.messages_expired = 1_u64, "a code ran out unsent");
    }
    Ok(())
}

fn told<E: std::fmt::Display>(error: E) -> String {
    error.to_string()
}
