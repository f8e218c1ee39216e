//! `/recover/wait`: where what was shown is not enough, the owner is told everywhere, and time passes.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{RecoveryId, Timestamp, Token};
use onedoor_people::recovery::{Next, Waiting, rung};
use onedoor_site::{Asked, HasSite, Posted, Refused, Visit, see_other};
use onedoor_storage::people::{self, RecoveryState};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Localizer, moment};
use serde::Deserialize;

use super::case::Case;
use super::pages::WaitingPage;
use super::{at, over};
use crate::Identity;
use crate::notices::{self, Notice};

#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    id: String,
}

/// `POST /recover/wait`.
pub(super) async fn wait(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &about.id).await? else { return Ok(over(&visit)) };
    let (id, here, token) = (case.id(), visit.clone(), visit.site.token());
    let begun = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, here, token) = (identity.clone(), here.clone(), token.clone());
        Box::pin(async move {
            match Case::read(tx, (id, here.browser), here.now).await? {
                Some(case) => begin(tx, &identity, (&here, &case), &token).await,
                None => Ok(Change::Unrecorded(false)),
            }
        })
    });
    // Somebody was faster in another tab, or it is not for waiting: the page says which.
    let page = if begun.await? { "waiting" } else { "ways" };
    Ok(see_other(&at(page, id)))
}

/// Until when it waits, if it may.
fn due(case: &Case, now: Timestamp) -> Option<Timestamp> {
    let wait = match case.next() {
        Next::Show => return None,
        Next::ShowMoreOrWait(wait) => wait,
        // Enough for a password, but not for removing what was lost.
        Next::SetPassword(footing) => {
            let lost = case.held.has_authenticator() && !footing.drops_authenticators();
            return lost.then(|| now.after(rung(case.opens()).wait()));
        }
    };
    Some(now.after(wait))
}

async fn begin(
    tx: &mut Tx<'_>,
    identity: &Identity,
    (visit, case): (&Visit, &Case),
    token: &Token,
) -> Result<Change<bool>, StorageError> {
    let due = due(case, visit.now).filter(|_| case.waiting == Waiting::Free);
    let (Some(due), Some(account)) = (due, &case.account) else { return Ok(Change::Unrecorded(false)) };
    if !people::wait_for_recovery(tx, case.id(), token.digest(), due).await? {
        return Ok(Change::Unrecorded(false));
    }
    let t = Localizer::of(account.language);
    let settings = &identity.site().settings;
    let link = settings.address(&format!("/recover/stop?value={}", token.reveal()));
    let notice = Notice::of("notice-recovery-waiting")
        .then("notice-recovery-stop")
        .with("until", moment(&t, due, settings.country))
        .with("link", link)
        .by(visit);
    notices::tell(tx, identity, account.id, &notice, visit.now).await?;
    let event = case.event(visit, "people.recovery.waiting").with("proofs", case.proofs().words());
    Ok(Change::Recorded(true, vec![event]))
}

/// `GET /recover/waiting`.
pub(super) async fn show(visit: Visit, Asked(about): Asked<About>) -> Result<Response, Refused> {
    let Ok(id) = about.id.parse::<RecoveryId>() else { return Ok(over(&visit)) };
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::recovery(tx, id).await })).await;
    let waits = found?.filter(|wait| wait.browser == visit.browser && wait.state == RecoveryState::Waiting);
    let Some((due, proofs)) = waits.and_then(|wait| Some((wait.due_at?, wait.shown.kinds()))) else {
        return Ok(over(&visit));
    };
    Ok(visit.page(&WaitingPage { due, shown: proofs.iter().collect() }))
}
