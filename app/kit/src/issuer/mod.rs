//! The kit's own national identity: as much of one as a portal meets. Nobody signs in here on a page: what
//! becomes of a sign-in is what the situation wants.

mod grant;
mod hear;
mod prints;
mod routes;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use onedoor_base::{AccountId, Clock, LinkId, Randomness, Timestamp, Token};
use onedoor_linking::{Handshake, Life, LinkProof, Reason};
use onedoor_linking_protocol::{Evidence, Told};
use onedoor_oidc::backchannel::Logout;
use onedoor_oidc::keys::{Algorithm, KeyError, SigningKey};
use url::Url;

use crate::log::Log;

pub(crate) use grant::{Quirk, body_digest, compact};
pub(crate) use routes::router;

pub(crate) type Fields = HashMap<String, String>;

/// Somebody with an account at the kit's identity.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) subject: String,
    pub(crate) name: String,
    pub(crate) acr: String,
    pub(crate) amr: Vec<String>,
    pub(crate) sid: String,
    pub(crate) number: Option<String>,
    pub(crate) number_verified: bool,
    /// How many seconds ago they signed in, unless they are asked to do it anew.
    pub(crate) signed_in_ago: i64,
}

/// How the identity answers what it is told of one person's links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// It confirms what its own tokens prove.
    #[default]
    Well,
    /// It answers 503 and keeps nothing.
    NotAtAll,
    /// It keeps what it hears, and its next answer is lost.
    LosesAnswer,
    /// It refuses.
    Refuses(Reason),
    /// It has forgotten what it is told of next: its answer is that of somebody who knows of no such link.
    Forgets,
}

/// What it knows of a link.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) subject: String,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) stands: Handshake,
    /// All that was told, and how it was answered, the latest last.
    pub(crate) tellings: Vec<(Told, u16)>,
}

/// A proof that was given, and the link that it made.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) proof: LinkProof,
    pub(crate) made: Option<LinkId>,
}

#[derive(Default)]
struct Book {
    down: bool,
    pushed: HashMap<String, Fields>,
    grants: HashMap<String, grant::Grant>,
    exchanged: HashMap<String, u32>,
    access: HashMap<String, (Person, Quirk)>,
    proofs: HashMap<String, Given>,
    speaks: HashMap<String, Speaks>,
    links: BTreeMap<LinkId, Known>,
    /// How many numbers were evaluated.
    evaluated: usize,
}

/// The identity.
#[derive(Clone)]
pub(crate) struct Issuer(Arc<Inner>);

struct Inner {
    issuer: String,
    /// Whether it tells fingerprints of numbers, and no number.
    prints: bool,
    client: (String, String),
    key: SigningKey,
    /// One that is in no document.
    strange: SigningKey,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
    log: Log,
    book: Mutex<Book>,
}

impl Issuer {
    pub(crate) fn new(
        (issuer, prints): (&str, bool),
        client: (&str, &str),
        (clock, random): (Arc<dyn Clock>, Arc<dyn Randomness>),
        log: Log,
    ) -> Result<Self, KeyError> {
        Ok(Self(Arc::new(Inner {
            issuer: issuer.to_owned(),
            prints,
            client: (client.0.to_owned(), client.1.to_owned()),
            key: SigningKey::generate(Algorithm::Es256)?,
            strange: SigningKey::generate(Algorithm::Es256)?,
            clock,
            random,
            log,
            book: Mutex::default(),
        })))
    }

    pub(crate) fn name(&self) -> &str {
        &self.0.issuer
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0.issuer.trim_end_matches('/'))
    }

    pub(crate) fn key(&self) -> &SigningKey {
        &self.0.key
    }

    pub(crate) fn strange_key(&self) -> &SigningKey {
        &self.0.strange
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    fn book<T>(&self, work: impl FnOnce(&mut Book) -> T) -> T {
        work(&mut self.0.book.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn unguessable(&self) -> String {
        Token::random(self.0.random.as_ref()).reveal().to_owned()
    }

    pub(crate) fn link_id(&self) -> LinkId {
        LinkId::new(self.now(), self.0.random.as_ref())
    }

    /// Somebody nobody has met.
    pub(crate) fn person(&self) -> Person {
        let name = self.unguessable();
        Person {
            name: format!("Kit {}", name.get(..6).unwrap_or_default()),
            subject: format!("kit-{name}"),
            acr: "urn:onedoor:loa:3".to_owned(),
            amr: vec!["pwd".to_owned()],
            sid: self.unguessable(),
            number: None,
            number_verified: false,
            signed_in_ago: 5,
        }
    }

    pub(crate) fn is_down(&self, down: bool) {
        self.book(|book| book.down = down);
    }

    pub(crate) fn speaks_of(&self, person: &Person, speaks: Speaks) {
        self.book(|book| book.speaks.insert(person.subject.clone(), speaks));
    }

    /// The request behind an address that a portal sent a browser to; `None` if it is none.
    pub(crate) fn request(&self, address: &Url) -> Option<Fields> {
        let fields: Fields = address.query_pairs().into_owned().collect();
        match fields.get("request_uri") {
            Some(pushed) => self.book(|book| book.pushed.remove(pushed)),
            None => Some(fields),
        }
    }

    /// Where the browser is sent back to: with a code, or with an error.
    pub(crate) fn back(&self, request: &Fields, said: &[(&str, &str)]) -> Option<Url> {
        let mut url = Url::parse(request.get("redirect_uri")?).ok()?;
        url.query_pairs_mut()
            .extend_pairs(said)
            .append_pair("state", request.get("state").map_or("", String::as_str))
            .append_pair("iss", &self.0.issuer);
        Some(url)
    }

    /// A code for this person; good once.
    pub(crate) fn code(&self, request: &Fields, person: &Person, quirk: Quirk) -> String {
        let code = self.unguessable();
        let grant = grant::Grant { request: request.clone(), person: person.clone(), quirk };
        self.book(|book| book.grants.insert(code.clone(), grant));
        code
    }

    /// How often a code was brought to the token endpoint.
    pub(crate) fn exchanges(&self, code: &str) -> u32 {
        self.book(|book| book.exchanged.get(code).copied().unwrap_or_default())
    }

    /// Writes a proof of a person down, good for one link.
    pub(crate) fn gives_proof(&self, person: &Person, name: &str, at: Timestamp) {
        let now = self.now();
        let proof = LinkProof {
            person: AccountId::new(now, self.0.random.as_ref()),
            client: self.0.client.0.clone(),
            subject: person.subject.clone(),
            acr: person.acr.clone(),
            amr: person.amr.join(" "),
            authenticated_at: at,
            created_at: now,
        };
        self.book(|book| book.proofs.insert(name.to_owned(), Given { proof, made: None }));
    }

    /// When the person of a proof signed in, as the proof says.
    pub(crate) fn proven_at(&self, name: &str) -> Option<Timestamp> {
        self.book(|book| book.proofs.get(name).map(|given| given.proof.authenticated_at))
    }

    /// The links of a person that it was told of, the oldest first.
    pub(crate) fn links_of(&self, person: &Person) -> Vec<(LinkId, Known)> {
        self.book(|book| {
            let theirs = book.links.iter().filter(|(_, known)| known.subject == person.subject);
            theirs.map(|(id, known)| (*id, known.clone())).collect()
        })
    }

    pub(crate) fn link(&self, id: LinkId) -> Option<Known> {
        self.book(|book| book.links.get(&id).cloned())
    }

    /// Changes its own part of a link; what it stands at then.
    pub(crate) fn changes(
        &self,
        id: LinkId,
        change: impl FnOnce(Handshake) -> Option<Handshake>,
    ) -> Option<Handshake> {
        self.book(|book| {
            let known = book.links.get_mut(&id)?;
            known.stands = change(known.stands)?;
            Some(known.stands)
        })
    }

    /// All links that are not over.
    pub(crate) fn standing(&self) -> Vec<LinkId> {
        self.book(|book| {
            let alive = book.links.iter().filter(|(_, known)| known.stands.life() != Life::Ended);
            alive.map(|(id, _)| *id).collect()
        })
    }

    /// Everything as at the beginning, but for the links.
    pub(crate) fn calms_down(&self) {
        self.book(|book| {
            book.down = false;
            book.speaks.clear();
        });
    }

    /// A logout token about this person's session, signed with `key`.
    pub(crate) fn logout_token(&self, person: &Person, client_id: &str, key: &SigningKey) -> Option<String> {
        let jti = self.unguessable();
        let logout = Logout {
            issuer: &self.0.issuer,
            client_id,
            subject: &person.subject,
            sid: &person.sid,
            jti: &jti,
            now: self.now().seconds(),
        };
        logout.sign(key).ok()
    }
}
