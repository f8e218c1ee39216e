//! Writing an application. The address carries a key that was made with the empty form, and the
//! dossier is kept under it: sent twice, or come back to with the back button, it is one dossier.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Digest, DossierId, LocalAccountId};
use onedoor_services::Day;
use onedoor_services::accounts::AccountState;
use onedoor_services::dossiers::{ChosenPlace, Dossier, DossierContent, DossierState};
use onedoor_services::procedures::Procedure;
use onedoor_site::{Asked as Address, Late, Refused, ReturnTo, SignedInVisit, Visit, see_other};
use onedoor_storage::StorageError;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::{arrivals, dossiers as storage};
use onedoor_ui::{ErrorKind, Problems, SiteLook};
use serde::Deserialize;

use super::place::{address, day_of};
use super::procedures::{procedure, suffices};
use crate::draft::{Draft, Kept, Key, keep};
use crate::pages::{SubmissionPage, Typed};
use crate::referrals::{Sent, arrive};
use crate::written::read;
use crate::{Portal, dossiers, needed, place, writer};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/submit/{code}", get(form).post(save))
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    form: String,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    former: String,
    #[serde(default)]
    when: String,
    /// The capability of whom another portal sent here, and that portal.
    #[serde(default)]
    referral: String,
    #[serde(default)]
    from: String,
}

async fn form(
    State(portal): State<Portal>,
    visit: Visit,
    signed_in: Result<SignedInVisit, Response>,
    Path(code): Path<String>,
    Address(asked): Address<Asked>,
) -> Result<Response, Refused> {
    let procedure = procedure(&portal, &code)?;
    if !asked.referral.is_empty() {
        let sent = Sent { referral: &asked.referral, from: &asked.from, place: &asked.place };
        return arrive(&portal, &visit, procedure, sent).await;
    }
    match signed_in {
        Ok(visit) => write(&portal, &visit, procedure, &asked).await,
        Err(to_sign_in) => Ok(to_sign_in),
    }
}

/// The form, empty or with what was written before.
async fn write(
    portal: &Portal,
    visit: &SignedInVisit,
    procedure: &'static Procedure,
    asked: &Asked,
) -> Result<Response, Refused> {
    let (code, today) = (&procedure.code, portal.day(visit.now));
    if let Some(procedure_page) = taken_elsewhere(portal, procedure, &asked.place, today) {
        return Ok(see_other(&procedure_page));
    }
    let address_of_this = visit.uri.path_and_query().map_or("/", |uri| uri.as_str());
    if let Some(page) = needed::missing(portal, visit, procedure, address_of_this).await? {
        return Ok(page);
    }
    let Loaded { account, draft, from } = load(portal, visit.local_account()?, asked).await?;
    let content = match draft {
        Some(draft) if draft.state != DossierState::Draft => return Ok(to_submitted(&draft)),
        Some(draft) if draft.procedure != procedure.code => return Err(Refused::kind(ErrorKind::NotFound)),
        Some(draft) => draft.content,
        None => of_account(&account),
    };
    let content = with_places(content, procedure, asked, today);
    if let Some(missing) = still_to_choose(procedure, &content, asked, today) {
        return Ok(see_other(&missing));
    }
    if asked.form.is_empty() && asked.draft.is_empty() {
        let key = portal.site.token();
        let pairs = [
            ("place", asked.place.as_str()),
            ("former", &asked.former),
            ("when", &asked.when),
            ("form", key.reveal()),
        ];
        return Ok(see_other(&address(&format!("/submit/{code}"), &pairs)));
    }
    let mut typed = typed(asked, &content);
    typed.stamp = writer::stamp(visit, visit.local_account()?, &typed);
    let page = page(procedure, typed, &content, Problems::new());
    Ok(visit.page(&SubmissionPage { from, ..page }))
}

/// The page from which one is sent on, if another portal takes the application for this place.
fn taken_elsewhere(portal: &Portal, procedure: &Procedure, place: &str, today: Day) -> Option<String> {
    let place = ChosenPlace { code: place.to_owned(), valid_at: today };
    let taken = portal.profile.referrals.taker(procedure, &place).is_some();
    taken.then(|| address(&format!("/procedures/{}", procedure.code), &[("place", &place.code)]))
}

/// What the form shows.
struct Loaded {
    account: AccountRecord,
    /// The dossier that the address means, if it is there already.
    draft: Option<Dossier>,
    /// The portal to which it will be reported.
    from: Option<SiteLook>,
}

async fn load(portal: &Portal, owner: LocalAccountId, asked: &Asked) -> Result<Loaded, Refused> {
    let key = Key::of(&asked.form, &asked.draft)?;
    let (account, record, from) = portal
        .site
        .store
        .read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let account = accounts::get(tx, owner).await?;
                let record = match key {
                    None => None,
                    Some(Key::Draft(id)) => storage::get(tx, owner, id).await?,
                    Some(Key::Form(key)) => storage::by_key(tx, owner, key).await?,
                };
                let from = match (key, &record) {
                    (Some(Key::Form(key)), None) => {
                        arrivals::of_form(tx, key, owner).await?.map(|arrival| arrival.portal)
                    }
                    (_, Some(record)) => arrivals::portal_of(tx, record.id).await?,
                    (_, None) => None,
                };
                Ok((account, record, from))
            })
        })
        .await?;
    let account = account.ok_or_else(|| Refused::internal("a session without its account"))?;
    if record.is_none() && !asked.draft.is_empty() {
        return Err(Refused::kind(ErrorKind::NotFound));
    }
    let dossier = record.map(|record| dossiers::open(&portal.site.vault, record)).transpose()?;
    let from = from.and_then(|from| portal.profile.referrals.referrer(&from)).map(|from| from.look.clone());
    Ok(Loaded { account, draft: dossier, from })
}

/// The form as it stands for somebody who has written nothing yet.
fn of_account(record: &AccountRecord) -> DossierContent {
    let account = &record.account;
    DossierContent {
        applicant: account.display_name.clone(),
        phone: account.phone.clone().or_else(|| record.unconfirmed_phone.clone()),
        email: account.email.clone(),
        ..DossierContent::default()
    }
}

/// The places of the address go before those of the draft, if they are any.
fn with_places(content: DossierContent, procedure: &Procedure, asked: &Asked, today: Day) -> DossierContent {
    let place = suffices(procedure, &asked.place, today)
        .then(|| ChosenPlace { code: asked.place.clone(), valid_at: today });
    let former = day_of(Some(&asked.when), today)
        .filter(|_| procedure.former_place && !asked.former.is_empty())
        .map(|valid_at| ChosenPlace { code: asked.former.clone(), valid_at });
    DossierContent {
        place: place.or(content.place),
        former_place: former.or(content.former_place),
        ..content
    }
}

/// The page on which a place is still to be chosen.
fn still_to_choose(
    procedure: &Procedure,
    content: &DossierContent,
    asked: &Asked,
    today: Day,
) -> Option<String> {
    use onedoor_services::dossiers::Missing;
    let code = &procedure.code;
    let missing = content.missing(procedure, today);
    if missing.contains(&Missing::Place) {
        let pairs = [("draft", asked.draft.as_str()), ("form", &asked.form)];
        return Some(address(&format!("/procedures/{code}/place"), &pairs));
    }
    let pairs = [("place", asked.place.as_str()), ("draft", &asked.draft), ("form", &asked.form)];
    missing.contains(&Missing::FormerPlace).then(|| address(&format!("/procedures/{code}/former"), &pairs))
}

fn typed(asked: &Asked, content: &DossierContent) -> Typed {
    let former_is_before = |p: &ChosenPlace| p.valid_at <= place::LAST_OF_THREE_TIERS;
    Typed {
        form: asked.form.clone(),
        draft: asked.draft.clone(),
        stamp: String::new(),
        place: content.place.as_ref().map(|p| p.code.clone()).unwrap_or_default(),
        former: content.former_place.as_ref().map(|p| p.code.clone()).unwrap_or_default(),
        when: match &content.former_place {
            None => String::new(),
            Some(place) if former_is_before(place) => "before".to_owned(),
            Some(_) => "since".to_owned(),
        },
        applicant: content.applicant.clone(),
        phone: content.phone.as_ref().map(|p| onedoor_ui::grouped_phone(p.as_str())).unwrap_or_default(),
        email: content.email.as_ref().map(|e| e.as_str().to_owned()).unwrap_or_default(),
        request: content.request.clone(),
    }
}

fn page(
    procedure: &'static Procedure,
    typed: Typed,
    content: &DossierContent,
    problems: Problems,
) -> SubmissionPage {
    let name = |chosen: &ChosenPlace| place::name(&chosen.code, chosen.valid_at);
    SubmissionPage {
        procedure,
        typed,
        place: content.place.as_ref().map(name),
        former: content.former_place.as_ref().map(name),
        from: None,
        problems,
    }
}

#[derive(Deserialize)]
struct Form {
    #[serde(flatten)]
    typed: Typed,
    /// `place` or `former`: keep what is written and choose that place anew.
    #[serde(default)]
    go: String,
}

async fn save(
    State(portal): State<Portal>,
    visit: Visit,
    signed_in: Result<SignedInVisit, Response>,
    Path(code): Path<String>,
    Late(Form { typed, go }): Late<Form>,
) -> Result<Response, Refused> {
    let Ok(visit) = signed_in else { return keep_for_later(&portal, &visit, &code, &typed).await };
    let procedure = procedure(&portal, &code)?;
    let today = portal.day(visit.now);
    let key = Key::of(&typed.form, &typed.draft)?.ok_or_else(|| Refused::kind(ErrorKind::BadRequest))?;
    let (content, problems) = read(&portal, procedure, &typed, today);
    let draft = Draft {
        key,
        id: DossierId::new(visit.now, portal.site.random.as_ref()),
        owner: visit.local_account()?,
        procedure: procedure.code.clone(),
        content: content.clone(),
        now: visit.now,
    };
    // What was written is kept, also where something of it must be put right.
    let id = match keep(&portal, draft).await? {
        Kept::Draft(id) => id,
        Kept::Submitted(dossier_code) => return Ok(see_other(&format!("/submitted/{dossier_code}"))),
    };
    if go.is_empty() && !problems.is_empty() {
        let asked = Asked { form: typed.form.clone(), draft: typed.draft.clone(), ..Asked::default() };
        let from = load(&portal, visit.local_account()?, &asked).await?.from;
        let stamp = writer::stamp(&visit, visit.local_account()?, &typed);
        let again = Typed { stamp, ..typed.clone() };
        let again = SubmissionPage { from, ..page(procedure, again, &content, problems) };
        return Ok(visit.page_at(&here(&code, &typed), axum::http::StatusCode::UNPROCESSABLE_ENTITY, &again));
    }
    Ok(see_other(&on_from(&code, &go, id)))
}

/// The session was over before the form was sent: what was written waits as a draft of whoever wrote it, to which the
/// sign-in leads back. Without a stamp there is nobody to keep it for, and it leads to the empty form.
async fn keep_for_later(
    portal: &Portal,
    visit: &Visit,
    code: &str,
    typed: &Typed,
) -> Result<Response, Refused> {
    let form = ReturnTo::parse(&here(code, typed));
    let to_sign_in = see_other(&format!("/sign-in?return_to={}", form.encoded()));
    let key = Key::of(&typed.form, &typed.draft)?;
    let Some((key, owner)) = key.zip(writer::writer(visit, typed)) else { return Ok(to_sign_in) };
    let account: Result<_, StorageError> =
        portal.site.store.read(move |tx| Box::pin(async move { accounts::get(tx, owner).await })).await;
    if account?.is_none_or(|record| record.account.state != AccountState::Active) {
        return Ok(to_sign_in);
    }
    let procedure = procedure(portal, code)?;
    let (content, _) = read(portal, procedure, typed, portal.day(visit.now));
    let draft = Draft {
        key,
        id: DossierId::new(visit.now, portal.site.random.as_ref()),
        owner,
        procedure: procedure.code.clone(),
        content,
        now: visit.now,
    };
    let back = match keep(portal, draft).await? {
        Kept::Draft(id) => address(&format!("/submit/{}", procedure.code), &[("draft", &id.to_string())]),
        Kept::Submitted(dossier_code) => format!("/submitted/{dossier_code}"),
    };
    let back = ReturnTo::parse(&back);
    Ok(visit.sends(&format!("/sign-in?return_to={}&notice=kept", back.encoded())))
}

/// Where a saved draft leads: to the review, or to choosing a place anew.
fn on_from(code: &str, go: &str, id: DossierId) -> String {
    let id = id.to_string();
    match go {
        "place" | "former" => address(&format!("/procedures/{code}/{go}"), &[("draft", &id)]),
        _ => format!("/review/{id}"),
    }
}

/// The address at which the form can be opened again.
fn here(code: &str, typed: &Typed) -> String {
    let pairs = [
        ("place", typed.place.as_str()),
        ("former", &typed.former),
        ("when", &typed.when),
        ("form", &typed.form),
        ("draft", &typed.draft),
    ];
    address(&format!("/submit/{code}"), &pairs)
}

fn to_submitted(dossier: &Dossier) -> Response {
    let code = dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
    see_other(&format!("/submitted/{code}"))
}

impl Key {
    /// What the form or the address names: a draft, else the key of a form, else nothing.
    fn of(form: &str, draft: &str) -> Result<Option<Self>, Refused> {
        if !draft.is_empty() {
            let id = draft.parse().map_err(|_| Refused::kind(ErrorKind::NotFound))?;
            return Ok(Some(Self::Draft(id)));
        }
        Ok((!form.is_empty()).then(|| Self::Form(Digest::of(form))))
    }
}
