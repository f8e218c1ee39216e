use std::sync::Arc;

use maud::{Markup, html};
use onedoor_base::{Language, Timestamp};
use time::UtcOffset;

use crate::{Localizer, News, SiteLook, Typed, local_form};

/// Everything about the visit that is not the page's own content.
#[derive(Clone)]
pub struct View {
    /// How the site looks and what it is called.
    pub look: Arc<SiteLook>,
    /// Speaks the visitor's language.
    pub t: Arc<Localizer>,
    /// The value of the hidden field that proves that a form came from our page.
    pub csrf: String,
    /// Who is signed in, if anybody.
    pub signed_in: Option<SignedIn>,
    /// Entries of the main navigation, in order; the layout marks the one that `path` is in.
    pub nav: Vec<NavItem>,
    /// Path and query of this page, always one that can be fetched with GET: the language links come
    /// back here.
    pub path: String,
    /// What happened on the way here, to be said once.
    pub news: Option<News>,
    /// What was typed into this page before the language was changed.
    pub typed: Typed,
    /// How far the site's clock on the wall is from UTC.
    pub utc_offset: UtcOffset,
}

/// Who is signed in, for the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The name as the person writes it.
    pub name: String,
    /// Their account page.
    pub account_href: String,
    /// Where the sign-out button posts to.
    pub sign_out_action: String,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// The catalogue key of its label.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
}

impl View {
    /// The visitor's language.
    pub fn language(&self) -> Language {
        self.t.language()
    }

    /// A short date, for lists.
    pub fn date(&self, moment: Timestamp) -> Markup {
        self.time(moment, &local_form::date(self.language(), moment, self.utc_offset))
    }

    /// A short date with hour and minute.
    pub fn date_time(&self, moment: Timestamp) -> Markup {
        self.time(moment, &local_form::date_time(self.language(), moment, self.utc_offset))
    }

    /// A long date, for sentences; give it to a variable of a text.
    pub fn long_date(&self, moment: Timestamp) -> String {
        local_form::long_date(self.language(), moment, self.utc_offset)
    }

    /// The day at whose end something is due, in the same form: a deadline is the midnight after it.
    pub fn last_day(&self, due: Timestamp) -> String {
        self.long_date(Timestamp::from_millis(due.millis() - 1))
    }

    /// Hour and minute, for sentences such as "try again after 14:05".
    pub fn clock_time(&self, moment: Timestamp) -> String {
        local_form::clock_time(moment, self.utc_offset)
    }

    /// A whole number with its thousands apart.
    pub fn number(&self, value: i64) -> String {
        local_form::number(self.language(), value)
    }

    fn time(&self, moment: Timestamp, text: &str) -> Markup {
        html! { time datetime=(local_form::machine_time(moment, self.utc_offset)) { (text) } }
    }
}
