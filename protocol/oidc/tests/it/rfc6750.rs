use onedoor_oidc::bearer::{BearerError, token};

#[test]
fn section_2_1_the_header() {
    assert_eq!(token(Some("Bearer abc.DEF-1_~+/=")), Ok("abc.DEF-1_~+/="));
    assert_eq!(token(Some("bearer abc")), Ok("abc"));
    assert_eq!(token(None), Err(BearerError::Missing));
    assert_eq!(token(Some("Basic abc")), Err(BearerError::Missing));
    for bad in
        ["Bearer", "Bearer ", "Bearer a b", "Bearer é", "Bearer \"", &format!("Bearer {}", "x".repeat(5000))]
    {
        assert_eq!(token(Some(bad)), Err(BearerError::Malformed), "{bad}");
    }
}

#[test]
fn section_3_challenges() {
    assert_eq!(
        (BearerError::Missing.status(), BearerError::Missing.www_authenticate().as_str()),
        (401, "Bearer")
    );
    let invalid = BearerError::InvalidToken;
    assert_eq!(invalid.status(), 401);
    assert!(invalid.www_authenticate().starts_with(r#"Bearer error="invalid_token","#));
    assert_eq!(BearerError::Malformed.status(), 400);
    let scope = BearerError::InsufficientScope { scope: "phone" };
    assert_eq!(scope.status(), 403);
    assert!(scope.www_authenticate().ends_with(r#", scope="phone""#));
}

#[test]
fn rfc9470_section_3_asks_for_more() {
    let more = BearerError::InsufficientUserAuthentication {
        acr_values: Some("urn:a \"urn:b\"\r\n".to_owned()),
        max_age: Some(5),
    };
    assert_eq!(more.status(), 401);
    let header = more.www_authenticate();
    assert!(header.starts_with(r#"Bearer error="insufficient_user_authentication","#), "{header}");
    assert!(header.ends_with(r#", acr_values="urn:a urn:b", max_age="5""#), "{header}");
}
