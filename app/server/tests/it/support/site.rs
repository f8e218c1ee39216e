//! A configured identity for `onedoor serve`, on one or several nodes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

use super::gateway::Gateway;
use super::program::{Running, Scratch, onedoor};

/// What the nodes of one site have in common.
pub(crate) struct Site {
    dir: Scratch,
    port: u16,
    storage: String,
    gateway: String,
}

impl Site {
    /// A site on a free port; `storage` is a table of the configuration.
    pub(crate) fn new(name: &str, storage: &str, gateway: &Gateway) -> Self {
        let dir = Scratch::new(name);
        dir.write("token", "the-token\n");
        let keys = dir.path().join("keys");
        assert!(onedoor(&["keys", "new", keys.to_str().unwrap()]).status.success());
        // The nodes share the port on addresses of their own, so that the site has one public address.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { dir, port, storage: storage.to_owned(), gateway: gateway.address.clone() }
    }

    /// The public address of a path.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://id.localhost:{}{path}", self.port)
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

    /// The file with the configuration of a node.
    pub(crate) fn config(&self, n: u8) -> String {
        let (public, address, storage, gateway) =
            (self.at(""), self.address(n), &self.storage, &self.gateway);
        let config = format!(
            r#"
            public_url = "{public}"
            look = "plain"
            country = "vn"
            default_language = "en"
            key_file = "keys"
            listen.address = "{address}"
            messages = {{ gateway = "{gateway}", token = {{ file = "token" }} }}
            [identity]
            [storage.{storage}
            "#
        );
        let file = self.dir.write(&format!("node-{n}.toml"), &config);
        file.to_str().unwrap().to_owned()
    }
}
