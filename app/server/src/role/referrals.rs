//! From the configuration of a portal to whom it sends people on and from whom it takes them.

use std::collections::BTreeMap;

use onedoor_portal::Moved;
use onedoor_portal::referrals::{ProvincialPortal, Referrals, Referrer};
use onedoor_services::Day;
use onedoor_services::referrals::{MalformedSpan, Served};
use onedoor_ui::{Role, SiteLook};

use crate::config::{DayText, LanguageTag, LookKey, PortalConfig, ServesConfig, WebAddress};

/// What a configuration says of referrals.
pub(super) fn referrals(config: &PortalConfig, http: &reqwest::Client) -> Result<Referrals, String> {
    let provincial = config.provincial.iter().enumerate().map(|(i, portal)| {
        let serves = portal.serves.iter().enumerate().map(|(j, one)| {
            served(one).map_err(|error| format!("portal.provincial[{i}].serves[{j}]: {error}"))
        });
        Ok(ProvincialPortal {
            origin: origin(&portal.origin),
            look: look(portal.look, &portal.names),
            submission: portal.submission.clone(),
            procedures: portal.procedures.clone(),
            serves: serves.collect::<Result<_, String>>()?,
        })
    });
    let referrers = config.referrers.iter().map(|portal| Referrer {
        origin: origin(&portal.origin),
        look: look(portal.look, &portal.names),
        upstream: portal.upstream.clone(),
    });
    Ok(Referrals::new(provincial.collect::<Result<_, String>>()?, referrers.collect(), http.clone()))
}

/// A province that is served. Without days its code is one since the two tiers.
pub(crate) fn served(config: &ServesConfig) -> Result<Served, MalformedSpan> {
    const TWO_TIERS: Day = Day::new(2025, 7, 1).expect("there is such a day");
    let day = |text: Option<DayText>| text.map(|DayText(day)| day);
    Served::new(&config.province, day(config.from), day(config.until), TWO_TIERS)
}

/// The portal of which this one has become part.
pub(super) fn moved(config: &PortalConfig) -> Option<Moved> {
    let moved = config.moved_to.as_ref()?;
    Some(Moved { origin: origin(&moved.origin), look: look(moved.look, &moved.names) })
}

fn origin(address: &WebAddress) -> String {
    address.url.origin().ascii_serialization()
}

fn look(LookKey(look): LookKey, names: &BTreeMap<LanguageTag, String>) -> SiteLook {
    let names = names.iter().map(|(language, name)| ((*language).into(), name.clone())).collect();
    SiteLook { names, ..SiteLook::new(look, Role::Portal) }
}
