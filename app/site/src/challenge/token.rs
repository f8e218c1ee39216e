//! A check, sealed: what is in it nobody sees but we, in this browser.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{Digest, Timestamp};
use onedoor_captcha::Check;
use onedoor_ui::components::Challenge;

use super::risk::Risk;
use crate::{Site, Visit};

/// How long a check is good: nobody types for longer, and who does is given another.
pub(super) const LIFE: Duration = Duration::from_mins(30);
/// How many digits the picture has.
pub(super) const DIGITS: usize = 5;
/// More than a token of ours has.
const LONGEST: usize = 600;

/// A check.
pub(super) struct Token {
    /// What it lets through.
    pub(super) purpose: String,
    /// What the picture shows and the sound says.
    pub(super) digits: String,
    /// How the picture is drawn.
    pub(super) seed: u64,
    /// From when on it is too old.
    pub(super) until: Timestamp,
    /// The risk that it was made for.
    pub(super) risk: Risk,
}

impl Token {
    /// Another one.
    fn new(visit: &Visit, purpose: &str, risk: Risk) -> Self {
        let mut bytes = [0; 16];
        visit.site.random.fill(&mut bytes);
        let number = u128::from_le_bytes(bytes);
        let seed = u64::try_from(number >> 64).unwrap_or_default();
        // 2^64 is so much more than 100 000 that no number is likelier than another.
        let digits = format!("{:0width$}", (number & u128::from(u64::MAX)) % 100_000, width = DIGITS);
        Self { purpose: purpose.to_owned(), digits, seed, until: visit.now.after(LIFE), risk }
    }

    fn sealed(self, visit: &Visit) -> String {
        let Self { purpose, digits, seed, until, risk } = self;
        let check = Check { purpose, digits, seed, until: until.millis(), risk: risk as u8 };
        URL_SAFE_NO_PAD.encode(visit.site.vault.seal(&context(visit.browser), &check.written()))
    }

    /// What was sealed for this browser; nothing of anything else.
    pub(super) fn open(site: &Site, browser: Digest, text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        let Check { purpose, digits, seed, until, risk } =
            Check::read(&site.vault.open(&context(browser), &sealed).ok()?)?;
        let (until, risk) = (Timestamp::from_millis(until), Risk::from_number(risk));
        Some(Self { purpose, digits, seed, until, risk })
    }
}

/// A check for a form, for the page to show.
pub(super) fn ask(visit: &Visit, purpose: &str, risk: Risk) -> Challenge {
    let token = Token::new(visit, purpose, risk).sealed(visit);
    let work = risk.work();
    Challenge::new(token, work.puzzles, work.bits)
}

/// A check for a form, if the site wants one at this risk.
pub fn ask_at(visit: &Visit, purpose: &str, risk: Risk) -> Option<Challenge> {
    visit.site.settings.captcha.asks(risk).then(|| ask(visit, purpose, risk))
}

fn context(browser: Digest) -> String {
    format!("challenge/{}", URL_SAFE_NO_PAD.encode(browser.0))
}

/// The digits that a browser with this cookie would have to give. For tests.
#[cfg(feature = "testing")]
pub fn digits_of(site: &Site, browser_cookie: &str, token: &str) -> Option<String> {
    Token::open(site, Digest::of(browser_cookie), token).map(|known| known.digits)
}

/// The work that it would have to do. For tests.
#[cfg(feature = "testing")]
pub fn work_of(site: &Site, browser_cookie: &str, token: &str) -> Option<String> {
    Token::open(site, Digest::of(browser_cookie), token).map(|known| known.risk.work().done(token))
}
