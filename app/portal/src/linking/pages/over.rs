use axum::http::StatusCode;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use crate::linking::answer::again;

use super::parts::{other_way, sample_issuer, text, ways_on};

/// A sign-in that cannot go on from here.
pub(in crate::linking) struct SigninOverPage {
    pub(in crate::linking) over: Over,
    /// The way to begin again, where it is known: issuer, its name in addresses, where the person was heading.
    pub(in crate::linking) again: Option<(SiteLook, String, ReturnTo)>,
}

/// Why it cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::linking) enum Over {
    /// Nobody was sent away with this, or not from this browser.
    Unknown,
    /// It was begun in another browser.
    OtherBrowser,
    /// It has been done: the back button, a second click, a replay.
    Done,
    /// Its answer came before; whether anything was done with it is not known.
    Unfinished,
    /// It took too long.
    TooLate,
    /// What came back is not believed.
    NotBelieved,
}

impl Over {
    /// The word in the address.
    pub(in crate::linking) const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::OtherBrowser => "other_browser",
            Self::Done => "done",
            Self::Unfinished => "unfinished",
            Self::TooLate => "too_late",
            Self::NotBelieved => "not_believed",
        }
    }

    /// The status of the answer.
    pub(in crate::linking) const fn status(self) -> StatusCode {
        match self {
            Self::Unknown | Self::OtherBrowser | Self::NotBelieved => StatusCode::BAD_REQUEST,
            Self::Done | Self::Unfinished => StatusCode::CONFLICT,
            Self::TooLate => StatusCode::GONE,
        }
    }
}

impl SigninOverPage {
    const fn keys(&self) -> (&'static str, &'static str) {
        match self.over {
            Over::Unknown => ("link-over-unknown-title", "link-over-unknown"),
            Over::OtherBrowser => ("link-over-browser-title", "link-over-browser"),
            Over::Done => ("link-over-done-title", "link-over-done"),
            Over::Unfinished => ("link-over-unfinished-title", "link-over-unfinished"),
            Over::TooLate => ("link-over-late-title", "link-over-late"),
            Over::NotBelieved => ("link-over-unbelieved-title", "link-over-unbelieved"),
        }
    }

    /// Somebody whose step was done and who is signed in goes on; everybody else begins again.
    fn ways(&self, view: &View) -> Markup {
        match &self.again {
            Some((_, _, to)) if self.over == Over::Done && view.signed_in.is_some() => {
                button_row(&button_link(view.t.get("link-continue"), to.as_str(), true))
            }
            Some((_, key, to)) if self.over == Over::Unfinished => {
                button_row(&button_link(view.t.get("link-begin-again"), &again(key, to), true))
            }
            Some((_, key, to)) => ways_on(view, key, to),
            None => other_way(view, &ReturnTo::home()),
        }
    }
}

impl Page for SigninOverPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.keys().0)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let (title, told) = self.keys();
        html! {
            (heading(view.t.get(title)))
            @match &self.again {
                Some((look, ..)) => { (lede(text(view, told, look))) }
                None => { (lede(view.t.get(told))) }
            }
            (self.ways(view))
        }
    }
}

impl Sampled for SigninOverPage {
    fn samples() -> Vec<Self> {
        let begin = || Some((sample_issuer(), "esia".to_owned(), ReturnTo::parse("/dossiers")));
        vec![
            Self { over: Over::Unknown, again: None },
            Self { over: Over::OtherBrowser, again: None },
            Self { over: Over::Done, again: begin() },
            Self { over: Over::Unfinished, again: begin() },
            Self { over: Over::TooLate, again: begin() },
            Self { over: Over::NotBelieved, again: begin() },
        ]
    }
}
