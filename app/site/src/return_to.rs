//! Where a person was heading for, kept through sign-in. Only a path of this very site will do.

/// The longest path with query that is worth coming back to, in bytes.
pub(crate) const LONGEST: usize = 2000;

/// A path on this site, safe to redirect to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// The front page.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// Accepts a path with query that stays on this site; everything else is the front page, to which the frame
    /// also leads from addresses that only take forms. What is not ASCII is written as addresses write it,
    /// because it will stand in a header.
    ///
    /// Browsers read `//host`, `/\host` and control characters between as another host: refused.
    pub fn parse(text: &str) -> Self {
        let stays = text.len() <= LONGEST
            && text.starts_with('/')
            && !text.starts_with("//")
            && text.chars().all(|c| c != '\\' && !c.is_control() && !c.is_whitespace());
        if stays && !leads_elsewhere(text) { Self(ascii(text)) } else { Self::home() }
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is more than the front page.
    pub fn is_deep(&self) -> bool {
        self.0 != "/"
    }

    /// As the value of a query parameter.
    pub fn encoded(&self) -> String {
        url::form_urlencoded::byte_serialize(self.0.as_bytes()).collect()
    }
}

/// Dots and empty segments, which whoever tidies addresses up may take for `//host`: none of ours has any.
fn leads_elsewhere(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let path = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    while let Some(segment) = segments.next() {
        let empty = segment.is_empty() && segments.peek().is_some();
        if empty || segment == "." || segment == ".." || segment.contains('\\') {
            return true;
        }
    }
    path.starts_with("//")
}

/// With what is not ASCII percent-encoded (RFC 3987 section 3.1).
fn ascii(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            encoded.extend(url::form_urlencoded::byte_serialize(c.encode_utf8(&mut bytes).as_bytes()));
        }
    }
    encoded
}
