use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest `scope` parameter.
const LONGEST: usize = 1024;

/// A set of scopes, in the order in which they were asked for (RFC 6749 section 3.3).
///
/// Written as one string, separated by spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

/// The text is not a list of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list of scopes")]
pub struct MalformedScope;

impl Scopes {
    /// Reads a `scope` parameter.
    pub fn parse(text: &str) -> Result<Self, MalformedScope> {
        // scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
        let allowed = |b: u8| (0x21..=0x7e).contains(&b) && b != b'"' && b != b'\\';
        if text.len() > LONGEST || !text.bytes().all(|b| b == b' ' || allowed(b)) {
            return Err(MalformedScope);
        }
        let mut list: Vec<String> = Vec::new();
        for token in text.split(' ').filter(|t| !t.is_empty()) {
            if !list.iter().any(|known| known == token) {
                list.push(token.to_owned());
            }
        }
        Ok(Self(list))
    }

    /// Whether one scope is in the set.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Whether every scope of `other` is in the set.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|scope| self.contains(scope))
    }

    /// The scopes that are in `allowed` too.
    #[must_use]
    pub fn within(&self, allowed: &Self) -> Self {
        Self(self.0.iter().filter(|scope| allowed.contains(scope)).cloned().collect())
    }

    /// The scopes of both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut list = self.0.clone();
        list.extend(other.0.iter().filter(|scope| !self.contains(scope)).cloned());
        Self(list)
    }

    /// Each scope.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}
