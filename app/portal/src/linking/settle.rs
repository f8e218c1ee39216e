//! From the facts to what becomes of them, in one transaction: judged, linked, signed in, recorded.

use std::sync::Arc;

use onedoor_base::{AuditEvent, LinkId, LocalAccountId, ProposalId, Subject};
use onedoor_linking::{Life, Link, LinkedState, Outcome, Policy, Proof, Proposal, ProposalEnd, Why, Wish};
use onedoor_services::accounts::{AccountState, ContactKind};
use onedoor_site::session::NewSession;
use onedoor_site::{Refused, Visit};
use onedoor_storage::linking::{Case, join, judge, links, openings, proposals};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::contacts as stored;
use onedoor_storage::{Change, Tx};

use super::from_settings::still_proven;
use super::national::National;
use super::{heard, made, put_right, record, takeover, tell};
use crate::contacts;
use crate::sessions::{end_national_sign_ins, is_fresh};
use crate::{Portal, Verified};

/// A person at the door, with what they bring.
#[derive(Clone)]
pub(super) struct Settlement {
    pub(super) portal: Portal,
    pub(super) visit: Visit,
    pub(super) national: National,
    /// The local account whose password they just gave.
    pub(super) local: Option<Verified>,
    pub(super) wish: Wish,
    /// The proposal that they come back with; none when they come straight from the issuer.
    pub(super) proposal: Option<ProposalId>,
}

/// What became of it.
pub(super) enum Settled {
    /// They are signed in.
    SignedIn(Box<NewSession>, SignedInBy),
    /// The local side, or a choice, is still needed; the proposal waits.
    Waiting(Outcome, ProposalId),
    /// The link is made here and the issuer has not confirmed it yet; the proposal opens it when it has.
    Unconfirmed { link: LinkId, proposal: ProposalId },
    /// It cannot be, or not this way.
    Refused(Outcome),
    /// The proposal that they came back with is dead.
    Over(ProposalId),
    /// Somebody changed the password in between: verify once more.
    VerifyAgain,
}

/// What opened the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignedInBy {
    /// A link that stood before.
    Standing,
    /// A link made by the person.
    Proven,
    /// A link made because the number is proven on both sides.
    Found,
    /// The same, and something that opened the account before is on hold until they decide.
    FoundHeld,
    /// A link with an account that was made for them.
    Made,
}

impl SignedInBy {
    /// A link that has just been made.
    const fn of(link: &Link) -> Self {
        match link.local_proof.how {
            Proof::SameNumber => Self::Found,
            Proof::MadeHere => Self::Made,
            Proof::Password
            | Proof::Session
            | Proof::IdentityToken
            | Proof::OtherIdentity
            | Proof::Confirmed => Self::Proven,
        }
    }
}

/// What is drawn before the transaction, so that it may be run again.
struct Prepared {
    settlement: Settlement,
    case: Case,
    link: LinkId,
    proposal: Proposal,
    account: AccountRecord,
    id_token: Vec<u8>,
}

impl Settlement {
    /// Judges and acts. A link that the issuer must confirm is told to it before anything is opened.
    pub(super) async fn run(self) -> Result<Settled, Refused> {
        let settled = self.clone().once().await?;
        let Settled::Unconfirmed { link, proposal } = settled else { return Ok(settled) };
        tell::now(&self.portal, link).await;
        if self.has_ended(link).await? {
            return Ok(Settled::Refused(Outcome::NotAllowed { why: Why::LinkRefused }));
        }
        Self { local: None, wish: Wish::None, proposal: Some(proposal), ..self }.once().await
    }

    /// Whether a link has ended; its end is also that of the proposal.
    async fn has_ended(&self, link: LinkId) -> Result<bool, Refused> {
        let store = &self.visit.site.store;
        let link = store.read(move |tx| Box::pin(async move { links::get(tx, link).await })).await?;
        Ok(link.is_none_or(|link| link.life() == Life::Ended))
    }

    async fn once(self) -> Result<Settled, Refused> {
        let site = Arc::clone(&self.visit.site);
        let prepared = Arc::new(self.prepare()?);
        site.store
            .write(move |tx| {
                let prepared = Arc::clone(&prepared);
                Box::pin(async move { prepared.act(tx).await })
            })
            .await
    }

    fn prepare(self) -> Result<Prepared, Refused> {
        let (site, now) = (&self.visit.site, self.visit.now);
        let id_token = self.national.details.id_token.as_bytes();
        Ok(Prepared {
            case: self.case(),
            link: LinkId::new(now, site.random.as_ref()),
            proposal: self.national.proposal(&self.visit)?,
            account: made::account_of(&self.visit, &self.national),
            id_token: site.vault.seal(super::sign_out::ID_TOKEN, id_token),
            settlement: self,
        })
    }

    /// What is judged.
    pub(super) fn case(&self) -> Case {
        let national = &self.national;
        // The issuer may have been taken from the configuration while the person was away.
        let upstream = self.portal.linking.still(&national.provider, &national.who.issuer);
        Case {
            purpose: national.purpose,
            policy: upstream.map_or(STRICTEST, |upstream| upstream.policy),
            trusted: upstream.is_some(),
            who: national.who.clone(),
            assurance: national.assurance,
            authenticated_at: national.authenticated_at,
            number: national.number.as_ref().map(|number| number.fingerprint),
            number_standing: national.number_standing(),
            prints: if upstream.is_some_and(|one| one.fingerprints) { national.prints() } else { Vec::new() },
            local: self.local.as_ref().map(|verified| (verified.account.id, self.visit.now)),
            session: session_side(&self.visit, national),
            session_of: self
                .visit
                .session
                .as_ref()
                .and_then(|session| Some(session.upstream.as_ref()?.issuer.clone())),
            asked_by: national.asked_by,
            wish: self.wish,
            proof: national.details.proof.clone(),
            two_sided: national.details.two_sided,
            system: self.portal.linking.system().to_owned(),
            now: self.visit.now,
        }
    }
}

/// For an issuer that is not taken any more; nothing is allowed to it in any case.
pub(crate) const STRICTEST: Policy = Policy {
    several_accounts: false,
    creation: onedoor_linking::Creation::No,
    least_identity: onedoor_base::IdentityLevel::High,
    least_authentication: onedoor_base::AuthenticationLevel::Three,
    register_match: onedoor_linking::RegisterMatch::Prove,
};

/// The account that the browser is signed in with, and how its owner has proven it lately, here or before they were
/// sent to the national identity: by its password, or by signing in with another identity that opens it.
fn session_side(visit: &Visit, national: &National) -> Option<(LocalAccountId, Option<Proof>)> {
    let session = visit.session.as_ref()?;
    let Subject::LocalAccount(account) = session.subject else { return None };
    let here = is_fresh(session, visit.now);
    let before =
        national.asked_by == Some(account) && national.asked_at.is_some_and(|at| still_proven(at, visit.now));
    let proof = match &session.upstream {
        None => (here || before).then_some(Proof::Session),
        // An identity's own sign-in proves nothing about another of the same issuer; the password may have.
        Some(from) if from.issuer == national.who.issuer => before.then_some(Proof::Session),
        Some(_) => (here || before).then_some(Proof::OtherIdentity),
    };
    Some((account, proof))
}

type Acted = Result<Change<Settled>, Refused>;

impl Prepared {
    async fn act(&self, tx: &mut Tx<'_>) -> Acted {
        let settlement = &self.settlement;
        match settlement.proposal {
            Some(id) if !self.may_go_on(tx, id).await? => {
                return Ok(Change::Unrecorded(Settled::Over(id)));
            }
            Some(_) => {}
            // Somebody new is at this browser: what waited for whoever was here before does not wait for them.
            None => {
                proposals::end_of_browser(tx, settlement.visit.browser).await?;
            }
        }
        let mut events = Vec::new();
        if let Some(verified) = &settlement.local {
            if !verified.settle(tx).await? {
                return Ok(Change::Unrecorded(Settled::VerifyAgain));
            }
            events.extend(verified.events(self.case.now));
        }
        if let Some(made) = self.made(tx).await? {
            return self.go_on(tx, &made, events).await;
        }
        let outcome = judge(tx, &self.case).await?;
        match &outcome {
            Outcome::AlreadyLinked { account } => self.open(tx, *account, SignedInBy::Standing, events).await,
            Outcome::LinkProven { account } => {
                let by_session = self.case.session.and_then(|(_, proof)| proof).unwrap_or(Proof::Session);
                let how = if settlement.local.is_some() { Proof::Password } else { by_session };
                self.link(tx, *account, how, events).await
            }
            Outcome::LinkAutomatically { account } => {
                self.link(tx, *account, Proof::SameNumber, events).await
            }
            Outcome::LinkConfirmed { account } => self.link(tx, *account, Proof::Confirmed, events).await,
            Outcome::CreateAndLink => self.create(tx, events).await,
            Outcome::AskForLocalAccount { .. }
            | Outcome::AskForPrepared { .. }
            | Outcome::AskForMatched { .. }
            | Outcome::Confirm { .. }
            | Outcome::Choose { .. }
            | Outcome::PersonHasAnother { .. } => self.wait(tx, outcome, events).await,
            Outcome::NotAllowed { why: Why::LinkUnconfirmed } => {
                let link = links::unconfirmed(tx, &self.case.who).await?;
                let link = link.ok_or_else(|| Refused::internal("an unconfirmed link is not there"))?;
                self.wait_for_issuer(tx, link.id, events).await
            }
            Outcome::AccountBelongsToAnother
            | Outcome::RaiseAssurance { .. }
            | Outcome::ProveAgain
            | Outcome::NotAllowed { .. } => {
                events.push(record::refused(&self.case, &outcome));
                Ok(Change::Recorded(Settled::Refused(outcome), events))
            }
        }
    }

    /// Whether the proposal is still good, for this browser and exactly this subject.
    async fn may_go_on(&self, tx: &mut Tx<'_>, id: ProposalId) -> Result<bool, Refused> {
        let Some(proposal) = proposals::get(tx, id).await? else { return Ok(false) };
        let good = proposal.check(self.settlement.visit.browser, self.case.now).is_ok();
        Ok(good && proposal.national == self.case.who)
    }

    /// The link that this very proof has made: it makes no other.
    async fn made(&self, tx: &mut Tx<'_>) -> Result<Option<Link>, Refused> {
        match &self.case.proof {
            Some(proof) => Ok(links::by_proof(tx, &self.case.who.issuer, proof).await?),
            None => Ok(None),
        }
    }

    /// Makes the link; it opens the account at once, or when the issuer has confirmed it.
    async fn link(
        &self,
        tx: &mut Tx<'_>,
        account: LocalAccountId,
        how: Proof,
        mut events: Vec<AuditEvent>,
    ) -> Acted {
        let made = join(tx, &self.case, account, how, self.link).await?;
        let link = made.ok_or_else(|| Refused::internal("an account judged free has a link"))?;
        events.push(record::linked(&link));
        // Now, and not when the issuer has confirmed: the owner may not come back then.
        events.extend(self.hold_unproven(tx, &link).await?);
        tell::put_down(tx, &self.settlement.portal.site, &link, self.case.now).await?;
        self.go_on(tx, &link, events).await
    }

    /// Goes on with the link that this proof has made.
    async fn go_on(&self, tx: &mut Tx<'_>, link: &Link, events: Vec<AuditEvent>) -> Acted {
        let record = accounts::get(tx, link.account).await?;
        let locked = record.is_none_or(|record| record.account.state != AccountState::Active);
        let why = match LinkedState::of(&link.handshake) {
            _ if !self.case.trusted => Why::IssuerNotTrusted,
            _ if link.life() == Life::Ended => Why::LinkRefused,
            _ if locked => Why::AccountLocked,
            LinkedState::Open => return self.open(tx, link.account, SignedInBy::of(link), events).await,
            LinkedState::Proposed => return self.wait_for_issuer(tx, link.id, events).await,
            LinkedState::Suspended(by) => Why::LinkSuspended(by),
            LinkedState::Locked => Why::AccountLocked,
        };
        Ok(Change::Recorded(Settled::Refused(Outcome::NotAllowed { why }), events))
    }

    async fn wait_for_issuer(&self, tx: &mut Tx<'_>, link: LinkId, events: Vec<AuditEvent>) -> Acted {
        if let Some(proposal) = self.settlement.proposal {
            return Ok(Change::Recorded(Settled::Unconfirmed { link, proposal }, events));
        }
        proposals::insert(tx, &self.proposal).await?;
        Ok(Change::Recorded(Settled::Unconfirmed { link, proposal: self.proposal.id }, events))
    }

    async fn create(&self, tx: &mut Tx<'_>, mut events: Vec<AuditEvent>) -> Acted {
        let account = self.account.account.id;
        if !accounts::insert(tx, &self.account).await? {
            return Err(Refused::internal("a made-up user name is taken"));
        }
        if !self.account.account.display_name.is_empty() {
            let (issuer, now) = (self.case.who.issuer.as_str(), self.case.now);
            stored::comes_from(tx, account, ContactKind::Name, Some(issuer), now).await?;
        }
        events.push(record::account_made(&self.case, account));
        self.link(tx, account, Proof::MadeHere, events).await
    }

    async fn wait(&self, tx: &mut Tx<'_>, outcome: Outcome, mut events: Vec<AuditEvent>) -> Acted {
        if let Some(id) = self.settlement.proposal {
            return Ok(Change::Recorded(Settled::Waiting(outcome, id), events));
        }
        proposals::insert(tx, &self.proposal).await?;
        events.push(record::proposed(&self.case, &outcome));
        Ok(Change::Recorded(Settled::Waiting(outcome, self.proposal.id), events))
    }

    /// Whoever was in the account before: see [`takeover`].
    async fn hold_unproven(&self, tx: &mut Tx<'_>, link: &Link) -> Result<Vec<AuditEvent>, Refused> {
        let how = link.local_proof.how;
        if how == Proof::MadeHere {
            return Ok(Vec::new());
        }
        let record = accounts::get(tx, link.account).await?;
        let record = record.ok_or_else(|| Refused::internal("an account that was linked is not there"))?;
        heard::notify_linked(tx, &self.settlement.portal, &record, self.case.now).await?;
        let told = self.settlement.national.contacts(self.settlement.visit.site.settings.country);
        let session = self.settlement.visit.session.as_ref();
        // The session from which the account was proven, if it was.
        let proving = session.filter(|_| matches!(how, Proof::Session | Proof::OtherIdentity));
        Ok(takeover::hold_unproven(tx, &self.settlement.portal, (&record, link), (proving, &told)).await?)
    }

    /// What the issuer tells of the person waits for their answer; in an account that was made of it there is
    /// nothing to ask.
    async fn hear_contacts(&self, tx: &mut Tx<'_>, record: &AccountRecord) -> Result<(), Refused> {
        let (site, issuer, now) = (&self.settlement.visit.site, self.case.who.issuer.as_str(), self.case.now);
        let values = self.settlement.national.contacts(site.settings.country);
        stored::told(tx, record.account.id, issuer).await?;
        Ok(contacts::hear(tx, &site.vault, record, &values, issuer, now).await?)
    }

    /// Begins the session of a linked account, and spends the proposal.
    async fn open(
        &self,
        tx: &mut Tx<'_>,
        account: LocalAccountId,
        by: SignedInBy,
        mut events: Vec<AuditEvent>,
    ) -> Acted {
        let record = accounts::get(tx, account).await?.filter(|r| r.account.state == AccountState::Active);
        let record = record.ok_or_else(|| Refused::internal("a linked account is not there"))?;
        let link = links::active_of(tx, account, &self.case.who.issuer).await?;
        let link = link.ok_or_else(|| Refused::internal("a linked account has no link"))?;
        if let Some(id) = self.settlement.proposal {
            let made = (by != SignedInBy::Standing).then_some(link.id);
            if !proposals::end(tx, id, ProposalEnd::Used(made), self.case.now).await? {
                return Ok(Change::Unrecorded(Settled::Over(id)));
            }
        }
        end_national_sign_ins(tx, self.settlement.visit.browser, self.case.now).await?;
        openings::note(tx, link.id, self.case.now).await?;
        self.hear_contacts(tx, &record).await?;
        events.extend(put_right::number(tx, &self.settlement, (&record, &link)).await?);
        let sign_in = self.settlement.national.sign_in(&record, &link, self.id_token.clone());
        let session =
            NewSession::of(&self.settlement.visit, sign_in).speaking(&self.settlement.visit, record.language);
        events.push(session.begin(tx).await?);
        if matches!(by, SignedInBy::Proven | SignedInBy::Found | SignedInBy::FoundHeld) {
            // Wherever somebody was signed in before is nowhere that the owner is known to be.
            session.forget_other_places(tx).await?;
        }
        let by = match by {
            SignedInBy::Found if takeover::is_held(tx, account).await? => SignedInBy::FoundHeld,
            by => by,
        };
        Ok(Change::Recorded(Settled::SignedIn(Box::new(session), by), events))
    }
}
