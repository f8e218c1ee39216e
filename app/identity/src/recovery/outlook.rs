//! `/account/security/recovery`: what the owner of an account would be asked who has forgotten the password, and what would
//! make it better; before it happens.

use axum::response::Response;
use onedoor_base::{AccountId, IdentityLevel, Timestamp};
use onedoor_people::recovery::{Opens, Proof, Proofs, outlook, rung, stronger};
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::linking::identity_links;
use onedoor_storage::people;
use onedoor_storage::{StorageError, Tx};

use super::pages::OutlookPage;

/// `GET /account/security/recovery`.
pub(super) async fn show(visit: SignedInVisit) -> Result<Response, Refused> {
    let (id, mail, now) = (visit.person()?, visit.site.settings.mail, visit.now);
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { stands(tx, (id, mail), now).await }));
    let (opens, has, passkey) = read.await?;
    let rung = rung(opens);
    Ok(visit.page(&OutlookPage {
        rung,
        outlook: outlook(rung, &has),
        ways: Proof::ALL
            .into_iter()
            .filter(|way| mail || *way != Proof::Email)
            .map(|way| (way, has.has(way)))
            .collect(),
        stronger: stronger(rung, &has).into_iter().filter(|way| mail || *way != Proof::Email).collect(),
        passkey,
    }))
}

/// What an account opens, what its owner could show, and whether there is a passkey, which needs no password.
async fn stands(
    tx: &mut Tx<'_>,
    (id, mail): (AccountId, bool),
    now: Timestamp,
) -> Result<(Opens, Proofs, bool), StorageError> {
    let held = people::held(tx, id).await?;
    let links = identity_links::of_person(tx, id).await?;
    let opens = Opens {
        identity: people::level(tx, id).await?.map_or(IdentityLevel::Claimed, |level| level.proven),
        links: links.iter().any(|link| link.handshake.ended().is_none()),
        second_step: held.asks(),
        staff: !people::roles_of(tx, id, now).await?.is_empty(),
    };
    let has = [
        (Proof::Phone, held.phone),
        (Proof::Email, mail && !people::emails_of(tx, id).await?.is_empty()),
        (Proof::Code, held.recovery_codes > 0),
        (Proof::App, held.totps > 0),
        (Proof::Questions, people::questions(tx, id).await?.is_some()),
    ];
    let has = has.into_iter().filter(|(_, has)| *has).map(|(proof, _)| proof).collect();
    Ok((opens, has, held.passkeys > 0))
}
