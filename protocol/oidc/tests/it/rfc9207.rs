use onedoor_oidc::discovery::{MixedUp, ProviderMetadata};
use onedoor_oidc::respond::{Delivery, with_code, with_error};
use onedoor_oidc::{ErrorCode, Parameters};

use crate::fixtures::{ISSUER, authorize};

#[test]
fn section_2_every_answer_names_the_issuer() {
    let to = authorize(&[("state", "a b&c=d/é")]).unwrap().return_address();
    let Delivery::Redirect(address) = with_code(&to, ISSUER, "c0de") else { panic!("not a redirect") };
    assert_eq!(
        address,
        "https://portal.example/callback?code=c0de&state=a+b%26c%3Dd%2F%C3%A9&iss=https%3A%2F%2Fid.example"
    );
    let Delivery::Redirect(address) = with_error(&to, ISSUER, ErrorCode::AccessDenied, None) else {
        panic!("not a redirect")
    };
    let query = Parameters::parse(address.split_once('?').unwrap().1).unwrap();
    assert_eq!((query.get("error"), query.get("iss")), (Some("access_denied"), Some(ISSUER)));
}

#[test]
fn rfc6749_section_3_1_2_a_query_of_the_registered_address_stays() {
    let mut to = authorize(&[("state", "")]).unwrap().return_address();
    for (registered, answered) in [
        ("https://a.example/?x=%20y", "https://a.example/?x=%20y&code=1&iss=i"),
        ("https://a.example/?", "https://a.example/?code=1&iss=i"),
        ("https://a.example/?x&", "https://a.example/?x&code=1&iss=i"),
    ] {
        registered.clone_into(&mut to.redirect_uri);
        assert_eq!(with_code(&to, "i", "1"), Delivery::Redirect(answered.to_owned()));
    }
}

#[test]
fn section_2_4_the_relying_party_compares() {
    let provider = |promises| ProviderMetadata {
        issuer: ISSUER.to_owned(),
        authorization_response_iss_parameter_supported: promises,
        ..ProviderMetadata::default()
    };
    assert_eq!(provider(true).check_response_issuer(Some(ISSUER)), Ok(()));
    assert_eq!(provider(true).check_response_issuer(None), Err(MixedUp));
    assert_eq!(provider(true).check_response_issuer(Some("https://id.example/")), Err(MixedUp));
    assert_eq!(provider(false).check_response_issuer(None), Ok(()));
    assert_eq!(provider(false).check_response_issuer(Some("https://evil.example")), Err(MixedUp));
}
