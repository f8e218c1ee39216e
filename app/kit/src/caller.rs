//! The identity calls the portal: requests of the linking interface, right ones and wrong ones.

use onedoor_oidc::keys::Typ;
use onedoor_oidc::signed_request::LIFETIME;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};

use crate::Kit;
use crate::issuer::{body_digest, compact};
use crate::limit::retry_after;
use crate::situation::Stop;

/// The largest answer that is read.
const LARGEST: usize = 64 * 1024;

/// A request of the linking interface.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    /// Below the endpoint.
    pub(crate) path: String,
    pub(crate) body: Vec<u8>,
}

/// The portal's answer.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) json: Value,
    pub(crate) is_problem: bool,
    /// For how many seconds to wait.
    retry_after: Option<u64>,
}

impl Said {
    /// The code of a problem.
    pub(crate) fn code(&self) -> &str {
        self.json.get("code").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether it is a problem with this status and one of these codes.
    pub(crate) fn refuses(&self, status: u16, codes: &[&str]) -> bool {
        self.status == status && codes.contains(&self.code())
    }
}

impl Ask {
    pub(crate) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), body: Vec::new() }
    }

    pub(crate) fn put(path: String, body: impl Into<Vec<u8>>) -> Self {
        Self { method: "PUT", path, body: body.into() }
    }

    pub(crate) fn post(path: &str, body: &Value) -> Self {
        Self { method: "POST", path: path.to_owned(), body: body.to_string().into_bytes() }
    }
}

impl Kit {
    /// The claims that prove a request, as they must be.
    pub(crate) fn claims(&self, ask: &Ask) -> Value {
        self.claims_at(&self.endpoint(), ask)
    }

    /// The same for another endpoint.
    pub(crate) fn claims_at(&self, endpoint: &str, ask: &Ask) -> Value {
        let now = self.issuer.now().seconds();
        json!({
            "iss": self.issuer.name(),
            "aud": endpoint,
            "htm": ask.method,
            "htu": format!("{endpoint}{}", ask.path),
            "htb": body_digest(&ask.body),
            "jti": self.issuer.unguessable(),
            "iat": now,
            "exp": now + LIFETIME,
        })
    }

    /// A bearer token with these claims.
    pub(crate) fn bearer(&self, claims: &Value) -> Result<String, Stop> {
        let token = compact(self.issuer.key(), Typ::Linking, claims);
        token.map(|token| format!("Bearer {token}")).ok_or(Stop::NotTried("kit-untried-key"))
    }

    /// Calls as it must be done.
    pub(crate) async fn calls(&self, ask: &Ask) -> Result<Said, Stop> {
        let bearer = self.bearer(&self.claims(ask))?;
        let said = self.calls_with(ask, Some(&bearer)).await?;
        // Too many wrong calls came before: nothing was shown by that.
        if said.status == 429 { Err(self.is_left_alone(said.retry_after)) } else { Ok(said) }
    }

    /// The portal counts wrong calls, and says for how long.
    pub(crate) fn is_left_alone(&self, retry_after: Option<u64>) -> Stop {
        self.limit.is_left_alone(retry_after)
    }

    /// Calls with this proof.
    pub(crate) async fn calls_with(&self, ask: &Ask, authorization: Option<&str>) -> Result<Said, Stop> {
        self.calls_at(&self.endpoint(), ask, authorization).await
    }

    /// The same at another endpoint.
    pub(crate) async fn calls_at(
        &self,
        endpoint: &str,
        ask: &Ask,
        authorization: Option<&str>,
    ) -> Result<Said, Stop> {
        let url = format!("{endpoint}{}", ask.path);
        let method = reqwest::Method::from_bytes(ask.method.as_bytes());
        let method = method.map_err(|_| Stop::Failed("kit-expects-reached"))?;
        let mut request = self.http.request(method, &url).header("accept", "application/json");
        if let Some(authorization) = authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        if ask.method != "GET" {
            request = request.header(CONTENT_TYPE, "application/json").body(ask.body.clone());
        }
        let said = self.said((ask.method, &url, &ask.body), request).await?;
        // Whoever asks with user names is counted by those; what that comes to is a situation of its own.
        if said.status == 429 && ask.path != "/links" {
            return Err(self.is_left_alone(said.retry_after));
        }
        Ok(said)
    }

    /// Sends it, and writes it down.
    pub(crate) async fn said(
        &self,
        asked: (&str, &str, &[u8]),
        request: reqwest::RequestBuilder,
    ) -> Result<Said, Stop> {
        let Ok(mut answer) = request.send().await else {
            self.log.add("kit_to_portal", asked, (0, b""));
            return Err(Stop::Failed("kit-expects-reached"));
        };
        let status = answer.status().as_u16();
        let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let after = retry_after(answer.headers());
        let is_problem = kind.is_some_and(|kind| kind.starts_with("application/problem+json"));
        let mut body = Vec::new();
        while let Ok(Some(chunk)) = answer.chunk().await {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST {
                break;
            }
        }
        self.log.add("kit_to_portal", asked, (status, &body));
        let json: Value = serde_json::from_slice(&body).unwrap_or_default();
        let retry_after = json.get("retry_after").and_then(Value::as_u64).or(after);
        Ok(Said { status, json, is_problem, retry_after })
    }
}
