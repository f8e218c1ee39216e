//! `/sign-in`: login name, phone or national number, and the password.
//!
//! Whoever asks for an account that does not exist gets the same answer after the same work as one
//! whose password is wrong: the same limits, one hash, one record.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{BegunSignInId, Secret, Subject};
use onedoor_password::Verdict;
use onedoor_people::{Account, Identifier, PasswordFact, SignInFacts, SignInOutcome, decide_sign_in};
use onedoor_site::challenge::{Answer, Given, Risk, Verdict as Check, ask_at, of_network};
use onedoor_site::limits::Wait;
use onedoor_site::session::NewSession;
use onedoor_site::tries::Try;
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, passwords, see_other};
use onedoor_storage::people::{self, Door};
use onedoor_storage::{Change, StorageError, Tx, Vault};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::onward;
use crate::pages::{SignInPage, Stopped, StoppedPage};
use crate::settings::closing;
use crate::sign_in::admit::{Admitted, admit};
use crate::sign_in::{passkey, second_step};
use crate::{Identity, merging, passcode, phone_app, provider, refusals};

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/sign-in", get(show).post(sign_in))
}

/// What the check is for that keeps programs out.
pub(crate) const PURPOSE: &str = "sign-in";

#[derive(Deserialize)]
struct Heading {
    #[serde(default)]
    return_to: String,
    /// Shows the page to somebody who is signed in, too.
    #[serde(default)]
    again: String,
    #[serde(default)]
    notice: String,
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    identifier: String,
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    again: String,
    /// Whether the form is that of the application on the phone.
    #[serde(default)]
    on_phone: String,
    #[serde(flatten)]
    check: Answer,
}

async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    let to = ReturnTo::parse(&heading.return_to);
    let again = heading.again == "yes" && visit.session.is_some();
    if visit.session.is_some() && !again {
        return Ok(see_other(onward(&to)));
    }
    let mut page = page(&identity, &visit, &to, again).await?;
    page.challenge = ask_at(&visit, PURPOSE, of_network(&visit).await?);
    page.notice = (heading.notice == "over").then_some("sign-in-over");
    page.identifier = page.ahead.as_ref().and_then(|ahead| ahead.login_hint.clone()).unwrap_or_default();
    Ok(visit.page(&page))
}

async fn sign_in(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let to = ReturnTo::parse(&form.return_to);
    let mut page = page(&identity, &visit, &to, form.again == "yes" && visit.session.is_some()).await?;
    page.identifier = form.identifier.trim().chars().take(200).collect();
    page.on_phone = form.on_phone == "yes" && identity.level1.is_some();
    let path = match (page.on_phone, page.again) {
        (true, _) => phone_app::SIGN_IN.to_owned(),
        (false, true) => format!("/sign-in?return_to={}&again=yes", to.encoded()),
        (false, false) => format!("/sign-in?return_to={}", to.encoded()),
    };
    if form.check.wants_another() {
        page.challenge = ask_at(&visit, PURPOSE, of_network(&visit).await?.max(Risk::Some));
        return Ok(visit.page_at(&path, StatusCode::OK, &page));
    }
    page.problems = missing(&form);
    if !page.problems.is_empty() {
        page.challenge = ask_at(&visit, PURPOSE, of_network(&visit).await?);
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let attempt = Attempt::of(&identity, &visit, &page.identifier);
    let given = Given::of(&visit, PURPOSE, &form.check);
    let (judged, risk) = attempt.judge(&visit, form.password, given, &to).await?;
    page.challenge = ask_at(&visit, PURPOSE, risk);
    match judged {
        Judged::In(session) => {
            let on = closing::onward(&visit, session.session().subject, &to).await?;
            Ok(session.give(&visit.site, see_other(&on)))
        }
        Judged::Second(begun) => Ok(see_other(&second_step(begun))),
        Judged::Checked(check) => {
            page.problems = check.problems(&visit);
            Ok(check.page(&visit, &path, &page))
        }
        Judged::Out(SignInOutcome::TooManyAttempts(wait)) => {
            let wait = Wait(wait);
            let problem = Problem::general("sign-in-too-many").with("time", wait.hour(&visit));
            page.problems = Problems::one(problem);
            Ok(wait.page(&visit, &path, &page))
        }
        Judged::Out(SignInOutcome::Closed) => Err(stopped(Stopped::AccountClosed, &to)),
        Judged::Out(SignInOutcome::Merged) => Err(stopped(Stopped::AccountMerged, &to)),
        Judged::Out(SignInOutcome::WrongCredentials | SignInOutcome::SignedIn) => {
            page.problems = Problems::one(Problem::general("sign-in-wrong"));
            Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

pub(crate) async fn page(
    identity: &Identity,
    visit: &Visit,
    to: &ReturnTo,
    again: bool,
) -> Result<SignInPage, Refused> {
    let other = merging::is_begun(to);
    Ok(SignInPage {
        return_to: to.as_str().to_owned(),
        again,
        identifier: String::new(),
        challenge: None,
        country: identity.profile.country,
        ahead: provider::ahead(identity, visit, to).await?,
        passkey: passkey::form(visit),
        passcode: if other { None } else { passcode::link(identity, visit, to).await? },
        notice: None,
        other,
        on_phone: false,
        problems: Problems::new(),
    })
}

fn missing(form: &Form) -> Problems {
    let mut problems = Problems::new();
    if form.identifier.trim().is_empty() {
        problems.push(Problem::new("identifier", "sign-in-identifier-missing"));
    }
    if form.password.reveal().is_empty() {
        problems.push(Problem::new("password", "sign-in-password-missing"));
    }
    problems
}

pub(crate) fn stopped(why: Stopped, to: &ReturnTo) -> Refused {
    Refused::page(StatusCode::FORBIDDEN, StoppedPage { why, return_to: to.as_str().to_owned() })
}

/// One try to sign in.
struct Attempt {
    identifier: Option<Identifier>,
    /// What was typed, in the form that all spellings of it share.
    name: String,
    counted: Try,
}

/// What came of it.
enum Judged {
    /// Signed in, with this session.
    In(Box<NewSession>),
    /// The password is right, and one more thing is asked for.
    Second(BegunSignInId),
    /// Not signed in.
    Out(SignInOutcome),
    /// Not looked at: first the check that keeps programs out.
    Checked(Check),
}

/// What a try found before the password was looked at.
struct Looked {
    /// Not passed, if one is wanted.
    check: Option<Check>,
    wait: Option<Wait>,
    account: Option<Account>,
    /// What speaks for a program, should this one fail, too.
    risk: Risk,
}

impl Attempt {
    fn of(identity: &Identity, visit: &Visit, typed: &str) -> Self {
        let identifier = Identifier::read(typed, identity.profile.country);
        let key = name_of(identifier.as_ref(), typed);
        Self { identifier, counted: Try::of(visit, key.clone()), name: key }
    }

    /// What came of it, and the risk of the next one.
    async fn judge(
        self,
        visit: &Visit,
        password: Secret,
        given: Given,
        to: &ReturnTo,
    ) -> Result<(Judged, Risk), Refused> {
        let looked = self.look(visit, given).await?;
        let risk = looked.risk;
        let judged = match looked.check {
            Some(check) => Judged::Checked(check),
            None => self.judge_password(visit, password, (looked.wait, looked.account), to).await?,
        };
        Ok((judged, risk))
    }

    async fn judge_password(
        self,
        visit: &Visit,
        password: Secret,
        (wait, account): (Option<Wait>, Option<Account>),
        to: &ReturnTo,
    ) -> Result<Judged, Refused> {
        let verdict = if wait.is_some() {
            Verdict::Wrong
        } else {
            let stored = account.as_ref().map(|account| account.password_hash.clone());
            passwords::check(&visit.site, stored, password.clone()).await?
        };
        let right = matches!(verdict, Verdict::Right { .. });
        let outcome = decide_sign_in(SignInFacts {
            wait: wait.map(|Wait(wait)| wait),
            account: account.as_ref().map(|account| account.state),
            password: if right { PasswordFact::Right } else { PasswordFact::Wrong },
        });
        match (outcome, account) {
            (SignInOutcome::SignedIn, Some(account)) => {
                let better = match verdict {
                    Verdict::Right { replace: true } => Some(passwords::make(&visit.site, password).await?),
                    _ => None,
                };
                Ok(match admit(visit, account, (&self.counted, better), to).await? {
                    Admitted::In(session) => Judged::In(session),
                    Admitted::Second(begun) => Judged::Second(begun),
                    // The password was changed or the account shut in between.
                    Admitted::Changed => Judged::Out(SignInOutcome::WrongCredentials),
                })
            }
            (SignInOutcome::TooManyAttempts(wait), _) => {
                Ok(Judged::Out(SignInOutcome::TooManyAttempts(wait)))
            }
            (outcome, account) => {
                refusals::record(visit, account.map(|account| account.id), &self.name).await?;
                Ok(Judged::Out(outcome))
            }
        }
    }

    /// Looks the account up, judges the check if one is wanted, and counts the try.
    async fn look(&self, visit: &Visit, given: Given) -> Result<Looked, Refused> {
        let captcha = visit.site.settings.captcha;
        let (identifier, counted) = (self.identifier.clone(), self.counted.clone());
        let vault = visit.site.vault.clone();
        let device = visit.device.as_ref().map(onedoor_base::Token::digest);
        let door = Door { browser: visit.browser, device, now: visit.now };
        let found: Result<_, StorageError> = visit
            .site
            .store
            .write(move |tx| {
                let (identifier, counted, vault) = (identifier.clone(), counted.clone(), vault.clone());
                let given = given.clone();
                Box::pin(async move {
                    let account = at_the_door(tx, &vault, identifier.as_ref(), &door).await?;
                    let whose = account.as_ref().map(|account| Subject::Person(account.id));
                    let risk = counted.risk(tx, whose).await?;
                    if captcha.asks(risk) {
                        let check = given.judge(tx, risk).await?;
                        if check != Check::Passed {
                            let (check, wait) = (Some(check), None);
                            return Ok(Change::Unrecorded(Looked { check, wait, account, risk }));
                        }
                    }
                    let wait = counted.count(tx, whose).await?;
                    let risk = counted.risk(tx, whose).await?;
                    Ok(Change::Unrecorded(Looked { check: None, wait, account, risk }))
                })
            })
            .await;
        Ok(found?)
    }
}

/// What was typed, in the form that all spellings of it share.
pub(crate) fn name_of(identifier: Option<&Identifier>, typed: &str) -> String {
    match identifier {
        Some(Identifier::Login(login)) => format!("login {}", login.key()),
        Some(Identifier::Phone(phone)) => format!("phone {phone}"),
        Some(Identifier::Number(number)) => format!("number {}", number.as_str()),
        None => format!("unreadable {}", typed.to_lowercase()),
    }
}

/// The account that somebody means who brings its password, too: besides [`find`], one that was registered in the
/// application with a number that nobody has proven. That opens the account to whoever knows the password and is good for
/// nothing else: no recovery and no desk finds anybody by it.
async fn at_the_door(
    tx: &mut Tx<'_>,
    vault: &Vault,
    identifier: Option<&Identifier>,
    door: &Door,
) -> Result<Option<Account>, StorageError> {
    let proven = find(tx, vault, identifier).await?;
    let Some(Identifier::Number(number)) = identifier else { return Ok(proven) };
    // Asked in any case: how long it takes tells nobody whether the number is proven.
    let registered =
        people::by_registered_number(tx, people::number_fingerprint(vault, number), door).await?;
    Ok(proven.or(registered))
}

/// The account that it means, if any.
pub(crate) async fn find(
    tx: &mut Tx<'_>,
    vault: &Vault,
    identifier: Option<&Identifier>,
) -> Result<Option<Account>, StorageError> {
    match identifier {
        Some(Identifier::Login(login)) => people::by_login(tx, login).await,
        Some(Identifier::Phone(phone)) => people::by_phone(tx, phone).await,
        Some(Identifier::Number(number)) => {
            people::by_number(tx, people::number_fingerprint(vault, number)).await
        }
        None => Ok(None),
    }
}
