//! People who are there from the beginning: the demo's, and those of tests that begin with somebody.

use onedoor_authenticators::totp::from_base32;
use onedoor_base::{
    AccountId, Actor, AuditEvent, ContactId, Email, IdentityLevel, Language, MalformedEmail, MalformedPhone,
    Phone, Secret, Subject, TotpId,
};
use onedoor_linking::{Handshake, IdentityLink, Link};
use onedoor_national_id::Refused as NumberRefused;
use onedoor_password::{Abandoned, Busy, PasswordTooLong, SALT_BYTES, hash};
use onedoor_people::staff::StaffRole;
use onedoor_people::{
    Account, AccountState, LoginName, MalformedLoginName, MalformedName, PersonName, parse_number,
};
use onedoor_storage::linking::identity_links;
use onedoor_storage::people::{self, AcceptedTerms, Inserted, NewAccount, Totp};
use onedoor_storage::{Change, StorageError};

use crate::Identity;

/// Somebody who is to have an account. The texts are as a person would type them.
#[derive(Debug, Clone)]
pub struct SeedPerson {
    /// The login name, by which the person is known again.
    pub login: String,
    /// The password; it is not held against the rules for new ones.
    pub password: Secret,
    /// What the person is called.
    pub name: String,
    /// The mobile number, which counts as confirmed.
    pub phone: String,
    /// The national number, in the form of the site's country.
    pub national_number: Option<String>,
    /// The language to write to the person in.
    pub language: Language,
    /// How well it counts as proven who the person is.
    pub identity_level: IdentityLevel,
}

/// Why there is no account for somebody.
#[derive(Debug, thiserror::Error)]
pub enum NotSeeded {
    /// The login name is none.
    #[error("login name: {0}")]
    Login(#[from] MalformedLoginName),
    /// The name is none.
    #[error("name: {0}")]
    Name(#[from] MalformedName),
    /// The phone is none.
    #[error("phone: {0}")]
    Phone(#[from] MalformedPhone),
    /// The mail address is none.
    #[error("mail address: {0}")]
    Email(#[from] MalformedEmail),
    /// The national number is none.
    #[error("national number: {0}")]
    Number(#[from] NumberRefused),
    /// The secret is none.
    #[error("the secret of an app is not in base32")]
    Secret,
    /// Somebody else has the phone or the national number.
    #[error("somebody else has it already: {0:?}")]
    Taken(Inserted),
    /// The password is too long.
    #[error(transparent)]
    Password(#[from] PasswordTooLong),
    /// Too many passwords wait to be hashed.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The hashing threads went away.
    #[error(transparent)]
    Abandoned(#[from] Abandoned),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the account of `wanted` unless somebody has that login name: a second call changes nothing,
/// not even a password that its owner has changed since.
pub async fn person(identity: &Identity, wanted: &SeedPerson) -> Result<AccountId, NotSeeded> {
    let login = LoginName::parse(&wanted.login)?;
    if let Some(id) = known(identity, &login).await? {
        return Ok(id);
    }
    let new = account(identity, wanted, login.clone()).await?;
    let made = insert(identity, new, wanted.language).await;
    // Another process may have made it in the meantime.
    if let Err(NotSeeded::Taken(Inserted::LoginTaken)) = made
        && let Some(id) = known(identity, &login).await?
    {
        return Ok(id);
    }
    made
}

/// Keeps the person's half of a link that a portal has from the beginning, as if it had told of it; a second call
/// changes nothing, whatever has become of the link since.
pub async fn link(
    identity: &Identity,
    (person, client): (AccountId, &str),
    (there, label): (&Link, &str),
) -> Result<(), StorageError> {
    let link = IdentityLink {
        id: there.id,
        person,
        client: client.to_owned(),
        system: there.system.clone(),
        subject: there.national.subject.clone(),
        account: there.account.to_string(),
        label: label.to_owned(),
        proof: None,
        evidence: there.evidence(),
        handshake: Handshake {
            mine: there.handshake.theirs,
            theirs: there.handshake.mine,
            told: there.handshake.theirs.number,
            one_sided: false,
        },
        created_at: there.created_at,
    };
    identity
        .site
        .store
        .write(move |tx| {
            let link = link.clone();
            Box::pin(async move {
                if identity_links::get(tx, link.id).await?.is_none() {
                    identity_links::insert(tx, &link).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await
}

/// Gives somebody an app with codes that has this secret, in base32; a second call changes nothing, and whoever has
/// an app of their own keeps it.
pub async fn totp(identity: &Identity, account: AccountId, secret: &str) -> Result<(), NotSeeded> {
    let site = &identity.site;
    let now = site.now();
    let secret = from_base32(secret).ok_or(NotSeeded::Secret)?;
    let new = Totp {
        id: TotpId::new(now, site.random.as_ref()),
        label: String::new(),
        secret: people::seal_totp(&site.vault, account, &secret),
        used_step: 0,
        created_at: now,
        used_at: None,
    };
    let written: Result<(), StorageError> = site
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                if people::totps(tx, account).await?.is_empty() {
                    people::add_totp(tx, account, &new).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    Ok(written?)
}

/// Puts somebody on the staff; a second call changes nothing, and who has a role keeps it as it is.
pub async fn role(identity: &Identity, account: AccountId, role: StaffRole) -> Result<(), NotSeeded> {
    let now = identity.site.now();
    let written: Result<(), StorageError> = identity
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let held = people::staff(tx).await?;
                if held.iter().any(|held| held.account == account && held.role == role) {
                    return Ok(Change::Unrecorded(()));
                }
                people::grant_role(tx, (account, role), "seed", None, now).await?;
                let event = AuditEvent::new(now, Actor::Operator("seed".to_owned()), "people.role.granted")
                    .about(Subject::Person(account))
                    .with("role", role.word());
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    Ok(written?)
}

/// Gives somebody a mail address that counts as confirmed; a second call changes nothing, and whoever has another keeps
/// that.
pub async fn email(identity: &Identity, account: AccountId, address: &str) -> Result<(), NotSeeded> {
    let site = &identity.site;
    let (id, now) = (ContactId::new(site.now(), site.random.as_ref()), site.now());
    let address = Email::parse(address)?;
    let written: Result<(), StorageError> = site
        .store
        .write(move |tx| {
            let address = address.clone();
            Box::pin(async move {
                if people::emails_of(tx, account).await?.is_empty() {
                    people::add_email(tx, account, (id, &address), now).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    Ok(written?)
}

async fn known(identity: &Identity, login: &LoginName) -> Result<Option<AccountId>, StorageError> {
    let login = login.clone();
    let found: Option<Account> = identity
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::by_login(tx, &login).await }))
        .await?;
    Ok(found.map(|account| account.id))
}

async fn account(
    identity: &Identity,
    wanted: &SeedPerson,
    login: LoginName,
) -> Result<NewAccount, NotSeeded> {
    let site = &identity.site;
    let country = identity.profile.country;
    let now = site.now();
    let id = AccountId::new(now, site.random.as_ref());
    let name = PersonName::parse(&wanted.name)?;
    let phone = Phone::parse(&wanted.phone, country)?;
    let number = wanted.national_number.as_deref().map(|text| parse_number(country, text)).transpose()?;
    let account = Account {
        id,
        login,
        name,
        state: AccountState::Active,
        identity: wanted.identity_level,
        language: wanted.language,
        password_hash: hashed(identity, wanted.password.clone()).await?,
        password_changed_at: now,
        number: number.as_ref().map(|number| people::seal_number(&site.vault, id, number)),
        created_at: now,
    };
    Ok(NewAccount {
        account,
        number: number.as_ref().map(|number| people::number_fingerprint(&site.vault, number)),
        phone: Some((ContactId::new(now, site.random.as_ref()), phone)),
    })
}

async fn hashed(identity: &Identity, password: Secret) -> Result<String, NotSeeded> {
    let mut salt = [0; SALT_BYTES];
    identity.site.random.fill(&mut salt);
    let ticket = identity.site.hashing.submit(move |workspace| hash(password.reveal(), salt, workspace))?;
    Ok(ticket.await??)
}

async fn insert(identity: &Identity, new: NewAccount, language: Language) -> Result<AccountId, NotSeeded> {
    let now = new.account.created_at;
    // Who is there from the beginning has agreed to what was in force then.
    let accepted = identity.terms.current(now).map(|current| AcceptedTerms {
        version: current.version.clone(),
        language,
        accepted_at: now,
    });
    identity
        .site
        .store
        .write(move |tx| {
            let (new, accepted) = (new.clone(), accepted.clone());
            Box::pin(async move {
                let inserted = people::insert(tx, &new).await?;
                if inserted != Inserted::Done {
                    return Err(NotSeeded::Taken(inserted));
                }
                let (id, at) = (new.account.id, new.account.created_at);
                if let Some(accepted) = &accepted {
                    people::accept_terms(tx, id, accepted).await?;
                }
                let seed = Actor::Operator("seed".to_owned());
                let event = AuditEvent::new(at, seed, "people.account.seeded").about(Subject::Person(id));
                Ok(Change::Recorded(id, vec![event]))
            })
        })
        .await
}
