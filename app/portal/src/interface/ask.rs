//! `POST /linking/v1/links`: an identity asks to link a person with the account whose user name and password the
//! person typed there (S1.2). The password is checked as at our own sign-in, and the same rules decide.

use axum::extract::{Request, State};
use axum::response::Response;
use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, LinkId, Secret, Timestamp};
use onedoor_linking::{Life, Link, NationalSubject, NumberStanding, Outcome, Proof, Purpose, Why, Wish};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Code, LinkRequest, Told, Way};
use onedoor_national_id::NationalNumber;
use onedoor_site::HasSite;
use onedoor_site::limits::{self, Wait};
use onedoor_storage::linking::{Case, join, judge, links};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError, Tx};

use super::caller::Asked;
use super::here;
use crate::credentials::verify_vouched_for;
use crate::linking::{hold_unproven, notify_linked, read_prints, record, tell, tries_of};
use crate::{Credentials, NotVerified, Portal, Verified, numbers};
use onedoor_site::interface::{Failure, json};

/// The longest of what a person types, in characters.
const LONGEST: usize = 200;

/// What a request comes to.
enum Came {
    /// The link stands on our side.
    Linked(Box<Link>),
    /// It does not, and why.
    Refused(Code),
    /// Somebody changed the password in between: verify once more.
    VerifyAgain,
}

/// `POST /linking/v1/links`: answers where the portal stands to the link. Twice the same is the same.
pub(super) async fn link(State(portal): State<Portal>, request: Request) -> Result<Response, Failure> {
    let asked = Asked::of(&portal, request).await?;
    here(&portal)?;
    let wanted: LinkRequest = asked.read()?;
    // Who gives a password of ours to others is for this portal to say, not for the identity.
    if portal.linking.of_issuer(&asked.issuer).is_none_or(|upstream| upstream.way == Way::Page) {
        return Err(Code::NotOffered.into());
    }
    if let Some(link) = begun(&portal, &asked, &wanted).await? {
        return Ok(answer(&link));
    }
    // Twice, because the password may be changed just between the check and the transaction.
    for _ in 0..2 {
        let verified = verified(&portal, &asked, &wanted).await?;
        match settle(&portal, &asked, &wanted, verified).await? {
            Came::Linked(link) => {
                // Both sides are to agree before the person's page is drawn there.
                tell::now(&portal, link.id).await;
                return stands(&portal, &link).await;
            }
            Came::Refused(code) => return Err(code.into()),
            Came::VerifyAgain => {}
        }
    }
    Err(Code::WrongCredentials.into())
}

/// Where the link stands now that the identity has been told of it.
async fn stands(portal: &Portal, link: &Link) -> Result<Response, Failure> {
    let id = link.id;
    let found: Result<Option<Link>, StorageError> =
        portal.site().store.read(move |tx| Box::pin(async move { links::get(tx, id).await })).await;
    match found? {
        // It does not know its own proof: nothing was linked.
        Some(link) if link.life() == Life::Ended => Err(Code::ProofUsed.into()),
        found => Ok(answer(found.as_ref().unwrap_or(link))),
    }
}

fn answer(link: &Link) -> Response {
    json(&Told { report: words::report(&link.handshake.report()), evidence: None })
}

/// Takes the proof of the call; the link that this very request made before, if it did.
async fn begun(portal: &Portal, asked: &Asked, wanted: &LinkRequest) -> Result<Option<Link>, Failure> {
    let (asked, proof, subject) = (asked.clone(), wanted.proof.clone(), wanted.subject.clone());
    let found: Result<Option<Link>, Failure> = portal
        .site()
        .store
        .write(move |tx| {
            let (asked, proof) = (asked.clone(), proof.clone());
            Box::pin(async move {
                asked.once(tx).await?;
                Ok(Change::Unrecorded(links::by_proof(tx, &asked.issuer, &proof).await?))
            })
        })
        .await;
    match found? {
        Some(link) if link.national.subject != subject || link.handshake.ended().is_some() => {
            Err(Code::ProofUsed.into())
        }
        found => Ok(found),
    }
}

async fn verified(portal: &Portal, asked: &Asked, wanted: &LinkRequest) -> Result<Verified, Failure> {
    let given = Credentials {
        organisation: wanted.organisation.clone().unwrap_or_default(),
        user_name: wanted.user_name.chars().take(LONGEST).collect(),
        password: Secret::new(wanted.password.clone()),
    };
    if let Some(Wait(wait)) = counted(portal, asked, wanted).await? {
        return Err(Failure::TooMany(wait.as_secs() + 1));
    }
    // Whoever is signed in there is who tries, from whatever browser.
    let whom = (asked.issuer.as_str(), wanted.subject.as_str());
    let verified = verify_vouched_for(portal, whom, &given, asked.now).await;
    match verified.map_err(|_| Failure::Ours("the credentials could not be checked".to_owned()))? {
        Ok(verified) => Ok(verified),
        Err(NotVerified::Wrong) => Err(Code::WrongCredentials.into()),
        Err(NotVerified::Locked) => Err(Code::AccountLocked.into()),
        Err(NotVerified::TooManyAttempts(wait)) => Err(Failure::TooMany(wait.0.as_secs() + 1)),
    }
}

/// Counts a try of this national identity, right or wrong: nobody tries all accounts from one of their own.
async fn counted(portal: &Portal, asked: &Asked, wanted: &LinkRequest) -> Result<Option<Wait>, Failure> {
    let who = NationalSubject { issuer: asked.issuer.clone(), subject: wanted.subject.clone() };
    let (limit, now) = (tries_of(portal.site(), &who), asked.now);
    let wait: Result<_, StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            Box::pin(async move { limits::take(tx, &[limit], now).await.map(Change::Unrecorded) })
        })
        .await;
    Ok(wait?)
}

async fn settle(
    portal: &Portal,
    asked: &Asked,
    wanted: &LinkRequest,
    verified: Verified,
) -> Result<Came, Failure> {
    let case = case(portal, asked, wanted, &verified);
    let id = LinkId::new(asked.now, portal.site().random.as_ref());
    let within = portal.clone();
    portal
        .site()
        .store
        .write(move |tx| {
            let (portal, case, verified) = (within.clone(), case.clone(), verified.clone());
            Box::pin(async move { act(tx, &portal, &case, &verified, id).await })
        })
        .await
}

/// Within one transaction: judged, linked, recorded.
async fn act(
    tx: &mut Tx<'_>,
    portal: &Portal,
    case: &Case,
    verified: &Verified,
    id: LinkId,
) -> Result<Change<Came>, Failure> {
    if !verified.settle(tx).await? {
        return Ok(Change::Unrecorded(Came::VerifyAgain));
    }
    let mut events = verified.events(case.now);
    // A second click came while the password of the first was checked: it is the same request.
    if let Some(link) = made_by(tx, case).await? {
        return Ok(Change::Recorded(link, events));
    }
    let outcome = judge(tx, case).await?;
    let result = match &outcome {
        Outcome::LinkProven { account } => {
            let made = join(tx, case, *account, Proof::Password, id).await?;
            let link = made.ok_or_else(|| Failure::Ours("an account judged free has a link".to_owned()))?;
            events.push(record::linked(&link));
            if let Some(record) = accounts::get(tx, *account).await? {
                notify_linked(tx, portal, &record, case.now).await?;
                events.extend(hold_unproven(tx, portal, (&record, &link), (None, &[])).await?);
            }
            tell::put_down(tx, portal.site(), &link, case.now).await?;
            Came::Linked(Box::new(link))
        }
        Outcome::AlreadyLinked { account } => match links::active_of(tx, *account, &case.who.issuer).await? {
            Some(link) => Came::Linked(Box::new(link)),
            None => Came::Refused(Code::Unavailable),
        },
        outcome => {
            events.push(record::refused(case, outcome));
            Came::Refused(code(outcome))
        }
    };
    Ok(Change::Recorded(result, events))
}

/// What came of this very proof before.
async fn made_by(tx: &mut Tx<'_>, case: &Case) -> Result<Option<Came>, StorageError> {
    let Some(proof) = &case.proof else { return Ok(None) };
    let made = links::by_proof(tx, &case.who.issuer, proof).await?;
    Ok(made.map(|link| {
        let good = link.national == case.who && link.life() != Life::Ended;
        if good { Came::Linked(Box::new(link)) } else { Came::Refused(Code::ProofUsed) }
    }))
}

/// What an outcome is called in the interface.
const fn code(outcome: &Outcome) -> Code {
    match outcome {
        Outcome::AccountBelongsToAnother => Code::AccountTaken,
        Outcome::PersonHasAnother { .. } => Code::PersonHasAnother,
        Outcome::RaiseAssurance { .. } => Code::RaiseAssurance,
        Outcome::ProveAgain => Code::ProveAgain,
        Outcome::Choose { .. } => Code::Choose,
        Outcome::NotAllowed { why } => match why {
            Why::IssuerNotTrusted => Code::IssuerNotTrusted,
            Why::AnotherPersonsAccount => Code::AnotherPersonsAccount,
            Why::AccountLocked => Code::AccountLocked,
            Why::LinkSuspended(_) => Code::LinkSuspended,
            Why::LinkUnconfirmed => Code::LinkUnconfirmed,
            Why::LinkRefused => Code::ProofUsed,
        },
        _ => Code::WrongCredentials,
    }
}

fn case(portal: &Portal, asked: &Asked, wanted: &LinkRequest, verified: &Verified) -> Case {
    let upstream = portal.linking.of_issuer(&asked.issuer);
    let number = number(portal, wanted);
    let proven = wanted.national_number_verified;
    Case {
        purpose: Purpose::AddAccount,
        policy: upstream.map_or(crate::linking::STRICTEST, |upstream| upstream.policy),
        trusted: upstream.is_some(),
        who: NationalSubject { issuer: asked.issuer.clone(), subject: wanted.subject.clone() },
        assurance: assurance(wanted),
        authenticated_at: Timestamp::from_seconds(wanted.auth_time).min(asked.now),
        number: number.as_ref().map(|number| numbers::fingerprint(&portal.site().vault, number)),
        number_standing: match number {
            None => NumberStanding::Unknown,
            Some(_) if proven => NumberStanding::Proven,
            Some(_) => NumberStanding::Claimed,
        },
        prints: match upstream {
            Some(upstream) if upstream.fingerprints => {
                read_prints(wanted.fingerprints.iter().map(String::as_str))
            }
            _ => Vec::new(),
        },
        local: Some((verified.account.id, asked.now)),
        session: None,
        session_of: None,
        asked_by: None,
        wish: Wish::None,
        system: portal.linking.system().to_owned(),
        proof: Some(wanted.proof.clone()),
        two_sided: true,
        now: asked.now,
    }
}

/// A word that we do not know says nothing.
fn assurance(wanted: &LinkRequest) -> Assurance {
    let identity = Assurance::from_acr(&wanted.acr).map_or(IdentityLevel::Claimed, |told| told.identity);
    let authentication = AuthenticationLevel::of_amr(wanted.amr.iter().map(String::as_str));
    Assurance { identity, authentication }
}

/// A number in another form than this country's says nothing here.
fn number(portal: &Portal, wanted: &LinkRequest) -> Option<NationalNumber> {
    let form = onedoor_national_id::Country::from_code(portal.site().settings.country.code())?;
    onedoor_national_id::parse(form, wanted.national_number.as_deref()?).ok()
}
