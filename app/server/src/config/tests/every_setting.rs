//! One wrong value for every setting of the reference: the complaint names it, with its place.

use std::collections::BTreeSet;

use crate::config::{parse, reference};

/// Every setting of an identity, one a line.
const IDENTITY: &str = r#"
public_url = "https://id.example.org"
look = "vneid"
names = { vi = "Định danh" }
country = "vn"
default_language = "vi"
key_file = "keys"
breached_passwords = "breached.filter"
trusted_authorities = "authority.pem"

[listen]
address = "127.0.0.1:8443"
behind_proxy = true

[listen.tls]
certificate = "certificate.pem"
key = "key.pem"

[storage.postgres]
url = "postgres://onedoor@db.example.org/onedoor"
password = { env = "DB_PASSWORD" }
schema = "id"
max_connections = 8

[messages]
gateway = "https://sms.example.org/send"
token = { env = "SMS_TOKEN" }
sender = "VNeID"

[messages.limits]
phone_hour = 5
phone_day = 15
account_day = 30
network_hour = 60
prefix_hour = 500
abroad_hour = 200
site_hour = 5000
site_day = 50000
judged_from = 50
least_share = 20

[mail]
host = "mail.example.org"
port = 587
tls = "starttls"
user = "onedoor"
password = { file = "mail.password" }
from = "no-reply@id.example.org"

[register]
url = "https://register.example.org"
client_certificate = "register.pem"
client_key = "register.key"
authorities = "register-authority.pem"

[help]
phone = "1900 1234"
email = "help@example.org"
words = { vi = "7–22 giờ" }

[limits]
connections = 100
head_seconds = 10
request_seconds = 10
shutdown_seconds = 10

[holidays]
off = ["2026-02-16"]
worked = ["2026-02-28"]

[identity]
levels = "vneid"
captcha = "always"

[identity.closing]
days = 14

[identity.corrections]
working_days = 5

[identity.assurance]
payment_service_makes_middle = false
remote_face_makes_high = false
chip_alone_makes_one = true

[identity.level1]
frame_days = 20
second_officer = "always"
reads_codes_of_2024 = false

[identity.level1.face.model]
file = "faces.onnx"
name = "Faces 1"
same = 0.5
different = 0.3
mean = 127.5
deviation = 128.0
blue_first = true

[[identity.terms]]
version = "2026-11"
from = "2026-11-01"
texts = { vi = "vi.txt", zh = "zh.txt", ru = "ru.txt", en = "en.txt" }

[[identity.clients]]
client_id = "haiduong"
name = "Hải Dương"
names = { en = "Hai Duong" }
redirect_uris = ["https://haiduong.example.org/callback"]
post_logout_redirect_uris = ["https://haiduong.example.org/bye"]
backchannel_logout_uri = "https://haiduong.example.org/logout"
linking_endpoint = "https://haiduong.example.org/linking/v1"
fingerprint_keys = ["2027", "2026"]
fingerprints_per_day = 5000
authentication = "client_secret_basic"
secret = { file = "haiduong.secret" }
scopes = ["openid"]
id_token_alg = "RS256"
subjects = "pairwise"
sector = "example.org"
require_pushed = true
first_party = true
resource_server = true
default_acr = "urn:onedoor:loa:1"
"#;

/// What a portal has and an identity has not.
const PORTAL: &str = sample!(
    "https://haiduong.example.org",
    "haiduong",
    r#"[portal]
kind = "one-stop"
province = "31"
agency = "000.00.00.H23"
captcha = "never"
administrators = ["local_01997e2a-7a3c-7d11-8c55-0123456789ab"]
ask_number = true

[portal.closing]
days = 14

[[portal.upstreams]]
key = "dvcqg"
look = "id-dvcqg"
issuer = "https://id.example.org"
client_id = "haiduong"
secret = { file = "secret" }
scope = "openid profile"
fingerprints = true
linking_way = "page"

[portal.upstreams.policy]
several_accounts = true
creation = "ask"
register_match = "prove"
least_identity = "basic"
least_authentication = "two"

[[portal.referrers]]
origin = "https://dvcqg.example.org"
upstream = "dvcqg"
look = "dvcqg"
names = { en = "National portal" }

[register]
replica = true
"#
);

/// What an identity has that asks a provider for faces.
const PROVIDER: &str = concat!(
    sample!("https://id.example.org", "vneid", ""),
    r#"
[identity]

[identity.level1.face]
attack_levels = ["ISO/IEC 30107-3 level 2"]

[identity.level1.face.provider]
url = "https://faces.example.org"
client_certificate = "faces.pem"
client_key = "faces.key"
authorities = "faces-authority.pem"
"#
);

/// What only a national portal has.
const NATIONAL: &str = sample!(
    "https://dvcqg.example.org",
    "dvcqg",
    r#"[portal]
kind = "national"
agency = "000.00.00.G14"

[[portal.provincial]]
origin = "https://haiduong.example.org"
look = "haiduong"
names = { en = "Hai Duong" }
procedures = ["1.001193"]
submission = "/submit/{procedure}?place={place}"

[portal.moved_to]
origin = "https://haiphong.example.org"
look = "haiphong"
names = { en = "Hai Phong" }

[[portal.provincial.serves]]
province = "31"
from = "2025-07-01"
until = "2099-12-31"
"#
);

/// What only a school has.
const SCHOOL: &str = r#"
public_url = "https://school.example.org"
look = "school"
country = "ru"
default_language = "ru"
key_file = "keys"

[listen]
address = "127.0.0.1:8443"
behind_proxy = true

[storage.sqlite]
path = "site.db"

[messages]
sender = "SCHOOL"

[messages.smpp]
host = "smpp.example.org"
port = 3550
tls = true
system_id = "onedoor"
password = { env = "SMPP_PASSWORD" }
system_type = "OTP"
window = 20

[portal]
kind = "school"
agency = "000.00.00.S01"
organisations = "organisations.json"
procedures = "procedures.json"
"#;

/// A row of the reference.
struct Setting {
    /// `listen.tls`
    table: String,
    name: String,
    /// What it takes, as the reference says.
    takes: String,
    required: bool,
}

impl Setting {
    fn path(&self) -> String {
        if self.table.is_empty() { self.name.clone() } else { format!("{}.{}", self.table, self.name) }
    }

    /// Something that it does not take.
    fn wrong(&self) -> &'static str {
        match (self.path().as_str(), self.takes.as_str()) {
            // Those that take any text take no number; these do not take any text.
            ("help.phone" | "help.email" | "mail.host" | "mail.from", _) => "\"ask Lan\"",
            ("storage.postgres.url", _) => "\"mysql://db\"",
            ("storage.postgres.schema", _) => "\"Öffentlich\"",
            ("identity.clients.client_id" | "portal.upstreams.client_id", _) => "\"\"",
            ("identity.clients.sector", _) => "\"https://example.org/\"",
            ("identity.clients.default_acr", _) => "\"one two\"",
            ("identity.clients.scopes", _) => "[\"profile\"]",
            ("identity.terms.version", _) => "\"a b\"",
            ("identity.captcha" | "portal.captcha" | "identity.level1.second_officer", _) => "\"sometimes\"",
            ("portal.administrators", _) => "[\"petrova\"]",
            ("portal.province", _) => "\"999\"",
            ("portal.agency", _) => "\"H23\"",
            ("portal.upstreams.key", _) => "\"A b\"",
            ("portal.upstreams.scope", _) => "\"profile\"",
            (_, takes) if takes.starts_with("whole number from 0") => "-1",
            (_, takes) if takes.starts_with("whole number") => "0",
            ("identity.level1.face.attack_levels", _) => "[7]",
            (_, takes) if takes.starts_with("list") => "[\"here\"]",
            (_, "text" | "path") => "7",
            (_, "a table") => "{ xx = \"?\" }",
            _ => "\"never\"",
        }
    }
}

/// All rows of the reference that hold a value of their own.
fn settings() -> Vec<Setting> {
    let reference = reference();
    let (mut found, mut table) = (Vec::new(), String::new());
    for line in reference.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            table = if heading.starts_with('`') {
                heading.trim_matches(['`', '[', ']']).to_owned()
            } else {
                String::new()
            };
        }
        let cells: Vec<_> = line.split(" | ").collect();
        let (Some(name), true) = (cells[0].strip_prefix("| `"), cells.len() == 4) else { continue };
        if !cells[1].ends_with("see below") {
            found.push(Setting {
                table: table.clone(),
                name: name.trim_end_matches('`').to_owned(),
                takes: cells[1].to_owned(),
                required: cells[2] == "**required**",
            });
        }
    }
    found
}

/// The line of a setting in a sample, from 0.
fn line_of(sample: &str, setting: &Setting) -> Option<usize> {
    let mut table = "";
    for (at, line) in sample.lines().enumerate() {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']);
        }
        if table == setting.table && line.split(" = ").next() == Some(&setting.name) {
            return Some(at);
        }
    }
    None
}

/// The sample that has a setting, and its line there.
fn sample_of(setting: &Setting) -> (&'static str, usize) {
    let found = [IDENTITY, PROVIDER, PORTAL, NATIONAL, SCHOOL]
        .into_iter()
        .find_map(|sample| Some((sample, line_of(sample, setting)?)));
    found.unwrap_or_else(|| panic!("{} is in no sample", setting.path()))
}

/// The sample with another line in the place of one of its own.
fn with_line(sample: &str, at: usize, line: &str) -> String {
    let lines = sample.lines().enumerate().map(|(n, old)| if n == at { line } else { old });
    lines.collect::<Vec<_>>().join("\n")
}

/// `identity.clients[0].name` without its number.
fn without_numbers(path: &str) -> String {
    path.replace("[0]", "")
}

#[test]
fn the_samples_are_good() {
    parse(IDENTITY).expect("an identity");
    parse(PORTAL).expect("a portal");
    parse(NATIONAL).expect("a national portal");
    parse(SCHOOL).expect("a school");
    assert!(settings().len() > 50, "the reference was not understood");
}

#[test]
fn a_wrong_value_is_named_with_its_place_and_what_is_allowed() {
    for setting in settings() {
        let (sample, at) = sample_of(&setting);
        let path = setting.path();
        let wrong = with_line(sample, at, &format!("{} = {}", setting.name, setting.wrong()));
        let problems = parse(&wrong).err().unwrap_or_else(|| panic!("{path} = {} is taken", setting.wrong()));
        let named = problems.iter().find(|p| without_numbers(&p.path).starts_with(&path));
        let named = named.unwrap_or_else(|| panic!("{path} is not named: {problems:?}"));
        assert_eq!(named.place.map(|place| place.line), Some(at + 1), "{path}: {named:?}");
        let says = ["allowed", "must contain", "not an agency's identifier like"];
        assert!(says.iter().any(|word| named.what.contains(word)), "{path}: {named:?}");
        // Where words are allowed, each of them is told.
        for word in setting.takes.split('`').skip(1).step_by(2) {
            let a_word = !word.contains(['{', ' ']) && !["true", "false"].contains(&word);
            assert!(!a_word || named.what.contains(word), "{path} does not offer {word}: {named:?}");
        }
    }
}

#[test]
fn a_required_setting_that_is_missing_is_named() {
    for setting in settings().iter().filter(|setting| setting.required) {
        let (sample, at) = sample_of(setting);
        let problems = parse(&with_line(sample, at, "")).expect_err(&setting.name);
        let named = problems.iter().any(|p| p.what.contains(&format!("`{}`", setting.name)));
        assert!(named, "{} is not named: {problems:?}", setting.path());
    }
}

#[test]
fn an_unknown_setting_is_refused_in_every_table() {
    let settings = settings();
    let tables: BTreeSet<_> = settings.iter().map(|setting| &setting.table).collect();
    for table in tables {
        let first = settings.iter().find(|setting| setting.table == *table).expect("one");
        let (sample, at) = sample_of(first);
        let line = sample.lines().nth(at).expect("the line");
        let problems = parse(&with_line(sample, at, &format!("{line}\nno_such_setting = 1")));
        let problems = problems.err().unwrap_or_else(|| panic!("[{table}] takes anything"));
        assert!(problems[0].what.contains("no_such_setting"), "{table}: {problems:?}");
        assert_eq!(problems[0].place.map(|place| place.line), Some(at + 2), "{table}: {problems:?}");
    }
}
