//! One rule, one function. The order is in [`super::RULES`].

use crate::authorize::request::{AuthorizationRequest, Prompt, Prompts, ResponseMode};
use crate::authorize::{ClaimsRequest, Endpoint};
use crate::client::GrantType;
use crate::{Client, ErrorCode, Parameters, Scopes, pkce};

const LONGEST_STATE: usize = 2048;
const LONGEST_NONCE: usize = 512;
const LONGEST_LOGIN_HINT: usize = 256;
const LONGEST_ID_TOKEN_HINT: usize = 8192;
const LONGEST_ACR_VALUES: usize = 512;
const LONGEST_CLAIMS: usize = 8192;
const LONGEST_UI_LOCALES: usize = 256;

/// A request while the rules read it.
pub(super) struct Draft<'a> {
    pub(super) endpoint: Endpoint,
    pub(super) params: &'a Parameters,
    pub(super) client: &'a Client,
    pub(super) request: AuthorizationRequest,
}

/// What is wrong, and the words for the relying party's developer.
pub(super) struct Refusal(pub(super) ErrorCode, pub(super) &'static str);

type Checked = Result<(), Refusal>;

fn invalid(why: &'static str) -> Refusal {
    Refusal(ErrorCode::InvalidRequest, why)
}

impl<'a> Draft<'a> {
    fn short(&self, name: &str, longest: usize, why: &'static str) -> Result<Option<&'a str>, Refusal> {
        match self.params.get(name) {
            Some(value) if value.len() > longest => Err(invalid(why)),
            value => Ok(value),
        }
    }
}

/// At the push endpoint the client has proven itself; the form may not name another one.
pub(super) fn client_is_who_it_says(draft: &mut Draft<'_>) -> Checked {
    match (draft.params.get("client_id"), draft.endpoint) {
        (None, Endpoint::Authorize) => Err(invalid("client_id is missing")),
        (Some(named), _) if named != draft.client.client_id => Err(invalid("client_id names another client")),
        _ => {
            draft.request.client_id.clone_from(&draft.client.client_id);
            Ok(())
        }
    }
}

/// Byte for byte, and never left out (OpenID Connect Core section 3.1.2.1).
pub(super) fn redirect_uri_is_registered(draft: &mut Draft<'_>) -> Checked {
    match draft.params.get("redirect_uri") {
        None => Err(invalid("redirect_uri is missing")),
        Some(uri) if !draft.client.has_redirect_uri(uri) => {
            Err(invalid("redirect_uri is not registered for this client"))
        }
        Some(uri) => {
            uri.clone_into(&mut draft.request.redirect_uri);
            Ok(())
        }
    }
}

pub(super) fn state_is_short(draft: &mut Draft<'_>) -> Checked {
    let state = draft.short("state", LONGEST_STATE, "state is too long")?;
    draft.request.state = state.map(str::to_owned);
    Ok(())
}

pub(super) fn response_mode_is_supported(draft: &mut Draft<'_>) -> Checked {
    draft.request.response_mode = match draft.params.get("response_mode") {
        None | Some("query") => ResponseMode::Query,
        Some("form_post") => ResponseMode::FormPost,
        Some(_) => return Err(invalid("response_mode must be query or form_post")),
    };
    Ok(())
}

/// RFC 9126 section 2.1: a pushed request does not refer to another.
pub(super) fn no_request_uri_within(draft: &mut Draft<'_>) -> Checked {
    match draft.params.get("request_uri") {
        Some(_) => Err(invalid("request_uri must not be pushed")),
        None => Ok(()),
    }
}

pub(super) fn no_request_object(draft: &mut Draft<'_>) -> Checked {
    match draft.params.get("request") {
        Some(_) => Err(Refusal(ErrorCode::RequestNotSupported, "request objects are not supported")),
        None => Ok(()),
    }
}

/// RFC 9126 section 6: a client may be registered so that it must push.
pub(super) fn pushed_if_that_is_required(draft: &mut Draft<'_>) -> Checked {
    if draft.client.require_pushed {
        return Err(invalid("this client must push its authorization requests"));
    }
    Ok(())
}

pub(super) fn response_type_is_code(draft: &mut Draft<'_>) -> Checked {
    match draft.params.get("response_type") {
        Some("code") => Ok(()),
        None => Err(invalid("response_type is missing")),
        Some(_) => Err(Refusal(ErrorCode::UnsupportedResponseType, "response_type must be code")),
    }
}

pub(super) fn client_may_use_codes(draft: &mut Draft<'_>) -> Checked {
    if draft.client.may(GrantType::AuthorizationCode) {
        return Ok(());
    }
    Err(Refusal(ErrorCode::UnauthorizedClient, "this client may not use authorization codes"))
}

/// What the client is not registered for is left out, as OpenID Connect Core section 3.1.2.1 allows;
/// without `openid` it is no OpenID Connect request.
pub(super) fn scope_has_openid(draft: &mut Draft<'_>) -> Checked {
    let text = draft.params.get("scope").ok_or_else(|| invalid("scope is missing"))?;
    let asked = Scopes::parse(text).map_err(|_| Refusal(ErrorCode::InvalidScope, "scope is malformed"))?;
    draft.request.scopes = asked.within(&draft.client.scopes);
    if draft.request.scopes.contains("openid") {
        return Ok(());
    }
    Err(Refusal(ErrorCode::InvalidScope, "scope must contain openid"))
}

/// RFC 7636, for every client (RFC 9700 section 2.1.1); `plain` protects nobody.
pub(super) fn challenge_is_s256(draft: &mut Draft<'_>) -> Checked {
    let challenge = draft
        .params
        .get("code_challenge")
        .ok_or_else(|| invalid("code_challenge is missing (PKCE is required)"))?;
    if draft.params.get("code_challenge_method") != Some("S256") {
        return Err(invalid("code_challenge_method must be S256"));
    }
    if !pkce::is_challenge(challenge) {
        return Err(invalid("code_challenge is not the SHA-256 of a verifier in base64url"));
    }
    challenge.clone_into(&mut draft.request.code_challenge);
    Ok(())
}

pub(super) fn nonce_is_short(draft: &mut Draft<'_>) -> Checked {
    let nonce = draft.short("nonce", LONGEST_NONCE, "nonce is too long")?;
    draft.request.nonce = nonce.map(str::to_owned);
    Ok(())
}

/// `none` stands alone (OpenID Connect Core section 3.1.2.1).
pub(super) fn prompt_makes_sense(draft: &mut Draft<'_>) -> Checked {
    let mut prompts = Vec::new();
    for value in draft.params.get("prompt").unwrap_or_default().split_ascii_whitespace() {
        let prompt = match value {
            "none" => Prompt::None,
            "login" => Prompt::Login,
            "consent" => Prompt::Consent,
            "select_account" => Prompt::SelectAccount,
            _ => return Err(invalid("prompt has a value that is not supported")),
        };
        if !prompts.contains(&prompt) {
            prompts.push(prompt);
        }
    }
    if prompts.contains(&Prompt::None) && prompts.len() > 1 {
        return Err(invalid("prompt none must stand alone"));
    }
    draft.request.prompts = Prompts(prompts);
    Ok(())
}

pub(super) fn max_age_is_a_number(draft: &mut Draft<'_>) -> Checked {
    draft.request.max_age = match draft.params.get("max_age") {
        None => None,
        Some(text) => {
            Some(text.parse::<u32>().map_err(|_| invalid("max_age must be a number of seconds"))?.into())
        }
    };
    Ok(())
}

pub(super) fn hints_are_short(draft: &mut Draft<'_>) -> Checked {
    let login = draft.short("login_hint", LONGEST_LOGIN_HINT, "login_hint is too long")?;
    let token = draft.short("id_token_hint", LONGEST_ID_TOKEN_HINT, "id_token_hint is too long")?;
    draft.request.login_hint = login.map(str::to_owned);
    draft.request.id_token_hint = token.map(str::to_owned);
    Ok(())
}

/// A client's default stands in where the request names none.
pub(super) fn acr_values_are_short(draft: &mut Draft<'_>) -> Checked {
    let values = draft.short("acr_values", LONGEST_ACR_VALUES, "acr_values is too long")?;
    let values = values.or(draft.client.default_acr.as_deref()).unwrap_or_default();
    draft.request.acr_values = values.split_ascii_whitespace().map(str::to_owned).collect();
    Ok(())
}

pub(super) fn claims_are_readable(draft: &mut Draft<'_>) -> Checked {
    if let Some(text) = draft.short("claims", LONGEST_CLAIMS, "claims is too long")? {
        draft.request.claims =
            ClaimsRequest::parse(text).ok_or_else(|| invalid("claims is not a claims request"))?;
    }
    Ok(())
}

pub(super) fn ui_locales_are_short(draft: &mut Draft<'_>) -> Checked {
    let locales = draft.short("ui_locales", LONGEST_UI_LOCALES, "ui_locales is too long")?;
    draft.request.ui_locales = locales.map(str::to_owned);
    Ok(())
}
