//! The account of somebody who registered in the application, and the application with it: all of it or nothing.

use std::sync::Arc;

use onedoor_base::{
    AccountId, Actor, ApplicationId, AuditEvent, CodeId, ContactId, IdentityLevel, Subject, Timestamp,
};
use onedoor_people::{Account, AccountState, PersonName};
use onedoor_proofing::application::{By, Step};
use onedoor_proofing::evidence::{Act, Evidence, Kind, Record, Validated, Validation, Who};
use onedoor_site::Visit;
use onedoor_site::session::NewSession;
use onedoor_storage::people::{self, NewAccount};
use onedoor_storage::proofing::{self, Doing, NewApplication, Stepped};
use onedoor_storage::{Change, StorageError, Tx};

use super::{Draft, name};
use crate::Identity;
use crate::card::CardSaid;
use crate::contacts::NewChange;
use crate::routes::register::credentials::{NotMade, Registered, accepted, register, signed_in};

/// How often a user name is drawn; a second time is rare already.
const DRAWS: usize = 5;

/// All that was given.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) draft: Draft,
    pub(super) said: CardSaid,
    /// Of the password.
    pub(super) hash: String,
    /// An account has the phone, which is this person's by now.
    pub(super) former: bool,
}

/// The owner is signed in.
pub(super) struct Made {
    pub(super) session: NewSession,
}

/// What is written down in one transaction.
struct Whole {
    identity: Identity,
    visit: Visit,
    code: CodeId,
    registered: Registered,
    session: NewSession,
    application: ApplicationId,
    said: CardSaid,
}

/// Spends the code, makes the account, opens its application and begins the session.
pub(super) async fn make(
    identity: &Identity,
    visit: &Visit,
    code: CodeId,
    chosen: Chosen,
) -> Result<Made, NotMade> {
    let mut drawn = 0;
    loop {
        drawn += 1;
        match attempt(identity, visit, code, &chosen).await {
            Err(NotMade::LoginTaken) if drawn < DRAWS => {}
            other => return other,
        }
    }
}

async fn attempt(identity: &Identity, visit: &Visit, code: CodeId, chosen: &Chosen) -> Result<Made, NotMade> {
    let account = new_account(visit, chosen);
    let session = NewSession::of(visit, signed_in(visit, &account.account));
    let id = account.account.id;
    let registered = Registered {
        claim: Some(people::seal_claim(&visit.site.vault, id, &chosen.said.card.number)),
        accepted: chosen.draft.agreed.clone().map(accepted),
        moves: chosen.former.then(|| NewChange::of(visit, (id, &chosen.draft.phone()))),
        account,
    };
    let whole = Arc::new(Whole {
        identity: identity.clone(),
        visit: visit.clone(),
        code,
        registered,
        session: session.clone(),
        application: ApplicationId::new(visit.now, visit.site.random.as_ref()),
        said: chosen.said.clone(),
    });
    let written = visit.site.store.write(move |tx| {
        let whole = Arc::clone(&whole);
        Box::pin(async move { whole.write(tx).await.map(|events| Change::Recorded((), events)) })
    });
    written.await.map(|()| Made { session })
}

impl Whole {
    async fn write(&self, tx: &mut Tx<'_>) -> Result<Vec<AuditEvent>, NotMade> {
        let here = (&self.identity, &self.visit);
        let mut events = register(tx, here, self.code, (&self.registered, &self.session)).await?;
        let (id, now) = (self.registered.account.account.id, self.visit.now);
        let number = people::number_fingerprint(&self.visit.site.vault, &self.said.card.number);
        people::register_in_app(tx, id, (number, self.visit.browser), now).await?;
        self.open(tx, number).await?;
        let opened = AuditEvent::new(now, Actor::Person(id), "people.application.opened");
        let opened = opened.about(Subject::Person(id)).with("application", self.application.to_string());
        events.push(opened);
        Ok(events)
    }

    /// The application stands where the card's data are to be confirmed.
    async fn open(&self, tx: &mut Tx<'_>, number: onedoor_base::Digest) -> Result<(), StorageError> {
        let (id, now, site) = (self.application, self.visit.now, &self.visit.site);
        let account = self.registered.account.account.id;
        let device = self.visit.user_agent.clone();
        proofing::open(tx, &NewApplication { id, account, device }, now).await?;
        let doing = Doing { step: Step::Begin, by: By::Person, officer: None, reason: String::new() };
        let begun = proofing::step(tx, id, &doing, now, &site.settings.calendar).await?;
        debug_assert!(matches!(begun, Stepped::Done(_)), "an account that was just made has no other");
        proofing::keep_claimed(tx, &site.vault, id, (&self.said.sought(), Some(number)), now).await?;
        proofing::keep_printed(tx, &site.vault, id, &self.said.printed(), now).await?;
        proofing::keep_record(tx, &site.vault, id, &record(&self.said, now), now).await?;
        Ok(())
    }
}

/// What was brought so far: a phone whose code came back, and what a card says.
fn record(said: &CardSaid, now: Timestamp) -> Record {
    let act = |by| Act { by, at: now };
    let brought = |kind| Evidence { kind, taken: act(Who::Person) };
    let returned = Validation {
        of: Kind::Contact,
        how: Validated::CodeReturned,
        against: "phone".to_owned(),
        act: act(Who::Site),
    };
    Record {
        evidence: vec![brought(Kind::Contact), brought(said.kind)],
        validations: vec![returned],
        ..Record::default()
    }
}

fn new_account(visit: &Visit, chosen: &Chosen) -> NewAccount {
    let random = visit.site.random.as_ref();
    let account = Account {
        id: AccountId::new(visit.now, random),
        login: name::draw(random),
        name: PersonName::from_stored(chosen.said.card.name.clone()),
        state: AccountState::Active,
        identity: IdentityLevel::Claimed,
        language: visit.language,
        password_hash: chosen.hash.clone(),
        password_changed_at: visit.now,
        number: None,
        created_at: visit.now,
    };
    let phone = Some((ContactId::new(visit.now, random), chosen.draft.phone()));
    NewAccount { account, number: None, phone }
}
