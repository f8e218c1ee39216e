//! `GET /linking/v1`: what this portal is, and how an account here is linked from the national side.

use std::collections::BTreeMap;

use axum::extract::{Request, State};
use axum::response::Response;
use onedoor_base::Language;
use onedoor_linking_protocol::{
    CONTACT_CHANGED, Description, IDENTITY_CHANGED, SUBJECT_CHANGED, SUBJECT_RESTORED, VERSION, Way,
};
use onedoor_site::HasSite;
use onedoor_ui::Localizer;

use super::caller::Asked;
use super::here;
use crate::Portal;
use crate::linking::INITIATE_PATH;
use onedoor_site::interface::{Failure, json};

/// Says it to identities that the portal takes. It changes nothing, so that hearing it twice is no harm.
pub(super) async fn describe(State(portal): State<Portal>, request: Request) -> Result<Response, Failure> {
    let asked = Asked::of(&portal, request).await?;
    here(&portal)?;
    let upstream = portal.linking.of_issuer(&asked.issuer);
    let site = portal.site();
    let name = |language: Language| (language.tag().to_owned(), site.look.name(&Localizer::of(language)));
    let names: BTreeMap<String, String> = Language::ALL.into_iter().map(name).collect();
    Ok(json(&Description {
        version: VERSION,
        system: portal.linking.system().to_owned(),
        name: names,
        way: upstream.map_or(Way::Page, |upstream| upstream.way),
        page: site.settings.address(INITIATE_PATH),
        organisations: portal.profile.organisations.is_some(),
        // Of its own part of a link the issuer tells by `PUT`, which is answered.
        events: [SUBJECT_CHANGED, SUBJECT_RESTORED, CONTACT_CHANGED, IDENTITY_CHANGED]
            .map(str::to_owned)
            .to_vec(),
        candidates: upstream.is_some_and(|upstream| upstream.fingerprints),
    }))
}
