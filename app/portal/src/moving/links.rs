use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::{Actor, AuditEvent, LinkId, LocalAccountId, Subject};
use onedoor_linking::{Handshake, Link, NationalSubject, Reason};
use onedoor_linking_client::{Call, words};
use onedoor_linking_protocol::{MergedLink, MergedRequest};
use onedoor_site::HasSite;
use onedoor_storage::linking::{carried, links};
use onedoor_storage::{StorageError, Tx};

use super::LinkLine;
use super::absorb::{AbsorbError, COMMAND, Run, Work};
use super::report::{Report, Why};
use crate::Portal;
use crate::linking::tell;

/// What the issuer says of a link of the other portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Carried {
    /// It carries it over: the person, as this portal knows them.
    As(String),
    /// It keeps no record of links, and calls the person the same everywhere or not: as before.
    Alone(String),
    /// It does not.
    Not(Why),
}

impl Carried {
    /// The person, where it is carried over.
    fn subject(&self) -> Option<&str> {
        match self {
            Self::As(subject) | Self::Alone(subject) => Some(subject),
            Self::Not(_) => None,
        }
    }
}

/// Asks the issuers of some links what becomes of them.
pub(super) async fn ask(
    portal: &Portal,
    lines: Vec<LinkLine>,
) -> Result<Vec<(LinkLine, Carried)>, AbsorbError> {
    let mut subjects: BTreeMap<String, MergedLink> = BTreeMap::new();
    let mut speaks: BTreeMap<String, bool> = BTreeMap::new();
    for upstream in portal.linking.upstreams() {
        let issuer = upstream.provider.issuer();
        let down = |trouble: &dyn std::fmt::Display| AbsorbError::Issuer {
            issuer: issuer.to_owned(),
            trouble: trouble.to_string(),
        };
        let of_issuer: Vec<_> = lines.iter().filter(|line| line.issuer == issuer).collect();
        if of_issuer.is_empty() {
            continue;
        }
        let endpoint = upstream.provider.linking_endpoint(portal.site().now()).await;
        let endpoint = endpoint.map_err(|trouble| down(&trouble))?;
        speaks.insert(issuer.to_owned(), endpoint.is_some());
        let asked: Vec<_> =
            of_issuer.iter().filter(|line| !line.one_sided).map(|line| line.id.to_string()).collect();
        let Some(endpoint) = endpoint.filter(|_| !asked.is_empty()) else { continue };
        let call = Call::merged(&endpoint, &MergedRequest { links: asked });
        let answer = call.send(portal.linking.http(), &upstream.provider.authorization()).await;
        let answer = answer.map_err(|trouble| AbsorbError::issuer(issuer, &trouble))?;
        subjects.extend(answer.links.into_iter().map(|one| (one.link.clone(), one)));
    }
    let carried = |line: &LinkLine| match speaks.get(&line.issuer) {
        None => Carried::Not(Why::Issuer),
        Some(false) => Carried::Alone(line.evidence.subject.clone()),
        Some(true) => match subjects.get(&line.id.to_string()) {
            Some(one) if one.account == line.account.to_string() => Carried::As(one.subject.clone()),
            // Whoever writes an export could hang the link of somebody else on an account of their own.
            Some(_) => Carried::Not(Why::OtherAccount),
            None => Carried::Not(Why::NotCarried),
        },
    };
    Ok(lines.into_iter().map(|line| (carried(&line), line)).map(|(carried, line)| (line, carried)).collect())
}

/// What is looked up of all links of a batch at once.
#[derive(Default)]
struct Known {
    /// Issuers, and the old links whose place new ones have taken.
    made: BTreeSet<(String, String)>,
    /// The accounts that came from the portal that is left.
    came: BTreeSet<LocalAccountId>,
    /// Issuers and subjects, and the accounts that they open here.
    opened: BTreeMap<(String, String), BTreeSet<LocalAccountId>>,
}

impl Known {
    async fn of(work: &Work, tx: &mut Tx<'_>, all: &[(LinkLine, Carried)]) -> Result<Self, StorageError> {
        let came = work.came(tx, all.iter().map(|(line, _)| line.account)).await?;
        let mut known = Self { came, ..Self::default() };
        let issuers: BTreeSet<&str> = all.iter().map(|(line, _)| line.issuer.as_str()).collect();
        for issuer in issuers {
            let theirs = || all.iter().filter(|(line, _)| line.issuer == issuer);
            let made = carried::made(tx, issuer, theirs().map(|(line, _)| line.id.to_string())).await?;
            known.made.extend(made.into_iter().map(|proof| (issuer.to_owned(), proof)));
            let subjects = theirs().filter_map(|(_, carried)| carried.subject());
            let opened = carried::accounts(tx, issuer, subjects).await?;
            known.opened.extend(
                opened.into_iter().map(|(subject, accounts)| ((issuer.to_owned(), subject), accounts)),
            );
        }
        Ok(known)
    }

    /// Whether the person opens another account here already.
    fn has_another(&self, who: &NationalSubject, account: LocalAccountId) -> bool {
        let opened = self.opened.get(&(who.issuer.clone(), who.subject.clone()));
        opened.is_some_and(|accounts| accounts.iter().any(|other| *other != account))
    }
}

impl Work {
    pub(super) async fn take_links(
        &self,
        tx: &mut Tx<'_>,
        all: &[(LinkLine, Carried)],
        (report, events): (&mut Report, &mut Vec<AuditEvent>),
    ) -> Result<(), StorageError> {
        let known = Known::of(self, tx, all).await?;
        for (line, carried) in all {
            events.extend(self.take_link(tx, (line, carried), &known, report).await?);
        }
        Ok(())
    }

    async fn take_link(
        &self,
        tx: &mut Tx<'_>,
        (line, carried): (&LinkLine, &Carried),
        known: &Known,
        report: &mut Report,
    ) -> Result<Option<AuditEvent>, StorageError> {
        if known.made.contains(&(line.issuer.clone(), line.id.to_string())) {
            report.already_there += 1;
            return Ok(None);
        }
        if !known.came.contains(&line.account) {
            report.refuse(line.id, Why::NoAccount);
            return Ok(None);
        }
        let new = match self.link(line, carried) {
            Ok(new) => new,
            Err(why) => {
                report.refuse(line.id, why);
                return Ok(None);
            }
        };
        if known.has_another(&new.national, new.account) {
            report.both.insert(new.account, self.user_name(tx, new.account).await?);
        }
        // In a trial its account is not there.
        if matches!(self.run, Run::Keeping) {
            if !links::insert(tx, &new).await? {
                report.refuse(line.id, Why::Held);
                return Ok(None);
            }
            tell::put_down(tx, self.portal.site(), &new, self.now).await?;
        }
        report.links += 1;
        Ok(Some(self.event(&new, line.id)))
    }

    /// The link that takes the place of the old one, on the same evidence.
    fn link(&self, line: &LinkLine, carried: &Carried) -> Result<Link, Why> {
        let (subject, handshake) = match carried {
            Carried::As(subject) => (subject, Handshake::NEW),
            Carried::Alone(subject) => (subject, Handshake::ONE_SIDED),
            Carried::Not(why) => return Err(*why),
        };
        let (_, evidence) = words::read_evidence(&line.evidence_with_proof()).ok_or(Why::Malformed)?;
        let site = self.portal.site();
        let mut handshake = handshake.confirm(self.now).map_err(|_| Why::Malformed)?;
        if let Some(word) = &line.suspended {
            let why = Reason::from_word(word).ok_or(Why::Malformed)?;
            handshake = handshake.suspend(self.now, why).map_err(|_| Why::Malformed)?;
        }
        Ok(Link {
            id: LinkId::new(self.now, &*site.random),
            system: self.portal.linking.system().to_owned(),
            national: NationalSubject { issuer: line.issuer.clone(), subject: subject.clone() },
            account: line.account,
            proof: Some(line.id.to_string()),
            national_proof: evidence.national,
            local_proof: evidence.local,
            assurance: evidence.assurance,
            made_by: evidence.made_by,
            handshake,
            created_at: self.now,
        })
    }

    fn event(&self, link: &Link, before: LinkId) -> AuditEvent {
        AuditEvent::new(self.now, Actor::Operator(COMMAND.to_owned()), "linking.link.carried_over")
            .about(Subject::LocalAccount(link.account))
            .with("link", link.id.to_string())
            .with("before", before.to_string())
            .with("from", self.manifest.system.clone())
            .with("issuer", link.national.issuer.clone())
    }
}

impl LinkLine {
    /// The evidence; one of before links had proofs has no name for it.
    fn evidence_with_proof(&self) -> onedoor_linking_protocol::Evidence {
        onedoor_linking_protocol::Evidence { proof: self.id.to_string(), ..self.evidence.clone() }
    }
}
