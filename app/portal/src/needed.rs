//! What a procedure needs of its applicant beyond a session: how well they must be known. What somebody lacks is
//! asked for by itself: a national account, a higher level of it, or a surer link.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::IdentityLevel;
use onedoor_linking::Link;
use onedoor_services::procedures::Procedure;
use onedoor_site::{Refused, ReturnTo, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::linking::links;

use crate::Portal;
use crate::linking::Upstream;
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
    let account = visit.local_account()?;
    let link: Result<_, StorageError> = portal
        .site
        .store
        .read(move |tx| Box::pin(async move { links::active_of_account(tx, account).await }))
        .await;
    let lacking = lacking(portal, visit, procedure.identity, link?.as_ref());
    let page = NeededPage { procedure, lacking, back: ReturnTo::parse(back) };
    Ok(Some(visit.page_at(back, StatusCode::FORBIDDEN, &page)))
}

/// `link` is what opens the account.
fn lacking(portal: &Portal, visit: &SignedInVisit, wanted: IdentityLevel, link: Option<&Link>) -> Lacking {
    let way = |upstream: &Upstream| (upstream.key.clone(), upstream.look.clone());
    let through =
        visit.session.upstream.as_ref().and_then(|upstream| portal.linking.of_issuer(&upstream.issuer));
    match (through, link) {
        // No level of the other side makes this link surer.
        (Some(upstream), Some(link)) if link.local_proof.how.ceiling() < wanted => {
            Lacking::Link(upstream.look.clone())
        }
        (Some(upstream), _) => Lacking::Level(way(upstream)),
        (None, _) => Lacking::National(portal.linking.upstreams().map(way).collect()),
    }
}
