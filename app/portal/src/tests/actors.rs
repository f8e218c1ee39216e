//! A portal with its people.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Country, IdentityLevel, LocalAccountId, Subject};
use onedoor_services::accounts::{AccountState, LocalAccount, Origin, UserName};
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::session::{NewSession, SignIn};
use onedoor_site::testing::{Browser, TestSite, TestWorld};
use onedoor_site::{Refused, Site, Visit, see_other, site_router};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Look, Role};

use crate::linking::Linking;
use crate::{Portal, PortalFacts, Profile, navigation, routes};

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

/// A school system.
pub(crate) fn school() -> Profile {
    Profile::school("000.00.01.S01".parse().expect("an agency"), Vec::new(), OrganisationDirectory::sample())
}

impl TestPortal {
    pub(crate) async fn of(profile: Profile) -> Self {
        let world = TestWorld::new();
        let about = TestSite {
            role: Role::Portal,
            look: Look::Dvcqg,
            nav: navigation(&profile),
            ..TestSite::default()
        };
        let country = if profile.organisations.is_some() { Country::Russia } else { Country::Vietnam };
        let site = world.site(TestSite { country, ..about }).await;
        let portal = Portal::new(PortalFacts { site, profile, linking: Linking::none() });
        // Signing in has tests of its own: here it is an address.
        let pages = routes::pages().route("/test-sign-in/{id}", get(sign_in));
        let router = site_router(portal.clone(), pages, Router::new());
        Self { world, portal, router }
    }

    pub(crate) fn site(&self) -> &Arc<Site> {
        &self.portal.site
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

    /// A new account.
    pub(crate) async fn account(&self, name: &str) -> LocalAccountId {
        let id = LocalAccountId::new(self.site().now(), self.site().random.as_ref());
        let record = AccountRecord::new(LocalAccount {
            id,
            user_name: UserName::imported(name).expect("a user name"),
            organisation: None,
            display_name: name.to_owned(),
            phone: None,
            email: None,
            state: AccountState::Active,
            origin: Origin::Imported,
            created_at: self.site().now(),
        });
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
        identity: IdentityLevel::Claimed,
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
