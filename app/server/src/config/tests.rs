/// A configuration: what every site has, then what makes it what it is.
macro_rules! sample {
    ($public_url:literal, $look:literal, $role:literal) => {
        concat!(
            "\npublic_url = \"",
            $public_url,
            "\"\nlook = \"",
            $look,
            r#""
country = "vn"
default_language = "vi"
key_file = "keys"

[listen]
address = "127.0.0.1:8443"
behind_proxy = true

[storage.sqlite]
path = "site.db"

[messages]
gateway = "https://sms.example.org/send"
token = { env = "SMS_TOKEN" }

"#,
            $role
        )
    };
}

mod every_setting;

use super::{Loaded, parse, reference};

const GOOD: &str = sample!(
    "https://id.example.org",
    "vneid",
    r#"[identity]
[[identity.clients]]
client_id = "haiduong"
name = "Hải Dương"
redirect_uris = ["https://haiduong.example.org/callback"]
secret = { file = "haiduong.secret" }
"#
);

/// What is told about the good configuration with `from` replaced by `to`.
#[track_caller]
fn told(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "the sample has no {from:?}");
    let problems = parse(&GOOD.replacen(from, to, 1)).expect_err("a mistake");
    let told = problems.into_iter().map(|p| {
        let place = p.place.map_or("-".to_owned(), |place| format!("{}:{}", place.line, place.column));
        format!("{place} {} {}", p.path, p.what)
    });
    told.collect()
}

#[track_caller]
fn one(from: &str, to: &str) -> String {
    let all = told(from, to);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().expect("one")
}

#[test]
fn a_good_one_is_taken() {
    let config = parse(GOOD).expect("good");
    let identity = config.identity.expect("an identity");
    assert_eq!(identity.clients[0].redirect_uris[0].text, "https://haiduong.example.org/callback");
    assert_eq!(config.limits.connections.get(), 4096);
}

#[test]
fn an_unknown_setting_is_named_with_those_that_exist() {
    let told = one("behind_proxy", "behind_proxi");
    assert!(told.starts_with("10:1 listen.behind_proxi there is no setting `behind_proxi` here"), "{told}");
    assert!(told.contains("`address`, `tls`, `behind_proxy`"), "{told}");
}

#[test]
fn a_missing_setting_is_named() {
    let told = one("country = \"vn\"\n", "");
    assert!(told.contains("`country` is missing, and must be given"), "{told}");
    let told = one("name = \"Hải Dương\"\n", "");
    assert!(told.contains("identity.clients[0] `name` is missing"), "{told}");
    assert!(!told.starts_with('-'), "{told}");
}

#[test]
fn a_wrong_kind_of_value_is_told_with_the_right_one() {
    let told = one("behind_proxy = true", "behind_proxy = \"yes\"");
    assert_eq!(told, "10:16 listen.behind_proxy is the text \"yes\"; allowed is true or false");
}

#[test]
fn a_word_that_is_not_allowed_is_told_with_those_that_are() {
    let told = one("\"vn\"", "\"vietnam\"");
    assert_eq!(told, "4:11 country `vietnam` is not allowed here; allowed are `vn`, `cn`, `ru`");
    let told = one("look = \"vneid\"", "look = \"vnied\"");
    assert!(told.starts_with("3:8 look \"vnied\" is no look; allowed are vneid, id-dvcqg, dvcqg"), "{told}");
}

#[test]
fn an_address_must_be_absolute() {
    let told = one("https://haiduong.example.org/callback", "/callback");
    assert!(
        told.starts_with("23:18 identity.clients[0].redirect_uris[0] \"/callback\" is no address"),
        "{told}"
    );
    assert!(told.contains("allowed is an absolute address"), "{told}");
    let told = one("https://haiduong.example.org/callback", "ftp://haiduong.example.org/callback");
    assert!(told.contains("is neither http nor https"), "{told}");
    let told = one("org/callback", "org/call back");
    assert!(told.contains("has a space or a letter that no address has"), "{told}");
    let told = one("org/callback", "org/callback#here");
    assert!(told.contains("has a fragment"), "{told}");
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let told = one("https://haiduong.example.org/callback", "http://haiduong.example.org/callback");
    assert!(told.starts_with("23:18 identity.clients[0].redirect_uris[0] is plain http"), "{told}");
    let told = one("https://sms.", "http://sms.");
    assert!(told.starts_with("16:1 messages.gateway is plain http"), "{told}");
    for here in ["http://haiduong.localhost:8080/callback", "http://127.0.0.1/x", "http://[::1]:9/x"] {
        parse(&GOOD.replace("https://haiduong.example.org/callback", here)).expect(here);
    }
}

#[test]
fn the_public_address_must_fit_the_listener() {
    let told = one("https://id.example.org", "https://id.example.org/one/");
    assert!(told.starts_with("2:1 public_url has a path"), "{told}");
    let told = one("behind_proxy = true", "behind_proxy = false");
    assert!(told.starts_with("2:1 public_url is https, but nothing makes it so"), "{told}");
    let tls = "tls = { certificate = \"c.pem\", key = \"k.pem\" }";
    let with_tls = GOOD.replace("behind_proxy = true", tls);
    parse(&with_tls).expect("TLS of its own");
    let problems =
        parse(&with_tls.replace("https://id.example.org", "http://localhost")).expect_err("a mistake");
    assert!(problems[0].what.contains("listen.tls makes the site speak TLS"), "{problems:?}");
    let told = one("127.0.0.1:8443", "localhost:8443");
    assert!(
        told.starts_with("9:11 listen.address \"localhost:8443\" is no address with a port; allowed"),
        "{told}"
    );
}

#[test]
fn a_site_has_one_role() {
    let portal = "[portal]\nkind = \"national\"\nagency = \"000.00.00.G00\"\n[identity]";
    let told = one("[identity]", portal);
    assert!(told.contains("portal a site is an identity or a portal"), "{told}");
    let without = GOOD.split("[identity]").next().expect("the head");
    let problems = parse(without).expect_err("no role");
    assert_eq!(problems[0].what, "say what the site is: [identity] or [portal]");
}

#[test]
fn a_client_needs_a_secret_or_says_that_it_has_none() {
    let told = one("secret = { file = \"haiduong.secret\" }\n", "");
    assert!(told.starts_with("20:1 identity.clients[0] secret is missing"), "{told}");
    let told = one("secret = {", "authentication = \"none\"\nsecret = {");
    assert!(told.contains("identity.clients[0].secret authentication is \"none\""), "{told}");
    let told = one("{ file = \"haiduong.secret\" }", "\"hunter2\"");
    assert!(told.starts_with("24:10 identity.clients[0].secret allowed is { file"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn clients_are_told_apart() {
    let second = "[[identity.clients]]\nclient_id = \"haiduong\"\nname = \"B\"\nredirect_uris = []\n\
                  scopes = [\"profile\"]\nauthentication = \"none\"\n[[identity.clients]]";
    let all = told("[[identity.clients]]", second);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all.iter().any(|t| t.contains("clients[0].redirect_uris is empty")), "{all:?}");
    assert!(all.iter().any(|t| t.contains("clients[0].scopes must contain \"openid\"")), "{all:?}");
    assert!(all.iter().any(|t| t.contains("clients[1].client_id another client has it")), "{all:?}");
}

#[test]
fn a_site_is_not_its_own_identity_or_portal() {
    let of_redirects = one("https://haiduong.example.org/callback", "https://id.example.org/callback");
    assert!(of_redirects.contains("clients[0].redirect_uris is this site itself"), "{of_redirects}");
    let to =
        "https://haiduong.example.org/callback\"]\nlinking_endpoint = \"https://id.example.org/linking/v1\"";
    let of_endpoint = told("https://haiduong.example.org/callback\"]", to);
    let named = |told: &String| told.contains("clients[0].linking_endpoint is this site itself");
    assert!(of_endpoint.iter().any(named), "{of_endpoint:?}");
    let head = "kind = \"national\"\nagency = \"000.00.00.G00\"\n";
    let upstream = "[[portal.upstreams]]\nkey = \"a\"\nissuer = \"https://id.example.org\"\nclient_id = \"x\"\n\
                    secret = { env = \"X\" }\n";
    let told = portal_with(&format!("{head}{upstream}"));
    assert_eq!(told, ["portal.upstreams[0].issuer is this site itself; allowed is another one"]);
}

#[test]
fn storage_is_one_of_two() {
    let unknown = one("[storage.sqlite]\npath = \"site.db\"", "[storage.oracle]\nurl = \"x\"");
    assert!(
        unknown.contains("`oracle` is not allowed here; allowed are `sqlite` and `postgres`"),
        "{unknown}"
    );
    let told = told(
        "[storage.sqlite]\npath = \"site.db\"",
        "[storage.postgres]\nurl = \"mysql://x\"\nschema = \"A-b\"",
    );
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("13:1 storage.postgres.url allowed is postgres://"), "{told:?}");
    assert!(told[1].starts_with("14:1 storage.postgres.schema allowed are small letters"), "{told:?}");
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let told = one("look = \"vneid\"", "look = vneid");
    assert!(told.starts_with("3:8 "), "{told}");
}

#[test]
fn files_and_variables_that_are_named_must_be_there() {
    let dir = std::env::temp_dir().join(format!("onedoor-config-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("site.toml");
    std::fs::write(&file, GOOD.replace("SMS_TOKEN", "ONEDOOR_NO_SUCH_VARIABLE")).unwrap();
    let error = Loaded::from_file(&file).expect_err("nothing is there");
    let text = error.to_string();
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(error.problems.len(), 3, "{text}");
    assert!(text.contains("site.toml:6:1: key_file: cannot read"), "{text}");
    assert!(
        text.contains(":17:1: messages.token: the environment variable ONEDOOR_NO_SUCH_VARIABLE"),
        "{text}"
    );
    assert!(text.contains(": identity.clients[0].secret: cannot read"), "{text}");
}

/// `onedoor config reference > docs/CONFIGURATION.md` brings the page up to date.
#[test]
fn the_reference_is_what_the_declarations_say() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/CONFIGURATION.md");
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        kept == reference(),
        "docs/CONFIGURATION.md is out of date: onedoor config reference > docs/CONFIGURATION.md"
    );
}

/// What is told about a portal with `lines` in its table.
fn portal_with(lines: &str) -> Vec<String> {
    let head = GOOD.split("[identity]").next().expect("the head");
    let problems = parse(&format!("{head}[portal]\n{lines}")).err().unwrap_or_default();
    problems.into_iter().map(|p| format!("{} {}", p.path, p.what)).collect()
}

#[test]
fn a_portal_fits_its_kind() {
    let good = "kind = \"one-stop\"\nprovince = \"31\"\nagency = \"000.00.00.H23\"\n";
    assert_eq!(portal_with(good), Vec::<String>::new());
    let told = portal_with(&good.replace("province = \"31\"\n", ""));
    assert_eq!(told, ["portal.kind a one-stop desk is a province's: give portal.province"]);
    let told = portal_with(&good.replace("one-stop", "school"));
    assert_eq!(told, ["portal.province is for kind = \"one-stop\" only; leave it out"]);
    let told = portal_with(&good.replace("000.00.00.H23", "H23"));
    assert_eq!(told, ["portal.agency not an agency's identifier like 000.00.01.H22"]);
}

#[test]
fn upstreams_are_told_apart() {
    let one = "[[portal.upstreams]]\nkey = \"a\"\nissuer = \"https://national.example.org\"\nclient_id = \"x\"\n\
               secret = { env = \"X\" }\n";
    let head = "kind = \"national\"\nagency = \"000.00.00.G00\"\n";
    assert_eq!(portal_with(&format!("{head}{one}")), Vec::<String>::new());
    let told = portal_with(&format!("{head}{one}{one}"));
    assert_eq!(told.len(), 2, "{told:?}");
    let wrong = one.replace("\"a\"", "\"A b\"").replace("https:", "http:");
    let told = portal_with(&format!("{head}{wrong}scope = \"profile\"\npolicy.creation = \"always\"\n"));
    assert!(told[0].contains("`always` is not allowed here; allowed are `yes`, `ask`, `no`"), "{told:?}");
    let told = portal_with(&format!("{head}{wrong}scope = \"profile\"\n"));
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn numbers_are_told_with_their_bounds() {
    let told = one("[storage.sqlite]", "[limits]\nhead_seconds = 0\n[storage.sqlite]");
    assert!(told.contains("allowed is a whole number from 1 to 65535"), "{told}");
    let told = one("\"vi\"", "7");
    assert!(!told.contains("expected"), "{told}");
}

#[test]
fn help_can_be_reached() {
    let help = |lines: &str| GOOD.replace("[listen]", &format!("[help]\n{lines}\n[listen]"));
    let config =
        parse(&help("phone = \"1900 1234\"\nemail = \"help@example.org\"\nwords = { vi = \"7–22 giờ\" }"));
    assert_eq!(config.expect("good").help.phone.as_deref(), Some("1900 1234"));
    let wrong = parse(&help("phone = \"ask Lan\"\nemail = \"help\"")).expect_err("two mistakes");
    assert_eq!(wrong.iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["help.phone", "help.email"]);
}

#[test]
fn a_national_portal_names_who_serves_a_province_and_when() {
    let head = "kind = \"national\"\nagency = \"000.00.00.G00\"\n";
    let one = "[[portal.provincial]]\norigin = \"https://haiduong.example.org\"\nlook = \"haiduong\"\n\
               [[portal.provincial.serves]]\nprovince = \"30\"\nuntil = \"2025-06-30\"\n\
               [[portal.provincial.serves]]\nprovince = \"31\"\nfrom = \"2025-07-01\"\n";
    assert_eq!(portal_with(&format!("{head}{one}")), Vec::<String>::new());
    let twice = portal_with(&format!("{head}{one}{one}"));
    assert_eq!(twice.len(), 2, "{twice:?}");
    assert!(twice[0].ends_with("the province is served already on some of these days"), "{twice:?}");
    // There is no province 30 any more.
    let told = portal_with(&format!("{head}{}", one.replace("until = \"2025-06-30\"", "")));
    assert!(told[0].starts_with("portal.provincial[0].serves[0] no province"), "{told:?}");
    let told = portal_with(&format!("{head}{}", one.replace(".org\"", ".org/portal\"")));
    assert!(told[0].starts_with("portal.provincial[0].origin has a path"), "{told:?}");
    let told = portal_with(&format!("{head}{}", one.replace("look =", "submission = \"/apply\"\nlook =")));
    assert_eq!(told, ["portal.provincial[0].submission allowed is a path with {procedure} and {place}"]);
}

#[test]
fn a_province_names_from_whom_it_takes_people() {
    let head = "kind = \"one-stop\"\nprovince = \"31\"\nagency = \"000.00.00.H23\"\n";
    let upstream = "[[portal.upstreams]]\nkey = \"dvcqg\"\nissuer = \"https://national.example.org\"\nclient_id = \"x\"\n\
                    secret = { env = \"X\" }\n";
    let referrer = "[[portal.referrers]]\norigin = \"https://dvcqg.example.org\"\nupstream = \"dvcqg\"\n";
    assert_eq!(portal_with(&format!("{head}{upstream}{referrer}")), Vec::<String>::new());
    let told = portal_with(&format!("{head}{referrer}"));
    assert_eq!(told, ["portal.referrers[0].upstream no upstream has this key"]);
    let told = portal_with(&format!("{head}{upstream}{}", referrer.replace("https:", "http:")));
    assert!(told[0].starts_with("portal.referrers[0].origin is plain http"), "{told:?}");
    let national = head.replace("one-stop", "national").replace("province = \"31\"\n", "");
    let told = portal_with(&format!("{national}{upstream}{referrer}"));
    assert_eq!(told, ["portal.referrers is for kind = \"one-stop\" only; leave it out"]);
}

#[test]
fn mail_is_not_sent_in_the_clear_nor_with_half_a_login() {
    let mail = |lines: &str| {
        let config = format!("[mail]\nfrom = \"no-reply@example.org\"\n{lines}\n[listen]");
        let told = parse(&GOOD.replace("[listen]", &config)).err().unwrap_or_default();
        told.iter().map(|p| p.path.clone()).collect::<Vec<_>>()
    };
    for host in ["localhost", "127.0.0.1", "::1", "post.localhost"] {
        assert_eq!(mail(&format!("host = \"{host}\"\ntls = \"none\"")), Vec::<String>::new(), "{host}");
    }
    assert_eq!(mail("host = \"mail.example.org\""), Vec::<String>::new());
    assert_eq!(mail("host = \"mail.example.org\"\ntls = \"none\""), ["mail.tls"]);
    assert_eq!(mail("host = \"mail.example.org\"\nuser = \"onedoor\""), ["mail.user"]);
    let password = "password = { env = \"X\" }";
    assert_eq!(mail(&format!("host = \"mail.example.org\"\n{password}")), ["mail.password"]);
    assert_eq!(mail("host = \"mail.example.org\"\nport = 0"), ["mail.port"]);
}
