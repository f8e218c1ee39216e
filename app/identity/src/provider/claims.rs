//! What the provider knows of a person, as claims.

use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::IdentityLevel;
use onedoor_oidc::authorize::ClaimRequest;
use onedoor_oidc::userinfo;
use onedoor_people::PersonClaims;
use onedoor_site::Site;
use onedoor_storage::{VaultError, people};
use serde_json::{Map, Value};

/// The claims that the provider can tell.
pub(super) const KNOWN: [&str; 10] = [
    "name",
    "preferred_username",
    "locale",
    "updated_at",
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "national_number",
    "national_number_verified",
];

/// Those of the wanted claims that are known of the person. The national number is opened only if it is
/// wanted.
pub(super) fn tell(
    site: &Site,
    person: &PersonClaims,
    wanted: &BTreeSet<&str>,
    asked: &BTreeMap<String, ClaimRequest>,
) -> Result<Map<String, Value>, VaultError> {
    let mut known = Map::new();
    let mut say = |name: &str, value: Value| drop(known.insert(name.to_owned(), value));
    say("name", person.display_name.clone().into());
    say("preferred_username", person.login_name.clone().into());
    say("locale", person.language.tag().into());
    say("updated_at", person.updated_at.seconds().into());
    if let Some(email) = &person.email {
        say("email", email.as_str().into());
        say("email_verified", true.into());
    }
    if let Some(phone) = &person.phone {
        say("phone_number", phone.as_str().into());
        say("phone_number_verified", true.into());
    }
    if let Some(number) = person.number.as_ref().filter(|_| wanted.contains("national_number")) {
        let number = people::open_number(&site.vault, person.id, number)?;
        say("national_number", number.as_str().into());
    }
    if person.number.is_some() {
        say("national_number_verified", (person.identity >= IdentityLevel::Basic).into());
    }
    Ok(userinfo::select(&known, wanted, asked))
}
