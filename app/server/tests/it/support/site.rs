//! A configured site for `onedoor serve`, on one or several nodes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

use super::authority::Authority;
use super::gateway::Gateway;
use super::program::{Running, Scratch, onedoor};

/// State in a file beside the configuration.
pub(crate) const SQLITE: &str = "sqlite]\npath = \"site.db\"";

/// What the nodes of one site have in common.
pub(crate) struct Site {
    dir: Scratch,
    host: &'static str,
    port: u16,
    storage: String,
    gateway: String,
    /// The role: the last tables of the configuration.
    role: String,
    encrypted: bool,
}

impl Site {
    /// An identity without clients on a free port; `storage` is a table of the configuration.
    pub(crate) fn new(name: &str, storage: &str, gateway: &Gateway) -> Self {
        Self::at_host("id.localhost", name, storage, gateway).playing("[identity]")
    }

    /// A site on a free port that has no role yet.
    pub(crate) fn at_host(host: &'static str, name: &str, storage: &str, gateway: &Gateway) -> Self {
        let dir = Scratch::new(name);
        dir.write("token", "the-token\n");
        let keys = dir.path().join("keys");
        assert!(onedoor(&["keys", "new", keys.to_str().unwrap()]).status.success());
        // The nodes share the port on addresses of their own, so that the site has one public address.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (storage, gateway) = (storage.to_owned(), gateway.address.clone());
        Self { dir, host, port, storage, gateway, role: String::new(), encrypted: false }
    }

    /// The same site in this role.
    pub(crate) fn playing(self, role: &str) -> Self {
        Self { role: role.to_owned(), ..self }
    }

    /// The same site over TLS, with a certificate of this authority, which it believes.
    pub(crate) fn certified(self, authority: &Authority) -> Self {
        authority.certify(self.host, self.dir.path());
        self.file("authority.pem", &authority.pem());
        Self { encrypted: true, ..self }
    }

    /// Writes a file beside the configuration.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        self.dir.write(name, text).to_str().unwrap().to_owned()
    }

    /// The public address of a path.
    pub(crate) fn at(&self, path: &str) -> String {
        let scheme = if self.encrypted { "https" } else { "http" };
        format!("{scheme}://{}:{}{path}", self.host, self.port)
    }

    /// Where its files lie.
    pub(crate) fn directory(&self) -> &Path {
        self.dir.path()
    }

    /// Where node `n`, from 1, listens.
    pub(crate) fn address(&self, n: u8) -> SocketAddr {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::new(127, 0, 0, n)), self.port)
    }

    /// Starts a node and waits until it serves.
    pub(crate) fn node(&self, n: u8) -> Running {
        let node = Running::start(&["serve", "--config", &self.config(n)]);
        node.says("onedoor: ");
        node
    }

    /// The same with its log in the file `log` beside the configuration, after what stands there.
    pub(crate) fn logged_node(&self, n: u8) -> Running {
        let mut log = std::fs::OpenOptions::new();
        let log = log.create(true).append(true).open(self.directory().join("log")).expect("a log");
        let node = Running::start_telling(&["serve", "--config", &self.config(n)], log.into());
        node.says("onedoor: ");
        node
    }

    /// The file with the configuration of a node.
    pub(crate) fn config(&self, n: u8) -> String {
        let (public, address, storage, gateway) =
            (self.at(""), self.address(n), &self.storage, &self.gateway);
        let tls = if self.encrypted {
            "trusted_authorities = \"authority.pem\"
             listen.tls = { certificate = \"certificate.pem\", key = \"key.pem\" }"
        } else {
            ""
        };
        let role = &self.role;
        let config = format!(
            r#"
            public_url = "{public}"
            look = "plain"
            country = "vn"
            default_language = "en"
            key_file = "keys"
            {tls}
            listen.address = "{address}"
            messages = {{ gateway = "{gateway}", token = {{ file = "token" }} }}
            [storage.{storage}
            {role}
            "#
        );
        self.file(&format!("node-{n}.toml"), &config)
    }
}
