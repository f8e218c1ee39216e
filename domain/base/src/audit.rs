use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{AccountId, LocalAccountId, Timestamp};

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Actor {
    /// Somebody who has not signed in.
    Visitor,
    /// A person at an identity site.
    Person(AccountId),
    /// The owner of a local account at a portal.
    LocalAccount(LocalAccountId),
    /// A relying party, by its client id.
    Client(String),
    /// An operator at the command line, by the name of the command.
    Operator(String),
    /// The site itself, by the name of the job.
    Site(String),
}

/// Whom it concerns: the person who will find it in their own record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Subject {
    /// A person at an identity site.
    Person(AccountId),
    /// A local account at a portal.
    LocalAccount(LocalAccountId),
}

/// One record of the audit trail, written in the transaction that it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEvent {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done, as `room.thing.verb`: `people.session.started`.
    pub action: &'static str,
    /// Whom it concerns, if anybody.
    pub subject: Option<Subject>,
    /// Whether it concerns everybody who has an account here: each finds it in their own record.
    pub everybody: bool,
    /// What else matters; never a secret, a full number or a free text of a person. What the staff writes to give
    /// somebody a reason (`reason`, `case`) is the one text: that person reads it here.
    pub detail: Map<String, Value>,
}

impl AuditEvent {
    /// A record of `action` by `actor`, concerning nobody in particular yet.
    pub fn new(at: Timestamp, actor: Actor, action: &'static str) -> Self {
        Self { at, actor, action, subject: None, everybody: false, detail: Map::new() }
    }

    /// Names whom it concerns.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Says that it concerns everybody who has an account here.
    #[must_use]
    pub const fn about_everybody(mut self) -> Self {
        self.everybody = true;
        self
    }

    /// Adds one detail.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }
}
