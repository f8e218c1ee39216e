//! The steps of somebody whose national side is proven and whose local side is not yet.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{LocalAccountId, ProposalId};
use onedoor_linking::{Life, Link, Outcome, Proposal, ProposalEnd, ProposalRefused, Purpose, Why, Wish};
use onedoor_site::challenge::{ask_at, of_network};
use onedoor_site::{Asked as Address, Nothing, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::linking::{judge, links, proposals};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::SiteLook;
use serde::Deserialize;

use super::answer::{account_step, answer, look_of, refused, step};
use super::label::labels;
use super::national::National;
use super::pages::{
    CancelledPage, ChoosePage, HasAnotherPage, LocalAccountPage, NotAllowedPage, NotLinkedYetPage, Over,
    PreparedPage, ProveAgainPage, SigninOverPage, TakenPage, WaitsPage,
};
use super::settle::{Settled, Settlement};
use super::{from_settings, matched, prepared, prove, record};
use crate::{Asked, OrganisationChoice, Portal, Verified};

/// The account that was chosen.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    pub(super) account: String,
}

/// A proposal that this browser may go on with.
pub(super) struct Waiting {
    pub(super) id: ProposalId,
    pub(super) national: National,
}

/// `GET /sign-in/link/{proposal}`: what is needed, and which ways there are.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let waiting = match waiting(&portal, &visit, &id).await? {
        Ok(waiting) => waiting,
        Err(done) => return Ok(done),
    };
    let case = waiting.settlement(&portal, &visit, None, Wish::None).case();
    let judged: Result<(Outcome, Option<Link>), StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let made = match &case.proof {
                    Some(proof) => links::by_proof(tx, &case.who.issuer, proof).await?,
                    None => None,
                };
                Ok((judge(tx, &case).await?, made))
            })
        })
        .await;
    let (outcome, made) = judged?;
    match made {
        Some(link) if link.life() != Life::Ended => Ok(waiting.waits_page(&portal, &visit, &link)),
        Some(_) => {
            let refused = refused(&Outcome::NotAllowed { why: Why::LinkRefused })?;
            Ok(refused.page(&visit, &waiting.national.provider, &waiting.national.return_to))
        }
        None => question(&portal, &visit, &waiting, outcome, StatusCode::OK).await,
    }
}

/// `POST /sign-in/link/{proposal}/again`: whether the issuer has confirmed the link by now.
pub(super) async fn look_again(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    posted: Result<Posted<Nothing>, Refused>,
) -> Result<Response, Refused> {
    let waiting = match posted_to(&portal, &visit, &id, posted).await? {
        Ok((waiting, _)) => waiting,
        Err(over) => return Ok(over),
    };
    go_on(&portal, &visit, waiting, None, Wish::None).await
}

/// `GET /sign-in/link/{proposal}/account`: the form for the local account.
pub(super) async fn ask_account(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    Address(asked): Address<Asked>,
) -> Result<Response, Refused> {
    let waiting = match waiting(&portal, &visit, &id).await? {
        Ok(waiting) => waiting,
        Err(done) => return Ok(done),
    };
    if !waiting.national.is_fresh(visit.now) {
        let organisation = asked.organisation.as_deref().unwrap_or_default();
        return Ok(waiting.prove_again(&portal, &visit, StatusCode::OK, organisation));
    }
    let organisation = portal.profile.organisations.map(|all| OrganisationChoice::of(all, &asked));
    let prepared = prepared::of(&portal, &visit, &waiting).await?;
    let challenge = ask_at(&visit, prove::CHECK, of_network(&visit).await?);
    Ok(visit.page(&LocalAccountPage { challenge, prepared, ..waiting.account_page(&portal, organisation) }))
}

/// `POST /sign-in/link/{proposal}/new`: the person says that they have no account here.
pub(super) async fn new_account(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    posted: Result<Posted<Nothing>, Refused>,
) -> Result<Response, Refused> {
    let waiting = match posted_to(&portal, &visit, &id, posted).await? {
        Ok((waiting, _)) => waiting,
        Err(over) => return Ok(over),
    };
    go_on(&portal, &visit, waiting, None, Wish::NewAccount).await
}

/// `POST /sign-in/link/{proposal}/choose`: this one of those that are theirs.
pub(super) async fn choose(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    posted: Result<Posted<Chosen>, Refused>,
) -> Result<Response, Refused> {
    let (waiting, Chosen { account }) = match posted_to(&portal, &visit, &id, posted).await? {
        Ok(posted) => posted,
        Err(over) => return Ok(over),
    };
    // What is no id is a choice of nothing: the question comes again.
    let wish = account.parse::<LocalAccountId>().map_or(Wish::None, Wish::Account);
    go_on(&portal, &visit, waiting, None, wish).await
}

/// `POST /sign-in/link/{proposal}/cancel`: the person gives up; nothing was linked.
pub(super) async fn cancel(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    posted: Result<Posted<Nothing>, Refused>,
) -> Result<Response, Refused> {
    let waiting = match posted_to(&portal, &visit, &id, posted).await? {
        Ok((waiting, _)) => waiting,
        Err(over) => return Ok(over),
    };
    let (id, now, provider) = (waiting.id, visit.now, waiting.national.provider);
    let cancelled: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let provider = provider.clone();
            Box::pin(async move {
                Ok(if proposals::end(tx, id, ProposalEnd::Cancelled, now).await? {
                    Change::Recorded((), vec![record::cancelled(&provider, now)])
                } else {
                    Change::Unrecorded(())
                })
            })
        })
        .await;
    cancelled?;
    Ok(see_other(&step(id, "")))
}

/// Judges once more with what was brought, acts, and answers.
pub(super) async fn go_on(
    portal: &Portal,
    visit: &Visit,
    waiting: Waiting,
    local: Option<Verified>,
    wish: Wish,
) -> Result<Response, Refused> {
    let settled = waiting.settlement(portal, visit, local, wish).run().await?;
    finish(portal, visit, &waiting, settled).await
}

/// Answers a step that was posted.
pub(super) async fn finish(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    settled: Settled,
) -> Result<Response, Refused> {
    match settled {
        Settled::Waiting(outcome @ Outcome::PersonHasAnother { .. }, _) => {
            question(portal, visit, waiting, outcome, StatusCode::CONFLICT).await
        }
        // Another local account may be tried.
        Settled::Refused(Outcome::AccountBelongsToAnother) => {
            let page = TakenPage {
                look: look_of(portal, &waiting.national),
                key: waiting.national.provider.clone(),
                proposal: Some(waiting.id),
                return_to: waiting.national.return_to.clone(),
            };
            Ok(visit.page_at(&step(waiting.id, "/account"), StatusCode::CONFLICT, &page))
        }
        Settled::Refused(Outcome::NotAllowed { why: why @ Why::AnotherPersonsAccount }) => {
            let page = NotAllowedPage {
                why,
                look: look_of(portal, &waiting.national),
                proposal: Some(waiting.id),
                return_to: waiting.national.return_to.clone(),
            };
            Ok(visit.page_at(&step(waiting.id, "/account"), StatusCode::FORBIDDEN, &page))
        }
        Settled::Refused(Outcome::ProveAgain) => {
            question(portal, visit, waiting, Outcome::ProveAgain, StatusCode::FORBIDDEN).await
        }
        other => answer(portal, visit, &waiting.national, other).await,
    }
}

/// The other national identities by which the person may have come before, each with the way through it to linking the
/// one that they have come with now.
pub(super) fn others(portal: &Portal, national: &National) -> Vec<(SiteLook, String)> {
    let then = ReturnTo::parse(&from_settings::way_to(&national.provider, &national.return_to));
    let others = portal.linking.upstreams().filter(|one| one.key != national.provider);
    others
        .map(|one| {
            let key: String = url::form_urlencoded::byte_serialize(one.key.as_bytes()).collect();
            let way = format!("/sign-in/national/{key}?fresh=yes&return_to={}", then.encoded());
            (one.look.clone(), way)
        })
        .collect()
}

/// The page that asks what the outcome needs.
async fn question(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    outcome: Outcome,
    status: StatusCode,
) -> Result<Response, Refused> {
    let (id, look) = (waiting.id, look_of(portal, &waiting.national));
    let path = step(id, "");
    let name = waiting.national.details.name.clone();
    match outcome {
        // They have said already that they have one more.
        Outcome::AskForLocalAccount { .. } if waiting.adds() => Ok(see_other(&account_step(id, ""))),
        Outcome::AskForLocalAccount { may_create, candidate_known } => {
            let others = others(portal, &waiting.national);
            let page = NotLinkedYetPage { id, look, name, may_create, candidate_known, others };
            Ok(visit.page_at(&path, status, &page))
        }
        Outcome::AskForPrepared { account, .. } => {
            let account = prepared::said(portal, account).await?;
            Ok(visit.page_at(&path, status, &PreparedPage { id, look, name, account }))
        }
        Outcome::Confirm { accounts, may_create } => {
            matched::answer(portal, visit, waiting, status, accounts, (false, may_create)).await
        }
        Outcome::AskForMatched { account, may_create } => {
            matched::answer(portal, visit, waiting, status, vec![account], (true, may_create)).await
        }
        Outcome::CreateAndLink => {
            let others = others(portal, &waiting.national);
            let page = NotLinkedYetPage { id, look, name, may_create: true, candidate_known: false, others };
            Ok(visit.page_at(&path, status, &page))
        }
        Outcome::Choose { accounts } => {
            let accounts = labels(portal, accounts).await?;
            let upstream = portal.linking.upstream(&waiting.national.provider);
            let may_add = upstream.is_some_and(|upstream| upstream.policy.several_accounts);
            Ok(visit.page_at(&path, status, &ChoosePage { id, look, accounts, may_add }))
        }
        Outcome::LinkAutomatically { account }
        | Outcome::LinkProven { account }
        | Outcome::LinkConfirmed { account } => {
            let accounts = labels(portal, vec![account]).await?;
            Ok(visit.page_at(&path, status, &ChoosePage { id, look, accounts, may_add: false }))
        }
        Outcome::AlreadyLinked { account } | Outcome::PersonHasAnother { account } => {
            let account = labels(portal, vec![account]).await?.into_iter().next();
            let account = account.ok_or_else(|| Refused::internal("a linked account is not there"))?;
            Ok(visit.page_at(&path, status, &HasAnotherPage { id, look, account }))
        }
        Outcome::ProveAgain => {
            let National { provider: key, return_to, .. } = waiting.national.clone();
            let page = ProveAgainPage { look, key, return_to, step: None, adds: waiting.adds() };
            Ok(visit.page_at(&path, status, &page))
        }
        Outcome::NotAllowed { why: Why::LinkUnconfirmed } => {
            Ok(visit.page_at(&path, status, &WaitsPage { id, look, confirmed: false }))
        }
        outcome @ (Outcome::AccountBelongsToAnother
        | Outcome::RaiseAssurance { .. }
        | Outcome::NotAllowed { .. }) => {
            let national = &waiting.national;
            Ok(refused(&outcome)?.page(visit, &national.provider, &national.return_to))
        }
    }
}

impl Waiting {
    /// Whether it is one more account that they add.
    fn adds(&self) -> bool {
        self.national.purpose == Purpose::AddAccount
    }

    /// The form for the local account, before anything was typed.
    pub(super) fn account_page(
        &self,
        portal: &Portal,
        organisation: Option<OrganisationChoice>,
    ) -> LocalAccountPage {
        let name = self.national.details.name.clone();
        let page = LocalAccountPage::new(self.id, look_of(portal, &self.national), name, organisation);
        LocalAccountPage { adds: self.adds(), ..page }
    }

    /// The page that sends them to the issuer once more, and back to the form for the account here.
    pub(super) fn prove_again(
        &self,
        portal: &Portal,
        visit: &Visit,
        status: StatusCode,
        organisation: &str,
    ) -> Response {
        let National { provider: key, return_to, .. } = self.national.clone();
        let step = Some((self.id, organisation.to_owned()));
        let look = look_of(portal, &self.national);
        let page = ProveAgainPage { look, key, return_to, step, adds: self.adds() };
        visit.page_at(&account_step(self.id, organisation), status, &page)
    }

    /// The link is made here; whether the issuer has confirmed it.
    fn waits_page(&self, portal: &Portal, visit: &Visit, link: &Link) -> Response {
        let confirmed = link.life() != Life::Proposed;
        visit.page(&WaitsPage { id: self.id, look: look_of(portal, &self.national), confirmed })
    }

    pub(super) fn settlement(
        &self,
        portal: &Portal,
        visit: &Visit,
        local: Option<Verified>,
        wish: Wish,
    ) -> Settlement {
        Settlement {
            portal: portal.clone(),
            visit: visit.clone(),
            national: self.national.clone(),
            local,
            wish,
            proposal: Some(self.id),
        }
    }
}

/// The proposal, if this browser may go on with it; or on to where its owner was heading, if it did its work
/// in another tab and they are signed in; otherwise the page that says why not.
pub(super) async fn waiting(
    portal: &Portal,
    visit: &Visit,
    id: &str,
) -> Result<Result<Waiting, Response>, Refused> {
    let Some(proposal) = find(visit, id).await? else {
        let page = SigninOverPage { over: Over::Unknown, again: None };
        return Err(Refused::page(Over::Unknown.status(), page));
    };
    let national = National::of_proposal(visit, &proposal)?;
    let over = match proposal.check(visit.browser, visit.now) {
        Ok(()) => return Ok(Ok(Waiting { id: proposal.id, national })),
        Err(ProposalRefused::Used) if is_theirs(visit, &proposal) => {
            return Ok(Err(see_other(national.return_to.as_str())));
        }
        // Whoever gave up adding an account, and is signed in with another, goes on in that one.
        Err(ProposalRefused::Cancelled)
            if proposal.purpose == Purpose::AddAccount && visit.session.is_some() =>
        {
            return Ok(Err(see_other(national.return_to.as_str())));
        }
        Err(ProposalRefused::Cancelled) => {
            let (look, key) = (look_of(portal, &national), national.provider);
            let page = CancelledPage { look, key, return_to: national.return_to };
            return Err(Refused::page(StatusCode::OK, page));
        }
        Err(ProposalRefused::OtherBrowser) => Over::Unknown,
        Err(ProposalRefused::Used) => Over::Done,
        Err(ProposalRefused::Expired) => Over::TooLate,
    };
    let again = Some((look_of(portal, &national), national.provider.clone(), national.return_to));
    Err(Refused::page(over.status(), SigninOverPage { over, again }))
}

/// The same for a form. What became of a dead proposal stands at its own address, also for a form whose proof
/// is too old because the proposal did its work meanwhile.
pub(super) async fn posted_to<T>(
    portal: &Portal,
    visit: &Visit,
    id: &str,
    posted: Result<Posted<T>, Refused>,
) -> Result<Result<(Waiting, T), Response>, Refused> {
    match (waiting(portal, visit, id).await, id.parse::<ProposalId>()) {
        (Ok(Ok(waiting)), _) => Ok(Ok((waiting, posted?.0))),
        (Ok(Err(_)) | Err(_), Ok(id)) => Ok(Err(see_other(&step(id, "")))),
        (Ok(Err(done)), Err(_)) => Ok(Err(done)),
        (Err(refused), Err(_)) => Err(refused),
    }
}

/// Whether exactly the person of the proposal is signed in here, through the issuer that proved them.
fn is_theirs(visit: &Visit, proposal: &Proposal) -> bool {
    let session = visit.session.as_ref().and_then(|session| session.upstream.as_ref());
    session.is_some_and(|upstream| {
        upstream.issuer == proposal.national.issuer && upstream.subject == proposal.national.subject
    })
}

async fn find(visit: &Visit, id: &str) -> Result<Option<Proposal>, StorageError> {
    let Ok(id) = id.parse::<ProposalId>() else { return Ok(None) };
    let found = visit.site.store.read(move |tx| Box::pin(async move { proposals::get(tx, id).await })).await;
    // One of another browser is told like one that never was.
    let browser = visit.browser;
    found.map(|proposal: Option<Proposal>| proposal.filter(|p| p.browser == browser))
}
