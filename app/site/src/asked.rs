use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use onedoor_ui::ErrorKind;
use serde::de::DeserializeOwned;

use crate::refused::Refused;

/// The query of an address, of type `T`; one that makes no sense gets the page for that. Fields that
/// may be missing are `#[serde(default)]`.
pub struct Asked<T>(pub T);

impl<S, T> FromRequestParts<S> for Asked<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        Query::try_from_uri(&parts.uri)
            .map(|Query(asked)| Self(asked))
            .map_err(|error| Refused::kind(ErrorKind::BadRequest).because(error))
    }
}

/// The value of a link, as it can stand in an address: it is of letters, digits, - and _, and anything else finds nothing
/// there either.
pub fn of_link(value: &str) -> String {
    value.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(100).collect()
}
