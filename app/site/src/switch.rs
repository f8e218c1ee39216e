//! Another language while a form is being filled in: `POST {page}?language=ru`, sent by a button of that
//! form, is answered like `GET {page}` in Russian, with what was typed in its fields. Nothing is kept
//! here, and the form does not reach the route that it is for.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use onedoor_base::Language;
use onedoor_ui::{ErrorKind, Typed};

use crate::Visit;
use crate::posted::{MAX_FORM, proven};
use crate::refused::Refused;

/// Fields that no page shows again.
const NEVER_AGAIN: [&str; 8] =
    ["csrf", "password", "again", "current", "present", "code", "challenge", "challenge_digits"];

/// The form that came with a switch, not looked into yet.
#[derive(Clone)]
struct Switch {
    language: Language,
    form: Bytes,
}

/// Before the routes are looked at: makes the request one for the page, and puts the form aside.
pub(crate) async fn turn(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Some((language, uri)) = asked(&parts) else {
        return next.run(Request::from_parts(parts, body)).await;
    };
    // What is too large carries no proof, and is refused for that.
    let form = to_bytes(body, MAX_FORM).await.unwrap_or_default();
    parts.method = Method::GET;
    parts.uri = uri;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(Switch { language, form });
    next.run(Request::from_parts(parts, Body::empty())).await
}

/// The visit in the language and with the form that were put aside, and the language; nothing otherwise.
pub(crate) fn taken(visit: Visit, parts: &mut Parts) -> Result<(Visit, Option<Language>), (Visit, Refused)> {
    let Some(Switch { language, form }) = parts.extensions.remove::<Switch>() else {
        return Ok((visit, None));
    };
    match fields(&visit, &parts.headers, &form) {
        Ok(typed) => Ok((visit.switched(language, typed), Some(language))),
        Err(refused) => Err((visit, refused)),
    }
}

fn fields(visit: &Visit, headers: &HeaderMap, form: &[u8]) -> Result<Typed, Refused> {
    proven(visit, headers, form)?;
    let mut fields: Vec<(String, String)> = serde_urlencoded::from_bytes(form)
        .map_err(|error| Refused::kind(ErrorKind::BadRequest).because(error))?;
    fields.retain(|(name, _)| !NEVER_AGAIN.contains(&name.as_str()));
    Ok(Typed::new(fields))
}

/// The language, and the address without it.
fn asked(parts: &Parts) -> Option<(Language, Uri)> {
    let query = parts.uri.query().filter(|_| parts.method == Method::POST)?;
    let (mut language, mut rest) = (None, Vec::new());
    for pair in query.split('&') {
        match pair.strip_prefix("language=") {
            Some(tag) => language = Language::from_tag(tag),
            None => rest.push(pair),
        }
    }
    let (path, rest) = (parts.uri.path(), rest.join("&"));
    let uri = if rest.is_empty() { path.parse() } else { format!("{path}?{rest}").parse() };
    language.zip(uri.ok())
}
