//! The way to the national identity.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{
    Assurance, AuthenticationLevel, Digest, IdentityLevel, LocalAccountId, SigninId, Timestamp, Token,
};
use onedoor_linking::{NATIONAL_PROOF_LIFE, Policy, Purpose, SigninAttempt};
use onedoor_signin::Request;
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked as Address, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::linking::attempts;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::ErrorKind;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::pages::OtherSideDownPage;
use super::record;
use super::settings::Upstream;
use crate::Portal;

/// What an attempt seals stands in this context.
const CONTEXT: &str = "linking.attempt";

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Start {
    #[serde(default)]
    return_to: String,
    /// Whether the issuer shall make surer of the person, because the last time was not enough.
    #[serde(default)]
    raise: Option<String>,
    /// Whether the person shall prove there once more that it is they.
    #[serde(default)]
    fresh: Option<String>,
    /// The organisation of the account here that they were about to prove: they come back to that step. Empty
    /// where there are no organisations.
    #[serde(default)]
    step: Option<String>,
    /// Whether one more account here is to be linked.
    #[serde(default)]
    add: Option<String>,
    /// Whether the person shall show two factors, whatever the policy is content with.
    #[serde(default)]
    two_factors: Option<String>,
    /// How well the issuer shall know the person, whatever the policy is content with.
    #[serde(default)]
    identity: Option<IdentityLevel>,
}

/// What a browser is sent away for.
#[derive(Debug, Clone)]
pub(super) struct Errand {
    /// What the person comes for.
    pub(super) purpose: Purpose,
    /// Where the person is heading for.
    pub(super) return_to: ReturnTo,
    /// The sign-in there must be new.
    pub(super) fresh: bool,
    /// What the portal needs to be sure of is insisted on.
    pub(super) raise: bool,
    /// Two factors are insisted on.
    pub(super) two_factors: bool,
    /// At least so well known is insisted on.
    pub(super) identity: Option<IdentityLevel>,
    /// See [`Start::step`].
    pub(super) step: Option<String>,
    /// The local account that asks for the link from its settings, and when its owner was known to be there.
    pub(super) asked_by: Option<(LocalAccountId, Timestamp)>,
}

impl Errand {
    /// What the address asks for, where `policy` allows it.
    fn of(query: Start, policy: Policy) -> Self {
        let adds = query.add.is_some() && policy.several_accounts;
        Self {
            purpose: if adds { Purpose::AddAccount } else { Purpose::SignIn },
            return_to: ReturnTo::parse(&query.return_to),
            // What is added is an account that exists: only who is there now may link it.
            fresh: query.fresh.is_some() || adds,
            raise: query.raise.is_some() || query.two_factors.is_some() || query.identity.is_some(),
            two_factors: query.two_factors.is_some(),
            identity: query.identity,
            step: query.step.or_else(|| adds.then(String::new)),
            asked_by: None,
        }
    }
}

/// The longest code of an organisation that is carried along.
const LONGEST_STEP: usize = 100;

/// The values that only this browser's sign-in knows.
#[derive(Serialize, Deserialize)]
pub(super) struct Unguessable {
    pub(super) nonce: String,
    pub(super) verifier: String,
    /// The sign-in there must be new.
    #[serde(default)]
    pub(super) fresh: bool,
    /// See [`Start::step`].
    #[serde(default)]
    pub(super) step: Option<String>,
    /// See [`Errand::asked_by`], in milliseconds.
    #[serde(default)]
    asked_at: Option<i64>,
}

impl Unguessable {
    fn new(visit: &Visit, errand: &Errand) -> Self {
        Self {
            nonce: token(visit).reveal().to_owned(),
            verifier: token(visit).reveal().to_owned(),
            fresh: errand.fresh,
            step: errand.step.as_deref().map(|step| step.chars().take(LONGEST_STEP).collect()),
            asked_at: errand.asked_by.map(|(_, at)| at.millis()),
        }
    }

    /// When the owner of the account that asked for the link was known to be there.
    pub(super) fn asked_at(&self) -> Option<Timestamp> {
        self.asked_at.map(Timestamp::from_millis)
    }

    /// The `max_age` of the request, in seconds.
    pub(super) fn max_age(&self) -> Option<i64> {
        self.fresh.then_some(i64::try_from(NATIONAL_PROOF_LIFE.as_secs()).unwrap_or(i64::MAX))
    }
}

/// `GET /sign-in/national/{key}`: records the attempt and sends the browser away.
pub(super) async fn start(
    State(portal): State<Portal>,
    visit: Visit,
    Path(key): Path<String>,
    Address(query): Address<Start>,
) -> Result<Response, Refused> {
    let upstream = portal.linking.upstream(&key).ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    send(&visit, upstream, &Errand::of(query, upstream.policy)).await
}

/// Records the attempt and sends the browser away.
pub(super) async fn send(visit: &Visit, upstream: &Upstream, errand: &Errand) -> Result<Response, Refused> {
    let network = visit.network_key();
    let limit = Limit::of(&visit.site, "linking.start", &network, 300, Duration::from_mins(10));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Err(wait.refused(visit));
    }
    let secrets = Unguessable::new(visit, errand);
    let state = token(visit);
    let address = match begin(visit, upstream, &state, &secrets, errand).await {
        Ok(address) => address,
        Err(trouble) => {
            let page = OtherSideDownPage::new(upstream, &errand.return_to);
            return Err(Refused::page(StatusCode::BAD_GATEWAY, page).because(trouble));
        }
    };
    record_attempt(visit, upstream, state.digest(), &secrets, errand).await?;
    Ok(see_other(&address))
}

fn token(visit: &Visit) -> Token {
    Token::random(visit.site.random.as_ref())
}

async fn begin(
    visit: &Visit,
    upstream: &Upstream,
    state: &Token,
    secrets: &Unguessable,
    errand: &Errand,
) -> Result<String, onedoor_signin::Trouble> {
    let mut wanted = upstream.policy.wants(errand.purpose);
    if errand.two_factors {
        wanted.authentication = wanted.authentication.max(AuthenticationLevel::Two);
    }
    wanted.identity = errand.identity.map_or(wanted.identity, |level| wanted.identity.max(level));
    let claims = claims(wanted, errand.raise);
    let least = wanted.acr();
    let language = visit.language.tag();
    let mut more = vec![("ui_locales", language), ("acr_values", least), ("claims", claims.as_str())];
    // To ask for the sign-in anew and not to look at the hour would trust the issuer to have done it.
    let max_age = secrets.max_age().map(|seconds| seconds.to_string());
    if let Some(max_age) = &max_age {
        more.extend([("prompt", "login"), ("max_age", max_age.as_str())]);
    }
    let request = Request {
        state: state.reveal(),
        nonce: &secrets.nonce,
        code_verifier: &secrets.verifier,
        more: &more,
    };
    upstream.provider.begin(&request, visit.now).await
}

/// Asks for name and number, and, the second time, insists on the level (OpenID Connect Core section 5.5).
fn claims(wanted: Assurance, raise: bool) -> String {
    let mut claims = json!({
        "userinfo": { "name": null, "national_number": null, "national_number_verified": null },
    });
    if raise {
        claims["id_token"] = json!({ "acr": { "essential": true, "values": [wanted.acr()] } });
    }
    claims.to_string()
}

async fn record_attempt(
    visit: &Visit,
    upstream: &Upstream,
    state: Digest,
    secrets: &Unguessable,
    errand: &Errand,
) -> Result<(), Refused> {
    let json = serde_json::to_vec(secrets).map_err(|e| Refused::internal(e.to_string()))?;
    let attempt = SigninAttempt {
        id: SigninId::new(visit.now, visit.site.random.as_ref()),
        state,
        browser: visit.browser,
        provider: upstream.key.clone(),
        issuer: upstream.provider.issuer().to_owned(),
        purpose: errand.purpose,
        account: errand.asked_by.map(|(account, _)| account),
        sealed: visit.site.vault.seal(CONTEXT, &json),
        return_to: errand.return_to.as_str().to_owned(),
        created_at: visit.now,
        answered_at: None,
    };
    let recorded: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let attempt = attempt.clone();
            Box::pin(async move {
                attempts::insert(tx, &attempt).await?;
                let event = record::started(attempt.id, &attempt.provider, attempt.created_at);
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    Ok(recorded?)
}

/// What the attempt sealed.
pub(super) fn unguessable(visit: &Visit, attempt: &SigninAttempt) -> Result<Unguessable, Refused> {
    let json = visit.site.vault.open(CONTEXT, &attempt.sealed)?;
    serde_json::from_slice(&json).map_err(|e| Refused::internal(format!("{}: {e}", attempt.id)))
}
