use onedoor_base::{Country, Language};
use onedoor_proofing::calendar::Calendar;
use url::Url;

use crate::challenge::Captcha;
use crate::texting::TextLimits;

/// What a site is told about itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whose look it wears and under which name it is known here: `vneid`, `haiduong`, `school`, …
    pub key: String,
    /// Where people and other sites reach it, without a path: `https://haiduong.example`.
    pub public_url: Url,
    /// The country whose forms of numbers, dates and hours it uses.
    pub country: Country,
    /// The days on which its offices work: deadlines count them.
    pub calendar: Calendar,
    /// The language for somebody who asks for none of ours.
    pub default_language: Language,
    /// Origins that a form's answer may lead to: sites that sign in here, or where one signs in.
    /// Browsers hold redirects after a form against the `form-action` of the page.
    pub form_targets: Vec<String>,
    /// When people who sign in, or want a message, have to pass the check that keeps programs out.
    pub captcha: Captcha,
    /// Whether a proxy in front names the visitor's address in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Whether it can send mail: then people may give mail addresses.
    pub mail: bool,
    /// How many text messages it sends.
    pub texts: TextLimits,
}

impl Settings {
    /// The origin (scheme, host, port) as browsers write it in `Origin`.
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// Whether browsers reach the site over TLS, so that cookies may insist on it.
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// An absolute address on this site; `path` begins with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }
}
