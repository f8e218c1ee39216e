use onedoor_oidc::authorize::{Endpoint, Entry, check_pushed, entry, read};
use onedoor_oidc::par::{self, Pushed};

use crate::fixtures::{NOW, authorize, params, portal, refused, request_with};

#[test]
fn section_2_1_the_same_rules_but_no_reference_within() {
    let pushed = read(Endpoint::Push, &request_with(&[]), Some(&portal())).unwrap();
    assert_eq!(pushed, authorize(&[]).unwrap());
    let nested = request_with(&[("request_uri", "urn:ietf:params:oauth:request_uri:x")]);
    let error = read(Endpoint::Push, &nested, Some(&portal())).unwrap_err();
    assert_eq!(error.code.as_str(), "invalid_request");
    let others = request_with(&[("client_id", "another")]);
    assert!(read(Endpoint::Push, &others, Some(&portal())).is_err(), "the form names another client");
    let silent = request_with(&[("client_id", "")]);
    assert!(read(Endpoint::Push, &silent, Some(&portal())).is_ok(), "the header names the client");
}

#[test]
fn section_2_2_the_answer() {
    let answer = serde_json::to_value(Pushed::new("r4ndom", 60)).unwrap();
    assert_eq!(answer["request_uri"], "urn:ietf:params:oauth:request_uri:r4ndom");
    assert_eq!(answer["expires_in"], 60);
    assert_eq!(par::reference("urn:ietf:params:oauth:request_uri:r4ndom"), Some("r4ndom"));
    assert_eq!(par::reference("urn:ietf:params:oauth:request_uri:"), None);
    assert_eq!(par::reference("https://evil.example/request.jwt"), None);
}

#[test]
fn section_4_the_authorization_endpoint_takes_the_reference() {
    let by_reference =
        params(&[("client_id", "portal"), ("request_uri", "urn:ietf:params:oauth:request_uri:r4ndom")]);
    assert_eq!(entry(&by_reference), Ok(Entry::Pushed { client_id: "portal", reference: "r4ndom" }));
    assert_eq!(entry(&request_with(&[])), Ok(Entry::Plain { client_id: "portal" }));
    let remote = params(&[("client_id", "portal"), ("request_uri", "https://evil.example/request.jwt")]);
    let error = entry(&remote).unwrap_err();
    assert_eq!((error.code.as_str(), error.return_to), ("request_uri_not_supported", None));
    assert!(entry(&params(&[("request_uri", "urn:ietf:params:oauth:request_uri:r4ndom")])).is_err());
}

#[test]
fn section_4_only_the_client_that_pushed_and_only_in_time() {
    let pushed = authorize(&[]).unwrap();
    let found = || Some((pushed.clone(), NOW + 60));
    assert_eq!(check_pushed("portal", found(), NOW), Ok(pushed.clone()));
    for refused in [
        check_pushed("another", found(), NOW),
        check_pushed("portal", found(), NOW + 60),
        check_pushed("portal", None, NOW),
    ] {
        let error = refused.unwrap_err();
        assert_eq!((error.code.as_str(), error.return_to), ("invalid_request_uri", None));
    }
}

#[test]
fn section_6_a_client_may_be_bound_to_push() {
    let mut client = portal();
    client.require_pushed = true;
    let error = read(Endpoint::Authorize, &request_with(&[]), Some(&client)).unwrap_err();
    assert_eq!((error.code.as_str(), error.return_to.is_some()), ("invalid_request", true));
    assert!(read(Endpoint::Push, &request_with(&[]), Some(&client)).is_ok());
    assert_eq!(refused(&[("response_mode", "fragment")]), ("invalid_request", true));
}
