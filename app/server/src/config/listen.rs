use std::net::SocketAddr;
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;
use std::time::Duration;

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// Where the site takes connections.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListenConfig {
    /// Address and port: `127.0.0.1:8080`, `[::]:443`, `0.0.0.0:443`.
    #[serde(deserialize_with = "address_and_port")]
    #[schemars(with = "String", extend("format" = "address and port"))]
    pub address: SocketAddr,
    /// Certificate and key; without them the site speaks plain HTTP, for a proxy in front of it.
    pub tls: Option<TlsConfig>,
    /// Whether a proxy in front ends TLS and names the visitor in `X-Forwarded-For`. Say so only if
    /// nobody can reach the address but that proxy: the last entry of the header is believed.
    #[serde(default)]
    pub behind_proxy: bool,
}

fn address_and_port<'de, D: Deserializer<'de>>(from: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(|_| {
        D::Error::custom(format!(
            "{text:?} is no address with a port; allowed is a number such as 127.0.0.1:8080, 0.0.0.0:443 or \
             [::]:443 (no host name)"
        ))
    })
}

/// Certificate and key for TLS 1.2 and 1.3; read again when the process gets SIGHUP.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TlsConfig {
    /// The certificate and those that lead to its root, PEM; relative to the configuration file.
    #[schemars(extend("format" = "path"))]
    pub certificate: PathBuf,
    /// Its private key, PEM (PKCS#8, PKCS#1 or SEC1), without a password.
    #[schemars(extend("format" = "path"))]
    pub key: PathBuf,
}

/// What keeps one visitor from taking everything.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsConfig {
    /// Connections at once; more wait in the system's queue. One IPv4 address, or the first 64 bits of
    /// an IPv6 address, gets an eighth of them, at least 16; where all are taken, an idle one makes room in
    /// the neighbourhood (24 or 48 bits) that has most. `behind_proxy` lifts both.
    pub connections: NonZeroU32,
    /// Seconds within which a request's head must have arrived, and a TLS handshake be done. It is
    /// also how long an idle connection is kept.
    pub head_seconds: NonZeroU16,
    /// Seconds within which a request must be answered.
    pub request_seconds: NonZeroU16,
    /// Seconds that requests get to finish when the process is told to stop.
    pub shutdown_seconds: NonZeroU16,
}

impl LimitsConfig {
    /// As a span of time.
    pub fn seconds(value: NonZeroU16) -> Duration {
        Duration::from_secs(u64::from(value.get()))
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        let seconds = |n| NonZeroU16::new(n).expect("not zero");
        Self {
            connections: NonZeroU32::new(4096).expect("not zero"),
            head_seconds: seconds(30),
            request_seconds: seconds(30),
            shutdown_seconds: seconds(20),
        }
    }
}
