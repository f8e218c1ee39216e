use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use onedoor_oidc::client::{ClientAuthentication, GrantType, SecretDigest};
use onedoor_oidc::relying_party::{self, TokenFailure};
use onedoor_oidc::token::{
    CodeFacts, CodeRefusal, CodeVerdict, Presented, RefreshFacts, RefreshRefusal, RefreshState,
    RefreshVerdict, TokenError, TokenRequest, TokenResponse, authenticate, judge_code, judge_refresh,
};
use onedoor_oidc::{Parameters, ParametersError};

use crate::fixtures::{CHALLENGE, NOW, VERIFIER, authorize, params, portal, refused, scopes};

#[test]
fn section_3_1_parameters_are_not_repeated_and_empty_ones_are_not_sent() {
    assert_eq!(Parameters::parse("a=1&a=2"), Err(ParametersError::Repeated));
    assert_eq!(Parameters::parse("a=%00"), Err(ParametersError::ControlCharacter));
    assert_eq!(Parameters::parse("x".repeat(40_000)), Err(ParametersError::TooLong));
    assert!(Parameters::parse("resource=1&resource=2").is_ok());
    let parsed = Parameters::parse("a=&b=%C4%91+x").unwrap();
    assert_eq!((parsed.get("a"), parsed.get("b")), (None, Some("đ x")));
}

#[test]
fn section_4_1_2_1_no_redirect_before_client_and_address_are_known() {
    use onedoor_oidc::authorize::{Endpoint, read};
    let unknown = read(Endpoint::Authorize, &crate::fixtures::request_with(&[]), None).unwrap_err();
    assert_eq!((unknown.code.as_str(), unknown.return_to), ("invalid_request", None));
    for wrong in [
        "https://portal.example/callback/",
        "https://portal.example/callback?x=1",
        "https://portal.example/Callback",
        "https://portal.example/callback#",
        "https://portal.example:443/callback",
        "https://portal.example.evil/callback",
        "",
    ] {
        assert_eq!(refused(&[("redirect_uri", wrong)]), ("invalid_request", false), "{wrong}");
    }
}

#[test]
fn section_4_1_2_1_every_later_error_goes_back_with_the_state() {
    assert_eq!(refused(&[("response_type", "token")]), ("unsupported_response_type", true));
    assert_eq!(refused(&[("response_type", "")]), ("invalid_request", true));
    assert_eq!(refused(&[("scope", "profile")]), ("invalid_scope", true));
    assert_eq!(refused(&[("scope", "openid \"")]), ("invalid_scope", true));
    assert_eq!(refused(&[("scope", "")]), ("invalid_request", true));
    assert_eq!(refused(&[("request", "e30.e30.")]), ("request_not_supported", true));
    let error = authorize(&[("scope", "")]).unwrap_err();
    assert_eq!(error.return_to.unwrap().state.as_deref(), Some("st4te"));
    let too_long = authorize(&[("state", &"s".repeat(3000))]).unwrap_err();
    assert_eq!(too_long.return_to.unwrap().state, None, "an endless state is not carried back");
}

#[test]
fn section_3_3_what_the_client_may_not_ask_for_is_left_out() {
    let request = authorize(&[("scope", "openid email  profile profile")]).unwrap();
    assert_eq!(request.scopes.to_string(), "openid profile");
}

#[test]
fn section_2_3_1_name_and_secret_are_form_encoded_within_basic() {
    let header = relying_party::basic_authorization("portal", "p@ss: word&=");
    assert_eq!(
        String::from_utf8(STANDARD.decode(&header[6..]).unwrap()).unwrap(),
        "portal:p%40ss%3A+word%26%3D"
    );
    let presented = Presented::read(Some(&header), &params(&[])).unwrap();
    assert_eq!(authenticate(Some(&portal()), &presented), Ok(()));
    // Clients that forget to encode: taken as it stands where that is not ambiguous.
    let sloppy = format!("basic {}", STANDARD.encode("portal:p@ss: word&="));
    let presented = Presented::read(Some(&sloppy), &params(&[])).unwrap();
    assert_eq!(authenticate(Some(&portal()), &presented), Ok(()));
}

#[test]
fn section_2_3_one_way_at_a_time_and_only_the_registered_one() {
    let header = relying_party::basic_authorization("portal", "p@ss: word&=");
    let both = params(&[("client_id", "portal"), ("client_secret", "p@ss: word&=")]);
    assert_eq!(Presented::read(Some(&header), &both).unwrap_err().code.as_str(), "invalid_request");
    let other = params(&[("client_id", "another")]);
    assert_eq!(Presented::read(Some(&header), &other).unwrap_err().code.as_str(), "invalid_request");

    let post = Presented::read(None, &both).unwrap();
    let name = Presented::read(None, &params(&[("client_id", "portal")])).unwrap();
    assert!(authenticate(Some(&portal()), &post).is_err(), "registered for Basic");
    assert!(authenticate(Some(&portal()), &name).is_err(), "a name is no proof");

    let mut client = portal();
    client.authentication = ClientAuthentication::ClientSecretPost(SecretDigest::of("p@ss: word&="));
    assert_eq!(authenticate(Some(&client), &post), Ok(()));
    client.authentication = ClientAuthentication::None;
    assert_eq!(authenticate(Some(&client), &name), Ok(()));
    assert!(authenticate(Some(&client), &post).is_err(), "a public client has no secret");
}

#[test]
fn section_5_2_a_failed_header_is_answered_with_a_challenge() {
    let wrong = relying_party::basic_authorization("portal", "guess");
    let presented = Presented::read(Some(&wrong), &params(&[])).unwrap();
    let known = authenticate(Some(&portal()), &presented).unwrap_err();
    let unknown = authenticate(None, &presented).unwrap_err();
    assert_eq!(known, unknown);
    assert_eq!(known.status(), 401);
    assert!(known.www_authenticate().unwrap().starts_with("Basic realm="));
    for header in ["Basic", "Basic !", "Basic cG9ydGFs", "Bearer x", "Basic cG9ydGFsAA=="] {
        let error = Presented::read(Some(header), &params(&[])).unwrap_err();
        assert_eq!((error.status(), error.www_authenticate().is_some()), (401, true), "{header}");
    }
    let nobody = Presented::read(None, &params(&[])).unwrap_err();
    assert_eq!((nobody.status(), nobody.www_authenticate()), (401, None));
}

#[test]
fn section_5_2_errors_are_json() {
    let body: serde_json::Value = serde_json::from_slice(&TokenError::grant().to_json()).unwrap();
    assert_eq!(body["error"], "invalid_grant");
    assert_eq!(TokenError::grant().status(), 400);
}

#[test]
fn section_5_1_answers_are_json_without_what_is_absent() {
    let scope = scopes("openid profile");
    let mut response = TokenResponse::new("access", 300, &scope);
    let body = String::from_utf8(response.to_json()).unwrap();
    assert_eq!(
        body,
        r#"{"access_token":"access","token_type":"Bearer","expires_in":300,"scope":"openid profile"}"#
    );
    response.refresh_token = Some("refresh");
    let read = relying_party::read_tokens(200, &response.to_json()).unwrap();
    assert_eq!((read.access_token.as_str(), read.refresh_token.as_deref()), ("access", Some("refresh")));
    assert_eq!(
        relying_party::read_tokens(400, &TokenError::grant().to_json()),
        Err(TokenFailure::Refused("invalid_grant".to_owned()))
    );
    assert_eq!(relying_party::read_tokens(502, b"<html>"), Err(TokenFailure::Unreadable(502)));
    let mac = br#"{"access_token":"a","token_type":"mac"}"#;
    assert_eq!(relying_party::read_tokens(200, mac), Err(TokenFailure::Unreadable(200)));
}

#[test]
fn section_4_1_3_the_forms_are_read_as_they_are_written() {
    let form = relying_party::code_form("c0de", "https://portal.example/callback", VERIFIER);
    let read = TokenRequest::read(&Parameters::parse(form).unwrap(), &portal()).unwrap();
    let TokenRequest::Code { code, redirect_uri, code_verifier } = read else { panic!("not a code") };
    assert_eq!((code.as_str(), code_verifier.as_str()), ("c0de", VERIFIER));
    assert_eq!(redirect_uri, "https://portal.example/callback");

    let form = relying_party::refresh_form("r3fresh");
    let read = TokenRequest::read(&Parameters::parse(form).unwrap(), &portal()).unwrap();
    assert_eq!(read, TokenRequest::Refresh { refresh_token: "r3fresh".to_owned(), scopes: None });
}

#[test]
fn section_5_2_grant_types() {
    let error =
        |pairs: &[(&str, &str)]| TokenRequest::read(&params(pairs), &portal()).unwrap_err().code.as_str();
    assert_eq!(error(&[]), "invalid_request");
    assert_eq!(error(&[("grant_type", "password")]), "unsupported_grant_type");
    assert_eq!(error(&[("grant_type", "authorization_code")]), "invalid_request");
    assert_eq!(error(&[("grant_type", "refresh_token")]), "invalid_request");
    assert_eq!(
        error(&[("grant_type", "refresh_token"), ("refresh_token", "x"), ("scope", "é")]),
        "invalid_scope"
    );
    assert_eq!(
        error(&[("grant_type", "refresh_token"), ("refresh_token", "x"), ("scope", " ")]),
        "invalid_scope"
    );
    let mut once_only = portal();
    once_only.grant_types = vec![GrantType::AuthorizationCode];
    let refresh = params(&[("grant_type", "refresh_token"), ("refresh_token", "x")]);
    assert_eq!(TokenRequest::read(&refresh, &once_only).unwrap_err().code.as_str(), "unauthorized_client");
}

fn code() -> CodeFacts<'static> {
    CodeFacts {
        client_id: "portal",
        redirect_uri: "https://portal.example/callback",
        code_challenge: CHALLENGE,
        expires_at: NOW + 60,
        used: false,
        presented_client_id: "portal",
        presented_redirect_uri: "https://portal.example/callback",
        presented_verifier: VERIFIER,
    }
}

#[test]
fn section_4_1_3_codes() {
    assert_eq!(judge_code(&code(), NOW), CodeVerdict::Exchange);
    assert_eq!(judge_code(&code(), NOW + 59), CodeVerdict::Exchange);
    let refused = |facts: CodeFacts<'_>, now| match judge_code(&facts, now) {
        CodeVerdict::Refuse(why) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(code(), NOW + 60), CodeRefusal::Expired);
    let stolen = CodeFacts { presented_client_id: "thief", used: true, ..code() };
    assert_eq!(refused(stolen, NOW), CodeRefusal::OtherClient, "a stranger cannot revoke");
    let elsewhere = CodeFacts { presented_redirect_uri: "https://portal.example/", ..code() };
    assert_eq!(refused(elsewhere, NOW), CodeRefusal::OtherRedirectUri);
    let guessed = CodeFacts { presented_verifier: CHALLENGE, ..code() };
    assert_eq!(refused(guessed, NOW), CodeRefusal::WrongVerifier);
    assert_eq!(TokenError::from(CodeRefusal::WrongVerifier), TokenError::grant());
}

#[test]
fn section_4_1_2_a_code_used_twice_ends_what_came_of_it_even_when_it_is_over() {
    let used = CodeFacts { used: true, ..code() };
    assert_eq!(judge_code(&used, NOW), CodeVerdict::RevokeGrant);
    assert_eq!(judge_code(&used, NOW + 6000), CodeVerdict::RevokeGrant);
}

#[test]
fn section_6_refresh_tokens() {
    let granted = scopes("openid profile offline_access");
    let (fewer, more) = (scopes("openid"), scopes("openid email"));
    let fresh = RefreshFacts {
        client_id: "portal",
        state: RefreshState::Fresh,
        expires_at: NOW + 60,
        granted: &granted,
        presented_client_id: "portal",
        wanted: None,
    };
    assert_eq!(judge_refresh(&fresh, NOW), RefreshVerdict::Rotate(granted.clone()));
    let narrower = RefreshFacts { wanted: Some(&fewer), ..fresh };
    assert_eq!(judge_refresh(&narrower, NOW), RefreshVerdict::Rotate(fewer.clone()));
    let wider = RefreshFacts { wanted: Some(&more), ..fresh };
    assert_eq!(judge_refresh(&wider, NOW), RefreshVerdict::Refuse(RefreshRefusal::MoreThanGranted));
    assert_eq!(TokenError::from(RefreshRefusal::MoreThanGranted).code.as_str(), "invalid_scope");
    assert_eq!(judge_refresh(&fresh, NOW + 60), RefreshVerdict::Refuse(RefreshRefusal::Expired));
    let revoked = RefreshFacts { state: RefreshState::Revoked, ..fresh };
    assert_eq!(judge_refresh(&revoked, NOW), RefreshVerdict::Refuse(RefreshRefusal::Revoked));
    // RFC 9700 section 4.14.2
    let again = RefreshFacts { state: RefreshState::Rotated, ..fresh };
    assert_eq!(judge_refresh(&again, NOW), RefreshVerdict::RevokeGrant);
    assert_eq!(judge_refresh(&again, NOW + 6000), RefreshVerdict::RevokeGrant);
    let strangers = RefreshFacts { presented_client_id: "thief", ..again };
    assert_eq!(judge_refresh(&strangers, NOW), RefreshVerdict::Refuse(RefreshRefusal::OtherClient));
}
