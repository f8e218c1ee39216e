//! A begun sign-in, or a session that is to be worth more, and what its account may show.

use onedoor_base::{BegunSignInId, Digest, Phone};
use onedoor_people::factors::{Held, Way};
use onedoor_people::{Account, AccountState};
use onedoor_site::{ReturnTo, Visit};
use onedoor_storage::people::{self, BegunSignIn, Passkey};
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::Problems;

use super::ceremony::Question;
use super::pages::{PasskeyForm, SecondStepPage, TextCode};
use crate::console::is_here;
use crate::{Identity, passcode};

/// A begun sign-in, and what its account has.
pub(super) struct Waiting {
    pub(super) begun: BegunSignIn,
    pub(super) account: Account,
    pub(super) ways: Vec<Way>,
    pub(super) phone: Option<Phone>,
    pub(super) passkeys: Vec<Passkey>,
    /// Whether it opens the staff's console, which a text message does not.
    console: bool,
    /// Where the passcode of this device is typed, which shows two factors by itself.
    passcode: Option<String>,
}

impl Waiting {
    /// The begun sign-in with this id, if this browser may go on with it.
    pub(super) async fn of(
        identity: &Identity,
        visit: &Visit,
        id: &str,
    ) -> Result<Option<Self>, StorageError> {
        let Ok(id) = id.parse::<BegunSignInId>() else { return Ok(None) };
        let here = (identity.clone(), visit.clone());
        let found = visit.site.store.read(move |tx| {
            let here = here.clone();
            Box::pin(async move { read(tx, (&here.0, &here.1), id).await })
        });
        found.await
    }

    /// What the challenges of its passkeys are for.
    pub(super) fn purpose(&self) -> String {
        format!("second {}", self.begun.id)
    }

    pub(super) fn way(&self, word: &str) -> Option<Way> {
        Way::from_word(word).filter(|way| self.ways.contains(way)).or(self.ways.first().copied())
    }

    /// The page on which the person is asked in this way.
    pub(super) fn page(&self, visit: &Visit, way: Way, text: Option<TextCode>) -> SecondStepPage {
        let question = Question::of(visit, &self.purpose());
        let passkey = (way == Way::Passkey).then(|| PasskeyForm {
            challenge: question.text(),
            options: question.to_use(&visit.site, &self.passkeys).to_string(),
        });
        SecondStepPage {
            id: self.begun.id.to_string(),
            way,
            others: self.ways.iter().copied().filter(|other| *other != way).collect(),
            phone: self.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            text,
            passkey,
            remembers: self.begun.session.is_none(),
            console: self.console,
            passcode: self.passcode.clone(),
            problems: Problems::new(),
        }
    }
}

async fn read(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    id: BegunSignInId,
) -> Result<Option<Waiting>, StorageError> {
    let Some(begun) = people::begun_sign_in(tx, (id, visit.browser), visit.now).await? else {
        return Ok(None);
    };
    let Some(account) = still(tx, visit, &begun).await? else { return Ok(None) };
    let held: Held = people::held(tx, account.id).await?;
    let phone = people::phone_of(tx, account.id).await?;
    let mut passkeys = people::passkeys(tx, account.id).await?;
    // Those of which there may be a copy are none while there is another way.
    passkeys.retain(|key| held.passkeys == 0 || key.doubted_at.is_none());
    let mut ways = held.ways();
    let console = begun.session.is_some() && is_here(&begun.return_to);
    if console {
        ways.retain(|way| *way != Way::Sms);
    }
    let to = ReturnTo::parse(&begun.return_to);
    let shown = passcode::shows_two(tx, (identity, visit), account.id, &to).await?;
    let passcode = shown.filter(|_| !console);
    Ok(Some(Waiting { begun, account, ways, phone, passkeys, console, passcode }))
}

/// The account, if it still has the password that was given and, where a session is to be worth more, is signed in.
pub(super) async fn still(
    tx: &mut Tx<'_>,
    visit: &Visit,
    begun: &BegunSignIn,
) -> Result<Option<Account>, StorageError> {
    if begun.session.is_some() && visit.session.as_ref().map(|session| session.id) != begun.session {
        return Ok(None);
    }
    let account = people::by_id(tx, begun.account).await?;
    Ok(account.filter(|account| {
        account.state == AccountState::Active && Digest::of(&account.password_hash) == begun.password
    }))
}
