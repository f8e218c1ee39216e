use onedoor_oidc::pkce;

use crate::fixtures::{CHALLENGE, VERIFIER, authorize, refused};

#[test]
fn appendix_b_the_example() {
    assert_eq!(pkce::challenge(VERIFIER), CHALLENGE);
    assert!(pkce::answers(VERIFIER, CHALLENGE));
    assert!(!pkce::answers(CHALLENGE, CHALLENGE), "plain is not accepted");
}

#[test]
fn section_4_1_verifiers() {
    assert!(pkce::is_verifier(&"a".repeat(43)) && pkce::is_verifier(&"~".repeat(128)));
    assert!(!pkce::is_verifier(&"a".repeat(42)) && !pkce::is_verifier(&"a".repeat(129)));
    assert!(!pkce::is_verifier(&"+".repeat(43)));
}

#[test]
fn section_4_3_s256_is_required() {
    assert_eq!(authorize(&[]).unwrap().code_challenge, CHALLENGE);
    assert_eq!(refused(&[("code_challenge", "")]), ("invalid_request", true));
    assert_eq!(refused(&[("code_challenge_method", "")]), ("invalid_request", true));
    assert_eq!(refused(&[("code_challenge_method", "plain")]), ("invalid_request", true));
    assert_eq!(refused(&[("code_challenge", VERIFIER.get(1..).unwrap())]), ("invalid_request", true));
    assert_eq!(refused(&[("code_challenge", &"=".repeat(43))]), ("invalid_request", true));
}
