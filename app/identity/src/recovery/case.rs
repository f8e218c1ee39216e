//! One attempt, with what its account is like. For an attempt on nobody's account the same is read, of nobody.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{
    AccountId, Actor, AuditEvent, Digest, Email, IdentityLevel, RecoveryId, Subject, Timestamp,
};
use onedoor_people::factors::Held;
use onedoor_people::recovery::{Evidence, Next, Opens, Proof, Proofs, Waiting, decide_waiting, next, rung};
use onedoor_people::{Account, AccountState};
use onedoor_site::Visit;
use onedoor_site::tries::Try;
use onedoor_storage::linking::identity_links;
use onedoor_storage::people::{self, KeptQuestions, Level, Recovery, RecoveryState};
use onedoor_storage::{StorageError, Tx};

const NOBODY: AccountId = AccountId::from_bytes([0; 16]);

/// An attempt that goes on in this browser.
pub(super) struct Case {
    pub(super) recovery: Recovery,
    /// What the account has by now to be shown.
    pub(super) has: Evidence,
    /// What was shown and still stands.
    pub(super) shown: Evidence,
    pub(super) account: Option<Account>,
    /// What was proven of the owner, whatever counts now.
    pub(super) proven: IdentityLevel,
    pub(super) held: Held,
    pub(super) emails: Vec<Email>,
    pub(super) questions: Option<KeptQuestions>,
    pub(super) waiting: Waiting,
    links: bool,
    staff: bool,
}

impl Case {
    /// The attempt with this id, if this browser may go on with it.
    pub(super) async fn of(visit: &Visit, id: &str) -> Result<Option<Self>, StorageError> {
        let Ok(id) = id.parse::<RecoveryId>() else { return Ok(None) };
        let (browser, now) = (visit.browser, visit.now);
        visit
            .site
            .store
            .read(move |tx| Box::pin(async move { Self::read(tx, (id, browser), now).await }))
            .await
    }

    /// The same within a transaction.
    pub(super) async fn read(
        tx: &mut Tx<'_>,
        (id, browser): (RecoveryId, Digest),
        now: Timestamp,
    ) -> Result<Option<Self>, StorageError> {
        let found = people::recovery(tx, id).await?.filter(|recovery| {
            recovery.browser == browser && recovery.state == RecoveryState::Begun && now < recovery.expires_at
        });
        let Some(recovery) = found else { return Ok(None) };
        let id = recovery.account.unwrap_or(NOBODY);
        let account = people::by_id(tx, id).await?.filter(|account| still(account, &recovery));
        if account.is_none() && recovery.account.is_some() {
            return Ok(None);
        }
        let level: Option<Level> = people::level(tx, id).await?;
        let links = identity_links::of_person(tx, id).await?;
        let emails = people::emails_of(tx, id).await?.into_iter().map(|contact| contact.email);
        let past: Vec<_> =
            people::recovery_waits(tx, id, now).await?.iter().filter_map(Recovery::past).collect();
        let has = people::evidence(tx, id).await?;
        let shown = recovery.shown.standing(&has);
        Ok(Some(Self {
            proven: level.map_or(IdentityLevel::Claimed, |level| level.proven),
            held: people::held(tx, id).await?,
            emails: emails.collect(),
            questions: people::questions(tx, id).await?,
            waiting: decide_waiting(&past, &shown, now),
            links: links.iter().any(|link| link.handshake.ended().is_none()),
            staff: !people::roles_of(tx, id, now).await?.is_empty(),
            account,
            has,
            shown,
            recovery,
        }))
    }

    pub(super) const fn id(&self) -> RecoveryId {
        self.recovery.id
    }

    pub(super) fn owner(&self) -> AccountId {
        self.recovery.account.unwrap_or(NOBODY)
    }

    pub(super) fn subject(&self) -> Option<Subject> {
        self.recovery.account.map(Subject::Person)
    }

    /// What was shown.
    pub(super) fn proofs(&self) -> Proofs {
        self.shown.kinds()
    }

    /// Keeps that this was shown too; false if it is over.
    pub(super) async fn prove(&self, tx: &mut Tx<'_>, way: Proof) -> Result<bool, StorageError> {
        people::prove_recovery(tx, self.id(), &self.shown.clone().with(way, &self.has)).await
    }

    /// What its account opens.
    pub(super) fn opens(&self) -> Opens {
        Opens { identity: self.proven, links: self.links, second_step: self.held.asks(), staff: self.staff }
    }

    /// What comes next.
    pub(super) fn next(&self) -> Next {
        next(rung(self.opens()), &self.proofs(), self.waiting == Waiting::Over)
    }

    /// What can still be shown. Before anything right was shown it is the same for everybody.
    pub(super) fn ways(&self, mail: bool) -> Vec<Proof> {
        let shown = self.proofs();
        let stands = shown.stands();
        let has = |way: &Proof| match way {
            Proof::Phone => !stands || self.held.phone,
            Proof::Email => mail && (!stands || !self.emails.is_empty()),
            Proof::Code => !stands || self.held.recovery_codes > 0,
            Proof::App => !stands || self.held.totps > 0,
            Proof::Questions => stands && self.questions.is_some(),
        };
        Proof::ALL.into_iter().filter(has).filter(|way| !shown.has(*way)).collect()
    }

    /// What was typed, as limits count it.
    pub(super) fn name(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.recovery.name.0)
    }

    /// Tries to show something are counted like sign-ins with a code.
    pub(super) fn counted(&self, visit: &Visit) -> Try {
        Try::with_code(visit, format!("recover {}", self.name()))
    }

    /// What the record says: of nobody it says the same.
    pub(super) fn event(&self, visit: &Visit, action: &'static str) -> AuditEvent {
        let event = AuditEvent::new(visit.now, Actor::Visitor, action)
            .with("browser", visit.user_agent.clone())
            .with("network", visit.network.to_string());
        match self.subject() {
            Some(subject) => event.about(subject),
            None => event,
        }
    }
}

/// Whether the account is as it was when the attempt was begun.
fn still(account: &Account, recovery: &Recovery) -> bool {
    account.state == AccountState::Active && Digest::of(&account.password_hash) == recovery.password
}
