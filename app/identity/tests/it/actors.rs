//! The people and the site of these tests.

use std::sync::Arc;

use onedoor_base::{AccountId, Country, IdentityLevel, Language, Secret};
use onedoor_identity::seed::{self, SeedPerson};
use onedoor_identity::{Identity, LevelNames, Parts, Profile, Provider};
use onedoor_site::Site;
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_ui::Look;

/// Khai's password.
pub(crate) const PASSWORD: &str = "sông Hương chảy êm";

/// Khai's national number, as it stands in the database.
pub(crate) const NUMBER: &str = "036188001234";

/// A Vietnamese identity site without people.
pub(crate) async fn vneid(world: &TestWorld) -> Identity {
    let site: Arc<Site> =
        world.site(TestSite { key: "vneid", look: Look::Vneid, ..TestSite::default() }).await;
    let profile = Profile { country: Country::Vietnam, levels: LevelNames::Vneid };
    Identity::new(Parts { site, profile, provider: Provider::default() })
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
        password: Secret::new("con đường đến trường"),
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
