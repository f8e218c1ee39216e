//! The demo world, driven over HTTP as a browser without scripts does.

mod identities;
mod outside;
pub(crate) mod registration;
mod s1_1a;
pub(crate) mod s1_1b;
mod s1_3;
mod s5_2;

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

    /// The code in the newest message to a number; waits until one has come since there were `before`.
    pub(crate) async fn code_to(&self, number: &str, before: usize) -> String {
        for _ in 0..100 {
            let inbox = self.json(&format!("/inbox.json?to={}", number.trim_start_matches('+'))).await;
            let messages = inbox["messages"].as_array().expect("messages");
            if messages.len() > before {
                let text = messages[0]["text"].as_str().expect("a text");
                return six_digits(text).unwrap_or_else(|| panic!("no code in {text:?}")).to_owned();
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("no message to {number} has come");
    }

    /// A file for programs of the sandbox.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let page = Browser::new("en").get(&self.at("outside", path)).await;
        serde_json::from_str(&page.html).expect("JSON")
    }
}

fn six_digits(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6)
}
