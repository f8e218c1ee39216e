//! `/app/level1/face`: the pictures of the face, one after the other, and the portrait beside the data when all are
//! there. What the pictures show was drawn by the site and stands in the application.

use axum::Json;
use axum::extract::{Path, State as Site};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::{AccountId, ApplicationId, Timestamp};
use onedoor_proofing::age::Applies;
use onedoor_proofing::application::{State, Step};
use onedoor_proofing::face::Challenge;
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit, Upload, see_other};
use onedoor_storage::proofing::{self, Frame, FrameRow};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{ErrorKind, Page, Problem, Problems};
use serde::Serialize;

use super::pages::{ConfirmPage, FacePage};
use super::picture::{PICTURE, Taken, take};
use super::standing::Standing;
use super::{FACE, event};
use crate::Identity;

/// The pictures of an application as far as they are there.
#[derive(Clone)]
pub(super) struct Pictures {
    pub(super) challenge: Challenge,
    /// In their order.
    pub(super) frames: Vec<FrameRow>,
}

impl Pictures {
    /// The first place without a picture; nothing if all are there.
    pub(super) fn next(&self) -> Option<i64> {
        let there = |place: i64| self.frames.iter().any(|frame| frame.position == place);
        self.challenge.shots().map(|(place, _)| place).find(|place| !there(*place))
    }

    /// Whether they still are what is asked for: pictures that all came in time wait for as long as their owner does,
    /// until others are asked for.
    fn stand(&self, asked_again: Option<Timestamp>, now: Timestamp) -> bool {
        let since = self.challenge.begun_at;
        asked_again.is_none_or(|asked| asked <= since) && (self.challenge.lives(now) || self.next().is_none())
    }
}

/// The application whose face is wanted now.
fn wanted(standing: &Standing) -> Option<(ApplicationId, AccountId, Option<Timestamp>)> {
    let grown = standing.applies == Applies::Alone;
    let application = standing.open(|state| state == State::AwaitingBiometrics && grown)?;
    let asked = standing.acts.iter().rev().find(|act| act.doing.step == Step::AskForFace);
    Some((application.id, standing.id, asked.map(|act| act.at)))
}

/// The gestures and pictures; others are drawn if there are none, or none that count any more.
async fn pictures(
    visit: &SignedInVisit,
    (id, account, asked): (ApplicationId, AccountId, Option<Timestamp>),
) -> Result<Pictures, Refused> {
    let (now, site) = (visit.now, visit.site.clone());
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((proofing::challenge(tx, id).await?, proofing::frames(tx, id).await?)) })
    });
    if let (Some(challenge), frames) = read.await? {
        let there = Pictures { challenge, frames };
        if there.stand(asked, now) {
            return Ok(there);
        }
    }
    let drawn = Challenge::draw(site.random.as_ref(), now);
    draw(visit, (id, account), drawn).await?;
    Ok(Pictures { challenge: drawn, frames: Vec::new() })
}

/// Puts other gestures into the place of those before, and drops their pictures.
async fn draw(
    visit: &SignedInVisit,
    (id, account): (ApplicationId, AccountId),
    drawn: Challenge,
) -> Result<(), Refused> {
    let put = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            // In another window they may have been given to an officer meanwhile.
            if !waits(tx, id).await? {
                return Ok(Change::Unrecorded(()));
            }
            let dropped = proofing::drop_frames(tx, id).await?;
            proofing::drop_face_word(tx, id).await?;
            proofing::put_challenge(tx, (id, account), &drawn).await?;
            if dropped == 0 {
                return Ok(Change::Unrecorded(()));
            }
            let event = event(account, "people.application.pictures_dropped", id, drawn.begun_at);
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(put.await?)
}

/// `GET /app/level1/face`.
pub(super) async fn show(Site(identity): Site<Identity>, visit: SignedInVisit) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let Some(wanted) = wanted(&standing) else { return Ok(standing.leads()) };
    let pictures = pictures(&visit, wanted).await?;
    Ok(visit.page(&*page(&visit, &standing, &pictures, Problems::new())?))
}

/// The page for what is wanted next: another picture, or looking through them.
pub(super) fn page(
    visit: &SignedInVisit,
    standing: &Standing,
    pictures: &Pictures,
    problems: Problems,
) -> Result<Box<dyn Page + Send>, Refused> {
    let challenge = pictures.challenge;
    if let Some(place) = pictures.next() {
        return Ok(Box::new(FacePage { challenge, place, until: challenge.expires_at(), problems }));
    }
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let said = standing.said(visit)?.ok_or_else(not_found)?;
    let (card, kind) = (said.card().ok_or_else(not_found)?, said.kind());
    Ok(Box::new(ConfirmPage { challenge, card, kind, problems }))
}

/// What came of a picture that was sent.
enum Kept {
    /// It is kept; whether it was the last one.
    Yes { last: bool },
    /// It is no use.
    No(Problem, StatusCode),
    /// Nobody asks for one.
    NotNow,
}

/// `POST /app/level1/face/{place}`: a picture as a form sends it.
pub(super) async fn keep(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Path(place): Path<String>,
    upload: Upload,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let Some(wanted) = wanted(&standing) else { return Ok(standing.leads()) };
    let pictures = pictures(&visit, wanted).await?;
    match kept(&identity, &visit, wanted, &pictures, (&place, upload)).await? {
        Kept::Yes { .. } | Kept::NotNow => Ok(visit.sends(FACE)),
        Kept::No(problem, status) => {
            let page = page(&visit, &standing, &pictures, Problems::one(problem))?;
            Ok(visit.page_at(FACE, status, &*page))
        }
    }
}

/// What the page's camera does with it.
#[derive(Serialize)]
struct Answer {
    kept: bool,
    /// Whether all pictures are there.
    done: bool,
    /// The sentence for the person; nothing to say if it is kept.
    said: String,
}

/// `POST /app/level1/face/{place}/camera`: a picture of the camera, for the page that shows it.
pub(super) async fn keep_from_camera(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Path(place): Path<String>,
    upload: Upload,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    // A page that was left open: it is to be loaded again.
    let gone = || (StatusCode::CONFLICT, Json(Answer { kept: false, done: true, said: String::new() }));
    let Some(wanted) = wanted(&standing) else { return Ok(gone().into_response()) };
    let pictures = pictures(&visit, wanted).await?;
    let (status, answer) = match kept(&identity, &visit, wanted, &pictures, (&place, upload)).await? {
        Kept::Yes { last } => (StatusCode::OK, Answer { kept: true, done: last, said: String::new() }),
        Kept::No(problem, status) => {
            (status, Answer { kept: false, done: false, said: problem.text(&visit.localizer()) })
        }
        Kept::NotNow => return Ok(gone().into_response()),
    };
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

async fn kept(
    identity: &Identity,
    visit: &SignedInVisit,
    (id, account, _): (ApplicationId, AccountId, Option<Timestamp>),
    pictures: &Pictures,
    (place, upload): (&str, Upload),
) -> Result<Kept, Refused> {
    let place = place.parse::<i64>().ok().filter(|place| pictures.challenge.shot(*place).is_some());
    let (Some(place), Some(policy)) = (place, identity.level1.as_ref()) else {
        return Err(Refused::kind(ErrorKind::NotFound));
    };
    let picture = match take(visit, upload).await? {
        Taken::Good(picture) => picture,
        other => {
            let status = match other {
                Taken::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
                Taken::Busy => StatusCode::SERVICE_UNAVAILABLE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let problem = other.problem(visit).unwrap_or(Problem::new(PICTURE, "level1-picture-damaged"));
            return Ok(Kept::No(problem, status));
        }
    };
    // One picture for several gestures shows none of them.
    for other in pictures.frames.iter().filter(|frame| frame.position != place) {
        if proofing::open_frame(&visit.site.vault, id, other)? == picture.jpeg {
            let problem = Problem::new(PICTURE, "level1-picture-same");
            return Ok(Kept::No(problem, StatusCode::UNPROCESSABLE_ENTITY));
        }
    }
    let frame = Frame {
        position: place,
        content_type: "image/jpeg".to_owned(),
        bytes: picture.jpeg,
        taken_at: visit.now,
        delete_after: visit.now.after(policy.keep_frames),
    };
    put_down(visit, (id, account), pictures.challenge, frame).await
}

/// Keeps a picture, if the gestures still are those that the person saw.
async fn put_down(
    visit: &SignedInVisit,
    (id, account): (ApplicationId, AccountId),
    seen: Challenge,
    frame: Frame,
) -> Result<Kept, Refused> {
    let (site, now) = (visit.site.clone(), visit.now);
    let put = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (site, frame) = (site.clone(), frame.clone());
        Box::pin(async move {
            // Whoever has more time than the gestures live could make pictures of them.
            if !seen.lives(now) || !asks(tx, id, seen).await? {
                return Ok(Change::Unrecorded(Kept::NotNow));
            }
            proofing::keep_frame(tx, &site.vault, (id, account), &frame).await?;
            let frames = proofing::frames(tx, id).await?;
            let last = Pictures { challenge: seen, frames }.next().is_none();
            let event = event(account, "people.application.picture_taken", id, now);
            let event = event.with("picture", frame.position.to_string());
            Ok(Change::Recorded(Kept::Yes { last }, vec![event]))
        })
    });
    Ok(put.await?)
}

/// Whether the face is wanted.
async fn waits(tx: &mut Tx<'_>, id: ApplicationId) -> Result<bool, StorageError> {
    let application = proofing::application(tx, id).await?;
    Ok(application.is_some_and(|application| application.state == State::AwaitingBiometrics))
}

/// Whether it is, with these gestures.
pub(super) async fn asks(tx: &mut Tx<'_>, id: ApplicationId, seen: Challenge) -> Result<bool, StorageError> {
    Ok(waits(tx, id).await? && proofing::challenge(tx, id).await? == Some(seen))
}

/// `GET /app/level1/face/{place}`: a picture, for its owner, until an officer has it.
pub(super) async fn picture(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Path(place): Path<String>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let (id, ..) = wanted(&standing).ok_or_else(not_found)?;
    let place: i64 = place.parse().map_err(|_| not_found())?;
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { proofing::frames(tx, id).await }));
    let frame = read.await?.into_iter().find(|frame| frame.position == place).ok_or_else(not_found)?;
    let picture = proofing::open_frame(&visit.site.vault, id, &frame)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"picture\"")),
    ];
    Ok((headers, picture).into_response())
}

/// `POST /app/level1/face/again`: all pictures anew, with other gestures.
pub(super) async fn again(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let Some((id, account, _)) = wanted(&standing) else { return Ok(see_other(super::PATH)) };
    draw(&visit, (id, account), Challenge::draw(visit.site.random.as_ref(), visit.now)).await?;
    Ok(visit.sends(FACE))
}

/// The pictures as they stand, without drawing anything.
pub(super) async fn there(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<Pictures>, StorageError> {
    let Some(challenge) = proofing::challenge(tx, id).await? else { return Ok(None) };
    Ok(Some(Pictures { challenge, frames: proofing::frames(tx, id).await? }))
}
