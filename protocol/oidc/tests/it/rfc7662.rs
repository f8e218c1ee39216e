use onedoor_oidc::introspection::{ActiveToken, Introspection, may_see};

use crate::fixtures::{ISSUER, NOW, portal, scopes};

#[test]
fn section_2_1_only_the_owner_or_a_resource_server() {
    assert!(may_see(&portal(), "portal") && !may_see(&portal(), "another"));
    let mut server = portal();
    server.resource_server = true;
    assert!(may_see(&server, "another"));
}

#[test]
fn section_2_2_the_answers() {
    assert_eq!(Introspection::Inactive.to_json(), br#"{"active":false}"#);
    let scope = scopes("openid phone");
    let active = Introspection::Active(ActiveToken {
        scope: &scope,
        client_id: "portal",
        token_type: Some("Bearer"),
        exp: NOW + 5,
        iat: NOW,
        sub: "me",
        iss: ISSUER,
        acr: Some("loa1"),
        auth_time: None,
    });
    let json: serde_json::Value = serde_json::from_slice(&active.to_json()).unwrap();
    assert_eq!((&json["active"], &json["scope"]), (&true.into(), &"openid phone".into()));
    assert_eq!(json.get("auth_time"), None);
}
