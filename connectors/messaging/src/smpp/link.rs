//! The connection itself: TCP, and TLS over it where that is set.

use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::SmppSettings;
use crate::SendError;

/// Why an operator cannot be used, whatever it says.
#[derive(Debug, thiserror::Error)]
pub enum BadSmpp {
    /// Its name.
    #[error("host is no host name: {0}")]
    Host(String),
    /// TLS.
    #[error("TLS cannot be used: {0}")]
    Tls(#[from] rustls::Error),
    /// The certificate authorities.
    #[error("the certificate authorities cannot be used: {0}")]
    Authorities(#[from] rustls::pki_types::pem::Error),
}

/// Bytes both ways.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// How the operator is reached.
pub(super) struct Way {
    pub(super) host: String,
    port: u16,
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

impl Way {
    pub(super) fn new(settings: &SmppSettings) -> Result<Self, BadSmpp> {
        let tls = settings.tls.as_deref().map(|authorities| protection(&settings.host, authorities));
        Ok(Self { host: settings.host.clone(), port: settings.port, tls: tls.transpose()? })
    }

    /// Connects; never waits longer than `patience`.
    pub(super) async fn connect(&self, patience: Duration) -> Result<Box<dyn Stream>, SendError> {
        match timeout(patience, self.open()).await {
            Ok(opened) => opened.map_err(|error| SendError::Unreachable(error.to_string())),
            Err(_) => Err(SendError::Unreachable("no connection in time".to_owned())),
        }
    }

    async fn open(&self) -> std::io::Result<Box<dyn Stream>> {
        let tcp = TcpStream::connect((self.host.as_str(), self.port)).await?;
        // Packets are small and somebody waits for each.
        tcp.set_nodelay(true)?;
        Ok(match &self.tls {
            Some((connector, name)) => Box::new(connector.connect(name.clone(), tcp).await?),
            None => Box::new(tcp),
        })
    }
}

fn protection(host: &str, authorities: &[u8]) -> Result<(TlsConnector, ServerName<'static>), BadSmpp> {
    let name = ServerName::try_from(host.to_owned()).map_err(|_| BadSmpp::Host(host.to_owned()))?;
    let authorities: Vec<_> = CertificateDer::pem_slice_iter(authorities).collect::<Result<_, _>>()?;
    let provider = Arc::new(default_provider());
    let verifier = Verifier::new_with_extra_roots(authorities, Arc::clone(&provider))?;
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    // Not less than the usual: the system's authorities and those of the configuration.
    let config = config.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    Ok((TlsConnector::from(Arc::new(config.with_no_client_auth())), name))
}
