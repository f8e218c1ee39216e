use maud::{Markup, Render, html};

use crate::Icon;

/// The colour of a status; the word says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say about it.
    Neutral,
    /// Under way.
    Active,
    /// Good.
    Good,
    /// Waits for the person.
    Attention,
    /// Refused or ended.
    Bad,
}

/// The state of something in a word.
pub fn status(text: impl Into<String>, tone: Tone) -> Markup {
    let class = match tone {
        Tone::Neutral => "status",
        Tone::Active => "status status--active",
        Tone::Good => "status status--good",
        Tone::Attention => "status status--attention",
        Tone::Bad => "status status--bad",
    };
    html! { span class=(class) { (text.into()) } }
}

/// Terms with their values, and what can be changed.
#[derive(Default)]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
}

struct SummaryRow {
    term: String,
    value: Markup,
    action: Option<(String, String)>,
}

impl SummaryList {
    /// Without rows yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A term with a plain value.
    #[must_use]
    pub fn row(self, term: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        self.rich(term, html! { (value) })
    }

    /// A term with anything.
    #[must_use]
    pub fn rich(mut self, term: impl Into<String>, value: Markup) -> Self {
        self.rows.push(SummaryRow { term: term.into(), value, action: None });
        self
    }

    /// Gives the last row a link such as "Change"; the term says to what.
    #[must_use]
    pub fn action(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.action = Some((text.into(), href.into()));
        }
        self
    }
}

impl Render for SummaryList {
    fn render(&self) -> Markup {
        html! {
            dl.summary-list {
                @for row in &self.rows {
                    div.summary-list__row {
                        dt { (row.term) }
                        dd.summary-list__value { (row.value) }
                        @if let Some((text, href)) = &row.action {
                            dd.summary-list__action {
                                a href=(href) { (text) span.visually-hidden { " " (row.term) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Ways on, as surfaces to touch.
#[derive(Default)]
pub struct Cards {
    cards: Vec<Card>,
}

struct Card {
    title: String,
    text: String,
    href: String,
    icon: Option<Icon>,
    tag: Option<Markup>,
}

impl Cards {
    /// Without cards yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A way on: its title is the link.
    #[must_use]
    pub fn card(
        mut self,
        title: impl Into<String>,
        text: impl Into<String>,
        href: impl Into<String>,
    ) -> Self {
        self.cards.push(Card {
            title: title.into(),
            text: text.into(),
            href: href.into(),
            icon: None,
            tag: None,
        });
        self
    }

    /// Gives the last card a drawing.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        if let Some(card) = self.cards.last_mut() {
            card.icon = Some(icon);
        }
        self
    }

    /// Gives the last card a [`status`].
    #[must_use]
    pub fn tag(mut self, tag: Markup) -> Self {
        if let Some(card) = self.cards.last_mut() {
            card.tag = Some(tag);
        }
        self
    }
}

impl Render for Cards {
    fn render(&self) -> Markup {
        html! {
            ul.cards {
                @for card in &self.cards {
                    li.card {
                        @if let Some(icon) = card.icon { span.card__icon { (icon) } }
                        div.card__text {
                            p.card__title { a href=(card.href) { (card.title) } }
                            @if !card.text.is_empty() { p { (card.text) } }
                        }
                        @if let Some(tag) = &card.tag { div.card__tag { (tag) } }
                    }
                }
            }
        }
    }
}

/// Nothing here yet: what would be here, and how to get it.
pub fn empty_state(icon: Icon, title: impl Into<String>, text: impl Into<String>, way: &Markup) -> Markup {
    html! {
        div.empty-state {
            span.empty-state__icon { (icon) }
            p.empty-state__title { (title.into()) }
            p { (text.into()) }
            (way)
        }
    }
}

/// Figures that one takes in at a glance.
#[derive(Default)]
pub struct Figures(Vec<(String, String)>);

impl Figures {
    /// Without figures yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A figure and what it counts.
    #[must_use]
    pub fn figure(mut self, what: impl Into<String>, count: impl Into<String>) -> Self {
        self.0.push((what.into(), count.into()));
        self
    }
}

impl Render for Figures {
    fn render(&self) -> Markup {
        html! {
            dl.figures {
                @for (what, count) in &self.0 { div { dt { (what) } dd { (count) } } }
            }
        }
    }
}
