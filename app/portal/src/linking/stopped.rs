//! The pages of a sign-in that came to nothing. They stand at an address of their own: what the issuer sent is
//! out of the browser's history, the page can be loaded again, and the choice of language comes back to it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_linking::{AnswerRefused, Purpose, SuspendedBy, Why};
use onedoor_site::{Asked as Address, Refused, ReturnTo, Visit, see_other};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::from_settings::is_home;
use super::pages::{
    CancelledPage, NotAllowedPage, OtherSideDownPage, Over, ProveAgainPage, RaiseAssurancePage,
    SigninOverPage, TakenPage,
};
use super::settings::{STOPPED_PATH, Upstream};
use crate::Portal;

/// Why it came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The person turned back at the issuer.
    Cancelled,
    /// The issuer does not answer.
    Down,
    /// The portal wants to be surer of the person.
    Raise,
    /// The issuer could not make surer.
    NotReached,
    /// The issuer signed them in too long ago for a link to be made.
    ProveAgain,
    /// The account with their number is linked with another national identity.
    Taken,
    /// It cannot be.
    NotAllowed(Why),
    /// The sign-in cannot go on.
    Over(Over),
}

impl Stop {
    const ALL: [Self; 20] = [
        Self::Cancelled,
        Self::Down,
        Self::Raise,
        Self::NotReached,
        Self::ProveAgain,
        Self::Taken,
        Self::NotAllowed(Why::IssuerNotTrusted),
        Self::NotAllowed(Why::AnotherPersonsAccount),
        Self::NotAllowed(Why::AccountLocked),
        Self::NotAllowed(Why::LinkSuspended(SuspendedBy::Person)),
        Self::NotAllowed(Why::LinkSuspended(SuspendedBy::Portal)),
        Self::NotAllowed(Why::LinkSuspended(SuspendedBy::Identity)),
        Self::NotAllowed(Why::LinkUnconfirmed),
        Self::NotAllowed(Why::LinkRefused),
        Self::Over(Over::Unknown),
        Self::Over(Over::OtherBrowser),
        Self::Over(Over::Done),
        Self::Over(Over::Unfinished),
        Self::Over(Over::TooLate),
        Self::Over(Over::NotBelieved),
    ];

    /// The word in the address.
    const fn word(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Down => "down",
            Self::Raise => "raise",
            Self::NotReached => "not_reached",
            Self::ProveAgain => "prove_again",
            Self::Taken => "taken",
            Self::NotAllowed(why) => why.word(),
            Self::Over(over) => over.word(),
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stop| stop.word() == word)
    }

    /// For an answer that is not taken.
    pub(super) const fn of_answer(refused: AnswerRefused) -> Self {
        Self::Over(match refused {
            AnswerRefused::OtherBrowser => Over::OtherBrowser,
            AnswerRefused::Answered => Over::Unfinished,
            AnswerRefused::Expired => Over::TooLate,
            AnswerRefused::MixedUp => Over::NotBelieved,
        })
    }

    /// Sends the browser to its page; `through` is the issuer's name in addresses.
    pub(super) fn page(self, visit: &Visit, through: &str, return_to: &ReturnTo) -> Response {
        see_other(&format!(
            "{}&mark={}",
            self.address(through, return_to),
            self.mark(visit, through, return_to)
        ))
    }

    fn address(self, through: &str, return_to: &ReturnTo) -> String {
        let through: String = url::form_urlencoded::byte_serialize(through.as_bytes()).collect();
        format!("{STOPPED_PATH}?why={}&through={through}&return_to={}", self.word(), return_to.encoded())
    }

    /// By which the page knows that we have sent this browser there: anybody can write an address that says
    /// that a link was refused.
    fn mark(self, visit: &Visit, through: &str, return_to: &ReturnTo) -> String {
        visit.mark(&self.address(through, return_to))
    }

    /// The same where the issuer is not known, or nobody's business.
    pub(super) fn bare_page(self) -> Response {
        see_other(&format!("{STOPPED_PATH}?why={}", self.word()))
    }
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    why: String,
    #[serde(default)]
    through: String,
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    mark: String,
}

/// `GET /sign-in/stopped`: says what happened and what to do, to the browser that we sent there; to any other it is
/// the page for signing in. Changes nothing, and says nothing about anybody.
pub(super) async fn stopped(
    State(portal): State<Portal>,
    visit: Visit,
    Address(told): Address<Told>,
) -> Result<Response, Refused> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let stop = Stop::from_word(&told.why).ok_or_else(not_found)?;
    let return_to = ReturnTo::parse(&told.return_to);
    let ours = told.mark == stop.mark(&visit, &told.through, &return_to);
    match (portal.linking.upstream(&told.through), stop) {
        (Some(_), _) if !ours => Ok(see_other(&format!("/sign-in?return_to={}", return_to.encoded()))),
        // A second tab, or the back button: this browser is signed in through that issuer by now. It goes on to
        // where this tab was heading; nothing of the answer that was brought twice is taken.
        (Some(upstream), Stop::Over(Over::Unfinished)) if signed_in_through(&visit, upstream) => {
            Ok(see_other(return_to.as_str()))
        }
        (Some(upstream), stop) => Ok(with_issuer(&visit, stop, upstream, return_to)),
        // These two are told without an issuer; every other page names one, and is none without it.
        (None, Stop::Over(over @ (Over::Unknown | Over::OtherBrowser))) if told.through.is_empty() => {
            Ok(visit.page_with(over.status(), &SigninOverPage { over, again: None }))
        }
        (None, _) => Err(not_found()),
    }
}

fn signed_in_through(visit: &Visit, upstream: &Upstream) -> bool {
    let session = visit.session.as_ref().and_then(|session| session.upstream.as_ref());
    session.is_some_and(|session| session.issuer == upstream.provider.issuer())
}

fn with_issuer(visit: &Visit, stop: Stop, upstream: &Upstream, return_to: ReturnTo) -> Response {
    let (look, key) = (upstream.look.clone(), upstream.key.clone());
    match stop {
        Stop::Cancelled => visit.page(&CancelledPage { look, key, return_to }),
        Stop::Down => visit.page_with(StatusCode::BAD_GATEWAY, &OtherSideDownPage::new(upstream, &return_to)),
        Stop::Raise => {
            let purpose = if is_home(&return_to) { Purpose::LinkFromSettings } else { Purpose::SignIn };
            let wanted = Some(upstream.policy.wants(purpose));
            let page = RaiseAssurancePage { look, key, return_to, wanted };
            visit.page_with(StatusCode::FORBIDDEN, &page)
        }
        Stop::NotReached => {
            let page = RaiseAssurancePage { look, key, return_to, wanted: None };
            visit.page_with(StatusCode::FORBIDDEN, &page)
        }
        Stop::ProveAgain => {
            let page = ProveAgainPage { look, key, return_to, step: None, adds: false };
            visit.page_with(StatusCode::FORBIDDEN, &page)
        }
        Stop::Taken => {
            visit.page_with(StatusCode::CONFLICT, &TakenPage { look, key, proposal: None, return_to })
        }
        Stop::NotAllowed(why) => {
            let page = NotAllowedPage { why, look, proposal: None, return_to };
            visit.page_with(StatusCode::FORBIDDEN, &page)
        }
        Stop::Over(over) => {
            let again = Some((look, key, return_to));
            visit.page_with(over.status(), &SigninOverPage { over, again })
        }
    }
}
