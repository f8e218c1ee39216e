//! Two provinces become one: Hải Dương goes into Hải Phòng with its accounts, dossiers and links.

mod foreign;
mod killed;
pub(crate) mod two_accounts;
mod words;

use std::path::Path;
use std::process::Output;

use crate::pair::eventually;
use crate::support::browser::{Browser, Page};
use crate::support::configured::{OneStop, SHARED, client};
use crate::support::gateway::Gateway;
use crate::support::postgres;
use crate::support::program::onedoor;
use crate::support::site::{SQLITE, Site};
use crate::world::registration::BINH;

/// "Mật khẩu số 1", as Python's bcrypt has it.
const HASH: &str = "$2b$05$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm";
const PASSWORD: &str = "Mật khẩu số 1";

struct Provinces {
    gateway: Gateway,
    identity: Site,
    from: Site,
    into: Site,
}

fn portal(identity: &Site, client: &str, agency: &str) -> String {
    let issuer = identity.at("");
    OneStop { agency, issuer: ("national", &issuer), client, policy: "creation = \"yes\"" }.role()
}

impl Provinces {
    async fn new(name: &str) -> Self {
        Self::stored(name, [SQLITE; 3]).await
    }

    /// The same, each with its storage: of the identity, of the portal that goes, of the one that stays.
    async fn stored(name: &str, storage: [&str; 3]) -> Self {
        let gateway = Gateway::start().await;
        let identity = Site::at_host("id.localhost", &format!("{name}-id"), storage[0], &gateway);
        let from = Site::at_host("haiduong.localhost", &format!("{name}-from"), storage[1], &gateway);
        let into = Site::at_host("haiphong.localhost", &format!("{name}-into"), storage[2], &gateway);
        for site in [&identity, &from, &into] {
            site.file(SHARED, "known to both sides\n");
        }
        let first_party = "first_party = true";
        let clients = client(&from, ("haiduong", "haiduong"), first_party)
            + &client(&into, ("haiphong", "haiphong"), first_party);
        let (of_from, of_into) =
            (portal(&identity, "haiduong", "000.00.00.H23"), portal(&identity, "haiphong", "000.00.00.H24"));
        let (from, into) = (from.playing(&of_from), into.playing(&of_into));
        Self { gateway, identity: identity.playing(&clients), from, into }
    }

    /// Hải Dương from now on says where it went.
    fn moves(self) -> Self {
        let role = portal(&self.identity, "haiduong", "000.00.00.H23");
        let moved =
            format!("{role}\n[portal.moved_to]\norigin = \"{}\"\nlook = \"haiphong\"", self.into.at(""));
        Self { from: self.from.playing(&moved), ..self }
    }

    fn key(&self) -> String {
        self.key_called("handover.key")
    }

    fn key_called(&self, name: &str) -> String {
        let file = self.from.directory().join(name);
        if !file.exists() {
            said(&onedoor(&["keys", "new", file.to_str().unwrap()]));
        }
        file.to_str().unwrap().to_owned()
    }

    fn export(&self, dir: &Path) -> Output {
        self.export_under(&self.key(), dir)
    }

    fn export_under(&self, key: &str, dir: &Path) -> Output {
        let config = self.from.config(1);
        onedoor(&["portal", "export", "--config", &config, "--key", key, dir.to_str().unwrap()])
    }

    fn absorb(&self, dir: &Path, more: &[&str]) -> Output {
        self.absorb_from(&self.from.at(""), &self.key(), dir, more)
    }

    /// The same as the portal at this address, with this key file.
    fn absorb_from(&self, from: &str, key: &str, dir: &Path, more: &[&str]) -> Output {
        let (config, dir) = (self.into.config(1), dir.to_str().unwrap());
        let asked = ["portal", "absorb", "--config", &config, "--from", from, "--key", key, dir];
        onedoor(&[&asked, more].concat())
    }

    fn systems(&self, asked: &[&str]) -> Output {
        let config = self.identity.config(1);
        onedoor(&[&["systems"], asked, &["--config", &config]].concat())
    }

    /// Registers at the identity on the way to the old portal.
    async fn registers(&self, browser: &Browser) -> Page {
        let sign_in = browser.get(&self.from.at("/dossiers")).await;
        let national = browser.follow(&sign_in, "/sign-in/national/national").await;
        let form = browser.follow(&national, "/register").await;
        let filled = [("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")];
        let asked = browser.send(&form, "/register", &filled).await;
        let code = self.gateway.code_to(BINH.number, 0).await;
        let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
        let filled = [("login", BINH.login), ("password", BINH.password), ("again", BINH.password)];
        browser.send(&credentials, "/register/credentials", &filled).await
    }

    /// From a page of the new portal that wants a sign-in, through the identity.
    async fn comes(&self, browser: &Browser, path: &str) -> Page {
        let sign_in = browser.get(&self.into.at(path)).await;
        sign_in.is_at("haiphong.localhost", "/sign-in");
        let national = browser.follow(&sign_in, "/sign-in/national/national").await;
        browser.send(&national, "/sign-in", &[("identifier", BINH.login), ("password", BINH.password)]).await
    }
}

/// What a command printed; it must have done what it was asked to.
#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a command complained of.
#[track_caller]
fn complained(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn import(site: &Site, rows: &str) {
    let csv = site.file("accounts.csv", &format!("user_name,display_name,phone,password_hash\n{rows}"));
    said(&onedoor(&["import", "accounts", "--phones-confirmed", "--config", &site.config(1), &csv]));
}

async fn signs_in_locally(site: &Site, name: &str) -> Page {
    let browser = Browser::new("en");
    let form = browser.get(&site.at("/sign-in?return_to=%2Fdossiers")).await;
    browser.send(&form, "/sign-in", &[("user_name", name), ("password", PASSWORD)]).await
}

/// Binh is linked at the old portal and submits a dossier there; its number.
async fn applies(world: &Provinces, browser: &Browser) -> String {
    world.registers(browser).await.is_at("haiduong.localhost", "/dossiers");
    let form = browser.get(&world.from.at("/submit/1.001193?place=10525")).await;
    let filled = [("phone", "0912 345 001"), ("request", "For my daughter")];
    let review = browser.send(&form, "/submit/", &filled).await;
    let submitted = browser.send(&review, "/review/", &[]).await;
    let number = submitted.url.path().rsplit('/').next().unwrap().to_owned();
    assert!(number.starts_with("000.00.00.H23-"), "{submitted}");
    number
}

/// The operators of the identity merge the systems, while it is stopped.
fn the_identity_merges(world: &Provinces) {
    assert!(
        complained(&world.systems(&["merge", "haiduong", "nowhere"])).contains("no system is registered")
    );
    said(&world.systems(&["merge", "haiduong", "haiphong", "--why", "Resolution 202/2025/QH15"]));
    let merged = said(&world.systems(&["merge", "haiduong", "haiphong"]));
    assert!(merged.starts_with("haiduong: merged into haiphong, as before\nNext: "), "{merged}");
    assert!(said(&world.systems(&["list"])).contains("haiduong\tmerged into haiphong"));
    let shown = said(&world.systems(&["show", "haiduong"]));
    assert!(shown.contains("merged into haiphong: Resolution 202/2025/QH15"), "{shown}");
    assert!(shown.contains("client_secret_basic") && !shown.contains("\"secret\""), "{shown}");
}

/// First what would happen, then it happens, then there is nothing left to do.
fn the_portal_absorbs(world: &Provinces, dir: &Path) {
    let checked = said(&world.absorb(dir, &["--check"]));
    assert!(checked.contains("user name lan is taken here: lan@haiduong.localhost"), "{checked}");
    assert!(checked.contains("3 accounts, 1 dossiers, 1 links would be taken in"), "{checked}");
    let done = said(&world.absorb(dir, &[]));
    assert!(done.contains("3 accounts, 1 dossiers, 1 links taken in"), "{done}");
    assert!(said(&world.absorb(dir, &[])).contains("5 records were dealt with before"));
}

/// How often a number was sent a text with these words.
fn told(world: &Provinces, number: &str, words: &str) -> usize {
    let sent = world.gateway.sent();
    let texts = sent.iter().filter(|(_, message)| message["to"] == number);
    texts.filter(|(_, message)| message["text"].as_str().unwrap().contains(words)).count()
}

#[tokio::test]
async fn s1_3_one_province_goes_into_another() {
    goes_into_another(Provinces::new("merge").await).await;
}

#[tokio::test]
async fn s1_3_one_province_goes_into_another_on_postgresql() {
    let schemas = ["it_merge_id", "it_merge_from", "it_merge_into"].map(postgres);
    let [Some(id), Some(from), Some(into)] = &schemas else { return };
    goes_into_another(Provinces::stored("merge-pg", [id, from, into]).await).await;
}

/// Neither the directory of an export nor what lies in it can be read by others on the machine.
fn is_its_owners_alone(dir: &Path) {
    #[cfg(unix)]
    for (file, mode) in [("", 0o700), ("manifest.json", 0o600), ("accounts", 0o600)] {
        let found = std::fs::metadata(dir.join(file)).unwrap().permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&found) & 0o777, mode, "{file}");
    }
}

async fn goes_into_another(world: Provinces) {
    import(
        &world.from,
        &format!("lan,Trần Thị Lan,+84912345001,{HASH}\nhoa,Lê Thị Hoa,+84912345002,{HASH}\n"),
    );
    import(&world.into, &format!("lan,Vũ Hoàng Lan,+84912345003,{HASH}\n"));
    let (identity, from) = (world.identity.node(1), world.from.node(1));
    let browser = Browser::new("en");
    let number = applies(&world, &browser).await;
    let path = format!("/dossiers/{number}");
    assert_eq!(from.stop(), Some(0));

    // Nothing is written of a portal that may change meanwhile.
    let dir = world.from.directory().join("export");
    assert!(complained(&world.export(&dir)).contains("portal.moved_to is not set"));
    let world = world.moves();
    let _from = world.from.node(1);
    // The old bookmark: whoever is signed in, too, is told where it is now.
    let moved = browser.afresh().get(&world.from.at(&path)).await;
    assert_eq!(moved.status, 410, "{moved}");
    assert!(moved.html.contains(&format!("href=\"{}\"", world.into.at(&path))), "{}", moved.html);
    assert!(said(&world.export(&dir)).contains("3 accounts, 1 dossiers, 1 links"));
    assert!(!std::fs::read_to_string(dir.join("accounts")).unwrap().contains("display_name"), "sealed");
    is_its_owners_alone(&dir);

    // Too early: the identity does not know of it.
    let early = complained(&world.absorb(&dir, &["--check"]));
    assert!(early.contains("onedoor systems merge"), "{early}");
    assert_eq!(identity.stop(), Some(0));
    the_identity_merges(&world);
    let identity = world.identity.node(1);
    the_portal_absorbs(&world, &dir);

    // The identity dies just when it is told of the link.
    identity.kill();
    let _into = world.into.node(1);
    world.identity.node(1).kill();
    let _identity = world.identity.node(1);
    eventually("the link to be confirmed", async || {
        let arrived = world.comes(&Browser::new("en"), "/account/links").await;
        arrived.url.path() == "/account/links"
    })
    .await;
    // The same national sign-in, nothing asked, and the old dossier.
    let browser = Browser::new("en");
    let dossier = world.comes(&browser, &path).await;
    dossier.is_at("haiphong.localhost", &path);
    dossier.says(&number);
    dossier.says("Submitted at Onedoor, which is part of this portal now");
    let links = browser.get(&world.identity.at("/account/links")).await;
    links.says("was merged into another system");
    links.says("Carried over from haiduong");
    browser.get(&world.into.at("/account/links")).await.says("Carried over from");
    // Local passwords: under the old name, and where it was taken, under the one that its owner was told.
    signs_in_locally(&world.into, "hoa").await.says("Lê Thị Hoa");
    signs_in_locally(&world.into, "lan").await.says("Vũ Hoàng Lan");
    signs_in_locally(&world.into, "lan@haiduong.localhost").await.says("Trần Thị Lan");
    let phones =
        [("+84912345001", "lan@haiduong.localhost"), ("+84912345002", "hoa"), (BINH.number, "haiphong")];
    assert_eq!(
        phones.map(|(number, words)| told(&world, number, words)),
        [1, 1, 1],
        "{:?}",
        world.gateway.sent()
    );
}
