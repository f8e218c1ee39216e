//! The limits of an identity site, besides those of every site (`onedoor_site::{limits, tries}`).

use std::time::Duration;

use onedoor_base::{AccountId, CodeId};
use onedoor_site::Visit;
use onedoor_site::limits::Limit;

const QUARTER: Duration = Duration::from_mins(15);
const HOUR: Duration = Duration::from_hours(1);

/// Under which the messages of a registration are counted.
pub(crate) const REGISTRATION: &str = "message.registration";

/// The limits of asking for a login name at the end of a registration, because the answer tells which
/// names are taken: per registration, which costs a message, and per address.
pub(crate) fn login_names(visit: &Visit, registration: CodeId) -> [Limit; 2] {
    let site = &visit.site;
    [
        Limit::of(site, "register.login.code", &registration.to_string(), 10, HOUR),
        Limit::of(site, "register.login.network", &visit.network_key(), 100, HOUR),
    ]
}

/// The limit of giving the present password to somebody who is signed in: a browser that was left
/// open is no place to guess it.
pub(crate) fn present_password(visit: &Visit, account: AccountId) -> Limit {
    Limit::of(&visit.site, "password.present", &account.to_string(), 5, QUARTER)
}
