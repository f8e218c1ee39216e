//! Whether the record of a site is what was sealed, and agrees with every statement about it.

use onedoor_oidc::keys::VerificationKeys;
use onedoor_storage::audit::{self, Finding, Report, Verifier, Witness};
use onedoor_storage::{Store, Tx, Vault};
use serde::Deserialize;

use super::{AuditError, checkpoint};

/// How many statements are read at once.
pub(super) const PAGE: i64 = 1000;

/// Statements that somebody kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where they lie, for the report.
    pub file: String,
    /// The statements.
    pub statements: Vec<String>,
}

impl Kept {
    /// From a file: what `/.well-known/audit-checkpoints` answered, or statements one to a line. Nothing
    /// if it holds none.
    pub fn parse(file: String, text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Document {
            checkpoints: Vec<Statement>,
        }
        #[derive(Deserialize)]
        struct Statement {
            statement: String,
        }
        let statements: Vec<String> = if text.trim_start().starts_with('{') {
            let document: Document = serde_json::from_str(text).ok()?;
            document.checkpoints.into_iter().map(|one| one.statement).collect()
        } else {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        (!statements.is_empty()).then_some(Self { file, statements })
    }
}

/// Verifies the record of a database, on one snapshot of it; nothing is sealed or changed.
///
/// With the site's vault it also finds rows that the site did not write and keys that it did not make.
pub async fn verify(store: &Store, vault: &Vault, kept: Vec<Kept>) -> Result<Report, AuditError> {
    let vault = vault.clone();
    store
        .read(move |tx| {
            Box::pin(async move {
                let head = audit::head(tx).await?;
                let headless = head.is_none() && !audit::seals(tx, 0, 1).await?.is_empty();
                let log = head.map(|head| head.log).unwrap_or_default();
                let mut verifier = Verifier::new(&log, Some(vault.audit_marks()));
                if headless {
                    verifier.note(Finding::HeadBroken);
                }
                let keys = audit::keys(tx).await?;
                for key in keys.iter().filter(|key| !checkpoint::is_ours(&vault, key)) {
                    verifier.note(Finding::KeyForeign { number: key.number });
                }
                let keys = VerificationKeys::from_jwks(&checkpoint::public(&keys));
                own(tx, &mut verifier, &log, &keys).await?;
                witness(&mut verifier, &log, &keys, kept);
                audit::walk(tx, &mut verifier).await?;
                Ok(verifier.finish())
            })
        })
        .await
}

/// The statements that the record itself lists.
async fn own(
    tx: &mut Tx<'_>,
    verifier: &mut Verifier,
    log: &[u8],
    keys: &VerificationKeys,
) -> Result<(), AuditError> {
    let mut before = i64::MAX;
    loop {
        let found = audit::checkpoints(tx, before, PAGE).await?;
        let Some(last) = found.last() else { return Ok(()) };
        before = last.seal;
        for one in &found {
            expect(verifier, Witness::Record { seal: one.seal }, &one.statement, log, keys);
        }
    }
}

/// The statements that others kept.
pub(super) fn witness(verifier: &mut Verifier, log: &[u8], keys: &VerificationKeys, kept: Vec<Kept>) {
    for Kept { file, statements } in kept {
        for statement in statements {
            expect(verifier, Witness::Kept { file: file.clone() }, &statement, log, keys);
        }
    }
}

/// Tells the verifier what a statement says, or that it is forged.
pub(super) fn expect(
    verifier: &mut Verifier,
    witness: Witness,
    statement: &str,
    log: &[u8],
    keys: &VerificationKeys,
) {
    match checkpoint::read(statement, log, keys) {
        Ok(claims) => {
            verifier.stated(&witness, claims.seal, claims.after);
            let listed = match &witness {
                Witness::Record { seal } => *seal == claims.seal,
                Witness::Kept { .. } => true,
            };
            if let Some(hash) = claims.hash().filter(|_| listed) {
                verifier.expect(witness, claims.seal, claims.rows, hash);
            } else {
                verifier.note(Finding::Contradicted { seal: claims.seal, witness });
            }
        }
        Err(why) => verifier.note(Finding::Unsigned { witness, why }),
    }
}

/// The latest statement of the record, for somebody outside to keep.
pub async fn latest(store: &Store) -> Result<Option<String>, AuditError> {
    let read = store.read(|tx| {
        Box::pin(async move { Ok::<_, AuditError>(audit::checkpoints(tx, i64::MAX, 1).await?.pop()) })
    });
    Ok(read.await?.map(|latest| latest.statement))
}
