//! The message.

use onedoor_base::{CodeId, Phone};
use onedoor_site::Refused;
use onedoor_site::code::{NewCode, NewSms};
use onedoor_site::limits::{Wait, messages_of, messages_to_owner, taken};
use onedoor_storage::{Change, StorageError};

use super::{For, Kind, Owner};

/// Sends a code, or another one in the place of that with the id `again`.
pub(crate) async fn send(
    kind: &Kind,
    owner: &Owner<'_>,
    to: &Phone,
    again: Option<CodeId>,
) -> Result<Result<CodeId, Wait>, Refused> {
    let (visit, purpose) = (owner.visit, kind.purpose);
    let own = messages_of(&visit.site, &owner.account.to_string());
    let all = std::iter::once(own).chain(messages_to_owner(visit, kind.messages, to));
    if let Some(wait) = taken(visit, all).await? {
        return Ok(Err(wait));
    }
    let code = match again {
        Some(id) => NewCode::again(visit, id)?,
        None => NewCode::of(visit, &For { application: owner.application })?,
    };
    let t = visit.localizer();
    let words = [("site", visit.site.look.name(&t).into()), ("code", code.digits().to_owned().into())];
    let text = t.with(kind.text, &words);
    let sms = NewSms::with_code(&visit.site, visit.now, to, text, code.runs_out())?.for_code(code.id);
    let (id, event) = (code.id, owner.event(kind.action));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, sms, event) = (code.clone(), sms.clone(), event.clone());
        Box::pin(async move {
            match again {
                // It was given meanwhile, in another tab.
                Some(_) if !code.replace(tx).await? => return Ok(Change::Unrecorded(())),
                Some(_) => {}
                None => code.insert(tx, purpose).await?,
            }
            sms.queue(tx).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    write.await?;
    Ok(Ok(id))
}
