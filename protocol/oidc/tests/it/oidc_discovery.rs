use onedoor_oidc::discovery::{DiscoveryError, Offer, Paths, ProviderMetadata, Verified};

use crate::fixtures::ISSUER;

fn document() -> ProviderMetadata {
    let offer = Offer {
        issuer: ISSUER,
        scopes: &["openid", "profile"],
        claims: &["sub", "name"],
        acr_values: &["loa0", "loa1"],
        languages: &["vi", "en"],
        verified: Verified {
            trust_frameworks: &["vn_vneid"],
            claims: &["name"],
            documents: (&["idcard"], &["vpip"]),
            records: &["population_register"],
        },
    };
    let paths = Paths {
        authorize: "/authorize",
        token: "/token",
        jwks: "/jwks",
        userinfo: "/userinfo",
        introspect: "/introspect",
        revoke: "/revoke",
        push: "/par",
        end_session: "/end-session",
        linking: "/linking/v1",
        links_page: "/links",
    };
    ProviderMetadata::of(&offer, &paths)
}

#[test]
fn section_3_the_document_says_what_the_rules_do() {
    let json: serde_json::Value = serde_json::from_slice(&document().to_json()).unwrap();
    assert_eq!(json["pushed_authorization_request_endpoint"], "https://id.example/par");
    assert_eq!(json["onedoor_linking_endpoint"], "https://id.example/linking/v1");
    assert_eq!(json["response_types_supported"], serde_json::json!(["code"]));
    assert_eq!(json["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    assert_eq!(json["request_uri_parameter_supported"], false);
    assert_eq!(json["authorization_response_iss_parameter_supported"], true);
}

#[test]
fn section_4_3_the_document_must_be_that_of_the_issuer_asked() {
    let json = document().to_json();
    assert_eq!(ProviderMetadata::parse(&json, ISSUER), Ok(document()));
    for other in ["https://id.example/", "https://evil.example", "http://id.example", ""] {
        assert_eq!(ProviderMetadata::parse(&json, other), Err(DiscoveryError::OtherIssuer), "{other}");
    }
    let bare = br#"{"issuer":"https://id.example"}"#;
    assert_eq!(ProviderMetadata::parse(bare, ISSUER), Err(DiscoveryError::Incomplete));
    assert_eq!(ProviderMetadata::parse(b"<html>", ISSUER), Err(DiscoveryError::Malformed));
}
