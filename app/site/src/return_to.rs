//! Where a person was heading for, kept through sign-in. Only a path of this very site will do.

/// A path on this site, safe to redirect to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// The front page.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// Accepts a path with query that stays on this site; everything else is the front page.
    ///
    /// Browsers read `//host`, `/\host` and control characters between as another host: refused.
    pub fn parse(text: &str) -> Self {
        let stays = text.len() <= 2000
            && text.starts_with('/')
            && !text.starts_with("//")
            && text.chars().all(|c| c != '\\' && !c.is_control() && !c.is_whitespace());
        if stays { Self(text.to_owned()) } else { Self::home() }
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
