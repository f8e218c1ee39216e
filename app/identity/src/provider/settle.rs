//! Answers a request, or says what the person must be asked first.

use std::time::Duration;

use onedoor_base::{
    AccountId, Actor, Assurance, AuditEvent, AuthenticationLevel, ConsentId, Digest, Factor, GrantId,
    InteractionId, SESSION_LIFE, Session, Subject, Timestamp,
};
use onedoor_oidc::authorize::AuthorizationRequest;
use onedoor_oidc::interaction::{self, Facts, Missing, Next, Remembered, SessionFacts};
use onedoor_oidc::respond::{self, Delivery};
use onedoor_oidc::{Client, ErrorCode, Scopes, id_token};
use onedoor_site::limits::{self, Limit, Wait};
use onedoor_site::{HasSite, ReturnTo, Visit};
use onedoor_storage::provider::consents::{self, Consent};
use onedoor_storage::provider::grants::{self, Grant};
use onedoor_storage::provider::interactions::{self, Interaction};
use onedoor_storage::{StorageError, Tx, people};

use super::interaction::path;
use super::{CODE_LIFE, INTERACTION_LIFE, OFFLINE_LIFE, ProviderError, discovery};
use crate::{Identity, passcode, terms};

/// A request, and the visit that it came with or came back with.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) state: Identity,
    pub(super) visit: Visit,
    pub(super) client: Client,
    pub(super) request: AuthorizationRequest,
    /// Where it waits, if it had to.
    pub(super) interaction: Option<Interaction>,
    /// Whether the person has just agreed.
    pub(super) consent_given: bool,
}

/// How it goes on.
pub(super) enum Settled {
    /// With the answer to the portal.
    Answered(Delivery),
    /// With a question to the person.
    Ask { missing: Missing, interaction: InteractionId },
    /// Not at all: it was answered before, in another tab or by going back.
    AnsweredBefore,
    /// Not now: too many wait already that came from there.
    TooMany(Wait),
}

/// Within one transaction: looks at what is missing; answers, or makes the request wait.
pub(super) async fn settle(
    tx: &mut Tx<'_>,
    asked: &Asked,
) -> Result<(Settled, Vec<AuditEvent>), ProviderError> {
    let person = asked.person();
    let known = Known::of(tx, asked).await?;
    let next = asked.next(person, &known);
    match (next, person) {
        (Next::Ready, Some((account, session))) => grant(tx, asked, account, session, known).await,
        (Next::Ready, None) => ask(tx, asked, Missing::SignIn).await,
        (Next::Ask(missing), _) => ask(tx, asked, missing).await,
        (Next::Refuse(error), _) => refuse(tx, asked, error).await,
    }
}

/// What the person would be asked for.
pub(super) async fn missing(tx: &mut Tx<'_>, asked: &Asked) -> Result<Option<Missing>, ProviderError> {
    let known = Known::of(tx, asked).await?;
    match asked.next(asked.person(), &known) {
        Next::Ask(missing) => Ok(Some(missing)),
        Next::Ready | Next::Refuse(_) => Ok(None),
    }
}

/// What the database says of the person that is signed in.
struct Known {
    /// What they allowed this client before.
    consent: Option<Consent>,
    /// Whether they have something for a second factor; not looked for where none is asked for.
    has_second: bool,
    /// Whether they have still to agree to the terms of this site.
    terms_owed: bool,
    /// How the client knows them.
    subject: Option<String>,
    /// By what other names it may; not looked for where the request names nobody.
    names: Vec<String>,
}

impl Known {
    async fn of(tx: &mut Tx<'_>, asked: &Asked) -> Result<Self, ProviderError> {
        let Some((account, session)) = asked.person() else {
            let (terms_owed, has_second) = (false, false);
            return Ok(Self { consent: None, has_second, terms_owed, subject: None, names: Vec::new() });
        };
        let terms_owed = terms::owed(tx, &asked.state, session, asked.now()).await?;
        let consent = consents::remembered(tx, account, &asked.client.client_id).await?;
        let has_second = asked.wants_two_factors()
            && (!people::held(tx, account).await?.ways().is_empty() || asked.passcode(tx).await?.is_some());
        let (provider, client) = (&asked.state.provider, &asked.client);
        let names = match &asked.request.id_token_hint {
            Some(_) => provider.names_at(tx, client, account).await?,
            None => Vec::new(),
        };
        let subject = Some(provider.name_at(tx, client, account).await?);
        Ok(Self { consent, has_second, terms_owed, subject, names })
    }
}

impl Asked {
    fn now(&self) -> Timestamp {
        self.visit.now
    }

    /// Who is signed in.
    pub(super) fn person(&self) -> Option<(AccountId, &Session)> {
        let session = self.visit.session.as_ref()?;
        match session.subject {
            Subject::Person(account) => Some((account, session)),
            Subject::LocalAccount(_) => None,
        }
    }

    /// Where the person shows two factors with the passcode of this device, if it is theirs.
    pub(super) async fn passcode(&self, tx: &mut Tx<'_>) -> Result<Option<String>, StorageError> {
        let Some((account, _)) = self.person() else { return Ok(None) };
        let waiting = self.interaction.as_ref().map(|waiting| ReturnTo::parse(&path(waiting.id)));
        let to = waiting.unwrap_or_else(ReturnTo::home);
        passcode::shows_two(tx, (&self.state, &self.visit), account, &to).await
    }

    /// Whether any level that the client names takes more than one factor.
    fn wants_two_factors(&self) -> bool {
        let essential = self.request.essential_acr().unwrap_or_default();
        let named = essential.into_iter().chain(self.request.acr_values.iter().map(String::as_str));
        named.filter_map(Assurance::from_acr).any(|wanted| wanted.authentication > AuthenticationLevel::One)
    }

    fn next(&self, person: Option<(AccountId, &Session)>, known: &Known) -> Next {
        let remembered = known.consent.as_ref().map(remembered);
        let subject = known.subject.as_deref();
        let hinted = match self.hinted_subject() {
            // Whoever had two accounts is called by one name and known by both.
            Ok(Some(hinted)) if known.names.contains(&hinted) => known.subject.clone(),
            Ok(hinted) => hinted,
            Err(error) => return Next::Refuse(error),
        };
        let session = person.zip(subject).map(|((_, session), subject)| SessionFacts {
            auth_time: session.authenticated_at.seconds(),
            authenticated_for_this: self.proved_for_this(session),
            identity: session.identity.rank(),
            factors: session.authentication().rank(),
            could_show: could_show(session, known.has_second).rank(),
            subject,
            hinted_subject: hinted.as_deref(),
        });
        let chosen = self.interaction.as_ref().and_then(|interaction| interaction.session_chosen);
        interaction::next(&Facts {
            request: &self.request,
            client: &self.client,
            account_chosen: person.is_some_and(|(_, session)| chosen == Some(session.id)),
            session,
            terms_owed: known.terms_owed,
            consent_given: self.consent_given,
            remembered: remembered.as_ref(),
            levels: &discovery::LEVELS,
            now: self.now().seconds(),
        })
    }

    /// A session that began after the request did, and is not the one that was there before.
    fn proved_for_this(&self, session: &Session) -> bool {
        self.interaction.as_ref().is_some_and(|interaction| {
            interaction.session_before != Some(session.id)
                && session.authenticated_at >= interaction.created_at
        })
    }

    fn hinted_subject(&self) -> Result<Option<String>, ErrorCode> {
        let Some(hint) = &self.request.id_token_hint else { return Ok(None) };
        let ring = self.state.provider.ring.known();
        let claims = id_token::validate_hint(hint, &ring.verification, &self.state.provider.issuer);
        claims.map(|claims| Some(claims.sub)).map_err(|_| ErrorCode::InvalidRequest)
    }

    fn deliver_error(&self, error: ErrorCode) -> Delivery {
        respond::with_error(&self.request.return_address(), &self.state.provider.issuer, error, None)
    }

    fn event(&self, action: &'static str) -> AuditEvent {
        let actor = self.person().map_or(Actor::Visitor, |(account, _)| Actor::Person(account));
        let event = AuditEvent::new(self.now(), actor, action).with("client", self.client.client_id.clone());
        match self.person() {
            Some((account, _)) => event.about(Subject::Person(account)),
            None => event,
        }
    }
}

/// How well the person would have proven themselves with something else as well.
fn could_show(session: &Session, has_second: bool) -> AuthenticationLevel {
    if has_second && session.factors.contains(&Factor::Pwd) {
        AuthenticationLevel::Two
    } else {
        session.authentication()
    }
}

fn remembered(consent: &Consent) -> Remembered {
    Remembered {
        scopes: Scopes::parse(&consent.scopes).unwrap_or_default(),
        claims: consent.claims.split_ascii_whitespace().map(str::to_owned).collect(),
    }
}

/// Whoever asks makes a row, before anybody has signed in.
fn begun(visit: &Visit) -> Limit {
    Limit::of(&visit.site, "provider.begun", &visit.network_key(), 600, Duration::from_mins(10))
}

/// Makes the request wait, if it does not wait already.
async fn ask(
    tx: &mut Tx<'_>,
    asked: &Asked,
    missing: Missing,
) -> Result<(Settled, Vec<AuditEvent>), ProviderError> {
    if let Some(waiting) = &asked.interaction {
        return Ok((Settled::Ask { missing, interaction: waiting.id }, Vec::new()));
    }
    let (now, site) = (asked.now(), asked.state.site());
    if let Some(wait) = limits::take(tx, &[begun(&asked.visit)], now).await? {
        return Ok((Settled::TooMany(wait), Vec::new()));
    }
    let new = Interaction {
        id: InteractionId::new(now, site.random.as_ref()),
        client_id: asked.client.client_id.clone(),
        request: serde_json::to_string(&asked.request).map_err(ProviderError::unreadable("a request"))?,
        browser: asked.visit.browser,
        session_before: asked.visit.session.as_ref().map(|session| session.id),
        session_chosen: None,
        created_at: now,
        expires_at: now.after(INTERACTION_LIFE),
        answered_at: None,
    };
    interactions::insert(tx, &new).await?;
    let event = asked.event("provider.request.begun");
    Ok((Settled::Ask { missing, interaction: new.id }, vec![event]))
}

/// Answers with an error.
pub(super) async fn refuse(
    tx: &mut Tx<'_>,
    asked: &Asked,
    error: ErrorCode,
) -> Result<(Settled, Vec<AuditEvent>), ProviderError> {
    if !finish(tx, asked).await? {
        return Ok((Settled::AnsweredBefore, Vec::new()));
    }
    let events = match &asked.interaction {
        Some(_) => vec![asked.event("provider.request.refused").with("error", error.as_str())],
        None => Vec::new(),
    };
    Ok((Settled::Answered(asked.deliver_error(error)), events))
}

/// Answers with a code.
async fn grant(
    tx: &mut Tx<'_>,
    asked: &Asked,
    account: AccountId,
    session: &Session,
    known: Known,
) -> Result<(Settled, Vec<AuditEvent>), ProviderError> {
    let Some(subject) = known.subject else { return ask(tx, asked, Missing::SignIn).await };
    if !finish(tx, asked).await? {
        return Ok((Settled::AnsweredBefore, Vec::new()));
    }
    let mut events = Vec::new();
    if asked.consent_given {
        remember(tx, asked, account, known.consent).await?;
        events.push(asked.event("provider.consent.given").with("scopes", asked.request.scopes.to_string()));
    }
    let code = asked.state.site().token();
    let grant = grant_of(asked, account, session, subject)?;
    grants::insert(tx, &grant, Digest::of(code.reveal())).await?;
    events.push(asked.event("provider.grant.made").with("grant", grant.id.to_string()));
    let to = asked.request.return_address();
    let delivery = respond::with_code(&to, &asked.state.provider.issuer, code.reveal());
    Ok((Settled::Answered(delivery), events))
}

fn grant_of(
    asked: &Asked,
    account: AccountId,
    session: &Session,
    subject: String,
) -> Result<Grant, ProviderError> {
    let (now, provider, request) = (asked.now(), &asked.state.provider, &asked.request);
    let offline = request.scopes.contains("offline_access");
    let factors: Vec<&str> = session.factors.iter().map(|factor| factor.amr()).collect();
    Ok(Grant {
        id: GrantId::new(now, asked.state.site().random.as_ref()),
        account,
        client_id: asked.client.client_id.clone(),
        session: session.id,
        subject,
        sid: provider.sid(&asked.client, session.id),
        scopes: request.scopes.to_string(),
        claims: serde_json::to_string(&request.claims).map_err(ProviderError::unreadable("claims"))?,
        redirect_uri: request.redirect_uri.clone(),
        nonce: request.nonce.clone(),
        code_challenge: request.code_challenge.clone(),
        code_expires_at: now.after(CODE_LIFE),
        code_used_at: None,
        acr: told(asked, session).to_owned(),
        amr: factors.join(" "),
        authenticated_at: session.authenticated_at,
        offline,
        created_at: now,
        expires_at: now.after(if offline { OFFLINE_LIFE } else { SESSION_LIFE }),
        ended_at: None,
    })
}

/// The `acr` of the answer: the level of identity, with the factors only for clients that asked about them.
fn told(asked: &Asked, session: &Session) -> &'static str {
    let reached = Assurance { identity: session.identity, authentication: session.authentication() };
    if asked.wants_two_factors() { reached.acr() } else { reached.identity.acr() }
}

/// Remembers what the person has just agreed to, beside what they agreed to before.
async fn remember(
    tx: &mut Tx<'_>,
    asked: &Asked,
    account: AccountId,
    before: Option<Consent>,
) -> Result<(), ProviderError> {
    let (now, request) = (asked.now(), &asked.request);
    let known = before.as_ref().map(remembered).unwrap_or_default();
    let scopes = known.scopes.union(&request.scopes).to_string();
    let mut claims = known.claims;
    claims.extend(request.claims.names().map(str::to_owned));
    claims.sort_unstable();
    claims.dedup();
    let claims = claims.join(" ");
    if let Some(before) = before {
        return Ok(consents::widen(tx, before.id, &scopes, &claims, now).await?);
    }
    let id = ConsentId::new(now, asked.state.site().random.as_ref());
    let client_id = asked.client.client_id.clone();
    let new = Consent { id, client_id, scopes, claims, given_at: now, changed_at: now };
    Ok(consents::insert(tx, account, &new).await?)
}

/// A request is answered once, whatever happens in other tabs.
async fn finish(tx: &mut Tx<'_>, asked: &Asked) -> Result<bool, ProviderError> {
    match &asked.interaction {
        Some(waiting) => Ok(interactions::answer(tx, waiting.id, asked.now()).await?),
        None => Ok(true),
    }
}
