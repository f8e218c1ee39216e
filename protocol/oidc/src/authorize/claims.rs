use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::verified_claims::{Malformed, Request};

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
    /// What the userinfo endpoint shall say with how it was verified (OpenID Connect for Identity Assurance 1.0), as
    /// sent; [`crate::verified_claims::Request`] reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userinfo_verified: Option<Value>,
    /// The same for the ID token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token_verified: Option<Value>,
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
        let (mut userinfo, mut id_token) = (top.remove("userinfo"), top.remove("id_token"));
        let userinfo_verified = verified(&mut userinfo).ok()?;
        let id_token_verified = verified(&mut id_token).ok()?;
        let (userinfo, id_token) = (member(userinfo)?, member(id_token)?);
        Some(Self { userinfo, id_token, userinfo_verified, id_token_verified })
    }

    /// The assurance without which the relying party has no use for the answer: `acr` of the ID token, essential, with
    /// values (section 5.5.1.1).
    pub fn essential_acr(&self) -> Option<Vec<&str>> {
        let wanted = self.id_token.get("acr").filter(|wanted| wanted.essential)?;
        let values: Vec<&str> = wanted.accepted().filter_map(Value::as_str).collect();
        (!values.is_empty()).then_some(values)
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.userinfo.is_empty()
            && self.id_token.is_empty()
            && self.userinfo_verified.is_none()
            && self.id_token_verified.is_none()
    }

    /// The names of all claims asked for, wherever they shall be said; [`VERIFIED`] among them where it is asked how
    /// they were verified.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let plain = self.userinfo.keys().chain(self.id_token.keys()).map(String::as_str);
        let asked = self.userinfo_verified.iter().chain(&self.id_token_verified);
        plain.chain(asked.flat_map(|asked| std::iter::once(VERIFIED).chain(names_in(asked))))
    }
}

/// The member of a claims request, and the claim, that say how claims were verified.
pub const VERIFIED: &str = "verified_claims";

/// Takes the request for verified claims out of a member: it is not shaped as one for a claim.
fn verified(member: &mut Option<Value>) -> Result<Option<Value>, Malformed> {
    let Some(Value::Object(claims)) = member else { return Ok(None) };
    let Some(asked) = claims.remove(VERIFIED) else { return Ok(None) };
    Request::read(&asked).map(|_| Some(asked))
}

/// The names of the claims in such a request: an object, or a list of them.
fn names_in(asked: &Value) -> impl Iterator<Item = &str> {
    let all = match asked {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    let claims = all.iter().filter_map(|one| one.get("claims").and_then(Value::as_object));
    claims.flat_map(|claims| claims.keys().map(String::as_str))
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
