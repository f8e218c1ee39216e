//! Last step: the login name and the password; then the account is made and its owner signed in.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{
    AccountId, Actor, AuditEvent, CodeId, ContactId, Factor, IdentityLevel, PasswordRefused, Secret, Subject,
    Timestamp,
};
use onedoor_people::{
    Account, AccountState, Credentials, CredentialsForm, CredentialsProblem, LoginName, PHONE_WAIT,
    PersonName, SealedNumber,
};
use onedoor_site::code::confirmed_payload;
use onedoor_site::limits::{Wait, taken};
use onedoor_site::session::{NewSession, SignIn};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, passwords, see_other};
use onedoor_storage::people::{self, AcceptedTerms, Inserted, NewAccount};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::code::code_address;
use super::{Agreed, Waiting, load, stopped};
use crate::contacts::{NewChange, too_often, wait};
use crate::limits::login_names;
use crate::pages::{CredentialsPage, Stopped, credentials_problem};
use crate::registration::number;
use crate::{Identity, provider, terms};

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
    login: String,
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

impl Form {
    /// From when on the phone is the new account's, if an account has it.
    fn due(&self, visit: &Visit) -> Option<Timestamp> {
        (self.owned == "yes").then(|| visit.now.after(PHONE_WAIT))
    }
}

/// Why no account was made.
pub(crate) enum NotMade {
    /// The registration was finished before, or is too old by now.
    Spent,
    /// Somebody else has the login name.
    LoginTaken,
    /// Another registration with the same phone was faster.
    PhoneTaken,
    /// A phone that was somebody else's was asked for too often.
    TooOften(Wait),
    /// The database.
    Storage(StorageError),
}

impl From<StorageError> for NotMade {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

pub(super) async fn show(visit: Visit, Asked(heading): Asked<Heading>) -> Result<Response, Refused> {
    let (sent, waiting) = load(&visit, &heading.id).await?;
    if sent.confirmed_at.is_none() {
        return Ok(see_other(&code_address(&sent)));
    }
    still_good(&visit, &sent, &waiting)?;
    let phone = waiting.phone();
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let phone = phone.clone();
        Box::pin(async move { people::by_phone(tx, &phone).await })
    });
    let phone_due = read.await?.map(|_| visit.now.after(PHONE_WAIT));
    let (id, login) = (heading.id, String::new());
    Ok(visit.page(&CredentialsPage { id, login, phone_due, problems: Problems::new() }))
}

pub(super) async fn finish(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let (sent, waiting) = load(&visit, &form.id).await?;
    if sent.confirmed_at.is_none() {
        return Ok(see_other(&code_address(&sent)));
    }
    still_good(&visit, &sent, &waiting)?;
    if form.owned == "yes" && form.former != "yes" {
        let problems = Problems::one(Problem::new("former", "register-former-missing"));
        return Ok(again(&visit, &form, problems));
    }
    let credentials = match check(&visit, &form, sent.id, &waiting).await? {
        Ok(credentials) => credentials,
        Err(problems) => return Ok(again(&visit, &form, problems)),
    };
    let hash = passwords::make(&visit.site, credentials.password.clone()).await?;
    let account = new_account(&visit, &waiting, &credentials, hash);
    let session = NewSession::of(&visit, signed_in(&visit, &account.account));
    let moves = (form.former == "yes").then(|| NewChange::of(&visit, (account.account.id, &waiting.phone())));
    let new = Registered { moves, ..Registered::of(&visit, account, &waiting) };
    let to = ReturnTo::parse(&waiting.return_to);
    match make(&identity, &visit, sent.id, new, session.clone()).await {
        Ok(()) => {
            let on =
                if to.is_deep() { see_other(to.as_str()) } else { visit.sends("/account?notice=registered") };
            Ok(session.give(&visit.site, on))
        }
        Err(NotMade::LoginTaken) => Ok(again(&visit, &form, said(&[CredentialsProblem::LoginTaken]))),
        Err(NotMade::Spent) => Err(stopped(Stopped::RegistrationFinished, &waiting.return_to)),
        Err(NotMade::PhoneTaken) => Err(stopped(Stopped::PhoneTaken, &waiting.return_to)),
        Err(NotMade::TooOften(wait)) => Err(wait.refused(&visit)),
        Err(NotMade::Storage(error)) => Err(error.into()),
    }
}

/// Refuses a registration whose phone was confirmed too long ago.
fn still_good(visit: &Visit, sent: &SentCode, waiting: &Waiting) -> Result<(), Refused> {
    match confirmed_payload::<Waiting>(visit, sent)? {
        Some(_) => Ok(()),
        None => Err(stopped(Stopped::RegistrationGone, &waiting.return_to)),
    }
}

/// That a login name is taken must be told, or nobody could choose one; only here, after a phone was
/// proven and only so often, and the insertion has the last word.
async fn check(
    visit: &Visit,
    form: &Form,
    registration: CodeId,
    waiting: &Waiting,
) -> Result<Result<Credentials, Problems>, Refused> {
    let typed = CredentialsForm { login: &form.login, password: &form.password, again: &form.again };
    let owners = waiting.owners();
    let credentials = match Credentials::check(typed, &owners.each_ref().map(String::as_str)) {
        Ok(credentials) if passwords::is_known(&visit.site, &credentials.password) => {
            return Ok(Err(said(&[CredentialsProblem::Password(PasswordRefused::Common)])));
        }
        Ok(credentials) => credentials,
        Err(problems) => return Ok(Err(said(&problems))),
    };
    if let Some(wait) = taken(visit, login_names(visit, registration)).await? {
        return Err(wait.refused(visit));
    }
    Ok(match free_instead(visit, &credentials.login).await? {
        None => Ok(credentials),
        Some(free) if free.is_empty() => Err(said(&[CredentialsProblem::LoginTaken])),
        Some(free) => {
            let names = free.join(", ");
            Err(Problems::one(Problem::new("login", "login-taken-free").with("names", names)))
        }
    })
}

/// If a login name is taken, up to three like it that are not.
async fn free_instead(visit: &Visit, login: &LoginName) -> Result<Option<Vec<String>>, Refused> {
    let login = login.clone();
    let found: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            let login = login.clone();
            Box::pin(async move {
                if people::by_login(tx, &login).await?.is_none() {
                    return Ok(None);
                }
                let mut free = Vec::new();
                for other in login.others_like_it() {
                    if free.len() < 3 && people::by_login(tx, &other).await?.is_none() {
                        free.push(other.as_str().to_owned());
                    }
                }
                Ok(Some(free))
            })
        })
        .await;
    Ok(found?)
}

pub(crate) fn said(problems: &[CredentialsProblem]) -> Problems {
    problems.iter().copied().map(credentials_problem).collect::<Vec<_>>().into()
}

fn again(visit: &Visit, form: &Form, problems: Problems) -> Response {
    let (id, login, phone_due) = (form.id.clone(), form.login.clone(), form.due(visit));
    let page = CredentialsPage { id, login, phone_due, problems };
    let path = format!("/register/credentials?id={}", form.id);
    visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn new_account(visit: &Visit, waiting: &Waiting, credentials: &Credentials, hash: String) -> NewAccount {
    let random = visit.site.random.as_ref();
    let account = Account {
        id: AccountId::new(visit.now, random),
        login: credentials.login.clone(),
        name: PersonName::from_stored(waiting.name.clone()),
        state: AccountState::Active,
        identity: IdentityLevel::Claimed,
        language: visit.language,
        password_hash: hash,
        password_changed_at: visit.now,
        number: None,
        created_at: visit.now,
    };
    NewAccount { account, number: None, phone: Some((ContactId::new(visit.now, random), waiting.phone())) }
}

/// A new account, and what its owner said and agreed to.
#[derive(Clone)]
pub(crate) struct Registered {
    pub(crate) account: NewAccount,
    pub(crate) claim: Option<SealedNumber>,
    pub(crate) accepted: Option<AcceptedTerms>,
    /// Where the phone is an account's: how it comes to this one when its former owner has not objected.
    pub(crate) moves: Option<NewChange>,
}

impl Registered {
    fn of(visit: &Visit, account: NewAccount, waiting: &Waiting) -> Self {
        let seal = |number| people::seal_claim(&visit.site.vault, account.account.id, &number);
        let claim = waiting.number().map(seal);
        Self { account, claim, accepted: waiting.agreed.clone().map(accepted), moves: None }
    }

    /// Writes down what was said and agreed to.
    async fn keep(&self, tx: &mut Tx<'_>) -> Result<Vec<AuditEvent>, StorageError> {
        let (id, now) = (self.account.account.id, self.account.account.created_at);
        let mut events = Vec::new();
        if let Some(claim) = &self.claim {
            people::claim_number(tx, id, claim, now).await?;
            events.push(number::event(id, "people.number.claimed", now));
        }
        if let Some(accepted) = &self.accepted {
            people::accept_terms(tx, id, accepted).await?;
            events.push(terms::gate::event(id, accepted, now));
        }
        Ok(events)
    }
}

/// As it is written down.
pub(crate) fn accepted(Agreed { version, language, at }: Agreed) -> AcceptedTerms {
    AcceptedTerms { version, language, accepted_at: at }
}

/// The phone was proven in this very registration: both factors were shown.
pub(crate) fn signed_in(visit: &Visit, account: &Account) -> SignIn {
    SignIn {
        subject: Subject::Person(account.id),
        display_name: account.name.as_str().to_owned(),
        factors: vec![Factor::Sms, Factor::Pwd],
        identity: account.identity,
        authenticated_at: visit.now,
        upstream: None,
        upstream_id_token: None,
    }
}

/// Spends the code, makes the account and begins the session: all of it or nothing.
async fn make(
    identity: &Identity,
    visit: &Visit,
    code: CodeId,
    new: Registered,
    session: NewSession,
) -> Result<(), NotMade> {
    let (within, here) = (identity.clone(), visit.clone());
    identity
        .site
        .store
        .write(move |tx| {
            let (new, session) = (new.clone(), session.clone());
            let (identity, visit) = (within.clone(), here.clone());
            Box::pin(async move {
                let events = register(tx, (&identity, &visit), code, (&new, &session)).await?;
                Ok(Change::Recorded((), events))
            })
        })
        .await
}

/// The same within a transaction; what belongs into the record.
pub(crate) async fn register(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    code: CodeId,
    (new, session): (&Registered, &NewSession),
) -> Result<Vec<AuditEvent>, NotMade> {
    let mut events = insert(tx, (identity, visit), code, new).await?;
    events.extend(new.keep(tx).await?);
    events.push(session.begin(tx).await?);
    let (old, now) = (visit.session.as_ref(), new.account.account.created_at);
    provider::session_replaced(tx, &identity.site, old, session.session(), now).await?;
    Ok(events)
}

async fn insert(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    code: CodeId,
    new: &Registered,
) -> Result<Vec<AuditEvent>, NotMade> {
    let (account, now) = (&new.account.account, visit.now);
    if !codes::spend(tx, code, now).await? {
        return Err(NotMade::Spent);
    }
    let former = match (&new.moves, &new.account.phone) {
        (Some(change), Some((_, phone))) => {
            people::by_phone(tx, phone).await?.map(|owner| (change, owner.id))
        }
        _ => None,
    };
    let mut made = new.account.clone();
    if let Some((change, _)) = &former {
        // Its former owner has it until then.
        made.phone = None;
        if let Some(wait) = too_often(tx, identity, change, now).await? {
            return Err(NotMade::TooOften(wait));
        }
    }
    match people::insert(tx, &made).await? {
        Inserted::Done => {}
        Inserted::LoginTaken => return Err(NotMade::LoginTaken),
        Inserted::PhoneTaken => return Err(NotMade::PhoneTaken),
        // This registration asks for no number.
        Inserted::NumberTaken => return Err(NotMade::Spent),
    }
    let registered = AuditEvent::new(now, Actor::Person(account.id), "people.account.registered");
    let mut events = vec![registered.about(Subject::Person(account.id))];
    if let Some((change, owner)) = former {
        events.extend(wait(tx, (identity, visit), change, Some(owner), now.after(PHONE_WAIT)).await?);
    }
    Ok(events)
}
