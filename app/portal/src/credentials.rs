//! User name and password of a local account: checked in one place for the portal's own sign-in and
//! for linking, with the same limits and at the same cost whether the account exists or not.

use std::collections::BTreeSet;

use onedoor_base::{Actor, AuditEvent, Randomness, Secret, Subject, Timestamp};
use onedoor_password::{Kind, Verdict};
use onedoor_services::accounts::{
    LocalAccount, Origin, PasswordCheck, SignInVerdict, UserName, decide_sign_in,
};
use onedoor_site::challenge::{Given, Risk, Verdict as Check};
use onedoor_site::limits::Wait;
use onedoor_site::tries::Try;
use onedoor_site::{Refused, Visit, passwords};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::password_kinds;
use onedoor_storage::{Change, StorageError, Tx};

use crate::{Portal, refused};

/// What somebody typed in order to sign in.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The organisation whose account it is; empty where the portal has none.
    pub organisation: String,
    /// The user name.
    pub user_name: String,
    /// The password.
    pub password: Secret,
}

/// The password of an account was right. [`Verified::settle`] makes it count.
#[derive(Clone)]
pub struct Verified {
    /// The account.
    pub account: LocalAccount,
    checked: String,
    better: Option<String>,
    counted: Try,
}

/// Why nobody was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotVerified {
    /// User name or password is wrong; it isn't known which.
    Wrong,
    /// Right, but the account is locked.
    Locked,
    /// Too many attempts; the next one after this.
    TooManyAttempts(Wait),
}

/// What user name and password are given for, as the owner of the account will find it.
#[derive(Debug, Clone, Copy)]
pub enum GivenFor<'a> {
    /// To sign in.
    SignIn,
    /// To link the account with a national identity of this issuer.
    Link(&'a str),
}

/// Checks user name and password.
pub async fn verify_local_credentials(
    portal: &Portal,
    visit: &Visit,
    given: &Credentials,
    what_for: GivenFor<'_>,
) -> Result<Result<Verified, NotVerified>, Refused> {
    let counted = Try::of(visit, tried(given));
    let looked = look(portal, &counted, given, None).await?;
    verify(portal, given, counted, looked, what_for.refused_here(visit)).await
}

/// The same, after the check that keeps programs out, if what was tried before makes one wanted; `Err`: it was not
/// passed, and nothing else was looked at.
pub(crate) async fn verify_checked(
    portal: &Portal,
    visit: &Visit,
    given: &Credentials,
    check: Given,
    what_for: GivenFor<'_>,
) -> Result<Result<Result<Verified, NotVerified>, Check>, Refused> {
    let counted = Try::of(visit, tried(given));
    let looked = look(portal, &counted, given, Some(check)).await?;
    if let Some(check) = looked.check {
        return Ok(Err(check));
    }
    verify(portal, given, counted, looked, what_for.refused_here(visit)).await.map(Ok)
}

/// What speaks for a program, should this be tried again.
pub(crate) async fn risk_of(portal: &Portal, visit: &Visit, given: &Credentials) -> Result<Risk, Refused> {
    let counted = Try::of(visit, tried(given));
    let (organisation, key) = (given.organisation.clone(), UserName::key_of(&given.user_name));
    let risk: Result<_, StorageError> = portal
        .site
        .store
        .read(move |tx| {
            let (counted, organisation, key) = (counted.clone(), organisation.clone(), key.clone());
            Box::pin(async move {
                let found = accounts::by_name(tx, &organisation, &key).await?;
                let whose = found.map(|record| Subject::LocalAccount(record.account.id));
                counted.risk(tx, whose).await
            })
        })
        .await;
    Ok(risk?)
}

/// The same for credentials that somebody typed at a national identity, which vouches for `subject`.
pub(crate) async fn verify_vouched_for(
    portal: &Portal,
    (issuer, subject): (&str, &str),
    given: &Credentials,
    now: Timestamp,
) -> Result<Result<Verified, NotVerified>, Refused> {
    let counted = Try::vouched_for(&portal.site, &format!("{issuer}\n{subject}"), tried(given), now);
    let refusal = GivenFor::Link(issuer).refusal(Actor::Client(issuer.to_owned()), now);
    let looked = look(portal, &counted, given, None).await?;
    verify(portal, given, counted, looked, refusal).await
}

impl GivenFor<'_> {
    /// The same of whoever is at this browser.
    fn refused_here(self, visit: &Visit) -> AuditEvent {
        self.refusal(Actor::Visitor, visit.now).with("network", visit.network.to_string())
    }

    /// What the record says where they are not right.
    fn refusal(self, by: Actor, now: Timestamp) -> AuditEvent {
        match self {
            Self::SignIn => AuditEvent::new(now, by, "services.sign_in.refused"),
            Self::Link(issuer) => AuditEvent::new(now, by, "linking.password.refused").with("issuer", issuer),
        }
    }
}

const fn whose(account: &LocalAccount) -> Subject {
    Subject::LocalAccount(account.id)
}

/// The name under which a try is counted, the same for all spellings.
fn tried(given: &Credentials) -> String {
    format!("{}\n{}", given.organisation, UserName::key_of(&given.user_name))
}

async fn verify(
    portal: &Portal,
    given: &Credentials,
    counted: Try,
    looked: Looked,
    refusal: AuditEvent,
) -> Result<Result<Verified, NotVerified>, Refused> {
    let Looked { wait, found, kinds, .. } = looked;
    if let Some(wait) = wait {
        return Ok(Err(NotVerified::TooManyAttempts(wait)));
    }
    let (account, stored) = found.map_or((None, None), |record| (Some(record.account), record.password_hash));
    let (hash, password) = (stored.clone(), given.password.clone());
    let verdict = passwords::check_among(&portal.site, hash, kinds, password).await?;
    let check = match verdict {
        Verdict::Right { replace } => PasswordCheck::Right { replace },
        Verdict::Wrong => PasswordCheck::Wrong,
        Verdict::Unreadable => PasswordCheck::Unreadable,
    };
    let verdict = decide_sign_in(account.as_ref().map(|a| a.state), check);
    if !matches!(verdict, SignInVerdict::SignedIn { .. }) {
        // With or without an account: it is the same work.
        let refusal = match verdict {
            SignInVerdict::Locked => refusal.with("why", "account_locked"),
            _ => refusal,
        };
        let refusal = AuditEvent { subject: account.as_ref().map(whose), ..refusal };
        refused::record(&portal.site, account.as_ref().map(|account| account.id), &tried(given), refusal)
            .await?;
    }
    let (Some(account), Some(checked)) = (account, stored) else { return Ok(Err(NotVerified::Wrong)) };
    Ok(match verdict {
        SignInVerdict::WrongNameOrPassword => Err(NotVerified::Wrong),
        SignInVerdict::Locked => Err(NotVerified::Locked),
        SignInVerdict::SignedIn { replace_hash: false } => {
            Ok(Verified { account, checked, better: None, counted })
        }
        SignInVerdict::SignedIn { replace_hash: true } => {
            let better = passwords::make(&portal.site, given.password.clone()).await?;
            Ok(Verified { account, checked, better: Some(better), counted })
        }
    })
}

impl Verified {
    /// To be called in the transaction that acts on it: puts a better hash in the place of an older
    /// kind, and makes sure that the account is still active and the hash still the one that was
    /// checked. False if not: then verify once more.
    pub async fn settle(&self, tx: &mut Tx<'_>) -> Result<bool, StorageError> {
        let id = self.account.id;
        let stands = match &self.better {
            Some(better) => accounts::replace_hash(tx, id, &self.checked, better).await?,
            None => accounts::stands(tx, id, &self.checked).await?,
        };
        if stands {
            self.counted.succeeded(tx, Subject::LocalAccount(id)).await?;
        }
        Ok(stands)
    }

    /// What [`Verified::settle`] changed, for the audit.
    pub fn events(&self, now: Timestamp) -> Vec<AuditEvent> {
        let replaced = self.better.as_ref().map(|_| {
            AuditEvent::new(now, Actor::LocalAccount(self.account.id), "services.account.hash_replaced")
                .about(Subject::LocalAccount(self.account.id))
        });
        replaced.into_iter().collect()
    }
}

/// A user name for an account that is made when somebody comes with a national identity: nobody else
/// has it, and its owner may choose another together with a password.
pub fn made_up_user_name(random: &dyn Randomness) -> UserName {
    // No vowels and nothing that looks alike, so that it spells no word and can be read out.
    const LETTERS: &[u8; 24] = b"bcdfghjkmnpqrstvwxz23456";
    let mut bytes = [0; 12];
    random.fill(&mut bytes);
    let name = bytes.iter().map(|b| char::from(LETTERS[usize::from(*b) % LETTERS.len()]));
    UserName::from_stored(name.collect())
}

/// The user name, if its owner knows it: a made-up one says nothing to anybody until there is a password to
/// go with it.
pub fn known_user_name(record: &AccountRecord) -> Option<&UserName> {
    let account = &record.account;
    let made_up = account.origin == Origin::NationalSignIn && record.password_hash.is_none();
    (!made_up).then_some(&account.user_name)
}

/// What was found before the password is checked.
struct Looked {
    /// Not passed, if one is wanted.
    check: Option<Check>,
    wait: Option<Wait>,
    found: Option<AccountRecord>,
    /// The kinds of hash, besides ours, that accounts have here.
    kinds: Vec<Kind>,
}

/// Remembers of which kind a hash is that was made elsewhere, so that whatever fails costs as much as it.
pub(crate) async fn note_kinds(
    tx: &mut Tx<'_>,
    hashes: impl Iterator<Item = &str> + Send,
) -> Result<(), StorageError> {
    let kinds: BTreeSet<Kind> = hashes.filter_map(|hash| Kind::of(hash).ok()).collect();
    for kind in kinds.into_iter().filter(|kind| *kind != Kind::OURS) {
        password_kinds::note(tx, &kind.to_string()).await?;
    }
    Ok(())
}

/// Looks the account up, judges the check if there is to be one, and counts the try.
async fn look(
    portal: &Portal,
    counted: &Try,
    given: &Credentials,
    check: Option<Given>,
) -> Result<Looked, Refused> {
    let (counted, captcha) = (counted.clone(), portal.site.settings.captcha);
    let (organisation, key) = (given.organisation.clone(), UserName::key_of(&given.user_name));
    let found: Result<_, StorageError> = portal
        .site
        .store
        .write(move |tx| {
            let (counted, organisation, key) = (counted.clone(), organisation.clone(), key.clone());
            let check = check.clone();
            Box::pin(async move {
                let found = accounts::by_name(tx, &organisation, &key).await?;
                let whose = found.as_ref().map(|record| Subject::LocalAccount(record.account.id));
                if let Some(check) = &check {
                    let risk = counted.risk(tx, whose).await?;
                    let verdict =
                        if captcha.asks(risk) { check.judge(tx, risk).await? } else { Check::Passed };
                    if verdict != Check::Passed {
                        let (check, kinds) = (Some(verdict), Vec::new());
                        return Ok(Change::Unrecorded(Looked { check, wait: None, found, kinds }));
                    }
                }
                let wait = counted.count(tx, whose).await?;
                let kinds = password_kinds::all(tx).await?;
                let kinds = kinds.iter().filter_map(|kind| kind.parse().ok()).collect();
                Ok(Change::Unrecorded(Looked { check: None, wait, found, kinds }))
            })
        })
        .await;
    Ok(found?)
}
