//! Whoever is signed in may end the waiting, without another proof.

use axum::extract::State;
use axum::response::Response;
use onedoor_people::PhoneChangeState;
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::masked;

use super::{event, stays};
use crate::Identity;
use crate::notices::{self, Notice};

pub(super) async fn withdraw(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let (account, now) = (visit.person()?, visit.now);
    let notice = Notice::of("notice-phone-withdrawn").then("notice-phone-again").by(&visit);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, notice) = (identity.clone(), notice.clone());
        Box::pin(async move {
            let Some(change) = people::waiting_phone(tx, account).await? else {
                return Ok(Change::Unrecorded(()));
            };
            let states = (PhoneChangeState::Waiting, PhoneChangeState::Withdrawn);
            people::settle_phone_change(tx, change.id, states, now).await?;
            let notice = notice.with("phone", masked(change.phone.as_str(), 3));
            notices::tell(tx, &identity, account, &notice, now).await?;
            let mut events = vec![event(now, account, "people.phone.change_withdrawn")];
            events.extend(stays(tx, &identity, &change, now).await?);
            Ok(Change::Recorded((), events))
        })
    });
    write.await?;
    Ok(visit.sends("/account?notice=phone-withdrawn"))
}
