use onedoor_oidc::introspection::{TokenInQuestion, TokenKind};
use onedoor_oidc::revocation::{RevocationVerdict, judge_revocation};

use crate::fixtures::params;

#[test]
fn section_2_1_the_form() {
    let form = params(&[("token", "t"), ("token_type_hint", "refresh_token")]);
    let read = TokenInQuestion::read(&form).unwrap();
    assert_eq!((read.token, read.hint), ("t", Some(TokenKind::Refresh)));
    let odd = params(&[("token", "t"), ("token_type_hint", "pat")]);
    assert_eq!(TokenInQuestion::read(&odd).unwrap().hint, None);
    assert_eq!(TokenInQuestion::read(&params(&[])).unwrap_err().code.as_str(), "invalid_request");
}

#[test]
fn section_2_1_only_ones_own() {
    let judge = |found| judge_revocation("portal", found);
    assert_eq!(judge(Some((TokenKind::Access, "portal"))), Ok(RevocationVerdict::EndToken));
    assert_eq!(judge(Some((TokenKind::Refresh, "portal"))), Ok(RevocationVerdict::EndGrant));
    assert!(judge(Some((TokenKind::Refresh, "another"))).is_err());
}

#[test]
fn section_2_2_an_unknown_token_is_no_error() {
    assert_eq!(judge_revocation("portal", None), Ok(RevocationVerdict::Nothing));
}
