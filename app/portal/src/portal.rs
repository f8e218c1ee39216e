use std::ops::Deref;
use std::sync::Arc;

use onedoor_base::Timestamp;
use onedoor_services::Day;
use onedoor_site::{HasSite, Site};

use crate::Profile;
use crate::linking::Linking;

/// A running portal: the state of its router.
#[derive(Clone)]
pub struct Portal(Arc<PortalFacts>);

/// What a portal works with.
pub struct PortalFacts {
    /// What it has in common with every site.
    pub site: Arc<Site>,
    /// What kind of portal it is.
    pub profile: Profile,
    /// The national identities that people come with.
    pub linking: Linking,
}

impl Portal {
    /// A portal of these parts.
    pub fn new(facts: PortalFacts) -> Self {
        Self(Arc::new(facts))
    }

    /// The day that `now` is on the clocks of the portal's country.
    pub fn day(&self, now: Timestamp) -> Day {
        Day::of(now, self.site.settings.country.utc_offset_minutes())
    }
}

impl Deref for Portal {
    type Target = PortalFacts;

    fn deref(&self) -> &PortalFacts {
        &self.0
    }
}

impl HasSite for Portal {
    fn site(&self) -> &Arc<Site> {
        &self.0.site
    }
}
