use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use onedoor_identity::Identity;
use onedoor_site::Site;

use super::{Failure, runtime};
use crate::config::{Config, LimitsConfig, Loaded};
use crate::http_client::Reach;
use crate::listener::{Limits, Listener, Tls};
use crate::log::{self, LogFormat};
use crate::process::{Asked, Process, Renewal, Signals};
use crate::role::{self, Opened};
use crate::site::Shared;

pub(super) fn serve(file: &Path, format: LogFormat) -> Result<(), Failure> {
    let loaded = Loaded::from_file(file)?;
    log::begin(format, "info");
    runtime()?.block_on(run(&loaded))
}

async fn run(loaded: &Loaded) -> Result<(), Failure> {
    let Loaded { config, base } = loaded;
    let tls = config.listen.tls.as_ref();
    let tls = tls.map(|files| Tls::from_files(&base.join(&files.certificate), &base.join(&files.key)));
    let tls = tls.transpose().map_err(Failure::told)?;
    let listener = Listener::bind(config.listen.address, tls.clone(), limits(config));
    let listener = listener.await.map_err(Failure::told)?;
    let shared = shared(loaded)?;
    let (opened, running) = role::site(loaded, &shared).await.map_err(Failure::told)?;
    let address = listener.address();
    let mut adapters: Vec<_> = renewal(loaded, &running.site).into_iter().collect();
    let process = Process::start(listener, running.router, vec![(running.site, running.jobs)]);
    let signals = Signals::listen().map_err(Failure::told)?;
    say!("onedoor: {} on {address}", config.public_url.text);
    let identity = match opened {
        Opened::Identity(identity) => Some(identity),
        Opened::Portal(_) => None,
    };
    adapters.extend(identity.as_ref().and_then(|identity| faces_renewal(loaded, identity)));
    signals.told_to_stop(&Asked { tls, adapters, identity }).await;
    tracing::info!("closing");
    process.stop().await;
    Ok(())
}

/// How the certificate for the register is read again, where there is one.
fn renewal(Loaded { config, base }: &Loaded, site: &Arc<Site>) -> Option<(&'static str, Renewal)> {
    let (register, base, site) = (config.register.clone()?, base.clone(), Arc::clone(site));
    let renewal: Renewal = Box::new(move || {
        let fresh = register.register(&base).map_err(|(setting, why)| format!("{setting}: {why}"))?;
        site.renew_register(&fresh);
        Ok(())
    });
    Some(("register", renewal))
}

/// The same for a provider that compares faces.
fn faces_renewal(Loaded { config, base }: &Loaded, identity: &Identity) -> Option<(&'static str, Renewal)> {
    let face = config.identity.as_ref()?.level1.as_ref()?.face.clone()?;
    // A model is read once: another one is another site's judgement, and wants a start.
    face.provider.as_ref()?;
    let (base, identity) = (base.clone(), identity.clone());
    let renewal: Renewal = Box::new(move || {
        let fresh = face.faces(&base).map_err(|(setting, why)| format!("{setting}: {why}"))?;
        if let Some(faces) = &identity.faces {
            faces.comparer.renew(&fresh.comparer);
        }
        Ok(())
    });
    Some(("faces", renewal))
}

/// What a configured site shares with no other, but is made of the same parts.
pub(super) fn shared(Loaded { config, base }: &Loaded) -> Result<Shared, Failure> {
    let authorities = config.trusted_authorities.as_ref().map(|file| std::fs::read(base.join(file)));
    let authorities = authorities.transpose().map_err(Failure::told)?.unwrap_or_default();
    Shared::start(Reach::Anywhere(&authorities)).map_err(Failure::told)
}

/// Long enough for a first request to come over a slow line, short enough to keep nobody waiting.
const SETTLE: Duration = Duration::from_secs(1);

fn limits(config: &Config) -> Limits {
    let behind_proxy = config.listen.behind_proxy;
    let config = &config.limits;
    let connections = usize::try_from(config.connections.get()).unwrap_or(usize::MAX);
    Limits {
        connections,
        // Enough for the many homes behind one address; a browser opens six.
        of_one_network: (!behind_proxy).then_some((connections / 8).max(16)),
        settle: SETTLE,
        head: LimitsConfig::seconds(config.head_seconds),
        request: LimitsConfig::seconds(config.request_seconds),
        shutdown: LimitsConfig::seconds(config.shutdown_seconds),
    }
}
