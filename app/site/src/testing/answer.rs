use axum::http::{HeaderMap, StatusCode, header};

use super::forms;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
    /// Path and query that were asked for.
    pub path: String,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Where it sends the browser.
    pub fn location(&self) -> Option<&str> {
        self.header(header::LOCATION.as_str())
    }

    /// Asserts that it sends the browser there with GET.
    #[track_caller]
    pub fn assert_leads_to(&self, path: &str) {
        assert_eq!((self.status, self.location()), (StatusCode::SEE_OTHER, Some(path)), "{}", self.body);
    }

    /// Asserts the status and that the page says this.
    #[track_caller]
    pub fn assert_says(&self, status: StatusCode, text: &str) {
        assert_eq!(self.status, status, "{}: {}", self.path, self.body);
        assert!(self.says(text), "{} does not say {text:?}:\n{}", self.path, self.body);
    }

    /// Whether the page says this, disregarding how it is marked up as HTML.
    pub fn says(&self, text: &str) -> bool {
        forms::unescape(&self.body).contains(text)
    }

    /// The fields of the form that posts to `action`, as the page filled them in; nothing if the
    /// page has no such form.
    pub fn form(&self, action: &str) -> Option<Vec<(String, String)>> {
        forms::fields(&self.body, action)
    }

    /// The value of a field of that form.
    pub fn field(&self, action: &str, name: &str) -> Option<String> {
        self.form(action)?.into_iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// The text of the page's title.
    pub fn title(&self) -> String {
        let inner = self.body.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        inner.map(|(title, _)| forms::unescape(title)).unwrap_or_default()
    }
}
