//! `/register`: name and phone, the code from the message, login name and password.
//!
//! A phone that an account has already gets the same answers as a free one until its code was typed: the difference is
//! only in the message, which says so. Whoever reads that has the phone: it may be the owner of the account, who signs
//! in, or somebody whose number it is by now. These get an account at once, and the phone when its former owner has had
//! the time to object, as with every phone that changes hands.

mod code;
pub(crate) mod credentials;
mod start;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use onedoor_base::{AccountId, CodeId, Country, Language, Phone, Timestamp};
use onedoor_people::{NationalNumber, parse_claimed_number};
use onedoor_site::code::{NewCode, NewSms, payload};
use onedoor_site::{Refused, Visit};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{StorageError, people};
use onedoor_ui::{Localizer, Problem};
use serde::{Deserialize, Serialize};

use crate::Identity;
use crate::pages::{Stopped, StoppedPage};

/// What the codes of a registration are for.
const PURPOSE: &str = "registration";

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route("/register", get(start::show).post(start::send))
        .route("/register/code", get(code::show).post(code::check))
        .route("/register/code/again", post(code::again))
        .route("/register/credentials", get(credentials::show).post(credentials::finish))
}

/// A registration under way, sealed with its code.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Waiting {
    name: String,
    phone: String,
    return_to: String,
    /// The national number that the person says is theirs, if they gave one.
    #[serde(default)]
    number: Option<GivenNumber>,
    /// The terms that they agreed to, where the site has some.
    #[serde(default)]
    agreed: Option<Agreed>,
}

/// A national number that was given.
#[derive(Clone, Serialize, Deserialize)]
struct GivenNumber {
    country: Country,
    number: String,
}

/// Terms that were agreed to.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Agreed {
    pub(crate) version: String,
    language: Language,
    at: Timestamp,
}

/// What was agreed to, where the site has terms; `said`: whether, and to which version.
pub(crate) fn agreed(
    identity: &Identity,
    visit: &Visit,
    (said, version): (&str, &str),
) -> Result<Option<Agreed>, Problem> {
    match identity.terms.current(visit.now) {
        Some(_) if said != "yes" => Err(Problem::new("terms", "register-terms-missing")),
        // They changed while the form was filled in.
        Some(current) if version != current.version => Err(Problem::new("terms", "register-terms-changed")),
        current => Ok(current.map(|current| Agreed {
            version: current.version.clone(),
            language: visit.language,
            at: visit.now,
        })),
    }
}

impl Waiting {
    fn phone(&self) -> Phone {
        Phone::from_stored(self.phone.clone())
    }

    /// The number, read anew.
    fn number(&self) -> Option<NationalNumber> {
        let given = self.number.as_ref()?;
        parse_claimed_number(given.country, &given.number).ok()
    }

    /// What of the person makes no password.
    pub(crate) fn owners(&self) -> [String; 4] {
        let number = self.number.as_ref().map(|given| given.number.clone()).unwrap_or_default();
        [self.name.clone(), self.phone.clone(), self.phone().at_home(), number]
    }
}

/// A registration of this browser by the id that its pages carry; a page that says where to go on if
/// there is none, it was finished, or it is another browser's.
pub(crate) async fn load(visit: &Visit, id: &str) -> Result<(SentCode, Waiting), Refused> {
    let Ok(id) = id.parse::<CodeId>() else { return Err(stopped(Stopped::RegistrationGone, "/")) };
    let sent: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await;
    let Some(sent) = sent?.filter(|sent| sent.browser == visit.browser) else {
        return Err(stopped(Stopped::RegistrationGone, "/"));
    };
    let waiting: Waiting = payload(visit, &sent)?;
    if sent.used_at.is_some() {
        return Err(stopped(Stopped::RegistrationFinished, &waiting.return_to));
    }
    Ok((sent, waiting))
}

fn stopped(why: Stopped, return_to: &str) -> Refused {
    let status = match why {
        Stopped::RegistrationGone => StatusCode::GONE,
        _ => StatusCode::CONFLICT,
    };
    Refused::page(status, StoppedPage { why, return_to: return_to.to_owned() })
}

/// The message to a phone: the code, and if an account has it already a word about that. Also whose phone it is.
pub(crate) async fn message(
    visit: &Visit,
    phone: &Phone,
    code: &NewCode,
) -> Result<(NewSms, Option<AccountId>), Refused> {
    let wanted = phone.clone();
    let owner: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::by_phone(tx, &wanted).await })).await;
    let owner = owner?;
    let site = &visit.site;
    let text = match &owner {
        None => {
            let t = visit.localizer();
            let name = site.look.name(&t);
            t.with("sms-registration-code", &[("site", name.into()), ("code", code.digits().into())])
        }
        Some(owner) => {
            // In the language of the owner, who may not be the visitor.
            let t = Localizer::of(owner.language);
            let name = site.look.name(&t);
            let address = site.settings.address("/sign-in");
            let words = [("site", name.into()), ("address", address.into()), ("code", code.digits().into())];
            t.with("sms-registration-known", &words)
        }
    };
    // Both kinds alike, also where codes are counted: what becomes of a message must not tell whose phone it is.
    let sms = NewSms::with_code(site, visit.now, phone, text, code.runs_out())?.for_code(code.id);
    Ok((sms, owner.map(|owner| owner.id)))
}
