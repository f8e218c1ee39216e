use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::post;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::{Mood, endpoint};
use crate::Sandbox;

const PATIENCE: Duration = Duration::from_secs(30);
const AT_ONCE: usize = 64;

/// Why the register has no door.
#[derive(Debug, thiserror::Error)]
pub enum NoDoor {
    /// No port.
    #[error("no port: {0}")]
    Port(#[from] io::Error),
    /// Certificates cannot be made.
    #[error("no certificates: {0}")]
    Certificates(#[from] rcgen::Error),
    /// TLS cannot be spoken with them.
    #[error("no TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// Nor those of others be judged.
    #[error("no judge of certificates: {0}")]
    Verifier(#[from] VerifierBuilderError),
}

/// What a site asks the register with, PEM.
#[derive(Clone)]
pub struct ClientPair {
    /// The certificate that the register knows it by.
    pub certificate: String,
    /// The key to it.
    pub key: String,
    /// Who has certified the register.
    pub authority: String,
}

/// The register's address before anybody is in it. Its certificates live as long as it does.
pub struct Door {
    listener: TcpListener,
    address: SocketAddr,
    tls: Arc<ServerConfig>,
    client: ClientPair,
}

impl Door {
    /// On any free port of this machine, with an authority of its own.
    pub async fn bind() -> Result<Self, NoDoor> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        let key = KeyPair::generate()?;
        let authority = params.self_signed(&key)?;
        let issuer = Issuer::new(params, key);
        let (own, own_key) =
            certify(&issuer, &address.ip().to_string(), ExtendedKeyUsagePurpose::ServerAuth)?;
        let (site, site_key) = certify(&issuer, "site.localhost", ExtendedKeyUsagePurpose::ClientAuth)?;
        let tls = tls(authority.der().clone(), own.der().clone(), &own_key)?;
        let client =
            ClientPair { certificate: site.pem(), key: site_key.serialize_pem(), authority: authority.pem() };
        Ok(Self { listener, address, tls: Arc::new(tls), client })
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// What sites ask it with.
    pub const fn client(&self) -> &ClientPair {
        &self.client
    }

    /// Answers until it is dropped.
    pub async fn serve(self, sandbox: Sandbox) {
        let acceptor = TlsAcceptor::from(self.tls);
        let router = Router::new()
            .route("/register/v1/look", post(endpoint::look))
            .route("/register/v1/portrait", post(endpoint::portrait))
            .with_state(sandbox.clone());
        let places = Arc::new(Semaphore::new(AT_ONCE));
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let Ok((stream, _)) = self.listener.accept().await else { continue };
            if sandbox.register().mood() == Mood::Off {
                continue;
            }
            let (acceptor, router) = (acceptor.clone(), router.clone());
            tokio::spawn(async move {
                // Whoever breaks off has asked nothing.
                drop(tokio::time::timeout(PATIENCE, talk(stream, &acceptor, router)).await);
                drop(place);
            });
        }
    }
}

async fn talk(stream: TcpStream, acceptor: &TlsAcceptor, router: Router) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // Broken connections are the caller's to tell.
    drop(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await);
}

fn certify(
    issuer: &Issuer<'_, KeyPair>,
    host: &str,
    usage: ExtendedKeyUsagePurpose,
) -> Result<(rcgen::Certificate, KeyPair), rcgen::Error> {
    let mut params = CertificateParams::new(vec![host.to_owned()])?;
    params.extended_key_usages = vec![usage];
    let key = KeyPair::generate()?;
    Ok((params.signed_by(&key, issuer)?, key))
}

fn tls(
    authority: CertificateDer<'static>,
    own: CertificateDer<'static>,
    key: &KeyPair,
) -> Result<ServerConfig, NoDoor> {
    let mut roots = RootCertStore::empty();
    roots.add(authority)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(verifier.build()?)
        .with_single_cert(vec![own], key)?;
    Ok(config)
}
