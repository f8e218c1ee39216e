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
    /// They signed out here, where they had come in with a password of this site.
    SignedOut,
    /// They signed out here, and at the national identity too.
    SignedOutThere,
    /// They ended the link that their session here was built on: they are signed out.
    LinkEnded,
}

impl News {
    const ALL: [Self; 5] =
        [Self::AccountMade, Self::AccountFound, Self::SignedOut, Self::SignedOutThere, Self::LinkEnded];

    /// The word that the browser carries to the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AccountMade => "account-made",
            Self::AccountFound => "account-found",
            Self::SignedOut => "signed-out",
            Self::SignedOutThere => "signed-out-there",
            Self::LinkEnded => "link-ended",
        }
    }

    /// From the word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|news| news.key() == key)
    }

    /// Whether it is told to somebody who is not signed in.
    pub const fn is_for_everybody(self) -> bool {
        matches!(self, Self::SignedOut | Self::SignedOutThere | Self::LinkEnded)
    }

    /// Whether it says that the help desk may be asked.
    pub(crate) const fn offers_help(self) -> bool {
        !self.is_for_everybody()
    }

    /// What happened, and where to see and undo it.
    pub(crate) fn shown(self, t: &Localizer) -> Markup {
        let (title, text) = match self {
            Self::AccountMade => ("link-news-made", "link-news-made-text"),
            Self::AccountFound => ("link-news-found", "link-news-found-text"),
            Self::SignedOut => ("link-signed-out-title", "link-signed-out"),
            Self::SignedOutThere => ("link-news-signed-out", "link-news-signed-out-text"),
            Self::LinkEnded => ("link-news-ended", "link-news-ended-text"),
        };
        let notice = Notice::success(t.get(text)).title(t.get(title));
        if self.is_for_everybody() {
            return html! { (notice) };
        }
        let way = html! { p { a href="/account/links" { (t.get("link-news-see")) } } };
        html! { (notice.and(&way)) }
    }
}
