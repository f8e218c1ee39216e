//! Which claims a relying party may see (OpenID Connect Core sections 5.1, 5.4 and 5.5).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::Scopes;
use crate::authorize::ClaimRequest;

/// What each scope gives. `national_number` is our own.
pub const SCOPE_CLAIMS: &[(&str, &[&str])] = &[
    ("profile", &["name", "preferred_username", "locale", "updated_at"]),
    ("phone", &["phone_number", "phone_number_verified"]),
    ("email", &["email", "email_verified"]),
    ("national_number", &["national_number", "national_number_verified"]),
];

/// The claims of one scope; none for a scope that gives none.
pub fn claims_of(scope: &str) -> &'static [&'static str] {
    SCOPE_CLAIMS.iter().find(|(name, _)| *name == scope).map_or(&[], |(_, claims)| claims)
}

/// Every claim about a person that can be asked for one by one.
pub fn all_claims() -> impl Iterator<Item = &'static str> {
    SCOPE_CLAIMS.iter().flat_map(|(_, claims)| claims.iter().copied())
}

/// The claims that the userinfo endpoint shall give: those of the scopes, and those asked for one by
/// one that we know.
pub fn wanted<'a>(scopes: &Scopes, single: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'static str> {
    let mut wanted: BTreeSet<&'static str> = scopes.iter().flat_map(claims_of).copied().collect();
    for name in single {
        wanted.extend(all_claims().find(|known| *known == name));
    }
    wanted
}

/// The claims out of `known` that are wanted; a claim that is asked for with values that it does not
/// have is left out.
pub fn select(
    known: &Map<String, Value>,
    wanted: &BTreeSet<&str>,
    asked: &BTreeMap<String, ClaimRequest>,
) -> Map<String, Value> {
    let fits = |name: &str, value: &Value| {
        asked.get(name).is_none_or(|how| {
            let mut accepted = how.accepted().peekable();
            accepted.peek().is_none() || accepted.any(|one| one == value)
        })
    };
    known
        .iter()
        .filter(|(name, value)| wanted.contains(name.as_str()) && !value.is_null() && fits(name, value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Whether an answer of the userinfo endpoint is about the person of the ID token; a relying party must
/// not use it otherwise (section 5.3.2).
pub fn is_about(answer: &Map<String, Value>, subject: &str) -> bool {
    answer.get("sub").and_then(Value::as_str) == Some(subject)
}
