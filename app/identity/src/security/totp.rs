//! Adding an app that makes codes: its secret is shown, and taken once a code of it was given.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_authenticators::totp::{SECRET_BYTES, base32, check, key_uri};
use onedoor_base::{Timestamp, TotpId, typed_digits};
use onedoor_people::factors::{MOST_AUTHENTICATORS, label};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{FreshVisit, Posted, Refused};
use onedoor_storage::people::{self, Totp};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::{Deserialize, Serialize};

use super::change::Owner;
use super::pages::TotpPage;
use crate::Identity;
use crate::routes::Known;

const HERE: &str = "/account/security/totp";

/// An app that is being added, sealed into the form: nothing is kept before its owner has shown a code of it.
#[derive(Serialize, Deserialize)]
struct Setup {
    id: TotpId,
    secret: Vec<u8>,
    begun_at: Timestamp,
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    setup: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    code: String,
}

impl Setup {
    fn new(visit: &FreshVisit) -> Self {
        let mut secret = vec![0; SECRET_BYTES];
        visit.site.random.fill(&mut secret);
        Self { id: TotpId::new(visit.now, visit.site.random.as_ref()), secret, begun_at: visit.now }
    }

    fn context(owner: &Owner) -> String {
        format!("totp-setup/{}/{}", owner.account, owner.visit.session.id)
    }

    fn sealed(&self, owner: &Owner) -> Result<String, Refused> {
        let json = serde_json::to_vec(self).map_err(|error| Refused::internal(error.to_string()))?;
        Ok(URL_SAFE_NO_PAD.encode(owner.visit.site.vault.seal(&Self::context(owner), &json)))
    }

    /// Only in the same session.
    fn open(owner: &Owner, sealed: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let json = owner.visit.site.vault.open(&Self::context(owner), &sealed).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

/// `GET /account/security/totp`.
pub(super) async fn show(State(identity): State<Identity>, visit: FreshVisit) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let page = page(&owner, &Setup::new(&visit), String::new(), None).await?;
    Ok(visit.page(&page))
}

async fn page(
    owner: &Owner,
    setup: &Setup,
    label: String,
    problem: Option<Problem>,
) -> Result<TotpPage, Refused> {
    let known = Known::of(&owner.visit).await?;
    let t = owner.visit.localizer();
    let uri = key_uri(&owner.visit.site.look.name(&t), known.account.login.as_str(), &setup.secret);
    Ok(TotpPage {
        setup: setup.sealed(owner)?,
        uri,
        secret: base32(&setup.secret),
        label,
        problems: problem.map(Problems::one).unwrap_or_default(),
    })
}

/// `POST /account/security/totp`.
pub(super) async fn add(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let name = label(&form.label);
    let Some(setup) = Setup::open(&owner, &form.setup) else {
        let problem = Problem::general("totp-begin-again");
        let page = page(&owner, &Setup::new(&visit), name, Some(problem)).await?;
        return Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let limit = Limit::of(&visit.site, "totp.setup", &owner.account.to_string(), 20, totp_window());
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problem = Problem::general("second-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, HERE, &page(&owner, &setup, name, Some(problem)).await?));
    }
    let Some(step) = check(&setup.secret, &typed_digits(&form.code), visit.now.seconds(), None) else {
        let key = if form.code.trim().is_empty() { "second-code-missing" } else { "totp-code-wrong" };
        let page = page(&owner, &setup, name, Some(Problem::new("code", key))).await?;
        return Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let secret = people::seal_totp(&visit.site.vault, owner.account, &setup.secret);
    let new =
        Totp { id: setup.id, label: name, secret, used_step: step, created_at: visit.now, used_at: None };
    keep(&owner, new).await?;
    Ok(visit.sends("/account/security?notice=totp-added"))
}

const fn totp_window() -> std::time::Duration {
    std::time::Duration::from_mins(15)
}

/// Keeps it, unless it is kept already: a form that was sent twice.
async fn keep(owner: &Owner, new: Totp) -> Result<(), Refused> {
    let within = Arc::new((owner.clone(), new));
    let kept: Result<bool, StorageError> = owner
        .visit
        .site
        .store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (owner, new) = &*within;
                if people::held(tx, owner.account).await?.totps >= MOST_AUTHENTICATORS {
                    return Ok(Change::Unrecorded(false));
                }
                if !people::add_totp(tx, owner.account, new).await? {
                    return Ok(Change::Unrecorded(true));
                }
                owner.tell(tx, "notice-totp-added").await?;
                let event = owner.event("people.totp.added").with("authenticator", new.id.to_string());
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await;
    if kept? {
        Ok(())
    } else {
        Err(Refused::kind(onedoor_ui::ErrorKind::BadRequest).because("too many apps"))
    }
}
