//! What somebody has typed so far, before anything is theirs: sealed into a cookie of the browser where it was typed, so
//! that a phone that died goes on where it stopped, and nothing of a stranger is kept here.

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Refused, Visit};

/// What browsers keep of one cookie, with its name (RFC 6265 section 6.1), less some room.
const LONGEST: usize = 3_900;
/// For how long it can be gone on with, in seconds.
const LIFE: u32 = 24 * 60 * 60;

/// Something that can be kept so.
pub trait Draft: Serialize + DeserializeOwned {
    /// What the cookie is called, besides `draft-`.
    const NAME: &'static str;
    /// Under which path the browser sends it.
    const PATH: &'static str;
}

/// The draft that this browser brings; nothing if it has none, it is too old, or it is another browser's.
pub struct Drafted<T>(pub Option<T>);

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    until: Timestamp,
    draft: T,
}

impl<S: Send + Sync, T: Draft> FromRequestParts<S> for Drafted<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let visit = Visit::from_request_parts(parts, state).await?;
        Ok(Self(read(&visit, &parts.headers)))
    }
}

fn read<T: Draft>(visit: &Visit, headers: &HeaderMap) -> Option<T> {
    let name = name::<T>(visit);
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(found, _)| *found == name)?;
    let sealed = URL_SAFE_NO_PAD.decode(value.get(..value.len().min(LONGEST))?).ok()?;
    // Sealed for this browser: what a neighbour under the same domain plants does not open.
    let opened = visit.site.vault.open(&context::<T>(visit), &sealed).ok()?;
    let kept: Kept<T> = serde_json::from_slice(&opened).ok()?;
    (visit.now < kept.until).then_some(kept.draft)
}

impl Visit {
    /// Has this browser keep a draft for a day from now on.
    pub fn keeps<T: Draft>(&self, draft: T, mut response: Response) -> Result<Response, Refused> {
        let until = self.now.after(std::time::Duration::from_secs(LIFE.into()));
        let json =
            serde_json::to_vec(&Kept { until, draft }).map_err(|e| Refused::internal(e.to_string()))?;
        let value = URL_SAFE_NO_PAD.encode(self.site.vault.seal(&context::<T>(self), &json));
        if value.len() > LONGEST {
            return Err(Refused::internal("a draft that no cookie holds"));
        }
        response.headers_mut().append(SET_COOKIE, cookie::<T>(self, &value, LIFE)?);
        Ok(response)
    }

    /// Has this browser forget its draft.
    pub fn drops<T: Draft>(&self, mut response: Response) -> Result<Response, Refused> {
        response.headers_mut().append(SET_COOKIE, cookie::<T>(self, "", 0)?);
        Ok(response)
    }
}

fn context<T: Draft>(visit: &Visit) -> String {
    format!("draft/{}/{}", T::NAME, visit.mark("draft"))
}

/// `__Host-` asks for the whole site as path, and this is sent to one room only.
fn name<T: Draft>(visit: &Visit) -> String {
    let prefix = if visit.site.settings.is_secure() { "__Secure-" } else { "" };
    format!("{prefix}draft-{}", T::NAME)
}

fn cookie<T: Draft>(visit: &Visit, value: &str, life: u32) -> Result<HeaderValue, Refused> {
    let secure = if visit.site.settings.is_secure() { "; Secure" } else { "" };
    let (name, path) = (name::<T>(visit), T::PATH);
    let text = format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{secure}; Max-Age={life}");
    HeaderValue::from_str(&text).map_err(|error| Refused::internal(error.to_string()))
}
