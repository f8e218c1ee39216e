//! The cookies of a site: who is signed in, which browser this is, which language it wants, what the next
//! page shall say.
//!
//! Over TLS the names carry the `__Host-` prefix (RFC 6265bis section 4.1.3.2), so that no neighbour
//! under the same domain can plant one.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::Settings;

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session's bearer value.
    Session,
    /// A random value that marks the browser, signed in or not; forms and sign-ins are bound to it.
    Browser,
    /// The language that the person chose.
    Language,
    /// What happened on the way to the next page.
    News,
    /// That we sent this browser to the next page, which says what has happened.
    Told,
    /// A random value by which accounts know a browser that is not to be asked for a second step.
    Device,
    /// A random value by which an account knows the one device on which its passcode counts.
    App,
}

impl Cookie {
    fn name(self, settings: &Settings) -> String {
        let name = match self {
            Self::Session => "session",
            Self::Browser => "browser",
            Self::Language => "language",
            Self::News => "news",
            Self::Told => "told",
            Self::Device => "device",
            Self::App => "app",
        };
        if settings.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// Its value in a request, if it is there.
    pub(crate) fn read(self, settings: &Settings, headers: &HeaderMap) -> Option<String> {
        let name = self.name(settings);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value.to_owned())
            .filter(|value| !value.is_empty() && value.len() <= 128)
    }

    /// The `Set-Cookie` line that sets it.
    pub(crate) fn set(self, settings: &Settings, value: &str) -> HeaderValue {
        let life = match self {
            // Ends with the browser; how long it may live is the server's to say.
            Self::Session => "",
            Self::News | Self::Told => "; Max-Age=120",
            // As long as an account remembers it at most.
            Self::Device => "; Max-Age=2592000",
            // As long as browsers keep anything.
            Self::App => "; Max-Age=34560000",
            Self::Browser | Self::Language => "; Max-Age=31536000",
        };
        self.header(settings, value, life)
    }

    /// The `Set-Cookie` line that takes it away.
    pub(crate) fn clear(self, settings: &Settings) -> HeaderValue {
        self.header(settings, "", "; Max-Age=0")
    }

    fn header(self, settings: &Settings, value: &str, life: &str) -> HeaderValue {
        let secure = if settings.is_secure() { "; Secure" } else { "" };
        // Lax, not Strict: a person who comes back from the other site must be recognised.
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}", self.name(settings));
        HeaderValue::from_str(&text).expect("names and values are base64url or a language tag")
    }
}
