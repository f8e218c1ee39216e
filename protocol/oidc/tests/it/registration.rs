use onedoor_oidc::client::{Client, GrantType, RegistrationError, SecretDigest, SubjectType};

use crate::fixtures::{portal, scopes};

#[test]
fn a_registration_survives_storing_and_never_shows_its_secret() {
    let stored = serde_json::to_string(&portal()).unwrap();
    assert_eq!(serde_json::from_str::<Client>(&stored).unwrap(), portal());
    assert!(!format!("{:?}", portal()).contains(&stored[stored.find("secret\":").unwrap() + 9..][..20]));
    assert_eq!((portal().name_in("vi"), portal().name_in("ru")), ("Một cổng", "A portal"));
    assert!(SecretDigest::of("a").matches("a") && !SecretDigest::of("a").matches("b"));
}

#[test]
fn addresses_are_absolute_https_without_fragment() {
    let check = |uri: &str| {
        let mut client = portal();
        client.redirect_uris = vec![uri.to_owned()];
        client.check()
    };
    for good in [
        "https://portal.example/cb?x=1",
        "http://localhost:3000/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://haiduong.localhost:8080/cb",
    ] {
        assert_eq!(check(good), Ok(()), "{good}");
    }
    for bad in [
        "http://portal.example/cb",
        "/cb",
        "https://portal.example/#x",
        "https://portal.example/#",
        "https://user@portal.example/",
        "javascript:alert(1)",
        "http://localhost.evil.example/",
        "ftp://localhost/",
        "https://portal.example/cb\n",
        " https://portal.example/cb",
        "https://portal.example/\tcb",
        "https://cổng.example/cb",
    ] {
        assert_eq!(check(bad), Err(RegistrationError::Uri(bad.to_owned())), "{bad}");
    }
}

#[test]
fn what_is_missing_is_named() {
    let check = |change: fn(&mut Client)| {
        let mut client = portal();
        change(&mut client);
        client.check().unwrap_err()
    };
    assert_eq!(check(|c| c.client_id.clear()), RegistrationError::ClientId);
    assert_eq!(check(|c| c.redirect_uris.clear()), RegistrationError::NoRedirectUri);
    assert_eq!(check(|c| c.scopes = scopes("profile")), RegistrationError::NoOpenid);
    assert_eq!(check(|c| c.subject_type = SubjectType::Pairwise(String::new())), RegistrationError::NoSector);
    assert_eq!(check(|c| c.grant_types = vec![GrantType::RefreshToken]), RegistrationError::NoCode);
}
