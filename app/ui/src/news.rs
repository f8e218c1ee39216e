use maud::{Markup, html};

use crate::Localizer;
use crate::components::Notice;

/// What has happened to somebody's account while they were on their way to a page: said on that page, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// An account was made here and linked with the national identity that they came with.
    AccountMade,
    /// Their account here was found by the national number, proven on both sides, and linked.
    AccountFound,
}

impl News {
    const ALL: [Self; 2] = [Self::AccountMade, Self::AccountFound];

    /// The word that the browser carries to the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AccountMade => "account-made",
            Self::AccountFound => "account-found",
        }
    }

    /// From the word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|news| news.key() == key)
    }

    /// What happened, and where to see and undo it.
    pub(crate) fn shown(self, t: &Localizer) -> Markup {
        let (title, text) = match self {
            Self::AccountMade => ("link-news-made", "link-news-made-text"),
            Self::AccountFound => ("link-news-found", "link-news-found-text"),
        };
        let way = html! { p { a href="/account/links" { (t.get("link-news-see")) } } };
        html! { (Notice::success(t.get(text)).title(t.get(title)).and(&way)) }
    }
}
