use onedoor_base::{
    Actor, Assurance, AuditEvent, AuthenticationLevel, IdentityLevel, Language, LinkId, LocalAccountId,
    MalformedPhone, Phone, Secret, Subject,
};
use onedoor_linking::{
    Handshake, Link, MadeBy, NationalEvidence, NationalSubject, Part, Proof, Proven, Standing, link_assurance,
};
use onedoor_national_id::Refused as NumberRefused;
use onedoor_password::Unreadable;
use onedoor_services::accounts::{AccountState, LocalAccount, Origin, UserName, UserNameRefused};
use onedoor_services::organisations::MalformedOrganisationCode;
use onedoor_site::passwords;
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::{Change, StorageError};

use crate::credentials::note_kinds;
use crate::{Portal, numbers};

/// What the owner of a sample account signs in with.
#[derive(Debug, Clone)]
pub enum SeedPassword {
    /// Nothing: only through the national identity.
    None,
    /// This password.
    Plain(Secret),
    /// The password behind this hash of an older system.
    Hash(String),
}

/// An account that is to be there. The texts are as a person would type them.
#[derive(Debug, Clone)]
pub struct SeedAccount {
    /// Its id, if something names it beforehand.
    pub id: Option<LocalAccountId>,
    /// The code of the organisation, at a portal of organisations.
    pub organisation: Option<String>,
    /// The user name, by which the account is known again.
    pub user_name: String,
    /// What its owner is called.
    pub name: String,
    /// The password.
    pub password: SeedPassword,
    /// The mobile number, which counts as confirmed.
    pub phone: Option<String>,
    /// The national number, which counts as something that a form said, not as proven.
    pub national_number: Option<String>,
    /// The language that its owner chose.
    pub language: Option<Language>,
    /// The national identity that opens it already.
    pub linked: Option<NationalSubject>,
}

/// Why there is no such account.
#[derive(Debug, thiserror::Error)]
pub enum AccountNotSeeded {
    /// The user name is none.
    #[error("user name: {0}")]
    UserName(#[from] UserNameRefused),
    /// The organisation's code is none.
    #[error("organisation: {0}")]
    Organisation(#[from] MalformedOrganisationCode),
    /// The phone is none.
    #[error("phone: {0}")]
    Phone(#[from] MalformedPhone),
    /// The national number is none.
    #[error("national number: {0}")]
    Number(#[from] NumberRefused),
    /// The hash is none that could be checked.
    #[error("password hash: {0}")]
    Hash(#[from] Unreadable),
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hashing,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the account unless one of that name is there: a second call changes nothing.
pub async fn account(portal: &Portal, wanted: &SeedAccount) -> Result<LocalAccountId, AccountNotSeeded> {
    let organisation = wanted.organisation.clone().unwrap_or_default();
    let name = UserName::imported(&wanted.user_name)?;
    let key = name.key().to_owned();
    let there: Option<AccountRecord> = portal
        .site
        .store
        .read(move |tx| Box::pin(async move { accounts::by_name(tx, &organisation, &key).await }))
        .await?;
    if let Some(there) = there {
        return Ok(there.account.id);
    }
    let record = record(portal, wanted, name).await?;
    let link = wanted.linked.clone().map(|national| link(portal, record.account.id, national));
    let event = AuditEvent::new(
        record.account.created_at,
        Actor::Operator("seed".to_owned()),
        "services.account.seeded",
    )
    .about(Subject::LocalAccount(record.account.id));
    let id = portal
        .site
        .store
        .write(move |tx| {
            let (record, link, event) = (record.clone(), link.clone(), event.clone());
            Box::pin(async move {
                if !accounts::insert(tx, &record).await? {
                    // Another process has made it since it was looked for.
                    let organisation = record.account.organisation.as_ref().map_or("", |code| code.as_str());
                    let there = accounts::by_name(tx, organisation, record.account.user_name.key()).await?;
                    let id = there.map_or(record.account.id, |there| there.account.id);
                    return Ok::<_, StorageError>(Change::Unrecorded(id));
                }
                note_kinds(tx, record.password_hash.as_deref().into_iter()).await?;
                if let Some(link) = &link {
                    links::insert(tx, link).await?;
                }
                Ok(Change::Recorded(record.account.id, vec![event]))
            })
        })
        .await?;
    Ok(id)
}

async fn record(
    portal: &Portal,
    wanted: &SeedAccount,
    user_name: UserName,
) -> Result<AccountRecord, AccountNotSeeded> {
    let site = &portal.site;
    let now = site.now();
    let id = wanted.id.unwrap_or_else(|| LocalAccountId::new(now, site.random.as_ref()));
    let phone = wanted.phone.as_ref().map(|text| Phone::parse(text, site.settings.country)).transpose()?;
    let account = LocalAccount {
        id,
        user_name,
        organisation: wanted.organisation.as_ref().map(|code| code.parse()).transpose()?,
        display_name: wanted.name.clone(),
        phone,
        email: None,
        state: AccountState::Active,
        origin: Origin::Imported,
        created_at: now,
    };
    let number = wanted.national_number.as_ref().map(|text| number(portal, id, text)).transpose()?;
    let password_hash = match &wanted.password {
        SeedPassword::None => None,
        SeedPassword::Plain(password) => {
            Some(passwords::make(site, password.clone()).await.map_err(|_| AccountNotSeeded::Hashing)?)
        }
        SeedPassword::Hash(hash) => {
            onedoor_password::classify(hash)?;
            Some(hash.clone())
        }
    };
    Ok(AccountRecord { number, password_hash, language: wanted.language, ..AccountRecord::new(account) })
}

fn number(portal: &Portal, id: LocalAccountId, text: &str) -> Result<NumberRecord, NumberRefused> {
    let (country, vault) = (portal.site.settings.country, &portal.site.vault);
    let number = numbers::parse(country, text)?;
    let (sealed, fingerprint) = (numbers::seal(vault, id, &number), numbers::fingerprint(vault, &number));
    Ok(NumberRecord { country, sealed, fingerprint, proven_at: None, proven_by: None, matched_at: None })
}

/// The link that opens a sample account, for the other side's record of it, with what its owner calls the account;
/// none once it has ended.
pub async fn link_of(
    portal: &Portal,
    account: LocalAccountId,
) -> Result<Option<(Link, String)>, StorageError> {
    let found: Option<_> = portal
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let active = links::holding(tx, account).await?.into_iter().find(Link::is_active);
                let Some(link) = active else {
                    return Ok::<_, StorageError>(None);
                };
                Ok(accounts::get(tx, account).await?.map(|record| (link, record)))
            })
        })
        .await?;
    Ok(found.filter(|(link, _)| !link.handshake.one_sided).map(|(link, record)| {
        let label = crate::linking::said(portal, &record);
        (link, label)
    }))
}

/// A link as if its owner had just made it with the password of the account, and the identity had confirmed it.
fn link(portal: &Portal, account: LocalAccountId, national: NationalSubject) -> Link {
    let now = portal.site.now();
    let identity = IdentityLevel::Basic;
    let proven = Part { number: 1, standing: Standing::Confirmed { at: now } };
    Link {
        id: LinkId::new(now, portal.site.random.as_ref()),
        system: portal.site.settings.key.clone(),
        national,
        account,
        proof: None,
        national_proof: NationalEvidence {
            at: now,
            assurance: Assurance { identity, authentication: AuthenticationLevel::One },
        },
        local_proof: Proven { how: Proof::Password, at: now },
        assurance: link_assurance(identity, Proof::Password),
        made_by: MadeBy::Person,
        handshake: Handshake { mine: proven, theirs: proven, told: proven.number, one_sided: false },
        created_at: now,
    }
}
