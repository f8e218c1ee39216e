//! Brings the sample people into the sites, and onto the street map.

use std::collections::BTreeMap;
use std::time::Duration;

use onedoor_base::{AccountId, LocalAccountId, Phone, Secret};
use onedoor_identity::{Identity, seed};
use onedoor_linking::NationalSubject;
use onedoor_portal::Portal;
use onedoor_portal::seed::{self as accounts, SeedAccount, SeedDossier, SeedPassword};
use onedoor_sandbox::{SampleAccount, SamplePerson};
use onedoor_services::organisations::OrganisationDirectory;

use super::CannotStart;
use super::cast::{CAST, Character, Local, Paper};
use super::places::Place;
use super::registrations::client_id;

/// Who has a mail address at their identity: its letters are in the inbox of the street map. It is not told to portals by
/// anybody who shows how accounts are linked.
const MAILBOXES: &[(&str, &str)] = &[("phuong", "phuong@mail.example")];

fn mailbox(handle: &str) -> Option<&'static str> {
    MAILBOXES.iter().find(|(whose, _)| *whose == handle).map(|(_, address)| *address)
}

/// An identity with the accounts of those of the cast who have one there.
pub(super) struct Population {
    place: Place,
    identity: Identity,
    accounts: BTreeMap<&'static str, AccountId>,
}

/// Makes the accounts of the cast at an identity; those that are there already stay as they are.
pub(super) async fn at_identity(place: &Place, identity: Identity) -> Result<Population, CannotStart> {
    let mut accounts = BTreeMap::new();
    for character in CAST {
        let national = &character.national;
        if national.place != *place {
            continue;
        }
        let person = seed::SeedPerson {
            login: national.login.to_owned(),
            password: Secret::new(national.password),
            name: character.name.to_owned(),
            phone: character.phone.to_owned(),
            national_number: character.number.map(str::to_owned),
            language: character.language,
            identity_level: national.level,
        };
        let made = seed::person(&identity, &person).await;
        let made = made.map_err(|error| CannotStart::person(place, character.handle, error))?;
        if let Some(secret) = national.totp {
            let added = seed::totp(&identity, made, secret).await;
            added.map_err(|error| CannotStart::person(place, character.handle, error))?;
        }
        if let Some(address) = mailbox(character.handle) {
            let added = seed::email(&identity, made, address).await;
            added.map_err(|error| CannotStart::person(place, character.handle, error))?;
        }
        for role in national.staff {
            let given = seed::role(&identity, made, *role).await;
            given.map_err(|error| CannotStart::person(place, character.handle, error))?;
        }
        accounts.insert(character.handle, made);
    }
    Ok(Population { place: *place, identity, accounts })
}

/// Makes the accounts of the cast at a portal, with their links and dossiers.
pub(super) async fn at_portal(
    place: &Place,
    portal: &Portal,
    populations: &[Population],
) -> Result<(), CannotStart> {
    for character in CAST {
        for local in character.local.iter().filter(|local| local.place == *place) {
            let fail = |error: String| CannotStart::person(place, character.handle, error);
            let link = link(character, local, populations).await.map_err(&fail)?;
            let wanted = account(character, local, link);
            let made = accounts::account(portal, &wanted).await;
            let owner = made.map_err(|error| CannotStart::person(place, character.handle, error))?;
            on_both_sides((character, local), (portal, owner), populations).await.map_err(fail)?;
            for dossier in local.dossiers {
                let wanted = self::dossier(character, local, dossier, owner);
                let made = accounts::dossier(portal, &wanted).await;
                made.map_err(|error| CannotStart::person(place, character.handle, error))?;
            }
        }
    }
    Ok(())
}

fn account(character: &Character, local: &Local, linked: Option<NationalSubject>) -> SeedAccount {
    let password = local.legacy.map_or_else(
        || SeedPassword::Plain(Secret::new(local.password)),
        |hash| SeedPassword::Hash(hash.to_owned()),
    );
    SeedAccount {
        id: local.administers,
        user_name: local.user_name.to_owned(),
        organisation: local.organisation.map(str::to_owned),
        name: character.name.to_owned(),
        password,
        phone: Some(character.phone.to_owned()),
        national_number: character.number.filter(|_| local.carries_number).map(str::to_owned),
        language: Some(character.language),
        linked,
    }
}

/// The link as the identity and the portal would have made it.
async fn link(
    character: &Character,
    local: &Local,
    populations: &[Population],
) -> Result<Option<NationalSubject>, String> {
    if !local.linked {
        return Ok(None);
    }
    let (home, account) = home(character, populations)?;
    let (provider, site) = (&home.identity.provider, &home.identity.site);
    let subject = provider.subject_for(site, account, client_id(&local.place)).await;
    let subject = subject.map_err(|error| error.to_string())?;
    Ok(Some(NationalSubject { issuer: site.settings.origin(), subject }))
}

/// Where a character is at home, and as whom.
fn home<'p>(
    character: &Character,
    populations: &'p [Population],
) -> Result<(&'p Population, AccountId), String> {
    let home = populations.iter().find(|population| population.place == character.national.place);
    let home = home.ok_or("the identity is not there")?;
    Ok((home, *home.accounts.get(character.handle).ok_or("no account at the identity")?))
}

/// The identity's half of a link that the portal has.
async fn on_both_sides(
    (character, local): (&Character, &Local),
    (portal, owner): (&Portal, LocalAccountId),
    populations: &[Population],
) -> Result<(), String> {
    if !local.linked {
        return Ok(());
    }
    let (home, person) = home(character, populations)?;
    let link = accounts::link_of(portal, owner).await.map_err(|error| error.to_string())?;
    let Some((link, label)) = link else { return Ok(()) };
    let known = seed::link(&home.identity, (person, client_id(&local.place)), (&link, &label)).await;
    known.map_err(|error| error.to_string())
}

fn dossier(character: &Character, local: &Local, wanted: &Paper, owner: LocalAccountId) -> SeedDossier {
    SeedDossier {
        key: format!("{} {}", local.user_name, wanted.procedure),
        owner,
        procedure: wanted.procedure.to_owned(),
        place: wanted.place.map(str::to_owned),
        applicant: character.name.to_owned(),
        phone: character.phone.to_owned(),
        request: wanted.request.to_owned(),
        steps: wanted.steps.iter().map(|(step, days)| (*step, Duration::from_hours(24 * days))).collect(),
    }
}

/// The accounts that see the administration of a portal.
pub(super) fn administrators(place: &Place) -> Vec<LocalAccountId> {
    let here = CAST.iter().flat_map(|character| character.local).filter(|local| local.place == *place);
    here.filter_map(|local| local.administers).collect()
}

/// What the street map says of the cast.
pub(super) fn on_the_map() -> Vec<SamplePerson> {
    CAST.iter().map(person).collect()
}

fn person(character: &Character) -> SamplePerson {
    let national = &character.national;
    let at_identity = SampleAccount {
        host: national.place.host.to_owned(),
        login: national.login.to_owned(),
        password: national.password.to_owned(),
        totp: national.totp.map(str::to_owned),
        organisation: Vec::new(),
    };
    let own = character.local.iter().filter(|local| !local.by_stranger);
    let local = own.map(|local| SampleAccount {
        host: local.place.host.to_owned(),
        login: local.user_name.to_owned(),
        password: local.password.to_owned(),
        totp: None,
        organisation: chosen(local),
    });
    let phone = Phone::parse(character.phone, national.place.country);
    SamplePerson {
        handle: character.handle,
        name: character.name.to_owned(),
        situation: character.situation,
        phone: phone.ok().map(|phone| phone.to_string()),
        email: mailbox(character.handle).map(str::to_owned),
        national_number: character.number.or(character.in_register).map(str::to_owned),
        accounts: std::iter::once(at_identity).chain(local).collect(),
    }
}

/// What is chosen before signing in: region, town, organisation.
fn chosen(local: &Local) -> Vec<String> {
    let directory = OrganisationDirectory::sample();
    local
        .organisation
        .and_then(|code| directory.find(code))
        .map(|found| {
            vec![found.region.name.clone(), found.town.name.clone(), found.organisation.name.clone()]
        })
        .unwrap_or_default()
}
