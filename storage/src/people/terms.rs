//! The terms of use: every version as it was published, and who agreed to which.

use onedoor_base::{AccountId, Language, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const ALL: Statement = Statement::new(
    "people.terms.all",
    "SELECT version, language, text, applies_from FROM terms ORDER BY applies_from DESC, version, language",
);
const PUBLISH: Statement = Statement::new(
    "people.terms.publish",
    "INSERT INTO terms (version, language, text, applies_from, published_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT DO NOTHING",
);
const WITHDRAW: Statement =
    Statement::new("people.terms.withdraw", "DELETE FROM terms WHERE applies_from > $1");
const ACCEPT: Statement = Statement::new(
    "people.terms.accept",
    "INSERT INTO terms_accepted (account_id, version, language, accepted_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING",
);
const ACCEPTED: Statement = Statement::new(
    "people.terms.accepted",
    "SELECT version, language, accepted_at FROM terms_accepted WHERE account_id = $1 \
     ORDER BY accepted_at DESC, version",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ALL, &PUBLISH, &WITHDRAW, &ACCEPT, &ACCEPTED];

/// One version in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsText {
    /// What the version is called.
    pub version: String,
    /// The language.
    pub language: Language,
    /// What it says.
    pub text: String,
    /// From when on it is in force.
    pub applies_from: Timestamp,
}

/// That somebody agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedTerms {
    /// To which version.
    pub version: String,
    /// In which language it was shown.
    pub language: Language,
    /// When.
    pub accepted_at: Timestamp,
}

/// Every version, the latest first.
pub async fn terms(tx: &mut Tx<'_>) -> Result<Vec<TermsText>, StorageError> {
    tx.rows(&ALL, &[]).await?.iter().map(read).collect()
}

/// Publishes versions: those that are there already stay as they are, and what is not in force yet is replaced by
/// these. Returns every version, so that the caller sees whether one that is in force reads otherwise.
pub async fn publish_terms(
    tx: &mut Tx<'_>,
    wanted: &[TermsText],
    now: Timestamp,
) -> Result<Vec<TermsText>, StorageError> {
    tx.execute(&WITHDRAW, params![now]).await?;
    for new in wanted {
        let values = params![&new.version, new.language.tag(), &new.text, new.applies_from, now];
        tx.execute(&PUBLISH, values).await?;
    }
    terms(tx).await
}

/// Writes down that somebody agreed; false if they had before.
pub async fn accept_terms(
    tx: &mut Tx<'_>,
    account: AccountId,
    accepted: &AcceptedTerms,
) -> Result<bool, StorageError> {
    let values = params![account, &accepted.version, accepted.language.tag(), accepted.accepted_at];
    Ok(tx.execute(&ACCEPT, values).await? == 1)
}

/// What somebody agreed to, the latest first.
pub async fn accepted_terms(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<AcceptedTerms>, StorageError> {
    let read = |row: &Row| {
        Ok(AcceptedTerms {
            version: row.text("version")?,
            language: language(row)?,
            accepted_at: row.time("accepted_at")?,
        })
    };
    tx.rows(&ACCEPTED, params![account]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<TermsText, StorageError> {
    Ok(TermsText {
        version: row.text("version")?,
        language: language(row)?,
        text: row.text("text")?,
        applies_from: row.time("applies_from")?,
    })
}

fn language(row: &Row) -> Result<Language, StorageError> {
    Language::from_tag(row.str("language")?).ok_or_else(|| row.bad("language", "no language"))
}
