//! Brings the sample people into the sites, and onto the street map.

use onedoor_base::{Phone, Secret};
use onedoor_identity::{Identity, seed};
use onedoor_sandbox::{SampleAccount, SamplePerson};
use onedoor_services::organisations::OrganisationDirectory;

use super::CannotStart;
use super::cast::{CAST, Character, Local};
use super::places::Place;

/// Makes the accounts of the cast at an identity; those that are there already stay as they are.
pub(super) async fn at_identity(place: &Place, identity: &Identity) -> Result<(), CannotStart> {
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
        let made = seed::person(identity, &person).await;
        made.map_err(|error| CannotStart::person(place, character.handle, error))?;
    }
    Ok(())
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
        organisation: Vec::new(),
    };
    let own = character.local.iter().filter(|local| !local.by_stranger);
    let local = own.map(|local| SampleAccount {
        host: local.place.host.to_owned(),
        login: local.user_name.to_owned(),
        password: local.password.to_owned(),
        organisation: chosen(local),
    });
    let phone = Phone::parse(character.phone, national.place.country);
    SamplePerson {
        handle: character.handle,
        name: character.name.to_owned(),
        situation: character.situation,
        phone: phone.ok().map(|phone| phone.to_string()),
        national_number: character.number.map(str::to_owned),
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
