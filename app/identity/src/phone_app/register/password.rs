//! Last step: the password, twice; then the account is there, with its application, and its owner signed in (S3.3).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{PasswordRefused, Secret};
use onedoor_people::{Credentials, CredentialsForm, CredentialsProblem, PHONE_WAIT};
use onedoor_site::code::confirmed_payload;
use onedoor_site::draft::Drafted;
use onedoor_site::session::NewSession;
use onedoor_site::{Asked, Posted, Refused, Visit, passwords, see_other};
use onedoor_storage::site::codes::SentCode;
use onedoor_storage::{StorageError, people};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::make::{Chosen, Made, make};
use super::review::said;
use super::{BEGIN, CODE, Draft, PASSWORD, Sent, load, name, stopped, with_id};
use crate::Identity;
use crate::card::CardSaid;
use crate::pages::Stopped;
use crate::phone_app::pages::PasswordPage;
use crate::phone_app::{DONE, only_where_given};
use crate::routes::register::credentials::{self, NotMade};

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    id: String,
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    id: String,
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    again: Secret,
    /// Whether it was said that an account has the phone, and that it was somebody else's before.
    #[serde(default)]
    owned: String,
    #[serde(default)]
    former: String,
}

/// `GET /app/register/password`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (sent, phone) = load(&visit, &heading.id).await?;
    if sent.confirmed_at.is_none() {
        return Ok(see_other(&with_id(CODE, sent.id)));
    }
    if complete(&visit, &sent, draft.as_ref())?.is_none() {
        return Ok(see_other(BEGIN));
    }
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let phone = phone.clone();
        Box::pin(async move { people::by_phone(tx, &phone).await })
    });
    let phone_due = read.await?.map(|_| visit.now.after(PHONE_WAIT));
    Ok(visit.page(&PasswordPage { id: heading.id, phone_due, problems: Problems::new() }))
}

/// `POST /app/register/password`.
pub(super) async fn finish(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (sent, _) = load(&visit, &form.id).await?;
    if sent.confirmed_at.is_none() {
        return Ok(see_other(&with_id(CODE, sent.id)));
    }
    let Some((draft, said)) = complete(&visit, &sent, draft.as_ref())? else { return Ok(see_other(BEGIN)) };
    if form.owned == "yes" && form.former != "yes" {
        let problems = Problems::one(Problem::new("former", "register-former-missing"));
        return Ok(again(&visit, &form, problems));
    }
    let password = match check(&visit, &form, &draft, &said) {
        Ok(password) => password,
        Err(problems) => return Ok(again(&visit, &form, problems)),
    };
    let hash = passwords::make(&visit.site, password).await?;
    let chosen = Chosen { draft, said, hash, former: form.former == "yes" };
    match make(&identity, &visit, sent.id, chosen).await {
        Ok(Made { session }) => finished(&visit, &session),
        Err(NotMade::Spent | NotMade::LoginTaken) => Err(stopped(Stopped::RegistrationFinished)),
        Err(NotMade::PhoneTaken) => Err(stopped(Stopped::PhoneTaken)),
        Err(NotMade::TooOften(wait)) => Err(wait.refused(&visit)),
        Err(NotMade::Storage(error)) => Err(error.into()),
    }
}

fn finished(visit: &Visit, session: &NewSession) -> Result<Response, Refused> {
    let on = session.give(&visit.site, visit.sends(&format!("{DONE}?notice=registered")));
    visit.drops::<Draft>(on)
}

/// What was typed and given, if this browser still has it and it is about the phone whose code came back.
fn complete(
    visit: &Visit,
    sent: &SentCode,
    draft: Option<&Draft>,
) -> Result<Option<(Draft, CardSaid)>, Refused> {
    let Some(Sent { phone }) = confirmed_payload::<Sent>(visit, sent)? else {
        return Err(stopped(Stopped::RegistrationGone));
    };
    let Some(draft) = draft.filter(|draft| draft.phone == phone) else { return Ok(None) };
    Ok(said(visit, draft).map(|said| (draft.clone(), said)))
}

fn check(visit: &Visit, form: &Form, draft: &Draft, said: &CardSaid) -> Result<Secret, Problems> {
    // Judged with a user name that nobody knows yet: it is drawn anew for the account.
    let login = name::draw(visit.site.random.as_ref());
    let typed = CredentialsForm { login: login.as_str(), password: &form.password, again: &form.again };
    let card = &said.card;
    let born = format!("{:02}{:02}{}", card.born.day, card.born.month, card.born.year);
    let phone = draft.phone();
    let owners = [card.name.as_str(), phone.as_str(), &phone.at_home(), card.number.as_str(), &born];
    match Credentials::check(typed, &owners) {
        Ok(checked) if passwords::is_known(&visit.site, &checked.password) => {
            Err(credentials::said(&[CredentialsProblem::Password(PasswordRefused::Common)]))
        }
        Ok(checked) => Ok(checked.password),
        Err(problems) => Err(credentials::said(&problems)),
    }
}

fn again(visit: &Visit, form: &Form, problems: Problems) -> Response {
    let phone_due = (form.owned == "yes").then(|| visit.now.after(PHONE_WAIT));
    let page = PasswordPage { id: form.id.clone(), phone_due, problems };
    let path = format!("{PASSWORD}?id={}", form.id);
    visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page)
}
