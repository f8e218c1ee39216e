//! A portal, a national identity beside it, and the people who go there.

mod accounts;
mod links;
mod record;

use std::sync::Arc;

use onedoor_base::{
    AuthenticationLevel, Country, Digest, IdentityLevel, Language, LocalAccountId, Secret, Timestamp,
};
use onedoor_linking::{Creation, Policy};
use onedoor_portal::linking::{DEFAULT_SCOPE, Linking, LinkingWay, UpstreamSettings};
use onedoor_portal::{Portal, PortalFacts, Profile, Way, portal_router};
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::Site;
use onedoor_site::challenge::Captcha;
use onedoor_site::testing::{Answer, Browser, TestSite, TestWorld};
use onedoor_storage::StorageError;
use onedoor_ui::{Look, Role, SiteLook};

use super::fake::{CLIENT, Fake, Person, SECRET, Speaks};

pub(super) const PASSWORD: &str = "ba con gà ngoài sân";
/// Accounts whose names begin so have no password: it takes long to hash.
pub(super) const WITHOUT_PASSWORD: &str = "nguoi";
/// The account `thanhtra`, which the configuration names.
const ADMINISTRATOR: LocalAccountId = LocalAccountId::from_bytes([7; 16]);
pub(super) const NUMBER: &str = "036188001234";

/// A province: makes accounts at once, one for each person.
pub(super) const PROVINCE: Policy = Policy {
    several_accounts: false,
    creation: Creation::Yes,
    least_identity: IdentityLevel::Basic,
    least_authentication: AuthenticationLevel::One,
    register_match: onedoor_linking::RegisterMatch::Confirm,
};

/// A province that asks before it makes an account.
pub(super) const ASKING: Policy = Policy { creation: Creation::Ask, ..PROVINCE };

/// A school: makes none; people may have several.
pub(super) const SCHOOL: Policy = Policy { several_accounts: true, creation: Creation::No, ..PROVINCE };

/// Lan, known by document and face, number proven.
pub(super) fn lan() -> Person {
    Person {
        sub: "lan-at-this-portal",
        name: "Trần Thị Lan",
        acr: IdentityLevel::Substantial.acr(),
        amr: &["pwd"],
        sid: "session-of-lan",
        number: Some(NUMBER),
        number_verified: true,
        signed_in_ago: 10,
        more: Vec::new(),
    }
}

/// Minh, somebody else.
pub(super) fn minh() -> Person {
    Person {
        sub: "minh-at-this-portal",
        name: "Phạm Văn Minh",
        sid: "session-of-minh",
        number: Some("001090012345"),
        ..lan()
    }
}

pub(super) struct Town {
    pub(super) world: TestWorld,
    pub(super) fake: Fake,
    pub(super) portal: Portal,
    pub(super) site: Arc<Site>,
    router: axum::Router,
}

impl Town {
    pub(super) async fn with(policy: Policy) -> Self {
        Self::of(policy, Look::Haiduong, false, LinkingWay::Credentials).await
    }

    /// A portal that has nobody's password checked that was typed elsewhere.
    pub(super) async fn on_its_own_page() -> Self {
        let town = Self::of(PROVINCE, Look::Haiduong, false, LinkingWay::Page).await;
        town.fake.speaks(Speaks::Confirms);
        town
    }

    /// A school system with organisations.
    pub(super) async fn school() -> Self {
        Self::of(SCHOOL, Look::School, true, LinkingWay::Credentials).await
    }

    /// A school that wants the check against programs.
    pub(super) async fn checking(captcha: Captcha) -> Self {
        Self::set_up(SCHOOL, Look::Haiduong, (false, captcha), LinkingWay::Credentials).await
    }

    async fn of(policy: Policy, look: Look, organised: bool, way: LinkingWay) -> Self {
        Self::set_up(policy, look, (organised, Captcha::Never), way).await
    }

    async fn set_up(
        policy: Policy,
        look: Look,
        (organised, captcha): (bool, Captcha),
        way: LinkingWay,
    ) -> Self {
        let world = TestWorld::new();
        let fake = Fake::start(&world.clock).await;
        let about = TestSite {
            key: "portal",
            country: Country::Vietnam,
            language: Language::En,
            look,
            role: Role::Portal,
            nav: Vec::new(),
            captcha,
            texts: onedoor_site::TextLimits::default(),
            register: None,
        };
        let site = world.site(about).await;
        let upstream = UpstreamSettings { way, ..upstream(("esia", Look::Esia), &fake, policy) };
        let http = reqwest::Client::new();
        let linking = Linking::new("portal", &site.settings.origin(), &http, vec![upstream]);
        let agency = "000.00.00.H23".parse().expect("an agency");
        let profile = if organised {
            Profile::school(agency, vec![Way::esia()], OrganisationDirectory::sample())
        } else {
            Profile::national(agency, vec![Way::esia()])
        };
        let profile = Profile { administrators: vec![ADMINISTRATOR], ..profile };
        let portal = Portal::new(PortalFacts { site: Arc::clone(&site), profile, linking });
        let router = portal_router(portal.clone());
        Self { world, fake, portal, site, router }
    }

    /// The portal takes sign-ins of a second national identity from now on.
    pub(super) async fn takes_second(&mut self, policy: Policy) -> Fake {
        let second = Fake::start(&self.world.clock).await;
        let both = vec![
            upstream(("esia", Look::Esia), &self.fake, policy),
            upstream(("vneid", Look::Vneid), &second, policy),
        ];
        let linking = Linking::new("portal", &self.site.settings.origin(), &reqwest::Client::new(), both);
        let profile = self.portal.profile.clone();
        self.portal = Portal::new(PortalFacts { site: Arc::clone(&self.site), profile, linking });
        self.router = portal_router(self.portal.clone());
        second
    }

    /// Its configuration names the first one alone again.
    pub(super) fn takes_first_only(&mut self, policy: Policy) {
        let one = vec![upstream(("esia", Look::Esia), &self.fake, policy)];
        let linking = Linking::new("portal", &self.site.settings.origin(), &reqwest::Client::new(), one);
        let profile = self.portal.profile.clone();
        self.portal = Portal::new(PortalFacts { site: Arc::clone(&self.site), profile, linking });
        self.router = portal_router(self.portal.clone());
    }

    /// The same portal after its configuration changed: it takes nobody's sign-ins any more.
    pub(super) fn without_national(&self) -> axum::Router {
        let profile = self.portal.profile.clone();
        portal_router(Portal::new(PortalFacts {
            site: Arc::clone(&self.site),
            profile,
            linking: Linking::none(),
        }))
    }

    /// An issuer that speaks of links.
    pub(super) async fn two_sided(policy: Policy) -> Self {
        let town = Self::with(policy).await;
        town.fake.speaks(Speaks::Confirms);
        town
    }

    /// The portal's endpoints on a port of this machine; its own name for itself stays.
    pub(super) async fn listens(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    /// Does what is due, as a node does by and by.
    pub(super) async fn works(&self) {
        let jobs = onedoor_portal::linking::jobs(&self.portal, onedoor_site::jobs::Jobs::new());
        jobs.round(&self.site).await.expect("a round");
    }

    pub(super) fn browser(&self) -> Browser {
        Browser::at(&self.site, &self.router)
    }

    pub(super) fn browser_at(&self, router: &axum::Router) -> Browser {
        Browser::at(&self.site, router)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.site.clock.now()
    }

    /// The browser is sent to the national identity; the address there.
    pub(super) async fn sent(&self, browser: &mut Browser, return_to: &str) -> String {
        let away = browser.get(&format!("/sign-in/national/esia?return_to={return_to}")).await;
        assert_eq!(away.status, axum::http::StatusCode::SEE_OTHER, "{}", away.body);
        away.location().expect("an address").to_owned()
    }

    /// The person signs in there and comes back; the answer to that, not followed.
    pub(super) async fn comes_back(&self, browser: &mut Browser, person: &Person, return_to: &str) -> Answer {
        let location = self.sent(browser, return_to).await;
        browser.get(&self.fake.signs_in(&location, person)).await
    }

    /// The same, as far as the page that says why not.
    pub(super) async fn is_refused(&self, browser: &mut Browser, person: &Person) -> Answer {
        let back = self.comes_back(browser, person, "/dossiers").await;
        assert!(back.location().is_some_and(|to| to.starts_with("/sign-in/stopped?")), "{:?}", back.headers);
        browser.follow(back).await
    }

    /// The same as far as the page that says "not linked yet"; its path.
    pub(super) async fn not_linked_yet(
        &self,
        browser: &mut Browser,
        person: &Person,
        return_to: &str,
    ) -> String {
        let back = self.comes_back(browser, person, return_to).await;
        let path = back.location().unwrap_or_default().to_owned();
        assert!(path.starts_with("/sign-in/link/prop_"), "{path}: {}", back.body);
        path
    }

    /// On from there: user name and password of a local account.
    pub(super) async fn proves(
        &self,
        browser: &mut Browser,
        path: &str,
        user: &str,
        password: &str,
    ) -> Answer {
        let form = browser.get(&format!("{path}/account")).await;
        let fields = [("user_name", user), ("password", password)];
        browser.submit(&form, &format!("{path}/account"), &fields).await
    }
}

/// The session of a browser, as the database has it.
pub(super) async fn session_of(town: &Town, browser: &Browser) -> onedoor_base::Session {
    let digest = Digest::of(browser.cookies.get("session").expect("signed in"));
    let found: Result<_, StorageError> = town
        .site
        .store
        .read(move |tx| Box::pin(async move { onedoor_storage::site::sessions::by_digest(tx, digest).await }))
        .await;
    found.expect("read").expect("a session")
}

fn upstream((key, look): (&str, Look), fake: &Fake, policy: Policy) -> UpstreamSettings {
    UpstreamSettings {
        fingerprints: true,
        way: LinkingWay::Credentials,
        key: key.to_owned(),
        look: SiteLook::new(look, Role::Identity),
        issuer: fake.issuer().to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Secret::new(SECRET),
        scope: DEFAULT_SCOPE.to_owned(),
        policy,
    }
}
