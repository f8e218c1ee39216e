//! Beginning and ending a session, with its cookie.

use std::sync::Arc;

use axum::http::header::SET_COOKIE;
use axum::response::Response;
use onedoor_base::{
    Actor, AuditEvent, Digest, Factor, IdentityLevel, Language, SESSION_LIFE, Session, SessionEnd, SessionId,
    Subject, Timestamp, Token, Upstream,
};
use onedoor_storage::site::places::{self, Places};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};

use crate::cookies::Cookie;
use crate::tries::places_of;
use crate::{Site, Visit};

/// Who signs in, and how.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Whose session it will be.
    pub subject: Subject,
    /// Their name, for the head of the page.
    pub display_name: String,
    /// What they showed.
    pub factors: Vec<Factor>,
    /// How well they are known.
    pub identity: IdentityLevel,
    /// When they last proved that it is they; now, unless another site says otherwise.
    pub authenticated_at: Timestamp,
    /// The site that signed them in, if it was another.
    pub upstream: Option<Upstream>,
    /// That site's identity token, sealed.
    pub upstream_id_token: Option<Vec<u8>>,
}

/// A session that is about to begin: made before the transaction, so that the transaction may be
/// run again.
#[derive(Clone)]
pub struct NewSession {
    session: Session,
    token: Token,
    upstream_id_token: Option<Vec<u8>>,
    language: Option<Language>,
    replaces: Option<(SessionId, Subject)>,
    places: Places,
}

impl NewSession {
    /// A session with a new bearer value: what was in the browser before is good for nothing
    /// afterwards (session fixation).
    pub fn of(visit: &Visit, sign_in: SignIn) -> Self {
        let site = &visit.site;
        let session = Session {
            id: SessionId::new(visit.now, site.random.as_ref()),
            subject: sign_in.subject,
            display_name: sign_in.display_name,
            factors: sign_in.factors,
            identity: sign_in.identity,
            authenticated_at: sign_in.authenticated_at,
            created_at: visit.now,
            seen_at: visit.now,
            expires_at: visit.now.after(SESSION_LIFE),
            ended_at: None,
            user_agent: visit.user_agent.clone(),
            network: visit.network.to_string(),
            upstream: sign_in.upstream,
        };
        let replaces = visit.session.as_ref().map(|old| (old.id, old.subject));
        let places = places_of(site, Some(session.subject), visit.browser, &visit.network_key());
        let (token, upstream_id_token) = (site.token(), sign_in.upstream_id_token);
        Self { session, token, upstream_id_token, language: None, replaces, places }
    }

    /// The language that its owner chose for themselves, if any. It holds in a browser in which none was
    /// chosen: what somebody chose here comes first.
    #[must_use]
    pub fn speaking(mut self, visit: &Visit, language: Option<Language>) -> Self {
        self.language = language.filter(|_| !visit.language_chosen);
        self
    }

    /// The session.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Ends the browser's session, if it has one, and records this one; from now on browser and network
    /// are known to the account. Returns the audit event.
    pub async fn begin(&self, tx: &mut Tx<'_>) -> Result<AuditEvent, StorageError> {
        let now = self.session.created_at;
        if let Some((old, subject)) = self.replaces {
            sessions::end(tx, old, subject, SessionEnd::Replaced, now).await?;
        }
        sessions::insert(tx, &self.session, self.token.digest(), self.upstream_id_token.as_deref()).await?;
        places::remember(tx, self.session.subject, self.places, now).await?;
        let factors: Vec<&str> = self.session.factors.iter().map(|f| f.amr()).collect();
        Ok(AuditEvent::new(now, actor(self.session.subject), "site.session.begun")
            .about(self.session.subject)
            .with("session", self.session.id.to_string())
            .with("factors", factors)
            .with("browser", self.session.user_agent.clone())
            .with("network", self.session.network.clone())
            .with("upstream", self.session.upstream.as_ref().map(|u| u.issuer.clone())))
    }

    /// Makes every place unknown to the owner but this one: see [`forget_other_places`].
    pub async fn forget_other_places(&self, tx: &mut Tx<'_>) -> Result<(), StorageError> {
        places::forget_others(tx, self.session.subject, self.places).await
    }

    /// Gives the browser its cookie.
    pub fn give(&self, site: &Site, mut response: Response) -> Response {
        let cookie = Cookie::Session.set(&site.settings, self.token.reveal());
        response.headers_mut().append(SET_COOKIE, cookie);
        if let Some(language) = self.language {
            let cookie = Cookie::Language.set(&site.settings, language.tag());
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}

/// One more factor for the session of a visit: made before the transaction, as a new session is. It goes on
/// under a new bearer value, so that whoever had a copy of the old one has nothing of what its owner just showed.
#[derive(Clone)]
pub struct StepUp {
    session: Session,
    factors: Vec<Factor>,
    before: Digest,
    token: Token,
}

impl StepUp {
    /// For the session of this visit, whose owner has just shown these; `None` if nobody is signed in.
    pub fn of(visit: &Visit, shown: &[Factor]) -> Option<Self> {
        let (session, before) = (visit.session.clone()?, visit.session_digest()?);
        let mut factors = session.factors.clone();
        factors.extend(shown.iter().filter(|factor| !session.factors.contains(factor)));
        Some(Self { session, factors, before, token: visit.site.token() })
    }

    /// Writes it down; `None` if the session has ended meanwhile, or was stepped up by another request. Returns
    /// the audit event.
    pub async fn take(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<AuditEvent>, StorageError> {
        let digests = (self.before, self.token.digest());
        if !sessions::step_up(tx, self.session.id, digests, &self.factors).await? {
            return Ok(None);
        }
        let factors: Vec<&str> = self.factors.iter().map(|factor| factor.amr()).collect();
        let subject = self.session.subject;
        Ok(Some(
            AuditEvent::new(now, actor(subject), "site.session.stepped_up")
                .about(subject)
                .with("session", self.session.id.to_string())
                .with("factors", factors),
        ))
    }

    /// Gives the browser the new value.
    pub fn give(&self, site: &Site, mut response: Response) -> Response {
        let cookie = Cookie::Session.set(&site.settings, self.token.reveal());
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }
}

/// Makes every place unknown to the owner of the visit's session but this browser and this network, because
/// whoever knew a password that is good no more may have signed in there.
pub async fn forget_other_places(tx: &mut Tx<'_>, visit: &Visit, owner: Subject) -> Result<(), StorageError> {
    let kept = places_of(&visit.site, Some(owner), visit.browser, &visit.network_key());
    places::forget_others(tx, owner, kept).await
}

/// Ends a session because its owner signs out; returns the audit event, or nothing if it had ended before.
pub async fn end_signed_out(
    tx: &mut Tx<'_>,
    id: SessionId,
    subject: Subject,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let why = SessionEnd::SignedOut;
    let ended = sessions::end(tx, id, subject, why, now).await?;
    Ok(ended.then(|| ended_event(subject, id, why, now)))
}

/// What the audit says of a session that its owner ended, or that ended with something its owner did.
pub fn ended_event(subject: Subject, id: SessionId, why: SessionEnd, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, actor(subject), "site.session.ended")
        .about(subject)
        .with("session", id.to_string())
        .with("why", why.word())
}

/// Takes the session cookie away.
pub fn forget_cookie(site: &Site, mut response: Response) -> Response {
    response.headers_mut().append(SET_COOKIE, Cookie::Session.clear(&site.settings));
    response
}

/// The session behind a cookie, if it still signs somebody in; notes that it was used.
pub(crate) async fn alive(
    site: &Arc<Site>,
    digest: Digest,
    now: Timestamp,
) -> Result<Option<Session>, StorageError> {
    let found =
        site.store.read(move |tx| Box::pin(async move { sessions::by_digest(tx, digest).await })).await?;
    let Some(session) = found.filter(|session| session.is_alive(now)) else { return Ok(None) };
    if session.wants_touch(now) {
        let id = session.id;
        site.store
            .write(move |tx| {
                Box::pin(async move {
                    sessions::touch(tx, id, now).await?;
                    Ok::<_, StorageError>(Change::Unrecorded(()))
                })
            })
            .await?;
    }
    Ok(Some(session))
}

/// The owner of a session, as the one who acts.
pub const fn actor(subject: Subject) -> Actor {
    match subject {
        Subject::Person(id) => Actor::Person(id),
        Subject::LocalAccount(id) => Actor::LocalAccount(id),
    }
}
