//! First step: the name and the phone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, CodeId, Country, Subject};
use onedoor_people::{Draft, DraftForm, DraftProblem, NumberClaim};
use onedoor_site::challenge::{Answer, Given, Verdict, ask_at, risk_of_messages};
use onedoor_site::code::NewCode;
use onedoor_site::limits::{messages, taken};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{Agreed, GivenNumber, PURPOSE, Waiting, agreed, load, message};
use crate::limits::REGISTRATION;
use crate::pages::{RegisterPage, TermsShown, draft_problem};
use crate::registration::claim::ClaimTyped;
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
    number: String,
    #[serde(default)]
    number_country: String,
    #[serde(default)]
    born: String,
    /// Whether the person agrees to the terms, and which they were shown.
    #[serde(default)]
    terms: String,
    #[serde(default)]
    terms_version: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    return_to: String,
    #[serde(flatten)]
    check: Answer,
}

impl Form {
    /// As it was sent before; the day of birth was not kept.
    fn again(waiting: Waiting) -> Self {
        let given =
            waiting.number.as_ref().map(|given| (given.number.clone(), given.country.code().to_owned()));
        let (number, number_country) = given.unwrap_or_default();
        Self {
            number,
            number_country,
            terms: waiting.agreed.as_ref().map(|_| "yes".to_owned()).unwrap_or_default(),
            terms_version: waiting.agreed.map(|agreed| agreed.version).unwrap_or_default(),
            consent: "yes".to_owned(),
            name: waiting.name,
            phone: waiting.phone,
            return_to: waiting.return_to,
            ..Self::default()
        }
    }

    fn claim(&self, site: Country) -> ClaimTyped {
        ClaimTyped::of(&self.number, &self.number_country, &self.born, site)
    }
}

/// A first step that was filled in rightly.
struct First {
    draft: Draft,
    claim: Option<NumberClaim>,
    agreed: Option<Agreed>,
}

/// Judges the first step; what must be put right, in the order of its fields.
fn judge(identity: &Identity, visit: &Visit, form: &Form) -> Result<First, Problems> {
    let country = identity.profile.country;
    let typed = DraftForm { name: &form.name, phone: &form.phone, consent: form.consent == "yes" };
    let draft = Draft::check(typed, country);
    let claim = form.claim(country).check(visit.language);
    let agreed = agreed(identity, visit, (&form.terms, &form.terms_version));
    match (draft, claim, agreed) {
        (Ok(draft), Ok(claim), Ok(agreed)) => Ok(First { draft, claim, agreed }),
        (draft, claim, agreed) => {
            let draft = draft.err().unwrap_or_default();
            let consent = draft.contains(&DraftProblem::Consent).then_some(DraftProblem::Consent);
            let before = draft.into_iter().filter(|problem| *problem != DraftProblem::Consent);
            let mut problems: Vec<Problem> = before.map(|problem| draft_problem(problem, country)).collect();
            problems.extend(claim.err().unwrap_or_default());
            problems.extend(agreed.err());
            problems.extend(consent.map(|problem| draft_problem(problem, country)));
            Err(problems.into())
        }
    }
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
        Form::again(waiting)
    };
    let page = page(&identity, &visit, &form, Problems::new()).await?;
    Ok(visit.page(&page))
}

pub(super) async fn send(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let path = format!("/register?return_to={}", ReturnTo::parse(&form.return_to).encoded());
    if form.check.wants_another() {
        let page = page(&identity, &visit, &form, Problems::new()).await?;
        return Ok(visit.page_at(&path, StatusCode::OK, &page));
    }
    let first = match judge(&identity, &visit, &form) {
        Ok(first) => first,
        Err(problems) => {
            let page = page(&identity, &visit, &form, problems).await?;
            return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let given = Given::of(&visit, CHECKED, &form.check);
    let check = given.judge_before_message(&visit).await?;
    if check != Verdict::Passed {
        let page = page(&identity, &visit, &form, check.problems(&visit)).await?;
        return Ok(check.page(&visit, &path, &page));
    }
    if let Some(wait) = taken(&visit, messages(&visit, REGISTRATION, &first.draft.phone)).await? {
        let problem = Problem::general("register-too-many").with("time", wait.hour(&visit));
        let page = page(&identity, &visit, &form, Problems::one(problem)).await?;
        return Ok(wait.page(&visit, &path, &page));
    }
    let id = begin(&visit, first, &form.return_to).await?;
    Ok(see_other(&format!("/register/code?id={id}")))
}

/// Records the registration and queues the message.
async fn begin(visit: &Visit, first: First, return_to: &str) -> Result<CodeId, Refused> {
    let First { draft, claim, agreed } = first;
    let number = claim.and_then(|NumberClaim { number, .. }| {
        let country = Country::from_code(number.country().code())?;
        Some(GivenNumber { country, number: number.as_str().to_owned() })
    });
    let waiting = Waiting {
        number,
        agreed,
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
    let current = identity.terms.current(visit.now);
    let terms = current.map(|current| TermsShown {
        version: current.version.clone(),
        from: current.from,
        text: current.text(visit.language).to_owned(),
        agreed: form.terms == "yes" && form.terms_version == current.version,
    });
    Ok(RegisterPage {
        claim: form.claim(identity.profile.country),
        terms,
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
