//! How many text messages and letters may be sent, to whom and for whom: somebody may profit from messages that others pay for. Two
//! kinds of limits: those of one phone, account or network, which are met first, and those of a whole prefix, country or
//! site, which raise an alarm.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use onedoor_base::{Country, Email, Phone};

use crate::alarms::{Kind, Raise};
use crate::limits::Limit;
use crate::{Site, Visit};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// How many text messages a site sends, and when it takes alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLimits {
    /// To one phone for one purpose, in an hour.
    pub phone_hour: i64,
    /// The same in a day.
    pub phone_day: i64,
    /// For one account, in a day.
    pub account_day: i64,
    /// For visitors of one network address, in an hour; five times as many in a day, and from all its neighbours in an
    /// hour.
    pub network_hour: i64,
    /// To all numbers that begin alike (country code and three digits), in an hour.
    pub prefix_hour: i64,
    /// To all numbers of a country that is not the site's own, in an hour.
    pub abroad_hour: i64,
    /// Altogether in an hour.
    pub site_hour: i64,
    /// Altogether in a day.
    pub site_day: i64,
    /// So many codes to one prefix within six hours are enough to judge by how many come back.
    pub judged_from: i64,
    /// When fewer than so many in a hundred come back, it is an alarm and the prefix is slowed down.
    pub least_share: i64,
}

impl Default for TextLimits {
    fn default() -> Self {
        Self {
            phone_hour: 5,
            phone_day: 15,
            account_day: 30,
            network_hour: 60,
            prefix_hour: 500,
            abroad_hour: 200,
            site_hour: 5000,
            site_day: 50_000,
            judged_from: 50,
            least_share: 20,
        }
    }
}

/// Who reads a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// Whoever has the number that a visitor typed.
    Anybody,
    /// Whose phone it was shown to be. What strangers set off with other numbers that begin alike keeps no code from
    /// them: they are counted apart, and never slowed down.
    Owner,
}

/// The limits of text messages that a visitor sends to a phone that nobody has shown yet to be theirs. `scope` says what
/// for, so that what a stranger sets off for one purpose does not show in another. They look at the number only, never
/// at whose it is.
pub fn messages(visit: &Visit, scope: &'static str, phone: &Phone) -> Vec<Limit> {
    of_visitor(visit, (scope, phone), Reader::Anybody)
}

/// The same to the phone of the account that is signed in, or that a password was given for.
pub fn messages_to_owner(visit: &Visit, scope: &'static str, phone: &Phone) -> Vec<Limit> {
    of_visitor(visit, (scope, phone), Reader::Owner)
}

/// The same for messages that no visitor sends, to the phone of an account.
pub fn messages_by_itself(site: &Site, scope: &'static str, phone: &Phone) -> Vec<Limit> {
    let mut all = to_phone(site, scope, phone).to_vec();
    all.extend(of_many(site, phone, Reader::Owner));
    all
}

/// The limits of codes that visitors of one network ask for, whoever they are for: where it is not known yet whether
/// there is anybody to send one to.
pub fn messages_of_network(visit: &Visit) -> [Limit; 3] {
    let (site, most) = (&visit.site, &visit.site.settings.texts);
    let (network, range) = (visit.network_key(), range_of(visit.network).to_string());
    [
        Limit::of(site, "message.network", &network, most.network_hour, HOUR),
        Limit::of(site, "message.network.day", &network, most.network_hour * 5, DAY),
        Limit::of(site, "message.range", &range, most.network_hour * 5, HOUR),
    ]
}

fn of_visitor(visit: &Visit, (scope, phone): (&'static str, &Phone), reader: Reader) -> Vec<Limit> {
    let site = &visit.site;
    let mut all = to_phone(site, scope, phone).to_vec();
    all.extend(messages_of_network(visit));
    all.extend(of_many(site, phone, reader));
    all
}

fn to_phone(site: &Site, scope: &'static str, phone: &Phone) -> [Limit; 2] {
    let most = &site.settings.texts;
    let daily = format!("{scope} {}", phone.as_str());
    [
        Limit::of(site, scope, phone.as_str(), most.phone_hour, HOUR),
        Limit::of(site, "message.phone.day", &daily, most.phone_day, DAY),
    ]
}

/// The limit of text messages for one account, whoever they go to.
pub fn messages_of(site: &Site, account: &str) -> Limit {
    Limit::of(site, "message.account.day", account, site.settings.texts.account_day, DAY)
}

/// The limits of letters that somebody has sent for an account of theirs to an address, which need not be theirs:
/// nobody shall fill a stranger's mailbox from here.
pub fn letters(visit: &Visit, account: &str, email: &Email) -> Vec<Limit> {
    let site = &visit.site;
    let mut all = letters_by_itself(site, email);
    all.insert(2, Limit::of(site, "mail.account", account, 20, DAY));
    all.insert(3, Limit::of(site, "mail.network", &visit.network_key(), 60, HOUR));
    all
}

/// The same for letters that no visitor sends: per address, whoever asks, and for the whole site.
pub fn letters_by_itself(site: &Site, email: &Email) -> Vec<Limit> {
    let address = email.as_str().to_lowercase();
    vec![
        Limit::of(site, "mail.email", &address, 5, HOUR),
        Limit::of(site, "mail.email.day", &address, 10, DAY),
        all_messages(site),
    ]
}

/// The same for codes that somebody asks for where the account was signed in before: strangers use up nothing of them.
pub fn letters_to_known_place(site: &Site, email: &Email) -> Vec<Limit> {
    let address = email.as_str().to_lowercase();
    vec![
        Limit::of(site, "mail.known", &address, 5, HOUR),
        Limit::of(site, "mail.known.day", &address, 10, DAY),
        all_messages(site),
    ]
}

/// The limit of messages for the whole site in an hour.
pub fn all_messages(site: &Site) -> Limit {
    let raise = Raise::of(site, Kind::Site, "");
    Limit::of(site, "message.site", "", site.settings.texts.site_hour, HOUR).alarming(raise)
}

/// Narrow ones first: what one of them stops is not counted by those after it.
fn of_many(site: &Site, phone: &Phone, reader: Reader) -> Vec<Limit> {
    let most = &site.settings.texts;
    let (prefix, country) = (phone.prefix(), country_code(phone));
    let raise = Raise::of(site, Kind::Prefix, prefix);
    let (scope, raise) = match reader {
        Reader::Anybody => ("message.prefix", raise.slowing()),
        Reader::Owner => ("message.prefix.owner", raise),
    };
    let mut all = vec![Limit::of(site, scope, prefix, most.prefix_hour, HOUR).alarming(raise)];
    if country != home(site.settings.country) {
        let raise = Raise::of(site, Kind::Country, country);
        all.push(Limit::of(site, "message.country", country, most.abroad_hour, HOUR).alarming(raise));
    }
    let raise = Raise::of(site, Kind::Site, "");
    all.push(all_messages(site));
    all.push(Limit::of(site, "message.site.day", "", most.site_day, DAY).alarming(raise));
    all
}

const fn home(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "+84",
        Country::China => "+86",
        Country::Russia => "+7",
    }
}

fn country_code(phone: &Phone) -> &str {
    let digits = if phone.as_str().starts_with("+7") { 2 } else { 3 };
    phone.as_str().get(..digits).unwrap_or_default()
}

/// The neighbours of an address: of IPv4 the first 24 bits, of IPv6 the first 48, which are one customer's.
fn range_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            IpAddr::from([a, b, c, 0])
        }
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80))),
    }
}
