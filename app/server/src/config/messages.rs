use std::net::IpAddr;
use std::num::{NonZeroU8, NonZeroU16, NonZeroU32};

use onedoor_site::TextLimits;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::{Found, is_here, named, note, safe};
use super::{SecretSource, WebAddress};

/// How text messages are sent: by a gateway that takes them as JSON over HTTP (`gateway` and `token`), or by an operator
/// that takes them by SMPP (`messages.smpp`). Exactly one of the two.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MessagesConfig {
    /// Where messages are posted to. Must be `https` unless the host is this machine.
    pub gateway: Option<WebAddress>,
    /// The bearer token that the gateway knows this site by.
    pub token: Option<SecretSource>,
    /// What messages come from, if the gateway or the operator lets it be chosen: a name of up to 11 letters, an
    /// operator's short number, or a number with a plus sign.
    pub sender: Option<String>,
    /// An operator's SMPP server.
    pub smpp: Option<SmppConfig>,
    /// How many text messages are sent, because somebody may profit from messages that others pay for.
    #[serde(default)]
    pub limits: TextLimitsConfig,
}

/// How many text messages are sent, because somebody may profit from messages that others pay for. Whoever meets a limit
/// is told when it goes on; those of a prefix, a country and
/// the site raise an alarm (`onedoor alarms list`).
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TextLimitsConfig {
    /// To one phone for one purpose, in an hour.
    pub phone_hour: NonZeroU32,
    /// The same in a day.
    pub phone_day: NonZeroU32,
    /// For one account, in a day.
    pub account_day: NonZeroU32,
    /// For visitors of one network address, in an hour; five times as many in a day, and from all its neighbours (the
    /// first 24 bits of IPv4, 48 of IPv6) in an hour.
    pub network_hour: NonZeroU32,
    /// To all numbers that begin alike (country code and three digits), in an hour.
    pub prefix_hour: NonZeroU32,
    /// To all numbers of a country that is not the site's own, in an hour.
    pub abroad_hour: NonZeroU32,
    /// Altogether in an hour. A site for a whole country needs more.
    pub site_hour: NonZeroU32,
    /// Altogether in a day.
    pub site_day: NonZeroU32,
    /// So many codes to numbers that begin alike, within six hours, are enough to judge by how many of them come back.
    pub judged_from: NonZeroU32,
    /// When fewer than so many in a hundred come back, these numbers get 20 in an hour until more do.
    pub least_share: u8,
}

impl Default for TextLimitsConfig {
    fn default() -> Self {
        let of = |number: i64| u32::try_from(number).ok().and_then(NonZeroU32::new).expect("from 1");
        let most = TextLimits::default();
        Self {
            phone_hour: of(most.phone_hour),
            phone_day: of(most.phone_day),
            account_day: of(most.account_day),
            network_hour: of(most.network_hour),
            prefix_hour: of(most.prefix_hour),
            abroad_hour: of(most.abroad_hour),
            site_hour: of(most.site_hour),
            site_day: of(most.site_day),
            judged_from: of(most.judged_from),
            least_share: u8::try_from(most.least_share).expect("a share of a hundred"),
        }
    }
}

impl TextLimitsConfig {
    /// As the site takes them.
    pub fn resolved(&self) -> TextLimits {
        let of = |number: NonZeroU32| i64::from(number.get());
        TextLimits {
            phone_hour: of(self.phone_hour),
            phone_day: of(self.phone_day),
            account_day: of(self.account_day),
            network_hour: of(self.network_hour),
            prefix_hour: of(self.prefix_hour),
            abroad_hour: of(self.abroad_hour),
            site_hour: of(self.site_hour),
            site_day: of(self.site_day),
            judged_from: of(self.judged_from),
            least_share: i64::from(self.least_share),
        }
    }
}

/// An operator that takes text messages by SMPP 3.4. Each process of the site keeps one connection, on which it also
/// hears what became of messages.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmppConfig {
    /// Its host name or address; with TLS its certificate must bear it.
    pub host: String,
    /// Its port.
    #[serde(default = "usual_port")]
    pub port: NonZeroU16,
    /// Whether the way there is protected by TLS. Without it messages, and the codes in them, are sent in the clear:
    /// only to this machine, or to a private address that a tunnel leads to. Certificates are held against the system's
    /// authorities and `trusted_authorities`.
    #[serde(default = "yes")]
    pub tls: bool,
    /// The name that it knows this site by; up to 15 characters.
    pub system_id: String,
    /// The password for that.
    pub password: SecretSource,
    /// What kind of client this is, if the operator wants to know; up to 12 characters.
    pub system_type: Option<String>,
    /// How many messages may wait for the operator's answer at a time.
    #[serde(default = "ten")]
    pub window: NonZeroU8,
}

const fn usual_port() -> NonZeroU16 {
    NonZeroU16::new(2775).expect("not nought")
}

const fn ten() -> NonZeroU8 {
    NonZeroU8::new(10).expect("not nought")
}

const fn yes() -> bool {
    true
}

impl MessagesConfig {
    /// Whether the settings go together.
    pub(super) fn check(&self, found: &mut Found) {
        match (&self.gateway, &self.token, &self.smpp) {
            (None, None, None) => {
                let what = "says no way; allowed are gateway and token, or a table messages.smpp";
                note(found, "messages", what);
            }
            (Some(_), None, _) => {
                note(found, "messages.gateway", "needs messages.token; allowed are both or neither");
            }
            (None, Some(_), _) => {
                note(found, "messages.token", "needs messages.gateway; allowed are both or neither");
            }
            (Some(_), Some(_), Some(_)) => {
                note(found, "messages.smpp", "there is messages.gateway already; allowed is one of the two");
            }
            _ => {}
        }
        if self.limits.least_share > 100 {
            note(found, "messages.limits.least_share", "allowed are 0 to 100, parts of a hundred");
        }
        if let Some(gateway) = &self.gateway {
            safe(found, "messages.gateway", gateway);
        }
        if let Some(smpp) = &self.smpp {
            smpp.check(found);
        }
    }
}

/// Whether it is an address that no public network leads to (RFC 1918, RFC 4193).
fn is_private(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok_and(|address| match address {
        IpAddr::V4(v4) => v4.is_private(),
        IpAddr::V6(v6) => v6.is_unique_local(),
    })
}

impl SmppConfig {
    fn check(&self, found: &mut Found) {
        if !named(&self.host) {
            note(found, "messages.smpp.host", "allowed is a host name or address such as smpp.example.org");
        }
        if !self.tls && !is_here(&self.host) && !is_private(&self.host) {
            let what =
                "would send codes in the clear; without it allowed are this machine and private addresses";
            note(found, "messages.smpp.tls", what);
        }
        let plain =
            |text: &str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_graphic());
        if self.system_id.is_empty() || !plain(&self.system_id, 15) {
            note(found, "messages.smpp.system_id", "allowed are 1 to 15 letters, digits and signs of ASCII");
        }
        if self.system_type.as_ref().is_some_and(|kind| !plain(kind, 12)) {
            note(
                found,
                "messages.smpp.system_type",
                "allowed are up to 12 letters, digits and signs of ASCII",
            );
        }
    }
}
