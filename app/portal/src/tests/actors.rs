//! A portal with its people.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Country, IdentityLevel, LocalAccountId, Secret, Subject};
use onedoor_services::accounts::{AccountState, LocalAccount, Origin, UserName};
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::challenge::Captcha;
use onedoor_site::register::Register;
use onedoor_site::session::{NewSession, SignIn};
use onedoor_site::testing::{Answer, Browser, TestSite, TestWorld};
use onedoor_site::{Refused, Site, Visit, passwords, see_other, site_router};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Look, Role};

use crate::linking::Linking;
use crate::{
    Portal, PortalFacts, Profile, Way, closing, contacts, copy, identification, navigation, referrals, routes,
};

/// The password of everybody who has one, unless a test says otherwise.
pub(crate) const PASSWORD: &str = "nine white herons";

/// A portal of a test: it vanishes with the test.
pub(crate) struct TestPortal {
    pub(crate) world: TestWorld,
    pub(crate) portal: Portal,
    router: Router,
}

/// The national portal.
pub(crate) fn national() -> Profile {
    Profile::national("000.00.00.G01".parse().expect("an agency"), Vec::new())
}

/// A province's one-stop desk.
pub(crate) fn one_stop() -> Profile {
    Profile::one_stop("000.00.30.H23".parse().expect("an agency"), vec![Way::dvcqg()], "31")
}

/// A school system.
pub(crate) fn school() -> Profile {
    Profile::school("000.00.01.S01".parse().expect("an agency"), Vec::new(), OrganisationDirectory::sample())
}

impl TestPortal {
    pub(crate) async fn of(profile: Profile) -> Self {
        Self::with(profile, Captcha::Never).await
    }

    /// One that wants the check against programs.
    pub(crate) async fn with(profile: Profile, captcha: Captcha) -> Self {
        Self::set_up(profile, captcha, None).await
    }

    /// One that asks for national numbers and holds them against this register.
    pub(crate) async fn asking(profile: Profile, register: Register) -> Self {
        Self::set_up(Profile { ask_number: true, ..profile }, Captcha::Never, Some(register)).await
    }

    async fn set_up(profile: Profile, captcha: Captcha, register: Option<Register>) -> Self {
        let world = TestWorld::new();
        let about = TestSite {
            role: Role::Portal,
            look: Look::Dvcqg,
            nav: navigation(&profile),
            captcha,
            register,
            ..TestSite::default()
        };
        let country = if profile.organisations.is_some() { Country::Russia } else { Country::Vietnam };
        let site = world.site(TestSite { country, ..about }).await;
        let portal = Portal::new(PortalFacts { site, profile, linking: Linking::none() });
        // Signing in has tests of its own: here it is an address.
        let pages = routes::pages()
            .merge(contacts::pages())
            .merge(referrals::pages())
            .merge(closing::pages())
            .merge(identification::pages())
            .merge(copy::pages())
            .route("/test-sign-in/{id}", get(sign_in));
        let router = site_router(portal.clone(), pages, referrals::endpoints());
        Self { world, portal, router }
    }

    pub(crate) fn site(&self) -> &Arc<Site> {
        &self.portal.site
    }

    /// Answers at an address of this machine, for programs; until then nothing does.
    pub(crate) async fn answers_at(&self, address: std::net::SocketAddr) {
        let listener = tokio::net::TcpListener::bind(address).await.expect("the port is free");
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
    }

    /// Somebody who has not signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::at(self.site(), &self.router)
    }

    /// Somebody with an account, signed in.
    pub(crate) async fn person(&self, name: &str) -> (Browser, LocalAccountId) {
        let account = self.account(name).await;
        let mut browser = self.visitor();
        browser.get(&format!("/test-sign-in/{account}")).await.assert_leads_to("/");
        (browser, account)
    }

    /// A new account, without a password.
    pub(crate) async fn account(&self, name: &str) -> LocalAccountId {
        self.keep(self.record(None, name)).await
    }

    /// A new account with the usual password.
    pub(crate) async fn with_password(&self, organisation: Option<&str>, user_name: &str) -> LocalAccountId {
        let mut record = self.record(organisation, user_name);
        record.password_hash = Some(self.hash_of(PASSWORD).await);
        self.keep(record).await
    }

    /// The hash that the portal makes of a password.
    pub(crate) async fn hash_of(&self, password: &str) -> String {
        passwords::make(self.site(), Secret::new(password)).await.ok().expect("passwords can be hashed")
    }

    /// What an account without a password would be kept as.
    pub(crate) fn record(&self, organisation: Option<&str>, user_name: &str) -> AccountRecord {
        AccountRecord::new(LocalAccount {
            id: LocalAccountId::new(self.site().now(), self.site().random.as_ref()),
            user_name: UserName::imported(user_name).expect("a user name"),
            organisation: organisation.map(|code| code.parse().expect("a code")),
            display_name: user_name.to_owned(),
            phone: None,
            email: None,
            state: AccountState::Active,
            origin: Origin::Imported,
            created_at: self.site().now(),
        })
    }

    /// Keeps an account.
    pub(crate) async fn keep(&self, record: AccountRecord) -> LocalAccountId {
        let hash = record.password_hash.clone();
        let noted: Result<(), StorageError> = self
            .site()
            .store
            .write(move |tx| {
                let hash = hash.clone();
                Box::pin(async move {
                    crate::credentials::note_kinds(tx, hash.as_deref().into_iter()).await?;
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        noted.expect("its kind is noted");
        self.keep_alone(record).await
    }

    /// Keeps an account as before the kinds of hashes were noted.
    pub(crate) async fn keep_alone(&self, record: AccountRecord) -> LocalAccountId {
        let (id, name) = (record.account.id, record.account.display_name.clone());
        let done: Result<bool, StorageError> = self
            .site()
            .store
            .write(move |tx| {
                let record = record.clone();
                Box::pin(async move { Ok(Change::Unrecorded(accounts::insert(tx, &record).await?)) })
            })
            .await;
        assert!(done.expect("the account is written"), "{name} is there already");
        id
    }

    /// The account as it is kept.
    pub(crate) async fn kept(&self, id: LocalAccountId) -> AccountRecord {
        let found =
            self.site().store.read(move |tx| Box::pin(async move { accounts::get(tx, id).await })).await;
        found.expect("the database answers").expect("the account is there")
    }

    /// Does what waits to be done, and returns every text message that was queued.
    pub(crate) async fn messages(&self) -> Vec<onedoor_site::code::Sms> {
        crate::jobs(&self.portal).round(self.site()).await.expect("jobs can be done");
        onedoor_site::testing::messages(self.site()).await
    }

    /// A browser in which `user_name` has signed in with the usual password.
    pub(crate) async fn signed_in(&self, organisation: &str, user_name: &str) -> Browser {
        let mut browser = self.visitor();
        sign_in_with(&mut browser, organisation, user_name, PASSWORD).await.assert_leads_to("/");
        browser
    }
}

/// Signs in through the page.
pub(crate) async fn sign_in_with(
    browser: &mut Browser,
    organisation: &str,
    user_name: &str,
    password: &str,
) -> Answer {
    let query = if organisation.is_empty() { String::new() } else { format!("?organisation={organisation}") };
    let page = browser.get(&format!("/sign-in{query}")).await;
    browser.submit(&page, "/sign-in", &[("user_name", user_name), ("password", password)]).await
}

async fn sign_in(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<LocalAccountId>,
) -> Result<Response, Refused> {
    let record =
        portal.site.store.read(move |tx| Box::pin(async move { accounts::get(tx, id).await })).await?;
    let sign_in = SignIn {
        subject: Subject::LocalAccount(id),
        display_name: record.map(|r| r.account.display_name).unwrap_or_default(),
        factors: Vec::new(),
        identity: IdentityLevel::Basic,
        authenticated_at: visit.now,
        upstream: None,
        upstream_id_token: None,
    };
    let new = NewSession::of(&visit, sign_in);
    let begun = new.clone();
    let done: Result<(), StorageError> = portal
        .site
        .store
        .write(move |tx| {
            let new = begun.clone();
            Box::pin(async move { Ok(Change::Recorded((), vec![new.begin(tx).await?])) })
        })
        .await;
    done?;
    Ok(new.give(&portal.site, see_other("/")))
}
