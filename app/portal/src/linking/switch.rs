//! From one linked account of a person to another, in the same session of the national identity.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{IdentityLevel, LocalAccountId, Session, SessionEnd, Subject};
use onedoor_linking::{Link, NationalSubject, Outcome, Wish};
use onedoor_services::accounts::AccountState;
use onedoor_site::session::{NewSession, ended_event};
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::linking::{judge, links, openings};
use onedoor_storage::services::accounts;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use serde::Deserialize;

use super::answer::{add_account, look_of_issuer};
use super::label::labels;
use super::national::National;
use super::pages::SwitchPage;
use super::record;
use super::settle::Settlement;
use super::sign_out::ID_TOKEN;
use super::steps::Chosen;
use crate::Portal;
use crate::sessions::end_national_sign_ins;

/// Where one account is left for another.
pub(super) const PATH: &str = "/account/switch";

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    told: String,
}

/// `GET /account/switch`: the accounts that the national identity of this session opens.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(told): Address<Told>,
) -> Result<Response, Refused> {
    let here = visit.local_account()?;
    let theirs = match &visit.session.upstream {
        Some(from) => Some(opened_by(&visit, &from.issuer, &from.subject).await?),
        // The password of one account opens that one, whoever else's accounts its owner's identity opens.
        None => None,
    };
    let issuer = match &visit.session.upstream {
        Some(from) => Some(from.issuer.clone()),
        None => first_link(&visit, here).await?.map(|link| link.national.issuer),
    };
    let upstream = issuer.and_then(|issuer| portal.linking.of_issuer(&issuer));
    let ids = theirs.as_ref().map_or_else(|| vec![here], |links| links.iter().map(|l| l.account).collect());
    Ok(visit.page(&SwitchPage {
        here,
        accounts: labels(&portal, ids).await?,
        gone: told.told == "gone",
        look: look_of_issuer(upstream),
        add: upstream.filter(|one| one.policy.several_accounts).map(|one| add_account(&one.key, PATH)),
        sign_in: upstream.filter(|_| theirs.is_none()).map(|one| one.key.clone()),
    }))
}

/// `POST /account/switch`: this browser goes on in another account of the same person.
pub(super) async fn switch(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(chosen): Posted<Chosen>,
) -> Result<Response, Refused> {
    let gone = || Ok(visit.sends("/account/switch?told=gone"));
    let Ok(account) = chosen.account.parse::<LocalAccountId>() else { return Ok(see_other(PATH)) };
    if account == visit.local_account()? {
        return Ok(see_other("/account"));
    }
    let Some((national, id_token)) = national_of(&portal, &visit).await? else { return gone() };
    let settlement = Settlement {
        portal: portal.clone(),
        visit: visit.visit.clone(),
        national,
        local: None,
        wish: Wish::Account(account),
        proposal: None,
    };
    match change(&visit, settlement, account, id_token).await? {
        Some(session) => Ok(session.give(&visit.site, visit.sends("/account?done=switched"))),
        None => gone(),
    }
}

/// Whether the national identity of the session opens other accounts here too.
pub(crate) async fn has_others(visit: &SignedInVisit) -> Result<bool, StorageError> {
    let Some(from) = &visit.session.upstream else { return Ok(false) };
    Ok(opened_by(visit, &from.issuer, &from.subject).await?.len() > 1)
}

/// The accounts that this person's links open, the oldest link first.
async fn opened_by(visit: &SignedInVisit, issuer: &str, subject: &str) -> Result<Vec<Link>, StorageError> {
    let who = NationalSubject { issuer: issuer.to_owned(), subject: subject.to_owned() };
    visit
        .site
        .store
        .read(move |tx| {
            let who = who.clone();
            Box::pin(async move { links::active_of_subject(tx, &who).await })
        })
        .await
}

/// The first link that opens the account.
async fn first_link(visit: &SignedInVisit, account: LocalAccountId) -> Result<Option<Link>, StorageError> {
    let read = visit.site.store.read(move |tx| Box::pin(async move { links::holding(tx, account).await }));
    Ok(read.await?.into_iter().find(Link::is_active))
}

/// The person behind the session, as their issuer said when it began; `None` if no issuer did.
async fn national_of(portal: &Portal, visit: &SignedInVisit) -> Result<Option<(National, Vec<u8>)>, Refused> {
    let Some(from) = &visit.session.upstream else { return Ok(None) };
    let Some(upstream) = portal.linking.of_issuer(&from.issuer) else { return Ok(None) };
    let id = visit.session.id;
    let sealed: Result<Option<Vec<u8>>, StorageError> = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { sessions::upstream_token(tx, id).await }))
        .await;
    let Some(sealed) = sealed? else { return Ok(None) };
    let id_token = visit.site.vault.open(ID_TOKEN, &sealed)?;
    let national = National::of_session(&upstream.key, &visit.session, from, &id_token);
    Ok(national.map(|national| (national, sealed)))
}

/// How well the national identity of the session knows its person, as it said when the session began.
pub(crate) async fn known_level(
    portal: &Portal,
    visit: &SignedInVisit,
) -> Result<Option<IdentityLevel>, Refused> {
    Ok(national_of(portal, visit).await?.map(|(national, _)| national.assurance.identity))
}

/// Ends the session and begins another for `account`, if the person's links open it now; nothing if not.
async fn change(
    visit: &SignedInVisit,
    settlement: Settlement,
    account: LocalAccountId,
    id_token: Vec<u8>,
) -> Result<Option<NewSession>, Refused> {
    let moving = Arc::new(Moving { settlement, account, id_token, from: visit.session.clone() });
    visit
        .site
        .store
        .write(move |tx| {
            let moving = Arc::clone(&moving);
            Box::pin(async move { moving.act(tx).await })
        })
        .await
}

struct Moving {
    settlement: Settlement,
    account: LocalAccountId,
    id_token: Vec<u8>,
    from: Session,
}

impl Moving {
    async fn act(&self, tx: &mut Tx<'_>) -> Result<Change<Option<NewSession>>, Refused> {
        let (visit, now) = (&self.settlement.visit, self.settlement.visit.now);
        // The same judgement as at a sign-in: the issuer, its level, the link and the account as they are now.
        let opens = match judge(tx, &self.settlement.case()).await? {
            Outcome::AlreadyLinked { account } => account == self.account,
            _ => false,
        };
        let record =
            accounts::get(tx, self.account).await?.filter(|r| r.account.state == AccountState::Active);
        let (true, Some(record), Some(link)) =
            (opens, record, links::active_of(tx, self.account, &self.settlement.national.who.issuer).await?)
        else {
            return Ok(Change::Unrecorded(None));
        };
        // A session is left once: a second click, or a copy of the cookie, begins no second one.
        let why = SessionEnd::Replaced;
        if !sessions::end(tx, self.from.id, self.from.subject, why, now).await? {
            return Ok(Change::Unrecorded(None));
        }
        end_national_sign_ins(tx, visit.browser, now).await?;
        openings::note(tx, link.id, now).await?;
        let sign_in = self.settlement.national.sign_in(&record, &link, self.id_token.clone());
        let session = NewSession::of(visit, sign_in).speaking(visit, record.language);
        let events = vec![
            ended_event(self.from.subject, self.from.id, why, now),
            record::switched(self.from.subject, Subject::LocalAccount(self.account), now),
            session.begin(tx).await?,
        ];
        Ok(Change::Recorded(Some(session), events))
    }
}
