//! An adapter of a test's own over TLS, which can be told to misbehave.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use url::Url;

/// Certifies both sides.
pub struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// With a key of its own.
    #[expect(clippy::new_without_default, reason = "a test makes one, by name")]
    pub fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// Its certificate.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A certificate for a host that calls and is called, and its key.
    pub fn certify(&self, host: &str) -> (String, String) {
        let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a name");
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        (certificate.pem(), key.serialize_pem())
    }
}

/// What is sent back to whatever is asked.
#[derive(Clone)]
pub enum Says {
    /// This, and the connection is closed.
    Whole(String),
    /// For a long time.
    Nothing,
}

impl Says {
    /// This, as an answer that is one.
    pub fn ok(body: &str) -> Self {
        let length = body.len();
        Self::Whole(format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"))
    }
}

/// Listens at a port of this machine.
pub struct Fake {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    /// Begins to listen, with a certificate of this authority; callers need one, too.
    pub async fn start(authority: &Authority, says: Says) -> Self {
        let acceptor = TlsAcceptor::from(Arc::new(tls(authority)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, says, kept) = (acceptor.clone(), says.clone(), Arc::clone(&kept));
                tokio::spawn(async move { talk(stream, &acceptor, says, &kept).await });
            }
        });
        Self { port, asked }
    }

    /// Where it is.
    pub fn url(&self) -> Url {
        Url::parse(&format!("https://127.0.0.1:{}/below/", self.port)).expect("an address")
    }

    /// What it was asked so far, head and body.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("whole").clone()
    }
}

fn tls(authority: &Authority) -> ServerConfig {
    let (certificate, key) = authority.certify("127.0.0.1");
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(authority.pem().as_bytes()).expect("PEM")).expect("a root");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_client_cert_verifier(verifier.build().expect("a verifier"))
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(certificate.as_bytes()).expect("PEM")],
            PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("PEM"),
        )
        .expect("a pair")
}

async fn talk(stream: TcpStream, acceptor: &TlsAcceptor, says: Says, kept: &Mutex<Vec<String>>) {
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    let (mut whole, mut piece) = (Vec::new(), [0; 4096]);
    // Questions end with their object.
    while !whole.ends_with(b"}") {
        match stream.read(&mut piece).await {
            Ok(read) if read > 0 => whole.extend_from_slice(&piece[..read]),
            _ => return,
        }
    }
    kept.lock().expect("whole").push(String::from_utf8(whole).expect("text"));
    match says {
        Says::Whole(text) => {
            // The client may have gone.
            let _ = stream.write_all(text.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
        Says::Nothing => tokio::time::sleep(Duration::from_secs(30)).await,
    }
}
