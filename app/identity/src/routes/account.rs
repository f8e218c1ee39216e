//! The account: who am I here, and what is known of me?

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{Actor, AuditEvent, Phone, Subject, Timestamp};
use onedoor_people::{Account, AccountState, NationalNumber, SealedNumber};
use onedoor_site::{Asked, Nothing, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::people::RecoveryState;
use onedoor_storage::site::sessions::{self, Standing};
use onedoor_storage::{Change, StorageError, Tx, VaultError, people};
use onedoor_ui::masked;
use serde::Deserialize;

use crate::Identity;
use crate::pages::{AccountNotice, AccountPage, NumberShown};

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/account", get(show)).route(crate::registration::NUMBER, post(show_number))
}

/// What is known of the person who visits.
pub(crate) struct Known {
    /// The account.
    pub(crate) account: Account,
    /// The confirmed phone.
    pub(crate) phone: Option<Phone>,
    /// The national number that its owner says is theirs.
    pub(crate) claim: Option<SealedNumber>,
}

impl Known {
    /// Reads it.
    pub(crate) async fn of(visit: &SignedInVisit) -> Result<Self, Refused> {
        let id = visit.person()?;
        let (account, phone, claim) = visit
            .site
            .store
            .read::<_, StorageError, _>(move |tx| {
                Box::pin(async move {
                    let claim = people::claimed_number(tx, id).await?.map(|(number, _)| number);
                    Ok((people::by_id(tx, id).await?, people::phone_of(tx, id).await?, claim))
                })
            })
            .await?;
        let account =
            account.ok_or_else(|| Refused::internal(format!("a session of {id}, who is not there")))?;
        Ok(Self { account, phone, claim })
    }

    /// The national number in the clear.
    pub(crate) fn number(&self, visit: &SignedInVisit) -> Result<Option<NationalNumber>, VaultError> {
        let open = |sealed| people::open_number(&visit.site.vault, self.account.id, sealed);
        self.account.number.as_ref().map(open).transpose()
    }
}

impl Known {
    /// The number that its owner says is theirs.
    fn claim(&self, visit: &SignedInVisit) -> Result<Option<NationalNumber>, VaultError> {
        let open = |sealed| people::open_claim(&visit.site.vault, self.account.id, sealed);
        self.claim.as_ref().map(open).transpose()
    }
}

/// The account of whoever visits, looked at in the transaction that relies on it: nothing if its session was ended since
/// the visit began, or the account opens nothing any more.
pub(crate) async fn standing(
    tx: &mut Tx<'_>,
    visit: &SignedInVisit,
) -> Result<Option<Account>, StorageError> {
    let Subject::Person(id) = visit.session.subject else { return Ok(None) };
    if sessions::standing(tx, visit.session.id).await? != Standing::Alive {
        return Ok(None);
    }
    Ok(people::by_id(tx, id).await?.filter(|account| account.state == AccountState::Active))
}

#[derive(Deserialize)]
struct News {
    #[serde(default)]
    notice: String,
    /// The mark of a number that was just asked for.
    #[serde(default)]
    number: String,
}

async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    let whole = may_see(&visit, &news.number);
    let number = known.number(&visit)?.map(|number| {
        if whole { NumberShown::Whole(number.grouped()) } else { NumberShown::Masked(number.masked()) }
    });
    let number = match number {
        None => known.claim(&visit)?.map(|claimed| NumberShown::Claimed(claimed.masked())),
        proven => proven,
    };
    let notice = match news.notice.as_str() {
        "registered" => Some(AccountNotice::Registered),
        "password-changed" => Some(AccountNotice::PasswordChanged),
        "recovery-stopped" => Some(AccountNotice::RecoveryStopped),
        "level-raised" => Some(AccountNotice::LevelRaised),
        "phone-withdrawn" => Some(AccountNotice::PhoneWithdrawn),
        _ => None,
    };
    let lately = Lately::of(&visit).await?;
    let staff = crate::console::is_staff(&visit).await?;
    Ok(visit.page(&AccountPage {
        notice,
        held_until: lately.held_until,
        recovery_due: lately.recovery_due,
        phone_waits: lately.phone_waits,
        staff,
        ..page(&identity, known, number)
    }))
}

/// What goes on with an account.
struct Lately {
    /// Until when the level is held down.
    held_until: Option<Timestamp>,
    /// When a wait for a new password is over that was begun first.
    recovery_due: Option<Timestamp>,
    /// A phone that waits to become the account's, and when it does.
    phone_waits: Option<(String, Timestamp)>,
}

impl Lately {
    async fn of(visit: &SignedInVisit) -> Result<Self, Refused> {
        let (id, now) = (visit.person()?, visit.now);
        let found = visit.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let waits = people::recovery_waits(tx, id, now).await?;
                Ok((people::level(tx, id).await?, waits, people::waiting_phone(tx, id).await?))
            })
        });
        let (level, waits, phone) = found.await?;
        let waiting = waits.into_iter().filter(|wait| wait.state == RecoveryState::Waiting);
        Ok(Self {
            held_until: level.and_then(|level| level.held).map(|held| held.until),
            recovery_due: waiting.filter_map(|wait| wait.due_at).min(),
            phone_waits: phone.map(|change| (masked(change.phone.as_str(), 3), change.due_at)),
        })
    }
}

/// Lets the page show the whole number; the record of it is there before the number leaves the house.
async fn show_number(visit: SignedInVisit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    if known.account.number.is_none() {
        return Ok(see_other("/account"));
    }
    let (id, now) = (known.account.id, visit.now);
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |_| {
            Box::pin(async move {
                let event = AuditEvent::new(now, Actor::Person(id), "people.number.shown");
                Ok(Change::Recorded((), vec![event.about(Subject::Person(id))]))
            })
        })
        .await?;
    Ok(see_other(&format!("/account?number={}", mark(&visit, minute(now)))))
}

/// What proves to the page that the number was asked for in this minute, in this session and browser. The
/// number itself is in no address, and going back later finds it hidden.
fn mark(visit: &SignedInVisit, minute: i64) -> String {
    visit.mark(&format!("number-shown {} {minute}", visit.session.id))
}

fn minute(now: Timestamp) -> i64 {
    now.seconds() / 60
}

/// For one to two minutes after it was asked for.
fn may_see(visit: &SignedInVisit, given: &str) -> bool {
    let now = minute(visit.now);
    [now, now - 1].into_iter().any(|minute| mark(visit, minute) == given)
}

fn page(identity: &Identity, known: Known, number: Option<NumberShown>) -> AccountPage {
    let levels = identity.profile.levels;
    let Known { account, phone, .. } = known;
    AccountPage {
        notice: None,
        name: account.name.as_str().to_owned(),
        login: account.login.as_str().to_owned(),
        level: levels.level(account.identity),
        meaning: levels.meaning(account.identity),
        country: identity.profile.country,
        number,
        phone: phone.map(|phone| phone.as_str().to_owned()),
        language: account.language,
        created_at: account.created_at,
        held_until: None,
        recovery_due: None,
        phone_waits: None,
        gives_identity: identity.level1.is_some(),
        staff: false,
    }
}
