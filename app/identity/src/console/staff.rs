//! Who is on the staff, and proposing who should be.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_people::LoginName;
use onedoor_people::staff::{APPROVERS_NEEDED, Asks, NotProposed, Part, StaffRole, case_reference, reason};
use onedoor_site::{Asked, Posted, Refused, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::people;
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::{Deserialize, Serialize};

use super::STAFF;
use super::door::{self, Away, Staff};
use super::pages::StaffPage;
use super::propose::{problem, put};
use super::typed::Typed;
use crate::Identity;

/// How long a role may last that has an end, in days.
const LONGEST: u64 = 366;
/// A role that ends so soon is pointed out.
const SOON: Duration = Duration::from_hours(24 * 14);

/// `GET /console/staff`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(typed): Asked<Typed>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Staff, None).await?;
    let mut page = page(&staff).await?;
    if let Some(form) = typed.back(&visit, staff.account) {
        fill(&mut page, form);
    }
    Ok(visit.page(&page))
}

async fn page(staff: &Staff) -> Result<StaffPage, StorageError> {
    let now = staff.now();
    let read = staff.visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((people::staff(tx).await?, people::approvers(tx, now).await?)) })
    });
    let (held, approvers) = read.await?;
    let ends = |until: onedoor_base::Timestamp| until > now && until <= now.after(SOON);
    let soon = held.iter().any(|one| one.role == StaffRole::Approver && one.until.is_some_and(ends));
    Ok(StaffPage {
        now,
        me: staff.account,
        few: approvers < APPROVERS_NEEDED,
        soon,
        held,
        changes: staff.may(Part::StaffChanges),
        ..StaffPage::default()
    })
}

#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    login: String,
    #[serde(default)]
    asks: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    case: String,
}

/// `POST /console/staff`.
pub(super) async fn propose(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let staff = door::open_typed(&identity, &visit, Part::StaffChanges, (STAFF, &form)).await?;
    let mut page = page(&staff).await?;
    page.problems = match wanted(&staff, &form) {
        Err(problems) => problems,
        Ok((asks, login)) => {
            let garbled = || Refused::kind(ErrorKind::BadRequest).because("nothing that can be asked");
            let asks = asks.ok_or_else(garbled)?;
            let (why, case) = (reason(&form.reason), case_reference(&form.case));
            match by_login(&staff, login).await? {
                None => Problems::one(Problem::new("login", "console-staff-nobody")),
                Some(person) => match put(&staff, (asks, person), why.zip(case).unwrap_or_default()).await? {
                    Ok(id) => return Ok(visit.sends(&format!("/console/proposals/{id}?notice=proposed"))),
                    Err(no @ NotProposed::NothingToDo) => {
                        Problems::one(Problem { field: "role".into(), ..problem(no) })
                    }
                    Err(no) => Problems::one(problem(no)),
                },
            }
        }
    };
    fill(&mut page, form);
    Ok(visit.page_at(STAFF, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn fill(page: &mut StaffPage, Form { login, asks, role, days, reason, case }: Form) {
    (page.login, page.asks, page.role, page.days, page.reason, page.case) =
        (login, asks, role, days, reason, case);
}

/// What a form asks for, if it is a form of ours, or what is to be put right in it.
fn wanted(staff: &Staff, form: &Form) -> Result<(Option<Asks>, LoginName), Problems> {
    let mut problems = Problems::new();
    let login = LoginName::parse(form.login.trim()).ok();
    if login.is_none() {
        let missing = form.login.trim().is_empty();
        let key = if missing { "console-staff-login-missing" } else { "console-staff-nobody" };
        problems.push(Problem::new("login", key));
    }
    let role = StaffRole::from_word(&form.role);
    if role.is_none() {
        problems.push(Problem::new("role", "console-role-missing"));
    }
    let days = match form.days.trim() {
        "" => Some(None),
        typed => typed.parse::<u64>().ok().filter(|days| (1..=LONGEST).contains(days)).map(Some),
    };
    if days.is_none() {
        problems.push(Problem::new("days", "console-days-wrong"));
    }
    if reason(&form.reason).is_none() {
        problems.push(Problem::new("reason", "console-reason-missing"));
    }
    if case_reference(&form.case).is_none() {
        problems.push(Problem::new("case", "console-case-missing"));
    }
    let until = |days: u64| staff.now().after(Duration::from_hours(24 * days));
    match (login, role, days) {
        (Some(login), Some(role), Some(days)) if problems.is_empty() => {
            Ok((Asks::from_parts(&form.asks, Some(role), days.map(until)), login))
        }
        _ => Err(problems),
    }
}

async fn by_login(staff: &Staff, login: LoginName) -> Result<Option<onedoor_base::AccountId>, StorageError> {
    let store = &staff.visit.site.store;
    let read = store.read::<_, StorageError, _>(move |tx| {
        let login = login.clone();
        Box::pin(async move { people::by_login(tx, &login).await })
    });
    Ok(read.await?.map(|account| account.id))
}
