//! Accounts and dossiers that move from one portal to another. They keep their ids.
//!
//! What a portal seals under its own keys does not go into the rows' JSON: whoever moves them opens it here and seals
//! it there.

mod absorb;
mod absorptions;
mod export;

use onedoor_base::{ArrivalId, Digest, DossierId, LocalAccountId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Statement;

pub use absorb::{
    accounts_there, codes_there, dossiers_there, has_name, names_there, put_account, put_dossier,
};
pub use absorptions::{
    Absorption, Before, CameFrom, Mistaken, Source, absorption, account_came_from, accounts_came, advance,
    begin, dossier_came_from, dossiers_came, finish, mistaken,
};
pub use export::{accounts, dossiers};

pub(crate) const STATEMENTS: &[&[&Statement]] =
    &[absorb::STATEMENTS, absorptions::STATEMENTS, export::STATEMENTS];

/// A row of an account with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct AccountRow {
    pub id: LocalAccountId,
    pub organisation: String,
    pub user_name: String,
    pub user_key: String,
    pub display_name: String,
    pub phone: Option<String>,
    pub phone_confirmed_at: Option<Timestamp>,
    pub email: Option<String>,
    #[serde(default)]
    pub email_confirmed_at: Option<Timestamp>,
    pub state: String,
    pub password_hash: Option<String>,
    pub password_changed_at: Option<Timestamp>,
    pub number_country: Option<String>,
    #[serde(skip)]
    pub number_sealed: Option<Vec<u8>>,
    #[serde(skip)]
    pub number_fingerprint: Option<Digest>,
    pub number_proven_at: Option<Timestamp>,
    #[serde(default)]
    pub number_proven_by: Option<String>,
    pub language: Option<String>,
    pub created_at: Timestamp,
    pub origin: String,
    pub held: Vec<HeldRow>,
    pub origins: Vec<OriginRow>,
    /// What waits for the owner's answer.
    #[serde(skip)]
    pub offers: Vec<OfferRow>,
    #[serde(default)]
    pub news: Vec<NewsRow>,
    /// The closing that is under way.
    #[serde(default)]
    pub closing: Option<ClosingRow>,
}

/// A closing that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct ClosingRow {
    pub state: String,
    pub asked_at: Timestamp,
    pub due_at: Timestamp,
}

/// A way into an account that is on hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct HeldRow {
    pub kind: String,
    pub value: String,
    pub since: Timestamp,
    pub held_at: Timestamp,
}

/// Where a contact of an account comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct OriginRow {
    pub kind: String,
    pub issuer: Option<String>,
    pub since: Timestamp,
}

/// A contact that an issuer told and the owner has not answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct OfferRow {
    pub kind: String,
    pub issuer: String,
    pub fingerprint: Digest,
    pub sealed: Vec<u8>,
    pub proven: bool,
    pub told_at: Timestamp,
}

/// A contact that has changed at an issuer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct NewsRow {
    pub kind: String,
    pub issuer: String,
    pub heard_at: Timestamp,
}

/// A row of a dossier with what happened to it: state and time, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct DossierRow {
    pub id: DossierId,
    pub submission_key: Vec<u8>,
    pub code: Option<String>,
    pub owner: LocalAccountId,
    pub procedure: String,
    pub place_code: Option<String>,
    pub place_valid_at: Option<String>,
    #[serde(skip)]
    pub content: Vec<u8>,
    pub state: i64,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub events: Vec<(i64, Timestamp)>,
    /// Whom its changes are reported to.
    #[serde(default)]
    pub arrival: Option<ArrivalRow>,
}

/// How the applicant of a dossier was sent here, vouched for by whoever sent them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct ArrivalRow {
    pub id: ArrivalId,
    pub handle: Vec<u8>,
    pub browser: Vec<u8>,
    pub portal: String,
    pub capability: Vec<u8>,
    #[serde(skip)]
    pub sealed: Vec<u8>,
    pub procedure: String,
    pub place: String,
    pub account: Option<LocalAccountId>,
    pub told: i64,
    pub refused_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}
