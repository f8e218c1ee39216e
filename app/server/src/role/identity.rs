use std::sync::Arc;
use std::time::Duration;

use onedoor_identity::{
    Faces, Identity, Level1, LevelNames, Parts, Profile, Provider, ProviderError, Terms, TermsVersion,
    identity_router,
};
use onedoor_messaging::Messenger;
use onedoor_oidc::Client;
use onedoor_proofing::profile::Choices;
use onedoor_site::Site;
use onedoor_site::jobs::Jobs;

use crate::messages;
use crate::site::{Running, Shared};

/// What makes a site an identity.
pub struct IdentitySettings {
    /// What it calls the levels of identity.
    pub levels: LevelNames,
    /// What earns a level where the sources are silent.
    pub choices: Choices,
    /// Who may sign people in with it.
    pub clients: Vec<Client>,
    /// Through which it sends messages.
    pub messenger: Messenger,
    /// The terms of use, version by version.
    pub terms: Vec<TermsVersion>,
    /// For how long an owner can stay who asked for the account to be closed.
    pub closing_wait: Duration,
    /// Working days for an answer to a request to put wrong data right.
    pub correction_days: u16,
    /// How level 1 is given from the phone, where it is.
    pub level1: Option<Level1>,
    /// Who compares faces for it before an officer does.
    pub faces: Option<Faces>,
}

/// Makes a site an identity.
pub async fn identity(
    site: Arc<Site>,
    settings: &IdentitySettings,
    shared: &Shared,
) -> Result<(Identity, Running), ProviderError> {
    let profile =
        Profile { country: site.settings.country, levels: settings.levels, choices: settings.choices };
    let provider = Provider::open(&site, &settings.clients, shared.http.clone()).await?;
    let terms = Terms::publish(&site, &settings.terms).await?;
    let identity = Identity::new(Parts {
        site: Arc::clone(&site),
        profile,
        provider,
        terms,
        closing_wait: settings.closing_wait,
        correction_days: settings.correction_days,
        level1: settings.level1,
        faces: settings.faces.clone(),
    });
    let jobs = messages::jobs(&site, &settings.messenger, Jobs::new());
    let jobs = onedoor_identity::jobs(&identity, jobs);
    let router = identity_router(identity.clone());
    Ok((identity, Running { site, router, jobs }))
}
