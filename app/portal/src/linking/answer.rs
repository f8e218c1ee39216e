//! What a person is answered, by what became of them.

use axum::response::Response;
use onedoor_base::ProposalId;
use onedoor_linking::{NumberStanding, Outcome, Purpose};
use onedoor_site::{Refused, ReturnTo, Visit, see_other, with_news};
use onedoor_ui::{News, SiteLook};

use super::from_settings::{Told, is_home};
use super::national::National;
use super::settings::Upstream;
use super::settle::{Settled, SignedInBy};
use super::stopped::Stop;
use super::takeover;
use crate::{Portal, closing, identification};

/// The path of a waiting proposal, with the step.
pub(super) fn step(id: ProposalId, name: &str) -> String {
    format!("/sign-in/link/{id}{name}")
}

/// The form for the account here; `organisation` is the code of the one it belongs to, or empty.
pub(super) fn account_step(id: ProposalId, organisation: &str) -> String {
    if organisation.is_empty() {
        return step(id, "/account");
    }
    let organisation: String = url::form_urlencoded::byte_serialize(organisation.as_bytes()).collect();
    step(id, &format!("/account?organisation={organisation}"))
}

/// The way to the national identity to prove there once more that it is the same person; with a step, back to
/// the form for the account here.
pub(super) fn prove_again(key: &str, return_to: &ReturnTo, organisation: Option<&str>, adds: bool) -> String {
    let way = format!("{}&fresh=yes{}", again(key, return_to), if adds { "&add=yes" } else { "" });
    match organisation {
        Some(code) => {
            let code: String = url::form_urlencoded::byte_serialize(code.as_bytes()).collect();
            format!("{way}&step={code}")
        }
        None => way,
    }
}

/// The way to the national identity, once more; from the settings it begins there.
pub(super) fn again(key: &str, return_to: &ReturnTo) -> String {
    if is_home(return_to) {
        return return_to.as_str().to_owned();
    }
    format!("/sign-in/national/{key}?return_to={}", return_to.encoded())
}

/// Answers with a session, the next step, or the page that says why not.
pub(super) async fn answer(
    portal: &Portal,
    visit: &Visit,
    national: &National,
    settled: Settled,
) -> Result<Response, Refused> {
    let return_to = &national.return_to;
    match settled {
        Settled::SignedIn(session, by) => {
            let subject = session.session().subject;
            // Whose number came along is not asked for it.
            let on = match national.number_standing() {
                NumberStanding::Proven => closing::onward(visit, subject, return_to).await?,
                _ => identification::onward(portal, visit, subject, return_to).await?,
            };
            let response = match by {
                SignedInBy::Standing if national.purpose == Purpose::AddAccount => {
                    visit.sends("/account/links?told=already")
                }
                SignedInBy::Standing => see_other(&on),
                SignedInBy::Proven => {
                    see_other(&format!("/sign-in/linked?return_to={}", ReturnTo::parse(&on).encoded()))
                }
                SignedInBy::Found => with_news(&visit.site, News::AccountFound, see_other(&on)),
                SignedInBy::FoundHeld => {
                    let decide = format!("{}?return_to={}", takeover::PATH, return_to.encoded());
                    with_news(&visit.site, News::AccountFound, see_other(&decide))
                }
                SignedInBy::Made => with_news(&visit.site, News::AccountMade, see_other(&on)),
            };
            Ok(session.give(&visit.site, response))
        }
        Settled::Refused(outcome) => {
            refused(&outcome).map(|stop| stop.page(visit, &national.provider, return_to))
        }
        Settled::Waiting(outcome, id) => Ok(match Told::of_outcome(&outcome, return_to) {
            Some(told) => told.page(visit, return_to),
            // Its own address asks what is needed.
            None => see_other(&step(id, "")),
        }),
        // Its own address says what became of it.
        Settled::Over(id) | Settled::Unconfirmed { proposal: id, .. } => Ok(see_other(&step(id, ""))),
        Settled::VerifyAgain => Err(Refused::internal("the password changed twice at the same moment")),
    }
}

/// The page for an outcome that opens nothing and asks for nothing.
pub(super) fn refused(outcome: &Outcome) -> Result<Stop, Refused> {
    match outcome {
        Outcome::AccountBelongsToAnother => Ok(Stop::Taken),
        Outcome::RaiseAssurance { .. } => Ok(Stop::Raise),
        Outcome::ProveAgain => Ok(Stop::ProveAgain),
        Outcome::NotAllowed { why } => Ok(Stop::NotAllowed(*why)),
        other => Err(Refused::internal(format!("{} is no refusal", other.word()))),
    }
}

/// The way to the national identity, to link one more account here; then back to where it was asked for.
pub(super) fn add_account(key: &str, return_to: &str) -> String {
    format!("/sign-in/national/{key}?add=yes&return_to={}", ReturnTo::parse(return_to).encoded())
}

/// How an issuer presents itself, if it is still taken.
pub(super) fn look_of_issuer(upstream: Option<&Upstream>) -> SiteLook {
    let known = upstream.map(|upstream| upstream.look.clone());
    known.unwrap_or_else(|| SiteLook::new(onedoor_ui::Look::Plain, onedoor_ui::Role::Identity))
}

/// How the issuer presents itself.
pub(super) fn look_of(portal: &Portal, national: &National) -> SiteLook {
    look_of_issuer(portal.linking.upstream(&national.provider))
}
