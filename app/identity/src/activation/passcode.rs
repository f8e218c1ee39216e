//! Six digits that count on this device only.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_authenticators::device_key::DeviceKey;
use onedoor_base::{CodeId, Phone, Secret};
use onedoor_proofing::passcode::{self, Known, Refused as NotTaken, Tries};
use onedoor_proofing::register::Sought;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, passwords, see_other};
use onedoor_storage::proofing::{self, AppDevice};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, people};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::PasscodePage;
use super::{Applicant, CODE_OF, PASSCODE, PATH, QUESTIONS, finish};
use crate::notices::{self, Notice};
use crate::owner_code::{About, at};
use crate::{Identity, ProviderError};

/// Somebody who may go on with this code.
pub(super) async fn going_on(
    identity: &Identity,
    visit: &FreshVisit,
    id: &str,
) -> Result<Option<(Applicant, CodeId)>, Refused> {
    let Some(applicant) = Applicant::choosing(identity, visit).await? else { return Ok(None) };
    let shown = CODE_OF.shown(&applicant.owner(), id).await?;
    Ok(shown.map(|id| (applicant, id)))
}

/// `GET /app/activate/passcode`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    let Some((_, id)) = going_on(&identity, &visit, &about.id).await? else { return Ok(see_other(PATH)) };
    Ok(visit.page(&PasscodePage { id: id.to_string(), problems: Problems::new() }))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    passcode: String,
    #[serde(default)]
    again: String,
    /// Of the key that the browser made, if it could.
    #[serde(default)]
    public_key: String,
}

/// The passcode as typed twice, if it may be one of this person.
pub(crate) fn may_be(
    (typed, again): (&str, &str),
    sought: &Sought,
    phone: Option<&Phone>,
) -> Result<String, Problem> {
    let phone = phone.map(Phone::at_home).unwrap_or_default();
    let phone: String = phone.chars().filter(char::is_ascii_digit).collect();
    let born = sought.born.and_then(|born| {
        Some((u16::try_from(born.year).ok()?, born.month.unwrap_or_default(), born.day.unwrap_or_default()))
    });
    let known = Known { number: sought.number.as_deref().unwrap_or_default(), phone: &phone, born };
    let code = passcode::choose(typed, &known).map_err(|refused| {
        let key = match refused {
            NotTaken::Shape => "passcode-shape",
            NotTaken::Repeated => "passcode-repeated",
            NotTaken::InARow => "passcode-in-a-row",
            NotTaken::Known => "passcode-known",
        };
        Problem::new("passcode", key)
    })?;
    if passcode::plain(again).as_ref() == Some(&code) {
        Ok(code)
    } else {
        Err(Problem::new("again", "passcode-differs"))
    }
}

/// The key of this device, if the browser made one. What is none is taken for a browser that cannot.
pub(crate) fn public_key(typed: &str) -> Option<Vec<u8>> {
    let spki = URL_SAFE_NO_PAD.decode(typed).ok().filter(|spki| !spki.is_empty())?;
    DeviceKey::parse(&spki).map(|_| spki)
}

/// `POST /app/activate/passcode`: from here on this is the account's device.
pub(super) async fn choose(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some((applicant, id)) = going_on(&identity, &visit, &typed.id).await? else {
        return Ok(see_other(PATH));
    };
    let typed_twice = (typed.passcode.as_str(), typed.again.as_str());
    let code = match may_be(typed_twice, &applicant.sought, applicant.phone.as_ref()) {
        Ok(code) => code,
        Err(problem) => {
            let page = PasscodePage { id: id.to_string(), problems: Problems::one(problem) };
            return Ok(visit.page_at(&at(PASSCODE, id), StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    // A value of its own for every binding: what a browser had for another account is worth nothing here.
    let token = visit.site.token();
    let device = AppDevice {
        token: token.digest(),
        public_key: public_key(&typed.public_key),
        passcode_hash: passwords::make(&visit.site, Secret::new(code)).await?,
        tries: Tries::default(),
        user_agent: visit.user_agent.clone(),
        bound_at: visit.now,
        used_at: None,
    };
    let response = match bind(&applicant, id, device).await? {
        Bound::Asks => visit.sends(&at(QUESTIONS, id)),
        Bound::Activates => finish::activate(&applicant, id, None).await?,
        Bound::Moved => visit.sends(&format!("{PATH}?notice=bound")),
        Bound::NotNow => return Ok(see_other(PATH)),
    };
    Ok(visit.with_app(&token, response))
}

/// What is left to do.
enum Bound {
    /// Security questions are still to be chosen.
    Asks,
    /// All is there that an activation takes.
    Activates,
    /// The identity was in use before, on another device or on none.
    Moved,
    /// It was locked meanwhile, or the code was used up in another window.
    NotNow,
}

async fn bind(applicant: &Applicant, code: CodeId, device: AppDevice) -> Result<Bound, Refused> {
    let applicant = applicant.clone();
    let store = applicant.visit.site.store.clone();
    let written = store.write::<_, ProviderError, _>(move |tx| {
        let (applicant, device) = (applicant.clone(), device.clone());
        Box::pin(async move {
            let (account, now) = (applicant.account.id, applicant.visit.now);
            // The digits took their time to be hashed.
            let stands = proofing::application(tx, applicant.application.id).await?;
            let stands = stands.is_some_and(|stands| stands.state.at(now) == applicant.state);
            if !stands || (!applicant.is_approved() && !codes::spend(tx, code, now).await?) {
                return Ok(Change::Unrecorded(Bound::NotNow));
            }
            proofing::bind_device(tx, account, &device).await?;
            let event = applicant.event("people.passcode.set");
            if !applicant.is_approved() {
                let notice =
                    Notice::of("notice-passcode-set").by(&applicant.visit).then("notice-else-password");
                notices::tell(tx, &applicant.identity, account, &notice, now).await?;
                return Ok(Change::Recorded(Bound::Moved, vec![event]));
            }
            let asks = people::questions(tx, account).await?.is_none();
            let left = if asks { Bound::Asks } else { Bound::Activates };
            Ok(Change::Recorded(left, vec![event]))
        })
    });
    written.await.map_err(|error| Refused::internal(error.to_string()))
}
