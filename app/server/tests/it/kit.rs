//! The portal role passes the conformance kit.

use std::net::TcpListener;

use crate::support::configured::{OneStop, SHARED};
use crate::support::gateway::Gateway;
use crate::support::program::{Scratch, onedoor};
use crate::support::site::{SQLITE, Site};

const SECRET: &str = "known to the kit and the portal";
/// `openssl passwd -1`, as an older system would have it.
const HASH: &str = "$1$ROjGfG2T$UIn9lybyYKcjRD05Le3uR0";
const PASSWORD: &str = "Mật khẩu số 1";
/// After so many seconds the portal has asked for the kit that was not there when it began.
const KNOWN: u64 = 5;
/// User names, numbers, and whether these are proven.
const ACCOUNTS: [(&str, &str, bool); 8] = [
    ("kit-free", "", false),
    ("kit-other", "", false),
    ("kit-locked", "", false),
    ("kit-numbered", "036188001234", true),
    ("kit-claimed", "001090012345", false),
    ("kit-twin-1", "079085001111", true),
    ("kit-twin-2", "079085001111", true),
    ("kit-spare", "", false),
];

/// A portal that takes the kit's identity.
struct Tested {
    site: Site,
    /// Where the kit listens.
    port: u16,
    dir: Scratch,
    _gateway: Gateway,
}

impl Tested {
    async fn new(name: &str, policy: &str, kit_policy: &str) -> Self {
        Self::of(name, &|port| one_stop(port, policy), kit_policy, "").await
    }

    /// A portal of this role, its accounts in this organisation if in one.
    async fn of(name: &str, role: &dyn Fn(u16) -> String, kit_policy: &str, organisation: &str) -> Self {
        let gateway = Gateway::start().await;
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let site = Site::at_host("portal.localhost", name, SQLITE, &gateway).playing(&role(port));
        site.file(SHARED, SECRET);
        prepare(&site, organisation);
        let dir = Scratch::new(&format!("{name}-kit"));
        dir.write("kit.toml", &settings(port, kit_policy, organisation));
        Self { site, port, dir, _gateway: gateway }
    }

    /// Runs the kit; whether nothing failed, and what it says.
    fn check(&self, more: &[&str]) -> (bool, String) {
        let (url, config) = (self.site.at(""), self.dir.path().join("kit.toml"));
        let mut arguments = vec!["kit", "check", &url, "--config", config.to_str().unwrap()];
        arguments.extend(more);
        let said = onedoor(&arguments);
        let text =
            format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
        (said.status.success(), text)
    }
}

fn one_stop(port: u16, policy: &str) -> String {
    let issuer = format!("http://127.0.0.1:{port}");
    OneStop { agency: "000.00.00.H22", issuer: ("kit", &issuer), client: "portal-under-test", policy }.role()
}

/// A school system, whose accounts belong to organisations.
fn school(port: u16) -> String {
    format!(
        r#"
        [portal]
        kind = "school"
        agency = "000.00.00.G00"
        [[portal.upstreams]]
        key = "kit"
        issuer = "http://127.0.0.1:{port}"
        client_id = "portal-under-test"
        secret = {{ file = "{SHARED}" }}
        policy = {{ creation = "no", several_accounts = true }}
        "#
    )
}

/// Accounts come with an import; who was proven or locked the older system does not say.
fn prepare(site: &Site, organisation: &str) {
    let (heading, of) = match organisation {
        "" => ("", String::new()),
        code => ("organisation,", format!("{code},")),
    };
    let mut rows = format!("{heading}user_name,display_name,national_number,password_hash\n");
    rows.extend(ACCOUNTS.map(|(name, number, _)| format!("{of}{name},Nguyễn Văn {name},{number},{HASH}\n")));
    let csv = site.file("accounts.csv", &rows);
    let taken = onedoor(&["import", "accounts", "--config", &site.config(1), &csv]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    let database = rusqlite::Connection::open(site.directory().join("site.db")).expect("the database");
    for (name, _, _) in ACCOUNTS.iter().filter(|(_, _, proven)| *proven) {
        let changed = database
            .execute("UPDATE local_accounts SET number_proven_at = created_at WHERE user_name = ?1", [name])
            .expect("proven");
        assert_eq!(changed, 1, "{name}");
    }
    let locked = database
        .execute("UPDATE local_accounts SET state = 'locked' WHERE user_name = 'kit-locked'", [])
        .expect("locked");
    assert_eq!(locked, 1);
}

fn settings(port: u16, policy: &str, organisation: &str) -> String {
    let of = match organisation {
        "" => String::new(),
        code => format!(
            ", organisation = \"{code}\", chosen = [\"school\", \"zarechnaya\", \"bereznyaki\", \"{code}\"]"
        ),
    };
    let account = |name: &str, more: &str| {
        format!("{{ user_name = \"kit-{name}\", password = \"{PASSWORD}\"{more}{of} }}")
    };
    let twin = ", number = \"079085001111\"";
    format!(
        r#"
        listen = "127.0.0.1:{port}"
        issuer = "http://127.0.0.1:{port}"
        client_id = "portal-under-test"
        client_secret = "{SECRET}"
        limit_patience_seconds = 0
        fingerprint_patience_seconds = 30
        [portal]
        name = "Một cửa"
        sign_in = "/sign-in/national/kit?return_to=/dossiers"
        inside = "/dossiers"
        linking = "/linking/v1"
        logout = "/backchannel-logout"
        links = "/account/links"
        [policy]
        {policy}
        [accounts]
        free = {free}
        other = {other}
        locked = {locked}
        numbered = {numbered}
        claimed = {claimed}
        twins = [{one}, {two}]
        "#,
        free = account("free", ""),
        other = account("other", ""),
        locked = account("locked", ""),
        numbered = account("numbered", ", number = \"036188001234\""),
        claimed = account("claimed", ", number = \"001090012345\""),
        one = account("twin-1", twin),
        two = account("twin-2", twin),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_asks_passes() {
    let tested =
        Tested::new("kit-asks", "creation = \"ask\"", "creation = \"ask\"\ncredentials = true").await;
    let node = tested.site.node(1);
    let report = tested.dir.path().join("report");
    let (passed, said) = tested.check(&["--report", report.to_str().unwrap(), "--language", "vi"]);
    assert!(passed, "{said}");
    assert!(said.contains(" 0 failed, 7 not applicable, 0 not tried"), "{said}");
    assert_eq!(node.stop(), Some(0));
    let json = std::fs::read_to_string(report.join("report.json")).expect("the report");
    let page = std::fs::read_to_string(report.join("report.html")).expect("the page");
    for secret in [SECRET, PASSWORD] {
        assert!(!json.contains(secret) && !page.contains(secret), "nothing in it opens anything");
    }
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(read["counts"]["failed"], 0);
    assert!(page.contains("lang=\"vi\"") && page.contains("Một cửa"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_makes_accounts_at_once_and_wants_to_be_sure_passes() {
    let tested = Tested::new(
        "kit-makes",
        "creation = \"yes\", several_accounts = true, least_identity = \"substantial\"",
        "creation = \"yes\"\nseveral_accounts = true\ncredentials = true\nleast_identity = \"urn:onedoor:loa:3\"",
    )
    .await;
    let _node = tested.site.node(1);
    let (passed, said) = tested.check(&[]);
    assert!(passed, "{said}");
    assert!(said.contains(" 0 failed, 5 not applicable, 0 not tried"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_shown() {
    let tested =
        Tested::new("kit-wrong", "creation = \"ask\"", "creation = \"yes\"\ncredentials = false").await;
    // Nobody answers there yet.
    let (passed, said) = tested.check(&["--only", "described"]);
    assert!(!passed && said.contains("nobody answers there"), "{said}");
    let _node = tested.site.node(1);
    let (passed, said) = tested.check(&["--only", "described", "--only", "made-at-once"]);
    assert!(!passed && said.contains("0 passed, 2 failed"), "{said}");
    assert!(said.contains("expected: the way that kit.toml says"), "{said}");
    assert!(said.contains("kit_to_portal: GET"), "{said}");
    assert!(!said.contains(SECRET) && !said.contains(PASSWORD), "{said}");
    let (passed, said) = tested.check(&["--only", "no-such-situation"]);
    assert!(!passed && said.contains("onedoor kit list"), "{said}");
    let file = tested.dir.path().join("new.toml");
    let made = onedoor(&["kit", "new", file.to_str().unwrap()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let again = onedoor(&["kit", "new", file.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&again.stderr);
    assert!(!again.status.success() && told.contains("it is not overwritten"), "{told}");
}

/// Many a developer runs it again at once: the kit has another key then, which the portal has yet to ask for.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_check_straight_after_the_first_finds_the_same() {
    let tested =
        Tested::new("kit-again", "creation = \"ask\"", "creation = \"ask\"\ncredentials = true").await;
    let _node = tested.site.node(1);
    let some = ["described", "proof-not-signed", "unknown-link", "existing-account", "comes-again", "nonce"];
    let only: Vec<&str> = some.iter().flat_map(|name| ["--only", name]).collect();
    let (passed, said) = tested.check(&only);
    assert!(passed && said.contains("6 passed, 0 failed, 0 not applicable, 0 not tried"), "{said}");
    let (passed, said) = tested.check(&only);
    assert!(passed && said.contains("6 passed, 0 failed, 0 not applicable, 0 not tried"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_whose_accounts_belong_to_organisations_passes() {
    let policy = "creation = \"no\"\nseveral_accounts = true\ncredentials = true";
    let tested = Tested::of("kit-school", &school, policy, "edu-122").await;
    let _node = tested.site.node(1);
    let some = [
        "described",
        "existing-account",
        "evidence",
        "never-made",
        "one-match",
        "claimed-here",
        "two-matches",
        "linked-elsewhere",
        "wrong-password",
        "locked",
        "stale-sign-in",
        "asked-right",
        "asked-wrong",
        "asked-too-often",
        "double-click",
        "two-for-one-account",
        "ended-and-returning",
    ];
    let only: Vec<&str> = some.iter().flat_map(|name| ["--only", name]).collect();
    let (passed, said) = tested.check(&only);
    assert!(passed && said.contains(" 0 failed, 0 not applicable, 0 not tried"), "{said}");
}

/// The portal is told no numbers: it has its own fingerprinted by the kit, and finds people by those.
#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_told_fingerprints_passes() {
    let role = |port: u16| one_stop(port, "creation = \"ask\"") + "fingerprints = true";
    let policy = "creation = \"ask\"\ncredentials = true\nfingerprints = true";
    let tested = Tested::of("kit-prints", &role, policy, "").await;
    let _node = tested.site.node(1);
    let some = ["described", "candidates", "one-match", "claimed-here", "claimed-there", "two-matches"];
    let only: Vec<&str> = some.iter().flat_map(|name| ["--only", name]).collect();
    let file = tested.site.directory().join("site.db");
    let (passed, said) = std::thread::scope(|scope| {
        scope.spawn(|| {
            // The portal makes a round every five minutes. The next one is due once the kit is there and is known.
            while std::net::TcpStream::connect(("127.0.0.1", tested.port)).is_err() {
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            std::thread::sleep(std::time::Duration::from_secs(KNOWN));
            let database = rusqlite::Connection::open(&file).expect("the database");
            let due = "UPDATE jobs SET due_at = 0 WHERE kind = 'linking.fingerprints' AND dead_at IS NULL";
            assert_eq!(database.execute(due, []).expect("due"), 1);
        });
        tested.check(&only)
    });
    assert!(passed && said.contains("6 passed, 0 failed, 0 not applicable, 0 not tried"), "{said}");
}
