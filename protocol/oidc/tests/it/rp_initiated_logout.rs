use onedoor_oidc::id_token::{Audience, IdTokenClaims};
use onedoor_oidc::logout::{LogoutError, LogoutRequest, LogoutVerdict};
use onedoor_oidc::relying_party::logout_address;
use onedoor_oidc::{Parameters, discovery::ProviderMetadata};
use serde_json::Map;

use crate::fixtures::{ISSUER, NOW, params, portal};

fn hint(sid: &str) -> IdTokenClaims {
    IdTokenClaims {
        iss: ISSUER.to_owned(),
        sub: "me".to_owned(),
        aud: Audience::One("portal".to_owned()),
        exp: NOW,
        iat: NOW,
        auth_time: None,
        nonce: None,
        acr: None,
        amr: Vec::new(),
        azp: None,
        at_hash: None,
        sid: Some(sid.to_owned()),
        extra: Map::new(),
    }
}

fn read(pairs: &[(&str, &str)]) -> LogoutRequest {
    LogoutRequest::read(&params(pairs)).unwrap()
}

const BACK: (&str, &str) = ("post_logout_redirect_uri", "https://portal.example/");

#[test]
fn section_2_the_hint_of_this_session_spares_the_question() {
    let request = read(&[BACK, ("state", "a b")]);
    let return_to = Some("https://portal.example/?state=a+b".to_owned());
    let (mine, client) = (hint("mine"), portal());
    let judged = request.judge(Some(&mine), Some(&client), Some("mine")).unwrap();
    assert_eq!(judged, LogoutVerdict { at_once: true, return_to: return_to.clone() });
    let other = request.judge(Some(&hint("old")), Some(&client), Some("mine")).unwrap();
    assert_eq!(other, LogoutVerdict { at_once: false, return_to: return_to.clone() });
    let unproven = request.judge(None, Some(&client), Some("mine")).unwrap();
    assert_eq!(unproven, LogoutVerdict { at_once: false, return_to });
    assert!(request.judge(None, Some(&client), None).unwrap().at_once, "nobody is signed in");
    let nothing = read(&[]).judge(None, None, Some("mine")).unwrap();
    assert_eq!(nothing, LogoutVerdict { at_once: false, return_to: None });
}

#[test]
fn section_3_only_registered_addresses() {
    let client = portal();
    for wrong in ["https://portal.example", "https://portal.example/?", "https://evil.example/"] {
        let request = read(&[("post_logout_redirect_uri", wrong)]);
        assert_eq!(request.judge(None, Some(&client), None), Err(LogoutError::UnknownAddress), "{wrong}");
    }
    assert_eq!(read(&[BACK]).judge(None, None, None), Err(LogoutError::NoClient));
    let bare = read(&[BACK]).judge(None, Some(&client), None).unwrap();
    assert_eq!(bare.return_to.as_deref(), Some("https://portal.example/"));
}

#[test]
fn section_2_the_client_is_the_audience_of_the_hint() {
    let hinted = hint("s");
    assert_eq!(read(&[]).client_id(Some(&hinted)), Ok(Some("portal")));
    assert_eq!(read(&[("client_id", "portal")]).client_id(Some(&hinted)), Ok(Some("portal")));
    assert_eq!(read(&[("client_id", "x")]).client_id(Some(&hinted)), Err(LogoutError::OtherClient));
    assert_eq!(read(&[("client_id", "x")]).client_id(None), Ok(Some("x")));
    assert_eq!(read(&[]).client_id(None), Ok(None));
    assert_eq!(LogoutRequest::read(&params(&[("state", &"s".repeat(3000))])), Err(LogoutError::TooLong));
}

#[test]
fn section_2_the_relying_partys_address_is_read_as_it_is_written() {
    let mut provider = ProviderMetadata::default();
    assert_eq!(logout_address(&provider, None, "portal", BACK.1, "s"), None);
    provider.end_session_endpoint = Some("https://id.example/end".to_owned());
    let address = logout_address(&provider, Some("hint"), "portal", BACK.1, "s").unwrap();
    let query = Parameters::parse(address.split_once('?').unwrap().1).unwrap();
    let request = LogoutRequest::read(&query).unwrap();
    assert_eq!(request, read(&[BACK, ("client_id", "portal"), ("state", "s"), ("id_token_hint", "hint")]));
}
