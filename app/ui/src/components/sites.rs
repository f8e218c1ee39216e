use maud::{Markup, Render, html};

use crate::emblem::emblem;
use crate::{Icon, Localizer, Look, SiteLook};

/// A site's emblem on its own colour.
pub fn site_tile(look: Look) -> Markup {
    html! { span.site-tile data-site=(look.key()) { (emblem(look)) } }
}

/// A way to another site, in that site's colours: what it is for, and its host.
pub fn site_card(look: &SiteLook, t: &Localizer, about: impl Into<String>, href: &str, host: &str) -> Markup {
    html! {
        li.card.site-card data-site=(look.look.key()) {
            (site_tile(look.look))
            div.card__text {
                p.card__title { a href=(href) { (look.name(t)) } }
                p { (about.into()) }
                p.site-card__host { (host) }
            }
        }
    }
}

/// Cards of sites side by side.
pub fn site_cards(cards: &Markup) -> Markup {
    html! { ul.cards.cards--sites { (cards) } }
}

/// The way to sign in at another site: a button (in a form) or a link, with that site's emblem.
pub struct SiteWay {
    look: Look,
    text: String,
    hint: Option<String>,
    way: Way,
}

enum Way {
    Link(String),
    Button(Option<(&'static str, String)>),
}

impl SiteWay {
    /// Leads there.
    pub fn link(look: Look, text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { look, text: text.into(), hint: None, way: Way::Link(href.into()) }
    }

    /// Submits the form that it stands in.
    pub fn button(look: Look, text: impl Into<String>) -> Self {
        Self { look, text: text.into(), hint: None, way: Way::Button(None) }
    }

    /// What the form sends when this button is pressed.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.way = Way::Button(Some((name, value.into())));
        self
    }

    /// A line that says who should take this way.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn content(&self) -> Markup {
        html! {
            (site_tile(self.look))
            span.site-way__text {
                span.site-way__label { (self.text) }
                @if let Some(hint) = &self.hint { span.site-way__hint { (hint) } }
            }
            (Icon::ChevronRight)
        }
    }
}

impl Render for SiteWay {
    fn render(&self) -> Markup {
        match &self.way {
            Way::Link(href) => html! { a.site-way href=(href) { (self.content()) } },
            Way::Button(value) => html! {
                button.site-way type="submit" name=[value.as_ref().map(|v| v.0)] value=[value.as_ref().map(|v| &v.1)] {
                    (self.content())
                }
            },
        }
    }
}

/// Two accounts of one person on two sites, and whether they are joined. Each side: the site's look,
/// its name, and the account there as the person knows it (empty when not yet known).
pub fn bridge(here: (Look, &str, &str), there: (Look, &str, &str), joined: bool) -> Markup {
    let side = |(look, site, account): (Look, &str, &str)| {
        html! {
            li.bridge__side data-site=(look.key()) {
                (site_tile(look))
                span.bridge__site { (site) }
                @if !account.is_empty() { span.bridge__account { (account) } }
            }
        }
    };
    html! {
        ul.bridge {
            (side(here))
            li.bridge__span.bridge__span--joined[joined] aria-hidden="true" {
                @if joined { (Icon::Check) } @else { (Icon::Link) }
            }
            (side(there))
        }
    }
}
