//! Third step: everything once more, the terms, and the code is sent.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, CodeId, Subject};
use onedoor_site::challenge::{Answer, Given, Verdict, ask_at, risk_of_messages};
use onedoor_site::code::NewCode;
use onedoor_site::draft::Drafted;
use onedoor_site::limits::{messages, taken};
use onedoor_site::{Posted, Refused, Visit, see_other};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{CARD, CODE, Draft, PURPOSE, REVIEW, Sent, to_the_beginning, with_id};
use crate::Identity;
use crate::card::{self, CardSaid};
use crate::limits::REGISTRATION;
use crate::pages::TermsShown;
use crate::phone_app::only_where_given;
use crate::phone_app::pages::ReviewPage;
use crate::routes::register::{Agreed, agreed, message};

/// What the check is for that keeps programs out.
const CHECKED: &str = "app-registration";

#[derive(Default, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    terms: String,
    #[serde(default)]
    terms_version: String,
    #[serde(default)]
    consent: String,
    #[serde(flatten)]
    check: Answer,
}

/// `GET /app/register/review`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let Some(draft) = draft else { return Ok(to_the_beginning()) };
    let Some(said) = said(&visit, &draft) else { return Ok(see_other(CARD)) };
    let form = Form {
        terms: draft.agreed.as_ref().map(|_| "yes".to_owned()).unwrap_or_default(),
        terms_version: draft.agreed.as_ref().map(|agreed| agreed.version.clone()).unwrap_or_default(),
        ..Form::default()
    };
    let page = page(&identity, &visit, (&draft, said), &form, Problems::new()).await?;
    Ok(visit.page(&page))
}

/// `POST /app/register/review`.
pub(super) async fn send(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let Some(mut draft) = draft else { return Ok(to_the_beginning()) };
    let Some(said) = said(&visit, &draft) else { return Ok(see_other(CARD)) };
    if form.check.wants_another() {
        let page = page(&identity, &visit, (&draft, said), &form, Problems::new()).await?;
        return Ok(visit.page_at(REVIEW, StatusCode::OK, &page));
    }
    match judge(&identity, &visit, &form) {
        Ok(agreed) => draft.agreed = agreed,
        Err(problems) => {
            let page = page(&identity, &visit, (&draft, said), &form, problems).await?;
            return Ok(visit.page_at(REVIEW, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    }
    let check = Given::of(&visit, CHECKED, &form.check).judge_before_message(&visit).await?;
    if check != Verdict::Passed {
        let page = page(&identity, &visit, (&draft, said), &form, check.problems(&visit)).await?;
        return Ok(check.page(&visit, REVIEW, &page));
    }
    if let Some(wait) = taken(&visit, messages(&visit, REGISTRATION, &draft.phone())).await? {
        let problem = Problem::general("register-too-many").with("time", wait.hour(&visit));
        let page = page(&identity, &visit, (&draft, said), &form, Problems::one(problem)).await?;
        return Ok(wait.page(&visit, REVIEW, &page));
    }
    let id = begin(&visit, &draft).await?;
    visit.keeps(draft, see_other(&with_id(CODE, id)))
}

/// What the card says, if its form was filled in.
pub(super) fn said(visit: &Visit, draft: &Draft) -> Option<CardSaid> {
    draft.card.as_ref().filter(|_| draft.given)?.check(visit, card::today(visit)).ok()
}

fn judge(identity: &Identity, visit: &Visit, form: &Form) -> Result<Option<Agreed>, Problems> {
    let agreed = agreed(identity, visit, (&form.terms, &form.terms_version));
    let consent = (form.consent != "yes").then_some(Problem::new("consent", "register-consent-missing"));
    match (agreed, consent) {
        (Ok(agreed), None) => Ok(agreed),
        (agreed, consent) => Err([agreed.err(), consent].into_iter().flatten().collect::<Vec<_>>().into()),
    }
}

/// Records the code and queues the message.
async fn begin(visit: &Visit, draft: &Draft) -> Result<CodeId, Refused> {
    let code = NewCode::of(visit, &Sent { phone: draft.phone.clone() })?;
    let id = code.id;
    let (sms, owner) = message(visit, &draft.phone(), &code).await?;
    // The owner of a taken phone finds it in their own record.
    let event = AuditEvent::new(visit.now, Actor::Visitor, "people.registration.attempted");
    let event = match owner {
        Some(owner) => event.about(Subject::Person(owner)),
        None => event,
    };
    let queued = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, sms, event) = (code.clone(), sms.clone(), event.clone());
        Box::pin(async move {
            code.insert(tx, PURPOSE).await?;
            sms.queue(tx).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    queued.await?;
    Ok(id)
}

async fn page(
    identity: &Identity,
    visit: &Visit,
    (draft, said): (&Draft, CardSaid),
    form: &Form,
    problems: Problems,
) -> Result<ReviewPage, Refused> {
    let terms = identity.terms.current(visit.now).map(|current| TermsShown {
        version: current.version.clone(),
        from: current.from,
        text: current.text(visit.language).to_owned(),
        agreed: form.terms == "yes" && form.terms_version == current.version,
    });
    Ok(ReviewPage {
        doubts: said.doubts(card::today(visit)),
        said,
        phone: draft.phone.clone(),
        terms,
        consent: form.consent == "yes",
        challenge: ask_at(visit, CHECKED, risk_of_messages(visit).await?),
        problems,
    })
}
