//! A certificate authority of somebody's own.

use std::path::Path;
use std::process::Command;

use super::program::Scratch;

const KEY: [&str; 6] = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days"];

pub(crate) struct Authority(Scratch);

fn openssl(command: &mut Command) {
    let made = command.output().expect("openssl");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let dir = Scratch::new(name);
        let mut request = Command::new("openssl");
        request.args(["req", "-x509"]).args(KEY).arg("2").args(["-subj", "/CN=A private authority"]);
        request.args(["-addext", "keyUsage=critical,keyCertSign"]);
        request.arg("-keyout").arg(dir.path().join("key.pem"));
        request.arg("-out").arg(dir.path().join("authority.pem"));
        openssl(&mut request);
        Self(dir)
    }

    /// Its own certificate.
    pub(crate) fn pem(&self) -> String {
        std::fs::read_to_string(self.0.path().join("authority.pem")).expect("a file")
    }

    /// Makes `certificate.pem` and `key.pem` for a host.
    pub(crate) fn certify(&self, host: &str, into: &Path) {
        let mut request = Command::new("openssl");
        request.args(["req", "-x509"]).args(KEY).arg("2").args(["-subj", &format!("/CN={host}")]);
        request.args(["-addext", &format!("subjectAltName=DNS:{host}")]);
        request.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
        request.arg("-CA").arg(self.0.path().join("authority.pem"));
        request.arg("-CAkey").arg(self.0.path().join("key.pem"));
        request.arg("-keyout").arg(into.join("key.pem")).arg("-out").arg(into.join("certificate.pem"));
        openssl(&mut request);
    }
}
