//! Who comes in, and to which part.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onedoor_base::{AccountId, Actor, AuditEvent, AuthenticationLevel, Factor, Subject, Timestamp};
use onedoor_people::Account;
use onedoor_people::factors::Way;
use onedoor_people::staff::{CONSOLE_IDLE, CONSOLE_LIFE, Part, StaffRole, may};
use onedoor_site::fresh::{FRESH, FRESH_FORM, is_fresh, prove_again};
use onedoor_site::{Refused, ReturnTo, SignedInVisit, see_other};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::ErrorKind;
use serde::Serialize;

use super::pages::{NeedsBetterPage, NotYoursPage};
use super::{PATH, typed};
use crate::Identity;
use crate::sign_in::admit;

/// Somebody of the staff, in the console.
#[derive(Clone)]
pub(super) struct Staff {
    pub(super) identity: Identity,
    pub(super) visit: SignedInVisit,
    pub(super) account: AccountId,
    /// Those in force.
    pub(super) roles: Vec<StaffRole>,
}

impl Staff {
    /// How the record names them: to the person whom it concerns they are the site's staff.
    pub(super) fn by(&self) -> Actor {
        Actor::Operator(format!("console {}", self.account))
    }

    /// A record of what they do.
    pub(super) fn event(&self, action: &'static str) -> AuditEvent {
        AuditEvent::new(self.now(), self.by(), action)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.visit.now
    }

    pub(super) fn may(&self, part: Part) -> bool {
        may(&self.roles, part)
    }
}

/// Why somebody does not see the page: it is done elsewhere first, or not at all.
pub(super) enum Away {
    /// There.
    To(Box<Response>),
    /// Not here.
    Refused(Refused),
}

impl Away {
    /// There.
    pub(super) fn to(elsewhere: Response) -> Self {
        Self::To(Box::new(elsewhere))
    }
}

impl<E: Into<Refused>> From<E> for Away {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::To(elsewhere) => *elsewhere,
            Self::Refused(refused) => refused.into_response(),
        }
    }
}

/// Whether these factors open the console. A text message does not: the phone that it goes to gets back into the account
/// as well, and whoever has the phone alone shall not decide about others. Nor does the key of a passcode's device, which a
/// text message binds.
fn opens_console(factors: &[Factor]) -> bool {
    let passcode = factors.contains(&Factor::Pin);
    factors.iter().any(|factor| match factor {
        Factor::Otp | Factor::Hwk => true,
        Factor::Swk => !passcode,
        _ => false,
    })
}

/// Whether a session is to be worth more for a page of the console.
pub(crate) fn is_here(return_to: &str) -> bool {
    return_to.strip_prefix(PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Whether somebody has a role in force.
pub(crate) async fn is_staff(visit: &SignedInVisit) -> Result<bool, Refused> {
    let (id, now) = (visit.person()?, visit.now);
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::roles_of(tx, id, now).await }));
    Ok(!read.await?.is_empty())
}

/// What is known of whoever knocks.
struct Known {
    account: Account,
    roles: Vec<StaffRole>,
    seen: Option<Timestamp>,
    /// Whether there is more than a phone to show as a second step.
    better: bool,
}

/// Lets somebody in whose role opens this part, who has shown two factors, and lately; else where that is done. `back`
/// is the page to come back to: the one that was asked for, or the one that a form stood on. To anybody who is not on
/// the staff there is no such page.
pub(super) async fn open(
    identity: &Identity,
    visit: &SignedInVisit,
    part: Part,
    back: Option<&str>,
) -> Result<Staff, Away> {
    let known = known(visit).await?;
    let Some(Known { account, roles, seen, better }) = known.filter(|known| !known.roles.is_empty()) else {
        return Err(Refused::kind(ErrorKind::NotFound).because("not on the staff").into());
    };
    let to = back.map_or_else(
        || ReturnTo::parse(visit.uri.path_and_query().map_or(PATH, |address| address.as_str())),
        ReturnTo::parse,
    );
    let (session, now) = (&visit.session, visit.now);
    let used = seen.is_some_and(|seen| now < seen.after(CONSOLE_IDLE));
    let lately = is_fresh(session, now, FRESH) || used && is_fresh(session, now, CONSOLE_LIFE);
    if !lately {
        return Err(Away::to(prove_again(&to)));
    }
    if session.authentication() < AuthenticationLevel::Two || !opens_console(&session.factors) {
        if !better {
            return Err(Refused::page(StatusCode::FORBIDDEN, NeedsBetterPage).into());
        }
        let begun = admit::begun(visit, &account, None, (Some(session.id), &to));
        return Err(Away::to(see_other(&admit::raise(visit, begun).await?)));
    }
    if !may(&roles, part) {
        return Err(Refused::page(StatusCode::FORBIDDEN, NotYoursPage { roles }).into());
    }
    note(visit, account.id, seen).await?;
    Ok(Staff { identity: identity.clone(), visit: visit.clone(), account: account.id, roles })
}

/// The same for a form with words in it: whoever has to prove it anew finds them in the form again.
pub(super) async fn open_typed<T: Serialize + Sync>(
    identity: &Identity,
    visit: &SignedInVisit,
    part: Part,
    (page, form): (&str, &T),
) -> Result<Staff, Away> {
    let back = typed::address(visit, visit.person()?, (page, form));
    let stale = !is_fresh(&visit.session, visit.now, FRESH_FORM);
    if stale && is_staff(visit).await? {
        return Err(Away::to(prove_again(&address_of(&back, page))));
    }
    open(identity, visit, part, Some(address_of(&back, page).as_str())).await
}

/// More words than an address carries are lost, but not the page.
fn address_of(back: &str, page: &str) -> ReturnTo {
    let with_words = ReturnTo::parse(back);
    if with_words.is_deep() { with_words } else { ReturnTo::parse(page) }
}

async fn known(visit: &SignedInVisit) -> Result<Option<Known>, Refused> {
    let (id, session, now) = (visit.person()?, visit.session.id, visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let roles = people::roles_of(tx, id, now).await?;
            let seen = people::console_seen(tx, session).await?;
            let better = people::held(tx, id).await?.ways().into_iter().any(|way| way != Way::Sms);
            Ok(people::by_id(tx, id).await?.map(|account| Known { account, roles, seen, better }))
        })
    });
    Ok(read.await?)
}

/// Writes down that the console is used; that it was opened stands in the record.
async fn note(visit: &SignedInVisit, id: AccountId, seen: Option<Timestamp>) -> Result<(), StorageError> {
    let (session, now) = (visit.session.id, visit.now);
    let opened = seen.is_none_or(|seen| now >= seen.after(CONSOLE_IDLE));
    if !opened && seen == Some(now) {
        return Ok(());
    }
    let event = AuditEvent::new(now, Actor::Person(id), "people.console.opened").about(Subject::Person(id));
    visit
        .site
        .store
        .write(move |tx| {
            let event = event.clone();
            Box::pin(async move {
                people::see_console(tx, session, now).await?;
                Ok(if opened { Change::Recorded((), vec![event]) } else { Change::Unrecorded(()) })
            })
        })
        .await
}
