//! The way back from the national identity.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use onedoor_base::Digest;
use onedoor_linking::{AnswerRefused, Outcome, Purpose, SigninAttempt, Why, Wish};
use onedoor_oidc::Parameters;
use onedoor_oidc::relying_party::{Answer, Outcome as Said};
use onedoor_signin::{Account, Code, Trouble};
use onedoor_site::{Refused, ReturnTo, Visit, see_other};
use onedoor_storage::linking::attempts;
use onedoor_storage::{Change, StorageError};

use super::answer::{account_step, answer};
use super::from_settings::Told;
use super::national::National;
use super::pages::Over;
use super::record;
use super::settings::Upstream;
use super::settle::{Settled, Settlement};
use super::start::{Unguessable, unguessable};
use super::stopped::Stop;
use crate::Portal;

/// `GET /sign-in/callback`: takes the answer, once, and finds out what becomes of it.
pub(super) async fn callback(
    State(portal): State<Portal>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let Ok(parameters) = Parameters::parse(query.unwrap_or_default().as_bytes()) else {
        return Ok(Stop::Over(Over::Unknown).bare_page());
    };
    let Ok(read) = Answer::read(&parameters) else {
        return Ok(Stop::Over(Over::Unknown).bare_page());
    };
    // Nobody was sent with this state: made up, or sent here by an issuer on its own.
    let Some(attempt) = find(&visit, Digest::of(read.state)).await? else {
        return Ok(Stop::Over(Over::Unknown).bare_page());
    };
    let return_to = ReturnTo::parse(&attempt.return_to);
    let Some(upstream) = portal.linking.still(&attempt.provider, &attempt.issuer) else {
        return Ok(Stop::NotAllowed(Why::IssuerNotTrusted).page(&visit, &attempt.provider, &return_to));
    };
    let attempt = match take(&visit, upstream, attempt, &read).await? {
        Ok(attempt) => attempt,
        // Where the other browser was heading for is nobody's business here.
        Err(stop @ Stop::Over(Over::OtherBrowser)) => return Ok(stop.bare_page()),
        Err(stop) => return Ok(stop.page(&visit, &upstream.key, &return_to)),
    };
    let code = match read.outcome {
        Said::Code(code) => code,
        Said::Error(error) => {
            let stop = turned_back(upstream, error);
            // Whoever was about to add an account, and is signed in with another, goes on in that one.
            let stays = attempt.purpose == Purpose::AddAccount && visit.session.is_some();
            return Ok(match Told::of_stop(&visit, stop, &return_to) {
                Some(told) => told.page(&visit, &return_to),
                None if stays && stop == Stop::Cancelled => see_other(return_to.as_str()),
                None => stop.page(&visit, &upstream.key, &return_to),
            });
        }
    };
    let secrets = unguessable(&visit, &attempt)?;
    let (account, two_sided) = match finish(&visit, upstream, &secrets, code).await? {
        Ok(finished) => finished,
        Err(stop) => return Ok(stop.page(&visit, &upstream.key, &return_to)),
    };
    let national = National::of_answer(&visit, (&attempt, &secrets), account, two_sided);
    let settlement = Settlement {
        portal: portal.clone(),
        visit: visit.clone(),
        national: national.clone(),
        local: None,
        wish: Wish::None,
        proposal: None,
    };
    match (settlement.run().await?, secrets.step) {
        // Straight back to the step that they were sent away from.
        (
            Settled::Waiting(Outcome::AskForLocalAccount { .. } | Outcome::Choose { .. }, id),
            Some(organisation),
        ) => Ok(see_other(&account_step(id, &organisation))),
        (settled, _) => answer(&portal, &visit, &national, settled).await,
    }
}

async fn find(visit: &Visit, state: Digest) -> Result<Option<SigninAttempt>, StorageError> {
    visit.site.store.read(move |tx| Box::pin(async move { attempts::by_state(tx, state).await })).await
}

/// Takes the answer if it may be taken: the right browser, for the first time, in time, from who was asked.
async fn take(
    visit: &Visit,
    upstream: &Upstream,
    attempt: SigninAttempt,
    read: &Answer<'_>,
) -> Result<Result<SigninAttempt, Stop>, Refused> {
    // An issuer that promises to name itself must have done so.
    let must_name = match upstream.provider.is_own_answer(None, visit.now).await {
        Ok(may_be_silent) => !may_be_silent,
        Err(trouble) => return Ok(Err(logged(Stop::Down, upstream, &trouble))),
    };
    let (browser, now, id) = (visit.browser, visit.now, attempt.id);
    let issuer = read.iss.map(str::to_owned);
    let outcome = match read.outcome {
        Said::Code(_) => "code".to_owned(),
        Said::Error(error) => error.chars().take(60).collect(),
    };
    let taken: Result<Result<SigninAttempt, AnswerRefused>, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (attempt, issuer, outcome) = (attempt.clone(), issuer.clone(), outcome.clone());
            Box::pin(async move {
                let taken = match attempt.answer(browser, issuer.as_deref(), must_name, now) {
                    Ok(taken) => taken,
                    Err(refused) => return Ok(Change::Unrecorded(Err(refused))),
                };
                // Another tab may have brought the same answer at the same moment.
                if !attempts::answer(tx, id, now).await? {
                    return Ok(Change::Unrecorded(Err(AnswerRefused::Answered)));
                }
                Ok(Change::Recorded(Ok(taken), vec![record::answered(id, &outcome, now)]))
            })
        })
        .await;
    Ok(taken?.map_err(|refused| logged(Stop::of_answer(refused), upstream, &refused)))
}

/// Exchanges the code for a person; and whether the issuer speaks of links.
async fn finish(
    visit: &Visit,
    upstream: &Upstream,
    secrets: &Unguessable,
    code: &str,
) -> Result<Result<(Account, bool), Stop>, Refused> {
    let (nonce, code_verifier) = (&secrets.nonce, &secrets.verifier);
    let code = Code { code, nonce, code_verifier, max_age: secrets.max_age() };
    let finished = async {
        let account = upstream.provider.finish(&code, visit.now).await?;
        Ok((account, upstream.provider.linking_endpoint(visit.now).await?.is_some()))
    };
    Ok(finished.await.map_err(|trouble| match trouble {
        Trouble::Down(_) | Trouble::Slow | Trouble::Nonsense(_) => logged(Stop::Down, upstream, &trouble),
        Trouble::Refused(_)
        | Trouble::Untrusted(_)
        | Trouble::UntrustedLogout(_)
        | Trouble::UntrustedRequest(_)
        | Trouble::UntrustedEvent(_) => logged(Stop::Over(Over::NotBelieved), upstream, &trouble),
    }))
}

/// The issuer says no.
fn turned_back(upstream: &Upstream, error: &str) -> Stop {
    match error {
        "access_denied"
        | "consent_required"
        | "interaction_required"
        | "account_selection_required"
        | "login_required" => Stop::Cancelled,
        "unmet_authentication_requirements" => Stop::NotReached,
        "temporarily_unavailable" | "server_error" => logged(Stop::Down, upstream, &error),
        // Anybody may write an address: of what it says the log keeps a word, and no line of its own.
        other => {
            let word: String = other.chars().filter(char::is_ascii_graphic).take(60).collect();
            logged(Stop::Over(Over::NotBelieved), upstream, &word)
        }
    }
}

/// What the visitor is not told, the log is.
fn logged(stop: Stop, upstream: &Upstream, why: &dyn std::fmt::Display) -> Stop {
    tracing::info!(provider = upstream.key, stop = ?stop, "a sign-in came to nothing: {why}");
    stop
}
