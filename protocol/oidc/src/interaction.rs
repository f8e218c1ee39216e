//! What is still missing before a request may be answered: an ordered list of named checks. Each knows
//! what the person is asked for and which error says so when nobody may be asked (`prompt=none`,
//! OpenID Connect Core section 3.1.2.6).

use crate::authorize::{AuthorizationRequest, Prompt};
use crate::{Client, ErrorCode, Scopes};

/// All that is known when a request is looked at again.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// What is asked.
    pub request: &'a AuthorizationRequest,
    /// Who asks.
    pub client: &'a Client,
    /// Who is signed in at this browser, if anybody.
    pub session: Option<SessionFacts<'a>>,
    /// Whether the person chose the account for this very request.
    pub account_chosen: bool,
    /// Whether the provider's own terms have changed and the person has not agreed to them yet.
    pub terms_owed: bool,
    /// Whether the person agreed for this very request.
    pub consent_given: bool,
    /// What the person agreed to before, remembered.
    pub remembered: Option<&'a Remembered>,
    /// The assurance levels of the provider.
    pub levels: &'a [Level<'a>],
    /// The time, in seconds.
    pub now: i64,
}

/// What an `acr` value takes, on two axes: who the person is, and that it is they.
#[derive(Debug, Clone, Copy)]
pub struct Level<'a> {
    /// The value.
    pub acr: &'a str,
    /// The least rank of the identity.
    pub identity: i64,
    /// The least number of factors.
    pub factors: i64,
}

impl Level<'_> {
    const fn reached(&self, identity: i64, factors: i64) -> bool {
        identity >= self.identity && factors >= self.factors
    }
}

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct SessionFacts<'a> {
    /// When they last proved themselves, in seconds.
    pub auth_time: i64,
    /// Whether they did so for this very request.
    pub authenticated_for_this: bool,
    /// The rank of the identity that this session speaks for.
    pub identity: i64,
    /// How many factors the person showed.
    pub factors: i64,
    /// How many the person could show, if asked.
    pub could_show: i64,
    /// The subject that this client knows them by.
    pub subject: &'a str,
    /// The subject in the `id_token_hint`, verified by the caller, if there was one.
    pub hinted_subject: Option<&'a str>,
}

/// Scopes and single claims that a person agreed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The scopes.
    pub scopes: Scopes,
    /// The names of the claims asked for one by one.
    pub claims: Vec<String>,
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Nobody is signed in.
    SignIn,
    /// The client wants the account to be chosen.
    ChooseAccount,
    /// Somebody else is signed in than the client means.
    OtherPerson,
    /// The person has to prove themselves again.
    Reauthenticate,
    /// The assurance is too low, and nothing that the person could show now would raise it enough; these
    /// levels would do, as the client names them.
    RaiseAssurance {
        /// `acr` values.
        to: Vec<String>,
    },
    /// One more factor, and the assurance suffices.
    AnotherFactor,
    /// The person has to agree to the provider's own terms.
    Terms,
    /// The person has to agree.
    Consent,
}

impl Missing {
    /// The error when nobody may be asked.
    pub const fn error(&self) -> ErrorCode {
        match self {
            Self::SignIn | Self::OtherPerson | Self::Reauthenticate => ErrorCode::LoginRequired,
            Self::ChooseAccount => ErrorCode::AccountSelectionRequired,
            Self::RaiseAssurance { .. } | Self::AnotherFactor => ErrorCode::UnmetAuthenticationRequirements,
            Self::Terms => ErrorCode::InteractionRequired,
            Self::Consent => ErrorCode::ConsentRequired,
        }
    }
}

/// One check by name.
pub struct Check {
    /// The name of the function.
    pub name: &'static str,
    missing: fn(&Facts<'_>) -> Option<Missing>,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! checks {
    ($($name:ident),+ $(,)?) => { &[$(Check { name: stringify!($name), missing: $name }),+] };
}

/// Every check, in the order in which people are asked.
pub const CHECKS: &[Check] = checks![
    somebody_is_signed_in,
    account_is_chosen,
    it_is_who_the_client_means,
    proven_again_if_asked,
    proven_lately_enough,
    assurance_suffices,
    wished_assurance_is_reached,
    terms_are_agreed_to,
    consent_is_there,
];

/// How a request goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Nothing is missing: answer.
    Ready,
    /// Ask the person.
    Ask(Missing),
    /// The client forbade asking: answer with this error.
    Refuse(ErrorCode),
}

/// The first thing that is missing.
pub fn next(facts: &Facts<'_>) -> Next {
    match CHECKS.iter().find_map(|check| (check.missing)(facts)) {
        None => Next::Ready,
        Some(missing) if facts.request.prompts.contains(Prompt::None) => Next::Refuse(missing.error()),
        Some(missing) => Next::Ask(missing),
    }
}

fn somebody_is_signed_in(facts: &Facts<'_>) -> Option<Missing> {
    facts.session.is_none().then_some(Missing::SignIn)
}

/// Signing in for this request is choosing too.
fn account_is_chosen(facts: &Facts<'_>) -> Option<Missing> {
    let session = facts.session.as_ref()?;
    let wanted = facts.request.prompts.contains(Prompt::SelectAccount);
    (wanted && !facts.account_chosen && !session.authenticated_for_this).then_some(Missing::ChooseAccount)
}

fn it_is_who_the_client_means(facts: &Facts<'_>) -> Option<Missing> {
    let session = facts.session.as_ref()?;
    let mut meant = facts.request.wanted_subject().into_iter().chain(session.hinted_subject);
    meant.any(|subject| subject != session.subject).then_some(Missing::OtherPerson)
}

fn proven_again_if_asked(facts: &Facts<'_>) -> Option<Missing> {
    let session = facts.session.as_ref()?;
    let asked = facts.request.prompts.contains(Prompt::Login);
    (asked && !session.authenticated_for_this).then_some(Missing::Reauthenticate)
}

/// `max_age=0` means `prompt=login`; whoever just proved themselves for this request has done so.
fn proven_lately_enough(facts: &Facts<'_>) -> Option<Missing> {
    let session = facts.session.as_ref()?;
    let max_age = facts.request.max_age?;
    let age = facts.now.saturating_sub(session.auth_time);
    let too_old = age > max_age || max_age == 0;
    (too_old && !session.authenticated_for_this).then_some(Missing::Reauthenticate)
}

/// An essential `acr` stops the answer (section 5.5.1.1). Exactly what is missing is asked for: one more factor,
/// if that is all.
fn assurance_suffices(facts: &Facts<'_>) -> Option<Missing> {
    let session = facts.session.as_ref()?;
    let wanted = facts.request.essential_acr()?;
    let any = |factors| wanted.iter().any(|acr| reaches(facts, session, factors, acr));
    if any(session.factors) {
        None
    } else if any(session.could_show) {
        Some(Missing::AnotherFactor)
    } else {
        Some(Missing::RaiseAssurance { to: wanted.into_iter().map(str::to_owned).collect() })
    }
}

/// `acr_values` are a wish (section 3.1.2.1): the most wanted value that the person can reach is gone for, and
/// nobody is sent away because of it. Where nobody may be asked, what is there is the answer.
fn wished_assurance_is_reached(facts: &Facts<'_>) -> Option<Missing> {
    let session = facts.session.as_ref()?;
    if facts.request.prompts.contains(Prompt::None) {
        return None;
    }
    let mut wanted = facts.request.acr_values.iter();
    let most = wanted.find(|acr| reaches(facts, session, session.could_show, acr))?;
    (!reaches(facts, session, session.factors, most)).then_some(Missing::AnotherFactor)
}

/// Whether the session with so many factors is worth this `acr` value.
fn reaches(facts: &Facts<'_>, session: &SessionFacts<'_>, factors: i64, acr: &str) -> bool {
    facts.levels.iter().any(|level| level.acr == acr && level.reached(session.identity, factors))
}

fn terms_are_agreed_to(facts: &Facts<'_>) -> Option<Missing> {
    facts.terms_owed.then_some(Missing::Terms)
}

fn consent_is_there(facts: &Facts<'_>) -> Option<Missing> {
    let asked_again = facts.request.prompts.contains(Prompt::Consent);
    if facts.consent_given || (facts.client.first_party && !asked_again) {
        return None;
    }
    let covered = facts.remembered.is_some_and(|remembered| {
        remembered.scopes.covers(&facts.request.scopes)
            && facts.request.claims.names().all(|name| remembered.claims.iter().any(|known| known == name))
    });
    (asked_again || !covered).then_some(Missing::Consent)
}
