//! The people and the site of these tests.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{AccountId, Country, IdentityLevel, Language, Secret, Subject, Timestamp};
use onedoor_identity::seed::{self, SeedPerson};
use onedoor_identity::{
    Identity, Level1, LevelNames, Parts, Profile, Provider, SecondOfficer, Terms, TermsError, TermsVersion,
};
use onedoor_people::CLOSING_WAIT;
use onedoor_proofing::profile::Choices;
use onedoor_site::Site;
use onedoor_site::challenge::Captcha;
use onedoor_site::testing::{Browser, TestSite, TestWorld};
use onedoor_storage::StorageError;
use onedoor_storage::audit::{self, AuditRecord};
use onedoor_ui::Look;

use crate::steps;

/// Level 1 from the phone, as most sites would have it.
pub(crate) const LEVEL1: Level1 = Level1 {
    keep_frames: Duration::from_hours(30 * 24),
    second_officer: SecondOfficer::Differs,
    reads_codes_of_2024: true,
};

/// Khai's password.
pub(crate) const PASSWORD: &str = "sông Hương chảy êm";

/// An's password.
pub(crate) const ANS_PASSWORD: &str = "con đường đến trường";

/// Khai's national number, as it stands in the database.
pub(crate) const NUMBER: &str = "036188001234";

/// A Vietnamese identity site without people.
pub(crate) async fn vneid(world: &TestWorld) -> Identity {
    vneid_with(world, Captcha::Never).await
}

/// The same with these terms of use.
pub(crate) async fn vneid_terms(world: &TestWorld, versions: &[TermsVersion]) -> Identity {
    let site = world.site(TestSite { key: "vneid", look: Look::Vneid, ..TestSite::default() }).await;
    agreeing(site, versions).await.expect("the terms can be published")
}

/// What a site that is there already becomes when it opens with these terms.
pub(crate) async fn agreeing(site: Arc<Site>, versions: &[TermsVersion]) -> Result<Identity, TermsError> {
    let profile =
        Profile { country: Country::Vietnam, levels: LevelNames::Vneid, choices: Choices::default() };
    let provider = Provider::open(&site, &[], reqwest::Client::new()).await.expect("the provider opens");
    let terms = Terms::publish(&site, versions).await?;
    Ok(Identity::new(Parts {
        site,
        profile,
        provider,
        terms,
        closing_wait: CLOSING_WAIT,
        correction_days: 7,
        level1: Some(LEVEL1),
        faces: None,
    }))
}

/// The same, with the check that keeps programs out.
pub(crate) async fn vneid_with(world: &TestWorld, captcha: Captcha) -> Identity {
    let about = TestSite { key: "vneid", look: Look::Vneid, captcha, ..TestSite::default() };
    let site: Arc<Site> = world.site(about).await;
    let profile =
        Profile { country: Country::Vietnam, levels: LevelNames::Vneid, choices: Choices::default() };
    let provider = Provider::open(&site, &[], reqwest::Client::new()).await.expect("the provider opens");
    Identity::new(Parts {
        site,
        profile,
        provider,
        terms: Terms::default(),
        closing_wait: CLOSING_WAIT,
        correction_days: 7,
        level1: Some(LEVEL1),
        faces: None,
    })
}

/// The same where nobody gets level 1 from the phone.
pub(crate) async fn vneid_without_level1(world: &TestWorld) -> Identity {
    vneid_giving(world, None).await
}

/// The same where level 1 is given so.
pub(crate) async fn vneid_giving(world: &TestWorld, level1: Option<Level1>) -> Identity {
    let site = world.site(TestSite { key: "vneid", look: Look::Vneid, ..TestSite::default() }).await;
    let profile =
        Profile { country: Country::Vietnam, levels: LevelNames::Vneid, choices: Choices::default() };
    let provider = Provider::open(&site, &[], reqwest::Client::new()).await.expect("the provider opens");
    Identity::new(Parts {
        site,
        profile,
        provider,
        terms: Terms::default(),
        closing_wait: CLOSING_WAIT,
        correction_days: 7,
        level1,
        faces: None,
    })
}

/// Nguyễn Thị Minh Khai, of whom everything is known.
pub(crate) fn khai() -> SeedPerson {
    SeedPerson {
        login: "minh.khai".to_owned(),
        password: Secret::new(PASSWORD),
        name: "Nguyễn Thị Minh Khai".to_owned(),
        phone: "0912 345 678".to_owned(),
        national_number: Some(NUMBER.to_owned()),
        language: Language::Vi,
        identity_level: IdentityLevel::Substantial,
    }
}

/// Trần Văn An, of whom little is known.
pub(crate) fn an() -> SeedPerson {
    SeedPerson {
        login: "tran.an".to_owned(),
        password: Secret::new(ANS_PASSWORD),
        name: "Trần Văn An".to_owned(),
        phone: "0987 654 321".to_owned(),
        national_number: None,
        language: Language::Vi,
        identity_level: IdentityLevel::Claimed,
    }
}

/// Gives somebody their account.
pub(crate) async fn account_of(identity: &Identity, who: &SeedPerson) -> AccountId {
    seed::person(identity, who).await.expect("the person can have an account")
}

/// A site with Khai and An, who can sign in.
pub(crate) struct Town {
    /// Clock and randomness.
    pub(crate) world: TestWorld,
    /// The site.
    pub(crate) identity: Identity,
    /// Khai's account.
    pub(crate) khai: AccountId,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let world = TestWorld::new();
        let identity = vneid(&world).await;
        let khai = account_of(&identity, &khai()).await;
        account_of(&identity, &an()).await;
        world.clock.advance(Duration::from_secs(1));
        Self { world, identity, khai }
    }

    /// Signs Khai in, in this browser.
    pub(crate) async fn khai_in(&self, browser: Browser) -> Browser {
        self.signed_in(browser, "minh.khai", PASSWORD).await
    }

    /// Signs An in, in this browser.
    pub(crate) async fn an_in(&self, browser: Browser) -> Browser {
        self.signed_in(browser, "tran.an", ANS_PASSWORD).await
    }

    async fn signed_in(&self, mut browser: Browser, login: &str, password: &str) -> Browser {
        steps::sign_in(&mut browser, login, password).await.assert_leads_to("/account");
        // What comes next comes later.
        self.world.clock.advance(Duration::from_secs(1));
        browser
    }

    /// A browser that has never been there.
    pub(crate) fn browser(&self) -> Browser {
        steps::browser(&self.identity)
    }

    /// What is recorded about somebody, the latest first.
    pub(crate) async fn record_of(&self, who: AccountId) -> Vec<AuditRecord> {
        let later = Timestamp::from_millis(i64::MAX);
        let read = self.identity.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { audit::of_subject(tx, Subject::Person(who), later, 100).await })
        });
        read.await.expect("the record can be read")
    }

    /// The actions in it.
    pub(crate) async fn actions_of(&self, who: AccountId) -> Vec<String> {
        self.record_of(who).await.into_iter().map(|record| record.action).collect()
    }
}
