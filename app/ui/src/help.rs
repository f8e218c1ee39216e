use std::collections::HashMap;

use maud::{Markup, html};
use onedoor_base::Language;

use crate::{Icon, Localizer};

/// Where people find help with a site; empty if its operator names nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// A telephone number, as people there write it.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// Whatever else is to be said, by language: hours, an office, what to have at hand.
    pub words: HashMap<Language, String>,
}

impl Help {
    fn words(&self, t: &Localizer) -> Option<&String> {
        self.words.get(&t.language())
    }

    fn ways(&self) -> Markup {
        html! {
            @if let Some(phone) = &self.phone { a href=(format!("tel:{}", dialled(phone))) { (phone) } }
            @if let Some(email) = &self.email { a href=(format!("mailto:{email}")) { (email) } }
        }
    }

    /// Under a page on which something went wrong.
    pub(crate) fn section(&self, t: &Localizer) -> Markup {
        html! {
            @if self.phone.is_some() || self.email.is_some() || self.words(t).is_some() {
                aside.help aria-labelledby="help-title" {
                    h2 #help-title { (Icon::Info) (t.get("help-title")) }
                    @if let Some(words) = self.words(t) { p { (words) } }
                    @if self.phone.is_some() || self.email.is_some() { p.help__ways { (self.ways()) } }
                }
            }
        }
    }

    /// At the foot of every page.
    pub(crate) fn line(&self, t: &Localizer) -> Markup {
        html! {
            @if self.phone.is_some() || self.email.is_some() {
                p.site-footer__help { span { (t.get("help-title")) } (self.ways()) }
            }
        }
    }
}

/// What a telephone dials: digits, and a plus sign in front.
fn dialled(phone: &str) -> String {
    let plus = if phone.trim_start().starts_with('+') { "+" } else { "" };
    format!("{plus}{}", phone.chars().filter(char::is_ascii_digit).collect::<String>())
}
