//! Locking by the person: at once, wherever they are signed in. Whoever has lost a telephone has no time to prove more.

use axum::extract::State;
use axum::response::Response;
use onedoor_proofing::application::Lock;
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::{Change, StorageError};

use super::PATH;
use super::settle::{self, Hand};
use crate::Identity;
use crate::phone_app::only_where_given;

/// `POST /app/lock`.
pub(super) async fn lock(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (account, here) = (visit.person()?, visit.visit.clone());
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let here = here.clone();
        Box::pin(async move {
            let notice = settle::notice(Lock::Person).by(&here);
            let event =
                settle::lock_by(tx, &here.site, (account, Lock::Person), (Hand::PERSON, notice), here.now);
            Ok(match event.await? {
                Some(event) => Change::Recorded(true, vec![event.with("browser", here.user_agent.clone())]),
                None => Change::Unrecorded(false),
            })
        })
    });
    Ok(visit.sends(if done.await? { "/app/lock?notice=locked" } else { PATH }))
}
