//! The client with which this process calls other sites.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Somebody waits for the answer: better a clear "try again" than a page that never comes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the client calls to.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'a> {
    /// This machine only.
    ThisMachine,
    /// Anywhere, through the proxy that the environment names if it does; believing the system's
    /// certificate authorities and those in this PEM text.
    Anywhere(&'a [u8]),
}

/// One client for the whole process, so that connections are kept.
///
/// It follows no redirects: where a protocol has them they lead the browser, never us.
pub fn http_client(reach: Reach<'_>) -> reqwest::Result<Client> {
    let client = Client::builder();
    let client = match reach {
        Reach::ThisMachine => client.no_proxy(),
        Reach::Anywhere([]) => client,
        Reach::Anywhere(authorities) => {
            client.tls_certs_merge(reqwest::Certificate::from_pem_bundle(authorities)?)
        }
    };
    client
        .user_agent(concat!("onedoor/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(PATIENCE / 4)
        .timeout(PATIENCE)
        .pool_max_idle_per_host(16)
        // Shorter than our own listener keeps an idle connection, so that none is used as it closes.
        .pool_idle_timeout(Duration::from_secs(20))
        .dns_resolver(Arc::new(Localhost))
        .build()
}

/// Names under `localhost` are this machine, whatever the system's resolver says (RFC 6761 section 6.3).
struct Localhost;

impl Resolve for Localhost {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = name.as_str().trim_end_matches('.').to_ascii_lowercase();
            if host == "localhost" || host.ends_with(".localhost") {
                let here = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
                return Ok(Box::new(here.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs);
            }
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(Box::new(found) as Addrs)
        })
    }
}
