//! First step: the name and the phone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, CodeId, Subject};
use onedoor_people::{Draft, DraftForm};
use onedoor_site::challenge::{Answer, Given, Verdict, ask_at, risk_of_messages};
use onedoor_site::code::NewCode;
use onedoor_site::limits::{messages, taken};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{PURPOSE, Waiting, load, message};
use crate::limits::REGISTRATION;
use crate::pages::{RegisterPage, draft_problem};
use crate::{Identity, provider};

/// What the check is for that keeps programs out.
const CHECKED: &str = "registration";

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
    /// A registration of this browser whose name or phone is to be put right.
    #[serde(default)]
    from: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    return_to: String,
    #[serde(flatten)]
    check: Answer,
}

pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    let form = if heading.from.is_empty() {
        Form { return_to: heading.return_to, ..Form::default() }
    } else {
        let (_, waiting) = load(&visit, &heading.from).await?;
        let Waiting { name, phone, return_to } = waiting;
        Form { name, phone, consent: "yes".to_owned(), return_to, check: Answer::default() }
    };
    let page = page(&identity, &visit, &form, Problems::new()).await?;
    Ok(visit.page(&page))
}

pub(super) async fn send(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let country = identity.profile.country;
    let path = format!("/register?return_to={}", ReturnTo::parse(&form.return_to).encoded());
    let typed = DraftForm { name: &form.name, phone: &form.phone, consent: form.consent == "yes" };
    if form.check.wants_another() {
        let page = page(&identity, &visit, &form, Problems::new()).await?;
        return Ok(visit.page_at(&path, StatusCode::OK, &page));
    }
    let draft = match Draft::check(typed, country) {
        Ok(draft) => draft,
        Err(problems) => {
            let problems: Vec<Problem> = problems.into_iter().map(|p| draft_problem(p, country)).collect();
            let page = page(&identity, &visit, &form, problems.into()).await?;
            return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let given = Given::of(&visit, CHECKED, &form.check);
    let check = given.judge_before_message(&visit).await?;
    if check != Verdict::Passed {
        let page = page(&identity, &visit, &form, check.problems(&visit)).await?;
        return Ok(check.page(&visit, &path, &page));
    }
    if let Some(wait) = taken(&visit, messages(&visit, REGISTRATION, &draft.phone)).await? {
        let problem = Problem::general("register-too-many").with("time", wait.hour(&visit));
        let page = page(&identity, &visit, &form, Problems::one(problem)).await?;
        return Ok(wait.page(&visit, &path, &page));
    }
    let id = begin(&visit, &draft, &form.return_to).await?;
    Ok(see_other(&format!("/register/code?id={id}")))
}

/// Records the registration and queues the message.
async fn begin(visit: &Visit, draft: &Draft, return_to: &str) -> Result<CodeId, Refused> {
    let waiting = Waiting {
        name: draft.name.as_str().to_owned(),
        phone: draft.phone.as_str().to_owned(),
        return_to: ReturnTo::parse(return_to).as_str().to_owned(),
    };
    let code = NewCode::of(visit, &waiting)?;
    let id = code.id;
    let (sms, owner) = message(visit, &draft.phone, &code).await?;
    // The owner of a taken phone finds it in their own record.
    let event = AuditEvent::new(visit.now, Actor::Visitor, "people.registration.attempted");
    let event = match owner {
        Some(owner) => event.about(Subject::Person(owner)),
        None => event,
    };
    let queued: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (code, sms, event) = (code.clone(), sms.clone(), event.clone());
            Box::pin(async move {
                code.insert(tx, PURPOSE).await?;
                sms.queue(tx).await?;
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    queued?;
    Ok(id)
}

async fn page(
    identity: &Identity,
    visit: &Visit,
    form: &Form,
    problems: Problems,
) -> Result<RegisterPage, Refused> {
    let to = ReturnTo::parse(&form.return_to);
    Ok(RegisterPage {
        name: form.name.clone(),
        phone: form.phone.clone(),
        consent: form.consent == "yes",
        return_to: to.as_str().to_owned(),
        challenge: ask_at(visit, CHECKED, risk_of_messages(visit).await?),
        country: identity.profile.country,
        ahead: provider::ahead(identity, visit, &to).await?,
        problems,
    })
}
