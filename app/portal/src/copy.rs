//! `/account/data`: a copy of everything that the portal holds about the owner of an account, to read and as JSON.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{AuditEvent, Secret, Subject};
use onedoor_national_id::NationalNumber;
use onedoor_services::dossiers::Dossier;
use onedoor_site::copy::{Copy, CopyPage, CopyTable, sample};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::session::actor;
use onedoor_site::{Posted, Refused, SignedInVisit};
use onedoor_storage::copying::{Cell, CopiedRow, Reader};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::services::copy::PARTS;
use onedoor_storage::services::dossiers;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Localizer, Problem, Problems, Samples};
use serde::Deserialize;

use crate::pages::state_name;
use crate::routes::form::{own_account, proof_problem, sign_in_first};
use crate::sessions::is_fresh;
use crate::{Portal, numbers};

/// Where it is asked for.
pub(crate) const PATH: &str = "/account/data";

/// So often in an hour: each reads everything.
const MOST: i64 = 10;
/// So many dossiers, the last changed first; if there are as many, the copy says that there may be more.
const MOST_DOSSIERS: i64 = 2000;

pub(crate) fn pages() -> Router<Portal> {
    Router::new().route(PATH, get(show).post(make))
}

/// Before it was asked for, and with every table and column.
pub(crate) fn samples() -> Samples {
    let page = |asks_password, tables: Option<Vec<CopyTable>>| CopyPage {
        number: tables.as_ref().map(|_| "036 188 001 234".to_owned()),
        tables,
        ..page(asks_password)
    };
    let wrong = Problems::one(Problem::new("password", "portal-current-wrong"));
    let pages = [
        page(false, None),
        page(true, None),
        CopyPage { problems: wrong, ..page(true, None) },
        page(false, Some(sample(PARTS))),
    ];
    pages.into_iter().map(|page| ("CopyPage", Box::new(page) as Box<dyn onedoor_ui::Page>)).collect()
}

fn page(asks_password: bool) -> CopyPage {
    CopyPage {
        trail: &[("portal-account-title", "/account")],
        addresses: (PATH, PATH),
        without: "copy-portal-without",
        asks_password,
        number: None,
        tables: None,
        cut: Vec::new(),
        problems: Problems::new(),
    }
}

/// Whether the password is asked for, because the sign-in is not of the last minutes.
fn asks_password(visit: &SignedInVisit, record: &AccountRecord) -> bool {
    record.password_hash.is_some() && !is_fresh(&visit.session, visit.now)
}

async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    Ok(visit.page(&page(asks_password(&visit, &record))))
}

#[derive(Deserialize)]
struct Wanted {
    /// To be read here, and not as a file.
    #[serde(default, rename = "as")]
    form: String,
    #[serde(default)]
    password: Secret,
}

async fn make(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(wanted): Posted<Wanted>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    if let Some(problem) = proof_problem(&visit, &record, wanted.password).await? {
        let page = CopyPage { problems: Problems::one(problem), ..page(asks_password(&visit, &record)) };
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let copy = copy(&portal, &visit, &record).await?;
    if wanted.form != "read" {
        return Ok(copy.file(&visit));
    }
    let (number, cut) = (copy.number.clone(), copy.cut.clone());
    let page = CopyPage { number, cut, tables: Some(copy.shown()), ..page(asks_password(&visit, &record)) };
    Ok(visit.page_at(PATH, StatusCode::OK, &page))
}

/// Everything, with what is sealed opened; the record of it is there before it leaves the house.
async fn copy(portal: &Portal, visit: &SignedInVisit, record: &AccountRecord) -> Result<Copy, Refused> {
    let account = record.account.id;
    let limit = Limit::of(&visit.site, "portal.copy", &account.to_string(), MOST, Duration::from_hours(1));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Err(wait.refused(visit));
    }
    let (subject, now) = (Subject::LocalAccount(account), visit.now);
    let recorded = visit.site.store.write::<_, StorageError, _>(move |_| {
        Box::pin(async move {
            let event = AuditEvent::new(now, actor(subject), "services.data.copied").about(subject);
            Ok(Change::Recorded((), vec![event]))
        })
    });
    recorded.await?;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let (mut tables, mut reader) = (Vec::new(), Reader::default());
            for part in PARTS {
                tables.push((part.table, reader.read(tx, account, part).await?));
            }
            Ok((tables, reader, dossiers::of_owner(tx, account, MOST_DOSSIERS).await?))
        })
    });
    let (mut tables, mut reader, records) = read.await?;
    let (t, mut written) = (visit.localizer(), Vec::new());
    if i64::try_from(records.len()).is_ok_and(|all| all == MOST_DOSSIERS) {
        reader.cut.push("dossiers");
    }
    for record in records {
        let row = row(portal, &t, crate::dossiers::open(&visit.site.vault, record)?);
        if !reader.takes(&row, "dossiers") {
            break;
        }
        written.push(row);
    }
    tables.push(("dossiers", written));
    let number = match &record.number {
        Some(number) => {
            let text = numbers::open(&visit.site.vault, account, &number.sealed)?;
            let read = numbers::parse(number.country, &text);
            Some(read.as_ref().map_or(text.clone(), NationalNumber::grouped))
        }
        None => None,
    };
    Ok(Copy { number, tables, cut: reader.cut })
}

/// A dossier with what its applicant wrote.
fn row(portal: &Portal, t: &Localizer, dossier: Dossier) -> CopiedRow {
    let text = |text: Option<String>| text.map_or(Cell::Absent, Cell::Text);
    let content = dossier.content;
    vec![
        ("code", text(dossier.code.map(|code| code.to_string()))),
        ("procedure_code", Cell::Text(dossier.procedure.as_str().to_owned())),
        (
            "procedure_name",
            Cell::Text(portal.profile.procedure_name(dossier.procedure.as_str(), t.language())),
        ),
        ("state", Cell::Text(state_name(t, dossier.state))),
        ("place_code", text(content.place.map(|place| place.code))),
        ("applicant", Cell::Text(content.applicant)),
        ("phone", text(content.phone.map(|phone| phone.as_str().to_owned()))),
        ("email", text(content.email.map(|email| email.as_str().to_owned()))),
        ("request", Cell::Text(content.request)),
        ("created_at", Cell::Time(dossier.created_at.millis())),
        ("submitted_at", dossier.submitted_at.map_or(Cell::Absent, |at| Cell::Time(at.millis()))),
        ("changed_at", Cell::Time(dossier.changed_at.millis())),
    ]
}
