//! Forms that were posted, with the proof that they came from a page of ours.
//!
//! Two defences, because either alone has been got round: the browser's own word on where the
//! request comes from (`Sec-Fetch-Site`, `Origin`), and a value in the form that only our page in
//! this browser and this session could carry.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use onedoor_ui::{ErrorKind, ErrorPage};
use serde::de::DeserializeOwned;

use crate::refused::Refused;
use crate::{ReturnTo, Site, Visit};

/// More than any of our forms needs, and little enough to read into memory.
pub(crate) const MAX_FORM: usize = 64 * 1024;

/// A posted form of type `T`. Fields that may be missing are `#[serde(default)]`, so that an empty
/// field is a problem beside the field and not a bad request.
pub struct Posted<T>(pub T);

/// A form without fields of its own: a button, and the proof that every form carries.
#[derive(Debug, serde::Deserialize)]
pub struct Nothing {}

impl<S, T> FromRequest<S> for Posted<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let bytes = whole(body).await?;
        proven(&visit, &parts.headers, &bytes)?;
        read(&bytes).map(Self)
    }
}

/// The same from somebody whose session may be over by now. Without a session only the browser's own word says that the form
/// is ours: whoever takes it must find a stamp in it that this site gave to its writer, in this browser.
pub struct Late<T>(pub T);

impl<S, T> FromRequest<S> for Late<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let bytes = whole(body).await?;
        if visit.session.is_some() {
            proven(&visit, &parts.headers, &bytes)?;
        } else {
            own(&visit, &parts.headers)?;
            readable(&parts.headers, &bytes)?;
        }
        read(&bytes).map(Self)
    }
}

async fn whole(body: axum::body::Body) -> Result<Bytes, Refused> {
    let bytes = axum::body::to_bytes(body, MAX_FORM).await;
    bytes.map_err(|_| Refused::kind(ErrorKind::BadRequest).because("a form beyond the limit"))
}

fn read<T: DeserializeOwned>(form: &[u8]) -> Result<T, Refused> {
    serde_urlencoded::from_bytes(form).map_err(|error| Refused::kind(ErrorKind::BadRequest).because(error))
}

fn readable(headers: &HeaderMap, form: &[u8]) -> Result<(), Refused> {
    if !is_form(headers) {
        return Err(Refused::kind(ErrorKind::BadRequest).because("not a form"));
    }
    if has_nul(form) {
        return Err(Refused::kind(ErrorKind::BadRequest).because("a NUL in a form"));
    }
    Ok(())
}

/// Refuses a form that did not come from a page of ours in this browser and session.
pub(crate) fn proven(visit: &Visit, headers: &HeaderMap, form: &[u8]) -> Result<(), Refused> {
    own(visit, headers)?;
    readable(headers, form)?;
    let proof = serde_urlencoded::from_bytes::<Proof>(form).unwrap_or_default();
    carries_proof(visit, headers, &proof)
}

/// Refuses what a browser says comes from elsewhere.
pub(crate) fn own(visit: &Visit, headers: &HeaderMap) -> Result<(), Refused> {
    if comes_from_us(&visit.site, headers) {
        return Ok(());
    }
    Err(Refused::kind(ErrorKind::FormExpired).because("a form from another origin"))
}

/// Refuses a form without the value that only our page in this browser and session could carry.
pub(crate) fn carries_proof(visit: &Visit, headers: &HeaderMap, proof: &Proof) -> Result<(), Refused> {
    if verify_slices_are_equal(proof.csrf.as_bytes(), visit.csrf().as_bytes()).is_err() {
        let way_on = page_of_the_form(&visit.site, headers, proof.return_to.as_deref());
        let page = ErrorPage { way_on, ..ErrorPage::new(ErrorKind::FormExpired) };
        return Err(Refused::general(page).because("a form without our proof"));
    }
    Ok(())
}

/// What of a form proves that it is ours.
#[derive(Default, serde::Deserialize)]
pub(crate) struct Proof {
    #[serde(default)]
    pub(crate) csrf: String,
    pub(crate) return_to: Option<String>,
}

/// Where the form stood, so that it can be opened again: the page that the browser names, with where
/// the person was heading for, which an answer to a form does not have in its address.
pub(crate) fn page_of_the_form(
    site: &Site,
    headers: &HeaderMap,
    heading_for: Option<&str>,
) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let page = ReturnTo::parse(referer.strip_prefix(&site.settings.origin())?);
    let heading_for = heading_for.map(ReturnTo::parse).filter(ReturnTo::is_deep);
    Some(match heading_for {
        Some(to) if !page.as_str().contains('?') => format!("{}?return_to={}", page.as_str(), to.encoded()),
        _ => page.as_str().to_owned(),
    })
}

/// Refuses what a browser says comes from elsewhere. A client that says nothing of it (an old
/// browser) still has to bring the proof in the form.
fn comes_from_us(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let fetched = text("sec-fetch-site").is_none_or(|from| matches!(from, "same-origin" | "none"));
    let origin = text(header::ORIGIN.as_str()).is_none_or(|origin| origin == site.settings.origin());
    fetched && origin
}

/// Whether something that is encoded for an address or a form has a NUL in it. Nobody types one, and PostgreSQL
/// takes none into a text.
pub(crate) fn has_nul(encoded: &[u8]) -> bool {
    encoded.contains(&0) || encoded.windows(3).any(|three| three == b"%00")
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
