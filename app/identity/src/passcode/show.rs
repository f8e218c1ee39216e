//! The page and its answers.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, Secret};
use onedoor_people::{Account, AccountState};
use onedoor_proofing::application::State as Standing;
use onedoor_proofing::passcode;
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::proofing::{self, AppDevice};
use onedoor_storage::{StorageError, Tx, people};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::PasscodeSignInPage;
use super::trial::{Trial, Tried};
use super::{PATH, PURPOSE};
use crate::Identity;
use crate::phone_app::{self, only_where_given};
use crate::settings::closing;
use crate::sign_in::ceremony::Question;

/// Whose device this is.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) account: Account,
    pub(super) device: AppDevice,
    /// Whether more than a password is asked of them elsewhere.
    asks_more: bool,
}

impl Owner {
    /// Whether the digits alone would be less than what is asked elsewhere.
    fn needs_key(&self) -> bool {
        self.asks_more || self.device.public_key.is_some()
    }
}

/// The owner of the device that shows itself here, if their identity is in use and the passcode counts.
pub(super) async fn owner(visit: &Visit) -> Result<Option<Owner>, StorageError> {
    let Some(token) = visit.app.as_ref().map(onedoor_base::Token::digest) else { return Ok(None) };
    let now = visit.now;
    let found = visit.site.store.read(move |tx| {
        Box::pin(async move {
            let Some((id, device)) = proofing::owner_of_device(tx, token).await? else { return Ok(None) };
            let Some(account) = people::by_id(tx, id).await? else { return Ok(None) };
            if account.state != AccountState::Active
                || device.tries.is_locked()
                || !in_use(tx, id, now).await?
            {
                return Ok(None);
            }
            let asks_more = people::held(tx, id).await?.asks();
            Ok(Some(Owner { account, device, asks_more }))
        })
    });
    found.await
}

/// Whether the electronic identity of an account is in use, and not locked.
pub(super) async fn in_use(
    tx: &mut Tx<'_>,
    id: AccountId,
    now: onedoor_base::Timestamp,
) -> Result<bool, StorageError> {
    let latest = proofing::applications_of(tx, id).await?.into_iter().next();
    Ok(latest.is_some_and(|application| application.state.at(now) == Standing::Active))
}

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
}

/// `GET /app/passcode`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let to = heading_for(&heading.return_to);
    if visit.session.is_some() {
        return Ok(see_other(to.as_str()));
    }
    let Some(owner) = owner(&visit).await? else { return Ok(see_other(phone_app::SIGN_IN)) };
    Ok(visit.page(&page(&visit, &owner, &to, Problems::new())))
}

/// Where somebody goes on who is heading nowhere.
fn heading_for(text: &str) -> ReturnTo {
    ReturnTo::parse(if text.is_empty() { phone_app::PATH } else { text })
}

fn page(visit: &Visit, owner: &Owner, to: &ReturnTo, problems: Problems) -> PasscodeSignInPage {
    PasscodeSignInPage {
        challenge: Question::of(visit, PURPOSE).text(),
        return_to: to.as_str().to_owned(),
        keyed: owner.needs_key(),
        problems,
    }
}

/// Passcodes that are hashed for one identity in a while: many more than are wrong before it locks.
const MOST: i64 = 20;
const WHILE: Duration = Duration::from_mins(10);

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    passcode: Secret,
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /app/passcode`.
pub(super) async fn open(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let to = heading_for(&form.return_to);
    let Some(owner) = owner(&visit).await? else { return Ok(see_other(phone_app::SIGN_IN)) };
    let again = |problem: Problem| {
        let page = page(&visit, &owner, &to, Problems::one(problem));
        let path = format!("{PATH}?return_to={}", to.encoded());
        visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let Some(digits) = passcode::plain(form.passcode.reveal()) else {
        return Ok(again(Problem::new("passcode", "passcode-shape")));
    };
    // The device first: what is typed on another one is no try.
    let Some(question) = Question::put(&visit, PURPOSE, &form.challenge) else {
        return Ok(again(Problem::general("passcode-too-late")));
    };
    let signed = Trial::is_signed(&owner.device, &question, &form.signature);
    if owner.needs_key() && !signed {
        return Ok(again(Problem::general("passcode-no-key")));
    }
    // Hashing takes a core for a while, and tries in many windows at once are all hashed before one of them counts.
    let limit = Limit::of(&visit.site, "passcode.tried", &owner.account.id.to_string(), MOST, WHILE);
    if let Some(wait) = taken(&visit, [limit]).await? {
        return Err(wait.refused(&visit));
    }
    match Trial::of(&visit, &owner, (question, signed), Secret::new(digits)).await? {
        Tried::In(session) => {
            let on = closing::onward(&visit, session.session().subject, &to).await?;
            Ok(session.give(&visit.site, see_other(&on)))
        }
        Tried::Wrong(left) => {
            Ok(again(Problem::new("passcode", "passcode-wrong").with("left", i64::from(left))))
        }
        Tried::Locked => Ok(visit.sends(&format!("{}?notice=passcode", phone_app::SIGN_IN))),
        Tried::Over => Ok(see_other(PATH)),
    }
}
