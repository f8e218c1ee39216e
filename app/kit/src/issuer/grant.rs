use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::Timestamp;
use onedoor_linking_protocol::MATCH_CLAIM;
use onedoor_oidc::id_token::{Audience, IdTokenClaims, at_hash};
use onedoor_oidc::keys::SigningKey;
use onedoor_oidc::pkce;
use serde_json::{Map, Value, json};

use super::{Fields, Issuer, Person};

/// A code that waits to be exchanged.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) request: Fields,
    pub(crate) person: Person,
    pub(crate) quirk: Quirk,
}

/// What is wrong with what the code is exchanged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quirk {
    /// Nothing.
    None,
    /// The nonce is that of another sign-in.
    OtherNonce,
    /// There is no nonce.
    NoNonce,
    /// It is for another client.
    OtherAudience,
    /// It is for another client besides.
    MoreAudiences,
    /// The clock by which it was made is so many seconds ahead.
    Ahead(i64),
    /// It is of another issuer.
    OtherIssuer,
    /// It ended an hour ago.
    Expired,
    /// It is not signed (`alg` `none`).
    Unsigned,
    /// A key signed it that nobody published, under the name of the one that is.
    StrangeKey,
    /// Its claims were changed after it was signed.
    Changed,
    /// The access token is not the one that it was given with.
    OtherAccess,
    /// The token endpoint answers 503.
    TokenDown,
    /// The userinfo endpoint speaks of somebody else.
    OtherUserinfo,
}

impl Quirk {
    /// What can be wrong with the nonce.
    pub(crate) const NONCE: [Self; 2] = [Self::OtherNonce, Self::NoNonce];
}

/// What the token endpoint answers.
pub(super) enum Exchanged {
    /// This.
    Tokens(Value),
    /// The protocol's word for why not.
    Refused(&'static str),
    /// Nothing.
    Down,
}

impl Issuer {
    /// Exchanges a code, which is good once, whatever comes of it.
    pub(super) fn exchange(&self, fields: &Fields) -> Exchanged {
        let code = fields.get("code").cloned().unwrap_or_default();
        let grant = self.book(|book| {
            *book.exchanged.entry(code.clone()).or_default() += 1;
            book.grants.remove(&code)
        });
        let Some(grant) = grant else { return Exchanged::Refused("invalid_grant") };
        if grant.quirk == Quirk::TokenDown {
            return Exchanged::Down;
        }
        let verifier = fields.get("code_verifier").map_or("", String::as_str);
        let challenge = grant.request.get("code_challenge").map_or("", String::as_str);
        let same_address = fields.get("redirect_uri") == grant.request.get("redirect_uri");
        if !pkce::answers(verifier, challenge) || !same_address {
            return Exchanged::Refused("invalid_grant");
        }
        let access = self.unguessable();
        self.book(|book| book.access.insert(access.clone(), (grant.person.clone(), grant.quirk)));
        match self.id_token(&grant, &access) {
            Some(id_token) => Exchanged::Tokens(json!({
                "access_token": access, "token_type": "Bearer", "id_token": id_token, "expires_in": 300,
            })),
            None => Exchanged::Down,
        }
    }

    fn id_token(&self, grant: &Grant, access: &str) -> Option<String> {
        let (now, quirk) = (self.now().seconds(), grant.quirk);
        let anew = grant.request.get("prompt").is_some_and(|prompt| prompt.contains("login"))
            || grant
                .request
                .get("max_age")
                .and_then(|age| age.parse::<i64>().ok())
                .is_some_and(|age| age < grant.person.signed_in_ago);
        let auth_time = if anew { now } else { now - grant.person.signed_in_ago };
        let jti = self.unguessable();
        self.gives_proof(&grant.person, &jti, Timestamp::from_seconds(auth_time));
        let client = self.0.client.0.clone();
        let asked = grant.request.get("nonce").cloned();
        let access = if quirk == Quirk::OtherAccess { "another" } else { access };
        let issued = match quirk {
            Quirk::Expired => now - 3900,
            Quirk::Ahead(seconds) => now + seconds,
            _ => now,
        };
        let claims = IdTokenClaims {
            iss: if quirk == Quirk::OtherIssuer { self.at("/another") } else { self.0.issuer.clone() },
            sub: grant.person.subject.clone(),
            aud: match quirk {
                Quirk::OtherAudience => Audience::One(format!("{client}-2")),
                Quirk::MoreAudiences => Audience::Several(vec![client.clone(), format!("{client}-2")]),
                _ => Audience::One(client),
            },
            exp: issued + 300,
            iat: issued,
            auth_time: Some(auth_time),
            nonce: match quirk {
                Quirk::OtherNonce => Some(self.unguessable()),
                Quirk::NoNonce => None,
                _ => asked,
            },
            acr: Some(grant.person.acr.clone()),
            amr: grant.person.amr.clone(),
            azp: None,
            at_hash: Some(at_hash(access)),
            sid: Some(grant.person.sid.clone()),
            extra: self.extra(&grant.person, jti),
        };
        self.signed(&claims, quirk)
    }

    /// What the identity token says besides.
    fn extra(&self, person: &Person, jti: String) -> Map<String, Value> {
        let mut extra = Map::from_iter([("jti".to_owned(), jti.into())]);
        let prints = self.prints(person);
        if !prints.is_empty() {
            extra.insert(MATCH_CLAIM.to_owned(), prints.into());
        }
        extra
    }

    fn signed(&self, claims: &IdTokenClaims, quirk: Quirk) -> Option<String> {
        let token = claims.sign(&self.0.key).ok()?;
        let (header, rest) = token.split_once('.')?;
        let (payload, signature) = rest.split_once('.')?;
        match quirk {
            Quirk::Unsigned => {
                Some(format!("{}.{payload}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#)))
            }
            Quirk::StrangeKey => {
                // Under the name of the right key: whoever only looks for the name is taken in.
                let strange = claims.sign(&self.0.strange).ok()?;
                Some(format!("{header}.{}", strange.split_once('.')?.1))
            }
            Quirk::Changed => {
                let mut claims = claims.clone();
                claims.exp += 1;
                let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims).ok()?);
                Some(format!("{header}.{payload}.{signature}"))
            }
            _ => Some(token),
        }
    }

    /// What the userinfo endpoint says to the bearer of an access token.
    pub(super) fn userinfo(&self, access: &str) -> Option<Value> {
        let (person, quirk) = self.book(|book| book.access.get(access).cloned())?;
        let other = quirk == Quirk::OtherUserinfo;
        let mut claims = json!({
            "sub": if other { self.unguessable() } else { person.subject },
            "name": person.name,
        });
        let number = person.number.filter(|_| !self.0.prints);
        if let (Some(number), Some(claims)) = (number, claims.as_object_mut()) {
            claims.insert("national_number".to_owned(), number.into());
            claims.insert("national_number_verified".to_owned(), person.number_verified.into());
        }
        Some(claims)
    }
}

/// A signed request of the linking interface with these claims; see [`crate::caller`].
pub(crate) fn compact(key: &SigningKey, typ: onedoor_oidc::keys::Typ, claims: &Value) -> Option<String> {
    key.sign(typ, claims.to_string().as_bytes()).ok()
}

/// SHA-256, base64url without padding.
pub(crate) fn body_digest(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, body))
}
