//! What the audit trail says about linking.

use onedoor_base::{Actor, AuditEvent, LocalAccountId, SigninId, Subject, Timestamp};
use onedoor_linking::{Link, Outcome, Reason};
use onedoor_site::session::actor;
use onedoor_storage::linking::Case;

/// Somebody was sent to a national identity.
pub(super) fn started(id: SigninId, provider: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Visitor, "linking.sign_in.started")
        .with("attempt", id.to_string())
        .with("provider", provider)
}

/// The answer came.
pub(super) fn answered(id: SigninId, outcome: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Visitor, "linking.sign_in.answered")
        .with("attempt", id.to_string())
        .with("outcome", outcome)
}

/// A link was made.
pub(crate) fn linked(link: &Link) -> AuditEvent {
    let account = link.account;
    AuditEvent::new(link.created_at, Actor::LocalAccount(account), "linking.link.made")
        .about(Subject::LocalAccount(account))
        .with("link", link.id.to_string())
        .with("issuer", link.national.issuer.as_str())
        .with("subject", link.national.subject.as_str())
        .with("local_proof", link.local_proof.how.word())
        .with("made_by", link.made_by.word())
        .with("assurance", link.assurance.acr())
}

/// An account was made for somebody.
pub(super) fn account_made(case: &Case, account: LocalAccountId) -> AuditEvent {
    AuditEvent::new(case.now, Actor::LocalAccount(account), "services.account.made")
        .about(Subject::LocalAccount(account))
        .with("issuer", case.who.issuer.as_str())
}

/// The issuer tells another number of the person than before.
pub(super) fn number_put_right(account: LocalAccountId, issuer: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Client(issuer.to_owned()), "services.number.corrected")
        .about(Subject::LocalAccount(account))
        .with("issuer", issuer)
}

/// The national side is proven and waits.
pub(super) fn proposed(case: &Case, outcome: &Outcome) -> AuditEvent {
    AuditEvent::new(case.now, Actor::Visitor, "linking.proposal.made")
        .with("issuer", case.who.issuer.as_str())
        .with("outcome", outcome.word())
}

/// It could not be. The owner of the local account will find it: somebody had their password.
pub(crate) fn refused(case: &Case, outcome: &Outcome) -> AuditEvent {
    let event = AuditEvent::new(case.now, Actor::Visitor, "linking.link.refused")
        .with("issuer", case.who.issuer.as_str())
        .with("outcome", outcome.word());
    let event = match outcome {
        Outcome::NotAllowed { why } => event.with("why", why.word()),
        _ => event,
    };
    let proven = case.local.map(|(account, _)| account);
    let asking = || case.asked_by.or(case.session.map(|(account, _)| account));
    let whose = match (proven, outcome) {
        (None, Outcome::PersonHasAnother { account }) => Some(*account),
        // Else whoever asked for it from an account that they are signed in with.
        (proven, _) => proven.or_else(asking),
    };
    AuditEvent { subject: whose.map(Subject::LocalAccount), ..event }
}

/// The owner of the account ended its link, or closed the account.
pub(crate) fn ended(link: &Link, why: Reason, now: Timestamp) -> AuditEvent {
    let account = link.account;
    AuditEvent::new(now, Actor::LocalAccount(account), "linking.link.ended")
        .about(Subject::LocalAccount(account))
        .with("link", link.id.to_string())
        .with("issuer", link.national.issuer.as_str())
        .with("why", why.word())
}

/// The browser went on in another account of the same person.
pub(super) fn switched(from: Subject, to: Subject, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, actor(from), "linking.account.switched").about(to)
}

/// The person gave up.
pub(super) fn cancelled(provider: &str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Visitor, "linking.proposal.cancelled").with("provider", provider)
}
