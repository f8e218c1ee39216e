//! What a procedure needs of its applicant beyond a session: how well they must be known. What somebody lacks is
//! asked for by itself: a national account, a higher level of it, a number that the staff have made sure of, or a link made
//! by that number.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::IdentityLevel;
use onedoor_linking::Link;
use onedoor_services::procedures::Procedure;
use onedoor_site::{Refused, ReturnTo, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord};

use crate::Portal;
use crate::linking::{Upstream, known_level};
use crate::pages::{Lacking, NeededPage};

/// The page that asks the visitor for what is missing before they may apply, and leads them to `back` again; none if
/// nothing is.
pub(crate) async fn missing(
    portal: &Portal,
    visit: &SignedInVisit,
    procedure: &'static Procedure,
    back: &str,
) -> Result<Option<Response>, Refused> {
    if visit.session.identity >= procedure.identity {
        return Ok(None);
    }
    let lacking = lacking(portal, visit, procedure.identity).await?;
    let page = NeededPage { procedure, lacking, back: ReturnTo::parse(back) };
    Ok(Some(visit.page_at(back, StatusCode::FORBIDDEN, &page)))
}

async fn lacking(portal: &Portal, visit: &SignedInVisit, wanted: IdentityLevel) -> Result<Lacking, Refused> {
    let way = |upstream: &Upstream| (upstream.key.clone(), upstream.look.clone());
    let from = visit.session.upstream.as_ref();
    let through = from.and_then(|from| Some((portal.linking.of_issuer(&from.issuer)?, from.issuer.clone())));
    let Some((upstream, issuer)) = through else {
        return Ok(Lacking::National(portal.linking.upstreams().map(way).collect()));
    };
    let account = visit.local_account()?;
    let read: Result<(Option<Link>, Option<AccountRecord>), StorageError> = visit
        .site
        .store
        .read(move |tx| {
            let issuer = issuer.clone();
            Box::pin(async move {
                Ok((links::active_of(tx, account, &issuer).await?, accounts::get(tx, account).await?))
            })
        })
        .await;
    let (link, record) = read?;
    let short = link.filter(|link| link.local_proof.how.ceiling() < wanted);
    let (Some(link), Some(record)) = (short, record) else { return Ok(Lacking::Level(way(upstream))) };
    let unsure = known_level(portal, visit).await?.is_some_and(|level| level < wanted);
    let proven = record.number.as_ref().is_some_and(|number| number.proven_at.is_some());
    Ok(match (proven, unsure) {
        (false, unsure) => {
            let user_name = record.account.user_name.as_str().to_owned();
            Lacking::Number { way: way(upstream), user_name, unsure }
        }
        // One thing after the other: the link is not ended for a level that is not there.
        (true, true) => Lacking::Level(way(upstream)),
        (true, false) => Lacking::Link { look: upstream.look.clone(), link: link.id },
    })
}
