//! Whether a system knows an account of the person: it is asked by the fingerprint of their proven number, only when
//! the person wants it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::LinkProofId;
use onedoor_linking_client::Trouble as NotReached;
use onedoor_linking_protocol::{Candidates, Code, Hint};
use onedoor_site::limits::Wait;
use onedoor_site::{Posted, Refused, SignedInVisit, see_other};
use onedoor_ui::Problems;
use serde::Deserialize;

use super::add::Asked;
use super::organisation::{self, Chosen, Step};
use super::pages::{ChooseOrganisationPage, CredentialsPage, Found, path};
use super::prove_first;
use crate::Identity;
use crate::interface::ask::{self, Trouble};

/// `POST /account/links/new/{client}/find`
pub(super) async fn find(
    State(state): State<Identity>,
    visit: SignedInVisit,
    Path(client): Path<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    let system = Asked::of(&visit, &client).await?;
    if let Some(first) = prove_first(&visit, &path(&client)) {
        return Ok(first);
    }
    let proof = LinkProofId::new(visit.now, visit.site.random.as_ref());
    match ask::candidates(&state, &client, visit.person()?).await {
        Ok(Some(candidates)) => {
            show(&state, &visit, system, &client, (sent.organisation, proof, found(candidates))).await
        }
        Ok(None) => Ok(see_other(&path(&client))),
        Err(Trouble::NotReached(NotReached::Refused(why))) if why.code == Code::TooManyRequests => {
            let wait = why.retry_after.map(|seconds| Wait(std::time::Duration::from_secs(seconds)));
            Ok(system.refused(&visit, (proof, String::new()), why.code, wait))
        }
        Err(trouble) => system.trouble(&visit, &trouble, false),
    }
}

/// What was found, where the person is: at the choice of an organisation, or at the form.
async fn show(
    state: &Identity,
    visit: &SignedInVisit,
    system: Asked,
    client: &str,
    (code, proof, found): (String, LinkProofId, Found),
) -> Result<Response, Refused> {
    let organised = ask::describe(state, client).await.is_ok_and(|description| description.organisations);
    if organised && code.is_empty() {
        let step = organisation::step(state, visit, client, &Chosen::default()).await;
        return match step {
            Ok(Step::Asks { within, among, .. }) => {
                let page = organisation::page(visit, (&system.name, client), (within, &among, false));
                let page = ChooseOrganisationPage { finds: true, found: Some(found), ..page };
                Ok(visit.page_at(&path(client), StatusCode::OK, &page))
            }
            Ok(Step::Is(_)) => Ok(see_other(&path(client))),
            Err(trouble) => system.trouble(visit, &trouble, false),
        };
    }
    let system = match system.choosing(state, visit, &code).await? {
        Ok(system) => system,
        Err(first) => return Ok(first),
    };
    let form = system.form(visit, proof, String::new(), Problems::new());
    let page = CredentialsPage { finds: true, found: Some(found), ..form };
    Ok(visit.page_at(&system.at(), StatusCode::OK, &page))
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    /// The organisation that was chosen before, if one was.
    #[serde(default)]
    organisation: String,
}

/// As a page shows it; a portal's words are texts of others, and short.
fn found(candidates: Candidates) -> Found {
    let short = |text: &str| -> String { text.chars().filter(|c| !c.is_control()).take(80).collect() };
    let said = |hint: Hint| match hint.organisation {
        Some(organisation) => format!("{}, {}", short(&hint.user_name), short(&organisation)),
        None => short(&hint.user_name),
    };
    Found { accounts: candidates.accounts.into_iter().take(10).map(said).collect(), more: candidates.more }
}
