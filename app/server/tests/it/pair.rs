//! An identity and a portal in earnest, each a process of its own: they meet over the network only.

use std::time::Duration;

use crate::support::authority::Authority;
use crate::support::browser::{Browser, Page};
use crate::support::configured::{OneStop, SHARED, client};
use crate::support::gateway::Gateway;
use crate::support::postgres;
use crate::support::site::{SQLITE, Site};
use crate::world::registration::BINH;

/// How often to look for something that happens by itself, and how long to wait between.
const LOOKS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(300);

pub(crate) struct Pair {
    pub(crate) identity: Site,
    pub(crate) portal: Site,
    pub(crate) gateway: Gateway,
}

impl Pair {
    /// The portal of a province and the identity that its people come with. `storage` is that of the
    /// identity; with an authority both speak TLS with its certificates.
    async fn new(name: &str, storage: &str, authority: Option<&Authority>) -> Self {
        Self::creating(name, storage, authority, "yes").await
    }

    /// The same where the portal makes an account at once, or when it is asked to.
    pub(crate) async fn creating(
        name: &str,
        storage: &str,
        authority: Option<&Authority>,
        creation: &str,
    ) -> Self {
        Self::stored(name, [storage, SQLITE], authority, creation).await
    }

    /// The same with the storage of both.
    pub(crate) async fn stored(
        name: &str,
        storage: [&str; 2],
        authority: Option<&Authority>,
        creation: &str,
    ) -> Self {
        let gateway = Gateway::start().await;
        let identity = Site::at_host("id.localhost", &format!("{name}-id"), storage[0], &gateway);
        let portal = Site::at_host("portal.localhost", &format!("{name}-portal"), storage[1], &gateway);
        let (identity, portal) = match authority {
            Some(authority) => (identity.certified(authority), portal.certified(authority)),
            None => (identity, portal),
        };
        for site in [&identity, &portal] {
            site.file(SHARED, "known to both sides\n");
        }
        let client = client(&portal, ("haiduong", "Hải Dương"), "");
        let upstream = OneStop {
            agency: "000.00.00.H22",
            issuer: ("national", &identity.at("")),
            client: "haiduong",
            policy: &format!("creation = \"{creation}\""),
        };
        let upstream = upstream.role();
        Self { identity: identity.playing(&client), portal: portal.playing(&upstream), gateway }
    }

    /// From the portal's page to the sign-in page of the identity, or to what stands in its place.
    pub(crate) async fn towards_the_identity(&self, browser: &Browser) -> Page {
        let sign_in = browser.get(&self.portal.at("/dossiers")).await;
        sign_in.is_at("portal.localhost", "/sign-in");
        browser.follow(&sign_in, "/sign-in/national/national").await
    }

    /// Registers at the identity on the way, and comes back to the portal.
    pub(crate) async fn register(&self, browser: &Browser) -> Page {
        let national = self.towards_the_identity(browser).await;
        national.is_at("id.localhost", "/sign-in");
        let form = browser.follow(&national, "/register").await;
        let filled = [("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")];
        let asked = browser.send(&form, "/register", &filled).await;
        let code = self.gateway.code_to(BINH.number, 0).await;
        let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
        let filled = [("login", BINH.login), ("password", BINH.password), ("again", BINH.password)];
        let question = browser.send(&credentials, "/register/credentials", &filled).await;
        browser.send(&question, "/consent", &[("decision", "allow")]).await
    }

    pub(crate) async fn sign_in(&self, browser: &Browser, page: &Page) -> Page {
        page.is_at("id.localhost", "/sign-in");
        browser.send(page, "/sign-in", &[("identifier", BINH.login), ("password", BINH.password)]).await
    }
}

#[track_caller]
pub(crate) fn is_signed_in_at_the_portal(page: &Page) {
    page.is_at("portal.localhost", "/dossiers");
    page.says(BINH.name);
}

#[tokio::test]
async fn a_first_sign_in_is_linked_over_tls_of_a_private_authority() {
    let (authority, stranger) = (Authority::new("authority"), Authority::new("stranger"));
    let pair = Pair::new("tls-pair", SQLITE, Some(&authority)).await;
    let _identity = pair.identity.node(1);
    // A portal that does not know the authority believes nobody.
    pair.portal.file("authority.pem", &stranger.pem());
    let doubting = pair.portal.node(1);
    let browser = Browser::new("vi").trusting(&authority.pem());
    let told = pair.towards_the_identity(&browser).await;
    assert_eq!((told.status.as_u16(), told.url.host_str()), (502, Some("portal.localhost")), "{told}");
    assert_eq!(doubting.stop(), Some(0));

    pair.portal.file("authority.pem", &authority.pem());
    let portal = pair.portal.node(1);
    let browser = Browser::new("vi").trusting(&authority.pem());
    is_signed_in_at_the_portal(&pair.register(&browser).await);
    let links = browser.get(&pair.portal.at("/account/links")).await;
    assert_eq!(links.status, 200, "{links}");
    assert!(links.html.contains(&pair.identity.at("")) || links.text().contains(BINH.name), "{links}");

    // The second time straight to the same account, in another browser.
    let elsewhere = Browser::new("vi").trusting(&authority.pem());
    let national = pair.towards_the_identity(&elsewhere).await;
    is_signed_in_at_the_portal(&pair.sign_in(&elsewhere, &national).await);

    // SIGHUP: renewed files are read again.
    stranger.certify("portal.localhost", pair.portal.directory());
    portal.signal("HUP");
    let renewed = Browser::new("vi").trusting(&stranger.pem());
    eventually("the new certificate", async || {
        renewed.reaches(&pair.portal.at("/")).await && !elsewhere.afresh().reaches(&pair.portal.at("/")).await
    })
    .await;
}

#[tokio::test]
async fn the_other_side_is_down_and_comes_back() {
    let pair = Pair::new("outage", SQLITE, None).await;
    let (identity, portal) = (pair.identity.node(1), pair.portal.node(1));
    let (browser, other) = (Browser::new("en"), Browser::new("en"));
    is_signed_in_at_the_portal(&pair.register(&browser).await);

    // The identity is down: whoever is signed in notices nothing, whoever is not is told.
    assert_eq!(identity.stop(), Some(0));
    is_signed_in_at_the_portal(&browser.get(&pair.portal.at("/dossiers")).await);
    let told = pair.towards_the_identity(&other).await;
    assert_eq!((told.status.as_u16(), told.url.host_str()), (502, Some("portal.localhost")), "{told}");
    told.says("no answer");
    let identity = pair.identity.node(1);
    let mut national = told;
    for _ in 0..LOOKS {
        national = other.follow(&national, "/sign-in/national/national").await;
        if national.status == 200 {
            break;
        }
        tokio::time::sleep(PAUSE).await;
    }
    // Heading for where she wanted to go in the first place.
    is_signed_in_at_the_portal(&pair.sign_in(&other, &national).await);

    // The portal is down when she signs out at the identity: it is told when it is back.
    portal.kill();
    let account = other.get(&pair.identity.at("/account")).await;
    let left = other.send(&account, "/sign-out", &[]).await;
    assert_eq!(left.status, 200, "{left}");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let _portal = pair.portal.node(1);
    let (browser, other) = (browser.afresh(), other.afresh());
    eventually("the end of her session", async || {
        other.get(&pair.portal.at("/dossiers")).await.url.path() == "/sign-in"
    })
    .await;
    // Only of that one.
    is_signed_in_at_the_portal(&browser.get(&pair.portal.at("/dossiers")).await);
    drop(identity);
}

#[tokio::test]
async fn a_code_of_one_node_is_exchanged_at_another() {
    let Some(storage) = postgres("it_pair") else { return };
    let pair = Pair::new("nodes-pair", &storage, None).await;
    // The portal calls the first node; the browser goes to the second.
    let _nodes = (pair.identity.node(1), pair.identity.node(2), pair.portal.node(1));
    let ways = [("id.localhost", pair.identity.address(2)), ("portal.localhost", pair.portal.address(1))];
    let browser = Browser::new("en").by_way_of(&ways);
    is_signed_in_at_the_portal(&pair.register(&browser).await);
}

pub(crate) async fn eventually(what: &str, happens: impl AsyncFn() -> bool) {
    for _ in 0..LOOKS {
        if happens().await {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("{what} did not come");
}
