//! The preview of a merge, and its confirmation.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use futures_util::future::join_all;
use onedoor_base::{MergeId, Subject};
use onedoor_oidc::Client;
use onedoor_people::merging::{
    Choices, ContactKind, Holding, Naming, Several, Which, Whose, naming, sayable,
};
use onedoor_people::{Personal, Proven};
use onedoor_site::session::{NewSession, SignIn};
use onedoor_site::{Posted, Refused, ReturnTo, SignedInVisit, fresh};
use onedoor_storage::people::merges::BegunMerge;
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::carry::{Carried, Confirmed, chosen_phone};
use super::pages::{AccountShown, PreviewPage, RefusedMergePage, SiteShown, WhyNot};
use super::stage::{Over, Ready, Stage, stage};
use super::{PATH, path, start};
use crate::provider::{ProviderError, clients};
use crate::settings::BornShown;
use crate::{Identity, interface};

/// What somebody chose.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    emails: String,
    #[serde(default)]
    addresses: String,
    #[serde(default)]
    born: String,
    #[serde(default)]
    sex: String,
    #[serde(default)]
    employer: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    sites: String,
    #[serde(default)]
    mine: String,
    /// What the person has seen.
    #[serde(default)]
    seen: String,
}

impl Form {
    fn choices(&self) -> Choices {
        Choices {
            login: whose(&self.login),
            name: whose(&self.name),
            phone: whose(&self.phone),
            emails: several(&self.emails),
            addresses: several(&self.addresses),
            born: whose(&self.born),
            sex: whose(&self.sex),
            employer: whose(&self.employer),
            language: whose(&self.language),
        }
    }
}

fn whose(word: &str) -> Whose {
    if word == "absorbed" { Whose::Absorbed } else { Whose::Kept }
}

fn several(word: &str) -> Several {
    match word {
        "kept" => Several::Of(Whose::Kept),
        "absorbed" => Several::Of(Whose::Absorbed),
        _ => Several::Both,
    }
}

/// `GET /account/merge/{id}`
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let (id, ready) = match ready(&visit, &id).await? {
        Ok(ready) => ready,
        Err(response) => return response,
    };
    let listens = listening(&identity, &ready).await;
    Ok(visit.page(&preview(&identity, &visit, (id, &ready), &listens, Problems::new()).await?))
}

/// `POST /account/merge/{id}`
pub(super) async fn confirm(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let (id, ready) = match ready(&visit, &id).await? {
        Ok(ready) => ready,
        Err(response) => return response,
    };
    let listens = listening(&identity, &ready).await;
    if form.mine != "yes" {
        let problems = Problems::one(Problem::new("mine", "merge-mine-missing"));
        let page = preview(&identity, &visit, (id, &ready), &listens, problems).await?;
        return Ok(visit.page_at(&path(id), StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if form.seen != ready.stamp() {
        return otherwise(&identity, &visit, (id, &ready), &listens).await;
    }
    let session = (ready.which == Which::First).then(|| first_session(&visit, &ready));
    let choices = form.choices();
    let confirmed = Arc::new(Confirmed {
        identity: identity.clone(),
        visit: visit.visit.clone(),
        id,
        phone: chosen_phone(&visit, &ready, &choices),
        choices,
        sites: whose(&form.sites),
        listens,
        seen: *ready,
        undo: identity.site.token(),
        session: session.clone(),
    });
    let carried: Result<Carried, ProviderError> = identity
        .site
        .store
        .write(move |tx| {
            let confirmed = Arc::clone(&confirmed);
            Box::pin(async move { confirmed.carry_out(tx).await })
        })
        .await;
    match carried? {
        // Looked at once more, it says what has changed.
        Carried::Otherwise => Ok(visit.sends(&path(id))),
        Carried::TooOften(wait) => Err(wait.refused(&visit)),
        Carried::Done => {
            let response = visit.sends(&format!("{PATH}?notice=merged"));
            Ok(match &session {
                Some(session) => session.give(&visit.site, response),
                None => response,
            })
        }
    }
}

/// Something has changed at one of the accounts since the person has looked at them: they look once more.
async fn otherwise(
    identity: &Identity,
    visit: &SignedInVisit,
    (id, ready): (MergeId, &Ready),
    listens: &BTreeSet<String>,
) -> Result<Response, Refused> {
    let problems = Problems::one(Problem::general("merge-otherwise"));
    let page = preview(identity, visit, (id, ready), listens, problems).await?;
    Ok(visit.page_at(&path(id), StatusCode::CONFLICT, &page))
}

type Found = Result<(MergeId, Box<Ready>), Result<Response, Refused>>;

/// Both accounts, or the page that says why not.
async fn ready(visit: &SignedInVisit, id: &str) -> Result<Found, Refused> {
    let Ok(id) = id.parse::<MergeId>() else {
        return Ok(Err(Err(refused(WhyNot::Over(Over::Unknown)))));
    };
    let here = visit.visit.clone();
    let read = visit.site.store.read::<_, onedoor_storage::StorageError, _>(move |tx| {
        let visit = here.clone();
        Box::pin(async move { stage(tx, &visit, id).await })
    });
    Ok(match read.await? {
        Stage::Ready(ready) => Ok((id, ready)),
        Stage::First => Err(Ok(start::to_second(id))),
        Stage::Stale => Err(Ok(fresh::prove_again(&ReturnTo::parse(&path(id))))),
        Stage::Refused(why) => Err(Err(refused(WhyNot::Refused(why)))),
        Stage::Over(why) => Err(Err(refused(WhyNot::Over(why)))),
    })
}

fn refused(why: WhyNot) -> Refused {
    Refused::page(StatusCode::CONFLICT, RefusedMergePage { why })
}

/// Those of the clients that have met both and can be told.
async fn listening(identity: &Identity, ready: &Ready) -> BTreeSet<String> {
    // All at once: however many there are, nobody waits longer than for the slowest of them.
    let asked = ready.met_both().map(|client| async move {
        interface::events::hears_of_merges(identity, client).await.then(|| client.clone())
    });
    join_all(asked).await.into_iter().flatten().collect()
}

/// The first account goes on in this browser, with the proof that the merge began with.
fn first_session(visit: &SignedInVisit, ready: &Ready) -> NewSession {
    let BegunMerge { factors, authenticated_at, .. } = &ready.merge.begun;
    NewSession::of(
        visit,
        SignIn {
            subject: Subject::Person(ready.kept.id),
            display_name: ready.kept.name.as_str().to_owned(),
            factors: factors.clone(),
            identity: ready.kept.identity,
            authenticated_at: *authenticated_at,
            upstream: None,
            upstream_id_token: None,
        },
    )
}

async fn preview(
    identity: &Identity,
    visit: &SignedInVisit,
    (id, ready): (MergeId, &Ready),
    listens: &BTreeSet<String>,
    problems: Problems,
) -> Result<PreviewPage, Refused> {
    let all: BTreeSet<String> = ready.met_own.union(&ready.met_other).cloned().collect();
    let read = visit.site.store.read::<_, ProviderError, _>(move |tx| {
        let all = all.clone();
        Box::pin(async move { clients::these(tx, &all).await })
    });
    let site = |client: Client| {
        let (own, other) = (&ready.met_own, &ready.met_other);
        let (own, other) = (own.contains(&client.client_id), other.contains(&client.client_id));
        SiteShown {
            name: client.name_in(visit.language.tag()).to_owned(),
            naming: if own || other {
                naming(own, other, listens.contains(&client.client_id))
            } else {
                Naming::Own
            },
        }
    };
    let sites = read.await?.into_iter().map(site).collect();
    let levels = identity.profile.levels;
    let shown =
        |account: &onedoor_people::Account, holding: &Holding, proven: Proven, said: Personal| AccountShown {
            login: account.login.as_str().to_owned(),
            name: account.name.as_str().to_owned(),
            level: levels.level(account.identity),
            has_number: account.number.is_some(),
            phone: values(holding, ContactKind::Phone).into_iter().next(),
            emails: values(holding, ContactKind::Email),
            addresses: holding.addresses.iter().map(|one| one.written.clone()).collect(),
            born: BornShown::of(&said, proven),
            sex: proven.sex.or(said.sex),
            employer: said.employer,
            language: account.language,
            links: holding.links.len(),
        };
    Ok(PreviewPage {
        id: id.to_string(),
        kept: shown(&ready.kept, &ready.own, ready.own.proven, ready.own.said.clone()),
        // Of what is proven otherwise nothing can be taken over, so it is not offered.
        absorbed: shown(&ready.absorbed, &ready.other, Proven::default(), sayable(&ready.own, &ready.other)),
        name_is_proven: ready.own.proven.name,
        phone_due: ready.phone_due(visit.now),
        seen: ready.stamp(),
        sites,
        problems,
    })
}

fn values(holding: &Holding, kind: ContactKind) -> Vec<String> {
    holding.contacts.iter().filter(|one| one.kind == kind).map(|one| one.value.clone()).collect()
}
