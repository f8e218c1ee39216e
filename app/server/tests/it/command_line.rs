//! What an operator meets on the command line.

use crate::support::program::{Scratch, onedoor};

const SITE: &str = r#"
public_url = "http://localhost:8080"
look = "plain"
country = "vn"
default_language = "vi"
key_file = "keys"
listen.address = "127.0.0.1:8080"
storage.sqlite.path = "site.db"
messages = { gateway = "http://localhost:9/sms", token = { file = "token" } }
[identity]
"#;

fn told(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_key_file_is_made_once_and_for_its_owner_only() {
    let dir = Scratch::new("keys");
    let file = dir.path().join("keys");
    let name = file.to_str().unwrap();
    let made = onedoor(&["keys", "new", name]);
    assert!(made.status.success(), "{}", told(&made));
    let permissions =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(permissions & 0o777, 0o600);
    let before = std::fs::read(&file).unwrap();
    let again = onedoor(&["keys", "new", name]);
    assert_eq!(again.status.code(), Some(1));
    assert!(told(&again).contains("cannot make"), "{}", told(&again));
    assert_eq!(std::fs::read(&file).unwrap(), before, "the key file was overwritten");
}

#[test]
fn a_configuration_is_checked() {
    let dir = Scratch::new("check");
    dir.write("token", "secret\n");
    let file = dir.write("site.toml", SITE);
    let name = file.to_str().unwrap();
    let lacking = onedoor(&["config", "check", name]);
    assert_eq!(lacking.status.code(), Some(2), "{}", told(&lacking));
    assert!(told(&lacking).contains("site.toml:6:1: key_file: cannot read"), "{}", told(&lacking));
    onedoor(&["keys", "new", dir.path().join("keys").to_str().unwrap()]);
    let good = onedoor(&["config", "check", name]);
    assert!(good.status.success(), "{}", told(&good));
    let wrong = dir.write("wrong.toml", &SITE.replace("\"vn\"", "\"vm\""));
    let refused = onedoor(&["config", "check", wrong.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("wrong.toml:4:11: country: unknown variant `vm`"), "{}", told(&refused));
}

#[test]
fn what_is_asked_wrongly_is_explained() {
    let nothing = onedoor(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    for word in ["demo", "serve", "config", "keys"] {
        assert!(told(&nothing).contains(word), "{word}: {}", told(&nothing));
    }
    assert_eq!(onedoor(&["demo", "--listen", "here"]).status.code(), Some(2));
}
