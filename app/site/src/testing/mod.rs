//! What the tests of sites share: a site on a database of its own, a clock that stands until it is
//! told to go, randomness that repeats itself, browsers that keep cookies, an inbox.
//!
//! ```text
//! let world = TestWorld::new();
//! let site = world.site(TestSite { look: Look::Vneid, ..TestSite::default() }).await;
//! let mut ana = Browser::at(&site, &identity_router(state));
//! let page = ana.get("/sign-in").await;
//! let answer = ana.submit(&page, "/sign-in", &[("identifier", "ana"), ("password", "…")]).await;
//! ```

pub mod attacks;
pub mod routes;

mod answer;
mod browser;
mod forms;
mod inbox;
mod world;

#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use browser::{Browser, multipart};
pub use inbox::{letters, messages, only_code_in};
pub use world::{DAWN, HandClock, Repeating, TestSite, TestWorld};
