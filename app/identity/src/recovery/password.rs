//! `/recover/password`: the new password, and what goes with the old one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AuditEvent, PasswordRefused, Phone, Secret};
use onedoor_password::Verdict;
use onedoor_people::factors::TextCodes;
use onedoor_people::recovery::{Footing, LEVEL_HELD, Next, level_after};
use onedoor_people::{Account, CredentialsProblem, check_change};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, passwords, see_other};
use onedoor_storage::people::{self, HeldLevel, RecoveryState};
use onedoor_storage::provider::grants;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::Problems;
use serde::Deserialize;

use super::case::Case;
use super::pages::NewPasswordPage;
use super::{at, end_with_password, over};
use crate::Identity;
use crate::notices::{self, Notice};
use crate::pages::credentials_problem;
use crate::sign_in::admit::{Admitted, admit};
use crate::sign_in::second_step;

/// Where one goes afterwards: whoever was in the account may have left a door open.
const ONWARD: &str = "/account/security?notice=recovered";

#[derive(Deserialize)]
pub(super) struct About {
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
    /// Whether passkeys and apps are lost.
    #[serde(default)]
    lost: String,
}

/// The attempt, its account, and what the password is set on; nothing if it is not as far as that.
fn ready(case: &Case) -> Option<(&Account, Footing)> {
    match (case.next(), &case.account) {
        (Next::SetPassword(footing), Some(account)) => Some((account, footing)),
        _ => None,
    }
}

/// `GET /recover/password`.
pub(super) async fn show(visit: Visit, Asked(about): Asked<About>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &about.id).await? else { return Ok(over(&visit)) };
    let Some((account, footing)) = ready(&case) else { return Ok(see_other(&at("ways", case.id()))) };
    Ok(visit.page(&page(&case, account, footing, Problems::new())))
}

fn page(case: &Case, account: &Account, footing: Footing, problems: Problems) -> NewPasswordPage {
    let has = case.held.has_authenticator();
    NewPasswordPage {
        id: case.id().to_string(),
        login: account.login.as_str().to_owned(),
        can_drop: has && footing.drops_authenticators(),
        cannot_drop: has && !footing.drops_authenticators(),
        lowers: level_after(case.proven, footing).is_some(),
        problems,
    }
}

/// `POST /recover/password`.
pub(super) async fn set(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &form.id).await? else { return Ok(over(&visit)) };
    let Some((account, footing)) = ready(&case) else { return Ok(see_other(&at("ways", case.id()))) };
    let problems = problems(&visit, account, &form).await?;
    if !problems.is_empty() {
        let page = page(&case, account, footing, problems);
        return Ok(visit.page_at(&at("password", case.id()), StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let hash = passwords::make(&visit.site, form.password).await?;
    let step = Arc::new(Step { identity, visit: visit.clone(), hash, lost: form.lost == "yes" });
    let (id, within) = (case.id(), Arc::clone(&step));
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let step = Arc::clone(&within);
        Box::pin(async move {
            let here = (id, step.visit.browser);
            match Case::read(tx, here, step.visit.now).await? {
                Some(case) => step.take(tx, &case).await,
                None => Ok(Change::Unrecorded(None)),
            }
        })
    });
    let Some(account) = done.await? else { return Ok(over(&visit)) };
    let to = ReturnTo::parse(ONWARD);
    match admit(&visit, *account, (&case.counted(&visit), None), &to).await? {
        Admitted::In(session) => Ok(session.give(&visit.site, visit.sends(to.as_str()))),
        Admitted::Second(begun) => Ok(visit.sends(&second_step(begun))),
        Admitted::Changed => Ok(visit.sends("/sign-in")),
    }
}

async fn problems(visit: &Visit, account: &Account, form: &Form) -> Result<Problems, Refused> {
    let id = account.id;
    let phone: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::phone_of(tx, id).await })).await;
    let phone = phone?;
    let number = account.number.as_ref().map(|sealed| people::open_number(&visit.site.vault, id, sealed));
    let number = number.transpose()?;
    let dialled = phone.as_ref().map(Phone::at_home);
    let mut owners = vec![account.login.as_str(), account.name.as_str()];
    owners.extend(phone.as_ref().map(Phone::as_str));
    owners.extend(dialled.as_deref());
    owners.extend(number.as_ref().map(onedoor_people::NationalNumber::as_str));
    let mut problems = Problems::new();
    if let Err(problem) = check_change(&Secret::default(), &form.password, &form.again, &owners) {
        problems.push(credentials_problem(problem));
    } else if passwords::is_known(&visit.site, &form.password) {
        problems.push(credentials_problem(CredentialsProblem::Password(PasswordRefused::Common)));
    } else {
        let old = Some(account.password_hash.clone());
        let same = passwords::check(&visit.site, old, form.password.clone()).await?;
        if matches!(same, Verdict::Right { .. }) {
            problems.push(credentials_problem(CredentialsProblem::PasswordUnchanged));
        }
    }
    Ok(problems)
}

/// A new password takes the place of the old one.
struct Step {
    identity: Identity,
    visit: Visit,
    hash: String,
    lost: bool,
}

impl Step {
    /// Sets it and ends all that hung on the old one; the account as it is then. Nothing if it is too late.
    async fn take(&self, tx: &mut Tx<'_>, case: &Case) -> Result<Change<Option<Box<Account>>>, StorageError> {
        let Some((account, footing)) = ready(case) else { return Ok(Change::Unrecorded(None)) };
        let (id, now) = (account.id, self.visit.now);
        let begun = (RecoveryState::Begun, RecoveryState::Done);
        if !people::settle_recovery(tx, case.id(), begun, now).await?
            || !people::change_password(tx, id, &account.password_hash, &self.hash, now).await?
        {
            return Ok(Change::Unrecorded(None));
        }
        let ended = end_with_password(tx, (&self.identity, &self.visit), id, None).await?;
        grants::end_of_account(tx, id, "password_recovered", now).await?;
        let lost = self.lost && footing.drops_authenticators() && case.held.has_authenticator();
        let held = self.hold(tx, case, footing).await?;
        let notice = if lost {
            let (keys, apps) = drop_authenticators(tx, case).await?;
            let notice = Notice::of("notice-password-recovered-lost");
            notice.count("keys", keys).count("apps", apps).by(&self.visit)
        } else {
            Notice::of("notice-password-recovered").by(&self.visit)
        };
        notices::tell(tx, &self.identity, id, &notice, now).await?;
        let event = self.event(case, ended.sessions.len()).with("held", held).with("lost", lost);
        let account = people::by_id(tx, id).await?.map(Box::new);
        Ok(Change::Recorded(account, ended.recorded(event)))
    }

    /// Holds the level down where the footing is weak; whether it did.
    async fn hold(&self, tx: &mut Tx<'_>, case: &Case, footing: Footing) -> Result<bool, StorageError> {
        let Some(level) = level_after(case.proven, footing) else { return Ok(false) };
        let (since, until) = (self.visit.now, self.visit.now.after(LEVEL_HELD));
        people::hold_level(tx, case.owner(), HeldLevel { level, since, until }).await
    }

    fn event(&self, case: &Case, ended: usize) -> AuditEvent {
        case.event(&self.visit, "people.password.recovered")
            .with("proofs", case.proofs().words())
            .with("sessions", i64::try_from(ended).unwrap_or(i64::MAX))
    }
}

/// What is lost opens nothing any more; a code by text message is left where there is a phone. How many passkeys and apps
/// there were.
async fn drop_authenticators(tx: &mut Tx<'_>, case: &Case) -> Result<(i64, i64), StorageError> {
    let id = case.owner();
    let (mut keys, mut apps) = (0, 0);
    for key in people::passkeys(tx, id).await? {
        people::remove_passkey(tx, (id, key.id)).await?;
        keys += 1;
    }
    for app in people::totps(tx, id).await? {
        people::remove_totp(tx, (id, app.id)).await?;
        apps += 1;
    }
    if case.held.phone {
        people::choose_text_codes(tx, id, TextCodes::Always).await?;
    }
    Ok((keys, apps))
}
