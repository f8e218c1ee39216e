use maud::{Markup, html};
use onedoor_base::Timestamp;

use crate::components::{button_link, button_row, heading, lede, reference_number};
use crate::{Icon, Localizer, Page, Sampled, View};

/// What went wrong, by what the person can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing is at this address (404).
    NotFound,
    /// The person may not do this (403).
    Forbidden,
    /// The form is older than the session, or came from elsewhere (403): open it again.
    FormExpired,
    /// Too many attempts (429); another one from this moment on.
    TooManyAttempts(Timestamp),
    /// The site has more to do than it can (503).
    Busy,
    /// Another site doesn't answer (502); its name.
    SiteUnreachable(String),
    /// The person turned back at the other site (200).
    SignInCancelled,
    /// The application that sent the person is not known here (400).
    UnknownClient,
    /// The request makes no sense to us (400).
    BadRequest,
    /// Our fault (500).
    Internal,
}

/// A page that says what happened, what to do, and what number to quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorPage {
    /// What happened.
    pub kind: ErrorKind,
    /// Where to try again or go on; the home page without one.
    pub way_on: Option<String>,
    /// The number under which the log has it.
    pub reference: Option<String>,
}

impl ErrorPage {
    /// Without a way on of its own and without a reference number.
    pub const fn new(kind: ErrorKind) -> Self {
        Self { kind, way_on: None, reference: None }
    }

    fn icon(&self) -> Icon {
        match self.kind {
            ErrorKind::NotFound | ErrorKind::UnknownClient => Icon::Search,
            ErrorKind::Forbidden => Icon::Lock,
            ErrorKind::FormExpired | ErrorKind::TooManyAttempts(_) | ErrorKind::Busy => Icon::Clock,
            ErrorKind::SiteUnreachable(_) => Icon::Link,
            ErrorKind::SignInCancelled => Icon::Door,
            ErrorKind::BadRequest | ErrorKind::Internal => Icon::Alert,
        }
    }

    /// What happened.
    fn happened(&self, t: &Localizer) -> String {
        match &self.kind {
            ErrorKind::NotFound => t.get("error-not-found"),
            ErrorKind::Forbidden => t.get("error-forbidden"),
            ErrorKind::FormExpired => t.get("error-form-expired"),
            ErrorKind::TooManyAttempts(_) => t.get("error-too-many"),
            ErrorKind::Busy => t.get("error-busy"),
            ErrorKind::SiteUnreachable(site) => {
                t.with("error-unreachable", &[("site", site.as_str().into())])
            }
            ErrorKind::SignInCancelled => t.get("error-cancelled"),
            ErrorKind::UnknownClient => t.get("error-unknown-client"),
            ErrorKind::BadRequest => t.get("error-bad-request"),
            ErrorKind::Internal => t.get("error-internal"),
        }
    }

    /// What to do about it.
    fn to_do(&self, view: &View) -> String {
        let t = &view.t;
        match &self.kind {
            ErrorKind::NotFound => t.get("error-not-found-do"),
            ErrorKind::Forbidden => t.get("error-forbidden-do"),
            ErrorKind::FormExpired => t.get("error-form-expired-do"),
            ErrorKind::TooManyAttempts(until) => {
                t.with("error-too-many-do", &[("time", view.clock_time(*until).into())])
            }
            ErrorKind::Busy => t.get("error-busy-do"),
            ErrorKind::SiteUnreachable(site) => {
                t.with("error-unreachable-do", &[("site", site.as_str().into())])
            }
            ErrorKind::SignInCancelled => t.get("error-cancelled-do"),
            ErrorKind::UnknownClient => t.get("error-unknown-client-do"),
            ErrorKind::BadRequest => t.get("error-bad-request-do"),
            ErrorKind::Internal => t.get("error-internal-do"),
        }
    }

    /// The words on the button that leads on.
    fn way_text(&self, t: &Localizer) -> String {
        match (&self.way_on, &self.kind) {
            (None, _) => t.get("error-way-home"),
            (Some(_), ErrorKind::FormExpired) => t.get("error-way-open-form"),
            (Some(_), ErrorKind::SignInCancelled) => t.get("error-way-sign-in"),
            (Some(_), _) => t.get("error-way-again"),
        }
    }
}

impl Page for ErrorPage {
    fn title(&self, t: &Localizer) -> String {
        self.happened(t)
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let href = self.way_on.as_deref().unwrap_or("/");
        html! {
            span.page-icon { (self.icon()) }
            (heading(self.happened(&view.t)))
            (lede(self.to_do(view)))
            (button_row(&button_link(self.way_text(&view.t), href, true)))
            @if let Some(reference) = &self.reference { (reference_number(&view.t, reference)) }
        }
    }
}

impl Sampled for ErrorPage {
    fn samples() -> Vec<Self> {
        let until = Timestamp::from_seconds(1_795_244_709);
        let mut all: Vec<Self> = [
            ErrorKind::NotFound,
            ErrorKind::Forbidden,
            ErrorKind::FormExpired,
            ErrorKind::TooManyAttempts(until),
            ErrorKind::Busy,
            ErrorKind::SiteUnreachable("VNeID".to_owned()),
            ErrorKind::SignInCancelled,
            ErrorKind::UnknownClient,
            ErrorKind::BadRequest,
        ]
        .into_iter()
        .map(Self::new)
        .collect();
        for kind in [ErrorKind::FormExpired, ErrorKind::SignInCancelled, ErrorKind::Busy] {
            all.push(Self { way_on: Some("/sign-in".to_owned()), ..Self::new(kind) });
        }
        all.push(Self { reference: Some("7F3K-92QD".to_owned()), ..Self::new(ErrorKind::Internal) });
        all
    }
}
