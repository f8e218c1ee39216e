use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The most claims in one member.
const MOST_CLAIMS: usize = 64;

/// The `claims` parameter (OpenID Connect Core section 5.5).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimsRequest {
    /// What the userinfo endpoint shall say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub userinfo: BTreeMap<String, ClaimRequest>,
    /// What the ID token shall say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub id_token: BTreeMap<String, ClaimRequest>,
}

/// How one claim is asked for (section 5.5.1).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimRequest {
    /// Whether the client needs it for what the person wants.
    #[serde(default)]
    pub essential: bool,
    /// The one value that is of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The values that are of use, most wanted first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

impl ClaimRequest {
    /// Every value that is of use; none means any.
    pub fn accepted(&self) -> impl Iterator<Item = &Value> {
        self.value.iter().chain(&self.values)
    }
}

impl ClaimsRequest {
    /// Reads the parameter; `None` if it is not of the right shape. Members that we do not know are
    /// passed over, as section 5.5 demands.
    pub fn parse(text: &str) -> Option<Self> {
        let Ok(Value::Object(mut top)) = serde_json::from_str(text) else { return None };
        Some(Self { userinfo: member(top.remove("userinfo"))?, id_token: member(top.remove("id_token"))? })
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.userinfo.is_empty() && self.id_token.is_empty()
    }

    /// The names of all claims asked for, wherever they shall be said.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.userinfo.keys().chain(self.id_token.keys()).map(String::as_str)
    }
}

fn member(value: Option<Value>) -> Option<BTreeMap<String, ClaimRequest>> {
    match value {
        None | Some(Value::Null) => Some(BTreeMap::new()),
        Some(Value::Object(claims)) if claims.len() <= MOST_CLAIMS => {
            claims.into_iter().map(|(name, how)| Some((name, claim(how)?))).collect()
        }
        Some(_) => None,
    }
}

fn claim(how: Value) -> Option<ClaimRequest> {
    match how {
        Value::Null => Some(ClaimRequest::default()),
        Value::Object(how) => claim_members(how),
        _ => None,
    }
}

fn claim_members(mut how: Map<String, Value>) -> Option<ClaimRequest> {
    let essential = match how.remove("essential") {
        None => false,
        Some(Value::Bool(essential)) => essential,
        Some(_) => return None,
    };
    let values = match how.remove("values") {
        None => Vec::new(),
        Some(Value::Array(values)) => values,
        Some(_) => return None,
    };
    Some(ClaimRequest { essential, value: how.remove("value"), values })
}
