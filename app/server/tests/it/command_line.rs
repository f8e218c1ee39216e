//! What an operator meets on the command line.

use onedoor_portal::linking::{BACKCHANNEL_LOGOUT_PATH, CALLBACK_PATH, LINKING_PATH, SIGNED_OUT_PATH};

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
    assert!(told(&again).contains("there is a file of that name already"), "{}", told(&again));
    assert_eq!(std::fs::read(&file).unwrap(), before, "the key file was overwritten");
}

/// Whoever begins with the examples of the documentation gets no complaint, and a pair that fits together.
#[test]
fn the_examples_are_good_and_know_each_other() {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/examples");
    let read = |name: &str| std::fs::read_to_string(format!("{examples}/{name}")).unwrap();
    let dir = Scratch::new("examples");
    dir.write("gateway.token", "secret\n");
    dir.write("haiduong.secret", "9fCeKuk3LNPO2zJkUtbZnLkc4E5UwqWFQ5ebfxNQ3b0=\n");
    for (site, keys) in [("identity.toml", "identity.keys"), ("portal.toml", "portal.keys")] {
        onedoor(&["keys", "new", dir.path().join(keys).to_str().unwrap()]);
        let file = dir.write(site, &read(site));
        let checked = onedoor(&["config", "check", file.to_str().unwrap()]);
        assert!(checked.status.success(), "{site}: {}", told(&checked));
    }
    // A secret that could be found by trying is no secret.
    dir.write("haiduong.secret", "fifteen letters\n");
    let weak = onedoor(&["config", "check", dir.path().join("identity.toml").to_str().unwrap()]);
    assert!(
        told(&weak).contains("identity.clients[0].secret: the secret has fewer than 16"),
        "{}",
        told(&weak)
    );
    let (identity, portal) = (read("identity.toml"), read("portal.toml"));
    let setting = |text: &str, name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
        line.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {name}")).to_owned()
    };
    assert_eq!(setting(&portal, "issuer"), setting(&identity, "public_url"));
    assert_eq!(setting(&portal, "client_id"), setting(&identity, "client_id"));
    let here = setting(&portal, "public_url");
    for path in [CALLBACK_PATH, SIGNED_OUT_PATH, BACKCHANNEL_LOGOUT_PATH, LINKING_PATH] {
        assert!(identity.contains(&format!("\"{here}{path}\"")), "{path}");
        let operating = include_str!("../../../../docs/OPERATING.md");
        assert!(operating.contains(&format!("`{path}`")), "{path}");
    }
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
    assert!(
        told(&refused).contains("wrong.toml:4:11: country: `vm` is not allowed here; allowed are `vn`"),
        "{}",
        told(&refused)
    );
}

#[test]
fn what_is_asked_wrongly_is_explained() {
    let nothing = onedoor(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    for word in ["demo", "serve", "config", "keys", "import"] {
        assert!(told(&nothing).contains(word), "{word}: {}", told(&nothing));
    }
    assert_eq!(onedoor(&["demo", "--listen", "here"]).status.code(), Some(2));
}

/// A portal of its own in a directory; its configuration.
fn portal(dir: &Scratch) -> String {
    dir.write("token", "secret\n");
    onedoor(&["keys", "new", dir.path().join("keys").to_str().unwrap()]);
    let portal = SITE.replace("[identity]", "[portal]\nkind = \"national\"\nagency = \"000.00.00.G00\"");
    dir.write("portal.toml", &portal).to_str().unwrap().to_owned()
}

#[test]
fn accounts_are_imported_once_and_bad_rows_are_named() {
    let dir = Scratch::new("import");
    let config = portal(&dir);
    let md5 = "$1$haiduong$dtCuwOB/b6Fl5nsKa4yrM.";
    let rows = format!("user_name,display_name,phone,password_hash\nhungtv,Trần Văn Hùng,0912345002,{md5}\n");
    let csv = dir.write("accounts.csv", &rows).to_str().unwrap().to_owned();
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stdout).into_owned();

    let tried = onedoor(&["import", "accounts", "--config", &config, "--dry-run", &csv]);
    assert!(tried.status.success(), "{}", told(&tried));
    assert!(said(&tried).starts_with("1 would be imported, 0 were there already"), "{}", said(&tried));
    let taken = onedoor(&["import", "accounts", "--config", &config, &csv]);
    assert!(said(&taken).starts_with("1 imported, 0 were there already"), "{}", said(&taken));
    let again = onedoor(&["import", "accounts", "--config", &config, &csv]);
    assert!(said(&again).starts_with("0 imported, 1 were there already"), "{}", said(&again));

    let bad = dir.write("bad.csv", &format!("{rows}lan,,,\nmai,Phạm Thị Mai,12,\n"));
    let refused = onedoor(&["import", "accounts", "--config", &config, bad.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("bad.csv:3: lan: display_name"), "{}", told(&refused));
    assert!(told(&refused).contains("bad.csv:4: mai: phone"), "{}", told(&refused));
    assert!(told(&refused).contains("2 rows were not taken"), "{}", told(&refused));
}

#[test]
fn what_nobody_reads_any_more_is_no_failure() {
    let dir = Scratch::new("closed");
    let config = portal(&dir);
    let rows = "user_name,display_name\nhungtv,Trần Văn Hùng\nlan,\n";
    let csv = dir.write("accounts.csv", rows).to_str().unwrap().to_owned();
    let file = dir.path().join("closed.key").to_str().unwrap().to_owned();
    let import = ["import", "accounts", "--config", &config, &csv];
    for (asked, code) in [
        (&["config", "reference"] as &[&str], 0),
        (&["kit", "list"], 0),
        (&["keys", "new", &file], 0),
        (&import, 1),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onedoor"));
        let command = command.args(asked).stderr(writer.try_clone().unwrap()).stdout(writer);
        assert_eq!(command.status().unwrap().code(), Some(code), "{asked:?}");
    }
    let again = onedoor(&import);
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(said.starts_with("0 imported, 1 were there already"), "it was imported: {said}");
}

#[test]
fn commands_know_which_role_they_are_for() {
    let dir = Scratch::new("roles");
    let config = portal(&dir);
    let rotated = onedoor(&["keys", "rotate", "--config", &config]);
    assert_eq!(rotated.status.code(), Some(1));
    assert!(told(&rotated).contains("signs no tokens"), "{}", told(&rotated));
    let identity = dir.write("identity.toml", SITE).to_str().unwrap().to_owned();
    let csv = dir.write("accounts.csv", "user_name,display_name\n").to_str().unwrap().to_owned();
    let imported = onedoor(&["import", "accounts", "--config", &identity, &csv]);
    assert_eq!(imported.status.code(), Some(1));
    assert!(told(&imported).contains("an identity has no local accounts"), "{}", told(&imported));
}

#[test]
fn a_phone_is_changed_at_an_identity_and_for_somebody_who_is_there() {
    let dir = Scratch::new("phone");
    let config = portal(&dir);
    let wrong = onedoor(&["people", "phone", "--config", &config, "an", "0912345678"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(told(&wrong).contains("a portal has no national accounts"), "{}", told(&wrong));
    let identity = dir.write("identity.toml", SITE).to_str().unwrap().to_owned();
    for (login, phone, why) in
        [("an.nguyen", "12", "phone: "), ("an.nguyen", "0912345678", "nobody has this login name")]
    {
        let refused = onedoor(&["people", "phone", "--config", &identity, login, phone]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(told(&refused).contains(why), "{}", told(&refused));
    }
}

#[test]
fn at_the_counter_a_number_is_written_down_at_a_portal_and_checked() {
    let dir = Scratch::new("number");
    let config = portal(&dir);
    let rows =
        "user_name,display_name,national_number\nhungtv,Trần Văn Hùng,030079004321\nmaipt,Phạm Thị Mai,\n";
    let csv = dir.write("accounts.csv", rows).to_str().unwrap().to_owned();
    assert!(onedoor(&["import", "accounts", "--config", &config, &csv]).status.success());
    let number = |config: &str, name: &str, number: &str, seen: &str| {
        let output = onedoor(&["people", "number", "--config", config, "--seen", seen, name, number]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said, told(&output))
    };
    let seen = "căn cước, có giá trị đến 2031";
    for (name, of, shown, why) in [
        ("hungtv", "0300790043", seen, "hungtv: number: "),
        ("nobody", "030079004321", seen, "nobody: nobody has this user name"),
        ("hungtv", "030079004321", "", "hungtv: say what was shown"),
    ] {
        let (code, _, told) = number(&config, name, of, shown);
        assert!(code == Some(1) && told.contains(why), "{told}");
    }
    let without = onedoor(&["people", "number", "--config", &config, "hungtv", "030079004321"]);
    assert!(without.status.code() == Some(2) && told(&without).contains("--seen"), "{}", told(&without));

    let (code, said, told) = number(&config, "hungtv", "030 079 004321", seen);
    assert_eq!((code, said.as_str()), (Some(0), "the number of hungtv is proven\n"), "{told}");
    let (code, said, _) = number(&config, "HungTV", "030079004321", seen);
    assert_eq!((code, said.as_str()), (Some(0), "HungTV has this number proven already\n"));
    let (code, _, told) = number(&config, "hungtv", "030190005678", seen);
    assert!(code == Some(1) && told.contains("another number is proven for this account"), "{told}");
    let (code, _, told) = number(&config, "maipt", "030079004321", seen);
    assert!(code == Some(1) && told.contains("the number is proven for another account"), "{told}");

    let identity = dir.write("identity.toml", SITE).to_str().unwrap().to_owned();
    let (code, _, told) = number(&identity, "hungtv", "030079004321", seen);
    assert!(code == Some(1) && told.contains("an identity has no local accounts"), "{told}");
}
