//! The demo world, driven over HTTP as a browser without scripts does.

mod outside;

use onedoor_server::demo::{DemoOptions, World};
use serde_json::Value;

use crate::support::browser::Browser;
use crate::support::program::Scratch;

/// A world of its own for one test.
pub(crate) struct Demo {
    pub(crate) world: World,
    _data: Scratch,
}

impl Demo {
    pub(crate) async fn start(name: &str) -> Self {
        let data = Scratch::new(name);
        let options = DemoOptions { listen: "127.0.0.1:0".parse().unwrap(), data: data.path().to_owned() };
        Self { world: World::start(options).await.expect("a world"), _data: data }
    }

    /// The address of a path on a site: `at("vneid", "/sign-in")`.
    pub(crate) fn at(&self, site: &str, path: &str) -> String {
        format!("http://{site}.localhost:{}{path}", self.world.port())
    }

    /// A file for programs of the sandbox.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let page = Browser::new("en").get(&self.at("outside", path)).await;
        serde_json::from_str(&page.html).expect("JSON")
    }
}
