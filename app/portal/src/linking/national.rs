//! Who came, as the issuer says: read from its answer, and from a proposal that waited.

use onedoor_base::{
    Assurance, AuthenticationLevel, Country, Digest, Factor, IdentityLevel, LocalAccountId, Phone,
    ProposalId, Session, Subject, Timestamp, Upstream,
};
use onedoor_linking::{
    Link, NATIONAL_PROOF_LIFE, NationalSubject, NumberStanding, Proposal, ProposalState, Purpose,
    SigninAttempt, effective, is_fresh,
};
use onedoor_linking_protocol::MATCH_CLAIM;
use onedoor_national_id::NationalNumber;
use onedoor_oidc::id_token::IdTokenClaims;
use onedoor_oidc::jwt::CompactJws;
use onedoor_services::accounts::{ContactKind, Email};
use onedoor_signin::Account;
use onedoor_site::session::SignIn;
use onedoor_site::{Refused, ReturnTo, Visit};
use onedoor_storage::linking::prints::Print;
use onedoor_storage::services::accounts::AccountRecord;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::prints;
use super::start::Unguessable;
use crate::contacts::ContactValue;
use crate::numbers;

/// The longest name that is taken over from an issuer.
const LONGEST_NAME: usize = 200;
/// What a proposal seals stands in this context.
const CONTEXT: &str = "linking.proposal";

/// A person whom an issuer has just signed in.
#[derive(Debug, Clone)]
pub(super) struct National {
    pub(super) provider: String,
    pub(super) purpose: Purpose,
    /// The local account that asked for the link from its settings.
    pub(super) asked_by: Option<LocalAccountId>,
    /// When its owner was known to be there.
    pub(super) asked_at: Option<Timestamp>,
    pub(super) who: NationalSubject,
    pub(super) assurance: Assurance,
    pub(super) authenticated_at: Timestamp,
    pub(super) number: Option<Number>,
    pub(super) details: Details,
    pub(super) return_to: ReturnTo,
}

/// The national number, as the issuer gave it.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) national: NationalNumber,
    pub(super) fingerprint: Digest,
    pub(super) proven: bool,
}

/// What the session and the account need beyond what is decided on.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Details {
    pub(super) name: String,
    pub(super) amr: Vec<String>,
    pub(super) sid: Option<String>,
    pub(super) id_token: String,
    /// What else it tells of the person, as it was said; see [`National::contacts`].
    #[serde(default)]
    pub(super) phone: Option<String>,
    #[serde(default)]
    pub(super) email: Option<(String, bool)>,
    /// The issuer's name for this sign-in (`jti`), by which it finds the proof of a link.
    #[serde(default)]
    pub(super) proof: Option<String>,
    /// The fingerprints of the person's proven number, as the issuer told them.
    #[serde(default)]
    pub(super) matches: Vec<String>,
    /// Whether the issuer speaks of links.
    #[serde(default)]
    pub(super) two_sided: bool,
}

impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Details(…)")
    }
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    details: Details,
    number: Option<String>,
    return_to: String,
    /// In milliseconds.
    #[serde(default)]
    asked_at: Option<i64>,
}

impl National {
    /// From an answer that has been verified.
    pub(super) fn of_answer(
        visit: &Visit,
        (attempt, secrets): (&SigninAttempt, &Unguessable),
        account: Account,
        two_sided: bool,
    ) -> Self {
        let claims = &account.claims;
        let text = |name: &str| said(&account, name).and_then(Value::as_str);
        let name = text("name").unwrap_or_default().trim().chars().filter(|c| !c.is_control());
        let name: String = name.take(LONGEST_NAME).collect();
        let proven = said(&account, "national_number_verified") == Some(&Value::Bool(true));
        let is = |name: &str| said(&account, name) == Some(&Value::Bool(true));
        // A number that the issuer has not made sure of would be a way into the account for whoever has it.
        let phone = text("phone_number").filter(|_| is("phone_number_verified")).map(short);
        let email = text("email").map(|email| (short(email), is("email_verified")));
        let number = text("national_number").and_then(|number| read_number(visit, number, proven));
        Self {
            provider: attempt.provider.clone(),
            purpose: attempt.purpose,
            asked_by: attempt.account,
            asked_at: secrets.asked_at(),
            who: NationalSubject { issuer: claims.iss.clone(), subject: claims.sub.clone() },
            assurance: Assurance {
                identity: identity(claims.acr.as_deref()),
                authentication: authentication(&claims.amr),
            },
            authenticated_at: authenticated_at(claims.auth_time, visit.now),
            number,
            details: Details {
                name,
                amr: claims.amr.clone(),
                sid: claims.sid.clone(),
                proof: proof(&account),
                matches: matches(&account),
                two_sided,
                id_token: account.id_token,
                phone,
                email,
            },
            return_to: ReturnTo::parse(&attempt.return_to),
        }
    }

    /// From a session that the issuer's answer began; `id_token` is that answer, verified then and sealed
    /// since. `None` if it can't be read.
    pub(super) fn of_session(
        provider: &str,
        session: &Session,
        from: &Upstream,
        id_token: &[u8],
    ) -> Option<Self> {
        let token = std::str::from_utf8(id_token).ok()?;
        let claims: IdTokenClaims = serde_json::from_slice(&CompactJws::parse(token).ok()?.payload).ok()?;
        (claims.iss == from.issuer && claims.sub == from.subject).then(|| Self {
            provider: provider.to_owned(),
            purpose: Purpose::SignIn,
            asked_by: None,
            asked_at: None,
            who: NationalSubject { issuer: claims.iss, subject: claims.sub },
            assurance: Assurance {
                identity: identity(claims.acr.as_deref()),
                authentication: authentication(&claims.amr),
            },
            authenticated_at: session.authenticated_at,
            number: None,
            details: Details {
                name: String::new(),
                amr: claims.amr,
                sid: from.sid.clone(),
                proof: None,
                matches: Vec::new(),
                two_sided: false,
                id_token: token.to_owned(),
                phone: None,
                email: None,
            },
            return_to: ReturnTo::home(),
        })
    }

    /// From a proposal that waited.
    pub(super) fn of_proposal(visit: &Visit, proposal: &Proposal) -> Result<Self, Refused> {
        let json = visit.site.vault.open(CONTEXT, &proposal.sealed)?;
        let sealed: Sealed =
            serde_json::from_slice(&json).map_err(|e| Refused::internal(format!("{}: {e}", proposal.id)))?;
        let proven = proposal.number_standing == NumberStanding::Proven;
        Ok(Self {
            provider: proposal.provider.clone(),
            purpose: proposal.purpose,
            asked_by: proposal.account,
            asked_at: sealed.asked_at.map(Timestamp::from_millis),
            who: proposal.national.clone(),
            assurance: proposal.assurance,
            authenticated_at: proposal.authenticated_at,
            number: sealed.number.and_then(|number| read_number(visit, &number, proven)),
            details: sealed.details,
            return_to: ReturnTo::parse(&sealed.return_to),
        })
    }

    /// The proposal that waits with this person's side proven.
    pub(super) fn proposal(&self, visit: &Visit) -> Result<Proposal, Refused> {
        let sealed = Sealed {
            details: self.details.clone(),
            number: self.number.as_ref().map(|number| number.national.as_str().to_owned()),
            return_to: self.return_to.as_str().to_owned(),
            asked_at: self.asked_at.map(Timestamp::millis),
        };
        let json = serde_json::to_vec(&sealed).map_err(|e| Refused::internal(e.to_string()))?;
        Ok(Proposal {
            id: ProposalId::new(visit.now, visit.site.random.as_ref()),
            browser: visit.browser,
            purpose: self.purpose,
            provider: self.provider.clone(),
            national: self.who.clone(),
            assurance: self.assurance,
            authenticated_at: self.authenticated_at,
            number: self.number.as_ref().map(|number| number.fingerprint),
            number_standing: self.number_standing(),
            sealed: visit.site.vault.seal(CONTEXT, &json),
            state: ProposalState::Waiting,
            account: self.asked_by,
            created_at: visit.now,
        })
    }

    /// Whether it proves enough to link an account that exists.
    pub(super) fn is_fresh(&self, now: Timestamp) -> bool {
        is_fresh(self.authenticated_at, now)
    }

    pub(super) fn number_standing(&self) -> NumberStanding {
        match &self.number {
            None => NumberStanding::Unknown,
            Some(number) if number.proven => NumberStanding::Proven,
            Some(_) => NumberStanding::Claimed,
        }
    }

    /// The fingerprints of the person's number.
    pub(super) fn prints(&self) -> Vec<Print> {
        prints::read(self.details.matches.iter().map(String::as_str))
    }

    /// What the person showed at the issuer, as far as we know the names.
    pub(super) fn factors(&self) -> Vec<Factor> {
        self.details.amr.iter().filter_map(|amr| Factor::from_amr(amr)).collect()
    }

    /// The contact data that the issuer tells, in the form in which accounts of this site keep them; what has
    /// another form is not among them.
    pub(super) fn contacts(&self, country: Country) -> Vec<ContactValue> {
        let value = |kind, value: String, proven| ContactValue { kind, value, proven };
        let details = &self.details;
        let known = self.assurance.identity > IdentityLevel::Claimed;
        let name = Some(details.name.clone()).filter(|name| !name.is_empty());
        let phone = details.phone.as_ref().and_then(|phone| Phone::parse(phone, country).ok());
        let email =
            details.email.as_ref().and_then(|(email, proven)| Some((Email::parse(email).ok()?, proven)));
        let name = name.map(|name| value(ContactKind::Name, name, known));
        let phone = phone.map(|phone| value(ContactKind::Phone, phone.as_str().to_owned(), true));
        let email =
            email.map(|(email, proven)| value(ContactKind::Email, email.as_str().to_owned(), *proven));
        name.into_iter().chain(phone).chain(email).collect()
    }

    /// A session of a linked account is worth no more than the least of identity, proof of the link and sign-in:
    /// of the identity as it is known today, which may be better than when the link was made. `id_token` is sealed.
    pub(super) fn sign_in(&self, record: &AccountRecord, link: &Link, id_token: Vec<u8>) -> SignIn {
        SignIn {
            subject: Subject::LocalAccount(record.account.id),
            display_name: record.account.display_name.clone(),
            factors: self.factors(),
            identity: effective(self.assurance, link.local_proof.how.ceiling()).identity,
            authenticated_at: self.authenticated_at,
            upstream: Some(self.upstream()),
            upstream_id_token: Some(id_token),
        }
    }

    /// What ties the session here to the one there.
    pub(super) fn upstream(&self) -> Upstream {
        Upstream {
            issuer: self.who.issuer.clone(),
            subject: self.who.subject.clone(),
            sid: self.details.sid.clone(),
        }
    }
}

/// How sure the issuer is of the person; what we have no name for says nothing.
fn identity(acr: Option<&str>) -> IdentityLevel {
    acr.and_then(Assurance::from_acr).map_or(IdentityLevel::Claimed, |assurance| assurance.identity)
}

/// When the person proved there that it is they. An issuer that does not say when has said nothing: then it is
/// as if it were just too long ago to link anything.
fn authenticated_at(auth_time: Option<i64>, now: Timestamp) -> Timestamp {
    auth_time.map_or(now.before(NATIONAL_PROOF_LIFE), Timestamp::from_seconds).min(now)
}

/// No contact data are longer than this.
fn short(text: &str) -> String {
    text.trim().chars().take(LONGEST_NAME).collect()
}

/// What the issuer calls its identity token; nothing that is too long to be kept.
fn proof(account: &Account) -> Option<String> {
    let name = account.claims.extra.get("jti").and_then(Value::as_str)?;
    (1..=255).contains(&name.len()).then(|| name.to_owned())
}

/// The fingerprints of the person's number; only the identity token tells them.
fn matches(account: &Account) -> Vec<String> {
    let told = account.claims.extra.get(MATCH_CLAIM).and_then(Value::as_array);
    let texts = told.into_iter().flatten().filter_map(Value::as_str).map(short);
    texts.take(4).collect()
}

/// A claim, from the userinfo endpoint or else from the identity token: both are about the same person.
fn said<'a>(account: &'a Account, name: &str) -> Option<&'a Value> {
    account.userinfo.get(name).or_else(|| account.claims.extra.get(name))
}

fn read_number(visit: &Visit, text: &str, proven: bool) -> Option<Number> {
    // A number in another form than this country's says nothing here.
    let number = numbers::parse(visit.site.settings.country, text).ok()?;
    let fingerprint = numbers::fingerprint(&visit.site.vault, &number);
    Some(Number { national: number, fingerprint, proven })
}

/// Identities of others may say only that there were several (`mfa`, RFC 8176).
fn authentication(amr: &[String]) -> AuthenticationLevel {
    if amr.iter().any(|amr| amr == "mfa") {
        return AuthenticationLevel::Two;
    }
    AuthenticationLevel::of_amr(amr.iter().map(String::as_str))
}
