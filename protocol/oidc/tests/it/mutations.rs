//! Whatever comes in, the readers answer; they never panic, and they never take a spoilt token for a
//! good one. Deterministic: the same mutations on every run.

use onedoor_oidc::authorize::{ClaimsRequest, Endpoint, entry, read};
use onedoor_oidc::discovery::ProviderMetadata;
use onedoor_oidc::keys::{Algorithm, Jwks, SigningKey, Typ, VerificationKeys};
use onedoor_oidc::logout::LogoutRequest;
use onedoor_oidc::token::{Presented, TokenRequest};
use onedoor_oidc::{Parameters, Scopes, bearer, id_token, jwt, relying_party};

use crate::fixtures::{ES256, GOOD, ISSUER, RS256, VERIFIER, keys, portal};

/// Bytes that mean something to one of the readers, and some that mean nothing to any.
const SPECIAL: &[u8] = b"\0\"{}[]=&%.\xff,: ";

/// A small generator; quality does not matter, repetition does.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }

    fn spoil(&mut self, good: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for _ in 0..=self.roll(4) {
            let at = self.roll(bytes.len());
            match self.roll(5) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.roll(8),
                1 => bytes.truncate(at),
                2 => bytes.insert(at, SPECIAL[self.roll(SPECIAL.len())]),
                3 => bytes.extend_from_within(at..),
                _ if at < bytes.len() => drop(bytes.remove(at)),
                _ => {}
            }
        }
        bytes
    }
}

fn thousand_times(good: &[u8], mut read: impl FnMut(&[u8])) {
    let mut dice = Dice(good.len() as u64);
    for _ in 0..1000 {
        read(&dice.spoil(good));
    }
}

#[test]
fn requests() {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(GOOD).append_pair("claims", r#"{"userinfo":{"name":{"essential":true}}}"#);
    form.append_pair("prompt", "login").append_pair("max_age", "5");
    let client = portal();
    let mut accepted = 0;
    thousand_times(form.finish().as_bytes(), |spoilt| {
        let Ok(params) = Parameters::parse(spoilt) else { return };
        let _ = entry(&params);
        if let Ok(request) = read(Endpoint::Authorize, &params, Some(&client)) {
            accepted += 1;
            assert!(client.has_redirect_uri(&request.redirect_uri) && request.scopes.contains("openid"));
            assert_eq!(request.code_challenge.len(), 43);
        }
        let _ = read(Endpoint::Push, &params, Some(&client));
        let _ = LogoutRequest::read(&params).map(|logout| logout.judge(None, Some(&client), None));
        let _ = relying_party::Answer::read(&params);
    });
    assert!(accepted > 0, "some mutations are harmless; otherwise this test looks at nothing");
}

#[test]
fn token_requests() {
    let form = relying_party::code_form("c0de", "https://portal.example/callback", VERIFIER);
    thousand_times(form.as_bytes(), |spoilt| {
        if let Ok(params) = Parameters::parse(spoilt) {
            let _ = TokenRequest::read(&params, &portal());
            let _ = Presented::read(None, &params);
        }
    });
    let nothing = Parameters::default();
    thousand_times(relying_party::basic_authorization("portal", "p@ss").as_bytes(), |spoilt| {
        let header = String::from_utf8_lossy(spoilt);
        let _ = Presented::read(Some(&header), &nothing);
        let _ = bearer::token(Some(&header));
    });
}

#[test]
fn tokens() {
    for key in [&*ES256, &*RS256] {
        let token =
            key.sign(Typ::Jwt, br#"{"iss":"https://id.example","sub":"me","aud":"portal","exp":1,"iat":1}"#);
        let token = token.unwrap();
        let keys = keys();
        assert!(id_token::validate_hint(&token, &keys, ISSUER).is_ok());
        thousand_times(token.as_bytes(), |spoilt| {
            let text = String::from_utf8_lossy(spoilt);
            let _ = jwt::CompactJws::parse(&text);
            if *text != token {
                assert!(id_token::validate_hint(&text, &keys, ISSUER).is_err(), "{text}");
            }
        });
    }
}

#[test]
fn documents_and_keys() {
    let set = Jwks { keys: vec![ES256.jwk().clone(), RS256.jwk().clone()] };
    thousand_times(&set.to_json(), |spoilt| {
        let _ = Jwks::parse(spoilt).map(|set| VerificationKeys::from_jwks(&set));
    });
    thousand_times(br#"{"issuer":"https://id.example","token_endpoint":"x"}"#, |spoilt| {
        let _ = ProviderMetadata::parse(spoilt, ISSUER);
        let _ = relying_party::read_tokens(200, spoilt);
    });
    thousand_times(br#"{"userinfo":{"a":{"essential":true,"values":[1,"2"]}},"id_token":null}"#, |spoilt| {
        let _ = ClaimsRequest::parse(&String::from_utf8_lossy(spoilt));
        let _ = Scopes::parse(&String::from_utf8_lossy(spoilt));
    });
    let stored = ES256.to_pkcs8().unwrap();
    thousand_times(&stored, |spoilt| {
        let _ = SigningKey::from_pkcs8(Algorithm::Es256, spoilt);
        let _ = SigningKey::from_pkcs8(Algorithm::Rs256, spoilt);
    });
}
